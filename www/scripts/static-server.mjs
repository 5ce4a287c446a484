// Serves a folder on loopback, with the precompressed files beside the plain ones: what a real host does, for tests and pictures.

import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".json": "application/json", ".svg": "image/svg+xml", ".wasm": "application/wasm", ".txt": "text/plain; charset=utf-8" };

/**
 * Starts a server for `folder`; resolves to its address, what it was asked for, and how to stop it. What `hold` gives a promise for
 * is answered once that is fulfilled: a file on a slow line.
 */
export function serve(folder, { port = 0, hold = () => null } = {}) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    requests.push(path);
    await hold(path);
    const file = normalize(join(folder, path.endsWith("/") ? `${path}index.html` : path));
    if (!file.startsWith(folder) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404, { "content-type": "text/plain" }).end("not found");
      return;
    }
    const accepted = String(request.headers["accept-encoding"] ?? "");
    const packed = [["br", ".br"], ["gzip", ".gz"]].find(([name, suffix]) => accepted.includes(name) && existsSync(file + suffix));
    const headers = { "content-type": types[extname(file)] ?? "application/octet-stream", "cache-control": path.includes("/assets/") ? "public, max-age=31536000, immutable" : "no-cache", vary: "accept-encoding" };
    if (packed) headers["content-encoding"] = packed[0];
    response.writeHead(200, headers);
    createReadStream(packed ? file + packed[1] : file).pipe(response);
  });
  return new Promise((resolve) => {
    server.listen(port, "127.0.0.1", () => {
      resolve({ url: `http://127.0.0.1:${server.address().port}/`, requests, stop: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }) });
    });
  });
}
