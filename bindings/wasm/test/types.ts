// The declarations, as a program uses them; `tsc` checks it.
import { Mapping, Schema, TmallSchemaError, Validator, diff, explain, type Finding, type Report } from "tmall-schema";
import * as small from "tmall-schema/small";
import { load } from "tmall-schema/engine";

const schema = Schema.parse("<itemRule/>", { lang: "zh" });
const report: Report = new Validator(schema, { partial: true }).check({ title: "a", sku: [{ price: "1.00" }] });
const first: Finding | undefined = report.findings[0];
export const place: [number | undefined, number | undefined] = [first?.line, first?.column];
export const level: "breaking" | "compatible" | "cosmetic" | null = diff(schema, schema).level;
export const codes: string[] = diff(schema, schema).map((change) => change.code);
export const filled = Mapping.parse(schema, "").fill({ a: 1 }).item;
export const title: string = explain("required")[0]!.title;
export const other = new small.Validator(small.Schema.parse(new Uint8Array())).check("");
export const engine = load(fetch("tmall_schema.wasm"));
export const isFailure = (error: unknown): boolean => error instanceof TmallSchemaError && error.class === "document";

// @ts-expect-error an item holds no numbers
new Validator(schema).check({ price: 1 });
// @ts-expect-error no such option
new Validator(schema, { partly: true });
// @ts-expect-error without mappings
small.Mapping;
