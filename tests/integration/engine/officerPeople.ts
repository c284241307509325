import type { OfficersView } from "@comity/client/engine/facade/officerViews";
import type { NetworkId } from "@comity/shared/ids";
import { type Device, must } from "./ownPeople.ts";

export type Officer = Device & { readonly network: NetworkId };

export const accountOf = (device: Device) => device.mirror.until(({ self }) => self?.account);
/** The office that a device shows as offered. */
export const offered = (device: Device, answered = false) =>
  device.mirror.until(({ self }) =>
    self?.networks[0]?.offer?.answered === answered ? self.networks[0].offer : undefined,
  );
export const seated = (device: Device) =>
  device.mirror.until(({ self }) => (self?.networks[0]?.officer === true ? true : undefined));

/** What a device says of the officers, once it is so: it is asked again whenever the directory or the own view has changed. */
export async function officersOn(
  device: Device,
  network: NetworkId,
  wanted: (view: OfficersView) => boolean,
): Promise<OfficersView> {
  for (;;) {
    const before = device.mirror.state;
    const [people, own] = [before.contacts, before.self];
    const view = await must(device.engine.officers(network));
    if (wanted(view)) return view;
    await device.mirror.until(({ contacts, self }) =>
      contacts === people && self === own ? undefined : true,
    );
  }
}

/** Offer, own key, signature. */
export async function makeOfficer(by: Officer, device: Device): Promise<Officer> {
  const { network } = by;
  const account = await accountOf(device);
  await must(by.engine.nominateOfficer({ network, account }));
  await offered(device);
  await must(device.engine.acceptOffice(network));
  const { nominations } = await officersOn(by, network, (view) =>
    view.nominations.some(({ key }) => key !== undefined),
  );
  const key = nominations[0]?.key;
  if (key === undefined) throw new Error("no key was named");
  await must(by.engine.addOfficer({ network, account, key }));
  await seated(device);
  return Object.assign(device, { network });
}
