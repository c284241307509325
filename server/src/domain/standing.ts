import type { AccountId, ConversationId, DeviceId, NetworkId } from "@comity/shared/ids";
import type { LostStanding, Standing } from "@comity/shared/protocol/session";
import type { Guest } from "@comity/shared/statements/guests";
import type { Roster } from "@comity/shared/statements/roster";
import type { DisabledAccountStore } from "../storage/port/disabledAccounts.ts";
import type { DeviceRecord, DeviceStore } from "../storage/port/enrolment.ts";
import type { Caller } from "./context.ts";
import type { Invitations } from "./invitations.ts";
import type { Rosters } from "./rosters.ts";

/**
 * How a device stands in one network. uncertified: a member's, and the log does not know it (yet); revoked: it has
 * ended itself; ended, succeeded: its person's time here has; unknown: nobody was ever vouched for.
 */
type Place =
  | "active"
  | "guest"
  | "pending"
  | "suspended"
  | "expired"
  | "uncertified"
  | "revoked"
  | "ended"
  | "succeeded"
  | "unknown";

const USABLE: readonly Place[] = ["active", "guest", "pending"];

/** A device's standing: usable, or the reason why not. */
export type StandingResult =
  | { readonly ok: true; readonly value: Standing }
  | {
      readonly ok: false;
      readonly fault: { readonly code: Refusal };
    };

type Refusal = LostStanding | "session.unknown-device";

/** For how long a roster may go unchecked where a request is frequent and its effect is checked otherwise. */
const FREQUENT_AGE_MS = 1000;

/**
 * Who may do what, from the rosters alone: the device index only says in which networks to look.
 * Everything here is decided anew from the logs; nothing is remembered about a device but its networks.
 */
export class Standings {
  constructor(
    private readonly devices: DeviceStore,
    private readonly disabled: Pick<DisabledAccountStore, "since" | "all">,
    private readonly rosters: Rosters,
    private readonly invitations: Pick<Invitations, "awaited">,
    private readonly now: () => number,
  ) {}

  /** The standing of a device as of now: usable, or why not. */
  async of(device: DeviceId): Promise<StandingResult> {
    const entry = await this.devices.find(device);
    if (entry === undefined) return { ok: false, fault: { code: "session.unknown-device" } };
    if (await this.isDisabled(entry.account)) return { ok: false, fault: { code: "session.disabled" } };
    const places = await Promise.all(
      entry.networks.map(async (network) => {
        const roster = await this.rosters.get(network);
        const place = roster === undefined ? "unknown" : await this.place(entry, roster);
        return { network, place, size: roster?.size ?? 0 };
      }),
    );
    const usable = places.filter(({ place }) => USABLE.includes(place));
    const has = (place: Place) => usable.some((one) => one.place === place);
    if (usable.length === 0) return { ok: false, fault: { code: refusalOf(places) } };
    return {
      ok: true,
      value: {
        state: has("active") ? "active" : has("guest") ? "guest" : "pending",
        account: entry.account,
        networks: usable.slice(0, 100).map(({ network, size }) => ({ network, size })),
      },
    };
  }

  /** Whether the operator lets an account in no more. */
  async isDisabled(account: AccountId): Promise<boolean> {
    return (await this.disabled.since(account)) !== undefined;
  }

  /** All accounts that the operator lets in no more. */
  async disabledAccounts(): Promise<ReadonlySet<AccountId>> {
    return new Set((await this.disabled.all()).map(({ account }) => account));
  }

  /** How a device stands in one network as of now; undefined if it never had to do with it. */
  async within(device: DeviceId, network: NetworkId): Promise<Place | undefined> {
    const entry = await this.devices.find(device);
    if (entry === undefined || !entry.networks.includes(network)) return undefined;
    const roster = await this.rosters.get(network);
    return roster === undefined ? undefined : this.place(entry, roster);
  }

  /** The rosters in which the caller is active. `frequent` lets each be up to a second old. */
  async activeIn(caller: Caller, frequent = false): Promise<readonly Roster[]> {
    const active: Roster[] = [];
    for (const network of caller.networks) {
      const roster = await (frequent
        ? this.rosters.recent(network, FREQUENT_AGE_MS)
        : this.rosters.get(network));
      if (roster?.standing(caller.device, this.now()).ok) active.push(roster);
    }
    return active;
  }

  /** As whose guest the caller may be in a room now, and by which roster. */
  async guestOf({ device, networks }: Caller): Promise<{ guest: Guest; roster: Roster } | undefined> {
    for (const network of networks) {
      const roster = await this.rosters.get(network);
      const standing = roster?.guestStanding(device, this.now());
      if (roster !== undefined && standing?.ok) return { guest: standing.value, roster };
    }
    return undefined;
  }

  /** Whether the caller may speak where they are: a member somewhere, or a guest, who is let into one room only. */
  async mayTakePart(caller: Caller): Promise<boolean> {
    return (await this.activeIn(caller, true)).length > 0 || (await this.guestOf(caller)) !== undefined;
  }

