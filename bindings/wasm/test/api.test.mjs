import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";

import * as full from "tmall-schema";
import * as small from "tmall-schema/small";
import { load } from "tmall-schema/engine";
import { Instance } from "../src/instance.js";

const { Schema, Validator, Mapping, TmallSchemaError, diff, explain, impact, readback } = full;

const old = `<itemRule><field id="title" name="标题" type="input"><rules>
  <rule name="requiredRule" value="true"/><rule name="maxLengthRule" value="8" unit="byte"/></rules></field>
  <field id="tags" name="标签" type="multiInput"/></itemRule>`;
const renewed = `<itemRule><field id="title" name="标题" type="input"/></itemRule>`;

test("a report has findings with places and messages", () => {
  const report = new Validator(Schema.parse(old), { lang: "zh" }).check(
    `<itemParam>\n  <field id="title"><value>纯棉长袖衬衫</value></field></itemParam>`,
  );
  const { code, severity, path, message, line, column } = report.findings[0];
  assert.deepEqual([report.valid, report.findings.length], [false, 1]);
  assert.deepEqual([code, severity, path, line, column], ["max-length", "error", "/title", 2, 21]);
  assert.match(message, /12 字节/);
});

test("items are text, bytes or objects", () => {
  const validator = new Validator(Schema.parse(new TextEncoder().encode(old)));
  const form = { title: "abc", tags: ["a", "b"] };
  const text = JSON.stringify(form);
  for (const item of [form, text, new TextEncoder().encode(text), new TextEncoder().encode(text).buffer]) {
    assert.deepEqual(validator.check(item), { valid: true, findings: [] });
  }
  assert.throws(() => validator.check(7), TypeError);
  // A text is decoded already, whatever its declaration says.
  const declared = `<?xml version="1.0" encoding="GBK"?><itemParam><field id="title"><value>衬衫</value></field></itemParam>`;
  assert.deepEqual(Schema.parse(old).toJson(declared), { title: "衬衫" });
  assert.equal(Schema.parse(`<?xml version='1.0' encoding='gb2312'?>${old}`).inspect().fields[0].name, "标题");
  // Bytes are of the declared encoding: 衬 in GBK.
  const halves = declared.replace("衬衫", "衬").split("衬").map((half) => new TextEncoder().encode(half));
  const gbk = Uint8Array.from([...halves[0], 0xb3, 0xc4, ...halves[1]]);
  assert.deepEqual(Schema.parse(old).toJson(gbk), { title: "衬" });
  const partial = new Validator(Schema.parse(old), { partial: true });
  assert.equal(partial.check({}).valid, true);
  assert.equal(validator.check({}).valid, false);
});

test("changes are a list with a level", () => {
  const changes = diff(Schema.parse(old), Schema.parse(renewed));
  assert.equal(changes.level, "breaking");
  assert.deepEqual(
    Array.from(changes, ({ code, level, path }) => [code, level, path]),
    [
      ["rule-removed", "compatible", "/title"],
      ["rule-removed", "compatible", "/title"],
      ["field-removed", "breaking", "/tags"],
    ],
  );
  assert.equal(changes.changes, changes);
  assert.equal(changes.map(({ path }) => path).constructor, Array);
  assert.equal(diff(Schema.parse(old), Schema.parse(old)).level, null);
  assert.deepEqual(
    impact(Schema.parse(old), Schema.parse(renewed), [{ title: "a", tags: ["b"] }, "<"]).broken.map(({ item }) => item),
    [0],
  );
});

test("items are written, converted, compared and made", () => {
  const schema = Schema.parse(old);
  const xml = `<itemParam><field id="title" name="标题" type="input"><value>a</value></field></itemParam>`;
  assert.equal(schema.write({ title: "a" }), xml);
  assert.deepEqual(schema.toJson(xml), { title: "a" });
  assert.equal(schema.fromJson({ title: "a" }), xml);
  assert.deepEqual(schema.defaults(), {});
  assert.deepEqual(schema.requirements().map(({ path, state }) => [path, state]), [["/title", "required"]]);
  assert.deepEqual(schema.inspect().fields.map(({ id }) => id), ["title", "tags"]);
  assert.deepEqual(readback({ title: "a" }, { title: "b" }).summary, { lost: 0, changed: 1, added: 0 });
  const mapping = Mapping.parse(schema, `[fields]\n"/title" = { from = "name" }\n`);
  assert.deepEqual(mapping.fill({ name: "a" }), { item: { title: "a" }, problems: [] });
  assert.equal(explain("required", { lang: "zh" })[0].code, "required");
});

