// npm run demo: a throw-away server with two networks of invented people, and sign-in links for them.
import { join } from "node:path";
import { becomeNode, TOP } from "./bootstrap/command.mjs";
import { buildIfChanged, checkNode, installDependencies } from "./bootstrap/workspace.mjs";

checkNode();
await installDependencies();
await buildIfChanged();
await becomeNode(["--import", "tsx", join(TOP, "scripts/src/demo.ts"), ...process.argv.slice(2)]);
