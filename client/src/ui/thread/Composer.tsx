import type { Handling } from "@comity/shared/content/content";
import { HANDLING_CODES, type HandlingCode, TLP_LABELS, TlpLabel } from "@comity/shared/directory/codes";
import type { ConversationId } from "@comity/shared/ids";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { ChosenFiles } from "../files/ChosenFiles.tsx";
import { FaultNote } from "../parts/FaultNote.tsx";
import { Choice, Ticks } from "../parts/Field.tsx";
import { Form } from "../parts/Form.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine, useEngine } from "../stores/engine.ts";
import { useWords } from "../words/language.ts";

/** A draft is kept when nobody has typed for so long. */
const SAVE_MS = 1500;

/** What has left the field and is not stored as a message yet belongs to the draft until it is. */
function keepDraft(conversation: ConversationId, leaving: readonly string[], typed: string) {
  return engine().saveDraft({
    conversation,
    text: [...leaving, typed].filter((part) => part !== "").join("\n"),
  });
}

/** Where a message is written. A draft stays in the vault until it is sent. */
export function Composer({ id }: { readonly id: ConversationId }) {
  const words = useWords();
  const field = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState("");
  const [codes, setCodes] = useState<HandlingCode[]>([]);
  const [tlp, setTlp] = useState("");
  const [marking, setMarking] = useState(false);
  const task = useTask();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [over, setOver] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const attach = (list: FileList | null) => {
    // A list of files empties with the field that it comes from.
    const added = [...(list ?? [])];
    setFiles((chosen) => [...chosen, ...added]);
  };
  useEffect(() => {
    void engine()
      .draft(id)
      .then((draft) => draft.ok && setText((typed) => (typed === "" ? draft.value : typed)));
  }, [id]);

  const elsewhere = useEngine((state) => state.drafts.get(id));
  // What another device of this person has changed replaces what nobody is typing at here.
  useEffect(() => {
    if (elsewhere !== undefined && document.activeElement !== area.current) setText(elsewhere);
  }, [elsewhere]);
  const leaving = useRef<readonly string[]>([]);
  useEffect(() => {
    const timer = setTimeout(() => {
      if (document.activeElement === area.current) void keepDraft(id, leaving.current, text);
    }, SAVE_MS);
    return () => clearTimeout(timer);
  }, [id, text]);

  const send = async () => {
    const message = text.trim();
    if ((message === "" && files.length === 0) || (task.busy && files.length > 0)) return;
    const label = TlpLabel.safeParse(tlp).data;
    const handling: Handling | undefined =
      codes.length === 0 && label === undefined
        ? undefined
        : { codes, ...(label === undefined ? {} : { tlp: label }) };
    const marked = handling === undefined ? {} : { handling };
    // The field is free for the next message at once: what is typed while this one is being taken is no part of it.
    leaving.current = [...leaving.current, text];
    setText("");
    const sent = await task.run(() =>
      files.length === 0
        ? engine().sendText({ conversation: id, text: message, ...marked })
        : engine().sendFiles({
            conversation: id,
            files: files.map((file) => ({ name: file.name, mediaType: file.type, source: file })),
            ...(message === "" ? {} : { text: message }),
            ...marked,
          }),
    );
    leaving.current = leaving.current.filter((one) => one !== text);
    if (sent === undefined) {
      setText((typed) => (typed === "" ? text : `${text}\n${typed}`));
      // Whoever has gone elsewhere meanwhile finds it when they come back.
      await keepDraft(id, [...leaving.current, text], area.current?.value ?? "");
      return;
    }
    setFiles((chosen) => chosen.filter((file) => !files.includes(file)));
    setMarking(false);
    await keepDraft(id, leaving.current, area.current?.value ?? "");
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };
  return (
    <Form
      className={over ? "composer composer-over" : "composer"}
      onSubmit={send}
      onFiles={{ over: setOver, dropped: attach }}
    >
      <ChosenFiles
        files={files}
        onRemove={(file) => setFiles((chosen) => chosen.filter((one) => one !== file))}
      />
      {marking ? (
        <div className="composer-marking">
          <Choice
            label="TLP"
            value={tlp}
            onChange={setTlp}
            options={[["", "—"], ...TLP_LABELS.map((label) => [label, label] as const)]}
          />
          <Ticks
            label={words.thread.handling}
            chosen={codes}
            onChange={setCodes}
            options={HANDLING_CODES.map((code) => [code, `${code} ${words.handling[code]}`])}
          />
        </div>
      ) : null}
      <FaultNote fault={task.fault} />
      <div className="composer-row">
        <button type="button" aria-expanded={marking} onClick={() => setMarking(!marking)}>
          {tlp === "" && codes.length === 0
            ? words.thread.handling
            : [tlp, ...codes].filter(Boolean).join(" ")}
        </button>
        <button type="button" disabled={task.busy} onClick={() => picker.current?.click()}>
          {words.files.attach}
        </button>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          aria-label={words.files.attach}
          onChange={(event) => {
            attach(event.target.files);
            // The same file can be chosen again.
            event.target.value = "";
          }}
        />
        <label className="visually-hidden" htmlFor={field}>
          {words.thread.write}
        </label>
        <textarea
          ref={area}
          id={field}
          rows={Math.min(8, text.split("\n").length)}
          value={text}
          placeholder={over ? words.files.drop : words.thread.composerHint}
          dir="auto"
          onChange={(event) => setText(event.target.value)}
          onBlur={() => void keepDraft(id, leaving.current, text)}
          onKeyDown={onKey}
          onPaste={(event) => {
            if (event.clipboardData.files.length === 0) return;
            event.preventDefault();
            attach(event.clipboardData.files);
          }}
        />
        <button
          type="submit"
          className="primary"
          disabled={(text.trim() === "" && files.length === 0) || (task.busy && files.length > 0)}
        >
          {task.busy && files.length > 0 ? words.files.encrypting : words.thread.send}
        </button>
      </div>
    </Form>
  );
}
