import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { accountOf, makeOfficer, type Officer, officersOn, seated } from "./officerPeople.ts";
import { cardOf, type Device, faultOf, must, OwnWorld, PASSPHRASE } from "./ownPeople.ts";

let world: OwnWorld;
let adjoa: Officer;
let ama: Officer;
let kofi: Officer;
beforeEach(async () => {
  world = await OwnWorld.open();
  adjoa = await world.officer();
  ama = await makeOfficer(adjoa, await world.admit(adjoa, "Ama Mensah"));
  kofi = await makeOfficer(adjoa, await world.admit(adjoa, "Kofi Owusu"));
}, 120_000);
afterEach(async () => {
  await world.close();
});

const ruleOn = () => must(adjoa.engine.setTwoOfficerRule({ network: adjoa.network, two: true }));

/** Invites somebody, who answers, and signs as the first officer: the person waits. */
async function signFirst(by: Officer, name: string): Promise<Device> {
  const { network } = by;
  const invited = await must(by.engine.invite({ network, card: cardOf(name, "prosecutor"), validDays: 3 }));
  const device = await world.device();
  await must(device.engine.enrol({ link: invited.link ?? "", passphrase: PASSPHRASE, deviceName: "Laptop" }));
  const inState = (state: string) =>
    by.mirror.until(({ invitations }) =>
      invitations.find((one) => one.invitation === invited.invitation && one.state === state),
    );
  await inState("arrived");
  await must(by.engine.grant(invited.invitation));
  await inState("countersign");
  return device;
}

const waitingOn = async (device: Device) =>
  (await officersOn(device, adjoa.network, ({ waiting }) => waiting.length > 0)).waiting;

