import type { OpenOperatorResult } from "./port/operator.ts";
import { openSqliteForOperator } from "./sqlite/operator.ts";

/** Opens the storage that the settings name for an operator's command, beside a server that may run on it. */
export async function openOperatorStorage(settings: {
  readonly dataFolder: string;
  readonly mongodbUri: string | undefined;
}): Promise<OpenOperatorResult> {
  if (settings.mongodbUri === undefined) return openSqliteForOperator(settings.dataFolder);
  const { openMongoForOperator } = await import("./mongo/operator.ts");
  return openMongoForOperator(settings.mongodbUri);
}
