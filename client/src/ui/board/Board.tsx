import { ATTENDANCES } from "@comity/shared/content/content";
import { useState } from "react";
import type { NoticeView } from "../../engine/facade/views.ts";
import { PageHead } from "../directory/Directory.tsx";
import { FaultNote } from "../parts/FaultNote.tsx";
import { Person, usePersonText } from "../parts/Person.tsx";
import { saveFile } from "../parts/saveFile.ts";
import { useTask } from "../parts/useTask.ts";
import { engine, useEngine } from "../stores/engine.ts";
import { useDates, useWords } from "../words/language.ts";
import { calendarOf } from "./calendar.ts";
import { PostNotice } from "./PostNotice.tsx";

/** The notice board: what the secretariat announces, and who will come. */
export function Board() {
  const words = useWords();
  const notices = useEngine((state) => state.notices);
  const officerOf = useEngine((state) => state.self?.networks.find((network) => network.officer)?.network);
  const [posting, setPosting] = useState(false);
  const sorted = [...notices].sort((one, other) => other.postedAt - one.postedAt);
  return (
    <section className="page" aria-labelledby="board-title">
      <PageHead id="board-title" title={words.board.title} />
      {officerOf === undefined ? null : (
        <div className="actions">
          <button type="button" className="primary" onClick={() => setPosting(true)}>
            {words.board.post}
          </button>
        </div>
      )}
      {sorted.length === 0 ? (
        <p className="empty">{officerOf === undefined ? words.board.empty : words.board.emptyOfficer}</p>
      ) : null}
      {sorted.map((notice) => (
        <Notice key={notice.announcement} notice={notice} names={officerOf === notice.network} />
      ))}
      {posting && officerOf !== undefined ? (
        <PostNotice network={officerOf} onClose={() => setPosting(false)} />
      ) : null}
    </section>
  );
}

function Notice({ notice, names }: { readonly notice: NoticeView; readonly names: boolean }) {
  const words = useWords();
  const dates = useDates();
  const personText = usePersonText();
  const task = useTask();
  const calendar = calendarOf(notice, notice.postedAt);
  const { attending, maybe, "not-attending": not } = notice.counts;
  const when = notice.date === undefined ? undefined : Date.parse(notice.date);
  return (
    <article className="notice" aria-label={notice.title}>
      <h3 dir="auto">{notice.title}</h3>
      <p className="under">
        {words.board.posted(personText(notice.author), dates.both(notice.postedAt))}
        {notice.delivery === "sent" ? "" : ` · ${words.thread.delivery[notice.delivery]}`}
      </p>
      {when === undefined && notice.place === undefined ? null : (
        <p className="where">
          {when === undefined || Number.isNaN(when) ? null : <bdi>{dates.both(when)}</bdi>}
          {when === undefined || notice.place === undefined ? "" : " · "}
          {notice.place === undefined ? null : <bdi>{notice.place}</bdi>}
        </p>
      )}
      <p className="text" dir="auto">
        {notice.text}
      </p>
      <fieldset className="answers">
        <legend>{words.board.answer}</legend>
        {ATTENDANCES.map((attendance) => (
          <button
            key={attendance}
            type="button"
            aria-pressed={notice.mine === attendance}
            disabled={task.busy}
            onClick={() =>
              void task.did(() =>
                engine().answer({ network: notice.network, announcement: notice.announcement, attendance }),
              )
            }
          >
            {words.board.attendance[attendance]}
          </button>
        ))}
        {calendar === undefined ? null : (
          <button
            type="button"
            className="quiet"
            onClick={() => saveFile("comity.ics", "text/calendar", calendar)}
          >
            {words.board.calendar}
          </button>
        )}
      </fieldset>
      <p className="counts" role="status">
        {words.board.counts(attending, maybe, not)}
      </p>
      <FaultNote fault={task.fault} />
      {names && notice.answers.length > 0 ? (
        <details>
          <summary>{words.board.answers}</summary>
          <ul className="people">
            {notice.answers.map(({ account, attendance }) => (
              <li key={account} className="member">
                <Person account={account} />
                <span>{words.board.attendance[attendance]}</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </article>
  );
}
