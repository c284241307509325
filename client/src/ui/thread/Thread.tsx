import type { ConversationId, NetworkId } from "@comity/shared/ids";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { ThreadItem } from "../../engine/facade/views.ts";
import { Uploads } from "../files/Uploads.tsx";
import { GuestBanner } from "../guests/GuestBanner.tsx";
import { ForeignNetwork, useNetworkName } from "../parts/Network.tsx";
import { Standing } from "../parts/Person.tsx";
import { engine, takePage, useContact, useConversation, useEngine } from "../stores/engine.ts";
import { go } from "../stores/place.ts";
import { InPlaceNotes } from "../tenure/InPlaceNote.tsx";
import { KeyChangeNotes, useOpenKeyChanges } from "../verification/KeyChangeNotes.tsx";
import { useDates, useWords } from "../words/language.ts";
import { Composer } from "./Composer.tsx";
import { isPlaced } from "./Delivery.tsx";
import { useHeldPlace } from "./heldPlace.ts";
import { Line } from "./Line.tsx";
import { StuckNote } from "./StuckNote.tsx";
import { useSoughtLine } from "./soughtLine.ts";

const PAGE = 50;
const NO_ITEMS: ReadonlyMap<string, ThreadItem> = new Map();

/** One conversation: who it is with, what was said, and where to write. */
export function Thread({ id }: { readonly id: ConversationId }) {
  const words = useWords();
  const conversation = useConversation(id);
  return (
    <section className="thread" aria-label={words.thread.messages}>
      <div>
        <Head id={id} />
        <GuestBanner id={id} />
      </div>
      <Lines id={id} />
      {conversation?.waitingFor === undefined ? null : (
        <StuckNote
          key={conversation.waitingFor}
          waitingFor={conversation.waitingFor}
          conversation={conversation}
        />
      )}
      {conversation?.state === "left" && conversation.waitingFor === undefined ? (
        <p className="note">{words.thread.left}</p>
      ) : null}
      {conversation === undefined || conversation.state === "left" ? null : (
        <InPlaceNotes conversation={conversation} />
      )}
      <Uploads id={id} />
      {conversation?.state === "left" ? null : <Writing id={id} closed={conversation?.unrecognised} />}
    </section>
  );
}

interface WritingProps {
  readonly id: ConversationId;
  /** The network by which a conversation is closed, if it is. */
  readonly closed: NetworkId | undefined;
}

/** Where one writes, or why nothing can be written. */
function Writing({ id, closed }: WritingProps) {
  const words = useWords();
  const nameOf = useNetworkName();
  const held = useOpenKeyChanges(id).length > 0;
  if (closed === undefined) return held ? <KeyChangeNotes id={id} /> : <Composer id={id} />;
  return <p className="note">{words.recognition.closed(nameOf(closed))}</p>;
}

function Head({ id }: { readonly id: ConversationId }) {
  const words = useWords();
  const conversation = useConversation(id);
  const peer = useContact(conversation?.peer);
  const title = conversation?.kind === "direct" ? peer?.card.name : conversation?.title;
  return (
    <header className="thread-head">
      <button type="button" className="quiet narrow-only" onClick={() => go({ at: "conversations" })}>
        {words.app.back}
      </button>
      <div className="thread-title">
        <h2>
          <bdi>{title ?? words.room.untitled}</bdi>
        </h2>
        {conversation?.kind === "room" ? (
          <span className="standing">
            <bdi>{conversation.reference}</bdi> · {words.directory.found(conversation.members.length)} ·{" "}
            {words.thread.encrypted}
          </span>
        ) : null}
        {conversation?.kind === "direct" && peer !== undefined ? (
          <>
            <ForeignNetwork contact={peer} />
            <Standing card={peer.card} />
          </>
        ) : null}
      </div>
      <button type="button" onClick={() => go({ at: "conversation", id, details: true })}>
        {words.thread.details}
      </button>
    </header>
  );
}

