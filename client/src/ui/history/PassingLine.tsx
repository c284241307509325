import type { HistoryOffer } from "@comity/shared/content/history";
import type { ConversationId } from "@comity/shared/ids";
import type { z } from "zod";
import type { PassingView } from "../../engine/facade/views.ts";
import { FaultNote } from "../parts/FaultNote.tsx";
import { usePersonText } from "../parts/Person.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine, useConversation, useEngine } from "../stores/engine.ts";
import type { MessageItem } from "../thread/Message.tsx";
import { useDates, useWords } from "../words/language.ts";
import "./history.css";

interface PassingLineProps {
  readonly item: MessageItem;
  readonly offer: z.infer<typeof HistoryOffer>;
  readonly conversation: ConversationId;
}

/** The permanent line that somebody passed history on to somebody; for the two, how far it has come, and the ways out. */
export function PassingLine({ item, offer, conversation }: PassingLineProps) {
  const words = useWords();
  const dates = useDates();
  const personText = usePersonText();
  const passing = useConversation(conversation)?.passings.find((one) => one.offer === offer.offer);
  const { to, since, count } = offer;
  const said = words.history.offered(personText(item.author), dates.day(since), personText(to), count);
  return (
    <div className="passing">
      <p className="aside-line">
        {item.passing === undefined ? said : `${said} ${words.history.ends[item.passing]}`}
      </p>
      {passing === undefined ? null : <UnderWay passing={passing} conversation={conversation} />}
    </div>
  );
}

interface UnderWayProps {
  readonly passing: PassingView;
  readonly conversation: ConversationId;
}

function UnderWay({ passing, conversation }: UnderWayProps) {
  const words = useWords();
  const personText = usePersonText();
  const self = useEngine((state) => state.self?.account);
  const task = useTask();
  const { offer, by, to, state, done, total, again } = passing;
  const other = personText(by === self ? to : by);
  const says = () => {
    if (state === "broken") return words.history.broken;
    if (state === "elsewhere") return words.history.elsewhere;
    if (state === "waiting" || total === 0) return words.history.waitingForThem(other);
    return words.history.underWay(done, total);
  };
  return (
    <>
      <p className="aside-line" role="status">
        {says()}
      </p>
      <div className="actions">
        {to === self && again && state !== "elsewhere" ? (
          <button
            type="button"
            className="quiet"
            disabled={task.busy}
            onClick={() => void task.did(() => engine().askForHistory({ conversation, offer }))}
          >
            {words.history.again}
          </button>
        ) : null}
        <button
          type="button"
          className="quiet"
          disabled={task.busy}
          onClick={() => void task.did(() => engine().stopHistory({ conversation, offer }))}
        >
          {by === self ? words.history.takeBack : words.history.turnDown}
        </button>
      </div>
      <FaultNote fault={task.fault} />
    </>
  );
}
