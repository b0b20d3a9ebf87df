// The engine: a WebAssembly instance, and the classes over it. Every call is one of `docs/json-contract.md`; the C interface
// that the module exports is `bindings/c`. The module imports nothing.

import { Instance } from "./instance.js";

export { TmallSchemaError } from "./instance.js";

/** Compiles a module, if it is not one already. */
async function compile(source) {
  const given = await source;
  if (given instanceof WebAssembly.Module) return given;
  // Bytes first: in Node, to name `Response` loads more code than the engine has.
  if (given instanceof ArrayBuffer || ArrayBuffer.isView(given)) return WebAssembly.compile(given);
  if (typeof Response !== "undefined" && given instanceof Response) {
    if (!given.ok) throw new Error(`${given.url}: ${given.status} ${given.statusText}`);
    // A server that sends another type is common; streaming needs the right one.
    const streams = given.headers.get("content-type")?.split(";")[0].trim() === "application/wasm";
    return streams ? WebAssembly.compileStreaming(given) : WebAssembly.compile(await given.arrayBuffer());
  }
  return WebAssembly.compile(given);
}

/** Starts an engine: see `engine.d.ts`. */
export async function load(source) {
  const module = await compile(source);
  return classes(new Instance(module, await WebAssembly.instantiate(module)));
}

/** The classes and functions over an instance. */
export function classes(engine) {
  const freed = new FinalizationRegistry((handle) => handle.free());
  /** A handle that frees itself, when it is told to or when nobody has it any more. */
  class Owner {
    #handle;
    constructor(handle) {
      this.#handle = handle;
      freed.register(this, handle, this);
    }
    get [HANDLE]() {
      return this.#handle;
    }
    free() {
      freed.unregister(this);
      this.#handle.free();
    }
    [Symbol.dispose ?? Symbol("dispose")]() {
      this.free();
    }
  }

  const value = (key, ...call) => parse(engine.call(...call))[key];
  const whole = (...call) => {
    const { format_version: _, ...answer } = parse(engine.call(...call));
    return answer;
  };
  const text = (options) => (options === undefined ? "" : JSON.stringify(options));
  const itemCalls = (schema) => ({
    write: (item, options) => value("xml", "write", schema(), asDocument(item), text(options)),
    toJson: (item, options) => value("item", "to_json", schema(), asDocument(item), text(options)),
    fromJson: (item, options) => value("xml", "from_json", schema(), asDocument(item), text(options)),
    readback: (sent, stored, options) =>
      whole("readback", schema(), asDocument(sent), asDocument(stored), text(options)),
  });

  class Schema extends Owner {
    static parse(source, options) {
      return new Schema(engine.handle("schema", "parse_schema", [asDocument(source), text(options)]), CREATE);
    }
    #calls;
    constructor(handle, create) {
      if (create !== CREATE) throw new TypeError("use Schema.parse");
      super(handle);
      this.#calls = itemCalls(() => this[HANDLE]);
    }
    inspect() {
      return parse(engine.call("inspect", this[HANDLE]));
    }
    requirements(item, options) {
      const given = item === undefined ? "" : asDocument(item);
      return value("requirements", "requirements", this[HANDLE], given, text(options));
    }
    defaults() {
      return value("item", "defaults", this[HANDLE]);
    }
    write(item, options) {
      return this.#calls.write(item, options);
    }
    toJson(item, options) {
      return this.#calls.toJson(item, options);
    }
    fromJson(item, options) {
      return this.#calls.fromJson(item, options);
    }
    readback(sent, stored, options) {
      return this.#calls.readback(sent, stored, options);
    }
  }

  const handleOf = (schema) => {
    if (!(schema instanceof Schema)) throw new TypeError("expected a Schema of this engine");
    return schema[HANDLE];
  };

  // Not in each engine.
  if (engine.has("to_json_schema")) {
    Object.defineProperty(Schema.prototype, "toJsonSchema", {
      value(options) {
        return whole("to_json_schema", this[HANDLE], text(options));
      },
    });
  }
  const gateways = {
    methods: (method = "", options) => value("methods", "methods", method, text(options)),
    request: (method, params, options) => whole("request", method, text(params), text(options)),
    reply: (answer, options) => whole("reply", asDocument(answer), text(options)),
  };

  class Validator {
    #schema;
    #options;
    constructor(schema, options) {
      handleOf(schema);
      this.#schema = schema;
      this.#options = text(options);
    }
    check(item) {
      return whole("validate", this.#schema[HANDLE], asDocument(item), this.#options);
    }
  }

  class Mapping extends Owner {
    static parse(schema, mapping, options) {
      return new Mapping(
        engine.handle("plan", "parse_mapping", [handleOf(schema), asDocument(mapping), text(options)]),
        CREATE,
      );
    }
    constructor(handle, create) {
      if (create !== CREATE) throw new TypeError("use Mapping.parse");
      super(handle);
    }
    fill(record, options) {
      return whole("fill", this[HANDLE], asDocument(record), text(options));
    }
  }

  return {
    Schema,
    Validator,
    ...(engine.has("fill") ? { Mapping } : {}),
    ...(engine.has("request") ? gateways : {}),
    diff(before, after, options) {
      const answer = whole("diff", handleOf(before), handleOf(after), text(options));
      return Changes.ofAnswer(answer);
    },
    impact(before, after, items, options) {
      const documents = Array.from(items, asDocument);
      return whole("impact", handleOf(before), handleOf(after), documents, text(options));
    },
    ...itemCalls(() => null),
    explain: (code = "", options) => value("codes", "explain", code, text(options)),
    version: engine.version(),
  };
}

/** The changes between two schemas: a list, with the worst level. */
class Changes extends Array {
  static get [Symbol.species]() {
    return Array;
  }
  static ofAnswer({ level, changes }) {
    const list = new Changes();
    list.push(...changes);
    Object.defineProperty(list, "level", { value: level, enumerable: false });
    return list;
  }
  get changes() {
    return this;
  }
}

const HANDLE = Symbol("handle");
const CREATE = Symbol("create");
const parse = (answer) => JSON.parse(answer);

/**
 * A document for a call: text, bytes, or the JSON form as an object. A text is decoded already: a byte order mark says so against a
 * declaration of another encoding.
 */
function asDocument(given) {
  if (typeof given === "string") return given.startsWith("<?xml") ? `\u{feff}${given}` : given;
  if (given instanceof Uint8Array) return given;
  if (given instanceof ArrayBuffer) return new Uint8Array(given);
  if (ArrayBuffer.isView(given)) return new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
  if (given !== null && typeof given === "object") return JSON.stringify(given);
  throw new TypeError("expected a text, bytes or an object");
}
