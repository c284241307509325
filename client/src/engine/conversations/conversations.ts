import type { AccountId } from "@comity/shared/ids";
import {
  conversationEnvelope,
  conversationGroupInfoWanted,
  conversationJoined,
  conversationReached,
} from "@comity/shared/protocol/conversation";
import { keyPackagesLow } from "@comity/shared/protocol/keyPackages";
import { fail, ok } from "@comity/shared/result";
import type { ArchiveAccess } from "../archive/access.ts";
import { Archive } from "../archive/archive.ts";
import { Downloads } from "../attachments/downloads.ts";
import { filePage } from "../attachments/fileList.ts";
import { Uploads } from "../attachments/uploads.ts";
import { Board } from "../board/board.ts";
import { Notices } from "../board/notices.ts";
import type { EngineContext } from "../context.ts";
import type { EngineFacade } from "../facade/facade.ts";
import type { EngineResult } from "../facade/fault.ts";
import { faultOf } from "../facade/unexpected.ts";
import type { ThreadItem } from "../facade/views.ts";
import { History } from "../history/history.ts";
import { comitySuite, DEFAULT_SUITE } from "../mls/provider/suite.ts";
import { OwnGroup } from "../own/ownGroup.ts";
import { OwnState } from "../own/ownState.ts";
import { Acquaintances } from "../verification/acquaintances.ts";
import { KeyChanges } from "../verification/keyChanges.ts";
import { Verification } from "../verification/verification.ts";
import { Activity } from "./activity.ts";
import { Deposits } from "./deposits.ts";
import { Doors } from "./doors.ts";
import { Closed, type Ground } from "./ground.ts";
import { type Counted, Health } from "./health.ts";
import { KeyPackagePool } from "./keyPackagePool.ts";
import { LeafTrust } from "./leafTrust.ts";
import { LeafUpdates } from "./leafUpdates.ts";
import { lookDownTo } from "./looking.ts";
import { Messages } from "./messages.ts";
import { Pace } from "./pace.ts";
import { Preferences } from "./preferences.ts";
import { Readers } from "./readers.ts";
import { Receipts } from "./receipts.ts";
import { type Held, Registry } from "./registry.ts";
import { Restarts } from "./restarting.ts";
import { Rooms } from "./rooms.ts";
import type { ConversationsService } from "./service.ts";
import { keyChangesIn, stoppedBy } from "./stops.ts";
import { Sync } from "./sync.ts";
import { threadPage } from "./thread.ts";
import { Tidings } from "./tidings.ts";
import { Unsent } from "./unsent.ts";
import { Upkeep } from "./upkeep.ts";
import { viewOf } from "./views.ts";
import { type WarningRecord, Warnings } from "./warnings.ts";
import { WithheldRemovals } from "./withheldRemovals.ts";

/** As what a warning counts in the health figures, where it is one of them. */
const REFUSALS: Readonly<Partial<Record<WarningRecord["code"], Counted>>> = {
  "leaf-refused": "refusedLeaves",
  "commit-refused": "refusedCommits",
  "welcome-refused": "refusedWelcomes",
  "devices-differ": "deviceDifferences",
};

/**
 * Opens the conversations that the vault holds and keeps them going: nothing is asked of the network before
 * they are there. A device that is not vouched for yet only fills its pool of key packages.
 */
