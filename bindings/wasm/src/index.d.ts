export { Mapping } from "./engine.js";
export * from "./small.js";
