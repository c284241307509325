import { fromBase64url, toBase64url } from "@comity/shared/bytes/base64url";
import { keyPackagesCount, keyPackagesPublish } from "@comity/shared/protocol/keyPackages";
import { z } from "zod";
import type { Self } from "../context.ts";
import { DEFAULT_SUITE_NUMBER } from "../mls/clientConfig.ts";
import type { Group } from "../mls/group.ts";
import { readJson, writeJson } from "../mls/json.ts";
import {
  decodeOwnPart,
  encodeOwnPart,
  encodePublicPart,
  KEY_PACKAGE_DAYS,
  makeKeyPackage,
  type OwnKeyPackage,
} from "../mls/keyPackage.ts";
import type { StoreChange, Vault } from "../ports.ts";
import type { Draft } from "./draft.ts";
import { type Ground, jitter } from "./ground.ts";

const TABLE = "key-package";
/** How many one-time packages the server should hold for this device, and when it is time to make more. */
const FULL = 40;
const LOW = 20;
/** How long until what failed is tried again. */
const RETRY_MS = 5000;
const DAY_MS = 86_400_000;
/** A private half outlives its package: somebody may have taken the package on its last day. */
const KEPT_DAYS = KEY_PACKAGE_DAYS + 30;
/** A pool is replaced well before its oldest package ends, and where private halves of it are not here. */
const RENEWED_DAYS = KEY_PACKAGE_DAYS - 30;
/** The last-resort package is used again and again, and so replaced well before it ends. */
const LAST_RESORT_DAYS = KEY_PACKAGE_DAYS / 3;

const PoolRecord = z.object({
  keyPackage: z.string(),
  init: z.string(),
  hpke: z.string(),
  lastResort: z.boolean(),
  madeAt: z.number(),
  /** What a last-resort package has opened: the groups by their tags. */
  opened: z.array(z.string()).optional(),
});

/** Our private half of the first of these references that we have one for. */
export async function ownKeyPackage(
  vault: Vault,
  self: Self,
  references: readonly string[],
): Promise<OwnKeyPackage | undefined> {
  for (const reference of references) {
    const stored = await vault.get(TABLE, reference);
    const record = stored === undefined ? undefined : readJson(PoolRecord, stored);
    if (record === undefined) continue;
    const [bytes, initPrivateKey, hpkePrivateKey] = [record.keyPackage, record.init, record.hpke].map(
      fromBase64url,
    );
    const keyPackage = bytes === undefined ? undefined : decodeOwnPart(bytes);
    if (keyPackage === undefined || initPrivateKey === undefined || hpkePrivateKey === undefined) continue;
    const signaturePrivateKey = self.deviceKeys.privateKey;
    return { reference, keyPackage, privateKeys: { initPrivateKey, hpkePrivateKey, signaturePrivateKey } };
  }
  return undefined;
}

/**
 * Whether a package has let this device into this very state of a group before. The keys of a last-resort package stay,
 * so that a server could bring a device back to whom a group held then; a welcome is of use once.
 */
export async function hasOpened(vault: Vault, reference: string, { tag }: Group): Promise<boolean> {
  const stored = await vault.get(TABLE, reference);
  const record = stored === undefined ? undefined : readJson(PoolRecord, stored);
  return record?.opened?.includes(tag) === true;
}

/** A package was used, as the write that stores the group says: a one-time one's private half goes with it. */
export async function spendKeyPackage(draft: Draft, reference: string, { tag }: Group): Promise<void> {
  const stored = await draft.get(TABLE, reference);
  const record = stored === undefined ? undefined : readJson(PoolRecord, stored);
  if (record?.lastResort === false) draft.remove(TABLE, reference);
  if (record?.lastResort === true)
    draft.put(TABLE, reference, writeJson({ ...record, opened: [...(record.opened ?? []), tag] }));
}

/** Keeps the device's pool of key packages filled (RFC 9420 section 10). */
export class KeyPackagePool {
  private filling: Promise<void> | undefined;
  private retrying = false;

