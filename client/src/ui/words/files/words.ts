/** Files that are sent and received. Amounts come as the reader writes them. */
export interface FileWords {
  /** Beside the field in which one writes. */
  readonly attach: string;
  readonly drop: string;
  readonly chosen: string;
  readonly limits: string;
  readonly remove: (name: string) => string;
  readonly encrypting: string;
  /** On their way out. */
  readonly leaving: string;
  readonly states: {
    readonly preparing: string;
    readonly waiting: string;
    readonly uploading: string;
    readonly failed: string;
  };
  readonly far: (done: string, total: string) => string;
  /** In a message. */
  readonly files: string;
  readonly save: string;
  readonly saveName: (name: string) => string;
  readonly fetching: string;
  readonly saved: string;
  readonly damaged: (who: string) => string;
  readonly gone: (who: string) => string;
  /** The list of a conversation's files. */
  readonly none: string;
  readonly show: string;
  readonly showName: (name: string) => string;
  readonly older: string;
  readonly passedOnBy: (who: string) => string;
}
