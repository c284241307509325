import type { NetworkId } from "@comity/shared/ids";
import { useWords } from "../words/language.ts";
import { useOfficers } from "./Officers.tsx";

/** Says, where the two-officer rule is on, that the own signature is the first of two. */
export function SecondNote({ network }: { readonly network: NetworkId }) {
  const { second } = useWords();
  const view = useOfficers(network);
  return view?.rule.on === true ? <p className="note">{second.ruleIsOn}</p> : null;
}
