import { z } from "zod";
import { Fault } from "../fault.ts";
import type { Result } from "../result.ts";

/** One request that a client may make: its name on the wire, and what goes each way. */
export interface CallEvent<Request, Response> {
  readonly name: string;
  readonly request: z.ZodType<Request>;
  readonly response: z.ZodType<Response>;
  /** Brings an answer into the form that `response` reads, where that is not the value itself. */
  write?(value: Response): unknown;
}

/** One thing that the server tells on its own. */
export interface PushEvent<Message> {
  readonly name: string;
  readonly message: z.ZodType<Message>;
}

/** Declares a request. Both sides parse with it: the server what it is asked, the client what it is told. */
export function defineCall<Request, Response>(
  name: string,
  request: z.ZodType<Request>,
  response: z.ZodType<Response>,
  write?: (value: Response) => unknown,
): CallEvent<Request, Response> {
  return { name, request, response, ...(write === undefined ? {} : { write }) };
}

/** Declares a push. */
export function definePush<Message>(name: string, message: z.ZodType<Message>): PushEvent<Message> {
  return { name, message };
}

/** At most `max` bytes and at least `least`, as the frame parser delivers them. */
export function bytesUpTo(max: number, least = 0): z.ZodType<Uint8Array> {
  return z.custom<Uint8Array>(
    (value) => value instanceof Uint8Array && value.length <= max && value.length >= least,
  );
}

/** Exactly `length` bytes. */
export function bytesOf(length: number): z.ZodType<Uint8Array> {
  return z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length === length);
}

/** An answer on the wire: `{ok: true, value}` or `{ok: false, fault}`. */
export type Answer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly fault: Fault };

const AnswerShape = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), fault: Fault }),
]);

/** Reads an answer. A server that answers nonsense is reported as `server.internal`. */
export function readAnswer<Response>(
  event: CallEvent<never, Response> | { readonly response: z.ZodType<Response> },
  raw: unknown,
): Result<Response, Fault> {
  const answer = AnswerShape.safeParse(raw);
  if (!answer.success) return { ok: false, fault: { code: "server.internal" } };
  if (!answer.data.ok) return answer.data;
  const value = event.response.safeParse(answer.data.value);
  return value.success ? { ok: true, value: value.data } : { ok: false, fault: { code: "server.internal" } };
}

/** An empty request or response. */
export const Nothing = z.object({});
