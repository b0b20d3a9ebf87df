// Choices: a select for few options, a box with a search for many. Only what is seen of many options is in the page.

const FEW = 12;
const SHOWN = 60;

const isFew = (options) => options.length > 0 && options.length <= FEW;
const nameOf = (option) => option.display_name || option.value || "";
const knownOf = kept((options) => new Map(options.map((option) => [option.value, option])));
/** What a search looks into, for each option. */
const searchedOf = kept((options) => options.map((option) => `${nameOf(option)} ${option.value}`.toLowerCase()));

/** One of the options. */
function chooser(options, slot, context) {
  const known = knownOf(options);
  const custom = customText(options, slot, context);
  const put = (value) => {
    slot.value = value;
    custom?.follow();
  };
  const control = options.length <= FEW ? select(options, known, slot, context, put) : search(options, known, slot, context, put);
  return custom ? [control, custom.element] : [control];
}

function select(options, known, slot, context, put) {
  const current = textOf(slot.value);
  const option = ({ value, name }) => make("option", { value, selected: value === current }, name);
  const foreign = current !== "" && !known.has(current) ? [option({ value: current, name: current })] : [];
  return make(
    "select",
    { id: context.id, onchange: (event) => put(event.target.value), ...context.aria },
    make("option", { value: "" }, context.words.choose),
    foreign,
    [...known.values()].map((one) => option({ value: one.value, name: nameOf(one) })),
  );
}

/** A box that offers what matches the text in it. */
function search(options, known, slot, context, put, { several } = {}) {
  const { words } = context;
  const list = make("ul", { role: "listbox", id: newId("options"), hidden: true, "aria-label": context.label });
  const input = make("input", {
    id: context.id,
    type: "text",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    "aria-expanded": "false",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    placeholder: words.search,
    ...context.aria,
  });
  let shown = [];
  let active = -1;
  const settle = () => {
    const value = several ? "" : textOf(slot.value);
    input.value = value === "" ? "" : known.has(value) ? nameOf(known.get(value)) : value;
  };
  const follow = (event) => { if (event.target !== list) place(); };
  const close = () => {
    removeEventListener("scroll", follow, { capture: true });
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  /** Marks an option of those that are shown; none with -1. */
  const mark = (at) => {
    active = at;
    const item = shown[at] && list.children[at];
    [...list.children].slice(0, shown.length).forEach((one) => one.setAttribute("aria-selected", String(one === item)));
    if (item) {
      input.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  };
  const open = (text) => {
    const wanted = text.trim().toLowerCase();
    const names = searchedOf(options);
    shown = [];
    let count = 0;
    for (let at = 0; at < options.length; at += 1) {
      if (wanted !== "" && !names[at].includes(wanted)) continue;
      count += 1;
      if (shown.length < SHOWN) shown.push(options[at]);
    }
    const rest = count - shown.length;
    list.replaceChildren(
      ...shown.map((option) =>
        make("li", { role: "option", id: newId("option"), onpointerdown: (event) => { event.preventDefault(); choose(option); } }, nameOf(option), " ", make("small", {}, option.value)),
      ),
      ...(count === 0 ? [make("li", { class: "note", role: "presentation" }, words.none)] : []),
      ...(rest > 0 ? [make("li", { class: "note", role: "presentation" }, words.more(rest))] : []),
    );
    if (list.hidden) addEventListener("scroll", follow, { capture: true, passive: true });
    list.hidden = false;
    place();
    input.setAttribute("aria-expanded", "true");
    mark(wanted === "" ? -1 : 0);
    context.announce(words.found(count));
  };
  /** Below the box, or above it where there is more room; outside of what cuts off, such as a table that scrolls. */
  const place = () => {
    const box = input.getBoundingClientRect();
    const [above, below] = [box.top, innerHeight - box.bottom];
    const isBelow = below > 220 || below >= above;
    const width = Math.max(box.width, 224);
    Object.assign(list.style, {
      left: `${Math.max(0, Math.min(box.left, innerWidth - width))}px`,
      width: `${width}px`,
      top: isBelow ? `${box.bottom + 2}px` : "auto",
      bottom: isBelow ? "auto" : `${innerHeight - box.top + 2}px`,
      maxHeight: `${Math.min(304, (isBelow ? below : above) - 8)}px`,
    });
  };
  const choose = (option) => {
    put(option.value);
    settle();
    close();
  };
  input.addEventListener("focus", () => input.select());
  input.addEventListener("click", () => open(""));
  input.addEventListener("input", () => open(input.value));
  input.addEventListener("blur", () => {
    if (input.value.trim() === "" && !several) put("");
    // A text that is exactly one option counts as chosen.
    const exact = shown.find((option) => !list.hidden && [option.value, nameOf(option)].includes(input.value.trim()));
    if (exact) put(exact.value);
    settle();
    close();
  });
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (list.hidden) open("");
      if (shown.length > 0) mark(active < 0 && step < 0 ? shown.length - 1 : (active + step + shown.length) % shown.length);
    } else if (event.key === "Enter" && !list.hidden) {
      event.preventDefault();
      if (shown[active]) choose(shown[active]);
    } else if (event.key === "Escape") {
      settle();
      close();
    }
  });
  settle();
  return make("div", { class: "search" }, input, list);
}