describe("the two-officer rule", { timeout: 240_000 }, () => {
  it("lets a new member in with the second officer's signature; until then they wait and are told for what", async () => {
    const { network } = adjoa;
    expect((await must(adjoa.engine.officers(network))).rule).toEqual({ on: false, possible: true });
    await ruleOn();
    const dana = await signFirst(adjoa, "Dana Akhmetova");
    await dana.engine.connectNow();
    await dana.mirror.until(({ phase }) =>
      phase?.phase === "waiting" && phase.second === true ? true : undefined,
    );
    const [own] = await waitingOn(adjoa);
    if (own === undefined) throw new Error("nothing waits");
    expect(own).toMatchObject({ what: "member", own: true, vouched: { card: { name: "Dana Akhmetova" } } });
    expect(await faultOf(adjoa.engine.countersign({ network, position: own.position }))).toBe(
      "statement.invalid",
    );
    expect(await waitingOn(ama)).toMatchObject([{ position: own.position, own: false }]);
    expect(await faultOf(dana.engine.countersign({ network, position: own.position }))).not.toBe("no fault");
    await must(ama.engine.countersign({ network, position: own.position }));
    await dana.phase("ready");
    await dana.online();
    expect(await faultOf(kofi.engine.countersign({ network, position: own.position }))).toBe(
      "member.changed",
    );
    // The newcomer is as any other member for everybody.
    const danas = await accountOf(dana);
    await kofi.mirror.until(({ contacts }) =>
      contacts.find(({ account, standing }) => account === danas && standing === "current"),
    );
    const acts = (await must(kofi.engine.activity(network))).map(({ what }) => what);
    expect(acts.slice(-3)).toEqual(["rule-on", "signed-first", "signed-second"]);
  });

  it("ends without effect what a second officer refuses, and the first one can sign it again", async () => {
    const { network } = adjoa;
    await ruleOn();
    const dana = await signFirst(adjoa, "Dana Akhmetova");
    const [held] = await waitingOn(kofi);
    if (held === undefined) throw new Error("nothing waits");
    await must(kofi.engine.refuseWaiting({ network, position: held.position }));
    await adjoa.mirror.until(({ invitations }) => invitations.find(({ state }) => state === "arrived"));
    const arrived = adjoa.mirror.state.invitations.find(({ state }) => state === "arrived");
    if (arrived === undefined) throw new Error("the invitation is gone");
    await must(adjoa.engine.grant(arrived.invitation));
    const again = (
      await officersOn(ama, network, ({ waiting }) => waiting.some((one) => one.position !== held.position))
    ).waiting[0];
    await must(ama.engine.countersign({ network, position: again?.position ?? 0 }));
    await dana.phase("ready");
  });

  it("ends without effect what the first officer takes back", async () => {
    const { network } = adjoa;
    await ruleOn();
    await signFirst(adjoa, "Dana Akhmetova");
    const [held] = await waitingOn(kofi);
    if (held === undefined) throw new Error("nothing waits");
    await must(adjoa.engine.refuseWaiting({ network, position: held.position }));
    await officersOn(kofi, network, ({ waiting }) => waiting.length === 0);
    expect(await faultOf(kofi.engine.countersign({ network, position: held.position }))).toBe(
      "member.changed",
    );
  });

  it("recognises another network with two signatures, and withdraws it with one", async () => {
    const { network } = adjoa;
    const east = await world.officer("CASC", "Dana Akhmetova");
    await ruleOn();
    const { code } = await must(east.engine.recognitions(east.network));
    const shown = await must(adjoa.engine.identifyNetwork({ network, code }));
    await must(adjoa.engine.recognise({ network, other: shown.network, name: shown.name }));
    const own = await must(adjoa.engine.recognitions(network));
    expect(own.recognitions).toEqual([]);
    const back = await must(east.engine.identifyNetwork({ network: east.network, code: own.code }));
    expect(back.recognisesUs).toBe(false);
    await must(east.engine.recognise({ network: east.network, other: network, name: back.name }));
    const [held] = await waitingOn(kofi);
    expect(held).toMatchObject({ what: "network", account: undefined, other: { name: "CASC", code } });
    expect(held?.by).toBe(await accountOf(adjoa));
    await must(kofi.engine.countersign({ network, position: held?.position ?? 0 }));
    const seen = (device: Device, name: string) =>
      device.mirror.until(({ contacts }) => contacts.find((one) => one.card.name === name && one.foreign));
    await seen(ama, "Dana Akhmetova");
    await seen(east, "Ama Mensah");
    const acts = await must(ama.engine.activity(network));
    expect(acts.slice(-2)).toMatchObject([
      { what: "signed-first", other: { name: "CASC", code } },
      { what: "signed-second", other: { name: "CASC", code } },
    ]);
    await must(ama.engine.withdrawRecognition({ network, other: east.network }));
    const { recognitions } = await must(ama.engine.recognitions(network));
    expect(recognitions).toMatchObject([{ state: "withdrawn-by-us" }]);
  });

  it("brings a new officer in with two signatures, lets each replace the own key alone, and is switched off by two", async () => {
    const { network } = adjoa;
    const dana = await world.admit(ama, "Dana Akhmetova");
    await ruleOn();
    const account = await accountOf(dana);
    await must(adjoa.engine.nominateOfficer({ network, account }));
    await dana.mirror.until(({ self }) => self?.networks[0]?.offer);
    await must(dana.engine.acceptOffice(network));
    const { nominations } = await officersOn(kofi, network, (view) =>
      view.nominations.some(({ key }) => key !== undefined),
    );
    const key = nominations[0]?.key;
    if (key === undefined) throw new Error("no key was named");
    await must(kofi.engine.addOfficer({ network, account, key }));
    const [held] = await waitingOn(ama);
    expect(held).toMatchObject({ what: "officer", account, own: false });
    expect(dana.mirror.state.self?.networks[0]?.officer).toBe(false);
    await must(ama.engine.countersign({ network, position: held?.position ?? 0 }));
    await seated(dana);
    await must(dana.engine.renewOfficerKey(network));
    await officersOn(dana, network, ({ officers }) => officers.some((one) => one.self && one.held));
    await must(dana.engine.setTwoOfficerRule({ network, two: false }));
    const off = (await waitingOn(kofi)).find(({ what }) => what === "rule-off");
    expect((await must(kofi.engine.officers(network))).rule.on).toBe(true);
    await must(kofi.engine.countersign({ network, position: off?.position ?? 0 }));
    await officersOn(adjoa, network, ({ rule }) => !rule.on);
    await world.admit(adjoa, "Bolat Seitkali");
  });
});
