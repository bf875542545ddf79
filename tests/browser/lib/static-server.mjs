// A static server like GitHub Pages: base path, directory index, 301 for a missing slash, 404.html with status 404.

import { createServer } from "node:http";
import { readFile, stat } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
  ".xml": "application/xml",
};

const answer = async (folder, base, address) => {
  const path = decodeURIComponent(new URL(address, "http://site").pathname);
  if (!path.startsWith(base) || path.includes("\0")) return undefined;
  // A normalised path that starts with a slash cannot climb out of the folder.
  const file = join(folder, normalize(`/${path.slice(base.length)}`));
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile() && !path.endsWith("/")) return { status: 200, file };
  if (!found?.isDirectory()) return undefined;
  if (!path.endsWith("/")) return { status: 301, location: `${encodeURI(path)}/` };
  const index = join(file, "index.html");
  return (await stat(index).catch(() => undefined)) && { status: 200, file: index };
};

/** Serves `folder` under `base` on a free port of this machine. */
export const serveFolder = async (folder, base) => {
  const server = createServer(async (request, response) => {
    const found = await answer(folder, base, request.url).catch(() => undefined);
    if (found?.status === 301) {
      response.writeHead(301, { location: found.location }).end();
      return;
    }
    const file = found?.file ?? join(folder, "404.html");
    const body = await readFile(file);
    response.writeHead(found?.status ?? 404, {
      "content-type": TYPES[extname(file)] ?? "application/octet-stream",
      "cache-control": "no-store",
    });
    response.end(request.method === "HEAD" ? undefined : body);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    /** Address of a path of the site (`""` is its home). */
    url: (path) => origin + base + path,
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
};
