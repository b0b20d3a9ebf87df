// The engine without mappings.
import type { Engine } from "./engine.js";

export { Schema, Validator, TmallSchemaError } from "./engine.js";
export type * from "./types.js";

export declare const diff: Engine["diff"];
export declare const impact: Engine["impact"];
export declare const write: Engine["write"];
export declare const toJson: Engine["toJson"];
export declare const fromJson: Engine["fromJson"];
export declare const readback: Engine["readback"];
export declare const explain: Engine["explain"];
export declare const version: Engine["version"];
