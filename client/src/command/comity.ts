import { activity, activityCheck } from "./activity.ts";
import { announce } from "./board.ts";
import { check } from "./checking.ts";
import { devices, devicesRename, devicesRevoke } from "./devices.ts";
import { directory } from "./directory.ts";
import { enrol, found } from "./entering.ts";
import { EXITS, Stop } from "./exits.ts";
import { guestAdmit, guestCancel, guestEnd, guestExtend, guestInvite, guestList } from "./guests.ts";
import { inviteList, inviteTemplate } from "./inviting.ts";
import { type CommandSpec, helpText, readInvocation } from "./invocation.ts";
import { link, linkHere } from "./linking.ts";
import { listen } from "./listening.ts";
import { logExport, logMonitor, logVerify } from "./log.ts";
import { amend, members, resume, revoke, suspend } from "./members.ts";
import { grant, invitations, invitationsCancel, invitationsRenew, invite } from "./office.ts";
import { roomPassOn } from "./passingOn.ts";
import { whoami } from "./person.ts";
import { exportThread, read } from "./reading.ts";
import { networks, networksRecognise, networksWithdraw } from "./recognition.ts";
import { recoveryCheck, recoveryRenew, restore } from "./recovering.ts";
import { roomAdd, roomCreate, roomList, roomRemove } from "./rooms.ts";
import { save } from "./saving.ts";
import { send } from "./sending.ts";
import { verify } from "./verifying.ts";
import { words } from "./words.ts";

/** Every command, in the order of the help. */
const COMMANDS: readonly CommandSpec[] = [
  ...[enrol, found, restore, recoveryCheck, recoveryRenew, linkHere, link],
  ...[whoami, devices, devicesRename, devicesRevoke, directory, verify],
  ...[send, read, save, listen, exportThread],
  ...[roomCreate, roomAdd, roomRemove, roomPassOn, roomList, announce],
  ...[invite, inviteTemplate, inviteList, invitations, invitationsRenew, invitationsCancel, grant],
  ...[guestInvite, guestList, guestAdmit, guestCancel, guestExtend, guestEnd],
  ...[members, amend, suspend, resume, revoke, activity, activityCheck],
  ...[networks, networksRecognise, networksWithdraw],
  ...[logVerify, logExport, logMonitor, check],
];

const streams = {
  out: (text: string) => void process.stdout.write(text),
  err: (text: string) => void process.stderr.write(text),
};

// Somebody reads no further (`comity export … | head`): that is no failure of ours.
process.stdout.on("error", () => process.exit(EXITS.done));

/** Runs one command line; the answer is the exit code. Every expected failure is one sentence on standard error. */
async function main(args: readonly string[]): Promise<number> {
  try {
    const asked = readInvocation(args, COMMANDS, streams);
    if (asked.kind === "help") {
      streams.out(`${helpText(asked.command, COMMANDS)}\n`);
      return EXITS.done;
    }
    return await asked.command.run(asked.invocation);
  } catch (error) {
    if (!(error instanceof Stop)) {
      // Where it happened and never what it was about: an error's own words might hold a message.
      const at =
        error instanceof Error ? (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line)) : [];
      streams.err(`${[words.fault["engine.failed"], ...at].join("\n")}\n`);
      return EXITS.refused;
    }
    const json = args.includes("--json");
    streams.err(
      json ? `${JSON.stringify({ code: error.code, sentence: error.message })}\n` : `${error.message}\n`,
    );
    return error.exit;
  }
}

process.exitCode = await main(process.argv.slice(2));
// Timers of a connection that is being given up must not keep a finished command running.
process.stdout.write("", () => process.exit());
