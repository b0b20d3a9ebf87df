// What the engine says of the item, at the fields it is about.

/** The shown field that a path leads to: itself, or the nearest around it. */
function nearest(path, form) {
  for (let at = path; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) {
    if (form.shown.has(at)) return at;
  }
  return undefined;
}

/** What a finding is about inside the field that it is shown at, such as one of its rows or texts. */
function within(rest, form) {
  const number = /^\/([0-9]+)$/.exec(rest);
  if (number) return `${form.words.nth(Number(number[1]) + 1)}${form.words.colon}`;
  return rest !== "" && [make("code", {}, rest), " "];
}

/** Marks what is required, and takes away what is disabled. */
function showRequirements(requirements, form) {
  const { words } = form;
  const states = new Map(requirements.map((one) => [one.path, one]));
  for (const [path, { element, state, field }] of form.shown) {
    const found = states.get(path);
    const isDisabled = found?.state === "disabled";
    element.classList.toggle("disabled", isDisabled);
    const control = element.querySelector(":scope > .control");
    if (control.inert !== isDisabled) control.inert = isDisabled;
    const text =
      isDisabled ? words.disabled : found?.state === "required" ? words.required : found?.state === "if-given" ? words.ifGiven : "";
    if (state.textContent !== text) state.textContent = text;
    state.title = found?.why ?? "";
    state.className = `state ${found?.state ?? ""}`;
    const box = control.querySelector(":scope > input, :scope > select, :scope > textarea, :scope > .search > input");
    if (box && !INSIDE.has(kindOf(field))) {
      if (found?.state === "required") box.setAttribute("aria-required", "true");
      else box.removeAttribute("aria-required");
    }
  }
}

/** Shows findings at their fields, and those without a field in a list. A missing value is reported once a field was visited. */
function showFindings(report, form) {
  const byPath = new Map();
  const elsewhere = [];
  let missing = 0;
  const counts = { error: 0, warning: 0 };
  for (const finding of report.findings) {
    if (finding.severity === "note") continue;
    const at = nearest(finding.path, form);
    const isMissing = finding.code === "required" && finding.severity === "error";
    if (isMissing && !form.all && !(at !== undefined && form.visited.has(at))) {
      missing += 1;
      continue;
    }
    counts[finding.severity] += 1;
    if (at === undefined) elsewhere.push(finding);
    else byPath.set(at, [...(byPath.get(at) ?? []), finding]);
  }
  for (const [path, { element }] of form.shown) {
    const found = byPath.get(path) ?? [];
    const place = element.querySelector(":scope > .found");
    const texts = found.map((one) => `${one.severity} ${one.path} ${one.message}`).join("\n");
    if (place.dataset.texts !== texts) {
      place.dataset.texts = texts;
      place.replaceChildren(
        ...found.map((one) => make("p", { class: one.severity, "data-code": one.code }, within(one.path.slice(path.length), form), one.message)),
      );
    }
    const isWrong = found.some(({ severity }) => severity === "error");
    element.classList.toggle("wrong", isWrong);
    for (const control of element.querySelectorAll(`[data-control="${CSS.escape(path)}"]`)) {
      if (isWrong) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }
  }
  form.elsewhere.replaceChildren(
    ...(elsewhere.length === 0
      ? []
      : [
          make("h2", {}, form.words.elsewhere),
          make("ul", {}, elsewhere.map(({ severity, path, message }) => make("li", { class: severity }, make("code", {}, path || "/"), " ", message))),
        ]),
  );
  const { words } = form;
  const parts = [
    counts.error > 0 && words.errors(counts.error),
    missing > 0 && words.missing(missing),
    counts.warning > 0 && words.warnings(counts.warning),
  ].filter(Boolean);
  const text = report.valid ? [words.valid, ...parts].join(" · ") : parts.join(" · ");
  form.status.className = `status ${report.valid ? "valid" : "wrong"}`;
  // Said again by screen readers only if it changed.
  if (form.status.textContent !== text) form.status.textContent = text;
}

/** Puts the focus on the first field with an error. */
function focusFirst(form) {
  const wrong = [...document.querySelectorAll(".field.wrong")].find((field) => !field.querySelector(".field.wrong"));
  const control = wrong?.querySelector(`[data-control="${CSS.escape(wrong.dataset.path)}"]`) ?? wrong?.querySelector("[data-control]");
  (control ?? form.status).focus();
  wrong?.scrollIntoView({ block: "center" });
}
