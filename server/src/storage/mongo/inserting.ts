import { type Model, mongo } from "mongoose";

const DUPLICATE_KEY = 11_000;
const ATTEMPTS = 400;
const LONGEST_PAUSE_MS = 40;

/** Whether a unique index refused it. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY;
}

/**
 * Inserts a document, or answers false where a unique index says that there is one: the one step that is
 * atomic on every server that speaks MongoDB's protocol, and so what all decisions are made with.
 */
export async function insertOnce<Document>(model: Model<Document>, document: Document): Promise<boolean> {
  try {
    // `lean` writes the document as it is: it was checked at the edge and typed on the way.
    await model.insertMany([document], { lean: true });
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

/** Inserts those that are not there yet. */
export async function insertMissing<Document>(
  model: Model<Document>,
  documents: readonly Document[],
): Promise<void> {
  if (documents.length === 0) return;
  try {
    await model.insertMany([...documents], { lean: true, ordered: false });
  } catch (error) {
    if (!(error instanceof mongo.MongoBulkWriteError) || error.result.getWriteConcernError() !== undefined)
      throw error;
    const refusals = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors];
    if (!refusals.every(({ code }) => code === DUPLICATE_KEY)) throw error;
  }
}

/**
 * Tries until an attempt comes to something. Undefined means that somebody else was quicker in between, and
 * so that somebody came further: with a growing random pause this ends.
 */
export async function contend<Value>(
  attempt: () => Promise<{ readonly value: Value } | undefined>,
): Promise<Value> {
  for (let count = 0; count < ATTEMPTS; count++) {
    const done = await attempt();
    if (done !== undefined) return done.value;
    const longest = Math.min(2 ** count, LONGEST_PAUSE_MS);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * longest));
  }
  throw new Error(`somebody else was quicker ${ATTEMPTS} times in a row`);
}
