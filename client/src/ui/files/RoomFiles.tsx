import type { ConversationId } from "@comity/shared/ids";
import { useEffect, useId, useState } from "react";
import type { EngineFault } from "../../engine/facade/fault.ts";
import type { FileView } from "../../engine/facade/fileViews.ts";
import type { ThreadItem } from "../../engine/facade/views.ts";
import { FaultNote } from "../parts/FaultNote.tsx";
import { usePersonText } from "../parts/Person.tsx";
import { engine, useEngine } from "../stores/engine.ts";
import { seek } from "../stores/sought.ts";
import { useDates, useWords } from "../words/language.ts";
import { FileRow } from "./Files.tsx";
import "./files.css";

/** The files of a conversation, those of the newest messages first. They are looked for when somebody opens the list. */
export function RoomFiles({ id }: { readonly id: ConversationId }) {
  const words = useWords();
  const title = useId();
  const [open, setOpen] = useState(false);
  return (
    <details className="room-files" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary id={title}>{words.files.files}</summary>
      {open ? <List id={id} title={title} /> : null}
    </details>
  );
}

function List({ id, title }: { readonly id: ConversationId; readonly title: string }) {
  const words = useWords();
  const [pages, setPages] = useState(1);
  const { files, more, fault } = useFiles(id, pages);
  return (
    <>
      {files === undefined ? null : (
        <p role="status" className={files.length === 0 ? "hint" : "visually-hidden"}>
          {files.length === 0 ? words.files.none : null}
        </p>
      )}
      <FaultNote fault={fault} />
      {files === undefined || files.length === 0 ? null : (
        <ul className="file-list" aria-labelledby={title}>
          {files.map((file) => (
            <li key={`${file.order}/${file.index}`}>
              <Entry id={id} file={file} />
            </li>
          ))}
        </ul>
      )}
      {more ? (
        <button type="button" className="quiet" onClick={() => setPages(pages + 1)}>
          {words.files.older}
        </button>
      ) : null}
    </>
  );
}

/** A file, whose it is and when it was sent, and the way to its message. */
function Entry({ id, file }: { readonly id: ConversationId; readonly file: FileView }) {
  const words = useWords();
  const dates = useDates();
  const personText = usePersonText();
  const { order, index, at, author, passedBy, name } = file;
  return (
    <FileRow conversation={id} order={order} index={index} file={file}>
      <button
        type="button"
        className="quiet"
        aria-label={words.files.showName(name)}
        onClick={() => seek(id, order)}
      >
        {words.files.show}
      </button>
      <p className="under file-of">
        <bdi>{personText(author)}</bdi> · <time dateTime={new Date(at).toISOString()}>{dates.both(at)}</time>
        {passedBy === undefined ? null : ` · ${words.files.passedOnBy(personText(passedBy))}`}
      </p>
    </FileRow>
  );
}

interface Found {
  /** Undefined: not known yet. */
  readonly files: readonly FileView[] | undefined;
  readonly more: boolean;
  readonly fault: EngineFault | undefined;
}

/** So many pages of a conversation's files, read anew when files come or go. */
function useFiles(conversation: ConversationId, pages: number): Found {
  const [found, setFound] = useState<Found>({ files: undefined, more: false, fault: undefined });
  const told = useEngine((state) => filesTold(state.threads.get(conversation)));
  const arrived = useEngine((state) => state.progress.history?.done);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was told is not read here; it says that there is more to read.
  useEffect(() => {
    let meant = true;
    void readFiles(conversation, pages).then((read) => {
      if (meant) setFound(read);
    });
    return () => {
      meant = false;
    };
  }, [conversation, pages, told, arrived]);
  return found;
}

async function readFiles(conversation: ConversationId, pages: number): Promise<Found> {
  const files: FileView[] = [];
  let more = true;
  for (let page = 0; page < pages && more; page++) {
    const before = files.at(-1)?.order;
    const got = await engine().files({ conversation, ...(before === undefined ? {} : { before }) });
    if (!got.ok) return { files, more: false, fault: got.fault };
    files.push(...got.value.files);
    more = got.value.more;
  }
  return { files, more, fault: undefined };
}

/** How many messages with files the engine has told of. */
function filesTold(items: ReadonlyMap<string, ThreadItem> | undefined): number {
  return [...(items?.values() ?? [])].filter(
    (item) => (item.kind === "message" || item.kind === "passed") && item.content.kind === "attachment",
  ).length;
}
