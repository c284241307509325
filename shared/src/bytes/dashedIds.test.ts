import { expect, it } from "vitest";
import { markDashedIds, unmarked } from "./dashedIds.ts";

const dashed = (length: number) => `-${"Zb0_-".repeat(9)}`.slice(0, length);

it("takes an id that begins with a dash for no option, and gives it back as it was", () => {
  for (const id of [dashed(22), dashed(43), `-${dashed(42)}`]) {
    const [marked = ""] = markDashedIds([id]);
    expect(marked.startsWith("-")).toBe(false);
    expect(unmarked(marked)).toBe(id);
  }
});

it("leaves everything else as it is: options, other words, other lengths", () => {
  const words = ["--json", "-j", "send", "", "--", dashed(21), dashed(23), "A".repeat(43)];
  words.push("--of-twenty-two-letter");
  expect(markDashedIds(words)).toEqual(words);
  expect(words.map(unmarked)).toEqual(words);
});
