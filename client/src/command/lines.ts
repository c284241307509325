import type { AttachedFile, Content } from "@comity/shared/content/content";
import { cleanFileName } from "@comity/shared/content/fileName";
import type { EngineState } from "../engine/facade/mirror.ts";
import type { ThreadItem } from "../engine/facade/views.ts";
import { endedStaysIn, stayEndText } from "../ui/guests/stayEnds.ts";
import { dayOf } from "../ui/office/terms.ts";
import { instant, minute, visible } from "./output.ts";
import { nameOf } from "./people.ts";
import { words } from "./words.ts";

/** Orders from here on are of messages without a place in the log yet. */
const FIRST_QUEUED = 2 ** 52;

const person = (state: EngineState, account: string | undefined) => ({
  account,
  name: nameOf(state, account),
});

/** A line of a thread as JSON: a stable shape that is written down in docs/command-line.md. */
export function lineJson(state: EngineState, item: ThreadItem): Record<string, unknown> {
  const place = {
    type: item.kind,
    order: item.order >= FIRST_QUEUED ? null : item.order,
    at: instant(item.at),
  };
  if (item.kind === "message") {
    const { messageId, author, mine, delivery } = item;
    const content = withoutKeys(item.content);
    return { ...place, messageId, author: person(state, author), mine, delivery, content };
  }
  if (item.kind === "passed") {
    const { messageId, author, by, passedAt, content } = item;
    const passed = { passedBy: person(state, by), passedAt: instant(passedAt) };
    return { ...place, messageId, author: person(state, author), ...passed, content: withoutKeys(content) };
  }
  if (item.kind === "membership") {
    const many = (accounts: readonly string[]) => accounts.map((account) => person(state, account));
    return {
      ...place,
      by: person(state, item.by),
      created: item.created,
      added: many(item.added),
      removed: many(item.removed),
      endedStays: endedStaysIn(item, state.guests).ended.map(({ account, end: { host, by } }) => ({
        ...{ ...person(state, account), host: person(state, host) },
        ...(by === "by-date" || by === "host-gone" ? { how: by } : { how: "early", by: person(state, by) }),
      })),
      devices: item.devices.map(({ account, change }) => ({ ...person(state, account), change })),
    };
  }
  return item.kind === "unreadable" ? { ...place, reason: item.reason } : place;
}

/** Content as it is written out: of files what they are, and not what opens them. */
function withoutKeys(content: Content): unknown {
  if (content.kind !== "attachment") return content;
  const files = content.files.map(({ name, mediaType, size }) => ({
    name: cleanFileName(name),
    mediaType,
    size,
  }));
  return { ...content, files };
}

/** A line of a thread as text for people. */
export function lineText(state: EngineState, item: ThreadItem): string {
  const name = (account: string | undefined) => visible(nameOf(state, account));
  const at = minute(item.at);
  const { kind } = item;
  if (item.kind === "passed")
    return `${at}  > ${name(item.author)}: ${saidText(item)}  (${words.history.block(name(item.by), instant(item.passedAt).slice(0, 10))})`;
  if (item.kind === "message" && item.content.kind === "history.offer") {
    const { since, to, count } = item.content;
    const said = words.history.offered(name(item.author), instant(since).slice(0, 10), name(to), count);
    return `${at}  * ${item.passing === undefined ? said : `${said} ${words.history.ends[item.passing]}`}`;
  }
  if (item.kind === "message") {
    const state_ =
      item.delivery === "queued" || item.delivery === "failed"
        ? ` [${words.thread.delivery[item.delivery]}]`
        : "";
    return `${at}  ${name(item.author)}: ${saidText(item)}${state_}`;
  }
  if (item.kind === "membership") {
    const { thread } = words;
    const names = (accounts: readonly string[]) => accounts.map(name).join(", ");
    const { ended, removed } = endedStaysIn(item, state.guests);
    const said = [
      ...(item.created ? [thread.created(name(item.by))] : []),
      ...(item.added.length > 0 ? [thread.added(name(item.by), names(item.added))] : []),
      ...ended.map((stay) => stayEndText(words.guests, stay, name, dayOf)),
      ...(removed.length > 0 ? [thread.removed(name(item.by), names(removed))] : []),
      ...item.devices.map(({ account, change }) =>
        change === "added" ? thread.deviceAdded(name(account)) : thread.deviceRemoved(name(account)),
      ),
    ];
    return `${at}  * ${said.join("; ")}`;
  }
  return item.kind === "unreadable" ? `${at}  ! ${words.thread.unreadable[item.reason]}` : `${at}  * ${kind}`;
}

/** What a message says, and its files. */
function saidText({ order, content }: Pick<ThreadItem, "order"> & { readonly content: Content }): string {
  return `${contentText(content)}${content.kind === "attachment" ? filesText(order, content.files) : ""}`;
}

/** The files of a message, and by which order they are asked for. */
function filesText(order: number, files: readonly AttachedFile[]): string {
  const names = files.map(({ name, size }) => `${visible(cleanFileName(name))} (${size} bytes)`);
  return `\n    files ${order >= FIRST_QUEUED ? "" : `of line ${order} `}to save: ${names.join(", ")}`;
}

function contentText(content: Content): string {
  switch (content.kind) {
    case "text":
    case "attachment": {
      const { codes = [], tlp } = content.handling ?? {};
      const marks = [...codes, ...(tlp === undefined ? [] : [tlp])];
      return `${marks.length === 0 ? "" : `[${marks.join(" ")}] `}${visible(content.text ?? "")}`;
    }
    case "room.details":
      return visible(words.thread.renamed(content.reference, content.title));
    case "announcement":
      return visible([content.title, content.date, content.place, content.text].filter(Boolean).join("\n"));
    case "announcement.answer":
      return words.board.attendance[content.attendance];
    case "newer":
      return words.thread.newer;
    case "damaged":
      return words.thread.damaged;
    default:
      return words.thread.newer;
  }
}
