import type { ConversationId } from "@comity/shared/ids";
import { type ReactNode, useState } from "react";
import type { DeliveryState, Reach, ThreadItem } from "../../engine/facade/views.ts";
import { Dialog } from "../parts/Dialog.tsx";
import { FaultNote } from "../parts/FaultNote.tsx";
import { Person } from "../parts/Person.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine } from "../stores/engine.ts";
import { useDates, useWords } from "../words/language.ts";

const MARKS: Readonly<Record<DeliveryState, string>> = {
  queued: "◷",
  sent: "✓",
  delivered: "✓✓",
  read: "✓✓",
  failed: "!",
};

interface DeliveryProps {
  readonly item: Extract<ThreadItem, { kind: "message" }>;
  readonly conversation: ConversationId;
}

/** How far an own message has come: one small mark with words, which opens who has it. */
export function Delivery({ item, conversation }: DeliveryProps) {
  const words = useWords();
  const [open, setOpen] = useState(false);
  const { delivery, reach } = item;
  const text = useReachText(delivery, reach);
  const mark = (
    <>
      <span aria-hidden="true">{MARKS[delivery]}</span> <span>{text}</span>
    </>
  );
  if (delivery === "failed") return <Failed item={item} conversation={conversation} mark={mark} />;
  if (reach === undefined || reach.people.length === 0) return <span>{mark}</span>;
  return (
    <>
      <button type="button" className="quiet" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {mark}
      </button>
      {open ? (
        <Dialog title={words.thread.reachTitle} onClose={() => setOpen(false)}>
          <p className="hint">{words.thread.reachLead}</p>
          <Who reach={reach} />
        </Dialog>
      ) : null}
    </>
  );
}

/** A message that the server did not take: it stays until its author sends it anew or takes it away. */
function Failed({ item, conversation, mark }: DeliveryProps & { readonly mark: ReactNode }) {
  const words = useWords();
  const task = useTask();
  const input = { conversation, messageId: item.messageId };
  return (
    <>
      <span>{mark}</span>
      <span className="message-acts">
        <button
          type="button"
          className="quiet"
          disabled={task.busy}
          onClick={() => void task.did(() => engine().tryAgain(input))}
        >
          {words.thread.tryAgain}
        </button>
        <button
          type="button"
          className="quiet"
          disabled={task.busy}
          onClick={() => void task.did(() => engine().discard(input))}
        >
          {words.thread.discard}
        </button>
      </span>
      <FaultNote fault={task.fault} />
    </>
  );
}

/** Whether a message has its place in the log: what stands before it was there to be seen. */
export function isPlaced(delivery: DeliveryState): boolean {
  return delivery !== "queued" && delivery !== "failed";
}

/** In a channel of two the state says it all; among more, how many of how many. */
function useReachText(delivery: DeliveryState, reach: Reach | undefined): string {
  const words = useWords();
  if (reach === undefined || reach.people.length < 2) return words.thread.delivery[delivery];
  if (reach.read > 0) return words.thread.readBy(reach.read, reach.people.length);
  if (reach.delivered > 0) return words.thread.deliveredTo(reach.delivered, reach.people.length);
  return words.thread.delivery[delivery];
}

function Who({ reach }: { readonly reach: Reach }) {
  const words = useWords();
  const dates = useDates();
  return (
    <ul className="people" aria-label={words.thread.reachTitle}>
      {reach.people.map(({ account, delivered, read, readAt }) => (
        <li key={account} className="member">
          <Person account={account} />
          <span className="under">
            {readAt !== undefined
              ? words.thread.reachReadAt(dates.both(readAt))
              : read
                ? words.thread.delivery.read
                : delivered
                  ? words.thread.delivery.delivered
                  : words.thread.reachNotYet}
          </span>
        </li>
      ))}
    </ul>
  );
}
