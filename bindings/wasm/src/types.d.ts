// The options and answers of the contract: docs/json-contract.md of the repository.

export type Lang = "en" | "zh";
export type Dialect = "classic" | "item-schema" | "icbu";
export type Severity = "error" | "warning" | "note";
export type Level = "breaking" | "compatible" | "cosmetic";

/** A document as text, or as bytes in any supported encoding. */
export type Document = string | Uint8Array | ArrayBuffer | ArrayBufferView;

/** The JSON form of an item: ids as keys, and texts, objects and lists as values. */
export type ItemForm = { [id: string]: ItemValue };
export type ItemValue = string | ItemForm | Array<string | ItemForm>;

/** An item: a document (XML, an API response that contains it, or the JSON form as text), or its JSON form as an object. */
export type Item = Document | ItemForm;

export interface LangOption {
  /** The language of messages; English if absent. With `both`, messages are in English, and in Chinese as `message_zh`. */
  lang?: Lang | "both";
}

export interface ParseOptions extends LangOption {
  dialect?: Dialect;
  max_input?: number;
  max_depth?: number;
  max_fields?: number;
  max_attributes?: number;
  max_text?: number;
}

export interface ValidateOptions extends LangOption {
  dialect?: Dialect;
  /** Counts characters in one way, instead of every plausible one. */
  character?: "utf16" | "scalar" | "grapheme";
  /** Counts bytes in one way. */
  byte?: "gbk" | "utf8";
  /** Severities by code; `off` omits the findings of a code. */
  severities?: Record<string, Severity | "off">;
  /** Whether the item holds only what changes: a top-level field that is absent is not missed. */
  partial?: boolean;
  /** The most findings that are reported; `valid` considers all. */
  max_findings?: number;
  /** Facts about files, by the link that names them. */
  assets?: Record<string, { bytes?: number; width?: number; height?: number }>;
  /** House rules that come with the library. Not in the small engine. */
  packs?: Array<"tmall" | "taobao" | "icbu">;
  /** House rules: the content of files of rules. Not in the small engine. */
  rules?: string[];
}

export interface WriteOptions extends LangOption {
  /** An element a line, indented. */
  indent?: boolean;
  /** Begins with an XML declaration. */
  declaration?: boolean;
  /** Writes what the item holds for disabled fields too. */
  disabled_fields?: boolean;
}

export interface ConvertOptions extends LangOption {
  /** Removes content that has no place in the other form, instead of refusing. */
  drop?: boolean;
}

export interface ReadbackOptions extends LangOption {
  /** The fields that identify the rows of a table, by the path of the table. */
  keys?: Record<string, string[]>;
  /** Insists on the order of several values in one field. */
  order?: boolean;
}

export interface Rule {
  name: string;
  value?: string;
  unit?: string;
  ex_property?: string;
}

export interface Finding {
  code: string;
  severity: Severity;
  /** A JSON Pointer into the JSON form of the item. */
  path: string;
  /** The name of the field. */
  field?: string;
  message: string;
  /** With the option `lang` of `both`. */
  message_zh?: string;
  rule?: Rule;
  /** The value, or a count or a length of it. */
  actual?: string;
  /** Where it stands, counted from 1; absent for items that are objects. */
  line?: number;
  column?: number;
  suggestion?: Record<string, unknown>;
}

export interface Report {
  /** Whether no finding is an error. */
  valid: boolean;
  findings: Finding[];
}

export interface Requirement {
  path: string;
  field?: string;
  state: "required" | "disabled" | "unknown" | "if-given";
  /** Whether the item has a value. */
  filled: boolean;
  /** The condition or the rules that decide. */
  why?: string;
  /** The absent complex value that makes it required. */
  around?: string;
}

export interface Change {
  code: string;
  level: Level;
  path: string;
  /** The name of the field. */
  field: string | null;
  message: string;
  /** With the option `lang` of `both`. */
  message_zh?: string;
  old: Record<string, unknown> | null;
  new: Record<string, unknown> | null;
  /** The same in every run and language. */
  fingerprint: string;
}

/** The changes between two schemas. */
export interface Changes extends ReadonlyArray<Change> {
  /** The worst level; null if there are no changes. */
  readonly level: Level | null;
  /** The list itself, under the name that it has in the contract. */
  readonly changes: Changes;
}

export interface Impact {
  level: Level | null;
  changes: Change[];
  /** How many items were given. Items are counted from 0. */
  items: number;
  /** Items that were valid and no longer are. */
  broken: Array<{ item: number; findings: Array<Finding & { change: string | null }> }>;
  /** Items that have become valid. */
  fixed: number[];
  unreadable: Array<{ item: number; error: FailureDetails }>;
}

export interface Readback {
  changes: Array<Record<string, unknown>>;
  summary: { lost: number; changed: number; added: number };
}

export interface Filled {
  /** The JSON form of what fits. */
  item: ItemForm;
  problems: Array<Record<string, unknown>>;
}

export interface Exported {
  /** A JSON Schema (draft 2020-12) of the JSON form of an item. */
  json_schema: Record<string, unknown>;
  /** The rules that it does not say, or only in part. */
  unexpressed: Array<{ path: string; field?: string; rule: string; value?: string; partly: boolean; message: string; message_zh?: string }>;
}

export interface RequestOptions extends LangOption {
  app_key: string;
  app_secret: string;
  /** The time, such as `Date.now()`. */
  milliseconds: number;
  /** A text that no other request has; made of the time if absent. */
  nonce?: string;
  session?: string;
  /** The protocol, instead of that of the method. */
  gateway?: "top" | "iop" | "1688" | "external";
  /** The address, instead of that of the gateway. */
  url?: string;
  sign_method?: "md5" | "hmac" | "hmac-sha256";
  /** Calls a method that is not in the table, unchecked. */
  unlisted?: boolean;
}

/** A request that is ready to be sent. It may hold secrets. */
export interface SignedRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
  signature: string;
  signed: string;
}

export interface ReplyOptions extends LangOption {
  /** The method that was called. */
  method?: string;
  call?: "read" | "write";
  /** The status of HTTP; 200 if absent, 0 if no answer came. */
  status?: number;
}

export interface Reply {
  outcome: "success" | "refused" | "unreadable";
  message: string;
  message_zh?: string;
  advice: "done" | "retry" | "wait" | "look" | "stop";
  seconds?: number;
  request_id?: string;
  refusal?: { class: string; code: string; message: string; sub_code?: string; sub_message?: string; problem?: string; items?: string[] };
  results: Record<string, string>;
}

export interface MethodEntry {
  name: string;
  gateway: string;
  [key: string]: unknown;
}

export interface CodeEntry {
  code: string;
  title: string;
  [key: string]: unknown;
}

/** A schema in its JSON form. */
export interface SchemaForm {
  format_version: number;
  root: string;
  dialect: Dialect;
  fields: FieldForm[];
  [key: string]: unknown;
}

export interface FieldForm {
  id: string;
  name?: string;
  type: string;
  rules?: Array<Record<string, unknown>>;
  options?: Array<{ display_name?: string; value?: string; readonly?: string; condition?: unknown }>;
  fields?: FieldForm[];
  [key: string]: unknown;
}

export interface FailureDetails {
  class: string;
  message: string;
  line?: number;
  column?: number;
  [key: string]: unknown;
}
