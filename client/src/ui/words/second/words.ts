import type { WaitingView } from "../../../engine/facade/officerViews.ts";

/** The words about the two-officer rule and second signatures. */
export interface SecondWords {
  rule: string;
  off: string;
  on: string;
  tooFew: string;
  switchOn: string;
  onSays: (network: string) => string;
  onLead: string;
  switchOff: string;
  offSays: (network: string) => string;
  offLead: string;
  waiting: string;
  what: Record<WaitingView["what"], string>;
  first: (who: string, date: string) => string;
  until: (date: string) => string;
  expired: string;
  own: string;
  look: string;
  signTitle: string;
  says: Record<WaitingView["what"], (network: string, who: string, heir: string) => string>;
  signLead: string;
  /** What follows where it is a network that is recognised. */
  networkLead: string;
  sign: string;
  refuse: string;
  takeBack: string;
  refuseTitle: string;
  refuseSays: (network: string) => string;
  refuseLead: string;
  /** In the dialog in which a member is signed, while the rule is on. */
  ruleIsOn: string;
  /** What an invited person reads while they wait. */
  personWaits: string;
}
