import { type Browser, chromium } from "playwright-core";
import { chromiumPath } from "./engines.ts";

/**
 * Starts a headless Chromium that talks to nobody by itself. `camera`: a file of uncompressed video (YUV4MPEG2) that its
 * camera shows; it may be written until the camera is first used.
 */
export function launchBrowser(camera?: string): Promise<Browser> {
  const root = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: chromiumPath(),
    headless: true,
    args: [
      ...(root ? ["--no-sandbox"] : []),
      ...(camera === undefined
        ? []
        : [
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            `--use-file-for-fake-video-capture=${camera}`,
          ]),
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--lang=en-GB",
    ],
  });
}
