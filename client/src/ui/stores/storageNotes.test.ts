import { expect, it } from "vitest";
import { type BrowserStorage, dueNotes } from "./storageNotes.ts";

const fine: BrowserStorage = {
  persistent: true,
  usage: 10,
  quota: 100,
  later: { volatile: 0, nearlyFull: 0 },
};

it("says nothing where the browser keeps what is stored and has room, or says nothing itself", () => {
  expect(dueNotes(fine, 1)).toEqual([]);
  expect(dueNotes({ ...fine, persistent: undefined, usage: undefined, quota: undefined }, 1)).toEqual([]);
});

it("says that keys may be deleted, and from nine tenths on that space gets short", () => {
  expect(dueNotes({ ...fine, persistent: false }, 1)).toEqual(["volatile"]);
  expect(dueNotes({ ...fine, usage: 89 }, 1)).toEqual([]);
  expect(dueNotes({ ...fine, usage: 90 }, 1)).toEqual(["nearlyFull"]);
});

it("says each again only when the time is over for which it was put off", () => {
  const state = { ...fine, persistent: false, usage: 95, later: { volatile: 50, nearlyFull: 20 } };
  expect(dueNotes(state, 10)).toEqual([]);
  expect(dueNotes(state, 20)).toEqual(["nearlyFull"]);
  expect(dueNotes(state, 50)).toEqual(["volatile", "nearlyFull"]);
});