  /** Whether the caller is active in any network, or a guest, by rosters at most a second old, without waiting if so. */
  activeLately(caller: Caller): boolean {
    return caller.networks.some((network) => {
      const roster = this.rosters.fresh(network, FREQUENT_AGE_MS);
      if (roster === undefined) return false;
      const now = this.now();
      return roster.standing(caller.device, now).ok || roster.guestStanding(caller.device, now).ok;
    });
  }

  /** The rosters whose members the caller may meet: the caller's own, and those recognised both ways. */
  async reachable(caller: Caller): Promise<Reach> {
    const own = await this.activeIn(caller);
    const all = new Map<NetworkId, Roster>(own.map((roster) => [roster.network, roster]));
    for (const roster of own) {
      for (const other of roster.recognisedNetworks()) {
        if (all.has(other)) continue;
        const foreign = await this.rosters.get(other);
        if (foreign?.recognises(roster.network)) all.set(other, foreign);
      }
    }
    const visit = own.length > 0 ? undefined : await this.guestOf(caller);
    if (visit !== undefined) return new Reach([], [visit.roster], this.now(), visit.guest);
    return new Reach(own, [...all.values()], this.now());
  }

  private guestPlace({ device, account }: DeviceRecord, roster: Roster): Place {
    const standing = roster.guestStanding(device, this.now());
    if (standing.ok) return "guest";
    switch (standing.fault) {
      case "membership-not-yet-valid":
        return "pending";
      case "membership-expired":
        return "expired";
      case "device-unknown":
        return roster.guestFault(account, this.now()) === undefined ? "uncertified" : "ended";
      case "device-revoked":
        return "revoked";
      default:
        return "ended";
    }
  }

  private async place(entry: DeviceRecord, roster: Roster): Promise<Place> {
    const standing = roster.standing(entry.device, this.now());
    if (standing.ok) return "active";
    if (roster.guest(entry.account) !== undefined) return this.guestPlace(entry, roster);
    if (standing.fault === "device-revoked") return "revoked";
    if (standing.fault === "membership-not-yet-valid") return "pending";
    if (standing.fault === "membership-suspended") return "suspended";
    if ((await this.invitations.awaited(roster.network, entry.device)) !== undefined) return "pending";
    // A crash came between the index of devices and the log: whoever has the identity key says it again.
    const member = roster.membershipFault(entry.account, this.now()) === undefined;
    if (member && standing.fault === "device-unknown") return "uncertified";
    if (standing.fault === "membership-expired") return "expired";
    if (roster.member(entry.account)?.revoked !== true) return "unknown";
    return roster.successionOf(entry.account) === undefined ? "ended" : "succeeded";
  }
}

/** What a device is told that is let in nowhere: what can be mended comes first. */
function refusalOf(places: readonly { readonly place: Place }[]): Refusal {
  const has = (place: Place) => places.some((one) => one.place === place);
  if (has("suspended")) return "session.suspended";
  if (has("expired")) return "session.expired";
  if (has("uncertified")) return "session.unknown-device";
  if (has("revoked")) return "session.revoked";
  if (has("succeeded")) return "session.succeeded";
  return has("ended") ? "session.ended" : "session.revoked";
}

/** Whom one caller may meet at one moment. */
export class Reach {
  constructor(
    /** Where the caller is a member. */
    readonly own: readonly Roster[],
    /** The same and the networks recognised both ways. */
    readonly all: readonly Roster[],
    private readonly at: number,
    /** Present where the caller is no member and a guest: then `own` is empty. */
    readonly guest?: Guest,
  ) {}

  /** Whether the caller may be anywhere at all. */
  get nowhere(): boolean {
    return this.own.length === 0 && this.guest === undefined;
  }

  /** Whose device it is, if it may be in this conversation: within reach, or a guest's in their one room. */
  participant(device: DeviceId, conversation: ConversationId): AccountId | undefined {
    const member = this.accountOf(device);
    if (member !== undefined) return member;
    for (const roster of this.all) {
      const guest = roster.guestStanding(device, this.at);
      if (guest.ok && guest.value.conversation === conversation) return guest.value.account;
    }
    return undefined;
  }

  /** Whose device it is, if it has standing within reach. */
  accountOf(device: DeviceId): AccountId | undefined {
    for (const roster of this.all) {
      const standing = roster.standing(device, this.at);
      if (standing.ok) return standing.value.account;
    }
    return undefined;
  }

  /** Whose device it is or was, with or without standing. */
  ownerOf(device: DeviceId): AccountId | undefined {
    for (const roster of this.all) {
      const account = roster.device(device)?.account;
      if (account !== undefined) return account;
    }
    return undefined;
  }

  /** The devices of a person that have standing within reach, a guest's too. */
  devicesOf(account: AccountId): readonly DeviceId[] {
    const found = new Set<DeviceId>();
    for (const roster of this.all) {
      for (const { device } of roster.devicesOf(account)) {
        if (roster.standing(device, this.at).ok || roster.guestStanding(device, this.at).ok)
          found.add(device);
      }
    }
    return [...found];
  }

  /** The caller's own roster of a network. */
  member(network: NetworkId): Roster | undefined {
    return this.own.find((roster) => roster.network === network);
  }
}
