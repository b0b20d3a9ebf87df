//! From an answer of the platform to an item: read the category's schema, fill it, judge it, write it.
//!
//! `cargo run --example publish` uses the schema in `fixtures/demo`; name a file to use another.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::fs::File;
use std::io::BufReader;

use tmall_schema::{Lang, Param, Schema, Validator, Value};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "fixtures/demo/schema.xml".to_owned());
    let schema = Schema::read(BufReader::new(File::open(path)?))?;
    for note in schema.notes() {
        eprintln!("{note}");
    }

    // Compiled once, good for any number of items and threads.
    let validator = Validator::compile(&schema);

    let mut param = Param::from_defaults(&schema);
    param.set("title", "青禾 2026 秋季新款 纯棉衬衫")?;
    param.set("prop_20000", "29001")?;
    param.set("price", "129.90")?;
    param.set("seller_cids", ["410132580", "410132581"])?;
    param.set("/item_images/item_image_0", "https://img.example.com/1.jpg")?;
    for (color, size) in [("雾霾蓝", "28315"), ("雾霾蓝", "28316")] {
        let mut row = param.push_row("sku")?;
        row.set("prop_1627207", Value::custom("-1", color))?;
        row.set("prop_20509", size)?;
        row.set("sku_price", "129.90")?;
        row.set("sku_quantity", "12")?;
    }

    let report = validator.check(&param);
    for finding in report.findings() {
        eprintln!("{} {}: {}", finding.severity(), finding.path(), finding.message(Lang::Zh));
    }
    if report.is_valid() {
        println!("{}", param.to_xml(&schema)?);
    }
    Ok(())
}