  constructor(private readonly ground: Ground) {}

  /**
   * Looks at the pool and tops it up; one at a time. What fails is tried again soon, or at the next log-in: a device
   * without packages can't be brought in anywhere.
   */
  fill(): Promise<void> {
    this.filling ??= this.ground.activity
      .track(this.topUp())
      .catch(() => false)
      .then((filled) => {
        this.filling = undefined;
        if (!filled) this.fillLater();
      });
    return this.filling;
  }

  private fillLater(): void {
    const { clock, session } = this.ground.context;
    if (this.retrying || !session.online || this.ground.closed()) return;
    this.retrying = true;
    clock.after(RETRY_MS + jitter(this.ground, RETRY_MS), () => {
      this.retrying = false;
      if (session.online && !this.ground.closed()) void this.fill();
    });
  }

  /** False: it could not be done. */
  private async topUp(): Promise<boolean> {
    const { session, vault, clock } = this.ground.context;
    const count = await session.call(keyPackagesCount, { suite: DEFAULT_SUITE_NUMBER });
    if (!count.ok) return false;
    const now = clock.now();
    const expired: StoreChange[] = [];
    let lastResortAt = 0;
    const madeAt: number[] = [];
    for (const { key, value } of await vault.scan(TABLE)) {
      const record = readJson(PoolRecord, value);
      if (record === undefined || record.madeAt < now - KEPT_DAYS * DAY_MS)
        expired.push({ table: TABLE, key, remove: true });
      else if (record.lastResort) lastResortAt = Math.max(lastResortAt, record.madeAt);
      else madeAt.push(record.madeAt);
    }
    const { oneTime, lastResort } = count.value;
    // The server hands out the oldest first: what it still has are the newest of those that were made.
    const oldest = oneTime === 0 ? now : (madeAt.sort((one, other) => other - one)[oneTime - 1] ?? 0);
    const replace = oldest < now - RENEWED_DAYS * DAY_MS;
    const needed = replace ? FULL : oneTime < LOW ? FULL - oneTime : 0;
    const renew = replace || !lastResort || lastResortAt < now - LAST_RESORT_DAYS * DAY_MS;
    if (expired.length > 0) await vault.write(expired);
    return needed === 0 && !renew ? true : this.publish(needed, renew, replace);
  }

  /** Private halves are stored before the public ones are out. */
  private async publish(oneTimeCount: number, renewLastResort: boolean, replace: boolean): Promise<boolean> {
    const { session, vault, clock, self } = this.ground.context;
    const make = () => makeKeyPackage(this.ground.suite, self.account, self.deviceKeys, clock.now());
    const oneTime: OwnKeyPackage[] = [];
    for (let made = 0; made < oneTimeCount; made++) {
      oneTime.push(await make());
      this.ground.tidings.progress("key-packages", made + 1, oneTimeCount);
    }
    const lastResort = renewLastResort ? await make() : undefined;
    if (this.ground.closed()) return false;
    const store = (own: OwnKeyPackage, isLast: boolean): StoreChange => ({
      table: TABLE,
      key: own.reference,
      value: writeJson({
        keyPackage: toBase64url(encodeOwnPart(own.keyPackage)),
        init: toBase64url(own.privateKeys.initPrivateKey),
        hpke: toBase64url(own.privateKeys.hpkePrivateKey),
        lastResort: isLast,
        madeAt: clock.now(),
      }),
    });
    await vault.write([
      ...oneTime.map((own) => store(own, false)),
      ...(lastResort === undefined ? [] : [store(lastResort, true)]),
    ]);
    const published = await session.call(keyPackagesPublish, {
      suite: DEFAULT_SUITE_NUMBER,
      ...(replace ? { replace } : {}),
      oneTime: oneTime.map(({ keyPackage }) => encodePublicPart(keyPackage)),
      ...(lastResort === undefined ? {} : { lastResort: encodePublicPart(lastResort.keyPackage) }),
    });
    return published.ok;
  }
}
