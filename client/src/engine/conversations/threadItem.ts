import { type Content, decodeContent, type Handling } from "@comity/shared/content/content";
import { cleanFileName } from "@comity/shared/content/fileName";
import type { AccountId } from "@comity/shared/ids";
import type { DeliveryState, Mend, Reach, ThreadItem } from "../facade/views.ts";
import type { PassedRecord } from "../history/historyRecords.ts";
import type { Change } from "../mls/commit.ts";
import type { EndedRecognition } from "./company.ts";
import type { MembersRecord, ThreadRecord } from "./records.ts";

type StoredDelivery = Extract<ThreadRecord, { kind: "message" }>["delivery"];

const PREVIEW_LETTERS = 140;

/** Who has an own line of the thread. */
export type ReachAt = (said: {
  readonly order: number;
  readonly epoch?: number | undefined;
}) => Reach | undefined;

/** A stored line as screens show it; undefined for what has no line of its own. */
export function itemOf(record: ThreadRecord, reachAt: ReachAt): ThreadItem | undefined {
  switch (record.kind) {
    case "message": {
      const { text, earlier = [], changedAt, changes: _places, epoch, changing = false, ...rest } = record;
      const { content } = decodeContent(text);
      const handling = handlingOf(content);
      const former = earlier.flatMap((version) => {
        const { content: was } = decodeContent(version.text);
        return was.kind === "text" ? [{ at: version.at, text: was.text }] : [];
      });
      const reach = rest.mine && rest.delivery === "sent" ? reachAt({ order: rest.order, epoch }) : undefined;
      const delivery = deliveryOf(rest.delivery, reach);
      const { resentAt, passing } = rest;
      const changes = { changing, changedAt, resentAt, earlier: former };
      return { ...rest, content, handling, reach, delivery, passing, ...changes };
    }
    case "amendment":
      return undefined;
    case "membership":
      return {
        ...record,
        by: record.by,
        recognition: record.recognition,
        restarted: record.restarted ?? false,
      };
    case "unreadable": {
      const { held: _unseen, ...rest } = record;
      return { ...rest, sender: record.sender, asked: record.asked, mend: mendOf(record) };
    }
  }
}

/** What somebody has passed on as screens show it. */
export function passedItem({ text, ...rest }: PassedRecord): ThreadItem {
  const { content } = decodeContent(text);
  return { kind: "passed", key: `passed${rest.order}`, ...rest, content, handling: handlingOf(content) };
}

function handlingOf(content: Content): Handling | undefined {
  return content.kind === "text" || content.kind === "attachment" ? content.handling : undefined;
}

function mendOf(record: Extract<ThreadRecord, { kind: "unreadable" }>): Mend {
  switch (record.reason) {
    case "damaged":
    case "keys-gone":
    case "lost-device":
      return "sender";
    case "before-you-joined":
    case "gap":
    case "not-archived":
    case "server-restored":
      return "members";
    case "device-added-later":
    case "archive-damaged":
      return "own-device";
    case "unknown-sender":
      return "directory";
    case "refused-sender":
      return "nobody";
  }
}

/** delivered and read: by everybody for whom it was. */
function deliveryOf(stored: StoredDelivery, reach: Reach | undefined): DeliveryState {
  if (reach === undefined || reach.people.length === 0) return stored;
  if (reach.read === reach.people.length) return "read";
  return reach.delivered === reach.people.length ? "delivered" : stored;
}

/** The first words of a message for the list of conversations; undefined: it leaves there what stands there. */
export function previewOf(text: string): string | undefined {
  const { content } = decodeContent(text);
  switch (content.kind) {
    case "text":
      return firstLetters(content.text);
    case "attachment":
      return firstLetters(content.text ?? content.files.map(({ name }) => cleanFileName(name)).join(", "));
    case "room.details":
    case "announcement":
      return content.title;
    case "history.offer":
      return undefined;
    default:
      return "";
  }
}

function firstLetters(text: string): string {
  return [...text.slice(0, 2 * PREVIEW_LETTERS)].slice(0, PREVIEW_LETTERS).join("");
}

/** The permanent line about a commit: people who came and went, and devices of those who stayed. */
export function membershipItem(
  change: Change,
  before: MembersRecord,
  after: MembersRecord,
  place: { readonly seq: number; readonly at: number; readonly created: boolean },
  recognition?: EndedRecognition,
): ThreadRecord {
  const wasIn = new Set(before.map(({ account }) => account));
  const isIn = new Set(after.map(({ account }) => account));
  const stayed = (account: AccountId) => wasIn.has(account) && isIn.has(account);
  const people = (leaves: Change["added"]) => [...new Set(leaves.map(({ account }) => account))];
  return {
    kind: "membership",
    key: `s${place.seq}`,
    order: place.seq,
    at: place.at,
    by: change.committer.account,
    created: place.created,
    ...(recognition === undefined ? {} : { recognition }),
    added: people(change.added).filter((account) => !wasIn.has(account)),
    removed: people(change.removed).filter((account) => !isIn.has(account)),
    devices: [
      ...change.removed
        .filter(({ account }) => stayed(account))
        .map(({ account }) => ({ account, change: "removed" as const })),
      ...change.added
        .filter(({ account }) => stayed(account))
        .map(({ account }) => ({ account, change: "added" as const })),
    ],
  };
}
