import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** What a browser loads of a built client, in bytes as gzip makes them. */
export interface FirstLoad {
  /** What the page itself names: it can be shown with this. */
  readonly page: number;
  /** The largest catalogue of words, which comes for those who don't read English. */
  readonly words: number;
  /** The engine with libsodium and MLS; it comes beside the page, and is there to unlock. */
  readonly engine: number;
}

/** Weighs what `folder` (client/dist) holds. */
export function weighFirstLoad(folder: string): FirstLoad {
  const weigh = (name: string) => gzipSync(readFileSync(join(folder, name)), { level: 9 }).length;
  const html = readFileSync(join(folder, "index.html"), "utf8");
  const named = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].flatMap(
    ([, name]) => name ?? [],
  );
  const assets = readdirSync(join(folder, "assets"));
  const sum = (names: readonly string[]) => names.reduce((total, name) => total + weigh(name), 0);
  const words = assets.filter((name) => /^[a-z]{2}-[^.]+\.js$/.test(name));
  const engine = assets.filter((name) => /^engineWorker-.*\.js$/.test(name));
  return {
    page: sum(["index.html", ...named]),
    words: Math.max(0, ...words.map((name) => weigh(`assets/${name}`))),
    engine: sum(engine.map((name) => `assets/${name}`)),
  };
}
