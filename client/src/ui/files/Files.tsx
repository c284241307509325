import type { AttachedFile } from "@comity/shared/content/content";
import { cleanFileName } from "@comity/shared/content/fileName";
import type { ConversationId } from "@comity/shared/ids";
import { type ReactNode, useState } from "react";
import type { EngineFault } from "../../engine/facade/fault.ts";
import { FaultNote } from "../parts/FaultNote.tsx";
import { usePersonText } from "../parts/Person.tsx";
import { saveFile } from "../parts/saveFile.ts";
import { useTask } from "../parts/useTask.ts";
import { engine, useEngine } from "../stores/engine.ts";
import { noteRefusal, useRefusedFiles } from "../stores/refusedFiles.ts";
import { useWords } from "../words/language.ts";
import { Far } from "./Far.tsx";
import { FileName } from "./FileName.tsx";
import "./files.css";

interface FilesProps {
  readonly conversation: ConversationId;
  readonly order: number;
  readonly files: readonly AttachedFile[];
}

/** The files of a message. Each is fetched when somebody asks for it, and saved: nothing is opened here. */
export function Files({ conversation, order, files }: FilesProps) {
  const words = useWords();
  return (
    <ul className="file-list" aria-label={words.files.files}>
      {files.map((file, index) => (
        <li key={file.blob}>
          <FileRow conversation={conversation} order={order} index={index} file={file} />
        </li>
      ))}
    </ul>
  );
}

interface FileRowProps extends Omit<FilesProps, "files"> {
  readonly index: number;
  readonly file: Pick<AttachedFile, "blob" | "name" | "size">;
  /** What else stands beside it. */
  readonly children?: ReactNode;
}

/** A file, the way to save it, and what has come of that. */
export function FileRow({ conversation, order, index, file, children }: FileRowProps) {
  const words = useWords();
  const task = useTask();
  const [saved, setSaved] = useState(false);
  const far = useEngine((state) => state.downloads.get(file.blob));
  // What was refused once says so wherever the file stands, without its being asked for again.
  const refused = useRefusedFiles((state) => state.faults.get(file.blob));
  const save = async () => {
    setSaved(false);
    const got = await task.run(async () => {
      const given = await engine().openFile({ conversation, order, index });
      if (given.ok || isRefusal(given.fault)) noteRefusal(file.blob, given.ok ? undefined : given.fault);
      return given;
    });
    if (got === undefined) return;
    // Never as what its sender says that it is: no browser opens it by itself.
    saveFile(got.name, "application/octet-stream", got.bytes);
    setSaved(true);
  };
  return (
    <>
      <FileName name={file.name} size={file.size} />
      <button
        type="button"
        aria-label={words.files.saveName(cleanFileName(file.name))}
        disabled={task.busy}
        onClick={() => void save()}
      >
        {words.files.save}
      </button>
      {children}
      {task.busy ? (
        <Far doing={words.files.fetching} done={far?.done ?? 0} total={far?.total ?? file.size} />
      ) : null}
      <span role="status" className="file-told">
        {task.busy ? <span className="visually-hidden">{words.files.fetching}</span> : null}
        {saved ? words.files.saved : null}
      </span>
      {task.busy ? null : <FileFault fault={task.fault ?? refused} now={task.fault !== undefined} />}
    </>
  );
}

type Refusal = Extract<EngineFault, { code: "file.damaged" | "file.gone" }>;

/** Whether it is the file that can't be had, rather than anything at all just now. */
function isRefusal(fault: EngineFault): fault is Refusal {
  return fault.code === "file.damaged" || fault.code === "file.gone";
}

interface FileFaultProps {
  readonly fault: EngineFault | undefined;
  /** It has just come to light: a screen reader says so at once. */
  readonly now: boolean;
}

/** Why a file could not be had; where somebody else has to do something, it says who. */
function FileFault({ fault, now }: FileFaultProps) {
  const words = useWords();
  const personText = usePersonText();
  if (fault === undefined || !isRefusal(fault)) return <FaultNote fault={fault} />;
  const who = personText(fault.account);
  return (
    <p className="note note-bad" role={now ? "alert" : undefined}>
      {fault.code === "file.damaged" ? words.files.damaged(who) : words.files.gone(who)}
    </p>
  );
}
