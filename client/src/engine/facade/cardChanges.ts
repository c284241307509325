import type { Card } from "@comity/shared/directory/card";

/** What officers sign about a person: the card, and from when to when it holds. Times are ms since 1970. */
export interface Vouched {
  readonly card: Card;
  readonly validFrom: number;
  readonly validUntil: number;
}

/** A field of a card, or one of the two dates. */
export type VouchedField = keyof Card | "validFrom" | "validUntil";

/** What a field was and what it becomes. Undefined: not given. */
export interface VouchedChange {
  readonly field: VouchedField;
  readonly from: string | number | readonly string[] | undefined;
  readonly to: string | number | readonly string[] | undefined;
}

const CARD_FIELDS = [
  "name",
  "authority",
  "country",
  "roles",
  "competences",
  "languages",
  "email",
  "telephone",
] as const satisfies readonly (keyof Card)[];

/** Everything in which two statements about a person differ, in the order of a card. */
export function vouchedChanges(before: Vouched, after: Vouched): readonly VouchedChange[] {
  const all: readonly VouchedChange[] = [
    ...CARD_FIELDS.map((field) => ({ field, from: before.card[field], to: after.card[field] })),
    { field: "validFrom", from: before.validFrom, to: after.validFrom },
    { field: "validUntil", from: before.validUntil, to: after.validUntil },
  ];
  return all.filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to));
}
