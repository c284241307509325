import type { Attendance, Content } from "@comity/shared/content/content";
import { ATTENDANCES } from "@comity/shared/content/content";
import { type AccountId, type MessageId, NetworkId } from "@comity/shared/ids";
import type { DirectoryView, Self } from "../context.ts";
import type { Activity } from "../conversations/activity.ts";
import type { Draft } from "../conversations/draft.ts";
import { DirectoryBehind, GRACE_MS } from "../conversations/leafTrust.ts";
import { AnswerRecord, below, NoticeRecord, QUEUED_ORDER, TABLES } from "../conversations/records.ts";
import type { NoticeView } from "../facade/views.ts";
import { readJson, writeJson } from "../mls/json.ts";
import type { Vault } from "../ports.ts";

/** Where a notice board's message stands and who wrote it. */
export interface NoticePlace {
  readonly network: NetworkId;
  readonly author: AccountId;
  readonly order: number;
  /** When it was written. */
  readonly at: number;
  readonly delivery: NoticeView["delivery"];
}

interface Held {
  readonly network: NetworkId;
  readonly notice: NoticeRecord;
  readonly answers: readonly AnswerRecord[];
}

const noticeKey = (network: NetworkId, announcement: MessageId) => `${network}/${announcement}`;

/**
 * Announcements and who answered what, as the boards' messages say: an announcement is an officer's, its
 * first appearance counts, and of each person's answers the newest.
 */
export class Notices {
  private readonly held = new Map<string, Held>();

  constructor(
    private readonly vault: Vault,
    private readonly directory: DirectoryView,
    private readonly self: Self,
    private readonly activity: Activity,
    private readonly changed: () => void,
  ) {}

  async load(): Promise<void> {
    for (const { key, value } of await this.vault.scan(TABLES.notice)) {
      const network = NetworkId.safeParse(key.split("/")[0]);
      const notice = readJson(NoticeRecord, value);
      if (!network.success || notice === undefined) continue;
      await this.refresh(network.data, notice.announcement);
    }
  }

  /** Newest first. Names of who answered are for officers and the author; counts are for all. */
  views(): readonly NoticeView[] {
    return [...this.held.values()]
      .map((held) => this.view(held))
      .sort((one, other) => other.postedAt - one.postedAt);
  }

  of(network: NetworkId): readonly NoticeRecord[] {
    return [...this.held.values()].filter((held) => held.network === network).map(({ notice }) => notice);
  }

  has(network: NetworkId, announcement: MessageId): boolean {
    return this.held.has(noticeKey(network, announcement));
  }

  /** Takes a board's message into a draft. `no-line`: the thread shows nothing of it. */
  async take(draft: Draft, content: Content, place: NoticePlace): Promise<"line" | "no-line"> {
    if (content.kind === "announcement.answer") {
      await this.takeAnswer(draft, content.announcement, content.attendance, place);
      return "no-line";
    }
    if (content.kind !== "announcement") return "line";
    const { announcement, title, text, date, place: where, postedAt } = content;
    const key = noticeKey(place.network, announcement);
    const stored = await draft.get(TABLES.notice, key);
    const known = stored === undefined ? undefined : readJson(NoticeRecord, stored);
    const { author, delivery } = place;
    if (known !== undefined) {
      if (known.author === author && known.delivery === "queued")
        this.put(draft, place.network, { ...known, delivery });
      return "no-line";
    }
    if (!(await this.isOfficer(place.network, author, place.at))) return "line";
    const dated = date === undefined ? {} : { date };
    const placed = where === undefined ? {} : { place: where };
    this.put(draft, place.network, {
      ...{ announcement, title, text, postedAt, author, delivery },
      ...dated,
      ...placed,
    });
    return "line";
  }

  /** Takes in an announcement that the archive holds; one that is known already stays as it is. */
  async restore(draft: Draft, network: NetworkId, notice: NoticeRecord): Promise<void> {
    const key = noticeKey(network, notice.announcement);
    if ((await draft.get(TABLES.notice, key)) === undefined) this.put(draft, network, notice);
  }

  /** Takes an answer in: of each person's the one that stands last in the log counts. */
  async takeAnswer(
    draft: Draft,
    announcement: MessageId,
    attendance: Attendance,
    { network, author: account, order }: Pick<NoticePlace, "network" | "author" | "order">,
  ): Promise<void> {
    const key = `${noticeKey(network, announcement)}/${account}`;
    const stored = await draft.get(TABLES.answer, key);
    const known = stored === undefined ? undefined : readJson(AnswerRecord, stored);
    // An own answer that has just got its place gives up the one that it was queued at.
    const settles = known !== undefined && known.order >= QUEUED_ORDER && known.attendance === attendance;
    if (known !== undefined && known.order > order && !settles) return;
    draft.put(TABLES.answer, key, writeJson({ account, attendance, order }));
    draft.afterwards.push(() => this.refreshSoon(network, announcement));
  }

  private put(draft: Draft, network: NetworkId, notice: NoticeRecord): void {
    draft.put(TABLES.notice, noticeKey(network, notice.announcement), writeJson(notice));
    draft.afterwards.push(() => this.refreshSoon(network, notice.announcement));
  }

  /**
   * The word of who was an officer then counts, whether or not they are now; a directory that may be older than the
   * officer is refreshed first.
   */
  private async isOfficer(network: NetworkId, account: AccountId, at: number): Promise<boolean> {
    const wasOfficer = () =>
      this.directory.roster(network)?.wasOfficer(account, at - GRACE_MS, at + GRACE_MS) === true;
    if (wasOfficer()) return true;
    await this.directory.refresh();
    // The first may have been under way since before the officer was appointed.
    const refreshed = await this.directory.refresh();
    const officer = wasOfficer();
    if (!officer && !refreshed.ok) throw new DirectoryBehind(refreshed.fault);
    return officer;
  }

  /** Only a vault that has been locked meanwhile can't answer; then there is nothing to show. */
  private refreshSoon(network: NetworkId, announcement: MessageId): void {
    this.activity.track(this.refresh(network, announcement)).catch(() => undefined);
  }

  private async refresh(network: NetworkId, announcement: MessageId): Promise<void> {
    const key = noticeKey(network, announcement);
    const stored = await this.vault.get(TABLES.notice, key);
    const notice = stored === undefined ? undefined : readJson(NoticeRecord, stored);
    if (notice === undefined) return;
    const answers = (await this.vault.scan(TABLES.answer, below(key))).flatMap(
      ({ value }) => readJson(AnswerRecord, value) ?? [],
    );
    this.held.set(key, { network, notice, answers });
    this.changed();
  }

  private view({ network, notice, answers }: Held): NoticeView {
    const counts = { attending: 0, "not-attending": 0, maybe: 0 };
    for (const attendance of ATTENDANCES)
      counts[attendance] = answers.filter((answer) => answer.attendance === attendance).length;
    const own = this.self.account;
    const named = notice.author === own || this.directory.roster(network)?.isOfficer(own) === true;
    return {
      ...notice,
      network,
      date: notice.date,
      place: notice.place,
      mine: answers.find(({ account }) => account === own)?.attendance,
      counts,
      answers: named ? answers.map(({ account, attendance }) => ({ account, attendance })) : [],
    };
  }
}
