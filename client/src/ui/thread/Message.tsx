import type { ConversationId } from "@comity/shared/ids";
import { useState } from "react";
import type { ThreadItem } from "../../engine/facade/views.ts";
import { Files } from "../files/Files.tsx";
import { PassingLine } from "../history/PassingLine.tsx";
import { Person } from "../parts/Person.tsx";
import type { Words } from "../words/en.ts";
import { useDates, useWords } from "../words/language.ts";
import { Delivery, isPlaced } from "./Delivery.tsx";
import { Marking } from "./Marking.tsx";
import { EditMessage, WithdrawMessage } from "./OwnMessage.tsx";

export type MessageItem = Extract<ThreadItem, { kind: "message" }>;

interface MessageProps {
  readonly item: MessageItem;
  readonly conversation: ConversationId;
}

/** A message: who, from where, when, its marking, its words, and what became of them. */
export function Message({ item, conversation }: MessageProps) {
  const words = useWords();
  const dates = useDates();
  const [doing, setDoing] = useState<"edit" | "withdraw">();
  const { content } = item;
  if (content.kind === "room.details")
    return <p className="aside-line">{words.thread.renamed(content.reference, content.title)}</p>;
  if (content.kind === "history.offer")
    return <PassingLine item={item} offer={content} conversation={conversation} />;
  const done = () => setDoing(undefined);
  const said = content.kind === "text" || content.kind === "attachment";
  const own = item.mine && isPlaced(item.delivery) && said && !item.changing;
  return (
    <article className="message">
      <header>
        <Person account={item.author} />
        <time dateTime={new Date(item.at).toISOString()}>{dates.time(item.at)}</time>
        {item.resentAt === undefined ? null : (
          <span className="under">{words.thread.resent(dates.both(item.resentAt))}</span>
        )}
      </header>
      <Marking handling={item.handling} />
      {doing === "edit" && content.kind === "text" ? (
        <EditMessage item={item} conversation={conversation} text={content.text} onDone={done} />
      ) : content.kind === "attachment" && content.text === undefined ? null : (
        <p className={said ? "text" : "text text-odd"} dir="auto">
          {textOf(content, words.thread)}
        </p>
      )}
      {content.kind === "attachment" ? (
        <Files conversation={conversation} order={item.order} files={content.files} />
      ) : null}
      <Changes item={item} />
      {item.mine ? (
        <footer className={`delivery delivery-${item.delivery}`}>
          {own && doing === undefined ? (
            <span className="message-acts">
              {content.kind === "text" ? (
                <button type="button" className="quiet" onClick={() => setDoing("edit")}>
                  {words.thread.edit}
                </button>
              ) : null}
              <button type="button" className="quiet" onClick={() => setDoing("withdraw")}>
                {words.thread.withdraw}
              </button>
            </span>
          ) : null}
          {item.changing ? (
            <span>{words.thread.changing}</span>
          ) : (
            <Delivery item={item} conversation={conversation} />
          )}
        </footer>
      ) : null}
      {doing === "withdraw" ? (
        <WithdrawMessage item={item} conversation={conversation} onDone={done} />
      ) : null}
    </article>
  );
}

function textOf(content: MessageItem["content"], thread: Words["thread"]): string {
  switch (content.kind) {
    case "text":
      return content.text;
    case "attachment":
      return content.text ?? "";
    case "withdrawal":
      return thread.withdrawn;
    case "newer":
      return thread.newer;
    default:
      return thread.damaged;
  }
}

/** That a message was changed, and what it said before. */
function Changes({ item }: { readonly item: MessageItem }) {
  const words = useWords();
  const dates = useDates();
  if (item.changedAt === undefined || item.earlier.length === 0) return null;
  return (
    <details className="changes">
      <summary>{words.thread.changed(dates.both(item.changedAt))}</summary>
      {item.earlier.map(({ at, text }) => (
        <div key={at}>
          <span className="changes-when">{words.thread.earlier(dates.both(at))}</span>
          <p className="text" dir="auto">
            {text}
          </p>
        </div>
      ))}
    </details>
  );
}
