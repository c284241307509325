import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Ground, openGround } from "./ground.ts";

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(async () => {
  await ground.close();
});

it("serves the page under a policy without inline script, eval or any other host", async () => {
  const page = await fetch(`${ground.server.address}/`);
  expect(page.status).toBe(200);
  const policy = page.headers.get("content-security-policy") ?? "";
  const rules = new Map(
    policy.split(";").map((rule) => {
      const [name = "", ...values] = rule.trim().split(/\s+/);
      return [name, values] as const;
    }),
  );
  expect(rules.get("default-src")).toEqual(["'none'"]);
  expect(rules.get("script-src")?.slice(0, 2)).toEqual(["'self'", "'wasm-unsafe-eval'"]);
  expect(rules.get("require-trusted-types-for")).toEqual(["'script'"]);
  expect(rules.get("trusted-types")).toEqual(["comity-scripts"]);
  expect(rules.get("frame-ancestors")).toEqual(["'none'"]);
  expect(policy).not.toContain("'unsafe-inline'");
  expect(policy).not.toContain("'unsafe-eval'");
  const html = await page.text();
  // The one inline script is the import map, and the policy names it by its hash.
  const inline = [...html.matchAll(/<script(?![^>]*\bsrc=)([^>]*)>([^<]*)/g)];
  expect(inline.map(([, kind]) => kind)).toEqual([' type="importmap"']);
  const hashes = inline.map(([, , map = ""]) => createHash("sha256").update(map).digest("base64"));
  expect(rules.get("script-src")?.slice(2)).toEqual(hashes.map((hash) => `'sha256-${hash}'`));
  for (const [tag] of html.matchAll(/<(script|link)[^>]+\/assets\/[^>]+>/g))
    expect(tag).toMatch(/ integrity="sha384-[\w+/]{64}"/);
  expect(html).not.toMatch(/https?:\/\//);
});

it("says that it lives and that it can serve", async () => {
  const health = await fetch(`${ground.server.address}/healthz`);
  expect([health.status, await health.json()]).toEqual([200, { status: "ok" }]);
  expect((await fetch(`${ground.server.address}/readyz`)).status).toBe(200);
});

it("gives no file from outside the client's folder", async () => {
  for (const path of [
    "/../package.json",
    "/..%2f..%2fpackage.json",
    "/assets/..%2f..%2fpackage.json",
    "/.env",
  ]) {
    const answer = await fetch(`${ground.server.address}${path}`);
    expect(await answer.text()).not.toContain('"name": "comity"');
  }
});
