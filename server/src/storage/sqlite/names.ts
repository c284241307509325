import type { Database } from "libsql";
import { asRow, integer } from "./row.ts";

const KEPT = 50_000;

/**
 * Small numbers for the ids of conversations and devices. Every entry of every log names both, and its
 * indexes do so again: with numbers an append writes about half as many pages.
 */
export class Names {
  private readonly known = new Map<string, number>();
  private readonly select;
  private readonly insert;

  constructor(database: Database) {
    this.select = database.prepare("SELECT id FROM names WHERE name = ?");
    this.insert = database.prepare("INSERT INTO names (name) VALUES (?) ON CONFLICT DO NOTHING");
  }

  find(name: string): number | undefined {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const row = asRow(this.select.get(name));
    if (row === undefined) return undefined;
    const id = integer(row, "id");
    if (this.known.size >= KEPT) this.known.clear();
    this.known.set(name, id);
    return id;
  }

  /** Inside the writer only. */
  findOrMake(name: string): number {
    const known = this.find(name);
    if (known !== undefined) return known;
    this.insert.run(name);
    const made = this.find(name);
    if (made === undefined) throw new Error("a name was neither made nor there before");
    return made;
  }

  /** For the writer's rollback: those made in it are gone. */
  forget(): void {
    this.known.clear();
  }
}
