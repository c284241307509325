import type { Collections } from "./collections.ts";

type AnyModel = Collections[keyof Collections];

/** One line for each unique index that is declared and not there. */
async function missing(model: AnyModel): Promise<string[]> {
  const wanted = model.schema.indexes().filter(([, options]) => options.unique === true);
  if (wanted.length === 0) return [];
  const found = new Set<string>();
  for (const { key, unique } of await model.listIndexes())
    if (unique === true) found.add(JSON.stringify(key));
  return wanted
    .map(([fields]) => JSON.stringify(fields))
    .filter((fields) => !found.has(fields))
    .map((fields) => `the unique index ${fields} on ${model.collection.name} is missing`);
}

/**
 * Makes all indexes that are declared and answers what is wrong with the unique ones: the decisions that
 * the adapter makes stand on them, so a database without one must not be served.
 */
export async function makeIndexes(collections: Collections): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const model of Object.values(collections)) {
    await model.createIndexes();
    wrong.push(...(await missing(model)));
  }
  return wrong;
}
