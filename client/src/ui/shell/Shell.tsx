import { useEffect } from "react";
import type { RecoveryKeyView } from "../../engine/facade/identityCalls.ts";
import { Board } from "../board/Board.tsx";
import { ContactPanel } from "../directory/ContactPanel.tsx";
import { Directory } from "../directory/Directory.tsx";
import { Alarms } from "../log/Alarms.tsx";
import { Office } from "../office/Office.tsx";
import { OfficeOffers } from "../officers/OfficeOffers.tsx";
import { NewRoom } from "../room/NewRoom.tsx";
import { RoomPanel } from "../room/RoomPanel.tsx";
import { Settings } from "../settings/Settings.tsx";
import { go, usePlace } from "../stores/place.ts";
import { Thread } from "../thread/Thread.tsx";
import { useWords } from "../words/language.ts";
import { BuildNotes } from "./BuildNotes.tsx";
import { ConnectionBanner } from "./ConnectionState.tsx";
import { Progress } from "./Progress.tsx";
import { RecoveryTest } from "./RecoveryTest.tsx";
import { Sidebar } from "./Sidebar.tsx";
import { StorageNotes } from "./StorageNotes.tsx";
import { TermNotes } from "./TermNotes.tsx";
import { Warnings } from "./Warnings.tsx";

interface ShellProps {
  readonly onRecovery: (recovery: RecoveryKeyView) => void;
  readonly onMoved: (link: string) => void;
  /** The linking code that this page was opened with, if any. */
  readonly linkCode: string | undefined;
  readonly onLinkCodeUsed: () => void;
}

/** The three panes: where to go, what is there, and who or what it is about. */
export function Shell(props: ShellProps) {
  const words = useWords();
  const place = usePlace((state) => state.place);
  const { linkCode } = props;
  useEffect(() => {
    if (linkCode !== undefined) go({ at: "settings" });
  }, [linkCode]);
  const home = place.at === "conversations";
  const aside =
    (place.at === "conversation" && place.details) ||
    (place.at === "directory" && place.person !== undefined);
  const panel = place.at === "conversation" || place.at === "directory";
  return (
    <div
      className={`shell ${home ? "shell-home" : "shell-away"} ${panel ? "" : "shell-wide"} ${aside ? "shell-aside" : ""}`}
    >
      <a className="skip" href="#content">
        {words.app.skip}
      </a>
      <Sidebar />
      <div className="middle">
        <ConnectionBanner />
        <Alarms />
        <Warnings />
        <BuildNotes />
        <StorageNotes />
        <RecoveryTest />
        <TermNotes />
        <OfficeOffers />
        <Progress />
        <main id="content" tabIndex={-1}>
          <Middle {...props} />
        </main>
      </div>
      {place.at === "conversation" ? <RoomPanel id={place.id} open={place.details} /> : null}
      {place.at === "directory" ? <ContactPanel account={place.person} /> : null}
    </div>
  );
}

function Middle({ onRecovery, onMoved, linkCode, onLinkCodeUsed }: ShellProps) {
  const words = useWords();
  const place = usePlace((state) => state.place);
  switch (place.at) {
    case "conversations":
      return <p className="empty">{words.thread.choose}</p>;
    case "conversation":
      return <Thread key={place.id} id={place.id} />;
    case "new-room":
      return <NewRoom first={place.with} />;
    case "directory":
      return <Directory chosen={place.person} />;
    case "notices":
      return <Board />;
    case "office":
      return <Office />;
    case "settings":
      return (
        <Settings
          onRecovery={onRecovery}
          onMoved={onMoved}
          linkCode={linkCode}
          onLinkCodeUsed={onLinkCodeUsed}
        />
      );
  }
}
