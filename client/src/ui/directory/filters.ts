import type { ContactView } from "../../engine/facade/views.ts";

export interface Filters {
  readonly text: string;
  readonly country: string;
  readonly competence: string;
  readonly language: string;
  readonly role: string;
  readonly network: string;
}

export const NO_FILTERS: Filters = {
  text: "",
  country: "",
  competence: "",
  language: "",
  role: "",
  network: "",
};

/** Without accents and case, so that "Aissatou" finds "Aïssatou". */
export function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}

/** The contacts that fit all filters, current ones first, then by name. Every word must be found somewhere on the card. */
export function filterContacts(
  contacts: readonly ContactView[],
  filters: Filters,
  countryName: (code: string) => string,
): ContactView[] {
  const wanted = folded(filters.text).split(/\s+/).filter(Boolean);
  return contacts
    .filter(({ card, network, networkName, standing }) => {
      // Whose network is recognised no more is nobody to find: only old words name them.
      if (standing === "unrecognised") return false;
      if (filters.network !== "" && network !== filters.network) return false;
      if (filters.country !== "" && card.country !== filters.country) return false;
      if (filters.competence !== "" && !card.competences.some((one) => one === filters.competence))
        return false;
      if (filters.language !== "" && !card.languages.some((one) => one === filters.language)) return false;
      if (filters.role !== "" && !card.roles.some((one) => one === filters.role)) return false;
      const text = folded(
        `${card.name} ${card.authority} ${countryName(card.country)} ${card.email ?? ""} ${networkName}`,
      );
      return wanted.every((word) => text.includes(word));
    })
    .sort(
      (one, other) =>
        Number(other.standing === "current") - Number(one.standing === "current") ||
        one.card.name.localeCompare(other.card.name),
    );
}
