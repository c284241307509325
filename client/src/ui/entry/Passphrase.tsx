import { useState } from "react";
import { Field } from "../parts/Field.tsx";
import { useWords } from "../words/language.ts";

const SHORTEST = 12;

/** A new passphrase, typed twice, and what is still wrong with it. */
export function useNewPassphrase() {
  const words = useWords();
  const [first, setFirst] = useState("");
  const [second, setSecond] = useState("");
  const problem =
    first.length < SHORTEST
      ? words.entry.passphraseTooShort(SHORTEST)
      : first !== second
        ? words.entry.passphraseDiffers
        : undefined;
  return {
    first,
    setFirst,
    second,
    setSecond,
    problem,
    passphrase: problem === undefined ? first : undefined,
  };
}

/** The two fields of a new passphrase. */
export function NewPassphrase({ entry }: { readonly entry: ReturnType<typeof useNewPassphrase> }) {
  const words = useWords();
  return (
    <>
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
