import { useEffect, useRef, useState } from "react";
import { useWords } from "../words/language.ts";

/** What browsers that can read codes by themselves offer (Shape Detection API). */
interface CodeDetector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
type CodeDetectorClass = new (options: { formats: string[] }) => CodeDetector;

const LOOK_MS = 250;

/** The browser's own reader of codes; undefined where it has none. */
export function codeDetector(): CodeDetectorClass | undefined {
  const found: unknown = Reflect.get(globalThis, "BarcodeDetector");
  // The class is the browser's; TypeScript's library does not know it yet.
  return typeof found === "function" && navigator.mediaDevices !== undefined
    ? (found as CodeDetectorClass)
    : undefined;
}

/** Shows the camera and tells the first code with a linking link in it. Nothing of the picture is kept. */
export function Scanner({ onCode }: { readonly onCode: (text: string) => void }) {
  const words = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const [refused, setRefused] = useState(false);
  const found = useRef(onCode);
  found.current = onCode;
  useEffect(() => {
    const Detector = codeDetector();
    const screen = video.current;
    if (Detector === undefined || screen === null) return;
    let stream: MediaStream | undefined;
    let over = false;
    const detector = new Detector({ formats: ["qr_code"] });
    const look = async () => {
      const codes = await detector.detect(screen).catch(() => []);
      const code = codes.find(({ rawValue }) => rawValue.includes("#link="));
      if (code !== undefined && !over) found.current(code.rawValue);
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
