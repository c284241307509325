import type { RecognitionView } from "../../../engine/facade/views.ts";

/** The words about networks that recognise each other. */
export interface RecognitionWords {
  /** The view of the office, and its list. */
  title: string;
  lead: string;
  empty: string;
  ownTitle: string;
  ownLead: string;
  qr: string;
  state: Record<RecognitionView["state"], string>;
  ours: (date: string) => string;
  oursEnded: (date: string) => string;
  theirs: (date: string) => string;
  theirsEnded: (date: string) => string;
  people: (count: number) => string;
  code: string;
  recognise: string;
  again: string;
  withdraw: string;
  typed: string;
  typedHint: string;
  look: string;
  /** What is shown of a network before it is recognised. */
  name: string;
  founded: string;
  officerCode: string;
  compare: string;
  theySay: string;
  theyDont: string;
  compared: string;
  says: (own: string, other: string) => string;
  signLead: string;
  withdrawTitle: (other: string) => string;
  withdrawSays: (own: string, other: string) => string;
  withdrawLead: string;
  /** In a thread. */
  parted: (by: string, from: string, people: string) => string;
  closed: (network: string) => string;
  /** In the directory. */
  network: string;
  other: (name: string, code: string) => string;
}
