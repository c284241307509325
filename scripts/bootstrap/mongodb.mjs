import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { homedir, tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { run } from "./command.mjs";
import { say } from "./say.mjs";

const VERSION = "v1.24.2";
const MODULE = "github.com/FerretDB/FerretDB";
const CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "comity", `ferretdb-${VERSION}`);
const BINARY = join(CACHE, process.platform === "win32" ? "ferretdb.exe" : "ferretdb");

/**
 * FerretDB's own command does not start when it is built from the module proxy: it wants a version file that
 * only its release script writes. So a small command of ours starts the embeddable package: the same server,
 * with its SQLite backend, and without telemetry.
 */
const PROGRAM = `package main

import (
	"context"
	"log"
	"os"
	"os/signal"
	"syscall"

	"github.com/FerretDB/FerretDB/ferretdb"
)

func main() {
	database, err := ferretdb.New(&ferretdb.Config{
		Listener:  ferretdb.ListenerConfig{TCP: os.Args[1]},
		Handler:   "sqlite",
		SQLiteURL: "file:" + os.Args[2] + "/",
	})
	if err != nil {
		log.Fatal(err)
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	if err := database.Run(ctx); err != nil {
		log.Fatal(err)
	}
}
`;

/** @typedef {{ uri: string, name: string, stop: () => Promise<void> }} TestDatabase */

function goProgram() {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/local/go/bin", "/usr/lib/go/bin"];
  return folders.map((folder) => join(folder, "go")).find((path) => existsSync(path));
}

/** Builds FerretDB with Go unless that was done before. Undefined where it can't be had. */
async function ferretBinary() {
  if (existsSync(BINARY)) return BINARY;
  const go = goProgram();
  if (go === undefined) return undefined;
  say("Building FerretDB, which stands in for MongoDB in the tests (some minutes the first time) …");
  mkdirSync(CACHE, { recursive: true });
  // A module of its own, since `go install module@version` is refused for this one.
  writeFileSync(join(CACHE, "go.mod"), "module comity.test/ferretdb\n\ngo 1.22\n");
  writeFileSync(join(CACHE, "main.go"), PROGRAM);
  const how = { cwd: CACHE, quiet: true, env: { GOFLAGS: "-mod=mod" } };
  const got = await run(go, ["get", `${MODULE}/ferretdb@${VERSION}`], how);
  const built = await run(go, ["build", "-o", BINARY, "."], how);
  if (built.code !== 0) {
    say(`${got.output}\n${built.output}`.trimEnd().split("\n").slice(-8).join("\n"));
    return undefined;
  }
  return BINARY;
}

/** @returns {Promise<number>} a port that nobody listens on */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

/** @param {number} port */
function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}

/** @param {string} binary @returns {Promise<TestDatabase | undefined>} */
async function startFerret(binary) {
  const state = mkdtempSync(join(tmpdir(), "comity-ferretdb-"));
  const port = await freePort();
  const child = spawn(binary, [`127.0.0.1:${port}`, state], { stdio: "ignore" });
  const stop = async () => {
    child.kill("SIGTERM");
    if (child.exitCode === null) await new Promise((resolve) => child.once("exit", resolve));
    rmSync(state, { recursive: true, force: true });
  };
  for (
    const deadline = Date.now() + 30_000;
    Date.now() < deadline && child.exitCode === null;
    await pause(100)
  )
    if (await answers(port))
      return { uri: `mongodb://127.0.0.1:${port}/`, name: `FerretDB ${VERSION}`, stop };
  await stop();
  return undefined;
}

/** @returns {Promise<TestDatabase | undefined>} */
async function startDownloadedMongod() {
  try {
    const { MongoMemoryServer } = await import("mongodb-memory-server");
    const server = await MongoMemoryServer.create();
    return {
      uri: server.getUri(),
      name: "mongod of mongodb-memory-server",
      stop: async () => void (await server.stop()),
    };
  } catch {
    return undefined;
  }
}

/**
 * A database that speaks MongoDB's protocol: MONGODB_URI, else FerretDB built before, else the mongod that
 * mongodb-memory-server can download (not in CI, where only FerretDB is to be had), else FerretDB built now.
 * @returns {Promise<TestDatabase | undefined>}
 */
export async function startTestMongo() {
  const uri = process.env.MONGODB_URI;
  if (uri) return { uri, name: "MONGODB_URI", stop: async () => undefined };
  if (existsSync(BINARY)) return startFerret(BINARY);
  if (process.env.CI !== "true") {
    const mongod = await startDownloadedMongod();
    if (mongod !== undefined) return mongod;
  }
  const binary = await ferretBinary();
  return binary === undefined ? undefined : startFerret(binary);
}
