import { useEffect, useRef, useState } from "react";
import { useWords } from "../words/language.ts";
import { openCodeReader } from "./codeReader.ts";

const LOOK_MS = 250;

interface ScannerProps {
  /** Which codes are meant: every other one is passed over. */
  readonly wanted: RegExp;
  readonly onCode: (text: string) => void;
}

/** Shows the camera and tells the first code that is wanted. Nothing of the picture is kept. */
export function Scanner({ wanted, onCode }: ScannerProps) {
  const words = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const [refused, setRefused] = useState(false);
  const found = useRef(onCode);
  found.current = onCode;
  const wants = useRef(wanted);
  useEffect(() => {
    const screen = video.current;
    if (screen === null) return;
    let stream: MediaStream | undefined;
    let over = false;
    let looking = false;
    const reader = openCodeReader();
    const look = async () => {
      if (looking) return;
      looking = true;
      const codes = await reader.then((one) => one.read(screen)).catch((): readonly string[] => []);
      looking = false;
      const code = codes.find((text) => wants.current.test(text));
      if (code !== undefined && !over) found.current(code);
    };
    const timer = setInterval(() => void look(), LOOK_MS);
    navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }).then(
      (opened) => {
        stream = opened;
        if (over) for (const track of opened.getTracks()) track.stop();
        else {
          screen.srcObject = opened;
          void screen.play();
        }
      },
      () => setRefused(true),
    );
    return () => {
      over = true;
      clearInterval(timer);
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
  }, []);
  if (refused) return <p className="note">{words.devices.noCamera}</p>;
  return <video ref={video} className="scanner" muted playsInline aria-label={words.devices.scan} />;
}
