//! What the cases of the contract are made from: the conformance cases, the demonstrations, and cases of its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde_json::{Map, Value as Json, json};

use super::format::Case;

#[derive(Deserialize)]
struct Conformance {
    case: Vec<Stated>,
}

/// The inputs of a conformance case; `fixtures/conformance/README.md` describes them.
#[derive(Deserialize)]
struct Stated {
    name: String,
    schema: Option<String>,
    item: Option<String>,
    old: Option<String>,
    new: Option<String>,
    root: Option<String>,
    item_root: Option<String>,
    encoding: Option<String>,
    answer: Option<String>,
    assets: Option<Json>,
    #[serde(default)]
    args: Vec<String>,
    #[serde(default)]
    raw: bool,
}

fn fixture(path: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(path)).unwrap()
}

fn stated(file: &str) -> Vec<Stated> {
    let text = String::from_utf8(fixture(&format!("conformance/{file}"))).unwrap();
    toml::from_str::<Conformance>(&text).unwrap().case
}

impl Stated {
    fn document(&self, text: &str, root: &str) -> Vec<u8> {
        let wraps = !self.raw && !text.trim_start().starts_with("<?xml");
        let text = if wraps { format!("<{root}>{text}</{root}>") } else { text.to_owned() };
        match self.encoding.as_deref() {
            None => text.into_bytes(),
            Some("utf-16") => {
                "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
            }
            Some(name) => {
                let encoding = encoding_rs::Encoding::for_label(name.as_bytes()).unwrap();
                encoding.encode(&text).0.into_owned()
            }
        }
    }

    fn root(&self) -> &str {
        self.root.as_deref().unwrap_or("itemRule")
    }

    fn schema(&self) -> Vec<u8> {
        self.document(self.schema.as_deref().unwrap(), self.root())
    }

    fn item(&self) -> Vec<u8> {
        let of_item = if self.root() == "itemSchema" { "itemSchema" } else { "itemParam" };
        self.document(self.item.as_deref().unwrap(), self.item_root.as_deref().unwrap_or(of_item))
    }

    /// The options of the contract for the arguments of the command line.
    fn options(&self) -> Map<String, Json> {
        let mut options = Map::new();
        let mut words = self.args.iter();
        while let Some(word) = words.next() {
            let name = word.strip_prefix("--").unwrap();
            let value = if name == "partial" { json!(true) } else { json!(words.next().unwrap()) };
            options.insert(name.to_owned(), value);
        }
        if let Some(assets) = &self.assets {
            options.insert("assets".to_owned(), assets.clone());
        }
        options
    }

    /// A case of a function on the item.
    fn on_item(&self, function: &str, options: &Map<String, Json>) -> Case {
        let mut case = Case::new(&self.name, function).with("schema", self.schema());
        if let Some(dialect) = options.get("dialect") {
            case = case.with("schema_options", json!({ "dialect": dialect }).to_string());
        }
        let case = case.with("item", self.item());
        with_options(case, options)
    }
}

fn with_options(case: Case, options: &Map<String, Json>) -> Case {
    if options.is_empty() { case } else { case.with("options", json!(options).to_string()) }
}

/// Every other case asks for Chinese messages.
fn in_both_languages(at: usize, options: &mut Map<String, Json>) {
    if at % 2 == 1 {
        options.insert("lang".to_owned(), json!("zh"));
    }
}

