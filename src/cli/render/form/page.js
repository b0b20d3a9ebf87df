// The page: the engine is started, the form is built, and each change is validated.

const data = JSON.parse(document.getElementById("data").textContent);

async function engineBytes() {
  const text = document.getElementById("engine").textContent;
  const bytes = Uint8Array.from(atob(text), (digit) => digit.charCodeAt(0));
  if (!data.compressed) return bytes;
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

async function start() {
  let lang = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
  let engine;
  try {
    engine = await load(engineBytes());
  } catch (error) {
    document.body.append(make("p", { class: "status wrong", role: "alert" }, WORDS[lang].noEngine(error.message)));
    throw error;
  }
  const schema = engine.Schema.parse(data.schema, { dialect: data.dialect });
  const { fields } = schema.inspect();
  let item = schema.defaults();
  let validators = {};
  const validator = () => (validators[lang] ??= new engine.Validator(schema, { lang }));

  const form = {
    words: WORDS[lang],
    /** What is shown, by path. */
    shown: new Map(),
    /** The fields that were left once. */
    visited: new Set(),
    /** Whether missing values are reported everywhere. */
    all: false,
    status: make("p", { class: "status", role: "status", "aria-live": "polite", tabindex: "-1" }),
    elsewhere: make("section", { class: "elsewhere" }),
    said: make("p", { class: "unseen", role: "status", "aria-live": "polite" }),
    announce: (text) => { form.said.textContent = text; },
    changed: () => { clearTimeout(form.timer); form.timer = setTimeout(form.check, 120); },
    check: () => {
      clearTimeout(form.timer);
      showRequirements(schema.requirements(item, { lang }), form);
      const report = validator().check(item);
      if (report.valid) notice.replaceChildren();
      showFindings(report, form);
    },
  };

  const buttons = {
    lang: make("button", { type: "button", class: "quiet", onclick: () => speak(lang === "en" ? "zh" : "en") }),
    load: make("button", { type: "button", onclick: () => file.click() }),
    save: make("button", { type: "button", class: "main", onclick: () => save(false) }),
  };
  const file = make("input", { type: "file", accept: ".xml,.json", hidden: true, id: "file", onchange: () => open(file.files[0]) });
  const notice = make("div", { class: "notice", role: "alert" });
  const main = make("main", {});
  main.addEventListener("focusout", (event) => {
    const path = event.target.closest?.(".field")?.dataset.path;
    if (path === undefined || form.visited.has(path)) return;
    form.visited.add(path);
    form.changed();
  });
  const header = make("header", {}, make("div", { class: "bar" }, make("h1", {}, document.body.dataset.title), form.status, make("div", { class: "buttons" }, buttons.lang, buttons.load, buttons.save, file)));
  document.body.append(header, notice, main, form.said);
  // What gets the focus is not scrolled under the header, which has more lines on a narrow screen.
  new ResizeObserver(() => { document.documentElement.style.scrollPaddingTop = `${header.offsetHeight + 12}px`; }).observe(header);

  const build = () => {
    form.shown.clear();
    main.replaceChildren(form.elsewhere, ...level(fields, (id) => new Slot(() => item, id, form.changed), "", form));
    form.check();
  };

  function speak(next) {
    lang = next;
    form.words = WORDS[lang];
    document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
    document.title = `${document.body.dataset.title} · ${form.words.form}`;
    buttons.lang.textContent = form.words.other;
    buttons.lang.lang = lang === "zh" ? "en" : "zh-CN";
    buttons.load.textContent = form.words.load;
    buttons.save.textContent = form.words.save;
    notice.replaceChildren();
    build();
  }

  async function open(chosen) {
    if (!chosen) return;
    notice.replaceChildren();
    try {
      item = schema.toJson(new Uint8Array(await chosen.arrayBuffer()), { drop: true, lang });
      form.all = true;
      build();
      form.announce(form.words.opened(chosen.name));
    } catch (error) {
      if (!(error instanceof TmallSchemaError)) throw error;
      const place = error.line === undefined ? "" : ` (${error.line}:${error.column})`;
      notice.replaceChildren(make("p", { class: "error" }, form.words.unreadable(chosen.name, error.message + place)));
    }
    file.value = "";
  }

  function save(anyway) {
    notice.replaceChildren();
    form.all = true;
    form.check();
    if (!anyway && !validator().check(item).valid) {
      notice.replaceChildren(
        make("p", { class: "error" }, form.words.savedWithErrors, " ", make("button", { type: "button", class: "small", onclick: () => { buttons.save.focus(); save(true); } }, form.words.saveAnyway)),
      );
      focusFirst(form);
      return;
    }
    const xml = schema.write(item, { declaration: true, indent: true, lang });
    const address = URL.createObjectURL(new Blob([xml], { type: "application/xml" }));
    make("a", { href: address, download: "item.xml" }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
    form.announce(form.words.saved);
  }

  speak(lang);
  document.body.dataset.ready = "true";
}

start();
