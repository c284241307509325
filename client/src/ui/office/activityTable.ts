import type { AccountId } from "@comity/shared/ids";
import Papa from "papaparse";
import type { VouchedChange } from "../../engine/facade/cardChanges.ts";
import type { ActivityView } from "../../engine/facade/views.ts";

const iso = (at: number) => new Date(at).toISOString();

/** Acts as a table. Codes and dates (ISO 8601, UTC) and not words: it is for machines too. Formulas are made harmless. */
export function activityTable(
  acts: readonly ActivityView[],
  nameOf: (account: AccountId | undefined) => string,
): string {
  const header = [
    ...["log_entry", "at", "what", "by", "name", "authority", "country", "roles"],
    ...["member_from", "member_until", "changes", "account", "signed_with", "in_place", "build", "room"],
  ];
  const rows = acts.map(
    ({ position, at, what, by, byKey, account, build, inPlace, room, vouched, changes }) => [
      ...[String(position), iso(at), what, nameOf(by)],
      ...(vouched === undefined
        ? ["", "", "", "", "", ""]
        : [
            ...[
              vouched.card.name,
              vouched.card.authority,
              vouched.card.country,
              vouched.card.roles.join(" "),
            ],
            ...[iso(vouched.validFrom), iso(vouched.validUntil)],
          ]),
      ...[changes.map(changeText).join("; "), account ?? "", byKey, inPlace ?? "", build ?? "", room ?? ""],
    ],
  );
  return `\uFEFF${Papa.unparse([header, ...rows], { newline: "\r\n", escapeFormulae: true })}\r\n`;
}

function changeText({ field, from, to }: VouchedChange): string {
  const text = (value: VouchedChange["from"]) =>
    typeof value === "number" ? iso(value) : typeof value === "object" ? value.join(" ") : (value ?? "");
  return `${field}: ${text(from)} -> ${text(to)}`;
}
