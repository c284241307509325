import type { PreferencesView } from "../facade/views.ts";
import type { Vault } from "../ports.ts";
import { TABLES } from "./records.ts";

const READ_RECEIPTS = "read-receipts";

/** What the person has chosen about conversations. */
export class Preferences {
  private receipts = true;

  constructor(
    private readonly vault: Vault,
    private readonly changed: () => void,
  ) {}

  async load(): Promise<void> {
    this.receipts = (await this.vault.get(TABLES.preference, READ_RECEIPTS))?.[0] !== 0;
  }

  /** Whether reading is told and shown. On unless it was turned off. */
  get readReceipts(): boolean {
    return this.receipts;
  }

  view(): PreferencesView {
    return { readReceipts: this.receipts };
  }

  async setReadReceipts(on: boolean): Promise<void> {
    await this.vault.write([
      { table: TABLES.preference, key: READ_RECEIPTS, value: new Uint8Array([on ? 1 : 0]) },
    ]);
    this.receipts = on;
    this.changed();
  }
}
