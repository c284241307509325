import { withDevice } from "./device.ts";
import { EXITS, misused } from "./exits.ts";
import type { CommandSpec } from "./invocation.ts";
import { instant, visible } from "./output.ts";
import { findPerson, nameOf } from "./people.ts";
import { must, words } from "./words.ts";

/** `comity verify`: the code that two people compare, and what came of it. */
export const verify: CommandSpec = {
  name: "verify",
  words: "WHOM",
  least: 1,
  most: 1,
  summary: "Shows the code to compare with a person, marks them as verified, or goes on with new keys",
  details:
    "Both see the same code, on the command line or on a screen. Compare it where you know the other's face or voice.",
  options: {
    same: { type: "boolean", help: "the codes were the same: mark this person as verified" },
    "take-back": { type: "boolean", help: "take the mark back" },
    asked: {
      type: "boolean",
      help: "you have asked about this person's new keys: what was held back is sent",
    },
  },
  run: (invocation) => {
    const [whom = ""] = invocation.words;
    const chosen = ["same", "take-back", "asked"].filter((name) => invocation.has(name));
    if (chosen.length > 1) throw misused("Say one of --same, --take-back and --asked.");
    return withDevice(invocation, "either", async ({ engine, mirror }) => {
      const account = findPerson(mirror.state, whom);
      const { code } = await must(engine.pair(account));
      const [how] = chosen;
      if (how === "asked") await must(engine.acknowledgeKeys(account));
      else if (how !== undefined) await must(engine.setVerified({ account, verified: how === "same" }));
      await engine.settled();
      const mark = mirror.state.people.find((one) => one.account === account);
      const state = mark?.state ?? "none";
      const json = { account, code, state, ...(mark === undefined ? {} : { at: instant(mark.at) }) };
      invocation.output.answer(json, () =>
        [
          `${visible(nameOf(mirror.state, account))}  ${account}`,
          `${words.verification.code}: ${code}`,
          state === "verified" ? words.verification.verified : words.verification.notVerified,
        ].join("\n"),
      );
      return EXITS.done;
    });
  },
};
