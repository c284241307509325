// @ts-nocheck
// biome-ignore-all lint: a tool of the moment
import { loadSodium } from "@comity/shared/crypto/sodium";
import { inspect } from "./checks/inspection.ts";
import { play } from "./run.ts";
import { World } from "./world/world.ts";

void loadSodium;
const [seed, often, conv] = [Number(process.argv[2]), process.argv[3] ?? "", process.argv[4] ?? ""];
const orig = World.prototype.violated;
let once = false;
World.prototype.violated = function (this: World, kind: string, what: string) {
  orig.call(this, kind, what);
  if (once) return;
  once = true;
  (globalThis as any).pending = (async () => {
    const w = this;
    for (const d of w.devices)
      console.log(
        d.name,
        JSON.stringify(d.phase),
        JSON.stringify(d.connection),
        d.linking,
        d.disk.full,
        w.network.isCutOff(d.name),
      );
    for (const [id, log] of w.server.disk.logs) {
      if (!id.startsWith(conv)) continue;
      const name = (d: string) => w.devices.find((x) => x.id === d)?.name ?? d.slice(0, 6);
      console.log("LOG", id, "groupInfo", w.server.disk.groupInfos.get(id)?.epoch, "tail", log.tail);
      for (const e of log.entries) {
        const c = log.commits.get(e.seq);
        console.log(
          e.seq,
          e.kind,
          "epoch",
          e.epoch,
          name(e.sender),
          e.at - 1772323200000,
          c ? `added ${c.added.map(name)} removed ${c.removed.map(name)} devices ${c.devices.map(name)}` : "",
        );
      }
      for (const d of w.devices) {
        console.log(
          d.name,
          d.id,
          [...w.server.disk.keyPackages]
            .filter(([k]) => d.id !== undefined && k.startsWith(d.id))
            .map(([k, p]) => `${p.oneTime.length} ${p.lastResort !== undefined}`),
        );
        const r = (await inspect(w, d)).get(id);
        if (r)
          console.log(
            d.name,
            JSON.stringify(r.record),
            "epoch",
            r.group?.epoch,
            r.group?.leaves().map((l: any) => name(l.device)),
          );
      }
    }
  })();
};
await play({ seed, steps: 80, often: often.split(",") });
await (globalThis as any).pending;
