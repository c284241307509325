import { toBase64url } from "@comity/shared/bytes/base64url";
import { sameBytes } from "@comity/shared/bytes/bytes";
import { bytesOfId, type ConversationId, type MessageId } from "@comity/shared/ids";
import { fail, ok, type Result } from "@comity/shared/result";
import type { CiphersuiteImpl, ClientState, PrivateMessage, PublicMessage, Welcome } from "ts-mls";
import { createApplicationMessage, createGroup, encodeMlsMessage } from "ts-mls";
import { unprotectPrivateMessage } from "ts-mls/messageProtection.js";
import { configJudgedBy, type JudgeLeaf, REFUSING_CONFIG } from "./clientConfig.ts";
import { trimmed, withFormer, withoutFormer } from "./formerEpochs.ts";
import { joinFromWelcome } from "./join.ts";
import type { OwnKeyPackage } from "./keyPackage.ts";
import { type Leaf, leafAt, leavesOf } from "./leaf.ts";
import { readMessage } from "./message.ts";
import { paddingFor } from "./padding.ts";

/** A step that used up keys. `spent` is to be wiped once the step is stored. */
export interface Step {
  readonly group: Group;
  readonly spent: readonly Uint8Array[];
}

/** An application message on its way out. */
export interface Sealed extends Step {
  readonly bytes: Uint8Array;
}

/** An application message read: who wrote it by the leaf that signed it. */
export interface Opened extends Step {
  readonly author: Leaf;
  /** The epoch in which it was encrypted: its author knew of nothing later. */
  readonly epoch: number;
  readonly content: Uint8Array;
}

/** A commit as it came: from a member, or an external one. */
export type CommitMessage =
  | { readonly kind: "private"; readonly message: PrivateMessage }
  | { readonly kind: "public"; readonly message: PublicMessage };

/** Why a message can't be read. "keys-ahead": of an epoch that this group has not come to. */
export type OpenFault = "keys-gone" | "keys-ahead" | "damaged";

/**
 * A conversation's MLS group at one moment (RFC 9420). Immutable: every step gives the next group, and the
 * caller stores what has changed before it goes on.
 */
export class Group {
  constructor(
    readonly suite: CiphersuiteImpl,
    readonly state: ClientState,
  ) {}

  /** Creates a group of one (section 11) under the conversation's id. */
  static async create(suite: CiphersuiteImpl, id: ConversationId, own: OwnKeyPackage): Promise<Group> {
    const { keyPackage, privateKeys } = own;
    const state = await createGroup(bytesOfId(id), keyPackage, privateKeys, [], suite, REFUSING_CONFIG);
    return new Group(suite, trimmed(state));
  }

  /** Joins from a welcome (section 12.4.3.1); every leaf is judged. Throws what `joinFromWelcome` throws. */
  static async join(
    suite: CiphersuiteImpl,
    welcome: Welcome,
    own: OwnKeyPackage,
    judge: JudgeLeaf,
  ): Promise<{ readonly group: Group; readonly inviter: Leaf | undefined }> {
    const config = configJudgedBy(judge);
    const { state, signer } = await joinFromWelcome(welcome, own.keyPackage, own.privateKeys, suite, config);
    return { group: new Group(suite, trimmed(state)), inviter: leafAt(state.ratchetTree, signer) };
  }

  get epoch(): number {
    return Number(this.state.groupContext.epoch);
  }

  /** What this very state is known by: its confirmation tag (section 8.1), which no other history of a group has. */
  get tag(): string {
    return toBase64url(this.state.confirmationTag);
  }

  /** Where this device sits. */
  get ownLeaf(): number {
    return this.state.privatePath.leafIndex;
  }

  /** Whether this device has the same leaf keys in both: a commit without a path brings none. */
  hasLeafOf({ state }: Group): boolean {
    const [one, other] = [this.state, state].map(
      ({ privatePath }) => privatePath.privateKeys[privatePath.leafIndex * 2],
    );
    return one !== undefined && other !== undefined && sameBytes(one, other);
  }

  leaves(): readonly Leaf[] {
    return leavesOf(this.state.ratchetTree);
  }

  /** Whether the group bears this conversation's id. */
  isOf(conversation: ConversationId): boolean {
    return sameBytes(this.state.groupContext.groupId, bytesOfId(conversation));
  }