/** Several of the options. */
function severalChooser(options, slot, context) {
  const known = knownOf(options);
  const texts = () => listOf(slot.value).map(textOf);
  const toggle = (value, on) => {
    const rest = listOf(slot.value).filter((one) => textOf(one) !== value);
    slot.value = on ? [...rest, value] : rest;
  };
  if (options.length <= FEW) {
    const current = new Set(texts());
    const boxes = [...known.values()].map((option, number) =>
      make(
        "label",
        { class: "check" },
        make("input", {
          type: "checkbox",
          id: number === 0 ? context.id : undefined,
          checked: current.has(option.value),
          onchange: (event) => toggle(option.value, event.target.checked),
          ...context.aria,
          // Each has the name of its option; the group has that of the field.
          "aria-labelledby": undefined,
        }),
        nameOf(option),
      ),
    );
    return [make("div", { class: "checks", role: "group", "aria-labelledby": context.labelId }, boxes)];
  }
  const chips = make("ul", { class: "chips", "aria-labelledby": context.labelId });
  const called = (value) => (known.has(value) ? nameOf(known.get(value)) : value);
  const show = () =>
    chips.replaceChildren(
      ...texts().map((value, at) => {
        const name = called(value);
        const drop = () => {
          toggle(value, false);
          show();
          // The button is gone: the focus goes to the next one, or to the search.
          const buttons = chips.querySelectorAll("button");
          (buttons[Math.min(at, buttons.length - 1)] ?? box.querySelector("input")).focus();
          context.announce(context.words.removed(name));
        };
        return make("li", {}, name, make("button", { type: "button", "aria-label": context.words.remove(name), onclick: drop }, "×"));
      }),
    );
  const put = (value) => {
    if (value === "") return;
    toggle(value, true);
    show();
    context.announce(context.words.added(called(value)));
  };
  const box = search(options, known, slot, context, put, { several: true });
  show();
  return [chips, box];
}

/** A text of one's own behind an option that stands for one, such as -1; none if the field has no such option or a field beside it. */
function customText(options, slot, context) {
  if (!context.takesCustom) return null;
  const isMarker = (value) => /^-[0-9]*[1-9][0-9]*$/.test(value);
  const input = make("input", {
    type: "text",
    class: "custom",
    placeholder: context.words.custom,
    "aria-label": `${context.label}: ${context.words.custom}`,
    oninput: (event) => {
      const value = textOf(slot.value);
      slot.value = event.target.value === "" ? value : { value, inputValue: event.target.value };
    },
  });
  const follow = () => {
    input.hidden = !isMarker(textOf(slot.value));
    input.value = slot.value?.inputValue ?? "";
  };
  follow();
  return { element: input, follow };
}
