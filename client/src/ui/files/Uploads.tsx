import type { ConversationId } from "@comity/shared/ids";
import type { UploadView } from "../../engine/facade/fileViews.ts";
import { FaultNote } from "../parts/FaultNote.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine, useEngine } from "../stores/engine.ts";
import { useList, useSeries, useWords } from "../words/language.ts";
import { Far } from "./Far.tsx";
import { FileName } from "./FileName.tsx";
import "./files.css";

/** Files of a conversation that are not a message yet: how far they are, what went wrong, and the ways out. */
export function Uploads({ id }: { readonly id: ConversationId }) {
  const words = useWords();
  const list = useList();
  const series = useSeries();
  const all = useEngine((state) => state.uploads);
  const here = all.filter(({ conversation }) => conversation === id);
  return (
    <>
      {/* What has changed is said; figures that change all the time are not. */}
      <p className="visually-hidden" role="status">
        {series(
          here.map(
            ({ files, state }) => `${list(files.map(({ name }) => name))}: ${words.files.states[state]}`,
          ),
        )}
      </p>
      {here.length === 0 ? null : (
        <ul className="uploads" aria-label={words.files.leaving}>
          {here.map((upload) => (
            <li key={upload.id}>
              <Upload upload={upload} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Upload({ upload }: { readonly upload: UploadView }) {
  const words = useWords();
  const task = useTask();
  const { id, files, state, done, total, text, fault } = upload;
  const doing = words.files.states[state];
  return (
    <>
      <div className="upload-files">
        {files.map(({ name, size }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list of an upload never changes.
          <FileName key={place} name={name} size={size} />
        ))}
      </div>
      {text === undefined ? null : (
        <p className="under" dir="auto">
          {text}
        </p>
      )}
      {state === "preparing" || state === "uploading" ? (
        <Far doing={doing} done={done} total={total} />
      ) : (
        <span className={`delivery-${state === "failed" ? "failed" : "queued"}`}>{doing}</span>
      )}
      <FaultNote fault={fault ?? task.fault} />
      <div className="message-acts">
        {state === "failed" ? (
          <button
            type="button"
            className="quiet"
            disabled={task.busy}
            onClick={() => void task.did(() => engine().retryUpload(id))}
          >
            {words.thread.tryAgain}
          </button>
        ) : null}
        <button
          type="button"
          className="quiet"
          disabled={task.busy}
          onClick={() => void task.did(() => engine().discardUpload(id))}
        >
          {words.thread.discard}
        </button>
      </div>
    </>
  );
}
