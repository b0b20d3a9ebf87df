//! From an answer of the platform to an item: open the answer, fill the schema inside, validate the item, write it.
//!
//! `cargo run --example publish` takes the answer in `fixtures/demo`; name a file to use another. The item goes to
//! standard output if it is valid; what was found goes to standard error, in the words of this program.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::process::ExitCode;

use tmall_schema::{
    Finding, Lang, Param, ReadOptions, Report, Severity, ValidateOptions, Validator, Value, envelope,
};

fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "fixtures/demo/answer.json".to_owned());
    // JSON or XML answers, or the bare schema; an error answer is an error with the platform's codes.
    let schema = envelope::schema(&std::fs::read(path)?, &ReadOptions::new())?;

    // Compiled once, good for any number of items and threads.
    let options = ValidateOptions::new().with_severity(tmall_schema::Code::LineBreak, None);
    let validator = Validator::compile_with(&schema, &options);
    for note in schema.notes().iter().chain(validator.notes()) {
        eprintln!("{}", note.message(Lang::Zh));
    }

    let mut param = Param::from_defaults(&schema);
    param.set("title", "青禾 2026 秋季新款 纯棉衬衫")?;
    param.set("prop_20000", "青禾")?;
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

    // The display name of the brand was sent instead of its value: the finding says which value it is.
    let report = validator.check(&param);
    render(&report);
    if !report.is_valid() {
        param.set("prop_20000", "29001")?;
    }
    let report = validator.check(&param);
    render(&report);
    if !report.is_valid() {
        return Ok(ExitCode::FAILURE);
    }
    println!("{}", param.to_xml(&schema)?);
    Ok(ExitCode::SUCCESS)
}

/// Shows a report in a form of one's own; `{report}` alone is a line for each finding.
fn render(report: &Report) {
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        for finding in report.of_severity(severity) {
            eprintln!("{}", line(finding));
        }
    }
}

fn line(finding: &Finding) -> String {
    let name = finding.field().unwrap_or(finding.path());
    format!("【{}】{name}：{}", finding.severity().title(Lang::Zh), finding.message(Lang::Zh))
}
