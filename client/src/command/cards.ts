import { readFileSync } from "node:fs";
import { Card } from "@comity/shared/directory/card";
import { misused } from "./exits.ts";

/** A directory card from a JSON file; what is wrong with it is said by the field's name. */
export function readCard(file: string | undefined): Card {
  if (file === undefined) throw misused("--card FILE is missing: the directory card, as JSON.");
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw misused(`The card ${file} can't be read as JSON.`);
  }
  const card = Card.safeParse(json);
  if (card.success) return card.data;
  const fields = [...new Set(card.error.issues.map(({ path }) => path.join(".") || "the whole"))];
  throw misused(`The card ${file} is not complete or not right: ${fields.join(", ")}.`);
}