  /**
   * Encrypts an application message (section 15), padded to its size class; the message id is bound to it
   * as authenticated data. Undefined: it is too long.
   */
  async seal(content: Uint8Array, messageId: MessageId): Promise<Sealed | undefined> {
    const paddingConfig = paddingFor(content.length);
    if (paddingConfig === undefined) return undefined;
    const state = { ...this.state, clientConfig: { ...REFUSING_CONFIG, paddingConfig } };
    const made = await createApplicationMessage(state, content, this.suite, bytesOfId(messageId));
    const { privateMessage, newState, consumed } = made;
    return {
      group: this.with({ ...newState, clientConfig: this.state.clientConfig }),
      bytes: encodeMlsMessage({ version: "mls10", wireformat: "mls_private_message", privateMessage }),
      spent: consumed,
    };
  }

  /**
   * Decrypts an application message of this epoch or a former one (sections 6.3 and 15.3). The author is
   * the leaf whose key signed it, and the message id must be the one that the author bound to it.
   */
  async open(bytes: Uint8Array, messageId: MessageId): Promise<Result<Opened, OpenFault>> {
    const message = this.privateMessage(bytes);
    if (message?.contentType !== "application") return fail("damaged");
    if (!sameBytes(message.authenticatedData, bytesOfId(messageId))) return fail("damaged");
    const former = this.state.historicalReceiverData.get(message.epoch);
    if (message.epoch > this.state.groupContext.epoch) return fail("keys-ahead");
    if (former === undefined && message.epoch !== this.state.groupContext.epoch) return fail("keys-gone");
    const { secretTree, ratchetTree, groupContext } = former ?? this.state;
    try {
      const { content, tree, consumed } = await unprotectPrivateMessage(
        former?.senderDataSecret ?? this.state.keySchedule.senderDataSecret,
        message,
        secretTree,
        ratchetTree,
        groupContext,
        REFUSING_CONFIG.keyRetentionConfig,
        this.suite,
      );
      const { content: framed } = content;
      if (framed.contentType !== "application" || framed.sender.senderType !== "member")
        return fail("damaged");
      const author = leafAt(ratchetTree, framed.sender.leafIndex);
      if (author === undefined) return fail("damaged");
      const group =
        former === undefined
          ? this.with({ ...this.state, secretTree: tree })
          : this.withFormerRatchets(message.epoch, { ...former, secretTree: tree });
      const epoch = Number(message.epoch);
      return ok({ group, author, epoch, content: framed.applicationData, spent: consumed });
    } catch {
      return fail("damaged");
    }
  }

  /** The group after an own commit was accepted: `next` as made, with this group as it is now as the former epoch. */
  adopt(next: Group): Group {
    return this.with(withFormer(this.state, next.state));
  }

  /** The same without former epochs: a new conversation's first group. */
  asFirst(): Group {
    return this.with(withoutFormer(this.state));
  }

  /** The same group with another state. */
  with(state: ClientState): Group {
    return new Group(this.suite, state);
  }

  /** Reads a PrivateMessage of this group (section 6.3); undefined for anything else. */
  privateMessage(bytes: Uint8Array): PrivateMessage | undefined {
    const message = readMessage(bytes);
    if (message?.wireformat !== "mls_private_message") return undefined;
    const { privateMessage } = message;
    const fits = sameBytes(privateMessage.groupId, this.state.groupContext.groupId);
    return fits ? privateMessage : undefined;
  }

  /** Reads a message that may be a commit of this group, of whatever epoch; undefined for anything else. */
  commitMessage(bytes: Uint8Array): CommitMessage | undefined {
    const message = readMessage(bytes);
    const { groupId } = this.state.groupContext;
    if (message?.wireformat === "mls_private_message") {
      const { privateMessage } = message;
      const fits = privateMessage.contentType === "commit" && sameBytes(privateMessage.groupId, groupId);
      return fits ? { kind: "private", message: privateMessage } : undefined;
    }
    if (message?.wireformat !== "mls_public_message") return undefined;
    const { publicMessage } = message;
    return sameBytes(publicMessage.content.groupId, groupId)
      ? { kind: "public", message: publicMessage }
      : undefined;
  }

  /** Wipes the keys of this group from memory. It must not be used afterwards. */
  wipe(): void {
    const { keySchedule, secretTree, privatePath, historicalReceiverData } = this.state;
    const trees = [secretTree, ...[...historicalReceiverData.values()].map((data) => data.secretTree)];
    for (const { application, handshake } of trees.flat())
      for (const { secret, unusedGenerations } of [application, handshake])
        for (const key of [secret, ...Object.values(unusedGenerations)]) key.fill(0);
    for (const key of [...Object.values(keySchedule), ...Object.values(privatePath.privateKeys)]) key.fill(0);
  }

  private withFormerRatchets(
    epoch: bigint,
    data: Parameters<ClientState["historicalReceiverData"]["set"]>[1],
  ): Group {
    const historicalReceiverData = new Map(this.state.historicalReceiverData).set(epoch, data);
    return this.with({ ...this.state, historicalReceiverData });
  }
}
