// Builds server/dist (one file, packages stay outside), client/dist-node (the command line) and client/dist (what
// browsers load).
import { join } from "node:path";
import { build } from "esbuild";
import { run, TOP } from "./bootstrap/command.mjs";
import { sealWeb } from "./webManifest.mjs";

await build({
  entryPoints: [join(TOP, "server/src/main.ts")],
  outfile: join(TOP, "server/dist/main.js"),
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  sourcemap: true,
  logLevel: "warning",
  plugins: [
    {
      // Our own packages are TypeScript sources and go into the bundle. Everything else is loaded from
      // node_modules; what only shared/ depends on is bundled too, since the server could not find it.
      name: "packages-outside",
      setup(builder) {
        builder.onResolve({ filter: /^[^./]/ }, ({ path, importer }) => {
          if (path.startsWith("@comity/") || path.startsWith("node:")) return undefined;
          if (importer.startsWith(join(TOP, "shared"))) return undefined;
          return importer.startsWith(join(TOP, "server/src")) ? { path, external: true } : undefined;
        });
      },
    },
  ],
  banner: {
    js: "import { createRequire as makeRequire } from 'node:module';\nconst require = makeRequire(import.meta.url);",
  },
});

await build({
  entryPoints: [join(TOP, "client/src/command/comity.ts")],
  outfile: join(TOP, "client/dist-node/comity.js"),
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  sourcemap: true,
  logLevel: "warning",
  // The one package with machine code in it; all others go into the file, so that it starts fast.
  external: ["libsql"],
  banner: {
    js: "#!/usr/bin/env node\nimport { createRequire as makeRequire } from 'node:module';\nconst require = makeRequire(import.meta.url);",
  },
});

const vite = join(TOP, "node_modules/vite/bin/vite.js");
const { code } = await run(process.execPath, [vite, "build", "--logLevel", "warn"], {
  cwd: join(TOP, "client"),
  // Whatever the surroundings say: a build for development holds the paths of its sources, and so another hash.
  env: { NODE_ENV: "production" },
});
if (code !== 0) process.exit(code);

await build({
  entryPoints: [join(TOP, "client/src/delivery/serviceWorker.ts")],
  outfile: join(TOP, "client/dist/sw.js"),
  bundle: true,
  minify: true,
  platform: "browser",
  target: "es2022",
  format: "iife",
  logLevel: "warning",
});
sealWeb(join(TOP, "client/dist"));
