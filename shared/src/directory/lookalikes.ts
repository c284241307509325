import unhomoglyph from "unhomoglyph";

/**
 * Cyrillic letters as passports of the region write them (ICAO 9303, and the letters of Kazakh, Kyrgyz, Tajik,
 * Uzbek, Azerbaijani, Ukrainian), then reduced: what different systems write differently is written alike.
 */
const LATIN: Readonly<Record<string, string>> = {
  ...{ а: "a", б: "b", в: "v", г: "g", д: "d", е: "e", ё: "e", ж: "zh", з: "z", и: "i", й: "i", к: "k" },
  ...{ л: "l", м: "m", н: "n", о: "o", п: "p", р: "r", с: "s", т: "t", у: "u", ф: "f", х: "kh", ц: "ts" },
  ...{ ч: "ch", ш: "sh", щ: "shch", ъ: "", ы: "y", ь: "", э: "e", ю: "iu", я: "ia" },
  ...{ ә: "a", ғ: "g", қ: "k", ң: "n", ө: "o", ұ: "u", ү: "u", һ: "h", і: "i" },
  ...{ ҳ: "h", ҷ: "j", ӣ: "i", ӯ: "u", ў: "u", ґ: "g", є: "e", ї: "i", ҹ: "j", ҝ: "g" },
};

/** What romanisations of the same letters differ in. */
const ALIKE: readonly (readonly [RegExp, string])[] = [
  [/kh/g, "h"],
  [/[jy]/g, "i"],
  [/i+/g, "i"],
  [/q/g, "k"],
  [/w/g, "v"],
  [/(.)\1/g, "$1"],
];

/** Without accents, in lower case, in a compatible form (NFKC), the words in the order of the alphabet. */
function wordsOf(text: string): string {
  const plain = text.normalize("NFKC").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return plain
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .sort()
    .join(" ");
}

/** The skeleton of Unicode's UTS 39 (section 4): texts that look alike have the same. */
function skeleton(text: string): string {
  return unhomoglyph(text.normalize("NFD")).normalize("NFD");
}

function romanised(text: string): string {
  const letters = [...text.normalize("NFC").toLowerCase()].map((letter) => LATIN[letter] ?? letter).join("");
  return ALIKE.reduce((said, [pattern, same]) => said.replace(pattern, same), wordsOf(letters))
    .split(" ")
    .sort()
    .join(" ");
}

/**
 * What a name can be taken for. Two names with a key in common may be confused: they look alike in some letters
 * (Latin `a` and Cyrillic `а`, `l` and `I`), or are the same in another order, with other accents or capitals,
 * or written in Latin instead of Cyrillic letters. Names in Arabic script are compared with each other only.
 */
export function nameKeys(name: string): readonly string[] {
  return [
    ...new Set([
      `same ${wordsOf(name)}`,
      `look ${wordsOf(skeleton(name.normalize("NFKC")))}`,
      `look ${wordsOf(skeleton(name.normalize("NFKC").toLowerCase()))}`,
      `said ${romanised(name)}`,
    ]),
  ];
}

/** Finds who may be confused with whom. Keys of a name are worked out once. */
export class Lookalikes<Who> {
  private readonly keys = new Map<string, readonly string[]>();
  private byKey = new Map<string, Who[]>();

  /** Replaces whom names are compared with. */
  know(people: readonly { readonly who: Who; readonly name: string }[]): void {
    this.byKey = new Map();
    for (const { who, name } of people)
      for (const key of this.keysOf(name)) {
        const same = this.byKey.get(key);
        if (same === undefined) this.byKey.set(key, [who]);
        else same.push(who);
      }
  }

  /** Everybody known whose name may be taken for this one, each once. */
  of(name: string): readonly Who[] {
    return [...new Set(this.keysOf(name).flatMap((key) => this.byKey.get(key) ?? []))];
  }

  private keysOf(name: string): readonly string[] {
    const known = this.keys.get(name);
    if (known !== undefined) return known;
    const keys = nameKeys(name);
    this.keys.set(name, keys);
    return keys;
  }
}
