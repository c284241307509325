/** One exact replacement; the text must stand in the file once. */
export interface Edit {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** A way to break the code that the simulator must notice. */
export interface Mutation {
  readonly name: string;
  readonly edits: readonly Edit[];
  /** Actions that are to come far more often than usual, where it shows only in what comes seldom. */
  readonly often?: readonly string[];
}

const CONVERSATIONS = "client/src/engine/conversations";

/** Mistakes that somebody might really make, each in one place of the engine, the server or its storage. */
export const MUTATIONS: readonly Mutation[] = [
  {
    name: "a message is sent before it is stored",
    edits: [
      {
        file: `${CONVERSATIONS}/outbox.ts`,
        find: "const prepared = await conversation.change(async (draft): Promise<OutboxRecord | undefined> => {",
        replace:
          "const prepared = await conversation.run(async (): Promise<OutboxRecord | undefined> => {\n    const draft = await conversation.draft();",
      },
    ],
  },
  {
    name: "a change is answered before it is stored",
    edits: [
      {
        file: `${CONVERSATIONS}/conversation.ts`,
        find: "      await this.save(draft);\n",
        replace: "      void this.save(draft).catch(() => undefined);\n",
      },
    ],
  },
  {
    name: "the ratchet is not stored with the message that it encrypted",
    edits: [
      {
        file: `${CONVERSATIONS}/conversation.ts`,
        find: "...groupChanges(this.id, before.group, draft.group)]",
        replace:
          "...(before.group?.epoch === draft.group?.epoch ? [] : groupChanges(this.id, before.group, draft.group))]",
      },
    ],
  },
  {
    name: "an envelope is applied twice",
    edits: [
      {
        file: `${CONVERSATIONS}/inbox.ts`,
        find: "|| envelope.seq <= draft.record.cursor) continue;",
        replace: ") continue;",
      },
      {
        file: `${CONVERSATIONS}/inbox.ts`,
        find: 'if (envelope.seq !== draft.record.cursor + 1) return "gap";',
        replace: 'if (envelope.seq > draft.record.cursor + 1) return "gap";',
      },
    ],
  },
  {
    name: "a gap in the log is passed over",
    edits: [
      {
        file: `${CONVERSATIONS}/inbox.ts`,
        find: 'if (envelope.seq !== draft.record.cursor + 1) return "gap";',
        replace: "if (envelope.seq !== draft.record.cursor + 1) draft.note({ cursor: envelope.seq - 1 });",
      },
    ],
  },
  {
    name: "a message is not encrypted anew when the epoch has moved",
    edits: [{ file: `${CONVERSATIONS}/outbox.ts`, find: "  draft.unseal(entry);\n", replace: "" }],
  },
  {
    name: "a commit that came too late is taken on",
    often: ["several change one room at once", "link a device", "end a device"],
    edits: [
      {
        file: `${CONVERSATIONS}/membership.ts`,
        find: "          if (draft.pending?.messageId === messageId) draft.pending = undefined;\n        });\n        return fault.code",
        replace:
          "          if (draft.pending?.messageId === messageId)\n            await adoptPending(ground, draft, { seq: draft.record.cursor, at: 0 });\n        });\n        return fault.code",
      },
    ],
  },
  {
    name: "a stale welcome is taken",
    edits: [
      {
        file: `${CONVERSATIONS}/sync.ts`,
        find: 'if (record.state === "left") return left === undefined && joined > record.joined;',
        replace: 'if (record.state === "left") return true;',
      },
      {
        file: `${CONVERSATIONS}/joining.ts`,
        find: '  if (known !== undefined && seq <= known.record.joined) return "none";\n',
        replace: "",
      },
      {
        file: `${CONVERSATIONS}/joining.ts`,
        find: '  if (back) return await refuse("welcome-outdated", inviter);\n',
        replace: "",
      },
      {
        file: `${CONVERSATIONS}/keyPackagePool.ts`,
        find: "if (record?.lastResort === false) draft.remove(TABLE, reference);",
        replace: "void record;",
      },
      {
        file: "server/src/domain/delivery.ts",
        find: '    if (place.left !== undefined) return refuse({ code: "conversation.not-member" });\n',
        replace: "",
      },
    ],
  },
  {
    name: "the server takes commits of any epoch",
    edits: [
      {
        file: "server/src/domain/conversations.ts",
        find: '        if (tail.epoch !== epoch) return against({ code: "epoch.moved", epoch: tail.epoch });\n',
        replace: "",
      },
    ],
  },
  {
    name: "the server takes messages that somebody who was removed could read",
    edits: [
      {
        file: "server/src/domain/conversations.ts",
        find: "floor: effect.removed.length > 0 ? epoch + 1 : tail.floor",
        replace: "floor: tail.floor",
      },
    ],
  },
  {
    name: "the server doesn't ask whether a reader is a member",
    edits: [
      {
        file: "server/src/domain/delivery.ts",
        find: '    if (place === undefined) return refuse({ code: "conversation.unknown" });\n    const head = place.left ?? (await',
        replace: "    const head = (await",
      },
    ],
  },
  {
    name: "the storage checks and then acts, without compare-and-set",
    often: ["several change one room at once", "the weather changes"],
    edits: [
      {
        file: "tests/simulation/storage/memoryConversations.ts",
        find: "append: (conversation, draft, admit) => medium.write(() => append(conversation, draft, admit)),",
        replace:
          "append: async (conversation, draft, admit) => {\n      const { tail } = logOf(conversation);\n      return medium.write(() => append(conversation, draft, () => admit(tail)));\n    },",
      },
    ],
  },
  {
    name: "the storage answers before what it answers for is stored",
    edits: [
      {
        file: "tests/simulation/storage/memoryConversations.ts",
        find: 'import type { Disk, Log, Medium } from "./disk.ts";',
        replace: 'import { type Disk, type Log, type Medium, soundMedium } from "./disk.ts";',
      },
      {
        file: "tests/simulation/storage/memoryConversations.ts",
        find: "append: (conversation, draft, admit) => medium.write(() => append(conversation, draft, admit)),",
        replace:
          'append: (conversation, draft, admit) => {\n      if ("early" in medium) return medium.write(() => append(conversation, draft, admit));\n      const logs = new Map([[conversation, structuredClone(logOf(conversation))]]);\n      const copy = { ...disk, logs, places: structuredClone(disk.places) };\n      const answer = memoryConversations(copy, { ...soundMedium(), ...{ early: true } }).append(conversation, draft, admit);\n      void medium.write(() => append(conversation, draft, admit)).catch(() => undefined);\n      return answer;\n    },',
      },
    ],
  },
  {
    name: "the storage takes a repetition for something new",
    often: ["a line breaks", "the server will crash at a write"],
    edits: [
      {
        file: "tests/simulation/storage/memoryConversations.ts",
        find: "    if (known !== undefined) return",
        replace: "    if (known !== undefined && known.seq < 0) return",
      },
    ],
  },
  {
    name: "the directory is believed before it is stored",
    edits: [
      {
        file: "client/src/engine/directory/pages.ts",
        find: "  let log = held?.copy();\n",
        replace: "  let log = held;\n",
      },
    ],
  },
  {
    name: "somebody is refused by a directory that could not be read",
    often: ["a device has no room for what its directory grows by", "somebody new", "link a device"],
    edits: [
      {
        file: `${CONVERSATIONS}/leafTrust.ts`,
        find: "    if (fault !== undefined && !refreshed.ok) throw new DirectoryBehind(refreshed.fault);\n",
        replace: "    void refreshed;\n",
      },
    ],
  },
  {
    name: "what is taken back keeps its former wordings",
    often: ["edit", "withdraw"],
    edits: [
      {
        file: `${CONVERSATIONS}/amendments.ts`,
        find: "    const { earlier: _forgotten, ...bare } = changed;\n",
        replace: "    const bare = changed;\n",
      },
    ],
  },
  {
    name: "the author's own device forgets a change once it has its place",
    edits: [
      {
        file: `${CONVERSATIONS}/outbox.ts`,
        find: "    await takeAmendment(draft, content, { seq, at, author: ground.context.self.account, text: entry.text });\n",
        replace: "    void takeAmendment;\n",
      },
    ],
  },
  {
    name: "a device that has been ended stays in groups",
    edits: [
      {
        file: `${CONVERSATIONS}/upkeep.ts`,
        find: "      return fault !== undefined && (fault",
        replace: '      return fault !== undefined && fault !== "device-revoked" && (fault',
      },
    ],
  },
  {
    name: "a vault that was put back sends at once",
    often: ["a disk is copied", "a disk is put back as it was"],
    edits: [
      {
        file: `${CONVERSATIONS}/sync.ts`,
        find: "    if (places.some((place) => this.showsRollback(place))) this.registry.rolledBack();\n",
        replace: "",
      },
      {
        file: `${CONVERSATIONS}/inbox.ts`,
        find: "  rolledBack(ground, draft, envelope.seq);\n",
        replace: "",
      },
      {
        file: `${CONVERSATIONS}/courier.ts`,
        find: '    if (record.state === "active" && !this.conversation.caughtUp) return "rest";\n',
        replace: "",
      },
    ],
  },
  {
    name: "a change by somebody else is taken",
    edits: [
      {
        file: `${CONVERSATIONS}/amendments.ts`,
        find: " || line.author !== author) return undefined;",
        replace: ") return undefined;\n  void author;",
      },
    ],
  },
  {
    name: "whoever has read something counts as having read everything",
    edits: [
      {
        file: `${CONVERSATIONS}/marks.ts`,
        find: "includes(readPlaces(reader), order);",
        replace: "readPlaces(reader).upTo > 0;",
      },
    ],
  },
  {
    name: "whoever has read something counts as having read what their device could not show before it",
    edits: [
      {
        file: `${CONVERSATIONS}/marks.ts`,
        find: "includes(readPlaces(reader), order);",
        replace: "readPlaces(reader).upTo >= order;",
      },
    ],
  },
  {
    name: "what a later version has written vanishes",
    often: ["somebody writes what is none"],
    edits: [
      {
        file: `${CONVERSATIONS}/receiving.ts`,
        find: "  if (isSilent(content)) return takeSilent",
        replace: '  if (isSilent(content) || content.kind === "newer") return takeSilent',
      },
    ],
  },
];
