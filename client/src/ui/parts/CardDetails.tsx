import type { Card } from "@comity/shared/directory/card";
import { useList, useNames, useWords } from "../words/language.ts";

/** Everything on a contact card. */
export function CardDetails({ card }: { readonly card: Card }) {
  const words = useWords();
  const names = useNames();
  const list = useList();
  const lines: readonly (readonly [string, string | undefined])[] = [
    [words.directory.authority, card.authority],
    [words.directory.countryLabel, names.country(card.country)],
    [words.directory.roles, list(card.roles.map((role) => words.roles[role]))],
    [words.directory.languages, list(card.languages.map(names.language))],
    [
      words.directory.competences,
      card.competences.map((code) => words.competences[code]).join(" · ") || words.app.none,
    ],
    [words.directory.email, card.email],
    [words.directory.telephone, card.telephone],
  ];
  return (
    <div className="card-details">
      <p className="card-name">
        <bdi>{card.name}</bdi>
      </p>
      <dl>
        {lines.map(([label, value]) =>
          value === undefined ? null : (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ),
        )}
      </dl>
    </div>
  );
}
