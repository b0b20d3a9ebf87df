//! An incremental update, as in the platform's guide (chapter 9.4): change the title and nothing else.
//!
//! 1. Ask `tmall.item.increment.update.schema.get` for the rules, with `update_fields` naming `title`.
//! 2. Read the answer: rules of fields, with what they hold now as defaults.
//! 3. Carry all defaults, put the new title over them.
//! 4. Send the item with `tmall.item.schema.increment.update`.
//!
//! `cargo run --example increment` takes the answer in `fixtures/mapping/increment`. On the command line:
//!
//! ```text
//! tmall-schema fill --schema answer.json --map title.toml new.json --defaults --update-fields title
//! ```

#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::process::ExitCode;

use tmall_schema::{Param, ReadOptions, Schema, Validator, WriteOptions, envelope};

fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    // What asks for the rules: a param that names the fields.
    let request = Param::from_json(r#"{"update_fields": ["title"]}"#, None)?;
    println!("{}", request.to_xml_with(None, &WriteOptions::new())?);

    let answer = std::fs::read("fixtures/mapping/increment/answer.json")?;
    let schema: Schema = envelope::schema(&answer, &ReadOptions::new())?;
    // What all fields hold now goes back too, also of those that are not updated: the platform wants every default of
    // its answer.
    let mut param = Param::from_defaults(&schema);
    param.set("title", "青禾 2026 秋季新款 纯棉衬衫")?;
    param.restrict_to_update(&["title"])?;

    let report = Validator::compile(&schema).check(&param);
    if !report.is_valid() {
        eprint!("{report}");
        return Ok(ExitCode::FAILURE);
    }
    println!("{}", param.to_xml(&schema)?);
    Ok(ExitCode::SUCCESS)
}
