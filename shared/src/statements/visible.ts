import type { AccountId } from "../ids.ts";
import type { SignedStatement, Statement } from "./statement.ts";

/** What an entry is about: one person, everybody who reads the network's log, or nobody whom a guest has to know. */
type Subject = { readonly person: AccountId } | "all" | "none";

/** Whose entries have to be read together: whoever reads the first one's reads the second one's. */
interface Bond {
  readonly position: number;
  readonly of: AccountId;
  readonly with: AccountId;
}

/**
 * Which entries of a network's log somebody may read who has to check some of its people only: a guest of one room. What is
 * open to them can be checked by itself, as if there was nothing else in the log: with a person come those by whose word
 * they stand, and the officers, who sign. Server and members come to the same from the same entries.
 */
export class VisibleEntries {
  private readonly subjects: Subject[] = [];
  private readonly bonds: Bond[] = [];
  private readonly officers: { readonly position: number; readonly account: AccountId }[] = [];

  /** How many entries have been taken in. */
  get size(): number {
    return this.subjects.length;
  }

  /** Takes in the next entry of a log whose every entry stands. */
  take(statement: Statement, { signer }: Pick<SignedStatement, "signer">): void {
    const position = this.subjects.length;
    this.subjects.push(this.subjectOf(statement));
    switch (statement.kind) {
      case "network.found":
      case "authority.add":
        this.officers.push({ position, account: statement.account });
        break;
      case "guest.admit":
        // A guest stands by the word of a member, whose identity key has signed it.
        this.bonds.push({ position, of: statement.account, with: String(signer) as AccountId });
        break;
      case "office.succeed":
        // The end of a membership, which holds only if whoever follows is a member.
        this.bonds.push({ position, of: statement.from, with: statement.to });
        break;
      default:
        break;
    }
  }

  /** The places of the entries, among the first `size`, that whoever has to check these people may read. */
  openFor(people: Iterable<AccountId>, size = this.size): number[] {
    const known = new Set(people);
    for (const { position, account } of this.officers) if (position < size) known.add(account);
    const bonds = this.bonds.filter(({ position }) => position < size);
    for (let before = -1; before !== known.size; ) {
      before = known.size;
      for (const bond of bonds) if (known.has(bond.of)) known.add(bond.with);
    }
    const open: number[] = [];
    for (const [position, subject] of this.subjects.slice(0, size).entries())
      if (subject === "all" || (subject !== "none" && known.has(subject.person))) open.push(position);
    return open;
  }

  private subjectOf(statement: Statement): Subject {
    switch (statement.kind) {
      case "network.found":
      case "network.recognise":
      case "network.withdraw":
      case "log.key":
      case "build.publish":
      case "authority.rule":
      case "authority.remove":
        return "all";
      case "authority.countersign":
      case "authority.refuse":
        return this.subjects[statement.position] ?? "none";
      case "office.succeed":
        return { person: statement.from };
      // Who stands in for whom is for colleagues to know: nobody's standing follows from it.
      case "office.standIn":
      case "office.return":
        return "none";
      default:
        return { person: statement.account };
    }
  }
}
