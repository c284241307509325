/** `pnpm bench crypto`, `pnpm bench server` and `pnpm bench sync`: timings live here, never in tests. */
const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  crypto: async () => (await import("./bench/crypto.ts")).benchCrypto(),
  sync: async () => (await import("./bench/sync.ts")).benchSync(),
  server: async () => (await import("./bench/server.ts")).benchServer(),
};

const [wanted = ""] = process.argv.slice(2);
const bench = BENCHES[wanted];
if (bench === undefined) {
  process.stderr.write(`Say which bench: ${Object.keys(BENCHES).join(" or ")}.\n`);
  process.exit(2);
}
await bench();
process.exit(0);

export {};
