import { ok } from "@comity/shared/result";
import type { EngineDependencies } from "./dependencies.ts";
import type { EngineFacade } from "./facade/facade.ts";
import { Beginning } from "./lifecycle/beginning.ts";
import { Lifecycle } from "./lifecycle/lifecycle.ts";
import { Moving } from "./lifecycle/moving.ts";
import { Linking } from "./linking/linking.ts";
import { conversationCalls } from "./session/conversationCalls.ts";
import { notReady } from "./session/currentSession.ts";
import { directoryCalls } from "./session/directoryCalls.ts";
import { guestCalls } from "./session/guestCalls.ts";
import { officeCalls } from "./session/officeCalls.ts";
import { personCalls } from "./session/personCalls.ts";

/**
 * Makes an engine over its surroundings: the headless client behind the façade. It does nothing until it is
 * subscribed to or asked.
 */
export function createEngine(dependencies: EngineDependencies): EngineFacade {
  const linking = new Linking(dependencies);
  const lifecycle = new Lifecycle(dependencies, linking);
  const beginning = new Beginning(dependencies, lifecycle, linking);
  const moving = new Moving(dependencies, lifecycle);
  const session = () => lifecycle.unlocked;
  return {
    subscribe: (listener) => lifecycle.subscribe(listener),
    unlock: (passphrase) => lifecycle.unlock(passphrase),
    lock: () => lifecycle.lock(),
    found: (input) => beginning.found(input),
    previewInvitation: (link) => beginning.previewInvitation(link),
    enrol: (input) => beginning.enrol(input),
    restore: (input) => beginning.restore(input),
    openLink: (input) => beginning.openLink(input),
    compareLink: () => beginning.compareLink(),
    acceptLink: (input) => beginning.acceptLink(input),
    moveAway: (passphrase) => moving.moveAway(passphrase),
    moveHere: (link) => moving.moveHere(link),
    ...personCalls(session, linking, dependencies.sodium, lifecycle.cost),
    ...officeCalls(session),
    ...directoryCalls(session),
    ...guestCalls(session),
    ...conversationCalls(session),
    dismissWarning: async (id) => {
      const unlocked = session();
      if (unlocked === undefined) return notReady;
      return unlocked.warnings.dismiss(id) ? ok(undefined) : unlocked.conversations.dismissWarning(id);
    },
    connectNow: async () => {
      await session()?.connectNow();
    },
    settled: async () => {
      await session()?.settled();
    },
  };
}
