"use strict";
(() => {
  const form = document.querySelector(".filters");
  // Names are looked up once for each file and each list, not for each of their many changes.
  const cached = (make) => {
    const known = new Map();
    return (element) => {
      if (!known.has(element)) known.set(element, make(element));
      return known.get(element);
    };
  };
  const text = cached((element) => element.textContent.toLowerCase());
  const nameOf = cached((file) => file.querySelector("h2").textContent.toLowerCase() + " ");
  // Of an option the name of its field, but not the other options that the heading names.
  const headingOf = cached((list) =>
    [...list.querySelectorAll(":scope > summary > b, :scope > summary > code")]
      .map((name) => name.textContent.toLowerCase()).join(" ") + " ");
  const files = [...document.querySelectorAll(".file")];
  const lists = [...document.querySelectorAll(".list")];
  const nothing = document.querySelector(".nothing");
  // A change, or an option of a list: what has a level and a code.
  const changes = [...document.querySelectorAll("[data-level]")].map((element) => ({
    element,
    list: element.closest(".list"),
    file: element.closest(".file"),
    level: element.dataset.level,
    code: element.dataset.code,
  }));
  const textOf = (change) =>
    nameOf(change.file) + (change.list ? headingOf(change.list) : "") + text(change.element);
  document.documentElement.classList.add("js");
  for (const code of [...new Set(changes.map((change) => change.code))].sort()) {
    form.elements.code.append(new Option(code, code));
  }
  const levels = () => [...form.querySelectorAll("[name=level]")];

  function apply() {
    const wanted = new Set(levels().filter((box) => box.checked).map((box) => box.value));
    const code = form.elements.code.value;
    const words = form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
    const has = (make) => {
      if (!words.length) return true;
      const text = make();
      return words.every((word) => text.includes(word));
    };
    const alive = new Set();
    let shown = 0;
    for (const change of changes) {
      const fits = wanted.has(change.level) && (!code || code === change.code) && has(() => textOf(change));
      change.element.hidden = !fits;
      if (fits) {
        shown += 1;
        alive.add(change.file);
        if (change.list) alive.add(change.list);
      }
    }
    for (const list of lists) list.hidden = !alive.has(list);
    for (const file of files) {
      for (const items of file.querySelectorAll(".items")) {
        const level = items.classList.contains("broken") ? "breaking" : "compatible";
        const causes = [...items.querySelectorAll(".cause")];
        for (const cause of causes) cause.hidden = !has(() => nameOf(file) + text(cause));
        items.hidden = !wanted.has(level) || Boolean(code) || causes.every((cause) => cause.hidden);
        if (!items.hidden) alive.add(file);
      }
      const unread = file.classList.contains("unreadable");
      if (unread && !code && has(() => text(file))) alive.add(file);
      file.hidden = !alive.has(file);
    }
    const output = form.querySelector("output");
    output.value = output.dataset.shown.replace("{shown}", shown).replace("{all}", changes.length);
    if (files.length) nothing.hidden = files.some((file) => !file.hidden);
  }

  // The filters are in the address, so that a link leads to what is seen.
  function remember() {
    const state = new URLSearchParams();
    const boxes = levels();
    const checked = boxes.filter((box) => box.checked);
    if (checked.length < boxes.length) state.set("level", checked.map((box) => box.value).join(","));
    if (form.elements.code.value) state.set("code", form.elements.code.value);
    if (form.elements.text.value) state.set("text", form.elements.text.value);
    const hash = state.toString();
    history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search);
  }

  function recall() {
    const hash = location.hash.slice(1);
    const target = /^[0-9a-f]{16}$/.test(hash) && document.getElementById(hash);
    if (target) {
      for (const box of levels()) box.checked = true;
      form.elements.code.value = "";
      form.elements.text.value = "";
      apply();
      for (let around = target; around; around = around.parentElement) {
        if (around.tagName === "DETAILS") around.open = true;
      }
      target.scrollIntoView({ block: "center" });
      return;
    }
    const state = new URLSearchParams(hash);
    if (state.has("level")) {
      const wanted = state.get("level").split(",");
      for (const box of levels()) box.checked = wanted.includes(box.value);
    }
    form.elements.code.value = state.get("code") || "";
    form.elements.text.value = state.get("text") || "";
    apply();
  }

  form.addEventListener("input", () => { apply(); remember(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  const openAll = (open) => {
    for (const details of document.querySelectorAll("details")) details.open = open;
  };
  form.elements.open.addEventListener("click", () => openAll(true));
  form.elements.close.addEventListener("click", () => openAll(false));
  addEventListener("hashchange", recall);
  recall();
})();
