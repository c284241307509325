// npm start: installs, builds and runs Comity on its embedded database. Words after `--` go to the server.
import { join } from "node:path";
import { becomeNode, TOP } from "./bootstrap/command.mjs";
import { buildIfChanged, checkNode, installDependencies } from "./bootstrap/workspace.mjs";

checkNode();
await installDependencies();
await buildIfChanged();
await becomeNode([join(TOP, "server/dist/main.js"), ...process.argv.slice(2)]);