export async function openConversations(
  context: EngineContext,
  access?: ArchiveAccess,
): Promise<ConversationsService> {
  const { vault, session, directory, clock, self, random } = context;
  let closed = false;
  let connectedBefore = false;
  const activity = new Activity();
  const tidings = new Tidings(clock, {
    conversations: () =>
      registry
        .all()
        .flatMap(
          ({ conversation }) =>
            viewOf(
              conversation,
              ground.own.mutedUntil(conversation.id),
              stoppedBy(ground, conversation),
              keyChangesIn(ground, conversation),
            ) ?? [],
        ),
    notices: () => ground.notices.views(),
    warnings: () => ground.warnings.views(),
    preferences: () => ground.preferences.view(),
    people: () => ground.own.people.views(),
    health: () => ground.health.view(),
    uploads: () => uploads.views(),
  });
  const own = new OwnState(vault, self, clock, {
    read: (id) => inBackground(ownGroup.applyRead(id)),
    draft: (id, text) => tidings.draft(id, text),
    muted: () => tidings.changed("conversations"),
    people: () => {
      tidings.changed("people");
      tidings.changed("conversations");
      // What was held back because of somebody's new keys may go now.
      for (const { courier } of registry.all()) courier.go();
    },
    group: () => registry.get(ownGroup.id)?.conversation,
  });
  const acquaintances = new Acquaintances(vault);
  const ground: Ground = {
    context,
    acquaintances,
    keyChanges: new KeyChanges(directory, self.account, own.people, acquaintances),
    activity,
    tidings,
    pace: new Pace(),
    suite: comitySuite(context.sodium, DEFAULT_SUITE, { randomBytes: random }),
    trust: new LeafTrust(directory, clock),
    warnings: new Warnings(
      vault,
      () => tidings.changed("warnings"),
      (code) => {
        const counted = REFUSALS[code];
        if (counted !== undefined) ground.health.count(counted);
      },
    ),
    health: new Health(vault, clock, activity, () => tidings.changed("health")),
    preferences: new Preferences(vault, () => tidings.changed("preferences")),
    own,
    notices: new Notices(vault, directory, self, activity, () => tidings.changed("notices")),
    removals: {
      toTell: (record, members) => removals.toTell(record, members),
      heard: (told, from) => removals.heard(told, from),
      look: () => removals.look(),
    },
    rolledBack: () => registry.rolledBack(),
    epochMoved: (id) => {
      readers.changed(id);
      deposits.moved(id);
      removals.look();
    },
    closed: () => closed,
  };
  const registry: Registry = new Registry(
    ground,
    (id, read) => {
      sync.stored(id);
      receipts.grown(id, read);
    },
    (id) => {
      upkeep.look(id);
      inBackground(ownGroup.applyRead(id));
      if (id === ownGroup.id) ownGroup.changed();
    },
    (id) => deposits.afterCommit(id),
    () => doors.look(),
  );
  const sync = new Sync(ground, registry);
  const upkeep = new Upkeep(ground, registry);
  const unsent = new Unsent(ground, registry);
  const restarts = new Restarts(ground, registry);
  const receipts = new Receipts(ground, registry);
  const readers = new Readers(ground, registry);
  const deposits = new Deposits(ground, registry);
  const doors = new Doors(ground, registry);
  const removals = new WithheldRemovals(ground, registry);
  const leafUpdates = new LeafUpdates(ground, registry);
  const pool = new KeyPackagePool(ground);
  const rooms = new Rooms(ground, registry);
  const messages = new Messages(ground, registry);
  const history = new History(ground, registry);
  const uploads = new Uploads(ground, registry);
  const downloads = new Downloads(ground, registry);
  const board = new Board(ground, registry);
  const archive = access === undefined ? undefined : new Archive(ground, registry, access, () => sync.busy);
  const ownGroup = new OwnGroup(ground, registry, rooms, (id) => upkeep.look(id));
  const verification = new Verification(context, ground.own, () => ownGroup.changed());
  await Promise.all([
    ground.warnings.load(),
    ground.notices.load(),
    ground.preferences.load(),
    ground.own.load(),
    ground.acquaintances.load(),
    ground.health.load(),
    removals.load(),
    registry.load(),
    archive?.load(),
    uploads.load(),
    downloads.load(),
  ]);

  const comeOnline = async () => {
    // Key packages go up while messages come down: after weeks away, neither waits for the other.
    const filled = pool.fill();
    if (!directory.standing(self.device, clock.now()).ok) await directory.refresh();
    // A new device reads its history while it joins its conversations; others keep theirs when they are up to date.
    archive?.connected();
    if (archive?.behind === true) void archive.run();
    await sync.run();
    inBackground(
      sync.whole().then(() => {
        if (!closed && session.online) ground.health.caughtUp();
      }),
    );
    await filled;
    if (closed || !session.online) return;
    inBackground(unsent.cameOnline());
    upkeep.lookAtAll();
    uploads.go();
    deposits.lookAtAll();
    inBackground(receipts.cameOnline());
    doors.look();
    removals.look();
    void archive?.run();
    inBackground(ownGroup.ensure());
    ownGroup.changed();
    if (directory.standing(self.device, clock.now()).ok) await board.foundMissing();
  };
  const inBackground = (work: Promise<unknown>) => void activity.track(work).catch(() => undefined);
  let stopped: ReadonlySet<Held> = new Set();
  const lookAtStops = () => {
    const now = registry.all().filter(({ conversation }) => stoppedBy(ground, conversation) !== undefined);
    const freed = [...stopped].filter((held) => !now.includes(held));
    stopped = new Set(now);
    for (const { courier } of freed) courier.go();
    if (freed.length > 0) upkeep.lookAtAll();
  };
  const stops = [
    session.onOnline(() => {
      if (connectedBefore) ground.health.count("reconnects");
      connectedBefore = true;
      inBackground(comeOnline());
    }),
    session.on(conversationEnvelope, ({ conversation, envelope }) => registry.push(conversation, envelope)),
    session.on(conversationJoined, ({ conversation }) => inBackground(registry.enter(conversation))),
    session.on(conversationReached, ({ conversation, cursors }) =>
      inBackground(receipts.reached(conversation, cursors)),
    ),
    session.on(conversationGroupInfoWanted, ({ conversation }) => deposits.wanted(conversation)),
    session.on(keyPackagesLow, () => inBackground(pool.fill())),
    directory.onChange(() => {
      tidings.changed("notices");
      // Networks that recognise each other, or do so no more, open and close conversations.
      tidings.changed("conversations");
      lookAtStops();
      inBackground(unsent.judgeAnew());
      upkeep.lookAtAll();
      inBackground(ownGroup.ensure());
    }),
    directory.watch.onChange(() => lookAtStops()),
  ];
  // Whatever an upload waits for shows in the list: a connection and its log, a stop, people's keys.
  tidings.subscribe((change) => {
    if (change.type === "conversations") uploads.go();
  });
  upkeep.start();
  leafUpdates.start();
  if (archive !== undefined)
    tidings.subscribe((change) => {
      if (change.type === "thread") archive.grown(weightOf(change.items, self.account));
    });
  inBackground(ownGroup.applyAllReads());

  const markRead: EngineFacade["markRead"] = async ({ conversation, order }) => {
    const held = registry.get(conversation);
    if (held === undefined) return fail({ code: "conversation.unknown" });
    await held.conversation.change((draft) => lookDownTo(vault, draft, order));
    receipts.look(held);
    ownGroup.changed();
    return ok(undefined);
  };

  return {
    subscribe: (listener) => tidings.subscribe(listener),
    openDirect: (account) => guarded(() => rooms.openDirect(account)),
    createRoom: (input) => guarded(() => rooms.createRoom(input)),
    addMembers: (input) => guarded(() => rooms.addMembers(input)),
    removeMember: (input) => guarded(() => rooms.removeMember(input)),
    changeRoomDetails: (input) => guarded(() => rooms.changeRoomDetails(input)),
    sendText: (input) => guarded(() => messages.sendText(input)),
    sendFiles: (input) => guarded(() => uploads.sendFiles(input)),
    retryUpload: (id) => guarded(() => uploads.retryUpload(id)),
    discardUpload: (id) => guarded(() => uploads.discardUpload(id)),
    openFile: (input) => guarded(() => downloads.openFile(input)),
    files: ({ conversation, before }) => guarded(async () => ok(await filePage(vault, conversation, before))),
    editText: (input) => guarded(() => messages.editText(input)),
    withdraw: (input) => guarded(() => messages.withdraw(input)),
    markRead: (input) => guarded(() => markRead(input)),
    thread: ({ conversation, before, limit }) =>
      guarded(async () => {
        const held = registry.get(conversation)?.conversation;
        return ok(await threadPage(vault, conversation, before, limit, (said) => held?.reachOf(said)));
      }),
    tryAgain: (input) => guarded(() => unsent.tryAgain(input)),
    discard: (input) => guarded(() => unsent.discard(input)),
    askAgain: (input) => guarded(() => unsent.askAgain(input)),
    chooseHistory: (input) => guarded(() => history.choose(input)),
    passHistoryOn: (input) => guarded(() => history.passOn(input)),
    askForHistory: (input) => guarded(() => history.askAgain(input)),
    stopHistory: (input) => guarded(() => history.stop(input)),
    vouching: (input) => guarded(() => verification.vouching(input)),
    pair: (account) => guarded(() => verification.pair(account)),
    checkPicture: (input) => guarded(() => verification.checkPicture(input)),
    acknowledgeKeys: (account) => guarded(() => verification.acknowledgeKeys(account)),
    setVerified: (input) => guarded(() => verification.setVerified(input)),
    recallPeople: (marks) => ground.own.recallPeople(marks),
    compareReaders: (id) => guarded(() => readers.compare(id)),
    restart: (id) => guarded(() => restarts.restart(id)),
    resume: (id) =>
      guarded(() => {
        archive?.askAgain();
        return unsent.resume(id);
      }),
    forget: (id) => guarded(() => unsent.forget(id)),
    setReadReceipts: (on) =>
      guarded(async () => {
        await ground.preferences.setReadReceipts(on);
        return ok(undefined);
      }),
    saveDraft: ({ conversation, text }) =>
      guarded(async () => {
        if (await ground.own.saveDraft(conversation, text)) ownGroup.changed();
        return ok(undefined);
      }),
    draft: (conversation) => guarded(async () => ok(ground.own.draftOf(conversation))),
    mute: ({ conversation, until = 0 }) =>
      guarded(async () => {
        if (registry.get(conversation) === undefined) return fail({ code: "conversation.unknown" });
        await ground.own.mute(conversation, until);
        ownGroup.changed();
        return ok(undefined);
      }),
    announce: (input) => guarded(() => board.announce(input)),
    answer: (input) => guarded(() => board.answer(input)),
    dismissWarning: (id) =>
      guarded(async () => {
        if (!(await ground.warnings.dismiss(id))) return fail({ code: "not-ready" });
        // What was held back until it was read may go now.
        for (const { courier } of registry.all()) courier.go();
        upkeep.lookAtAll();
        return ok(undefined);
      }),
    foundBoard: (network) => board.found(network),
    settled: async () => {
      await activity.settled();
      tidings.flush();
    },
    keepHistory: async () => archive?.run(),
    close: async () => {
      await ground.health.flush().catch(() => undefined);
      closed = true;
      archive?.close();
      ground.health.close();
      for (const stop of stops) stop();
      upkeep.close();
      deposits.close();
      doors.close();
      leafUpdates.close();
      ownGroup.close();
      sync.close();
      receipts.close();
      readers.close();
      uploads.close();
      for (const { courier } of registry.all()) courier.close();
      await activity.settled();
      tidings.close();
      for (const { conversation } of registry.all()) await conversation.wipe();
    },
  };
}

/**
 * About how many bytes lines are in the archive; so many that it is worth it at once where an own device has come, which
 * reads there, or where something was passed on to one of them.
 */
function weightOf(items: readonly ThreadItem[], self: AccountId): number {
  const cameIn = (item: ThreadItem) =>
    item.kind === "membership" &&
    item.devices.some(({ account, change }) => account === self && change === "added");
  const passedOn = (item: ThreadItem) =>
    item.kind === "passed" ||
    (item.kind === "message" &&
      item.passing === "done" &&
      item.content.kind === "history.offer" &&
      item.content.to === self);
  if (items.some((item) => cameIn(item) || passedOn(item))) return Number.POSITIVE_INFINITY;
  return items.reduce(
    (sum, item) =>
      sum + 400 + (item.kind === "message" && item.content.kind === "text" ? item.content.text.length : 0),
    0,
  );
}

/** A store that takes no more, or an engine that was closed meanwhile, is an answer and not an exception. */
async function guarded<Value>(work: () => EngineResult<Value>): EngineResult<Value> {
  try {
    return await work();
  } catch (error) {
    return fail(error instanceof Closed ? { code: "not-ready" } : faultOf(error));
  }
}
