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
        for function in ["inspect", "defaults", "to_json_schema"] {
            cases.push(Case::new(name, function).with("schema", fixture(file)));
        }
    }
    let whole = Case::new("an unknown option", "to_json_schema").with("schema", fixture("demo/schema.xml"));
    cases.push(whole.with("options", r#"{"to":"form"}"#));
    for (at, case) in stated("validate.toml").iter().step_by(7).enumerate() {
        let lang = if at % 2 == 1 { "zh" } else { "en" };
        let made = Case::new(&case.name, "to_json_schema").with("schema", case.schema());
        cases.push(made.with("options", json!({ "lang": lang }).to_string()));
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

/// Messages in both languages from one call.
fn both() -> Vec<Case> {
    let both = r#"{"lang":"both"}"#;
    let schema = || fixture("demo/schema.xml");
    let refused = r#"{"error_response":{"code":7,"msg":"App Call Limited"}}"#;
    let case = |name: &str, function: &str| {
        Case::new(&format!("both languages: {name}"), function).with("schema", schema())
    };
    let side = |side: &str| fixture(&format!("diff-demo/{side}/50010850.xml"));
    let sides = |function: &str| {
        Case::new("both languages", function).with("old", side("yesterday")).with("new", side("today"))
    };
    vec![
        case("findings", "validate").with("item", fixture("demo/item.xml")).with("options", both),
        case("a failure", "validate").with("item", "<itemParam>").with("options", both),
        case("an error answer", "validate").with("item", refused).with("options", both),
        case("what is not expressed", "to_json_schema").with("options", both),
        sides("diff").with("options", both),
        sides("impact").with("item", "<").with("options", both),
        Case::new("both languages", "readback")
            .with("sent", fixture("readback-demo/sent.xml"))
            .with("stored", fixture("readback-demo/stored.xml"))
            .with("options", both),
        case("codes are in one", "validate").with("item", "{}").with("options", r#"{"lang":"all"}"#),
    ]
}

fn house() -> Vec<Case> {
    let item =
        r#"{"title":"国家级 纯棉衬衫","price":"10.00","sku":[{"sku_price":"1.00"},{"sku_price":"1.00"}]}"#;
    let rules = "[[rule]]\ncode = \"same-price\"\nseverity = \"warning\"\nmessage.en = \"two rows cost {{ value }}\"\nmessage.zh = \"两行价格均为 {{ value }}\"\nat = \"/sku/*\"\nunique = \"/sku/*/sku_price\"\n";
    let case = |name: &str, options: Json| {
        Case::new(&format!("house rules: {name}"), "validate")
            .with("schema", fixture("demo/schema.xml"))
            .with("item", item)
            .with("options", options.to_string())
    };
    let sides = Case::new("house rules", "impact")
        .with("old", fixture("demo/schema.xml"))
        .with("new", fixture("demo/schema.xml"))
        .with("item", item);
    vec![
        case("a pack", json!({"packs": ["tmall"]})),
        case("rules of one's own", json!({"rules": [rules], "lang": "zh"})),
        case("both", json!({"packs": ["taobao"], "rules": [rules], "lang": "both"})),
        case(
            "a severity",
            json!({"rules": [rules], "severities": {"same-price": "error", "max-length": "off"}}),
        ),
        case("off", json!({"rules": [rules], "severities": {"same-price": "off"}})),
        case("a severity of no rule", json!({"rules": [rules], "severities": {"no-such-code": "off"}})),
        case("no pack", json!({"packs": ["jd"]})),
        case("rules that are wrong", json!({"rules": [rules, "[[rule]]\ncode = \"a\"\n"], "lang": "both"})),
        case("not TOML", json!({"rules": ["[[rule"], "lang": "zh"})),
        sides.with("options", json!({"rules": [rules]}).to_string()),
    ]
}

fn gateway() -> Vec<Case> {
    let mut cases = Vec::new();
    for (name, lang) in [
        ("tmall.item.schema.add", "en"),
        ("com.alibaba.product:alibaba.product.add", "zh"),
        ("tmall.item.schema.ad", "zh"),
        ("", "en"),
    ] {
        let case = Case::new(&format!("methods {name}"), "methods").with("method", name);
        cases.push(case.with("options", json!({ "lang": lang }).to_string()));
    }
    let app = |more: Json| {
        let mut options =
            json!({"app_key": "12345678", "app_secret": "helloworld", "milliseconds": 1_451_620_800_000_i64});
        options.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        options.to_string()
    };
    let add = "tmall.item.schema.add";
    let params = r#"{"category_id":"1512","product_id":"0","xml_data":"<itemParam>\u68c9</itemParam>"}"#;
    let icbu = "alibaba.icbu.product.schema.get";
    for (name, method, params, options) in [
        ("top", add, params, app(json!({"session": "s1"}))),
        (
            "another digest and address",
            add,
            params,
            app(json!({"sign_method": "md5", "url": "http://127.0.0.1:8000/rest"})),
        ),
        ("alibaba.com", icbu, r#"{"param_product_top_publish_request":"{}"}"#, app(json!({"nonce": "7"}))),
        ("a path", "/order/get", r#"{"order_id":"1"}"#, app(json!({"url": "https://api.lazada.sg/rest"}))),
        ("1688", "com.alibaba.trade:alibaba.trade.unknown", r#"{"a":""}"#, app(json!({"unlisted": true}))),
        ("external", "stocks/update", r#"{"a":"b"}"#, app(json!({"unlisted": true}))),
        ("unlisted", "taobao.time.get.unknown", "", app(json!({"unlisted": true}))),
        ("a missing parameter", add, r#"{"category_id":"1512"}"#, app(json!({"lang": "both"}))),
        ("a parameter twice", add, r#"{"category_id":"1","category_id":"2"}"#, app(json!({"lang": "zh"}))),
        ("no such method", "tmall.item.schema.ad", "{}", app(json!({}))),
        ("no address", "/order/get", "{}", app(json!({}))),
        ("numbers are texts", add, r#"{"category_id":1512}"#, app(json!({}))),
        ("options: no time", add, params, r#"{"app_key":"a","app_secret":"b"}"#.to_owned()),
        ("options: no secret", add, params, r#"{"app_key":"a","milliseconds":1}"#.to_owned()),
        ("options: no key", add, params, r#"{"app_secret":"b","milliseconds":1}"#.to_owned()),
        ("options: a digest", add, params, app(json!({"sign_method": "sha1"}))),
        ("options: a gateway", add, params, app(json!({"gateway": "jd"}))),
    ] {
        let case = Case::new(name, "request").with("method", method).with("params", params);
        cases.push(case.with("options", options));
    }
    let added =
        r#"{"tmall_item_schema_add_response":{"add_item_result":9007199254740993123,"request_id":"r1"}}"#;
    let limited = r#"{"error_response":{"code":7,"msg":"App Call Limited","sub_code":"accesscontrol.limited-by-app-access-count","sub_msg":"This ban will last for 71 more seconds","request_id":"r2"}}"#;
    let duplicate = r#"{"error_response":{"code":15,"msg":"Remote service error","sub_code":"ALREADY_EXISTS_SAME_SPU","sub_msg":"该商品已存在：520813250866"}}"#;
    let uncertain = r#"{"error_response":{"code":15,"msg":"Remote service error","sub_code":"isp.remote-service-timeout"}}"#;
    for (name, reply, options) in [
        ("success", added, json!({ "method": add })),
        ("no method", added, json!({})),
        ("throttled", limited, json!({"method": add, "lang": "zh"})),
        ("a duplicate", duplicate, json!({"method": add, "lang": "both"})),
        ("uncertain", uncertain, json!({ "method": add })),
        ("transient", uncertain, json!({"call": "read"})),
        ("a page", "<html>Bad Gateway</html>", json!({"method": add, "status": 502, "lang": "both"})),
        ("no answer", "", json!({"call": "read", "status": 0})),
        ("no such method", added, json!({"method": "tmall.item.schema.ad"})),
        ("no such call", added, json!({"call": "delete"})),
    ] {
        let case = Case::new(&format!("reply: {name}"), "reply").with("reply", reply);
        cases.push(case.with("options", options.to_string()));
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
        ("both.cases", both()),
        ("house.cases", house()),
        ("gateway.cases", gateway()),
    ])
}
