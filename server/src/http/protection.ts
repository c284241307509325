import type { RequestHandler } from "express";
import helmet from "helmet";

/**
 * The headers that keep a page from doing anything but what it is for: no foreign code, no inline code but the
 * import map of the build (by its hash), no script from text, no frames, no requests to anybody else.
 */
export function protection(
  origins: readonly string[],
  inlineHashes: readonly string[],
): readonly RequestHandler[] {
  const sockets = origins.map((origin) => origin.replace(/^http/, "ws"));
  const encrypted = origins.length > 0 && origins.every((origin) => origin.startsWith("https:"));
  return [
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          scriptSrc: ["'self'", "'wasm-unsafe-eval'", ...inlineHashes],
          styleSrc: ["'self'"],
          imgSrc: ["'self'", "data:", "blob:"],
          fontSrc: ["'self'"],
          connectSrc: ["'self'", ...sockets],
          workerSrc: ["'self'"],
          manifestSrc: ["'self'"],
          frameAncestors: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'none'"],
          requireTrustedTypesFor: ["'script'"],
          trustedTypes: ["comity-scripts"],
        },
      },
      crossOriginOpenerPolicy: { policy: "same-origin" },
      crossOriginResourcePolicy: { policy: "same-origin" },
      crossOriginEmbedderPolicy: { policy: "require-corp" },
      referrerPolicy: { policy: "no-referrer" },
      strictTransportSecurity: encrypted ? { maxAge: 63_072_000, includeSubDomains: false } : false,
      xFrameOptions: { action: "deny" },
    }),
    (_request, response, next) => {
      response.setHeader(
        "Permissions-Policy",
        "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
      );
      next();
    },
  ];
}
