import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EngineMirror } from "@comity/client/engine/facade/mirror";
import { createNodeEngine } from "@comity/client/node/nodeEngine";
import { openLog } from "@comity/server/log";
import { startServer } from "@comity/server/server";
import { Card } from "@comity/shared/directory/card";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type RecordingProxy, recordFrames } from "../wire/recordingProxy.ts";

/** What must never be found outside the people's own devices. */
const CANARY = "CANARY-7f3a91-yellow-bird";
const FILE_NAME = "witness-statement-4417.pdf";
/** What the server does know, so that finding nothing means something: the search works. */
const KNOWN_TO_SERVER = "Office of the Attorney-General";

const PASSPHRASE = "nine careful wooden boats";
const CHEAP = { passes: 1, memory: 8192 };

let folder: string;
let proxy: RecordingProxy;
let stop: () => Promise<void>;

async function must<Value>(
  outcome: Promise<{ ok: true; value: Value } | { ok: false; fault: { code: string } }>,
): Promise<Value> {
  const result = await outcome;
  if (!result.ok) throw new Error(result.fault.code);
  return result.value;
}

function card(name: string, country: string, roles: readonly string[]): Card {
  return Card.parse({
    name,
    authority: KNOWN_TO_SERVER,
    country,
    roles,
    competences: ["mla.a"],
    languages: ["en"],
  });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "comity-canary-"));
  const server = await startServer({ dataFolder: folder, log: openLog("trace", join(folder, "server.log")) });
  proxy = await recordFrames(server.address);
  stop = () => server.close();
  const connectTo = proxy.origin;
  const { origin } = server;
  const person = async () => {
    const engine = await createNodeEngine({ origin, connectTo, passphraseCost: CHEAP });
    return { engine, mirror: await EngineMirror.of(engine) };
  };

  const officer = await person();
  await must(
    officer.engine.found({
      link: await server.foundingLink(),
      passphrase: PASSPHRASE,
      networkName: "WACAP",
      card: card("Adjoa Lawson", "TG", ["secretariat"]),
      deviceName: "Desk",
    }),
  );
  const { network } = await officer.mirror.until((state) =>
    state.connection.state === "online" ? state.self?.networks[0] : undefined,
  );
  const members = [];
  for (const name of ["Ama Mensah", "Chidi Okonkwo"]) {
    const made = await must(
      officer.engine.invite({ network, card: card(name, "GH", ["prosecutor"]), validDays: 3 }),
    );
    const member = await person();
    await must(member.engine.enrol({ link: made.link ?? "", passphrase: PASSPHRASE, deviceName: "Laptop" }));
    await officer.mirror.until((state) =>
      state.invitations.find((one) => one.invitation === made.invitation && one.state === "arrived"),
    );
    await must(officer.engine.grant(made.invitation));
    // Being on the notice board shows that the new device has left keys for others to write to it.
    await member.mirror.until((state) =>
      state.conversations.find((one) => one.kind === "board" && one.state === "active"),
    );
    members.push(member);
  }
  const [ama, chidi] = members;
  if (ama === undefined || chidi === undefined) throw new Error("nobody joined");
  const other = await chidi.mirror.until((state) => state.self?.account);
  await ama.mirror.until((state) => state.contacts.find((contact) => contact.account === other));

  const hears = (who: typeof ama, text: string) =>
    who.mirror.until((state) =>
      [...state.threads.values()]
        .flatMap((thread) => [...thread.values()])
        .find(
          (item) => item.kind === "message" && item.content.kind === "text" && item.content.text === text,
        ),
    );
  const text = `${CANARY} see ${FILE_NAME}`;
  const direct = await must(ama.engine.openDirect(other));
  await must(ama.engine.saveDraft({ conversation: direct, text }));
  await must(
    ama.engine.sendText({ conversation: direct, text, handling: { codes: ["H1"], tlp: "TLP:RED" } }),
  );
  await hears(chidi, text);
  const source = new Blob([`${text} in a file. `.repeat(9000)]);
  const files = [{ name: FILE_NAME, mediaType: "application/pdf", source }];
  await must(ama.engine.sendFiles({ conversation: direct, files, text: `${text} with a file` }));
  const { order } = await chidi.mirror.until((state) =>
    [...(state.threads.get(direct)?.values() ?? [])].find(
      (item) => item.kind === "message" && item.content.kind === "attachment",
    ),
  );
  const got = await must(chidi.engine.openFile({ conversation: direct, order, index: 0 }));
  expect([got.name, Buffer.from(got.bytes).toString().startsWith(text)]).toEqual([FILE_NAME, true]);
  const title = `${CANARY} ${FILE_NAME}`;
  const room = await must(ama.engine.createRoom({ reference: CANARY.slice(0, 40), title, members: [other] }));
  await chidi.mirror.until((state) =>
    state.conversations.find((one) => one.id === room && one.title === title),
  );
  await must(chidi.engine.sendText({ conversation: room, text: `${text} in the room` }));
  await hears(ama, `${text} in the room`);
  await must(
    ama.engine.changeRoomDetails({ conversation: room, reference: CANARY, title: `${title} again` }),
  );
  const announcement = await must(
    officer.engine.announce({ network, title, text, place: CANARY, date: "2027-01-01" }),
  );
  await ama.mirror.until((state) => state.notices.find((one) => one.announcement === announcement));
  await must(ama.engine.answer({ network, announcement, attendance: "attending" }));
  await officer.mirror.until((state) => state.notices.find((one) => one.counts.attending === 1));
  await must(ama.engine.renewRecoveryKey(PASSPHRASE));
  await must(ama.engine.changePassphrase({ current: PASSPHRASE, next: `${PASSPHRASE} ${CANARY}` }));
  await must(ama.engine.moveAway(`${PASSPHRASE} ${CANARY}`));
  await officer.engine.lock();
  await chidi.engine.lock();
}, 120_000);

afterAll(async () => {
  await proxy.close();
  await stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Texts that would betray content, plain and as the encodings that something might hide them in. */
const secrets = [CANARY, FILE_NAME, PASSPHRASE].flatMap((secret) => [
  secret,
  Buffer.from(secret).toString("base64").replace(/=+$/, "").slice(0, -2),
  Buffer.from(secret).toString("hex"),
]);

it("finds what people wrote in no database file and in no line of the server's log", () => {
  const files = readdirSync(folder).map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
  expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining(["comity.db", "server.log"]));
  expect(files.some(({ bytes }) => bytes.includes(KNOWN_TO_SERVER))).toBe(true);
  for (const { name, bytes } of files)
    for (const secret of secrets) expect(bytes.includes(secret), `${secret} in ${name}`).toBe(false);
});

it("finds it in no frame that the server received", () => {
  expect(proxy.frames.length).toBeGreaterThan(50);
  expect(proxy.frames.some((frame) => frame.includes(KNOWN_TO_SERVER))).toBe(true);
  for (const frame of proxy.frames)
    for (const secret of secrets) expect(frame.includes(secret), secret).toBe(false);
});
