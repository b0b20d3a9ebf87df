import { load } from "./engine.js";

// Bundlers know this form, and copy the file.
const engine = await load(fetch(new URL("../dist/tmall_schema.wasm", import.meta.url)));

export const { Schema, Validator, Mapping, diff, impact, write, toJson, fromJson, readback, explain, methods, request, reply, version } = engine;
export { TmallSchemaError } from "./engine.js";
