// npm run comity -- WORDS: installs and builds where that is due, and runs the command line `comity`.
import { join } from "node:path";
import { becomeNode, TOP } from "./bootstrap/command.mjs";
import { buildIfChanged, checkNode, installDependencies } from "./bootstrap/workspace.mjs";

checkNode();
await installDependencies();
await buildIfChanged();
await becomeNode([join(TOP, "client/dist-node/comity.js"), ...process.argv.slice(2)]);