function Lines({ id }: { readonly id: ConversationId }) {
  const words = useWords();
  const dates = useDates();
  const told = useEngine((state) => state.threads.get(id) ?? NO_ITEMS);
  const [oldest, setOldest] = useState<number>();
  const [more, setMore] = useState(false);
  const [loaded, setLoaded] = useState(false);
  const arrived = useEngine((state) => state.progress.history?.done);
  const arriving = useEngine(
    ({ progress: { history } }) => history !== undefined && history.done < history.total,
  );
  const end = useRef<HTMLLIElement>(null);
  const { box, onScroll, atEnd } = useHeldPlace();

  const load = useCallback(
    async (before: number | undefined, limit = PAGE) => {
      const page = await engine().thread({
        conversation: id,
        limit,
        ...(before === undefined ? {} : { before }),
      });
      if (!page.ok) return setLoaded(true);
      takePage(id, page.value.items);
      const first = page.value.items[0];
      if (first !== undefined) setOldest((known) => Math.min(known ?? first.order, first.order));
      setMore(page.value.more);
      setLoaded(true);
    },
    [id],
  );
  useEffect(() => void load(undefined), [load]);
  useSoughtLine(id, { oldest, more, load });

  // History is read back from the newest on: what lies before the oldest line may have come meanwhile.
  const seesAll = loaded && !more;
  const cameTo = useRef(arrived);
  useEffect(() => {
    if (!seesAll || cameTo.current === arrived) return;
    cameTo.current = arrived;
    void load(oldest);
  }, [arrived, seesAll, load, oldest]);

  // What somebody has passed on stands before the oldest line that was there.
  const passedBefore = useEngine((state) => earliestPassed(state.threads.get(id), oldest));
  useEffect(() => {
    if (seesAll && passedBefore) void load(oldest);
  }, [seesAll, passedBefore, load, oldest]);

  // Items that the engine told before this page was loaded may leave a gap below the oldest page: hide them.
  const items = [...told.values()]
    .filter((item) => oldest === undefined || item.order >= oldest)
    .sort((one, other) => one.order - other.order || one.at - other.at);
  const newest = items.at(-1);
  useLayoutEffect(() => {
    if (newest !== undefined && atEnd.current) end.current?.scrollIntoView({ block: "end" });
  }, [newest, atEnd]);
  const seen = items.findLast((item) => item.kind !== "message" || isPlaced(item.delivery))?.order;
  // What could not be shown here and is there now has not been looked at yet, wherever it stands.
  const legible = items.filter(({ kind }) => kind === "message").length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: how many they are is not looked at, that they are more is
  useEffect(() => {
    if (seen === undefined) return;
    const look = () => {
      if (document.visibilityState === "visible") void engine().markRead({ conversation: id, order: seen });
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [id, seen, legible]);

  let day = "";
  return (
    <div className="lines" ref={box} onScroll={onScroll}>
      {more ? (
        <button type="button" className="older" onClick={() => void load(oldest)}>
          {words.thread.older}
        </button>
      ) : null}
      {loaded && items.length === 0 ? (
        <p className="empty">{arriving ? words.thread.arriving : words.thread.empty}</p>
      ) : null}
      <ol aria-live="polite" aria-relevant="additions">
        {items.map((item, place) => {
          const itemDay = dates.day(item.at);
          const newDay = itemDay !== day;
          day = itemDay;
          const before = items[place - 1];
          const first = item.kind === "passed" && (before?.kind !== "passed" || before.offer !== item.offer);
          const heading = newDay ? itemDay : undefined;
          return <Line key={item.key} item={item} conversation={id} day={heading} first={first} />;
        })}
        <li ref={end} aria-hidden="true" className="end" />
      </ol>
    </div>
  );
}

/** Whether something was passed on that stands before the oldest line on the screen. */
function earliestPassed(
  items: ReadonlyMap<string, ThreadItem> | undefined,
  oldest: number | undefined,
): boolean {
  if (items === undefined || oldest === undefined) return false;
  return [...items.values()].some(({ kind, order }) => kind === "passed" && order < oldest);
}
