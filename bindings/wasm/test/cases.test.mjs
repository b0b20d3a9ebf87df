import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import test from "node:test";
import { pathToFileURL } from "node:url";

import { Instance } from "../src/instance.js";
import { failures } from "./cases.mjs";

// CASES may name another folder.
const folder = process.env.CASES ? pathToFileURL(`${process.env.CASES}/`) : new URL("../../../cases/", import.meta.url);
const files = (await readdir(folder)).filter((name) => name.endsWith(".cases")).sort();

for (const [name, fills] of [["tmall_schema", true], ["tmall_schema_small", false]]) {
  const { module, instance } = await WebAssembly.instantiate(await readFile(new URL(`../dist/${name}.wasm`, import.meta.url)));
  const engine = new Instance(module, instance);

  test(`${name}: every case has its answer, byte for byte`, async () => {
    assert.deepEqual(WebAssembly.Module.imports(module), []);
    assert.equal(engine.has("fill"), fills);
    let [ran, absent] = [0, 0];
    for (const file of files) {
      const found = failures(engine, await readFile(new URL(file, folder)));
      assert.equal(found.failed.join("\n"), "");
      ran += found.ran;
      absent += found.absent;
    }
    console.log(`${name}: ${ran} cases, ${absent} for mappings, which it does not have`);
    assert.ok(ran > 1000);
    assert.equal(absent > 0, !fills);
  });
}
