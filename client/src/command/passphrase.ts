import { closeSync, createReadStream, openSync } from "node:fs";
import { ReadStream } from "node:tty";
import { EXITS, misused, Stop } from "./exits.ts";

/** Where the passphrase comes from: a file descriptor, or the terminal. Never an argument or the environment. */
export interface PassphraseSource {
  readonly fd: number | undefined;
}

/** The passphrase of an existing vault. */
export async function askPassphrase({ fd }: PassphraseSource): Promise<string> {
  return fd === undefined ? onTerminal("Passphrase: ") : fromDescriptor(fd);
}

/** A new passphrase; on a terminal it is asked for twice. */
export async function newPassphrase({ fd }: PassphraseSource): Promise<string> {
  if (fd !== undefined) return fromDescriptor(fd);
  const first = await onTerminal("New passphrase (at least 12 characters): ");
  const again = await onTerminal("The same again: ");
  if (first !== again)
    throw new Stop(
      EXITS.passphrase,
      "passphrase.differs",
      "The two passphrases differ. Nothing was changed.",
    );
  return first;
}

/** A printed recovery key, typed in or from a file descriptor. */
export async function askRecoveryKey(fd: number | undefined): Promise<string> {
  return fd === undefined ? onTerminal("Recovery key: ") : fromDescriptor(fd);
}

/** The number that the other device shows while two are linked. */
export async function askNumber(fd: number | undefined): Promise<string> {
  return fd === undefined ? onTerminal("Number on the other device: ") : fromDescriptor(fd);
}

/** The first line that a file descriptor gives. */
async function fromDescriptor(fd: number): Promise<string> {
  const stream = createReadStream("", { fd, autoClose: false });
  let text = "";
  try {
    for await (const chunk of stream.setEncoding("utf8")) {
      text += String(chunk);
      if (text.includes("\n")) break;
    }
  } catch {
    throw misused(`File descriptor ${fd} can't be read: give the number of one that is open, like 3<file.`);
  }
  const line = text.split(/\r?\n/)[0] ?? "";
  if (line === "") throw misused(`File descriptor ${fd} gave nothing.`);
  return line;
}

/** Asks on the terminal itself, so that standard input stays free for a message, and shows nothing typed. */
function onTerminal(prompt: string): Promise<string> {
  let fd: number;
  try {
    fd = openSync(process.platform === "win32" ? "\\\\.\\CONIN$" : "/dev/tty", "r");
  } catch {
    throw misused("There is no terminal to ask for the passphrase: give it with --passphrase-fd N.");
  }
  const terminal = new ReadStream(fd);
  return new Promise((resolve, reject) => {
    // Before the prompt: what is typed the moment that it appears must not be shown either.
    terminal.setRawMode(true);
    terminal.setEncoding("utf8");
    process.stderr.write(prompt);
    let typed = "";
    const end = () => {
      terminal.setRawMode(false);
      terminal.destroy();
      process.stderr.write("\n");
    };
    terminal.on("data", (chunk) => {
      for (const letter of String(chunk)) {
        if (letter === "\r" || letter === "\n") {
          end();
          return resolve(typed);
        }
        if (letter === "\u0003" || letter === "\u0004") {
          end();
          return reject(new Stop(EXITS.interrupted, "interrupted", "Nothing was done."));
        }
        if (letter === "\u007f" || letter === "\b") typed = [...typed].slice(0, -1).join("");
        else if (letter >= " ") typed += letter;
      }
    });
    terminal.on("error", () => {
      closeSync(fd);
      reject(misused("The terminal can't be read: give the passphrase with --passphrase-fd N."));
    });
  });
}
