import type { AttachedFile } from "@comity/shared/content/content";
import { loadSodium } from "@comity/shared/crypto/sodium";
import { AccountId, BlobId, FileDigest, FileHeader, FileKey, idOfKey, MessageId } from "@comity/shared/ids";
import { expect, it } from "vitest";
import { STARTING_STATE } from "../engine/facade/mirror.ts";
import type { ThreadItem } from "../engine/facade/views.ts";
import { lineJson, lineText } from "./lines.ts";

const sodium = await loadSodium();
const id = (bytes: number) => sodium.randombytes_buf(bytes);

const file: AttachedFile = {
  ...{ name: "Exhibit A.pdf", mediaType: "application/pdf", size: 90_000 },
  ...{ blob: idOfKey(BlobId, id(16)), key: idOfKey(FileKey, id(32)) },
  ...{ header: idOfKey(FileHeader, id(24)), digest: idOfKey(FileDigest, id(32)) },
};
const place = { key: "line", order: 7, at: 1_000, author: idOfKey(AccountId, id(32)) };
const said = {
  ...{ ...place, messageId: idOfKey(MessageId, id(16)), handling: undefined },
  content: { kind: "attachment" as const, files: [file], text: "The first exhibit" },
};
const passed: ThreadItem = {
  ...{ ...said, kind: "passed", by: idOfKey(AccountId, id(32)), passedAt: 2_000 },
  offer: idOfKey(MessageId, id(16)),
};
const read: ThreadItem = {
  ...{ ...said, kind: "message", mine: false, delivery: "sent", reach: undefined, passing: undefined },
  ...{ changing: false, changedAt: undefined, resentAt: undefined, earlier: [] },
};

it.each([
  ["read here", read],
  ["passed on", passed],
])(
  "files of a message that was %s are written out by name and order, and what opens them is not",
  (_, item) => {
    const json = JSON.stringify(lineJson(STARTING_STATE, item));
    const text = lineText(STARTING_STATE, item);
    expect(json).toContain('"name":"Exhibit A.pdf"');
    expect(text).toContain("files of line 7 to save: Exhibit A.pdf (90000 bytes)");
    for (const secret of [file.blob, file.key, file.header, file.digest])
      expect(json + text).not.toContain(secret);
  },
);
