import { hostname } from "node:os";
import type { RecoveryKeyView } from "../engine/facade/identityCalls.ts";
import { dayOf } from "../ui/office/terms.ts";
import { readCard } from "./cards.ts";
import { comeOnline, originOf, withEngine } from "./device.ts";
import { EXITS, misused } from "./exits.ts";
import type { CommandSpec, Invocation, OptionSpec } from "./invocation.ts";
import { instant, visible } from "./output.ts";
import { newPassphrase } from "./passphrase.ts";
import { keepServer } from "./profile.ts";
import { must, words } from "./words.ts";

/** What the device of a new profile is called. */
export const DEVICE: OptionSpec = {
  type: "string",
  value: "NAME",
  help: "the device's name (default: this machine's)",
};

export const deviceName = (invocation: Invocation) =>
  invocation.text("device") ?? (hostname() || words.entry.defaultDevice);

/** The profile's server: the link's, which must be the one that was named if one was. */
function serverFor(invocation: Invocation, link: string): string {
  const server = originOf(link);
  if (invocation.server !== undefined && invocation.server !== server)
    throw misused(`The link belongs to ${server}, not to ${invocation.server}. Leave --server out.`);
  return server;
}

/** The recovery key is shown once, by this answer, and nowhere else. */
export function showRecoveryKey(
  invocation: Invocation,
  recovery: RecoveryKeyView,
  phase: string,
  next: string,
): void {
  const { key, number, issuedAt } = recovery;
  const json = { phase, recoveryKey: { key, number, issuedAt: instant(issuedAt) } };
  invocation.output.answer(json, () =>
    [
      words.entry.recoveryNumber(number, instant(issuedAt).slice(0, 10)),
      "",
      `  ${key}`,
      "",
      words.entry.recoveryLead,
      ...(next === "" ? [] : ["", next]),
    ].join("\n"),
  );
}

/** `comity enrol LINK`: makes this person's keys and answers an invitation. */
export const enrol: CommandSpec = {
  name: "enrol",
  words: "LINK",
  least: 1,
  most: 1,
  summary: "Accept an invitation: make keys in this profile and show the recovery key, once",
  details:
    "The secretariat then checks the keys and signs. With --until-signed the command waits for that; without,\nevery later command tells whether it has happened.",
  options: {
    device: DEVICE,
    "until-signed": { type: "boolean", help: "wait until the secretariat has signed" },
  },
  run: async (invocation) => {
    const [link = ""] = invocation.words;
    const server = serverFor(invocation, link);
    return withEngine(invocation.profile, server, async (engine, mirror) => {
      const preview = await must(engine.previewInvitation(link));
      const { card, networkName, invitedBy, guestUntil } = preview;
      const whom = `${visible(card.name)} (${visible(card.authority)}, ${card.country})`;
      const visit = guestUntil !== undefined;
      invocation.output.remark(
        visit
          ? `${visible(invitedBy)} invites ${whom} as a guest into one room of ${visible(networkName)}, until ${dayOf(guestUntil)}.`
          : `${visible(invitedBy)} invites ${whom} to ${visible(networkName)}.`,
      );
      const passphrase = await newPassphrase({ fd: invocation.passphraseFd });
      keepServer(invocation.profile, server);
      const recovery = await must(engine.enrol({ link, passphrase, deviceName: deviceName(invocation) }));
      await comeOnline(engine, mirror, invocation.waitMs);
      const phase = mirror.state.phase?.phase ?? "waiting";
      const waits = visit
        ? words.guests.waitingLead(visible(invitedBy))
        : words.entry.waitingLead(visible(invitedBy), visible(networkName));
      showRecoveryKey(invocation, recovery, phase, phase === "waiting" ? waits : "");
      if (!invocation.has("until-signed")) return EXITS.done;
      await mirror.until((state) => (state.phase?.phase === "ready" ? true : undefined));
      await engine.settled();
      const role = visit ? "a guest in one room" : "a member";
      invocation.output.remark(`You are ${role} of ${visible(networkName)}.`);
      return EXITS.done;
    });
  },
};

/** `comity found LINK`: founds a network; its caller becomes the first officer. */
export const found: CommandSpec = {
  name: "found",
  words: "LINK --network NAME --card FILE",
  least: 1,
  most: 1,
  summary: "Found a network with the server's founding link, as the secretariat's first officer",
  details:
    'FILE holds your directory card as JSON: {"name", "authority", "country": "GH", "roles": ["secretariat"],\n"competences": [], "languages": ["en"], "email", "telephone"}.',
  options: {
    network: { type: "string", value: "NAME", help: "the network's name" },
    card: { type: "string", value: "FILE", help: "your directory card, as JSON" },
    device: DEVICE,
  },
  run: async (invocation) => {
    const [link = ""] = invocation.words;
    const networkName = invocation.text("network");
    if (networkName === undefined) throw misused("--network NAME is missing: what is the network called?");
    const card = readCard(invocation.text("card"));
    const server = serverFor(invocation, link);
    return withEngine(invocation.profile, server, async (engine, mirror) => {
      const passphrase = await newPassphrase({ fd: invocation.passphraseFd });
      keepServer(invocation.profile, server);
      const input = { link, passphrase, networkName, card, deviceName: deviceName(invocation) };
      const recovery = await must(engine.found(input));
      await comeOnline(engine, mirror, invocation.waitMs);
      showRecoveryKey(invocation, recovery, mirror.state.phase?.phase ?? "ready", "");
      return EXITS.done;
    });
  },
};
