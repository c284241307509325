import { statementsPublish } from "@comity/shared/protocol/statements";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { accountOf, makeOfficer, type Officer, offered, officersOn, seated } from "./officerPeople.ts";
import { faultOf, link, must, OwnWorld, PASSPHRASE } from "./ownPeople.ts";

const SLOW = { timeout: 240_000 };

let world: OwnWorld;
let adjoa: Officer;
beforeEach(async () => {
  world = await OwnWorld.open();
  adjoa = await world.officer();
});
afterEach(async () => {
  await world.close();
});

describe("officers of a network", SLOW, () => {
  it("come into office with a key of their own, sign, and are told with who added them", async () => {
    const ama = await makeOfficer(adjoa, await world.admit(adjoa, "Ama Mensah"));
    const { officers, nominations } = await officersOn(
      ama,
      adjoa.network,
      ({ officers }) => officers.length === 2,
    );
    expect(nominations).toEqual([]);
    expect(officers).toMatchObject([
      { founder: true, self: false, ownKey: true, addedBy: undefined },
      { founder: false, self: true, held: true, ownKey: true, addedBy: await accountOf(adjoa) },
    ]);
    // The new officer's signature brings people in.
    const kofi = await world.admit(ama, "Kofi Owusu");
    expect(await faultOf(kofi.engine.acceptOffice(adjoa.network))).toBe("not-permitted");
    expect(
      await faultOf(kofi.engine.nominateOfficer({ network: adjoa.network, account: await accountOf(kofi) })),
    ).toBe("not-permitted");
    const acts = await must(adjoa.engine.activity(adjoa.network));
    expect(acts.map(({ what }) => what)).toEqual(
      expect.arrayContaining(["officer-nominated", "officer-key-named", "officer-added"]),
    );
  });

  it("take back an offer, also another officer's: nobody is asked any more, and nothing can be taken up", async () => {
    const { network } = adjoa;
    const ama = await makeOfficer(adjoa, await world.admit(adjoa, "Ama Mensah"));
    const kofi = await world.admit(adjoa, "Kofi Owusu");
    const account = await accountOf(kofi);
    await must(adjoa.engine.nominateOfficer({ network, account }));
    await offered(kofi);
    await must(kofi.engine.acceptOffice(network));
    const { nominations } = await officersOn(ama, network, (view) =>
      view.nominations.some(({ key }) => key !== undefined),
    );
    const key = nominations[0]?.key;
    if (key === undefined) throw new Error("no key was named");
    expect(await faultOf(kofi.engine.withdrawOffer({ network, account }))).toBe("not-permitted");
    await must(ama.engine.withdrawOffer({ network, account }));
    await kofi.mirror.until(({ self }) => (self?.networks[0]?.offer === undefined ? true : undefined));
    expect(await faultOf(kofi.engine.acceptOffice(network))).toBe("not-permitted");
    await officersOn(adjoa, network, (view) => view.nominations.length === 0);
    expect(await faultOf(adjoa.engine.addOfficer({ network, account, key }))).toBe("member.changed");
    expect(await faultOf(adjoa.engine.withdrawOffer({ network, account }))).toBe("member.changed");
    // The key of before is none for the next offer.
    await makeOfficer(adjoa, kofi);
    const acts = await must(adjoa.engine.activity(network));
    expect(acts.filter(({ what }) => what === "nomination-withdrawn")).toMatchObject([
      { by: await accountOf(ama), account },
    ]);
  });

  it("are signed with the key that was shown, or not at all", async () => {
    const ama = await world.admit(adjoa, "Ama Mensah");
    const { network } = adjoa;
    const account = await accountOf(ama);
    await must(adjoa.engine.nominateOfficer({ network, account }));
    await offered(ama);
    await must(ama.engine.acceptOffice(network));
    const [shown] = (
      await officersOn(adjoa, adjoa.network, (view) => view.nominations.some(({ key }) => key !== undefined))
    ).nominations;
    const other = (await must(adjoa.engine.officers(network))).officers[0];
    if (shown?.key === undefined || other === undefined) throw new Error("nothing was shown");
    expect(await faultOf(adjoa.engine.addOfficer({ network, account, key: other.key }))).toBe(
      "member.changed",
    );
    await offered(ama, true);
    // Accepting again names no second key.
    await must(ama.engine.acceptOffice(network));
    expect((await must(adjoa.engine.officers(network))).nominations).toMatchObject([{ key: shown.key }]);
  });

  it("go on without one who has lost everything: the other ends the key and brings in the next", async () => {
    const ama = await makeOfficer(adjoa, await world.admit(adjoa, "Ama Mensah"));
    const { officers } = await officersOn(ama, adjoa.network, (view) => view.officers.length === 2);
    const lost = officers.find(({ self }) => !self);
    if (lost === undefined) throw new Error("there is no other officer");
    await adjoa.close();
    await must(ama.engine.removeOfficer({ network: ama.network, key: lost.key }));
    const left = await officersOn(ama, adjoa.network, (view) => view.officers.length === 1);
    expect(
      await faultOf(
        ama.engine.removeOfficer({ network: ama.network, key: left.officers[0]?.key ?? lost.key }),
      ),
    ).toBe("statement.invalid");
    await makeOfficer(ama, await world.admit(ama, "Kofi Owusu"));
  });

  it("have their key again after a recovery, also one that was made for an offer", async () => {
    const ama = await makeOfficer(adjoa, await world.admit(adjoa, "Ama Mensah"));
    await ama.mirror.until(({ self }) => (self?.recovery.kept ? true : undefined));
    const { key } = await must(ama.engine.renewRecoveryKey(PASSPHRASE));
    await must(ama.engine.confirmRecoveryKey(key));
    await ama.mirror.until(({ self }) => (self?.recovery.kept ? true : undefined));
    await ama.close();
    const restored = await world.device();
    await must(
      restored.engine.restore({ recoveryKey: key, passphrase: PASSPHRASE, deviceName: "New computer" }),
    );
    await seated(restored);
    const { officers } = await officersOn(restored, adjoa.network, (view) => view.officers.length === 2);
    expect(officers.find(({ self }) => self)).toMatchObject({ held: true });
    await world.admit(Object.assign(restored, { network: adjoa.network }), "Kofi Owusu");
  });

  it("replace their key in one step, on all their devices, and after an answer that was lost", async () => {
    const { network } = adjoa;
    const phone = await world.device();
    await link(adjoa, phone, "Phone");
    const [before] = (await must(adjoa.engine.officers(network))).officers;
    // The server takes the statements, and the answer never comes: as far as this device knows, nothing has happened.
    let lose = true;
    adjoa.lie(statementsPublish, (honest) => {
      if (!lose) return honest;
      lose = false;
      throw new Error("the answer is lost");
    });
    await adjoa.engine.renewOfficerKey(network).catch(() => undefined);
    const after = await officersOn(adjoa, adjoa.network, ({ officers }) => officers[0]?.key !== before?.key);
    expect(after.officers).toMatchObject([{ self: true, held: true, ownKey: true }]);
    await must(adjoa.engine.renewOfficerKey(network));
    const again = await officersOn(
      adjoa,
      adjoa.network,
      ({ officers }) => officers[0]?.key !== after.officers[0]?.key,
    );
    expect(again.officers).toMatchObject([{ self: true, held: true, ownKey: true }]);
    await officersOn(
      phone,
      adjoa.network,
      ({ officers }) => officers.length === 1 && officers[0]?.held === true,
    );
    await world.admit(Object.assign(phone, { network }), "Ama Mensah");
  });
});
