import {
  linkAbandon,
  linkAwait,
  linkClaim,
  linkComplete,
  linkDeliver,
  linkLook,
  linkOpen,
  linkReceived,
  linkRefuse,
  linkReveal,
} from "@comity/shared/protocol/link";
import type { Domain } from "../domain/domain.ts";
import { type Call, forAnyone, forDevices } from "./calls.ts";

/** Linking a further device: what the new one asks before log-in, and what the signed-in one asks. */
export function linkCalls({ links }: Domain): readonly Call[] {
  return [
    forAnyone(linkOpen, 50, ({ place, opener, commitment }) => links.open(place, opener, commitment)),
    forAnyone(linkReveal, 5, ({ place, opener, reveal }) => links.reveal(place, opener, reveal)),
    forAnyone(linkReceived, 5, ({ place, opener, receipt }) => links.received(place, opener, receipt)),
    forAnyone(linkAwait, 2, ({ place, opener }) => links.await(place, opener)),
    forAnyone(linkAbandon, 5, ({ place, opener }) => links.abandon(place, opener)),
    // Codes are short: guessing at places must cost a member's device much more than using one.
    forDevices("active", linkClaim, 250, (caller, { place, answer }) => links.claim(caller, place, answer)),
    forDevices("active", linkLook, 5, (caller, { place }) => links.look(caller, place)),
    forDevices("active", linkDeliver, 50, (caller, request) =>
      links.deliver(caller, request.place, request.package),
    ),
    forDevices("active", linkComplete, 5, (caller, { place }) => links.complete(caller, place)),
    forDevices("active", linkRefuse, 5, (caller, { place }) => links.refuse(caller, place)),
  ];
}
