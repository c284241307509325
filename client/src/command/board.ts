import type { NetworkId } from "@comity/shared/ids";
import type { EngineState } from "../engine/facade/mirror.ts";
import { type Device, waitFor, withDevice } from "./device.ts";
import { EXITS, misused, Stop } from "./exits.ts";
import type { CommandSpec, Invocation } from "./invocation.ts";
import { visible } from "./output.ts";
import { readText } from "./sending.ts";
import { must, stopFor } from "./words.ts";

/** The network that is meant: the named one, or the only one in which this person is an officer. */
export function officeOf({ self }: EngineState, named: string | undefined) {
  const own = (self?.networks ?? []).filter(
    ({ officer, name, network }) => officer && (named === undefined || name === named || network === named),
  );
  const [first, ...others] = own;
  if (first === undefined) throw stopFor({ code: "not-permitted" });
  if (others.length > 0) throw misused("You are an officer of several networks: say which with --network.");
  return first;
}

/** How long an officer's command stays for newcomers of the notice board, whose keys may not be there yet. */
const NEWCOMERS_MS = 10_000;

/**
 * Stays until everybody of a network is on its notice board, which an officer's client sees to shortly after
 * it has connected; says who could not be brought in.
 */
export async function completeBoard(
  { engine, mirror }: Device,
  network: NetworkId,
  { waitMs, output }: Invocation,
): Promise<void> {
  const missing = ({ contacts, conversations }: EngineState) => {
    const board = conversations.find((one) => one.kind === "board" && one.network === network);
    const present = new Set(board?.members.map(({ account }) => account));
    return contacts.filter(
      (one) => one.network === network && one.standing === "current" && !present.has(one.account),
    );
  };
  await waitFor(mirror, Math.min(waitMs, NEWCOMERS_MS), (state) => missing(state).length === 0 || undefined);
  await engine.settled();
  const names = missing(mirror.state).map(({ card }) => visible(card.name));
  if (names.length > 0)
    output.remark(
      `Not on the notice board yet: ${names.join(", ")}. They come in, and are sent what was announced, while an officer is connected (comity listen).`,
    );
}

/** `comity announce TITLE TEXT` */
export const announce: CommandSpec = {
  name: "announce",
  words: "TITLE TEXT|-",
  least: 2,
  most: 2,
  summary: "Post an announcement to the network's notice board (officers)",
  options: {
    date: { type: "string", value: "ISO", help: "when it takes place: 2026-11-24 or 2026-11-24T10:00" },
    place: { type: "string", value: "TEXT", help: "where it takes place" },
    network: { type: "string", value: "NAME", help: "which network, for officers of several" },
  },
  run: async (invocation) => {
    const [title = "", words = ""] = invocation.words;
    const text = await readText(invocation, words);
    return withDevice(invocation, "online", async (device) => {
      const { engine, mirror } = device;
      const { network, name } = officeOf(mirror.state, invocation.text("network"));
      await completeBoard(device, network, invocation);
      const [date, place] = [invocation.text("date"), invocation.text("place")];
      const id = await must(
        engine.announce({
          ...{ network, title, text },
          ...(date === undefined ? {} : { date }),
          ...(place === undefined ? {} : { place }),
        }),
      );
      const posted = await waitFor(mirror, invocation.waitMs, ({ notices }) =>
        notices.find((one) => one.announcement === id && one.delivery !== "queued"),
      );
      if (posted?.delivery === "failed") throw stopFor({ code: "not-permitted" });
      if (posted === undefined)
        throw new Stop(
          EXITS.offline,
          "queued",
          "The server has not acknowledged the announcement yet. It is kept in the profile and sent by the next command that connects.",
        );
      invocation.output.answer(
        { announcement: id, network: { id: network, name } },
        () => `Posted to ${visible(name)}.`,
      );
      return EXITS.done;
    });
  },
};
