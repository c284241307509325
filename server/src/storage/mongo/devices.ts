import type { DeviceRecord, DeviceStore } from "../port/enrolment.ts";
import type { Collections } from "./collections.ts";
import type { DeviceDocument } from "./documents.ts";
import { contend, insertOnce, isDuplicate } from "./inserting.ts";

/** Which device belongs to which account, in MongoDB. */
export function mongoDevices({ devices, deviceNetworks, deviceSights }: Collections): DeviceStore {
  const records = async (found: readonly DeviceDocument[]): Promise<DeviceRecord[]> => {
    const ids = found.map(({ _id }) => _id);
    const networks = await deviceNetworks
      .find({ device: { $in: ids } })
      .sort({ network: 1 })
      .lean();
    const sights = await deviceSights.find({ _id: { $in: ids } }).lean();
    return found.map(({ _id, account, registeredAt }) => ({
      device: _id,
      account,
      networks: networks.filter(({ device }) => device === _id).map(({ network }) => network),
      registeredAt,
      seenAt: sights.find((sight) => sight._id === _id)?.at,
    }));
  };
  return {
    register: ({ device, account, network, at }) =>
      contend(async () => {
        if (!(await insertOnce(devices, { _id: device, account, registeredAt: at }))) {
          const known = await devices.findById(device).lean();
          if (known === null) return undefined;
          if (known.account !== account) return { value: false };
        }
        await insertOnce(deviceNetworks, { _id: `${device}.${network}`, device, network });
        return { value: true };
      }),
    async find(device) {
      const found = await devices.findById(device).lean();
      return found === null ? undefined : (await records([found]))[0];
    },
    ofAccount: async (account) =>
      records(await devices.find({ account }).sort({ registeredAt: 1, _id: 1 }).lean()),
    // The second update in place besides cursors: a hint, of which the last one may win.
    seen: (device, at) =>
      contend(async () => {
        try {
          await deviceSights.updateOne({ _id: device }, { $max: { at } }, { upsert: true });
          return { value: undefined };
        } catch (error) {
          // Two processes that insert at once: the second finds it there.
          if (isDuplicate(error)) return undefined;
          throw error;
        }
      }),
  };
}
