/** The words about the officers of a network. */
export interface OfficersWords {
  /** The view of the office. */
  view: string;
  /** Its list. */
  title: string;
  lead: string;
  onlyOne: string;
  since: (date: string) => string;
  founder: string;
  addedBy: (who: string) => string;
  key: string;
  notOwnWord: string;
  notHeld: string;

  nominate: string;
  member: string;
  choose: string;
  nobody: string;
  nominateSays: (network: string, who: string) => string;
  nominateLead: string;
  nominations: string;
  offered: (date: string, who: string) => string;
  waits: string;
  expired: string;
  again: string;
  named: string;
  withdraw: string;
  withdrawTitle: (who: string) => string;
  withdrawSays: (network: string, who: string) => string;
  withdrawLead: string;

  add: string;
  addTitle: (who: string) => string;
  addSays: (network: string, who: string) => string;
  addLead: string;

  remove: string;
  removeTitle: (who: string) => string;
  removeSays: (network: string, who: string) => string;
  removeLead: string;
  layDown: string;
  layDownTitle: string;
  layDownLead: string;

  renew: string;
  renewSays: (network: string) => string;
  renewLead: string;

  /** What a member sees to whom the office was offered. */
  offer: (who: string, network: string, date: string) => string;
  look: string;
  later: string;
  acceptTitle: string;
  acceptSays: (network: string) => string;
  acceptLead: string;
  accept: string;
  answered: (network: string) => string;
}