test("messages in both languages, house rules, JSON Schema and gateways", () => {
  const schema = Schema.parse(old);
  const [finding] = new Validator(schema, { lang: "both", packs: ["tmall"] }).check({}).findings;
  assert.deepEqual([finding.message, finding.message_zh], ["a value is required", "必填，缺少值"]);
  assert.throws(() => new Validator(schema, { rules: ["[[rule]]"] }).check({}), { class: "rules" });
  assert.equal(schema.toJsonSchema().json_schema.properties.title.title, "标题");
  const app = { app_key: "12345678", app_secret: "helloworld", milliseconds: 1451620800000 };
  const signed = full.request("tmall.item.add.schema.get", { category_id: "1512", product_id: "0" }, app);
  assert.match(signed.body, /sign=[0-9A-F]+/);
  assert.equal(full.reply(`{"error_response":{"code":7,"msg":"App Call Limited"}}`, { call: "read" }).advice, "wait");
  assert.equal(full.methods("tmall.item.schema.add")[0].call, "write");
});

test("failures have a class and a place", () => {
  const failure = (run) => {
    try {
      run();
    } catch (error) {
      assert.ok(error instanceof TmallSchemaError);
      return [error.class, error.line, error.column];
    }
    assert.fail("nothing was thrown");
  };
  assert.deepEqual(failure(() => Schema.parse("<itemRule>")), ["document", 1, 11]);
  assert.deepEqual(failure(() => Schema.parse(old, { dialects: "icbu" }))[0], "usage");
  assert.deepEqual(failure(() => explain("requried"))[0], "usage");
  const freed = Schema.parse(old);
  freed.free();
  freed.free();
  assert.deepEqual(failure(() => freed.defaults())[0], "usage");
  assert.deepEqual(failure(() => new Validator(freed).check({}))[0], "usage");
});

test("the small engine has no mappings, and handles do not mix", () => {
  assert.equal(small.Mapping, undefined);
  assert.equal(small.Schema.parse(old).toJsonSchema, undefined);
  assert.throws(() => new small.Validator(small.Schema.parse(old), { packs: ["tmall"] }).check({}), { class: "usage" });
  assert.equal(new small.Validator(small.Schema.parse(old)).check({ title: "a" }).valid, true);
  assert.throws(() => new small.Validator(Schema.parse(old)), TypeError);
  assert.equal(small.version, full.version);
});

test("an engine is loaded from bytes, a module or a response", async () => {
  const bytes = await readFile(new URL("../dist/tmall_schema_small.wasm", import.meta.url));
  const headers = { "content-type": "application/wasm" };
  const module = await WebAssembly.compile(bytes);
  for (const source of [bytes, module, new Response(bytes), Promise.resolve(new Response(bytes, { headers }))]) {
    const engine = await load(source);
    assert.equal(engine.Schema.parse(old).inspect().fields.length, 2);
  }
  await assert.rejects(load(new Response("", { status: 404 })), /404/);
});

test("memory is freed: by hand, and when nobody has a schema any more", async () => {
  const bytes = await readFile(new URL("../dist/tmall_schema_small.wasm", import.meta.url));
  const { module, instance } = await WebAssembly.instantiate(bytes);
  const engine = new Instance(module, instance);
  const size = () => instance.exports.memory.buffer.byteLength;
  const large = `<itemRule>${`<field id="a" type="input" name="${"x".repeat(200)}"/>`.repeat(2000)}</itemRule>`;
  const once = () => engine.handle("schema", "parse_schema", [large, ""]).free();
  for (let run = 0; run < 20; run += 1) once();
  const before = size();
  for (let run = 0; run < 200; run += 1) once();
  assert.equal(size(), before);
});

test("an engine that trapped starts anew", async () => {
  const bytes = await readFile(new URL("../dist/tmall_schema_small.wasm", import.meta.url));
  const { module, instance } = await WebAssembly.instantiate(bytes);
  // A pointer that a bug could have made: what the wrapped call does with it is a trap.
  let broken = false;
  const inspect = (schema, out) => instance.exports.tmall_inspect(broken ? 0x7fff_0000 : schema, out);
  const exports = { ...instance.exports, tmall_inspect: inspect };
  const engine = new Instance(module, { exports });
  const handle = engine.handle("schema", "parse_schema", [old, ""]);
  broken = true;
  assert.throws(() => engine.call("inspect", handle), { class: "bug" });
  assert.throws(() => engine.call("inspect", handle), { class: "bug", message: /started anew/ });
  handle.free();
  assert.match(engine.call("inspect", engine.handle("schema", "parse_schema", [old, ""])), /"title"/);
});
