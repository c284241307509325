/** So long may a name be that a file is saved under, in UTF-16 units: every file system takes it. */
const LONGEST = 120;

/** Letters that turn the direction of what follows, have no width, or are controls: a name must look like what it is. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
/** What file systems take for something else than a part of a name. */
const SPECIAL = /[<>:"|?*]/g;
/** Names that Windows takes for devices, whatever comes after the dot. */
const DEVICES = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;

/** A name's last dot and what follows, where that is an extension; else nothing. */
function extensionOf(name: string): string {
  return /[^.](\.[^.\s]{1,12})$/u.exec(name)?.[1] ?? "";
}

/**
 * The name under which a file is shown and saved: its last part only, without path separators, controls, turns of
 * direction, or what a system takes for hidden or for a device. Never empty, the same name given twice stays the same.
 */
export function cleanFileName(sent: string): string {
  const last = sent.normalize("NFC").replace(UNSEEN, "").split(/[/\\]/).at(-1) ?? "";
  const plain = last
    .replace(SPECIAL, "_")
    .replace(/\s+/gu, " ")
    .replace(/^[. ]+|[. ]+$/gu, "");
  if (plain === "") return "file";
  const safe = DEVICES.test(plain) ? `_${plain}` : plain;
  return cutInTheMiddle(safe, LONGEST);
}

/**
 * A name of at most `most` UTF-16 units: where it is longer, its middle is left out visibly and its extension stays, so
 * that nobody takes a program for a picture.
 */
export function cutInTheMiddle(name: string, most: number): string {
  if (name.length <= most) return name;
  const extension = extensionOf(name);
  const letters = [...name.slice(0, name.length - extension.length)];
  const room = Math.max(2, most - extension.length - 1);
  let [head, tail] = ["", ""];
  // From both ends, letter by letter: no letter outside the basic plane is cut in two.
  for (let from = 0, to = letters.length - 1; from < to; ) {
    const next = head.length <= 2 * tail.length ? letters[from++] : letters[to--];
    if (next === undefined || head.length + tail.length + next.length > room) break;
    if (head.length <= 2 * tail.length) head += next;
    else tail = next + tail;
  }
  return `${head.trimEnd()}…${tail.trimStart()}${extension}`;
}
