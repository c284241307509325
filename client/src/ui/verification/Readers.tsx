import type { AccountId, ConversationId } from "@comity/shared/ids";
import { useCallback, useEffect, useState } from "react";
import type { EngineFault } from "../../engine/facade/fault.ts";
import type { ConversationView, ReadersView } from "../../engine/facade/views.ts";
import { FaultNote } from "../parts/FaultNote.tsx";
import { engine, useConversation, useEngine } from "../stores/engine.ts";
import { useDates, useList, useWords } from "../words/language.ts";
import "./verification.css";

/** How much of a device's id stands for it where it has no name. */
const ID_LETTERS = 8;

/** The devices by which one person can read a conversation, from the group itself: which, since when, and whether they hold. */
export function MemberDevices({ account, devices }: ConversationView["members"][number]) {
  const words = useWords();
  const dates = useDates();
  const known = useKnownDevices(account);
  const current = useEngine((state) => state.self?.device);
  if (devices.length === 0) return <span className="under">{words.room.keysComing}</span>;
  return (
    <details className="reader-devices">
      <summary className="under">{words.room.devices(devices.length)}</summary>
      <ul>
        {devices.map((device) => {
          const found = known.find((one) => one.device === device);
          const facts = [
            ...(found === undefined ? [] : [words.devices.since(dates.day(found.since))]),
            ...(found?.revoked === true ? [words.devices.ended] : []),
          ];
          return (
            <li key={device} className={found === undefined ? "reader-unknown" : undefined}>
              <bdi>{found?.name ?? words.verification.unknownDevice}</bdi>
              {device === current ? ` (${words.devices.current})` : ""}
              <span className="under">
                {facts.length > 0 ? facts.join(" · ") : words.verification.deviceCode(shortId(device))}
              </span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}

/** What the comparison of the group's devices with the server's list has shown; made whenever the members change. */
export function ReadersCompared({ id }: { readonly id: ConversationId }) {
  const words = useWords().verification;
  const dates = useDates();
  const { view, fault, busy, compare, ready } = useComparison(id);
  if (!ready) return null;
  return (
    <div className="readers-compared">
      {view?.state === "differs" ? <Difference view={view} /> : null}
      <p className="hint" role="status">
        {busy ? words.comparing : null}
        {!busy && view?.state === "same" ? words.same(dates.time(view.comparedAt ?? 0)) : null}
        {!busy && view?.state === "unsettled" ? words.unsettled : null}
      </p>
      <FaultNote fault={fault} />
      {busy || view?.state === "same" ? null : (
        <button type="button" onClick={() => void compare()}>
          {words.compare}
        </button>
      )}
    </div>
  );
}

function Difference({ view }: { readonly view: ReadersView }) {
  const words = useWords().verification;
  const name = useDeviceText();
  const list = useList();
  const lines = [
    ...(view.unvouched.length > 0 ? [words.unvouched(list(view.unvouched.map(name)))] : []),
    ...(view.serverOnly.length > 0 ? [words.serverOnly(list(view.serverOnly.map(name)))] : []),
    ...(view.groupOnly.length > 0 ? [words.groupOnly(list(view.groupOnly.map(name)))] : []),
  ];
  return (
    <div className="note note-warn" role="alert">
      <p>
        <strong>{words.differs}</strong>
      </p>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <p>{words.differsDo}</p>
    </div>
  );
}

interface Compared {
  /** The group's devices of which it was made. */
  readonly of: string;
  readonly view?: ReadersView;
  readonly fault?: EngineFault;
}

/** Compares when the conversation is opened, and again whenever its devices have changed. */
function useComparison(id: ConversationId) {
  const [compared, setCompared] = useState<Compared>();
  const conversation = useConversation(id);
  const online = useEngine((state) => state.connection.state === "online");
  const ready = conversation?.state === "active" && conversation.waitingFor === undefined && online;
  // As one text: whatever else changes in the conversation calls for no comparison.
  const devices = conversation?.members.flatMap((one) => one.devices).join() ?? "";
  const compare = useCallback(async () => {
    setCompared(undefined);
    const result = await engine().compareReaders(id);
    setCompared({ of: devices, ...(result.ok ? { view: result.value } : { fault: result.fault }) });
  }, [id, devices]);
  useEffect(() => {
    if (ready) void compare();
  }, [ready, compare]);
  const current = compared?.of === devices ? compared : undefined;
  return { view: current?.view, fault: current?.fault, busy: current === undefined, compare, ready };
}

function useKnownDevices(account: AccountId) {
  const contacts = useEngine((state) => state.contacts);
  const guests = useEngine((state) => state.guests);
  return [...contacts, ...guests].filter((one) => one.account === account).flatMap(({ devices }) => devices);
}

/** A device as text: whose it is and what they call it. */
function useDeviceText(): (device: string) => string {
  const words = useWords().verification;
  const contacts = useEngine((state) => state.contacts);
  const guests = useEngine((state) => state.guests);
  return (device) => {
    for (const { card, devices } of [...contacts, ...guests])
      for (const one of devices) if (one.device === device) return `${card.name}: ${one.name}`;
    return words.deviceCode(shortId(device));
  };
}

function shortId(device: string): string {
  return device.slice(0, ID_LETTERS);
}
