//! From a line of JSON to a written, validated item, beside hand-written code that does the same for one schema
//! and validates nothing.
//!
//! Both take turns on the same 10,000 records of 20 rows, round after round, and write the same bytes.
//!
//! ```text
//! cargo bench --bench fill          7 rounds
//! cargo bench --bench fill -- 20    more
//! ```

// It is a program whose output is a table, and which has nothing better to do than to stop if it cannot go on.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::collections::HashMap;
use std::fmt::Write;
use std::time::{Duration, Instant};

use serde_json::Value;
use tmall_schema::{Mapping, Plan, Record, Schema, Validator};

const SCHEMA: &str = include_str!("../fixtures/mapping/clothing/schema.xml");
const MAPPING: &str = r#"
[fields]
"/title" = { template = "{{ brand }} {{ season }} {{ name }}" }
"/prop_20000" = "brand"
"/prop_13021751" = "style"
"/price" = "price"
"/item_status" = { value = "出售中" }
"/item_images/item_image_0" = "images[0]"
"/item_images/item_image_1" = "images[1]"
"/sku" = { rows = "skus" }
"/sku/prop_1627207" = "color"
"/sku/prop_20509" = "size"
"/sku/sku_price" = "price"
"/sku/sku_quantity" = "stock"
"/sku/sku_outerId" = "code"
"#;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let measuring = arguments.iter().any(|argument| argument == "--bench");
    let rounds: usize = arguments.iter().find_map(|argument| argument.parse().ok()).unwrap_or(7);
    let (count, rounds) = if measuring { (10_000, rounds.max(1)) } else { (50, 1) };
    let lines: Vec<String> = (0..count).map(record).collect();
    let bytes: usize = lines.iter().map(String::len).sum();
    let schema = Schema::parse(SCHEMA).unwrap();
    let plan = Mapping::parse(MAPPING).unwrap().bind(&schema).unwrap();
    let validator = Validator::compile(&schema);
    let hand = Hand::new();
    let (mut ours, mut theirs) = (String::new(), String::new());
    for line in lines.iter().take(20) {
        assert_eq!(fill(line, &plan, &validator), hand.write(line));
    }
    let mut times: [Vec<Duration>; 4] = Default::default();
    for round in 0..=rounds {
        for turn in 0..4 {
            let at = if round % 2 == 0 { turn } else { 3 - turn };
            let start = Instant::now();
            match at {
                0 => lines.iter().for_each(|line| ours = fill(line, &plan, &validator)),
                1 => lines.iter().for_each(|line| theirs = hand.write(line)),
                2 => halves(&lines, &|line| drop(fill(line, &plan, &validator))),
                _ => halves(&lines, &|line| drop(hand.write(line))),
            }
            if round > 0 {
                times[at].push(start.elapsed());
            }
        }
    }
    assert_eq!(ours, theirs);
    times.iter_mut().for_each(|times| times.sort_unstable());
    println!("{count} records of 20 rows, {bytes} bytes, {rounds} rounds; medians, in parentheses the best");
    println!("\n| threads | mapped, validated, written | by hand | ratio |\n|---|---:|---:|---:|");
    for (threads, at) in [(1, 0), (2, 2)] {
        let (ours, theirs) = (&times[at], &times[at + 1]);
        let middle = |times: &[Duration]| times[times.len() / 2].as_secs_f64();
        let best = |times: &[Duration]| times[0].as_secs_f64();
        println!(
            "| {threads} | {:.0} ms ({:.0}) | {:.0} ms ({:.0}) | {:.2} ({:.2}) |",
            middle(ours) * 1e3,
            best(ours) * 1e3,
            middle(theirs) * 1e3,
            best(theirs) * 1e3,
            middle(ours) / middle(theirs),
            best(ours) / best(theirs),
        );
    }
}

fn halves(lines: &[String], work: &(dyn Fn(&str) + Sync)) {
    let (first, second) = lines.split_at(lines.len() / 2);
    std::thread::scope(|scope| {
        scope.spawn(|| first.iter().for_each(|line| work(line)));
        second.iter().for_each(|line| work(line));
    });
}

