import { describe, expect, it } from "vitest";
import { decodeContent, encodeContent } from "./content.ts";
import { MOST_EXCEPTIONS } from "./receipt.ts";

/** What comes of a receipt that somebody has written with a program of their own. */
function read(receipt: Record<string, unknown>) {
  return decodeContent(JSON.stringify({ v: 1, sentAt: 5, silent: true, content: receipt })).content;
}

describe("a receipt", () => {
  it("comes back with what it leaves out, and without anything where it leaves out nothing", () => {
    const receipt = {
      kind: "receipt",
      upTo: 9,
      except: [
        [1, 3],
        [5, 5],
      ] satisfies [number, number][],
    } as const;
    expect(
      decodeContent(
        encodeContent(
          {
            ...receipt,
            except: [
              [1, 3],
              [5, 5],
            ],
          },
          5,
        ),
      ).content,
    ).toEqual(receipt);
    // As versions before wrote it.
    expect(read({ kind: "receipt", upTo: 9 })).toEqual({ kind: "receipt", upTo: 9 });
  });

  it("is damaged where what it leaves out has no order, overlaps, is not below its place, or is too much", () => {
    const wrong: readonly unknown[] = [
      [
        [5, 5],
        [1, 3],
      ],
      [
        [1, 3],
        [3, 5],
      ],
      [[3, 1]],
      [[0, 1]],
      [[1, 9]],
      [[4, 20]],
      [[1.5, 2]],
      [[1]],
      [1],
      "1",
      Array.from({ length: MOST_EXCEPTIONS + 1 }, (_, at) => [2 * at + 1, 2 * at + 1]),
    ];
    for (const except of wrong.slice(0, -1))
      expect(read({ kind: "receipt", upTo: 9, except })).toEqual({ kind: "damaged" });
    expect(read({ kind: "receipt", upTo: 9_000, except: wrong.at(-1) })).toEqual({ kind: "damaged" });
    expect(() => encodeContent({ kind: "receipt", upTo: 3, except: [[2, 3]] }, 5)).toThrow();
  });
});
