import type { IncomingMessage } from "node:http";

/**
 * Reads the address of whoever is behind a request. With `proxies` reverse proxies of the operator's in
 * front, it is the entry of X-Forwarded-For that the outermost of them wrote; what stands further left could
 * be anybody's invention.
 */
export function addressReader(proxies: number): (request: IncomingMessage) => string {
  return (request) => {
    const direct = request.socket.remoteAddress ?? "unknown";
    if (proxies === 0) return direct;
    const header = request.headers["x-forwarded-for"];
    const hops = (Array.isArray(header) ? header.join(",") : (header ?? "")).split(",");
    return hops.at(-proxies)?.trim() || direct;
  };
}
