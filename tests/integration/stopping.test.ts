import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServer } from "@comity/server/server";
import { expect, it } from "vitest";

it("stops although a browser holds a connection open on which it has asked nothing", async () => {
  const folder = mkdtempSync(join(tmpdir(), "comity-stopping-"));
  const server = await startServer({ dataFolder: folder });
  const silent = connect(server.port, "127.0.0.1");
  await once(silent, "connect");
  const ended = once(silent, "close");
  await server.close();
  await ended;
  expect(silent.destroyed).toBe(true);
  rmSync(folder, { recursive: true, force: true });
}, 20_000);
