/** Reads the codes in a camera's picture. */
export interface CodeReader {
  read(screen: HTMLVideoElement): Promise<readonly string[]>;
}

/** What browsers that can read codes by themselves offer (Shape Detection API). */
interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
type DetectorClass = new (options: { formats: string[] }) => Detector;

/** As much of a picture as is looked at; a code that fills a third of it is read at this size. */
const WIDEST = 800;
/** How long one picture may be searched, in ms. */
const SEARCH_MS = 60;

/** Whether there may be a camera: browsers offer none to pages that came without TLS. */
export function mayHaveCamera(): boolean {
  return navigator.mediaDevices !== undefined;
}

/** The browser's own reader; where it has none, or can't read these codes, ours, which is loaded only then. */
export async function openCodeReader(): Promise<CodeReader> {
  const found: unknown = Reflect.get(globalThis, "BarcodeDetector");
  return (typeof found === "function" ? ofBrowser(found as DetectorClass) : undefined) ?? (await ours());
}

// The class is the browser's; TypeScript's library does not know it yet.
function ofBrowser(Class: DetectorClass): CodeReader | undefined {
  try {
    const detector = new Class({ formats: ["qr_code"] });
    return { read: async (screen) => (await detector.detect(screen)).map(({ rawValue }) => rawValue) };
  } catch {
    return undefined;
  }
}

async function ours(): Promise<CodeReader> {
  const { default: decodeQR } = await import("qr/decode.js");
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  return {
    async read(screen) {
      const { videoWidth, videoHeight } = screen;
      if (pen === null || videoWidth === 0) return [];
      const scale = Math.min(1, WIDEST / videoWidth);
      canvas.width = Math.round(videoWidth * scale);
      canvas.height = Math.round(videoHeight * scale);
      pen.drawImage(screen, 0, 0, canvas.width, canvas.height);
      const { data, width, height } = pen.getImageData(0, 0, canvas.width, canvas.height);
      try {
        return [decodeQR({ data, width, height }, { timeLimit: SEARCH_MS })];
      } catch {
        // It throws where there is no code to be read, which is most of the time.
        return [];
      }
    },
  };
}