fn validate() -> Vec<Case> {
    let stated: Vec<Stated> = ["validate.toml", "judge.toml"].into_iter().flat_map(stated).collect();
    let mut cases: Vec<Case> = Vec::new();
    for (at, case) in stated.iter().enumerate() {
        let mut options = case.options();
        in_both_languages(at, &mut options);
        cases.push(case.on_item("validate", &options));
    }
    let demo = |item: &str| {
        Case::new(&format!("demo: {item}"), "validate")
            .with("schema", fixture("demo/schema.xml"))
            .with("item", fixture(&format!("demo/{item}")))
    };
    cases.push(demo("item.xml"));
    cases.push(demo("answer.json").with("options", r#"{"lang":"zh","max_findings":1}"#));
    cases.push(demo("item.xml").with("options", r#"{"severities":{"max-length":"off","regex":"note"}}"#));
    cases.push(demo("item.xml").with("options", r#"{"characters":"utf16"}"#));
    cases.push(demo("item.xml").with("options", r#"{"character":"ascii"}"#));
    cases.push(demo("item.xml").with("options", r#"{"severities":{"no-such-code":"off"}}"#));
    cases.push(demo("item.xml").with("options", r#"{"lang":"fr"}"#));
    cases.push(demo("item.xml").with("options", "["));
    let form = r#"{"title":"短","price":"1","sku":[{"prop_1627207":{"value":"-1","inputValue":"雾霾蓝"}}]}"#;
    let small = |item: &str| {
        Case::new("JSON form", "validate").with("schema", fixture("demo/schema.xml")).with("item", item)
    };
    cases.push(small(form));
    cases.push(small(form).with("options", r#"{"partial":true}"#));
    cases.push(small("{\"title\":\n 1}"));
    cases.push(small("\u{FEFF}{}"));
    cases.push(small(""));
    cases
}

fn on_items() -> Vec<Case> {
    let mut cases = Vec::new();
    for (at, case) in stated("validate.toml").iter().enumerate() {
        let mut options = Map::new();
        in_both_languages(at, &mut options);
        for function in ["requirements", "write", "to_json", "from_json"] {
            let mut options = options.clone();
            if function.contains("json") && at % 4 > 1 {
                options.insert("drop".to_owned(), json!(true));
            }
            if function == "write" && at % 4 > 1 {
                options.insert("indent".to_owned(), json!(true));
            }
            cases.push(case.on_item(function, &options));
        }
    }
    let demo =
        |name: &str, function: &str| Case::new(name, function).with("schema", fixture("demo/schema.xml"));
    let form = r#"{"title":"纯棉 & 衬衫","sku":[{"sku_price":"1.00"}],"start_time":"2026-01-01 00:00:00"}"#;
    cases.push(demo("of a new item", "requirements"));
    cases.push(demo("from the JSON form", "write").with("item", form));
    let all = r#"{"indent":true,"declaration":true,"disabled_fields":true}"#;
    cases.push(demo("all options", "write").with("item", form).with("options", all));
    cases.push(demo("from the JSON form", "from_json").with("item", form));
    cases.push(Case::new("without a schema", "to_json").with("item", fixture("demo/item.xml")));
    cases.push(Case::new("without a schema", "write").with("item", form));
    cases
}

fn schemas() -> Vec<Case> {
    let mut cases = Vec::new();
    for case in stated("answers.toml") {
        let answer = case.answer.as_deref().unwrap_or_default();
        cases.push(Case::new(&case.name, "parse_schema").with("schema", answer));
    }
    for (name, file) in [
        ("demo", "demo/schema.xml"),
        ("demo in an answer", "demo/answer.json"),
        ("wholesale", "mapping/wholesale/schema.xml"),
    ] {
        for function in ["inspect", "defaults"] {
            cases.push(Case::new(name, function).with("schema", fixture(file)));
        }
    }
    for (name, schema, options) in [
        ("a limit", "<itemRule><a><b><c/></b></a></itemRule>", r#"{"max_depth":2,"lang":"zh"}"#),
        (
            "JSON form",
            r#"{"format_version":1,"root":"itemRule","dialect":"classic","fields":[{"id":"a","type":"input"}]}"#,
            "",
        ),
        (
            "JSON form with a mistake",
            r#"{"format_version":1,"root":"itemRule","dialect":"classic","fields":[{"id":1}]}"#,
            "",
        ),
        ("not well-formed", "<itemRule>\n  <field id='a'", ""),
        ("empty", "", ""),
        ("an unknown option", "<itemRule/>", r#"{"depth":2}"#),
        ("an unknown dialect", "<itemRule/>", r#"{"dialect":"tmall"}"#),
    ] {
        let case = Case::new(name, "parse_schema").with("schema", schema);
        cases.push(if options.is_empty() { case } else { case.with("schema_options", options) });
    }
    cases
}

fn compare() -> Vec<Case> {
    let mut cases = Vec::new();
    let stated = ["diff.toml", "changes.toml"].into_iter().flat_map(stated);
    for (at, case) in stated.enumerate() {
        let mut options = Map::new();
        in_both_languages(at, &mut options);
        let side = |text: &Option<String>| case.document(text.as_deref().unwrap(), case.root());
        let made = Case::new(&case.name, "diff").with("old", side(&case.old)).with("new", side(&case.new));
        cases.push(with_options(made, &options));
    }
    let items = |name: &str| -> Vec<Vec<u8>> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/diff-demo/items").join(name);
        let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files.iter().map(|file| fs::read(file).unwrap()).collect()
    };
    for (name, lang) in [("1512", ""), ("50010850", r#"{"lang":"zh"}"#), ("50012027", "")] {
        let mut case = Case::new(&format!("diff-demo: {name}"), "impact")
            .with("old", fixture(&format!("diff-demo/yesterday/{name}.xml")))
            .with("new", fixture(&format!("diff-demo/today/{name}.xml")));
        for item in items(name).into_iter().chain([b"no item".to_vec()]) {
            case = case.with("item", item);
        }
        cases.push(if lang.is_empty() { case } else { case.with("options", lang) });
    }
    let readback = |name: &str| {
        Case::new(name, "readback")
            .with("sent", fixture("readback-demo/sent.xml"))
            .with("stored", fixture("readback-demo/stored.xml"))
    };
    cases.push(readback("without a schema"));
    cases.push(readback("with a schema").with("schema", fixture("readback-demo/rule.xml")));
    cases.push(
        readback("options").with("options", r#"{"keys":{"/sku":["sku_price"]},"order":true,"lang":"zh"}"#),
    );
    let refused = Case::new("an error answer", "readback").with("sent", fixture("readback-demo/sent.xml"));
    cases.push(refused.with("stored", fixture("readback-demo/refusal.json")));
    cases
}

fn fill() -> Vec<Case> {
    let mut cases = Vec::new();
    let lists: [(&str, &str, &str); 2] =
        [("clothing", "mapping.toml", "records.ndjson"), ("wholesale", "mapping.toml", "records.json")];
    for (folder, mapping, records) in lists {
        let records = String::from_utf8(fixture(&format!("mapping/{folder}/{records}"))).unwrap();
        let stream =
            serde_json::Deserializer::from_str(&records).into_iter::<Box<serde_json::value::RawValue>>();
        let mut texts: Vec<String> = Vec::new();
        for text in stream.map(Result::unwrap) {
            match serde_json::from_str::<Vec<Box<serde_json::value::RawValue>>>(text.get()) {
                Ok(list) => texts.extend(list.iter().map(|one| one.get().to_owned())),
                Err(_) => texts.push(text.get().to_owned()),
            }
        }
        for (at, record) in texts.iter().enumerate() {
            let case = Case::new(&format!("{folder}: {at}"), "fill")
                .with("schema", fixture(&format!("mapping/{folder}/schema.xml")))
                .with("mapping", fixture(&format!("mapping/{folder}/{mapping}")))
                .with("record", record);
            cases.push(if at % 2 == 1 { case.with("options", r#"{"lang":"zh"}"#) } else { case });
        }
    }
    for (name, mapping, record) in [
        ("an unknown field", "[fields]\n\"/nothing\" = \"a\"\n", "{}"),
        ("not TOML", "[fields", "{}"),
        ("not JSON", "[fields]\n\"/title\" = \"a\"\n", "{a}"),
        ("an amount with its digits", "[fields]\n\"/price\" = \"a\"\n", "{\"a\":10.00}"),
    ] {
        let case = Case::new(name, "fill").with("schema", fixture("demo/schema.xml"));
        cases.push(case.with("mapping", mapping).with("record", record));
    }
    cases
}

fn explain() -> Vec<Case> {
    let explain = |code: &str, lang: &str| {
        let case = Case::new(code, "explain").with("code", code);
        if lang.is_empty() { case } else { case.with("options", json!({ "lang": lang }).to_string()) }
    };
    vec![
        explain("required", ""),
        explain("max-length", "zh"),
        explain("rule-added", ""),
        explain("not-a-number", "zh"),
        explain("no-such-code", ""),
        explain("没有", "zh"),
        explain("", ""),
    ]
}

/// The files of `cases`, without the answers.
pub fn files() -> BTreeMap<&'static str, Vec<Case>> {
    BTreeMap::from([
        ("validate.cases", validate()),
        ("items.cases", on_items()),
        ("schemas.cases", schemas()),
        ("compare.cases", compare()),
        ("fill.cases", fill()),
        ("explain.cases", explain()),
    ])
}
