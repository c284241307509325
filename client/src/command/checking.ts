import { withDevice } from "./device.ts";
import { EXITS, misused, Stop } from "./exits.ts";
import type { CommandSpec, Invocation } from "./invocation.ts";
import { serverOf } from "./profile.ts";
import { awaitDelivery, openConversation } from "./sending.ts";
import { must } from "./words.ts";

interface Step {
  readonly step: "health" | "ready" | "log-in" | "send";
  readonly ok: boolean;
  readonly ms: number;
  readonly cause?: string;
}

/** Asks one of the server's own questions about itself. */
async function asks(invocation: Invocation, server: string, step: Step["step"], path: string): Promise<Step> {
  const begun = performance.now();
  const ms = () => Math.round(performance.now() - begun);
  try {
    const answer = await fetch(new URL(path, server), { signal: AbortSignal.timeout(invocation.waitMs) });
    return { step, ok: answer.ok, ms: ms(), ...(answer.ok ? {} : { cause: `it answers ${answer.status}` }) };
  } catch (error) {
    const cause =
      error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    return { step, ok: false, ms: ms(), cause };
  }
}

async function checkDevice(invocation: Invocation, steps: Step[]): Promise<void> {
  let begun = performance.now();
  const ms = () => Math.round(performance.now() - begun);
  const to = invocation.text("send");
  try {
    await withDevice(invocation, "online", async (device) => {
      steps.push({ step: "log-in", ok: true, ms: ms() });
      if (to === undefined) return;
      begun = performance.now();
      const conversation = await openConversation(device, to);
      const text = `comity check ${new Date().toISOString()}`;
      const id = await must(device.engine.sendText({ conversation, text }));
      await awaitDelivery(device, conversation, id, invocation.waitMs);
      steps.push({ step: "send", ok: true, ms: ms() });
    });
  } catch (error) {
    if (!(error instanceof Stop) || error.exit === EXITS.usage) throw error;
    // An enrolment or a recovery was begun in this profile and came to nothing.
    if (error.code === "vault.missing") return;
    const step = steps.some((one) => one.step === "log-in") ? "send" : "log-in";
    steps.push({ step, ok: false, ms: ms(), cause: error.message });
  }
}

/** `comity check`: an operator's smoke test. */
export const check: CommandSpec = {
  name: "check",
  words: "",
  least: 0,
  most: 0,
  summary: "Check a server: its health, its database, log-in with this profile, and a message if asked",
  details:
    "Without a device in the profile only health and database are checked, which needs no passphrase. Ends with\nexit code 0 only if every step is good.",
  options: {
    send: {
      type: "string",
      value: "WHOM-OR-ROOM",
      help: "also send a message there and wait for the acknowledgement",
    },
  },
  run: async (invocation) => {
    const known = serverOf(invocation.profile);
    const server = invocation.server ?? known;
    if (server === undefined)
      throw misused("Which server? Name it with --server, like https://comity.example.");
    const steps = [
      await asks(invocation, server, "health", "/healthz"),
      await asks(invocation, server, "ready", "/readyz"),
    ];
    const good = () => steps.every(({ ok }) => ok);
    if (known !== undefined && good()) await checkDevice(invocation, steps);
    invocation.output.answer({ server, ok: good(), steps }, () =>
      steps
        .map(
          ({ step, ok, ms, cause }) =>
            `${ok ? "good" : "BAD "}  ${step.padEnd(6)}  ${ms} ms${cause === undefined ? "" : `  ${cause}`}`,
        )
        .join("\n"),
    );
    if (good()) return EXITS.done;
    return steps[0]?.ok === false ? EXITS.offline : EXITS.refused;
  },
};
