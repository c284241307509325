import { expect, it } from "vitest";
import { isolatedIn } from "./isolation.ts";

it("isolates a name where it runs, or could run, against its sentence", () => {
  expect(isolatedIn("Ama Mensah", false)).toBe("Ama Mensah");
  expect(isolatedIn("Ama Mensah", true)).toBe("\u2068Ama Mensah\u2069");
  expect(isolatedIn("ليلى حداد", false)).toBe("\u2068ليلى حداد\u2069");
});
