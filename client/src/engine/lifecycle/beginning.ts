import { backupGet } from "@comity/shared/protocol/backup";
import { networkFound } from "@comity/shared/protocol/founding";
import { invitationRedeem } from "@comity/shared/protocol/invitation";
import { fail, ok } from "@comity/shared/result";
import type { EngineDependencies } from "../dependencies.ts";
import { certifyIn } from "../enrolment/certifying.ts";
import { foundNetwork } from "../enrolment/founding.ts";
import { foundingToken } from "../enrolment/links.ts";
import { type FreshKeys, freshKeys, signingKeysOf } from "../enrolment/newIdentity.ts";
import { openInvitation, prepareEnrolment } from "../enrolment/redeeming.ts";
import type { EngineFacade } from "../facade/facade.ts";
import type { EngineResult } from "../facade/fault.ts";
import type { RecoveryKeyView } from "../facade/identityCalls.ts";
import type { Linking } from "../linking/linking.ts";
import { openBackup, openNote } from "../recovery/backup.ts";
import { identityFrom } from "../recovery/portableIdentity.ts";
import { deriveRecovery, RECOVERY_SECRET_BYTES, readRecoveryKey } from "../recovery/recoveryKey.ts";
import { withTransport } from "../transport/onlineOnce.ts";
import { ARCHIVE_KEY_BYTES, type IdentityRecord } from "../vault/identityRecord.ts";
import type { Lifecycle } from "./lifecycle.ts";

type Input<Method extends keyof EngineFacade> = Parameters<EngineFacade[Method]>[0];

/**
 * The ways to a vault on a device that has none: founding a network, an invitation, a recovery key, another device.
 * Keys are stored before the server hears of them.
 */
export class Beginning {
  constructor(
    private readonly dependencies: EngineDependencies,
    private readonly lifecycle: Lifecycle,
    private readonly linking: Linking,
  ) {}

  async found(input: Input<"found">): EngineResult<RecoveryKeyView> {
    const { sodium, random, clock } = this.dependencies;
    const token = foundingToken(input.link);
    if (token === undefined) return fail({ code: "link.invalid" });
    const fault = await this.lifecycle.cannotBegin(input.passphrase);
    if (fault !== undefined) return fail(fault);
    const at = clock.now();
    const keys = freshKeys(sodium, random);
    const { network, officer, statements } = foundNetwork(sodium, random, keys, input, at);
    const identity: IdentityRecord = {
      ...this.newIdentity(keys, input.deviceName, 1),
      networks: [{ network, name: input.networkName, officerKey: officer.privateKey }],
      unfinished: { kind: "founding", token, statements: [...statements] },
      boardsToFound: [network],
    };
    const begun = await this.lifecycle.begin(identity, input.passphrase, async () => {
      const founded = await withTransport(this.dependencies.connect, clock, (transport) =>
        transport.call(networkFound, { token, statements: [...statements] }),
      );
      return founded.ok ? ok(undefined) : founded;
    });
    // The founder knows the log's beginning without being told.
    if (begun.ok) await this.lifecycle.unlocked?.directory.accept(network, statements);
    return begun;
  }

  async previewInvitation(link: string) {
    const { sodium, connect, clock } = this.dependencies;
    return withTransport(connect, clock, async (transport) => {
      const opened = await openInvitation(sodium, transport, link);
      if (!opened.ok) return opened;
      const { networkName, invitedBy, card, guest } = opened.value.card;
      const guestUntil = guest?.validUntil;
      return ok({ networkName, invitedBy, card, guestUntil, expiresAt: opened.value.expiresAt });
    });
  }

  async enrol(input: Input<"enrol">): EngineResult<RecoveryKeyView> {
    const { sodium, random, connect, clock } = this.dependencies;
    const fault = await this.lifecycle.cannotBegin(input.passphrase);
    if (fault !== undefined) return fail(fault);
    const opened = await withTransport(connect, clock, (transport) =>
      openInvitation(sodium, transport, input.link),
    );
    if (!opened.ok) return opened;
    const invitation = opened.value;
    const keys = freshKeys(sodium, random);
    const { enrolment, mac } = prepareEnrolment(sodium, invitation, keys, input.deviceName, clock.now());
    const { network, networkName, invitedBy, card, guest } = invitation.card;
    const visit = guest === undefined ? {} : { guestUntil: guest.validUntil };
    const { token } = invitation.keys;
    const identity: IdentityRecord = {
      ...this.newIdentity(keys, input.deviceName, 1),
      networks: [{ network, name: networkName, ...(guest === undefined ? {} : { visit: true as const }) }],
      unfinished: { kind: "enrolment", token, enrolment, mac },
      waiting: { networkName, invitedBy, card, ...visit },
    };
    return this.lifecycle.begin(identity, input.passphrase, async () => {
      const redeemed = await withTransport(connect, clock, (transport) =>
        transport.call(invitationRedeem, { token, enrolment, mac }),
      );
      return redeemed.ok ? ok(undefined) : redeemed;
    });
  }

