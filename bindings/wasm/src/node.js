import { readFile } from "node:fs/promises";
import { load } from "./engine.js";

const engine = await load(readFile(new URL("../dist/tmall_schema.wasm", import.meta.url)));

export const { Schema, Validator, Mapping, diff, impact, write, toJson, fromJson, readback, explain, methods, request, reply, version } = engine;
export { TmallSchemaError } from "./engine.js";
