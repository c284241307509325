import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";

// Bare Socket.IO doing the same work: a message goes to the others in a room, and is acknowledged.
const http = createServer();
const sockets = new Server(http, { transports: ["websocket"], perMessageDeflate: false });
sockets.on("connection", (socket) => {
  socket.on("enter", (room: string, done: () => void) => {
    void socket.join(room);
    done();
  });
  socket.on("send", (room: string, bytes: Buffer, done: () => void) => {
    socket.to(room).emit("message", bytes);
    done();
  });
});
http.listen(0, "127.0.0.1", () => {
  const { port } = http.address() as AddressInfo;
  process.send?.({ address: `http://127.0.0.1:${port}` });
});
process.on("message", () => process.send?.({ usage: process.cpuUsage() }));
