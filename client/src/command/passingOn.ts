import { withDevice } from "./device.ts";
import { EXITS, misused } from "./exits.ts";
import type { CommandSpec } from "./invocation.ts";
import { instant, visible } from "./output.ts";
import { findPerson, nameOf } from "./people.ts";
import { theRoom } from "./rooms.ts";
import { must, words } from "./words.ts";

/** The first moment of a day, in UTC; without one, everything is meant. */
function sinceOf(day: string | undefined): number {
  if (day === undefined) return 0;
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00.000Z`) : Number.NaN;
  if (Number.isNaN(at)) throw misused(`"${visible(day)}" is no day: write it as 2026-11-30.`);
  return at;
}

export const roomPassOn: CommandSpec = {
  name: "room pass-on",
  words: "ROOM PERSON [DAY]",
  least: 2,
  most: 3,
  summary: "Pass on to somebody in a case room what was written before they came",
  details:
    'DAY (2026-11-30): from then on; else everything. It goes to them as soon as one of their devices and this one are connected: "comity listen" keeps this one so.',
  run: (invocation) =>
    withDevice(invocation, "online", async (device) => {
      const [room = "", whom = "", day] = invocation.words;
      const { id: conversation } = theRoom(device, room);
      const to = findPerson(device.mirror.state, whom);
      const asked = sinceOf(day);
      const choice = await must(device.engine.chooseHistory({ conversation, to, since: asked }));
      const { messages, files, first, markings, behind } = choice;
      const since = Math.max(asked, first === undefined ? 0 : first);
      await must(device.engine.passHistoryOn({ conversation, to, since }));
      await device.engine.settled();
      const passed = { room: conversation, to, since: instant(since), messages, files, markings, behind };
      invocation.output.answer({ passed }, () => {
        const name = visible(nameOf(device.mirror.state, to));
        const { history } = words;
        return [
          history.says(messages, instant(since).slice(0, 10), name),
          ...(files === 0 ? [] : [history.withFiles(files)]),
          ...(markings.length === 0 ? [] : [history.markings(markings.join(", "))]),
          ...(behind === 0 ? [] : [history.behind(behind)]),
          history.effect,
        ].join("\n");
      });
      return EXITS.done;
    }),
};
