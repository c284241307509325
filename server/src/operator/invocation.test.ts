import { expect, it } from "vitest";
import { readInvocation } from "./invocation.ts";

it("takes an account whose id begins with a dash, as one in sixty-four does", () => {
  for (const account of [`-Z${"a".repeat(40)}A`, `--${"b".repeat(40)}A`])
    expect(readInvocation(["disable", account, "--json"], {})).toMatchObject({
      ok: true,
      value: { task: { kind: "disable", account }, json: true },
    });
});

it("still refuses an option that does not exist", () => {
  expect(readInvocation(["accounts", "--jsno"], {})).toMatchObject({ ok: false });
});
