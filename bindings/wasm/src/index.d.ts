import type { Engine } from "./engine.js";

export { Mapping } from "./engine.js";
export declare const methods: NonNullable<Engine["methods"]>;
export declare const request: NonNullable<Engine["request"]>;
export declare const reply: NonNullable<Engine["reply"]>;
export * from "./small.js";
