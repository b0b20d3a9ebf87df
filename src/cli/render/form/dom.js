// Small helpers for elements and for the JSON form of an item.

let unique = 0;
const newId = (what) => `${what}-${(unique += 1)}`;

/** An element with attributes, listeners (`onclick`) and children. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A line drawing on a button that has a label. */
function picture(path) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(svg.namespaceURI, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

/** The text of a tip, which may hold HTML: nothing of it runs or is shown as HTML. */
function plain(tip) {
  if (!/[<&]/.test(tip)) return tip;
  const lines = tip.replace(/<br\s*\/?>|<\/(?:p|div|li)>/gi, "\n");
  return new DOMParser().parseFromString(lines, "text/html").body.textContent.trim();
}

/** A function whose result is kept for each object: rows share what is made of the options of a field. */
function kept(make) {
  const results = new WeakMap();
  return (object) => {
    if (!results.has(object)) results.set(object, make(object));
    return results.get(object);
  };
}

const escapeId = (id) => id.replace(/~/g, "~0").replace(/\//g, "~1");

/** The part of an item that a control changes: what is under a key of an object or at a place of a list. */
class Slot {
  constructor(holder, key, changed, around) {
    this.holder = holder;
    this.key = key;
    this.changed = changed;
    this.around = around;
  }
  get value() {
    return this.holder()?.[this.key];
  }
  /** Nothing and empty texts are left out, so that an item holds what was filled in. */
  set value(value) {
    const isEmpty = value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
    if (!isEmpty) this.holder(true)[this.key] = value;
    else if (this.holder()) {
      delete this.holder()[this.key];
      // An object that nothing is left in goes too.
      if (this.around && Object.keys(this.holder()).length === 0) this.around.value = undefined;
    }
    this.changed();
  }
  /** A slot inside an object that is here; the object is made when something is put in. */
  inside(key) {
    const object = (make) => {
      const found = this.value;
      if (found !== null && typeof found === "object") return found;
      if (!make) return undefined;
      this.holder(true)[this.key] = {};
      return this.value;
    };
    return new Slot(object, key, this.changed, this);
  }
}

/** The text of a value, with attributes or without. */
const textOf = (value) => (typeof value === "string" ? value : (value?.value ?? ""));
/** What is a list in the form although one value may be there alone. */
const listOf = (value) => (value === undefined || value === "" ? [] : Array.isArray(value) ? value : [value]);
