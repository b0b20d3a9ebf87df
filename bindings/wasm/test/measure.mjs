// Sizes and times against their limits. Times are the best of several runs: other work on a machine only adds. A time fails at
// three times its limit, with --strict at the limit.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { constants, brotliCompressSync } from "node:zlib";
import { fileURLToPath } from "node:url";

import { load } from "tmall-schema/engine";

const dist = (name) => fileURLToPath(new URL(`../dist/${name}.wasm`, import.meta.url));

/** A category in the shape of real ones, of 2.3 MB: a brand of 30,000 options, properties, and a table of sales units. */
function category() {
  const option = (id, name) => `<option displayName="${name}" value="${id}"/>`;
  const options = (from, count, name) => Array.from({ length: count }, (_, i) => option(from + i, `${name} ${(i * 7919) % 100003}`)).join("");
  const required = `<rule name="requiredRule" value="true"/>`;
  const text = (id, extra = "") =>
    `<field id="${id}" name="属性 ${id}" type="input"><rules><rule name="valueTypeRule" value="text"/>` +
    `<rule name="maxLengthRule" value="60" exProperty="include" unit="byte"/>${extra}</rules></field>`;
  const choice = (id, count) => `<field id="${id}" name="属性 ${id}" type="singleCheck"><rules>${required}</rules><options>${options(1000, count, "选项")}</options></field>`;
  const other = (id) =>
    `<rule name="disableRule" value="true"><depend-group operator="and"><depend-express fieldId="${id}" value="-1" symbol="!="/></depend-group></rule>`;
  const properties = Array.from({ length: 50 }, (_, i) => choice(`prop_${i}`, i < 8 ? 1200 : 12) + text(`in_prop_${i}`, other(`prop_${i}`)));
  const money = `<rule name="valueTypeRule" value="decimal"/><rule name="minValueRule" value="0.00" exProperty="not include"/><rule name="maxDecimalDigitsRule" value="2"/>`;
  const sku = Array.from({ length: 16 }, (_, i) => text(`sku_${i}`)).join("");
  return (
    `<itemRule>${text("title", required)}` +
    `<field id="brand" name="品牌" type="singleCheck"><rules>${required}</rules><options>${options(30000, 30000, "品牌 Brand")}</options></field>` +
    properties.join("") +
    `<field id="sku" name="SKU" type="multiComplex"><fields><field id="price" name="价格" type="input"><rules>${required}${money}</rules></field>${sku}</fields></field>` +
    `</itemRule>`
  );
}

/** A valid item of 10 KB. */
function item() {
  const field = (id, value) => `<field id="${id}" type="input"><value>${value}</value></field>`;
  const choice = (id, value) => `<field id="${id}" type="singleCheck"><value>${value}</value></field>`;
  const row = (number) =>
    `<complex-values>${field("price", `${number}.50`)}${Array.from({ length: 8 }, (_, i) => field(`sku_${i}`, `规格 ${number}-${i}`)).join("")}</complex-values>`;
  return (
    `<itemParam>${field("title", "青禾 2026 秋季新款 纯棉 长袖 衬衫")}${choice("brand", 45678)}` +
    Array.from({ length: 50 }, (_, i) => choice(`prop_${i}`, 1001)).join("") +
    `<field id="sku" type="multiComplex">${Array.from({ length: 11 }, (_, i) => row(i + 1)).join("")}</field></itemParam>`
  );
}

function best(runs, run) {
  let least = Infinity;
  for (let i = 0; i < runs; i += 1) {
    const start = performance.now();
    run();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

/** The time of a program that loads the engine, from the import on. */
function loading(name) {
  const code = `const start = performance.now(); await import(${JSON.stringify(new URL(`../src/${name}.js`, import.meta.url).href)}); console.log(performance.now() - start);`;
  const runs = Array.from({ length: 9 }, () => Number(execFileSync(process.execPath, ["--input-type=module", "-e", code])));
  return Math.min(...runs);
}

const results = [];
const within = (what, found, limit, unit) => results.push({ what, found, limit, unit });
const compressed = (name) => {
  const bytes = readFileSync(dist(name));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params }).length / 1024;
};
within("small engine, brotli", compressed("tmall_schema_small"), 600, "KB");
within("engine with mappings, brotli", compressed("tmall_schema"), 900, "KB");
within("load, small engine", loading("node-small"), 50, "ms");
within("load, engine with mappings", loading("node"), 50, "ms");

const rules = category();
const sent = item();
for (const name of ["tmall_schema_small", "tmall_schema"]) {
  const { Schema, Validator } = await load(readFileSync(dist(name)));
  within(`${name}: read a schema of ${(Buffer.byteLength(rules) / 1e6).toFixed(1)} MB`, best(15, () => Schema.parse(rules).free()), 60, "ms");
  const validator = new Validator(Schema.parse(rules));
  const report = validator.check(sent);
  if (!report.valid || report.findings.some(({ severity }) => severity !== "note")) throw new Error(JSON.stringify(report.findings.slice(0, 3)));
  within(`${name}: validate an item of ${(Buffer.byteLength(sent) / 1000).toFixed(1)} KB`, best(300, () => validator.check(sent)), 1, "ms");
}

let missed = 0;
for (const { what, found, limit, unit } of results) {
  const verdict = found <= limit ? "" : "  TOO MUCH";
  const slack = unit === "ms" && !process.argv.includes("--strict") ? 3 : 1;
  if (found > limit * slack) missed += 1;
  console.log(`${what.padEnd(60)} ${found.toFixed(found < 10 ? 2 : 0).padStart(7)} ${unit} of ${limit} ${unit}${verdict}`);
}
process.exitCode = missed > 0 ? 1 : 0;
