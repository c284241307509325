/**
 * Reading rows. Everything in the database was parsed before it was written, so ids keep their brand here:
 * these readers check the column's type, which is what a damaged file or a wrong query would get wrong.
 */
export type Row = Readonly<Record<string, unknown>>;

/** What a query of one row gave. */
export function asRow(value: unknown): Row | undefined {
  return typeof value === "object" && value !== null ? (value as Row) : undefined;
}

/** What a query of many rows gave. */
export function asRows(values: readonly unknown[]): readonly Row[] {
  return values.map((value) => {
    const row = asRow(value);
    if (row === undefined) throw new TypeError("a query gave something that is no row");
    return row;
  });
}

export function integer(row: Row, column: string): number {
  const value = row[column];
  if (typeof value === "number") return value;
  throw new TypeError(`column ${column} holds no integer`);
}

/** A text column; `Id` is the brand under which it was written. */
export function text<Id extends string = string>(row: Row, column: string): Id {
  const value = row[column];
  if (typeof value === "string") return value as Id;
  throw new TypeError(`column ${column} holds no text`);
}

export function optionalText<Id extends string = string>(row: Row, column: string): Id | undefined {
  return row[column] === null ? undefined : text<Id>(row, column);
}

export function optionalInteger(row: Row, column: string): number | undefined {
  return row[column] === null ? undefined : integer(row, column);
}

/** Bytes, as a plain array: the driver gives Node's Buffer, which compares and serialises differently. */
export function blob(row: Row, column: string): Uint8Array {
  const value = row[column];
  if (value instanceof Uint8Array) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  // Rows of `all` carry bare buffers, those of `get` Node's.
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  throw new TypeError(`column ${column} holds no bytes`);
}

export function optionalBlob(row: Row, column: string): Uint8Array | undefined {
  return row[column] === null ? undefined : blob(row, column);
}

/** Bytes that are an id, in its text form. */
export function base64url<Id extends string>(row: Row, column: string): Id {
  return Buffer.from(blob(row, column)).toString("base64url") as Id;
}

/** A JSON list of texts, as `JSON.stringify` wrote it. */
export function textList<Id extends string = string>(row: Row, column: string): Id[] {
  const list: unknown = JSON.parse(text(row, column));
  if (Array.isArray(list) && list.every((item): item is Id => typeof item === "string")) return list;
  throw new TypeError(`column ${column} holds no list of texts`);
}
