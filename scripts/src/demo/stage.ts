import type { EngineFacade } from "@comity/client/engine/facade/facade";
import type { EngineResult } from "@comity/client/engine/facade/fault";
import { EngineMirror } from "@comity/client/engine/facade/mirror";
import type { AccountId, ConversationId, NetworkId } from "@comity/shared/ids";
import type { Actor, NetworkCast } from "./cast.ts";
import { CHANNELS, NOTICES, ROOMS } from "./cast.ts";

/** One person of the cast with an engine of their own: the same code that runs in a browser. */
export interface Player {
  readonly actor: Actor;
  readonly network: string;
  readonly engine: EngineFacade;
  readonly mirror: EngineMirror;
}

/** What the stage needs: an engine for each person, and founding links. */
export interface Theatre {
  readonly newEngine: () => Promise<EngineFacade>;
  readonly foundingLink: () => Promise<string>;
  readonly passphrase: string;
  readonly tell: (step: string) => void;
}

async function must<Value>(outcome: EngineResult<Value>): Promise<Value> {
  const result = await outcome;
  if (!result.ok) throw new Error(`the demo could not be set up: ${result.fault.code}`);
  return result.value;
}

function accountOf(player: Player): AccountId {
  const self = player.mirror.state.self;
  if (self === undefined) throw new Error(`${player.actor.card.name} has no account yet`);
  return self.account;
}

function networkOf(player: Player): NetworkId {
  const network = player.mirror.state.self?.networks[0];
  if (network === undefined) throw new Error(`${player.actor.card.name} is in no network yet`);
  return network.network;
}

async function newPlayer(theatre: Theatre, actor: Actor, network: string): Promise<Player> {
  const engine = await theatre.newEngine();
  return { actor, network, engine, mirror: await EngineMirror.of(engine) };
}

/** Founds a network and lets the officer invite and vouch for each member. */
export async function gather(theatre: Theatre, cast: NetworkCast): Promise<Player[]> {
  const { passphrase, tell } = theatre;
  tell(`${cast.name}: ${cast.officer.card.name} founds the network`);
  const officer = await newPlayer(theatre, cast.officer, cast.name);
  const key = await must(
    officer.engine.found({
      link: await theatre.foundingLink(),
      passphrase,
      networkName: cast.name,
      card: cast.officer.card,
      deviceName: "Office computer",
    }),
  );
  await officer.mirror.until((state) =>
    state.connection.state === "online" ? state.self?.networks[0] : undefined,
  );
  await must(officer.engine.confirmRecoveryKey(key.key));
  const players = [officer];
  for (const actor of cast.members) {
    tell(`${cast.name}: ${actor.card.name} (${actor.card.country}) is invited and vouched for`);
    const made = await must(
      officer.engine.invite({ network: networkOf(officer), card: actor.card, validDays: 14 }),
    );
    if (made.link === undefined) throw new Error("an invitation without a link");
    const player = await newPlayer(theatre, actor, cast.name);
    const printed = await must(
      player.engine.enrol({ link: made.link, passphrase, deviceName: "Work laptop" }),
    );
    await officer.mirror.until((state) =>
      state.invitations.find((one) => one.invitation === made.invitation && one.state === "arrived"),
    );
    await must(officer.engine.grant(made.invitation));
    await player.mirror.until((state) => (state.phase?.phase === "ready" ? true : undefined));
    await must(player.engine.confirmRecoveryKey(printed.key));
    players.push(player);
  }
  for (const player of players)
    await player.mirror.until((state) => (state.contacts.length >= players.length ? true : undefined));
  return players;
}

/** Waits until a player sees a conversation as active. */
function joined(player: Player, conversation: ConversationId): Promise<true> {
  return player.mirror.until((state) =>
    state.conversations.some((one) => one.id === conversation && one.state === "active") ? true : undefined,
  );
}

/** Waits until a player has a message of this text in a thread, so that the talk keeps its order. */
function heard(player: Player, conversation: ConversationId, text: string): Promise<true> {
  return player.mirror.until((state) => {
    const items = [...(state.threads.get(conversation)?.values() ?? [])];
    const found = items.some(
      (item) =>
        item.kind === "message" &&
        item.content.kind === "text" &&
        item.content.text === text &&
        item.delivery !== "queued" &&
        item.delivery !== "failed",
    );
    return found ? true : undefined;
  });
}

async function talk(
  of: (handle: string) => Player,
  present: readonly string[],
  conversation: ConversationId,
  lines: readonly (readonly [string, string])[],
): Promise<void> {
  for (const handle of present) await joined(of(handle), conversation);
  for (const [handle, text] of lines) {
    await must(of(handle).engine.sendText({ conversation, text }));
    for (const listener of present) await heard(of(listener), conversation, text);
  }
}

/** Plays the whole demo: two networks, their channels, rooms and notices. All through the real engine. */
export async function play(theatre: Theatre, casts: readonly NetworkCast[]): Promise<readonly Player[]> {
  const players: Player[] = [];
  for (const cast of casts) players.push(...(await gather(theatre, cast)));
  const of = (handle: string): Player => {
    const player = players.find((one) => one.actor.handle === handle);
    if (player === undefined) throw new Error(`nobody in the cast is called ${handle}`);
    return player;
  };
  for (const { between, lines } of CHANNELS) {
    const [first, second] = between;
    theatre.tell(`${of(first).actor.card.name} writes to ${of(second).actor.card.name}`);
    const conversation = await must(of(first).engine.openDirect(accountOf(of(second))));
    await talk(of, between, conversation, lines);
  }
  for (const room of ROOMS) {
    const [host, ...guests] = room.members;
    theatre.tell(`${of(host).actor.card.name} opens the case room ${room.reference}`);
    const members = guests.map((guest) => accountOf(of(guest)));
    const { reference, title } = room;
    const conversation = await must(of(host).engine.createRoom({ reference, title, members }));
    await talk(of, room.members, conversation, room.lines);
  }
  for (const notice of NOTICES) {
    const cast = casts.find((one) => one.name === notice.network);
    if (cast === undefined) continue;
    theatre.tell(`${cast.name}: the secretariat announces "${notice.title}"`);
    const officer = of(cast.officer.handle);
    const { title, text, date, place } = notice;
    const announcement = await must(
      officer.engine.announce({ network: networkOf(officer), title, text, date, place }),
    );
    for (const [handle, attendance] of notice.answers) {
      const network = networkOf(of(handle));
      await of(handle).mirror.until((state) =>
        state.notices.find((one) => one.announcement === announcement),
      );
      await must(of(handle).engine.answer({ network, announcement, attendance }));
    }
    await officer.mirror.until((state) =>
      state.notices.find(
        (one) => one.announcement === announcement && one.answers.length >= notice.answers.length,
      ),
    );
  }
  return players;
}