  async restore(input: Input<"restore">): EngineResult<void> {
    const { sodium, random, connect, clock } = this.dependencies;
    const secret = readRecoveryKey(sodium, input.recoveryKey);
    if (secret === undefined) return fail({ code: "recovery.mistyped" });
    const fault = await this.lifecycle.cannotBegin(input.passphrase);
    if (fault !== undefined) return fail(fault);
    const { locator } = deriveRecovery(sodium, secret);
    const fetched = await withTransport(connect, clock, (transport) =>
      transport.call(backupGet, { locator }),
    );
    if (!fetched.ok) return fetched;
    if (fetched.value.state === "outdated") {
      const note = openNote(sodium, secret, fetched.value.note);
      return note === undefined
        ? fail({ code: "recovery.damaged" })
        : fail({ code: "recovery.outdated", number: note.number, issuedAt: note.issuedAt });
    }
    const restored = openBackup(sodium, secret, fetched.value.bytes);
    if (restored === undefined) return fail({ code: "recovery.damaged" });
    const keys = freshKeys(sodium, random, signingKeysOf(sodium, restored.identityKey));
    const networks = restored.networks.map(({ network }) => network);
    const portable = identityFrom(restored, keys, input.deviceName);
    const identity: IdentityRecord = {
      ...portable,
      unfinished: { kind: "certification" },
      unchecked: true,
      // The key stays the current one: it was typed in just now.
      recovery: { ...portable.recovery, testedAt: clock.now(), keptAt: clock.now() },
    };
    const begun = await this.lifecycle.begin(
      identity,
      input.passphrase,
      async () => {
        const certified = await certifyIn(this.dependencies, networks, keys, input.deviceName);
        return certified.ok ? ok(undefined) : certified;
      },
      (unlocked) => unlocked.checkRestored(),
    );
    return begun.ok ? ok(undefined) : begun;
  }

  async openLink({ deviceName }: Input<"openLink">) {
    if (!(await this.lifecycle.hasRoom())) return fail({ code: "vault.exists" } as const);
    return this.linking.open(deviceName);
  }

  async compareLink() {
    return this.linking.compare();
  }

  async acceptLink({ passphrase }: Input<"acceptLink">): EngineResult<void> {
    const fault = await this.lifecycle.cannotBegin(passphrase);
    if (fault !== undefined) return fail(fault);
    return this.linking.accept(async ({ portable, keys, deviceName }, certified) => {
      const identity: IdentityRecord = {
        ...identityFrom(portable, keys, deviceName),
        unfinished: { kind: "certification" },
      };
      const networks = portable.networks.map(({ network }) => network);
      const begun = await this.lifecycle.begin(identity, passphrase, async () => {
        // What is stored is never thrown away again: what is still missing is said at the next log-in.
        if (!(await certified())) await certifyIn(this.dependencies, networks, keys, deviceName);
        return ok(undefined);
      });
      return begun.ok ? ok(undefined) : begun;
    });
  }

  private newRecovery(number: number): IdentityRecord["recovery"] {
    const { random, clock } = this.dependencies;
    return { secret: random(RECOVERY_SECRET_BYTES), number, issuedAt: clock.now(), unsaved: true };
  }

  private newIdentity(keys: FreshKeys, deviceName: string, recoveryNumber: number): IdentityRecord {
    return {
      v: 1,
      account: keys.account,
      device: keys.device,
      deviceName,
      identityKey: keys.identity.privateKey,
      deviceKey: keys.deviceKeys.privateKey,
      networks: [],
      recovery: this.newRecovery(recoveryNumber),
      boardsToFound: [],
      archiveKey: this.dependencies.random(ARCHIVE_KEY_BYTES),
    };
  }
}
