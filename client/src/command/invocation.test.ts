import { expect, it } from "vitest";
import { type CommandSpec, readInvocation } from "./invocation.ts";

const streams = { out: () => undefined, err: () => undefined };
const grant: CommandSpec = {
  ...{ name: "grant", words: "INVITATION", least: 1, most: 1, summary: "Grants" },
  options: { after: { type: "string", value: "ID", help: "after which" } },
  run: async () => 0,
};

it("takes ids that begin with a dash, as one in sixty-four does, as words and as an option's value", () => {
  const [invitation, other] = [`-Z${"a".repeat(20)}`, `-${"_".repeat(42)}`];
  const read = readInvocation(["grant", invitation, "--after", other], [grant], streams);
  if (read.kind !== "run") throw new Error("help was not asked for");
  expect(read.invocation.words).toEqual([invitation]);
  expect(read.invocation.text("after")).toBe(other);
});

it("still refuses an option that does not exist", () => {
  expect(() => readInvocation(["grant", "x", "--aftre"], [grant], streams)).toThrow();
});
