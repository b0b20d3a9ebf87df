import type {
  Changes, CodeEntry, ConvertOptions, Document, Exported, FailureDetails, Filled, Impact, Item, ItemForm, Lang, LangOption, MethodEntry,
  ParseOptions, Readback, ReadbackOptions, Reply, ReplyOptions, Report, RequestOptions, Requirement, SchemaForm, SignedRequest,
  ValidateOptions, WriteOptions,
} from "./types.js";

export * from "./types.js";

/** A call that has no answer. */
export declare class TmallSchemaError extends Error {
  private constructor();
  /** `document`, `usage`, `mapping`, `rules`, `bug`, or the class of an error response of the platform. */
  readonly class: string;
  readonly line?: number;
  readonly column?: number;
  /** Everything that is known, as in the JSON contract. */
  readonly details: FailureDetails;
}

/** A schema. Immutable. */
export declare class Schema {
  private constructor();
  /** Reads a schema: XML in any supported encoding, an API response that contains it, or its JSON form. */
  static parse(document: Document | SchemaForm, options?: ParseOptions): Schema;
  /** The schema in its JSON form. */
  inspect(): SchemaForm;
  /** A JSON Schema of the JSON form of an item, and what it does not say. Not in the small engine. */
  toJsonSchema(options?: LangOption): Exported;
  /** Which fields of an item are required and which are disabled; without an item, those of a new one. */
  requirements(item?: Item, options?: LangOption): Requirement[];
  /** The item of the default values. */
  defaults(): ItemForm;
  /** An item to the XML that is sent. */
  write(item: Item, options?: WriteOptions): string;
  /** An item to its JSON form. */
  toJson(item: Item, options?: ConvertOptions): ItemForm;
  /** An item in its JSON form to XML that holds the same. */
  fromJson(item: Item, options?: ConvertOptions): string;
  /** Compares an item that was sent with the one that is stored. */
  readback(sent: Item, stored: Item, options?: ReadbackOptions): Readback;
  /** Frees its memory now, and not when it is collected. */
  free(): void;
}

/** The rules of a schema. Immutable. */
export declare class Validator {
  constructor(schema: Schema, options?: ValidateOptions);
  /** Validates an item. */
  check(item: Item): Report;
}

/** A mapping of a seller's records onto the fields of a schema. Immutable; it does not need the schema to live on. */
export declare class Mapping {
  private constructor();
  /** Reads a mapping, which names no other files, for a schema. */
  static parse(schema: Schema, mapping: Document, options?: LangOption): Mapping;
  /** Makes an item of a record. A JSON text keeps the digits of numbers. */
  fill(record: Document | object, options?: LangOption): Filled;
  /** Frees its memory now, and not when it is collected. */
  free(): void;
}

export interface Engine {
  Schema: typeof Schema;
  Validator: typeof Validator;
  /** Not in an engine without mappings. */
  Mapping?: typeof Mapping;
  /** Compares two schemas. */
  diff(old: Schema, new_: Schema, options?: LangOption): Changes;
  /** What a change of schema does to items. */
  impact(old: Schema, new_: Schema, items: Iterable<Item>, options?: ValidateOptions): Impact;
  /** As `Schema.write`, without a schema. */
  write(item: Item, options?: WriteOptions): string;
  /** As `Schema.toJson`, without a schema. */
  toJson(item: Item, options?: ConvertOptions): ItemForm;
  /** As `Schema.fromJson`, without a schema. */
  fromJson(item: Item, options?: ConvertOptions): string;
  /** As `Schema.readback`, without a schema. */
  readback(sent: Item, stored: Item, options?: ReadbackOptions): Readback;
  /** What a code means and how to fix it; of all codes if it is empty. */
  explain(code?: string, options?: { lang?: Lang }): CodeEntry[];
  /** What a method of a gateway takes and answers; what all do if the name is empty. Not in the small engine. */
  methods?(method?: string, options?: { lang?: Lang }): MethodEntry[];
  /** A signed request, which the caller sends. Not in the small engine. */
  request?(method: string, params: Record<string, string>, options: RequestOptions): SignedRequest;
  /** What an answer of a gateway says, and what to do next. Not in the small engine. */
  reply?(answer: Document, options?: ReplyOptions): Reply;
  /** The version of the engine. */
  version: string;
}

type Source = WebAssembly.Module | ArrayBuffer | ArrayBufferView | Response;

/** Starts an engine from `tmall_schema.wasm` or `tmall_schema_small.wasm`, for those who fetch the file themselves. */
export declare function load(source: Source | PromiseLike<Source>): Promise<Engine>;
