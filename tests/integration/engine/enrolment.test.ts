import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EngineFacade } from "@comity/client/engine/facade/facade";
import type { EngineResult } from "@comity/client/engine/facade/fault";
import { EngineMirror } from "@comity/client/engine/facade/mirror";
import { createNodeEngine } from "@comity/client/node/nodeEngine";
import { MemoryStore } from "@comity/client/vault-store/memoryStore";
import { type RunningServer, startServer } from "@comity/server/server";
import { Card } from "@comity/shared/directory/card";
import type { NetworkId } from "@comity/shared/ids";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const PASSPHRASE = "eight silver market scales";
const CHEAP = { passes: 1, memory: 8192 };

const card = (name: string, country: string, roles: readonly string[]) =>
  Card.parse({ name, authority: "Office", country, roles, competences: ["mla.a"], languages: ["en"] });

async function must<Value>(outcome: EngineResult<Value>): Promise<Value> {
  const result = await outcome;
  if (!result.ok) throw new Error(result.fault.code);
  return result.value;
}

async function faultOf(outcome: EngineResult<unknown>): Promise<string> {
  const result = await outcome;
  return result.ok ? "no fault" : result.fault.code;
}

interface Person {
  readonly engine: EngineFacade;
  readonly mirror: EngineMirror;
  readonly store: MemoryStore;
}

let folder: string;
let server: RunningServer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "comity-enrolment-"));
  server = await startServer({ dataFolder: folder });
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function person(store = new MemoryStore()): Promise<Person> {
  const engine = await createNodeEngine({ origin: server.origin, store, passphraseCost: CHEAP });
  return { engine, mirror: await EngineMirror.of(engine), store };
}

async function officer(): Promise<Person & { network: NetworkId; recoveryKey: string }> {
  const one = await person();
  const made = await must(
    one.engine.found({
      link: await server.foundingLink(),
      passphrase: PASSPHRASE,
      networkName: "WACAP",
      card: card("Adjoa Lawson", "TG", ["secretariat"]),
      deviceName: "Desk",
    }),
  );
  const { network } = await one.mirror.until((state) =>
    state.connection.state === "online" ? state.self?.networks[0] : undefined,
  );
  return { ...one, network, recoveryKey: made.key };
}

/** Invites somebody who accepts; gives the invited person and the invitation, still unsigned. */
async function arrived(from: Awaited<ReturnType<typeof officer>>, name: string) {
  const { network } = from;
  const made = await must(
    from.engine.invite({ network, card: card(name, "GH", ["prosecutor"]), validDays: 3 }),
  );
  const invited = await person();
  const link = made.link ?? "";
  const recovery = await must(invited.engine.enrol({ link, passphrase: PASSPHRASE, deviceName: "Laptop" }));
  return { invited, link, invitation: made.invitation, recoveryKey: recovery.key };
}

function stateOf(from: Person, invitation: string, state: string) {
  return from.mirror.until(({ invitations }) =>
    invitations.find((one) => one.invitation === invitation && one.state === state),
  );
}

