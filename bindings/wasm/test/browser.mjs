// Chromium for the tests, and a server of the files of the repository.

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";

import puppeteer from "puppeteer-core";

const root = new URL("../../../", import.meta.url);
const types = { ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm", ".html": "text/html", ".css": "text/css" };

/** Serves the repository, or a folder of it, on a port of its own; `then` gets the address. */
export async function serve(then, folder = root) {
  const server = createServer(async (request, response) => {
    const file = fileURLToPath(new URL(`.${decodeURIComponent(new URL(request.url, "http://localhost").pathname)}`, folder));
    const found = await stat(file).catch(() => null);
    if (!file.startsWith(fileURLToPath(folder)) || !found?.isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  try {
    return await then(`http://127.0.0.1:${server.address().port}/`);
  } finally {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
}

/** Runs with a page of a fresh browser. An error in the page is an error of the test. */
export async function browse(then) {
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  try {
    const page = await browser.newPage();
    const errors = [];
    page.on("pageerror", (error) => errors.push(error));
    const result = await then(page);
    if (errors.length > 0) throw errors[0];
    return result;
  } finally {
    await browser.close();
  }
}
