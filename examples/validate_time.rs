//! How long reading and validating an item takes in Rust: the least of some rounds, in microseconds. The speed tests of the
//! bindings compare theirs with it.
//!
//! `cargo run --release --example validate_time SCHEMA ITEM ROUNDS`

#![allow(clippy::print_stdout)]

use std::time::{Duration, Instant};

use tmall_schema::api::{ParseOptions, ValidateCallOptions, parse_schema, prepare, validate};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [schema, item, rounds] = arguments.as_slice() else {
        return Err("usage: validate_time SCHEMA ITEM ROUNDS".into());
    };
    let schema = parse_schema(&std::fs::read(schema)?, &ParseOptions::default())?;
    let item = std::fs::read(item)?;
    let options = ValidateCallOptions::default();
    prepare(&schema, &options)?;

    let mut least = Duration::MAX;
    let mut findings = 0;
    for _ in 0..rounds.parse::<u32>()? {
        let begun = Instant::now();
        let answer = validate(&schema, item.as_slice().into(), &options)?;
        least = least.min(begun.elapsed());
        findings = answer.report().findings().len();
    }
    println!("{} {findings}", least.as_micros());
    Ok(())
}
