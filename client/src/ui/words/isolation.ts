/** First strong isolate and its end (Unicode, UAX 9): text between them can't turn the sentence around it. */
const [FIRST_STRONG_ISOLATE, POP_DIRECTIONAL_ISOLATE] = ["\u2068", "\u2069"];
const RIGHT_TO_LEFT_LETTER = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;

/** A name, a reference or a date as a part of a sentence that runs from right to left. */
export function isolated(text: string): string {
  return `${FIRST_STRONG_ISOLATE}${text}${POP_DIRECTIONAL_ISOLATE}`;
}

/** The same for a sentence of any direction: only a text that runs the other way needs it. */
export function isolatedIn(text: string, rightToLeft: boolean): string {
  return rightToLeft || RIGHT_TO_LEFT_LETTER.test(text) ? isolated(text) : text;
}
