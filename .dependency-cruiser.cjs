/** The arrows of the house (section "The house" of the README): the one place where they are written as a check. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: "error",
  from: { path: from, pathNot: "\\.test\\.tsx?$" },
  to: { path: "^(shared|client|server|scripts|tests)/", pathNot: allowed },
});
const never = (name, from, to, comment) => ({
  name,
  comment,
  severity: "error",
  from: { path: from, pathNot: "\\.test\\.tsx?$" },
  to: { path: to },
});

module.exports = {
  forbidden: [
    {
      name: "no-circles",
      comment: "Two files that need each other are one subject or three.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    only("shared-is-the-ground", "^shared/src/", ["^shared/"], "shared/ imports nothing of ours."),
    never(
      "shared-is-pure",
      "^shared/src/",
      "^(node:)?(fs|net|http|https|child_process|os)(/|$)",
      "shared/ does no I/O.",
    ),
    only(
      "engine-knows-shared",
      "^client/src/engine/",
      ["^client/src/engine/", "^shared/"],
      "The engine is headless.",
    ),
    never(
      "engine-without-screens",
      "^client/src/engine/",
      "node_modules/(react|react-dom|zustand|idb|comlink)/",
      "The engine runs in a worker, in Node and on the command line: no React, no DOM, no browser storage.",
    ),
    only(
      "screens-use-the-facade",
      "^client/src/ui/",
      [
        "^client/src/ui/",
        "^client/src/engine/facade/",
        "^shared/src/(directory|content|ids|fault|result|limits|statements)",
      ],
      "Screens see the engine's facade and shared types only.",
    ),
    only(
      "browser-storage-serves-the-engine",
      "^client/src/vault-store/",
      ["^client/src/vault-store/", "^client/src/engine/ports", "^shared/"],
      "Stores implement the engine's port and know nothing else.",
    ),
    only(
      "node-brings-the-engine-to-node",
      "^client/src/node/",
      ["^client/src/(node|engine|vault-store)/", "^shared/"],
      "Node's store and engine know the engine, and nothing of a browser.",
    ),
    only(
      "commands-use-the-facade",
      "^client/src/command/",
      [
        "^client/src/(command|node)/",
        "^client/src/engine/facade/",
        "^client/src/ui/(words/en|directory/filters)\\.ts$",
        "^client/src/ui/office/(terms|peopleList|activityTable)\\.ts$",
        "^client/src/ui/guests/stayEnds\\.ts$",
        "^shared/",
      ],
      "The command line is another kind of screen: it sees the engine's facade, and pure parts of the screens.",
    ),
    never(
      "browser-code-is-without-node",
      "^client/src/(engine|ui|worker|vault-store|delivery)/",
      "^client/src/(node|command)/|node_modules/libsql/|^(node:)?(fs|net|tty|child_process|os)(/|$)",
      "What Node's engine needs must not reach what browsers load.",
    ),
    only(
      "gateway-calls-the-domain",
      "^server/src/gateway/",
      ["^server/src/(gateway|domain)/", "^shared/"],
      "The gateway parses, authorises and calls the domain; it never touches storage.",
    ),
    only(
      "domain-knows-the-port",
      "^server/src/domain/",
      ["^server/src/domain/", "^server/src/storage/port/", "^shared/"],
      "The domain knows the storage port, not its engines, and no transport.",
    ),
    never(
      "domain-without-drivers",
      "^server/src/domain/",
      "node_modules/(socket\\.io|express|libsql|mongoose|mongodb)/",
      "No Socket.IO, no Express, no database driver in the domain.",
    ),
    only(
      "sqlite-is-an-adapter",
      "^server/src/storage/sqlite/",
      ["^server/src/storage/(sqlite/|port/|held\\.ts)", "^shared/"],
      "Adapters don't know one another.",
    ),
    only(
      "mongo-is-an-adapter",
      "^server/src/storage/mongo/",
      ["^server/src/storage/(mongo/|port/|held\\.ts)", "^shared/"],
      "Adapters don't know one another.",
    ),
    only(
      "server-is-no-client",
      "^server/src/",
      ["^server/", "^shared/"],
      "The server never imports the client.",
    ),
    only(
      "client-is-no-server",
      "^client/src/",
      ["^client/", "^shared/"],
      "The client never imports the server.",
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)dist(-node)?/" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
    },
  },
};
