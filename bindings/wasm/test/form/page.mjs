// What the tests of the page of `schema export --to form` share.
// TMALL_SCHEMA names the command line; SCREENSHOTS a folder for pictures of the page.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const program = process.env.TMALL_SCHEMA;
assert.ok(program, "TMALL_SCHEMA names no command line");
export const file = (path) => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));
const engine = file("bindings/wasm/dist/tmall_schema_small.wasm.gz");
export const wait = (time) => new Promise((done) => setTimeout(done, time));

/** Runs the command line. */
export const run = (...words) => spawnSync(program, words, { encoding: "utf8" });

export const inFolder = (then) => async () => {
  const folder = mkdtempSync(join(tmpdir(), "form-"));
  try {
    await then(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** A file for an item that the page saved. */
export const item = (folder) => join(folder, "saved.item.xml");

export function exported(folder, schema, lang) {
  const page = join(folder, `${lang}.html`);
  const { status, stderr } = run("schema", "export", schema, "--to", "form", "--engine", engine, "--lang", lang, "-o", page);
  assert.equal(status, 0, stderr);
  return page;
}

export async function open(page, path, folder) {
  const session = await page.createCDPSession();
  await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
  await page.goto(`file://${path}`);
  await page.waitForSelector("body[data-ready]");
}

export const at = (path) => `[data-path="${path}"]`;
export const control = (path) => `${at(path)} [data-control="${path}"]`;
const found = (page, path) => page.$eval(`${at(path)} > .found`, (place) => place.textContent);
export const status = (page) => page.$eval("header .status", (place) => place.textContent);
/** Waits until what is said of a field is this. */
export const says = async (page, path, wanted) => {
  for (let tries = 0; tries < 100; tries += 1) {
    if (wanted.test(await found(page, path))) return;
    await wait(30);
  }
  assert.match(await found(page, path), wanted);
};
export const type = async (page, path, text) => {
  await page.click(control(path), { clickCount: 3 });
  await page.keyboard.press("Backspace");
  await page.keyboard.type(text);
};
/** A picture from the top of the page, if a folder for pictures is named. */
export const picture = async (page, name) => {
  if (!process.env.SCREENSHOTS) return;
  if (name !== "search") await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: join(process.env.SCREENSHOTS, `${name}.png`), fullPage: name !== "search" });
};

/** What the page has saved, which is removed. */
export async function saved(folder) {
  for (let tries = 0; tries < 200; tries += 1) {
    const name = readdirSync(folder).find((name) => /^item.*\.xml$/.test(name));
    if (name) {
      await wait(50);
      const text = readFileSync(join(folder, name), "utf8");
      rmSync(join(folder, name));
      return text;
    }
    await wait(30);
  }
  throw new Error("nothing was saved");
}
