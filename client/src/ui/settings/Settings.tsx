import { useState } from "react";
import type { RecoveryKeyView } from "../../engine/facade/identityCalls.ts";
import { Devices } from "../devices/Devices.tsx";
import { PageHead } from "../directory/Directory.tsx";
import { Choice, Field } from "../parts/Field.tsx";
import { Form } from "../parts/Form.tsx";
import { FormEnd } from "../parts/FormEnd.tsx";
import { KeyWork } from "../parts/KeyWork.tsx";
import { PassphraseForm, PresentPassphrase } from "../parts/PassphraseForm.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine, useEngine } from "../stores/engine.ts";
import { choose, IDLE_CHOICES, THEMES, usePreferences } from "../stores/preferences.ts";
import { LANGUAGES, type Language, speak, useDates, useLanguage, useWords } from "../words/language.ts";
import { BrowserStorage } from "./BrowserStorage.tsx";
import { Health } from "./Health.tsx";
import { LogState } from "./LogState.tsx";
import { ReadReceipts } from "./ReadReceipts.tsx";
import { Version } from "./Version.tsx";

interface SettingsProps {
  readonly onRecovery: (recovery: RecoveryKeyView) => void;
  /** Told the one-time link once the device has left this browser. */
  readonly onMoved: (link: string) => void;
  /** The linking code that this page was opened with, if any. */
  readonly linkCode: string | undefined;
  readonly onLinkCodeUsed: () => void;
}

/** How this device looks and locks, its passphrase, its recovery key, and moving it. */
export function Settings({ onRecovery, onMoved, linkCode, onLinkCodeUsed }: SettingsProps) {
  const words = useWords();
  const device = useEngine((state) => state.self?.deviceName);
  return (
    <section className="page settings" aria-labelledby="settings-title">
      <PageHead id="settings-title" title={words.settings.title} />
      <p className="under">
        {words.settings.device}: <bdi>{device}</bdi>
      </p>
      <Appearance />
      <ReadReceipts />
      <Devices key={linkCode} code={linkCode} onCodeUsed={onLinkCodeUsed} />
      <ChangePassphrase />
      <Renew onRecovery={onRecovery} />
      <Move onMoved={onMoved} />
      <BrowserStorage />
      <LogState />
      <Version />
      <Health />
      <section>
        <h3>{words.settings.aboutTitle}</h3>
        {words.settings.about.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </section>
    </section>
  );
}

function Appearance() {
  const words = useWords();
  const language = useLanguage((state) => state.language);
  const { theme, idleMinutes } = usePreferences();
  const languages = Object.entries(LANGUAGES);
  return (
    <div className="row">
      <Choice
        label={words.settings.language}
        value={language}
        onChange={(value) => {
          if (Object.hasOwn(LANGUAGES, value)) void speak(value as Language);
        }}
        options={languages}
      />
      <Choice
        label={words.settings.theme}
        value={theme}
        onChange={(value) => choose({ theme: THEMES.find((one) => one === value) ?? "system" })}
        options={THEMES.map((one) => [one, words.settings.themes[one]])}
      />
      <Choice
        label={words.settings.idle}
        value={String(idleMinutes)}
        onChange={(value) => choose({ idleMinutes: Number(value) })}
        options={IDLE_CHOICES.map((minutes) => [String(minutes), words.settings.minutes(minutes)])}
      />
    </div>
  );
}

function ChangePassphrase() {
  const words = useWords();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [changed, setChanged] = useState(false);
  const task = useTask();
  const submit = async () => {
    setChanged(false);
    if (!(await task.did(() => engine().changePassphrase({ current, next })))) return;
    setChanged(true);
    setCurrent("");
    setNext("");
  };
  return (
    <Form onSubmit={submit}>
      <h3>{words.settings.passphraseTitle}</h3>
      <div className="row">
        <PresentPassphrase value={current} onChange={setCurrent} />
        <Field
          label={words.settings.next}
          type="password"
          autoComplete="new-password"
          value={next}
          onChange={setNext}
          required
          hint={words.entry.passphraseHint}
        />
      </div>
      <FormEnd task={task} submit={words.settings.change} ready={current !== "" && next !== ""}>
        {changed ? <p className="note">{words.settings.changed}</p> : null}
        {task.busy ? <KeyWork>{words.lock.unlocking}</KeyWork> : null}
      </FormEnd>
    </Form>
  );
}

function Renew({ onRecovery }: { readonly onRecovery: (recovery: RecoveryKeyView) => void }) {
  const words = useWords();
  const dates = useDates();
  const held = useEngine((state) => state.self?.recovery);
  const task = useTask();
  const submit = async (passphrase: string) => {
    const recovery = await task.run(() => engine().renewRecoveryKey(passphrase));
    if (recovery !== undefined) onRecovery(recovery);
  };
  return (
    <PassphraseForm task={task} onSubmit={submit} submit={words.settings.renew}>
      <h3>{words.settings.recoveryTitle}</h3>
      <p>{words.settings.recoveryLead}</p>
      {held === undefined ? null : (
        <p className="under">
          {words.settings.recoveryState(held.number, dates.day(held.issuedAt))}{" "}
          {held.testedAt === undefined
            ? words.settings.recoveryNeverTested
            : words.settings.recoveryTested(dates.day(held.testedAt))}{" "}
          {held.kept ? null : words.recoveryTest.unkept(held.number)}
        </p>
      )}
    </PassphraseForm>
  );
}

function Move({ onMoved }: { readonly onMoved: (link: string) => void }) {
  const words = useWords();
  const task = useTask();
  const submit = async (passphrase: string) => {
    const moved = await task.run(() => engine().moveAway(passphrase));
    if (moved !== undefined) onMoved(moved.link);
  };
  return (
    <PassphraseForm task={task} onSubmit={submit} submit={words.settings.move}>
      <h3>{words.settings.moveTitle}</h3>
      <p>{words.settings.moveLead}</p>
    </PassphraseForm>
  );
}
