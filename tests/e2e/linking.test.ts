import { writeFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessibilityFaults } from "./accessible.ts";
import { AMA, admit, choosePassphrase, foundNetwork, OFFICER, World } from "./world.ts";

const WIDTH = 640;
const HEIGHT = 480;
const FRAMES = 10;

/** The dark squares of a code that a page shows, and how many there are to a side. */
async function codeOn(page: Page): Promise<{ size: number; dark: readonly (readonly [number, number])[] }> {
  const code = page.getByRole("img", { name: "The same code for a camera" });
  const size = Number((await code.getAttribute("viewBox"))?.split(" ").at(-1));
  const path = (await code.locator("path").getAttribute("d")) ?? "";
  const dark = [...path.matchAll(/M(\d+) (\d+)h/g)].map(([, x, y]) => [Number(x), Number(y)] as const);
  return { size, dark };
}

/** A video of the code as a camera would see it: a bright square on something grey. */
function film({ size, dark }: Awaited<ReturnType<typeof codeOn>>): Buffer {
  const scale = Math.floor(360 / size);
  const [left, top] = [(WIDTH - size * scale) >> 1, (HEIGHT - size * scale) >> 1];
  const light = Buffer.alloc(WIDTH * HEIGHT, 128);
  const paint = (x: number, y: number, value: number) => {
    for (let row = 0; row < scale; row++) {
      const at = (top + y * scale + row) * WIDTH + left + x * scale;
      light.fill(value, at, at + scale);
    }
  };
  for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) paint(x, y, 235);
  for (const [x, y] of dark) paint(x, y, 20);
  const colour = Buffer.alloc(WIDTH * HEIGHT * 0.5, 128);
  const frame = Buffer.concat([Buffer.from("FRAME\n"), light, colour]);
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`);
  return Buffer.concat([head, ...Array.from({ length: FRAMES }, () => frame)]);
}

describe("a further device that is linked by its link", () => {
  let world: World;
  let ama: Page;
  let telephone: Page;
  let code = "";
  const dialog = (page: Page) => page.getByRole("dialog");

  beforeAll(async () => {
    world = await World.open();
    const officer = await world.person();
    await foundNetwork(officer, await world.server.foundingLink(), "WACAP", OFFICER);
    ama = await admit(world, officer, AMA);
    telephone = await world.person(390, 844);
    await telephone.goto(world.server.origin);
    await telephone.getByRole("button", { name: "Link to my other device" }).click();
    await choosePassphrase(telephone);
    await telephone.getByRole("button", { name: "Show the code" }).click();
    code = (await telephone.getByTestId("link-code").textContent()) ?? "";
  });
  afterAll(() => world.close());

  it("is told where that link belongs, in a browser in which nobody is signed in", async () => {
    const elsewhere = await world.person();
    await elsewhere.goto(`${world.server.origin}/#link=${code}`);
    await elsewhere.getByText("on a device on which you are signed in", { exact: false }).waitFor();
    expect(await accessibilityFaults(elsewhere)).toEqual([]);
  });

  it("is warned of, in a signed-in browser, before anything is done, and its code stands there", async () => {
    const tab = await world.tab(ama.context());
    await tab.goto(`${world.server.origin}/#link=${code}`);
    await dialog(tab)
      .getByText("Go on only if you have that device in front of you.", { exact: false })
      .waitFor();
    expect(await dialog(tab).getByLabel("Code on the new device").inputValue()).toBe(code);
    expect(new URL(tab.url()).hash).toBe("");
    expect(await accessibilityFaults(tab)).toEqual([]);
    await dialog(tab).getByRole("button", { name: "Close" }).click();
    await tab.close();
  });

  it("shows its code to a camera, and both show the same number", async () => {
    writeFileSync(world.camera, film(await codeOn(telephone)));
    await ama.getByRole("button", { name: "Settings", exact: true }).click();
    await ama.getByRole("button", { name: "Link another device" }).click();
    await dialog(ama).getByRole("button", { name: "Scan with the camera" }).click();
    const there = await ama.getByTestId("link-number").textContent();
    expect(there).toMatch(/^\d{3} \d{3}$/);
    expect(await telephone.getByTestId("link-number").textContent()).toBe(there);
  });
});
