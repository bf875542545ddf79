// The server that the other tests rely on behaves like the host of the site.

import assert from "node:assert/strict";
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { serveFolder } from "./lib/static-server.mjs";

let folder;
let server;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "tenken-static-"));
  mkdirSync(join(folder, "a"));
  writeFileSync(join(folder, "index.html"), "home");
  writeFileSync(join(folder, "a/index.html"), "a");
  writeFileSync(join(folder, "404.html"), "lost");
  server = await serveFolder(folder, "/repo/");
});
after(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const get = async (path) => {
  const response = await fetch(server.origin + path, { redirect: "manual" });
  return [response.status, response.headers.get("location") ?? (await response.text())];
};

test("pages are served under the base path only", async () => {
  assert.deepEqual(await get("/repo/"), [200, "home"]);
  assert.deepEqual(await get("/repo/a/"), [200, "a"]);
  assert.deepEqual(await get("/a/"), [404, "lost"]);
  assert.deepEqual(await get("/"), [404, "lost"]);
});

test("a folder without its slash is redirected", async () => {
  assert.deepEqual(await get("/repo/a"), [301, "/repo/a/"]);
});

test("what is not there is 404.html, and nothing outside the folder is there", async () => {
  assert.deepEqual(await get("/repo/b/"), [404, "lost"]);
  assert.deepEqual(await get("/repo/%2e%2e%2f%2e%2e%2fetc/passwd"), [404, "lost"]);
});
