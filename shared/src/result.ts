/** An expected outcome: a value, or a failure of a closed union. Exceptions are left for bugs. */
export type Result<Value, Failure> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: Failure };

/** A success. */
export function ok<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

/** A failure. */
export function fail<Failure>(fault: Failure): { readonly ok: false; readonly fault: Failure } {
  return { ok: false, fault };
}
