import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import test from "node:test";

import { browse, serve } from "./browser.mjs";

const files = (await readdir(new URL("../../../cases/", import.meta.url))).filter((name) => name.endsWith(".cases"));

const inPage = async (names, module) => {
  const { Instance } = await import("/bindings/wasm/src/instance.js");
  const { failures } = await import("/bindings/wasm/test/cases.mjs");
  const source = await WebAssembly.compileStreaming(fetch(`/bindings/wasm/dist/${module}.wasm`));
  const engine = new Instance(source, await WebAssembly.instantiate(source));
  const result = { ran: 0, absent: 0, failed: [] };
  for (const name of names) {
    const file = new Uint8Array(await (await fetch(`/cases/${name}`)).arrayBuffer());
    const found = failures(engine, file);
    result.ran += found.ran;
    result.absent += found.absent;
    result.failed.push(...found.failed);
  }
  return result;
};

const inWorker = () =>
  new Promise((resolve, reject) => {
    const code = `import { Schema, Validator } from "${location.origin}/bindings/wasm/src/browser.js";
      const schema = Schema.parse('<itemRule><field id="a" type="input"><rules><rule name="requiredRule" value="true"/></rules></field></itemRule>');
      postMessage(new Validator(schema).check({}).findings[0].code);`;
    const worker = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })), { type: "module" });
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
  });

test("every case has its answer in Chromium, and a worker takes the package", { timeout: 120_000 }, () =>
  serve((address) =>
    browse(async (page) => {
      await page.goto(`${address}bindings/wasm/test/blank.html`);
      for (const module of ["tmall_schema", "tmall_schema_small"]) {
        const { ran, absent, failed } = await page.evaluate(inPage, files, module);
        assert.deepEqual(failed, []);
        console.log(`${module} in Chromium: ${ran} cases, ${absent} for mappings, which it does not have`);
        assert.ok(ran > 1000);
        assert.equal(absent > 0, module === "tmall_schema_small");
      }
      assert.equal(await page.evaluate(inWorker), "required");
    }),
  ),
);
