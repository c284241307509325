import { startServer } from "@comity/server/server";

// The measured server, in a process of its own. It answers its CPU time over the process channel.
const [folder = ""] = process.argv.slice(2);
const plenty = { points: 1e9, seconds: 1 };
const server = await startServer({
  dataFolder: folder,
  limits: { connections: plenty, beforeLogIn: plenty, device: plenty },
});
process.on("message", () => process.send?.({ usage: process.cpuUsage() }));
process.send?.({ address: server.address, origin: server.origin, foundingLink: await server.foundingLink() });
