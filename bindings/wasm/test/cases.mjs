// The cases of the contract (cases/README.md), for any engine: from files in Node, over the network in a browser.

const decoder = new TextDecoder();

/** The cases of a file: a list of parts by key. */
export function* read(file) {
  let found = null;
  for (let at = 0; at < file.length; ) {
    const end = file.indexOf(10, at);
    const [key, length] = decoder.decode(file.subarray(at, end)).split(" ");
    const value = file.subarray(end + 1, end + 1 + Number(length));
    at = end + 2 + Number(length);
    if (key === "case") {
      if (found) yield found;
      found = new Map();
    }
    found.set(key, [...(found.get(key) ?? []), value]);
  }
  if (found) yield found;
}

/** The text of a part; empty if it is absent. */
export const text = (one, key) => decoder.decode(one.get(key)?.[0] ?? new Uint8Array());

/** The name by which a report finds a case. */
export const nameOf = (one) => `${text(one, "function")}: ${text(one, "case")}`;

/** The answer of an engine, called as the contract names the calls; of a failure its object. */
export function answer(engine, one) {
  const bytes = (key) => one.get(key)?.[0] ?? new Uint8Array();
  const options = bytes("options");
  const held = [];
  const hold = (handle) => (held.push(handle), handle);
  const schema = (key) => hold(engine.handle("schema", "parse_schema", [bytes(key), bytes("schema_options")]));
  const known = () => (one.has("schema") ? schema("schema") : null);
  const run = (name) => {
    switch (name) {
      case "parse_schema":
      case "inspect":
        return engine.call("inspect", schema("schema"));
      case "defaults":
        return engine.call("defaults", schema("schema"));
      case "to_json_schema":
        return engine.call(name, schema("schema"), options);
      case "methods":
        return engine.call(name, bytes("method"), options);
      case "request":
        return engine.call(name, bytes("method"), bytes("params"), options);
      case "reply":
        return engine.call(name, bytes("reply"), options);
      case "validate":
      case "requirements":
        return engine.call(name, schema("schema"), bytes("item"), options);
      case "write":
      case "to_json":
      case "from_json":
        return engine.call(name, known(), bytes("item"), options);
      case "readback":
        return engine.call(name, known(), bytes("sent"), bytes("stored"), options);
      case "diff":
        return engine.call(name, schema("old"), schema("new"), options);
      case "impact":
        return engine.call(name, schema("old"), schema("new"), one.get("item") ?? [], options);
      case "fill": {
        const plan = [schema("schema"), bytes("mapping"), bytes("schema_options")];
        return engine.call(name, hold(engine.handle("plan", "parse_mapping", plan)), bytes("record"), options);
      }
      case "explain":
        return engine.call(name, bytes("code"), options);
      default:
        throw new Error(`no such call: ${name}`);
    }
  };
  try {
    return run(text(one, "function"));
  } catch (error) {
    if (error.details === undefined) throw error;
    return JSON.stringify({ format_version: 1, error: error.details });
  } finally {
    held.forEach((handle) => handle.free());
  }
}

/** The cases of a file whose answer is another one, of those that the engine has the call for. */
export function failures(engine, file) {
  const result = { ran: 0, absent: 0, failed: [] };
  for (const one of read(file)) {
    // House rules come with mappings; an engine without them does not allow their options either.
    const house = /"(packs|rules)":/.test(text(one, "options")) || /allowed: .*, packs, rules/.test(text(one, "answer"));
    const call = house ? "fill" : text(one, "function");
    if (["fill", "to_json_schema", "methods", "request", "reply"].includes(call) && !engine.has(call)) {
      result.absent += 1;
      continue;
    }
    result.ran += 1;
    const found = answer(engine, one);
    const wanted = text(one, "answer");
    if (found !== wanted) result.failed.push(`${nameOf(one)}\n  wanted ${wanted}\n  found  ${found}`);
  }
  return result;
}
