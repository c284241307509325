/** Who vouched for a person, which devices read a conversation, and how two people make sure of each other. */
export interface VerificationWords {
  /** On a person's card. */
  readonly validity: (from: string, until: string) => string;
  readonly signedWith: (code: string) => string;
  readonly history: string;
  readonly historyLead: string;
  /** Devices in a conversation. */
  readonly unknownDevice: string;
  readonly deviceCode: (code: string) => string;
  readonly compare: string;
  readonly comparing: string;
  readonly same: (when: string) => string;
  readonly unsettled: string;
  readonly differs: string;
  readonly serverOnly: (devices: string) => string;
  readonly groupOnly: (devices: string) => string;
  readonly unvouched: (devices: string) => string;
  readonly differsDo: string;
  /** Two people compare. */
  readonly verified: string;
  readonly verifiedOn: (date: string) => string;
  readonly notVerified: string;
  readonly verify: string;
  readonly verifyTitle: (who: string) => string;
  readonly verifyLead: string;
  readonly code: string;
  readonly qr: string;
  readonly codesSame: string;
  readonly codesDiffer: string;
  readonly differLead: (who: string) => string;
  readonly scan: string;
  readonly scanned: {
    readonly match: (who: string) => string;
    readonly other: (who: string) => string;
    readonly stranger: string;
    readonly notForYou: (who: string) => string;
    readonly none: string;
  };
  readonly takeBack: string;
  readonly takeBackLead: string;
  /** A person who writes with another key than before. */
  readonly changedLine: (who: string) => string;
  readonly changed: (who: string) => string;
  readonly changedDo: string;
  readonly changedVerified: string;
  readonly acknowledge: string;
}
