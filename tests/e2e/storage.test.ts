import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessibilityFaults } from "./accessible.ts";
import {
  AMA,
  acquainted,
  choosePassphrase,
  connected,
  hear,
  OFFICER,
  openConversation,
  PASSPHRASE,
  say,
  unlock,
  World,
} from "./world.ts";

const THROWN_AWAY = "This browser has thrown Comity's keys away";
const DAMAGED = "Comity's keys in this browser are damaged";

/** What a browser may do to what is stored in it, in one story: each test goes on where the one before ended. */
describe("the storage of a browser", () => {
  let world: World;
  let officer: Page;
  let ama: Page;
  let recoveryKey: string;

  beforeAll(async () => {
    world = await World.open();
    ({ officer, ama, recoveryKey } = await acquainted(world, "Before anything happened."));
  });
  afterAll(async () => {
    await world.close();
  });

  const isLost = async (page: Page, title: string, number = 1) => {
    await page.getByRole("heading", { name: title }).waitFor();
    await page.getByText(`The recovery key that belongs to it is no. ${number},`).waitFor();
    expect(await page.getByText("Welcome to Comity").count()).toBe(0);
  };
  /** Comes back with the recovery key, which stays the same. */
  const restore = async (page: Page) => {
    await page.getByRole("button", { name: "I have a recovery key" }).click();
    await page.getByLabel("Recovery key", { exact: true }).fill(recoveryKey);
    await choosePassphrase(page);
    await page.getByRole("button", { name: "Restore" }).click();
    await connected(page);
  };

  it("is asked to keep the keys; where it does not promise that, a calm note says what to do, until it is put off", async () => {
    const note = ama.getByText("This browser may delete Comity's keys when space gets short.");
    await note.waitFor();
    await ama.getByRole("button", { name: "Remind me later" }).click();
    expect(await note.count()).toBe(0);
    await ama.getByRole("button", { name: "Settings", exact: true }).click();
    await note.waitFor();
    await ama.getByRole("heading", { name: "Storage in this browser" }).waitFor();
    expect(await accessibilityFaults(ama)).toEqual([]);
    await openConversation(ama, OFFICER.name);
  });

  it("that is deleted while Comity runs is missed at once, in every tab, and after a reload", async () => {
    const second = await world.tab(ama.context());
    await second.goto(ama.url());
    await connected(second);
    await second.evaluate(() => void indexedDB.deleteDatabase("comity"));
    for (const page of [ama, second]) await isLost(page, THROWN_AWAY);
    await second.close();
    await ama.reload();
    await isLost(ama, THROWN_AWAY);
    expect(await accessibilityFaults(ama)).toEqual([]);
  });

  it("that was lost is come back from with the recovery key: the same person, no new identity", async () => {
    await restore(ama);
    await openConversation(ama, OFFICER.name);
    await say(officer, "Welcome back.");
    await hear(ama, "Welcome back.");
    await say(ama, "It is still me.");
    await hear(officer, "It is still me.");
    await officer.getByRole("button", { name: "Directory", exact: true }).click();
    const people = officer.getByRole("list", { name: "Directory" });
    expect(await people.getByRole("button", { name: AMA.name }).count()).toBe(1);
    await openConversation(officer, AMA.name);
  });

  for (const left of ["localStorage", "caches"] as const)
    it(`that was cleared while Comity was closed is missed as long as ${left} is left`, async () => {
      const url = ama.url();
      const context = ama.context();
      // A page of the same origin on which nothing of Comity runs.
      await ama.goto(new URL("/icon.svg", url).href);
      await ama.evaluate(async (kept) => {
        await new Promise((resolve, reject) => {
          const gone = indexedDB.deleteDatabase("comity");
          gone.onsuccess = resolve;
          gone.onerror = reject;
        });
        if (kept === "caches") localStorage.clear();
        else await caches.delete("comity-mark");
      }, left);
      await ama.close();
      ama = await world.tab(context);
      await ama.addInitScript(slowTabLock);
      await ama.goto(url);
      await isLost(ama, THROWN_AWAY);
      await restore(ama);
    });

  it("of which the header is gone is known for what it is", async () => {
    await tamper(ama, ["header", "vault"], "delete");
    await isLost(ama, DAMAGED);
    await restore(ama);
    await openConversation(ama, OFFICER.name);
    await say(ama, "Once more.");
    await hear(officer, "Once more.");
  });

  it("of which a record is damaged says so when it is unlocked, and is replaced only by a recovery", async () => {
    await tamper(ama, ["self", "identity"], "damage");
    await ama.getByRole("heading", { name: "Locked" }).waitFor();
    await ama.getByLabel("Passphrase").fill(PASSPHRASE);
    await ama.getByRole("button", { name: "Unlock" }).click();
    await isLost(ama, DAMAGED);
    await restore(ama);
    await ama.reload();
    await unlock(ama);
  });

  it("that does not open is no first visit either", async () => {
    const url = ama.url();
    await ama.goto(new URL("/icon.svg", url).href);
    await ama.evaluate(
      () =>
        new Promise((resolve) => {
          // As a later version of Comity would leave it: this one can't open it.
          const opening = indexedDB.open("comity", 99);
          opening.onsuccess = () => {
            opening.result.close();
            resolve(undefined);
          };
        }),
    );
    await ama.goto(url);
    await ama.getByRole("heading", { name: "This browser does not open Comity's storage" }).waitFor();
    await ama.getByRole("button", { name: "Reload the page" }).waitFor();
    expect(await ama.getByText("Welcome to Comity").count()).toBe(0);
  });
});

/** A busy machine: a tab gets the lock that says who it is later than everything else has started. */
function slowTabLock(): void {
  const late = new Promise((resolve) => setTimeout(resolve, 2_000));
  navigator.locks.request = new Proxy(navigator.locks.request, {
    async apply(request, locks, asked) {
      if (String(asked[0]).startsWith("comity-tab-")) await late;
      return Reflect.apply(request, locks, asked);
    },
  });
}

/** Reaches into the store of a page's browser while Comity is closed, then opens Comity again. */
async function tamper(page: Page, key: readonly [string, string], how: "delete" | "damage"): Promise<void> {
  const url = page.url();
  await page.goto(new URL("/icon.svg", url).href);
  await page.evaluate(
    async ([place, change]) => {
      const answer = <Value>(request: IDBRequest<Value>) =>
        new Promise<Value>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const database = await answer(indexedDB.open("comity"));
      const records = database.transaction("records", "readwrite").objectStore("records");
      const found: unknown = await answer(records.get([...place]));
      if (!(found instanceof Uint8Array)) throw new Error("there is no such record");
      if (change === "delete") await answer(records.delete([...place]));
      else await answer(records.put(found.fill(7, 30), [...place]));
      database.close();
    },
    [key, how] as const,
  );
  await page.goto(url);
}
