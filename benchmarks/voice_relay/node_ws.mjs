// The usual relay: a message of either side becomes an object and is sent on to the other.
//   node node_ws.mjs PORT UPSTREAM_URL
import { createServer } from "node:http";
import WebSocket, { WebSocketServer } from "ws";

const [port, upstreamUrl] = process.argv.slice(2);
const LARGEST_FROM_PAGE = 64 * 1024;
const LARGEST_FROM_UPSTREAM = 1024 * 1024;

const server = createServer();
const pages = new WebSocketServer({ server, maxPayload: LARGEST_FROM_PAGE, perMessageDeflate: false });

pages.on("connection", (page) => {
  page.pause(); // until there is somebody to send it on to
  const upstream = new WebSocket(upstreamUrl, {
    headers: { Authorization: "Token a-key" },
    maxPayload: LARGEST_FROM_UPSTREAM,
    perMessageDeflate: false,
  });
  upstream.on("open", () => page.resume());
  page.on("message", (data, isBinary) => upstream.send(data, { binary: isBinary }));
  upstream.on("message", (data, isBinary) => page.send(data, { binary: isBinary }));
  page.on("close", () => upstream.close());
  upstream.on("close", () => page.close());
  page.on("error", () => upstream.terminate());
  upstream.on("error", () => page.terminate());
});

setInterval(() => {
  for (const page of pages.clients) page.ping();
}, 20_000);

server.listen({ port: Number(port), host: "127.0.0.1", backlog: 1024 });
