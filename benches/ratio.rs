//! How many times faster one parser is than another, even on a machine that is busy with other things.
//!
//! All parsers take turns on the same document, round after round, so that a slow minute hits all of them
//! equally; each is compared by the median and by the best of its turns. The best is the more accurate one on a busy
//! machine, and the two should tell the same story.
//!
//! ```text
//! cargo bench --bench ratio                   the large document, 15 rounds
//! cargo bench --bench ratio -- medium 100     another document, more rounds
//! ```

// It is a program whose output is a table, and which has nothing better to do than to stop if it cannot go on.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

#[path = "../tests/support/generate.rs"]
mod generate;
mod peers;

use std::time::{Duration, Instant};

use peers::PARSERS;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let named = |name: &str| arguments.iter().any(|argument| argument == name);
    let asked = arguments.iter().find_map(|argument| argument.parse().ok());
    let (default_size, default_rounds) = if peers::measuring() { ("large", 15) } else { ("small", 1) };

    let sizes = generate::Shape::sizes();
    let (size, shape) = sizes
        .iter()
        .find(|(size, _)| named(size))
        .or_else(|| sizes.iter().find(|(size, _)| *size == default_size))
        .unwrap();
    let rounds: usize = asked.unwrap_or(default_rounds);
    let xml = generate::schema(shape, 1);
    let results = measure(&xml, rounds.max(1));
    report(size, xml.len(), &results);
}

/// The times of each parser, in order of size.
fn measure(xml: &str, rounds: usize) -> Vec<Vec<Duration>> {
    let mut times = vec![Vec::with_capacity(rounds); PARSERS.len()];
    // The first round warms up and does not count.
    for round in 0..=rounds {
        // To and fro, so that no parser always runs after the one that leaves the memory in disorder.
        for turn in 0..PARSERS.len() {
            let at = if round % 2 == 0 { turn } else { PARSERS.len() - 1 - turn };
            let start = Instant::now();
            (PARSERS[at].1)(xml);
            let time = start.elapsed();
            if round > 0 {
                times[at].push(time);
            }
        }
    }
    times.iter_mut().for_each(|times| times.sort_unstable());
    times
}

fn report(size: &str, bytes: usize, results: &[Vec<Duration>]) {
    let speed = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64();
    let median = |times: &[Duration]| times[times.len() / 2];
    let of = |name: &str| &results[PARSERS.iter().position(|parser| parser.0 == name).unwrap()];
    let (events, tree) = (of("quick_xml_events"), of("roxmltree"));
    let ratios = |times: &[Duration], peer: &[Duration]| {
        let best = peer[0].as_secs_f64() / times[0].as_secs_f64();
        let middle = median(peer).as_secs_f64() / median(times).as_secs_f64();
        format!("{middle:.2} ({best:.2})")
    };

    println!("{size}, {bytes} bytes, {} rounds; in parentheses: of the best round", results[0].len());
    println!();
    println!("| parser | MB/s | speed / quick_xml_events | speed / roxmltree |");
    println!("|---|---:|---:|---:|");
    for ((name, _), times) in PARSERS.iter().zip(results) {
        let (middle, best) = (speed(median(times)), speed(times[0]));
        let (to_events, to_tree) = (ratios(times, events), ratios(times, tree));
        println!("| {name} | {middle:.0} ({best:.0}) | {to_events} | {to_tree} |");
    }
}
