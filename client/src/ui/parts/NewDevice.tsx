import { useState } from "react";
import { useWords } from "../words/language.ts";
import { Field } from "./Field.tsx";

const SHORTEST = 12;

/** What a browser needs to become a device: a name, and a new passphrase, typed twice; and what is still wrong. */
export function useNewDevice(defaultName: string) {
  const words = useWords();
  const [name, setName] = useState(defaultName);
  const [first, setFirst] = useState("");
  const [second, setSecond] = useState("");
  const problem =
    first.length < SHORTEST
      ? words.entry.passphraseTooShort(SHORTEST)
      : first !== second
        ? words.entry.passphraseDiffers
        : undefined;
  return {
    name,
    setName,
    first,
    setFirst,
    second,
    setSecond,
    problem,
    passphrase: problem === undefined ? first : undefined,
  };
}

/** The name of a new device and the two fields of its passphrase. */
export function NewDevice({ entry }: { readonly entry: ReturnType<typeof useNewDevice> }) {
  const words = useWords();
  return (
    <>
      <Field
        label={words.entry.deviceName}
        value={entry.name}
        onChange={entry.setName}
        required
        maxLength={80}
      />
      <Field
        label={words.entry.passphrase}
        type="password"
        autoComplete="new-password"
        value={entry.first}
        onChange={entry.setFirst}
        hint={words.entry.passphraseHint}
        required
      />
      <Field
        label={words.entry.passphraseAgain}
        type="password"
        autoComplete="new-password"
        value={entry.second}
        onChange={entry.setSecond}
        hint={entry.second === "" ? undefined : entry.problem}
        required
      />
    </>
  );
}
