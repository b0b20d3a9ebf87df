// A WebAssembly instance behind calls of texts and bytes: memory, handles, failures. Classes are in `engine.js`.

/** A call that has no answer. */
export class TmallSchemaError extends Error {
  constructor(details) {
    super(details.message);
    this.name = "TmallSchemaError";
    this.class = details.class;
    this.line = details.line;
    this.column = details.column;
    this.details = details;
  }
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const bug = (error) => new TmallSchemaError({ class: "bug", message: `a bug in tmall-schema; please report it: ${error.message}` });

/** What a panic of the engine or an exhausted stack or memory throws. */
const isTrap = (error) => error instanceof WebAssembly.RuntimeError || error instanceof RangeError;

export class Instance {
  #module;
  #exports;
  #out;
  /** How often the engine was started: a handle of an earlier start points to nothing. */
  #start = 0;

  constructor(module, instance) {
    this.#module = module;
    this.#begin(instance);
  }

  #begin(instance) {
    this.#exports = instance.exports;
    this.#start += 1;
    // Where calls write their text: a pointer and a length.
    this.#out = this.#exports.tmall_alloc(8);
  }

  /** Whether this module has a call. */
  has(call) {
    return `tmall_${call}` in this.#exports;
  }

  version() {
    this.#exports.tmall_version(this.#out);
    return this.#taken();
  }

  /**
   * Runs a call and returns its answer, a JSON text. An argument is a text, bytes, a handle, null for no handle, or a list of
   * documents.
   */
  call(name, ...parts) {
    return this.#run(name, parts, (status) => {
      const answer = this.#taken();
      if (status !== 0) throw new TmallSchemaError(JSON.parse(answer).error);
      return answer;
    });
  }

  /** Runs a call that makes a handle of a kind. */
  handle(kind, name, parts) {
    return this.#run(name, parts, (pointer) => {
      const failure = this.#taken();
      if (pointer === 0) throw new TmallSchemaError(JSON.parse(failure).error);
      return new Handle(this, this.#start, kind, pointer);
    });
  }

  /** Frees what a handle points to. */
  release(start, kind, pointer) {
    if (start === this.#start) this.#exports[`tmall_${kind}_free`](pointer);
  }

  #run(name, parts, take) {
    const start = this.#start;
    const held = [];
    try {
      const words = parts.flatMap((part) => this.#words(part, held));
      return take(this.#exports[`tmall_${name}`](...words, this.#out));
    } catch (error) {
      if (!isTrap(error)) throw error;
      // Its memory may be in any state.
      this.#begin(new WebAssembly.Instance(this.#module));
      throw bug(error);
    } finally {
      if (start === this.#start) for (const [pointer, length] of held) this.#exports.tmall_free(pointer, length);
    }
  }

  /** An argument as the numbers that the C interface takes. */
  #words(part, held) {
    if (part === null) return [0];
    if (part instanceof Handle) return [part.pointer(this.#start)];
    if (Array.isArray(part)) {
      const inputs = part.flatMap((document) => this.#words(document, held));
      return [this.#put(new Uint8Array(Uint32Array.from(inputs).buffer), held), part.length];
    }
    const bytes = typeof part === "string" ? encoder.encode(part) : part;
    return [this.#put(bytes, held), bytes.length];
  }

  #put(bytes, held) {
    if (bytes.length === 0) return 0;
    const pointer = this.#exports.tmall_alloc(bytes.length);
    held.push([pointer, bytes.length]);
    // The memory may have moved: it is asked for anew each time.
    new Uint8Array(this.#exports.memory.buffer, pointer, bytes.length).set(bytes);
    return pointer;
  }

  /** The text that a call wrote, which is freed. */
  #taken() {
    const { memory, tmall_text_free } = this.#exports;
    const [pointer, length] = new Uint32Array(memory.buffer, this.#out, 2);
    const text = decoder.decode(new Uint8Array(memory.buffer, pointer, length));
    tmall_text_free(this.#out);
    return text;
  }
}

/** Something of the engine that lives until it is freed. */
class Handle {
  #engine;
  #start;
  #kind;
  #pointer;

  constructor(engine, start, kind, pointer) {
    this.#engine = engine;
    this.#start = start;
    this.#kind = kind;
    this.#pointer = pointer;
  }

  pointer(start) {
    const unusable = (kind, why) =>
      new TmallSchemaError({ class: kind, message: `the ${this.#kind} cannot be used any more: ${why}` });
    if (this.#pointer === 0) throw unusable("usage", "it was freed");
    if (this.#start !== start) throw unusable("bug", "the engine was started anew after a bug; parse it again");
    return this.#pointer;
  }

  free() {
    if (this.#pointer === 0) return;
    this.#engine.release(this.#start, this.#kind, this.#pointer);
    this.#pointer = 0;
  }
}
