import { decodeContent } from "@comity/shared/content/content";
import { cleanFileName } from "@comity/shared/content/fileName";
import type { ConversationId } from "@comity/shared/ids";
import { orderKey, TABLES, ThreadRecord } from "../conversations/records.ts";
import type { FileView } from "../facade/fileViews.ts";
import { HISTORY_TABLES, PassedRecord } from "../history/historyRecords.ts";
import { readJson } from "../mls/json.ts";
import type { Vault } from "../ports.ts";

const LINES_PER_SCAN = 200;
/** Messages whose files are given at once. */
const PER_PAGE = 30;

/** Reads the message at a place of a table, with who has passed it on where somebody has. */
type Read = (
  value: Uint8Array,
) => (Pick<PassedRecord, "order" | "at" | "author" | "text"> & { by?: PassedRecord["by"] }) | undefined;

const readOwn: Read = (value) => {
  const line = readJson(ThreadRecord, value);
  return line?.kind === "message" ? line : undefined;
};
const readPassed: Read = (value) => readJson(PassedRecord, value);

/**
 * The files of a conversation that this device can ask for, of the newest messages first, from before a place: what was
 * taken back names none any more, and what was passed on stands where this device has nothing itself.
 */
export async function filePage(
  vault: Vault,
  conversation: ConversationId,
  before: number | undefined,
): Promise<{ readonly files: readonly FileView[]; readonly more: boolean }> {
  const own = await filesIn(vault, TABLES.thread, conversation, before, readOwn);
  const passed: (readonly FileView[])[] = [];
  for (const files of await filesIn(vault, HISTORY_TABLES.passed, conversation, before, readPassed)) {
    const order = files[0]?.order ?? 0;
    if ((await vault.get(TABLES.thread, orderKey(conversation, order))) === undefined) passed.push(files);
  }
  const orderOf = (files: readonly FileView[]) => files[0]?.order ?? 0;
  const newest = [...own, ...passed].sort((one, other) => orderOf(other) - orderOf(one));
  return { files: newest.slice(0, PER_PAGE).flat(), more: newest.length > PER_PAGE };
}

/** The files of one page of messages of a table and of the next one, message by message, the newest first. */
async function filesIn(
  vault: Vault,
  table: string,
  conversation: ConversationId,
  from: number | undefined,
  read: Read,
): Promise<readonly (readonly FileView[])[]> {
  const found: (readonly FileView[])[] = [];
  const after = orderKey(conversation, 0);
  for (let before = from === undefined ? `${conversation}/~` : orderKey(conversation, from); ; ) {
    const page = await vault.scan(table, { after, before, descending: true, limit: LINES_PER_SCAN });
    for (const { value } of page) {
      const said = read(value);
      const content = said === undefined ? undefined : decodeContent(said.text).content;
      if (said === undefined || content?.kind !== "attachment") continue;
      const { order, at, author, by: passedBy } = said;
      const files = content.files.map(({ blob, name, size }, index): FileView => {
        return { order, index, at, author, passedBy, blob, name: cleanFileName(name), size };
      });
      found.push(files);
      if (found.length > PER_PAGE) return found;
    }
    const last = page.at(-1);
    if (last === undefined || page.length < LINES_PER_SCAN) return found;
    before = last.key;
  }
}
