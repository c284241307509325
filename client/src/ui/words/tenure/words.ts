/** The words about absences, and about handing an office over. */
export interface TenureWords {
  absence: string;
  ownAbsence: string;
  successor: string;
  absenceTitle: (who: string) => string;
  absenceLead: string;
  from: string;
  until: string;
  alternate: string;
  find: string;
  nobody: string;
  dates: string;
  absenceSays: (network: string, who: string, alternate: string, from: string, until: string) => string;
  back: string;
  backTitle: (who: string) => string;
  backSays: (network: string, who: string) => string;
  successorTitle: (who: string) => string;
  successorLead: string;
  takesOver: string;
  successorSays: (network: string, from: string, to: string) => string;
  successorEffect: string;
  rooms: (count: number) => string;
  /** On cards, in lists and where one writes. */
  away: (until: string, alternate: string) => string;
  awayFrom: (from: string, until: string, alternate: string) => string;
  standsInFor: (who: string, until: string) => string;
  handedTo: (who: string, date: string) => string;
  tookOver: (who: string, date: string) => string;
  inPlace: (who: string) => string;
  writeTo: (who: string) => string;
  add: (who: string) => string;
  /** In a thread. */
  handedOver: (from: string, to: string, by: string) => string;
  follows: (to: string, from: string, by: string) => string;
}
