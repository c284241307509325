import { AccountId, ConversationId } from "@comity/shared/ids";
import { describe, expect, it } from "vitest";
import type { ContactView } from "../../engine/facade/views.ts";
import { guests as words } from "../words/guests/en.ts";
import { endedStaysIn, stayEndText } from "./stayEnds.ts";

const T0 = 1_800_000_000_000;
const DAY = 86_400_000;
const account = (letter: string) => AccountId.parse(`${letter.repeat(42)}A`);
const [AMA, KOFI, ESI, YAW] = [account("A"), account("B"), account("C"), account("D")];
type Ends = NonNullable<ContactView["stay"]>["ends"];

const ROOM = ConversationId.parse("A".repeat(22));

/** Kofi, with these ends of his stays. */
const kofi = (...ends: Ends) => [
  { account: KOFI, stay: { conversation: ROOM, host: AMA, endedAt: undefined, ends } },
];
const said = (ends: Ends, at: number) =>
  endedStaysIn({ removed: [KOFI, YAW], at }, kofi(...ends)).ended.map((stay) =>
    stayEndText(words, stay, (one) => ({ [AMA]: "Ama", [KOFI]: "Kofi", [ESI]: "Esi" })[one] ?? "", String),
  );

describe("why a guest has gone", () => {
  it("is said by the day, or by whom the stay was ended before it", () => {
    const end = (by: Ends[number]["by"]): Ends => [{ host: AMA, at: T0, by }];
    expect(said(end("by-date"), T0 + 5000)).toEqual([`The stay of Kofi as a guest of Ama ended on ${T0}.`]);
    expect(said(end(AMA), T0)).toEqual(["Ama ended the stay of Kofi, their guest, before its date."]);
    expect(said(end(ESI), T0)).toEqual(["Esi ended the stay of Kofi as a guest of Ama before its date."]);
    expect(said(end("host-gone"), T0)).toEqual([expect.stringContaining("Ama, who answered for them")]);
  });

  it("is somebody's having removed them, where the stay goes on", () => {
    const ends: Ends = [{ host: AMA, at: T0 + DAY, by: "by-date" }];
    expect(endedStaysIn({ removed: [KOFI, YAW], at: T0 }, kofi(...ends))).toEqual({
      ended: [],
      removed: [KOFI, YAW],
    });
  });

  it("is the end of the stay of then, whatever came after", () => {
    const later = { host: ESI, at: T0 + 30 * DAY, by: "by-date" } as const;
    expect(said([{ host: AMA, at: T0, by: ESI }, later], T0 + 1000)).toEqual([
      "Esi ended the stay of Kofi as a guest of Ama before its date.",
    ]);
  });
});