fn record(number: usize) -> String {
    let brand = ["青禾", "Morrow & Vale", "雾岛"][number % 3];
    let mut text = format!(
        r#"{{"style":"QH-{number:05}","brand":"{brand}","season":"2026秋季","name":"纯棉长袖衬衫","price":{}.90,"images":["https://img.example.com/{number}/1.jpg","https://img.example.com/{number}/2.jpg"],"skus":["#,
        100 + number % 90
    );
    for row in 0..20 {
        let color = ["军绿色", "天蓝色"][row % 2];
        let size = ["S", "M", "L"][row % 3];
        let comma = if row > 0 { "," } else { "" };
        write!(
            text,
            r#"{comma}{{"color":"{color}","size":"{size}","price":{}.90,"stock":{row},"code":"QH-{number:05}-{row}"}}"#,
            100 + row
        )
        .unwrap();
    }
    text + "]}"
}

fn fill(line: &str, plan: &Plan, validator: &Validator) -> String {
    let record = Record::from_json(line).unwrap();
    let param = plan.apply(&record).unwrap();
    let report = validator.check(&param);
    assert!(report.is_valid());
    param.to_xml(plan.schema()).unwrap()
}

/// What an integrator writes for one category: look-ups of options, and the elements in their order.
struct Hand {
    brands: HashMap<&'static str, &'static str>,
    colors: HashMap<&'static str, &'static str>,
    sizes: HashMap<&'static str, &'static str>,
}

impl Hand {
    fn new() -> Hand {
        Hand {
            brands: HashMap::from([("青禾", "29001"), ("Morrow & Vale", "29002"), ("雾岛", "29003")]),
            colors: HashMap::from([("军绿色", "3232483"), ("天蓝色", "3232484")]),
            sizes: HashMap::from([("S", "28314"), ("M", "28315"), ("L", "28316")]),
        }
    }

    fn write(&self, line: &str) -> String {
        let record: Value = serde_json::from_str(line).unwrap();
        let text = |value: &Value| match value {
            Value::String(text) => text.clone(),
            // Prices with two digits, as they were written.
            Value::Number(number) if number.is_f64() => format!("{:.2}", number.as_f64().unwrap()),
            other => other.to_string(),
        };
        let brand = record["brand"].as_str().unwrap();
        let mut xml = String::from("<itemParam>");
        let title = format!("{brand} {} {}", text(&record["season"]), text(&record["name"]));
        field(&mut xml, "title", "商品标题", "input", &title);
        field(&mut xml, "prop_20000", "品牌", "singleCheck", self.brands[brand]);
        field(&mut xml, "prop_13021751", "货号", "input", &text(&record["style"]));
        field(&mut xml, "price", "一口价", "input", &text(&record["price"]));
        field(&mut xml, "item_status", "商品状态", "singleCheck", "0");
        xml.push_str(r#"<field id="item_images" name="商品图片" type="complex"><complex-values>"#);
        field(&mut xml, "item_image_0", "主图", "input", &text(&record["images"][0]));
        field(&mut xml, "item_image_1", "商品图片2", "input", &text(&record["images"][1]));
        xml.push_str(r#"</complex-values></field><field id="sku" name="SKU" type="multiComplex">"#);
        for row in record["skus"].as_array().unwrap() {
            xml.push_str("<complex-values>");
            let color = self.colors[row["color"].as_str().unwrap()];
            field(&mut xml, "prop_1627207", "颜色分类", "singleCheck", color);
            field(&mut xml, "prop_20509", "尺码", "singleCheck", self.sizes[row["size"].as_str().unwrap()]);
            field(&mut xml, "sku_price", "价格", "input", &text(&row["price"]));
            field(&mut xml, "sku_quantity", "库存", "input", &text(&row["stock"]));
            field(&mut xml, "sku_outerId", "商家编码", "input", &text(&row["code"]));
            xml.push_str("</complex-values>");
        }
        xml.push_str("</field></itemParam>");
        xml
    }
}

fn field(xml: &mut String, id: &str, name: &str, kind: &str, value: &str) {
    write!(xml, r#"<field id="{id}" name="{name}" type="{kind}"><value>"#).unwrap();
    for c in value.chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            c => xml.push(c),
        }
    }
    xml.push_str("</value></field>");
}
