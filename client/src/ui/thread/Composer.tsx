import type { Handling } from "@comity/shared/content/content";
import { HANDLING_CODES, type HandlingCode, TLP_LABELS, TlpLabel } from "@comity/shared/directory/codes";
import type { ConversationId } from "@comity/shared/ids";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { FaultNote } from "../parts/FaultNote.tsx";
import { Choice, Ticks } from "../parts/Field.tsx";
import { Form } from "../parts/Form.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine, useEngine } from "../stores/engine.ts";
import { useWords } from "../words/language.ts";

/** A draft is kept when nobody has typed for so long. */
const SAVE_MS = 1500;

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
  useEffect(() => {
    const timer = setTimeout(() => {
      if (document.activeElement === area.current) void engine().saveDraft({ conversation: id, text });
    }, SAVE_MS);
    return () => clearTimeout(timer);
  }, [id, text]);

  const send = async () => {
    const message = text.trim();
    if (message === "") return;
    const label = TlpLabel.safeParse(tlp).data;
    const handling: Handling | undefined =
      codes.length === 0 && label === undefined
        ? undefined
        : { codes, ...(label === undefined ? {} : { tlp: label }) };
    const sent = await task.run(() =>
      engine().sendText({ conversation: id, text: message, ...(handling === undefined ? {} : { handling }) }),
    );
    if (sent === undefined) return;
    setText("");
    setMarking(false);
    await engine().saveDraft({ conversation: id, text: "" });
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };
  return (
    <Form className="composer" onSubmit={send}>
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
        <label className="visually-hidden" htmlFor={field}>
          {words.thread.write}
        </label>
        <textarea
          ref={area}
          id={field}
          rows={Math.min(8, text.split("\n").length)}
          value={text}
          placeholder={words.thread.composerHint}
          dir="auto"
          onChange={(event) => setText(event.target.value)}
          onBlur={() => void engine().saveDraft({ conversation: id, text })}
          onKeyDown={onKey}
        />
        <button type="submit" className="primary" disabled={text.trim() === ""}>
          {words.thread.send}
        </button>
      </div>
    </Form>
  );
}
