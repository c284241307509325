import { Competence, Role } from "@comity/shared/directory/codes";
import type { VouchedChange, VouchedField } from "../../engine/facade/cardChanges.ts";
import { useDates, useList, useNames, useWords } from "../words/language.ts";

/** What a card's field holds, in the reader's words. */
function useFieldText(): (field: VouchedField, value: VouchedChange["from"]) => string {
  const words = useWords();
  const names = useNames();
  const list = useList();
  const dates = useDates();
  return (field, value) => {
    if (value === undefined || (typeof value === "object" && value.length === 0))
      return words.office.notGiven;
    if (typeof value === "number") return dates.both(value);
    const code = (one: string) => {
      const [role, competence] = [Role.safeParse(one).data, Competence.safeParse(one).data];
      if (field === "roles" && role !== undefined) return words.roles[role];
      if (field === "competences" && competence !== undefined) return words.competences[competence];
      return field === "languages" ? names.language(one) : one;
    };
    if (typeof value === "string") return field === "country" ? names.country(value) : value;
    return list(value.map(code));
  };
}

/** How a card's field is called. */
export function useFieldNames(): Readonly<Record<VouchedField, string>> {
  const { directory, office } = useWords();
  return {
    name: directory.name,
    authority: directory.authority,
    country: directory.countryLabel,
    roles: directory.roles,
    competences: directory.competences,
    languages: directory.languages,
    email: directory.email,
    telephone: directory.telephone,
    validFrom: office.memberFrom,
    validUntil: office.memberUntil,
  };
}

/** What was, and what becomes, field by field. */
export function VouchedChanges({ changes }: { readonly changes: readonly VouchedChange[] }) {
  const { office } = useWords();
  const fields = useFieldNames();
  const text = useFieldText();
  return (
    <table className="what-changes">
      <thead>
        <tr>
          <th scope="col">{office.field}</th>
          <th scope="col">{office.was}</th>
          <th scope="col">{office.becomes}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, from, to }) => (
          <tr key={field}>
            <th scope="row">{fields[field]}</th>
            <td>
              <bdi>
                <del>{text(field, from)}</del>
              </bdi>
            </td>
            <td>
              <bdi>
                <ins>{text(field, to)}</ins>
              </bdi>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
