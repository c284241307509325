/** Mixes a text into 32 bits (FNV-1a), so that every purpose has its own dice from one seed. */
function mixed(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/**
 * Seeded chance (sfc32). The same seed gives the same throws for ever. It also stands in for the machine's
 * randomness, which is fine here: no key of a simulation protects anything.
 */
export class Dice {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  constructor(private readonly seed: string) {
    this.a = mixed(`a ${seed}`);
    this.b = mixed(`b ${seed}`);
    this.c = mixed(`c ${seed}`);
    for (let warm = 0; warm < 16; warm++) this.word();
  }

  /** Dice of their own for a purpose: what is thrown there changes nothing here. */
  fork(purpose: string): Dice {
    return new Dice(`${this.seed}/${purpose}`);
  }

  /** 32 random bits. */
  word(): number {
    const sum = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (this.c << 21) | (this.c >>> 11);
    this.c = (this.c + sum) | 0;
    return sum >>> 0;
  }

  /** At least 0, less than 1. */
  unit(): number {
    return this.word() / 2 ** 32;
  }

  chance(probability: number): boolean {
    return this.unit() < probability;
  }

  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.unit() * (most - least + 1));
  }

  pick<Item>(items: readonly Item[]): Item | undefined {
    return items[Math.floor(this.unit() * items.length)];
  }

  /** Up to `count` of the items, in no order. */
  several<Item>(items: readonly Item[], count: number): Item[] {
    const left = [...items];
    const chosen: Item[] = [];
    while (chosen.length < count && left.length > 0)
      chosen.push(...left.splice(Math.floor(this.unit() * left.length), 1));
    return chosen;
  }

  bytes(length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length; at += 4) {
      const word = this.word();
      for (let part = 0; part < 4 && at + part < length; part++) bytes[at + part] = word >>> (8 * part);
    }
    return bytes;
  }
}
