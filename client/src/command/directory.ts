import { filterContacts } from "../ui/directory/filters.ts";
import { withDevice } from "./device.ts";
import { EXITS } from "./exits.ts";
import type { CommandSpec } from "./invocation.ts";
import { columns, instant, visible } from "./output.ts";
import { words } from "./words.ts";

/** `comity directory`: who is who, exactly as officers signed it. */
export const directory: CommandSpec = {
  name: "directory",
  words: "",
  least: 0,
  most: 0,
  summary: "The contact directory, filtered",
  options: {
    text: { type: "string", value: "TEXT", help: "words in the name, authority, country or e-mail address" },
    country: { type: "string", value: "XX", help: "a country by its two letters, like GH" },
    competence: { type: "string", value: "CODE", help: "a competence by its code, like mla.f" },
    language: { type: "string", value: "xx", help: "a working language by its two letters, like fr" },
    role: { type: "string", value: "ROLE", help: "a role, like focal-point" },
  },
  run: (invocation) =>
    withDevice(invocation, "either", async ({ mirror: { state } }) => {
      const filters = {
        text: invocation.text("text") ?? "",
        country: invocation.text("country")?.toUpperCase() ?? "",
        competence: invocation.text("competence") ?? "",
        language: invocation.text("language")?.toLowerCase() ?? "",
        role: invocation.text("role") ?? "",
        network: "",
      };
      const names = new Intl.DisplayNames(["en"], { type: "region" });
      const found = filterContacts(state.contacts, filters, (code) => names.of(code) ?? code);
      const json = {
        contacts: found.map(
          ({ account, network, networkName, card, standing, officer, validFrom, validUntil }) => ({
            account,
            network: { id: network, name: networkName },
            card,
            standing,
            officer,
            validFrom: instant(validFrom),
            validUntil: instant(validUntil),
          }),
        ),
      };
      invocation.output.answer(json, () =>
        found.length === 0
          ? words.directory.nobody
          : columns(
              found.map(({ account, card, standing }) => [
                account,
                card.country,
                visible(card.name),
                visible(card.authority),
                standing === "current" ? visible(card.email ?? "") : words.directory.standing[standing],
              ]),
            ),
      );
      return EXITS.done;
    }),
};
