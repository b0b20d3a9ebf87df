// One control for each field, by its type.

const LONG = 120;
const INSIDE = new Set(["complex", "multicomplex"]);

const kindOf = (field) => field.type.trim().toLowerCase();
const rule = (field, name) => (field.rules ?? []).find((one) => one.name === name);
const isFirst = (field, at, all) => all.findIndex((other) => other.id === field.id) === at;
const isArray = (field) =>
  kindOf(field) === "multicomplex" ||
  (kindOf(field) === "complex" && (field.rules ?? []).some((one) => one.name === "maxInputNumRule" && Number(one.value) > 1));

/** All fields of a level. `form` has what they share: words, changes, and what was shown by path. */
function level(fields, slotOf, path, form) {
  return fields.filter(isFirst).map((field) => fieldOf(field, slotOf(field.id), `${path}/${escapeId(field.id)}`, form, fields));
}

/** One field: its label, tips, control, and the place for findings. */
function fieldOf(field, slot, path, form, siblings) {
  const kind = kindOf(field);
  if (kind === "label") return labels(field);
  const isGroup = INSIDE.has(kind);
  const [id, labelId, tipId, errorId, stateId] = ["f", "l", "t", "e", "s"].map(newId);
  const tips = (field.rules ?? []).filter(({ name, value }) => name === "tipRule" && value);
  const label = field.name || field.id;
  const described = [tips.length > 0 && tipId, stateId, errorId].filter(Boolean).join(" ");
  // Rows have no heading of their own.
  const depth = path.replace(/\/[0-9]+\//g, "/").split("/").length;
  const context = {
    id,
    label,
    labelId,
    words: form.words,
    announce: form.announce,
    takesCustom: takesCustom(field, siblings),
    aria: { "aria-describedby": described, "aria-labelledby": labelId, "data-control": path },
  };
  const state = make("span", { class: "state", id: stateId });
  // Boxes to tick have labels of their own, and a click on the name of the field must not tick the first.
  const isOneControl = !isGroup && !(kind === "multicheck" && isFew(optionsOf(field)));
  const head = make(
    isGroup ? `h${Math.min(depth, 6)}` : isOneControl ? "label" : "div",
    { for: isOneControl ? id : undefined, class: "label" },
    make("span", { class: "name", id: labelId }, label),
    state,
  );
  const element = make(
    "section",
    {
      class: `field ${isGroup ? "group" : "plain"}`,
      "data-path": path,
      ...(isGroup ? { role: "group", "aria-labelledby": labelId, "aria-describedby": described } : {}),
    },
    head,
    tips.length > 0 && make("div", { class: "tip", id: tipId }, tips.map((tip) => tipOf(tip, form))),
    make("div", { class: "control" }, controls(field, kind, slot, path, form, context)),
    make("div", { class: "found", id: errorId }),
  );
  form.shown.set(path, { element, state, field });
  return element;
}

function tipOf(tip, form) {
  const link = /^https?:\/\//i.test(tip.url ?? "") && make("a", { href: tip.url, target: "_blank", rel: "noopener noreferrer" }, form.words.more_about);
  return make("p", {}, plain(tip.value), link && " ", link);
}

/** Whether a choice takes a text of one's own: by a rule, or by an option that is a negative number without a field for the text. */
function takesCustom(field, siblings) {
  if ((field.rules ?? []).some(({ name, value }) => name === "valueAttributeRule" && value?.trim() === "inputValue")) return true;
  const hasField = siblings.some(({ id }) => id === `in_${field.id}`);
  return !hasField && hasMarker(field);
}

const hasMarker = kept((field) => (field.options ?? []).some(({ value }) => /^-[0-9]*[1-9]/.test(value ?? "")));

const optionsOf = kept((field) => (field.options ?? []).filter(({ value }) => value !== undefined));

function controls(field, kind, slot, path, form, context) {
  const options = optionsOf(field);
  if (isArray(field)) return [table(field, slot, path, form, context)];
  if (kind === "complex") return level(field.fields ?? [], (id) => slot.inside(id), path, form);
  if (kind === "singlecheck") return options.length > 0 ? chooser(options, slot, context) : [textBox(field, slot, context)];
  if (kind === "multicheck" && options.length > 0) return severalChooser(options, slot, context);
  if (kind === "multicheck" || kind === "multiinput") return [texts(field, slot, context)];
  if (kind === "input") return [textBox(field, slot, context)];
  return [make("p", { class: "note" }, context.words.asItIs)];
}

/** One text, on one line or several. */
function textBox(field, slot, context, more = {}) {
  const type = rule(field, "valueTypeRule")?.value?.trim().toLowerCase();
  const longest = Number(rule(field, "maxLengthRule")?.value ?? 0);
  const isLong = type === "textarea" || type === "html" || longest > LONG;
  const hint = { date: "2026-01-31", time: "2026-01-31 10:00:00", url: "https://", decimal: "0.00" }[type];
  const isNumber = ["integer", "long", "decimal", "double"].includes(type);
  const box = make(isLong ? "textarea" : "input", {
    id: context.id,
    type: isLong ? undefined : "text",
    rows: isLong ? 3 : undefined,
    inputmode: isNumber ? "decimal" : type === "url" ? "url" : undefined,
    placeholder: hint,
    spellcheck: "false",
    autocomplete: "off",
    oninput: (event) => {
      const before = slot.value;
      // Attributes of a value are kept.
      slot.value = before !== null && typeof before === "object" && !Array.isArray(before) && event.target.value !== "" ? { ...before, value: event.target.value } : event.target.value;
    },
    ...context.aria,
    ...more,
  });
  box.value = textOf(Array.isArray(slot.value) ? slot.value[0] : slot.value);
  return box;
}

/** Several texts, one box each. */
function texts(field, slot, context) {
  const { words } = context;
  const boxes = make("div", { class: "texts", role: "group", "aria-labelledby": context.labelId });
  const numbered = (at) => `${context.label} ${at + 1}`;
  const values = listOf(slot.value).map((one) => one);
  if (values.length === 0) values.push("");
  const put = () => { slot.value = values.filter((one) => textOf(one) !== ""); };
  const show = (focus) => {
    boxes.replaceChildren(
      ...values.map((value, at) => {
        const one = { get value() { return values[at]; }, set value(text) { values[at] = text; put(); } };
        const name = values.length === 1 ? {} : { "aria-labelledby": undefined, "aria-label": numbered(at) };
        const box = textBox(field, one, { ...context, id: at === 0 ? context.id : newId("f") }, name);
        const drop = () => {
          values.splice(at, 1);
          if (values.length === 0) values.push("");
          put();
          show(Math.max(0, at - 1));
          context.announce(words.removed(numbered(at)));
        };
        return make("div", { class: "text" }, box, make("button", { type: "button", class: "icon", "aria-label": words.remove(numbered(at)), onclick: drop }, picture("M6 6l12 12M18 6L6 18")));
      }),
      make("button", { type: "button", class: "small", onclick: () => { values.push(""); show(values.length - 1); } }, `+ ${words.add}`),
    );
    if (focus !== undefined) boxes.children[focus]?.querySelector("input, textarea")?.focus();
  };
  show();
  return boxes;
}

/** The rows of a field as a table; on a narrow screen a card for each. */
function table(field, slot, path, form, context) {
  const { words } = context;
  const columns = (field.fields ?? []).filter(isFirst);
  const place = make("div", { class: "table" });
  const rows = () => listOf(slot.value);
  /** Puts the rows, and the focus into one of them: what its conditions switch off cannot have it. Without rows, to the button. */
  const put = (list, focus, said) => {
    slot.value = list;
    show();
    form.check();
    const inside = [...(place.querySelectorAll(":scope > .scroll > table > tbody > tr")[focus]?.querySelectorAll("input, select, textarea, button") ?? [])];
    (inside.find((one) => one.checkVisibility() && !one.closest("[inert]")) ?? place.lastElementChild).focus();
    context.announce(said);
  };
  const row = (holder, number) => {
    const name = words.row(number + 1);
    const copy = () => put(rows().toSpliced(number + 1, 0, structuredClone(rows()[number])), number + 1, words.added(words.row(number + 2)));
    const drop = () => put(rows().toSpliced(number, 1), Math.max(0, number - 1), words.removed(name));
    const inside = (id) => new Slot(() => rows()[number], id, form.changed);
    const cells = columns.map((column) => make("td", { "data-label": column.name || column.id }, fieldOf(column, inside(column.id), `${path}/${number}/${escapeId(column.id)}`, form, columns)));
    return make(
      "tr",
      { "aria-label": name, "data-path": `${path}/${number}` },
      make("th", { scope: "row" }, make("span", { class: "number" }, String(number + 1))),
      cells,
      make(
        "td",
        { class: "actions" },
        make("button", { type: "button", class: "icon", title: words.copyRow, "aria-label": `${words.copyRow} ${number + 1}`, onclick: copy }, picture("M8 8h11v11H8zM5 16V5h11")),
        make("button", { type: "button", class: "icon", title: words.removeRow, "aria-label": `${words.removeRow} ${number + 1}`, onclick: drop }, picture("M6 6l12 12M18 6L6 18")),
      ),
    );
  };
  const show = () => {
    for (const shown of form.shown.keys()) if (shown.startsWith(`${path}/`)) form.shown.delete(shown);
    const all = rows().filter((one) => typeof one === "object");
    const heads = columns.map((column) => make("th", { scope: "col", class: mustHave(column) ? "required" : undefined }, column.name || column.id));
    place.replaceChildren(
      all.length === 0
        ? make("p", { class: "note" }, words.noRows)
        : make(
            "div",
            { class: "scroll", tabindex: "0", role: "region", "aria-labelledby": context.labelId },
            make("table", {}, make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "#"), heads, make("th", { scope: "col" }, make("span", { class: "unseen" }, words.actions)))), make("tbody", {}, all.map(row))),
          ),
      make("button", { type: "button", class: "small", id: context.id, onclick: () => put([...rows(), {}], rows().length, words.added(words.row(rows().length + 1))), "data-control": path, "aria-describedby": context.aria["aria-describedby"] }, `+ ${words.addRow}`),
    );
  };
  show();
  return place;
}

/** Whether a field is required whatever else is there. */
const mustHave = (field) =>
  (field.rules ?? []).some(({ name, value, condition }) => name === "requiredRule" && value?.trim().toLowerCase() === "true" && !condition) &&
  !rule(field, "disableRule");

/** Text for people: no value. */
function labels(field) {
  const line = (one) => (one.labels ? one.labels.flatMap(line) : [[one.name, one.value].filter(Boolean).map(plain).join("：")]);
  const lines = (field.labels ?? []).flatMap(line).filter(Boolean);
  return make("div", { class: "info" }, field.name && make("strong", {}, field.name), lines.map((text) => make("p", {}, text)));
}
