import type { Fault } from "@comity/shared/fault";
import type { CallEvent } from "@comity/shared/protocol/event";
import type { Result } from "@comity/shared/result";
import type { Caller, DomainResult, Outcome } from "../domain/context.ts";

/**
 * Who may use an event: anybody with a socket, a device that waits to be vouched for, one of somebody who is in a room,
 * as a member or a guest, or a member's only.
 */
export type Access = "anyone" | "pending" | "guest" | "active";

/** An event with everything that the gateway needs to answer it. */
export interface Call {
  readonly name: string;
  readonly access: Access;
  /** What it costs of the caller's rate budget. */
  readonly weight: number;
  /** Parses and carries out. `caller` is there whenever the access demands one. */
  run(raw: unknown, caller: Caller | undefined): Promise<Result<Outcome<unknown>, Fault>>;
}

/** How an event's request is read: its zod schema, or a parser proved equal to it. */
export type Parse<Request> = (raw: unknown) => Request | undefined;

const MALFORMED: Promise<Result<Outcome<unknown>, Fault>> = Promise.resolve({
  ok: false,
  fault: { code: "request.malformed" },
});

const UNAUTHENTICATED: Promise<Result<Outcome<unknown>, Fault>> = Promise.resolve({
  ok: false,
  fault: { code: "session.unauthenticated" },
});

function bySchema<Request>(event: CallEvent<Request, unknown>): Parse<Request> {
  return (raw) => event.request.safeParse(raw).data;
}

/** An event that needs no log-in. */
export function forAnyone<Request, Response>(
  event: CallEvent<Request, Response>,
  weight: number,
  carryOut: (request: Request) => DomainResult<Response>,
): Call {
  const parse = bySchema(event);
  return {
    name: event.name,
    access: "anyone",
    weight,
    run: (raw) => {
      const request = parse(raw);
      return request === undefined ? MALFORMED : carryOut(request);
    },
  };
}

/** An event for logged-in devices: `pending` ones too, `guest` ones too, or `active` ones only. */
export function forDevices<Request, Response>(
  access: Exclude<Access, "anyone">,
  event: CallEvent<Request, Response>,
  weight: number,
  carryOut: (caller: Caller, request: Request) => DomainResult<Response>,
  parse: Parse<Request> = bySchema(event),
): Call {
  const { write } = event;
  return {
    name: event.name,
    access,
    weight,
    run: (raw, caller) => {
      if (caller === undefined) return UNAUTHENTICATED;
      const request = parse(raw);
      if (request === undefined) return MALFORMED;
      const answer = carryOut(caller, request);
      return write === undefined ? answer : written(answer, write);
    },
  };
}

/** The same answer in the form that the event has on the wire. */
async function written<Response>(
  answer: DomainResult<Response>,
  write: (value: Response) => unknown,
): Promise<Result<Outcome<unknown>, Fault>> {
  const result = await answer;
  return result.ok ? { ok: true, value: { ...result.value, value: write(result.value.value) } } : result;
}