describe("founding and enrolling", () => {
  it("lets the invited person wait until the officer signs; then both see each other, also after a restart", async () => {
    const adjoa = await officer();
    const { invited, invitation, link } = await arrived(adjoa, "Ama Mensah");
    expect(invited.mirror.state.phase).toMatchObject({
      phase: "waiting",
      networkName: "WACAP",
      invitedBy: "Adjoa Lawson",
    });
    await stateOf(adjoa, invitation, "arrived");
    expect(invited.mirror.state.contacts).toEqual([]);
    await must(adjoa.engine.grant(invitation));
    await invited.mirror.until(({ phase }) => (phase?.phase === "ready" ? true : undefined));
    for (const one of [adjoa, invited]) {
      const contacts = await one.mirror.until((state) =>
        state.contacts.length === 2 ? state.contacts : undefined,
      );
      expect(contacts.map((contact) => contact.card.name).sort()).toEqual(["Adjoa Lawson", "Ama Mensah"]);
    }
    const again = await person();
    expect(await faultOf(again.engine.enrol({ link, passphrase: PASSPHRASE, deviceName: "x" }))).toBe(
      "invitation.used",
    );
    await invited.engine.lock();
    expect(invited.mirror.state.contacts).toEqual([]);
    expect(await faultOf(invited.engine.unlock("not this one at all"))).toBe("passphrase.wrong");
    const reopened = await person(invited.store);
    expect(reopened.mirror.state.phase).toEqual({ phase: "locked" });
    await must(reopened.engine.unlock(PASSPHRASE));
    expect(reopened.mirror.state.contacts).toHaveLength(2);
  });

  it("refuses a spent founding link, a short passphrase, a broken link and a second vault", async () => {
    const link = await server.foundingLink();
    const input = {
      link,
      passphrase: PASSPHRASE,
      networkName: "One",
      card: card("A", "TG", ["secretariat"]),
      deviceName: "d",
    };
    const one = await person();
    expect(await faultOf(one.engine.found({ ...input, passphrase: "short" }))).toBe("passphrase.weak");
    expect(await faultOf(one.engine.found({ ...input, link: "https://comity.example/" }))).toBe(
      "link.invalid",
    );
    await must(one.engine.found(input));
    expect(await faultOf(one.engine.found(input))).toBe("vault.exists");
    const other = await person();
    expect(await faultOf(other.engine.found(input))).toBe("founding.token-invalid");
    await other.mirror.until(({ phase }) => (phase?.phase === "empty" ? true : undefined));
  });

  it("shows an officer that the server has exchanged an invited person's keys, and signs nothing", async () => {
    const adjoa = await officer();
    const made = await must(
      adjoa.engine.invite({ network: adjoa.network, card: card("Ama", "GH", ["prosecutor"]), validDays: 3 }),
    );
    // A server that knows the token's hash only puts keys of its own in, with a MAC that it can't make.
    const known = await server.storage.invitations.find(made.invitation);
    if (known === undefined) throw new Error("the invitation was not stored");
    const { invited, invitation } = await arrived(adjoa, "Chidi Okonkwo");
    const real = await server.storage.invitations.find(invitation);
    await server.storage.invitations.redeem(known.tokenHash, real?.enrolment ?? "", real?.mac ?? "");
    await adjoa.engine.lock();
    await must(adjoa.engine.unlock(PASSPHRASE));
    await stateOf(adjoa, made.invitation, "tampered");
    expect(await faultOf(adjoa.engine.grant(made.invitation))).toBe("statement.invalid");
    await adjoa.mirror.until(({ warnings }) => warnings.find((one) => one.code === "invitation-tampered"));
    invited.mirror.close();
  });
});

describe("recovery and moving", () => {
  it("brings an officer back from the printed key on a clean machine, with the right to sign", async () => {
    const adjoa = await officer();
    // The sealed backup reaches the server right after log-in; a lock waits for what is under way.
    await expect
      .poll(() => faultOf(adjoa.engine.renewRecoveryKey("wrong passphrase!")))
      .toBe("passphrase.wrong");
    const renewed = await must(adjoa.engine.renewRecoveryKey(PASSPHRASE));
    expect(renewed.number).toBe(2);
    await must(adjoa.engine.confirmRecoveryKey(renewed.key));
    await adjoa.engine.lock();

    const lost = await person();
    const input = { passphrase: PASSPHRASE, deviceName: "New computer" };
    expect(await lost.engine.restore({ ...input, recoveryKey: adjoa.recoveryKey })).toMatchObject({
      fault: { code: "recovery.outdated", number: 1 },
    });
    const typo = `${renewed.key.slice(0, -1)}${renewed.key.endsWith("0") ? "1" : "0"}`;
    expect(await faultOf(lost.engine.restore({ ...input, recoveryKey: typo }))).toBe("recovery.mistyped");
    await must(lost.engine.restore({ ...input, recoveryKey: renewed.key }));
    const self = await lost.mirror.until((state) =>
      state.connection.state === "online" && state.self?.networks[0]?.officer ? state.self : undefined,
    );
    expect(self.networks[0]?.card.name).toBe("Adjoa Lawson");
    const { invitation } = await arrived(
      { ...lost, network: adjoa.network, recoveryKey: "" },
      "Helena Tavares",
    );
    await stateOf(lost, invitation, "arrived");
    await must(lost.engine.grant(invitation));
    await lost.mirror.until((state) =>
      state.contacts.find((contact) => contact.card.name === "Helena Tavares"),
    );
  });

  it("moves a device to one other browser only, and leaves nothing behind", async () => {
    const adjoa = await officer();
    expect(await faultOf(adjoa.engine.moveAway("not the passphrase"))).toBe("passphrase.wrong");
    const { link } = await must(adjoa.engine.moveAway(PASSPHRASE));
    expect(adjoa.mirror.state.phase).toEqual({ phase: "moved" });
    const left = (
      await Promise.all((await adjoa.store.tables()).map((table) => adjoa.store.scan(table)))
    ).flat();
    expect(left.map(({ key }) => key)).toEqual(["moved"]);
    const there = await person();
    await must(there.engine.moveHere(link));
    const late = await person();
    expect(await faultOf(late.engine.moveHere(link))).toBe("transfer.unknown");
    await must(there.engine.unlock(PASSPHRASE));
    await there.mirror.until((state) => (state.self?.networks[0]?.officer ? true : undefined));
    const former = await person(adjoa.store);
    expect(former.mirror.state.phase).toEqual({ phase: "moved" });
  });
});
