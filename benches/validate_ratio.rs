//! How many times faster items are validated than by a JSON Schema validator, and how long compiling
//! takes to reading, even on a machine that is busy with other things.
//!
//! All take turns, round after round, so that a slow minute hits all of them alike; each is compared by the median
//! and by the best of its turns.
//!
//! ```text
//! cargo bench --bench validate_ratio            25 rounds
//! cargo bench --bench validate_ratio -- 100     more rounds
//! ```

// It is a program whose output is a table, and which has nothing better to do than to stop if it cannot go on.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

#[path = "../tests/support/generate.rs"]
mod generate;
mod validation;

use std::hint::black_box;
use std::time::{Duration, Instant};

use tmall_schema::{Schema, Validator};
use validation::{BATCH, Large, Small};

fn main() {
    let asked = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    let rounds: usize = asked.unwrap_or(if validation::measuring() { 25 } else { 1 });
    let large = Large::new();
    values(&large, rounds.max(1));
    compiling(&large, rounds.max(1));
    batch(&Small::new(), rounds.div_ceil(5));
}

/// What takes turns, with its name.
type Turn<'a> = (&'a str, Box<dyn FnMut() -> Duration + 'a>);

fn turn<'a, T>(name: &'a str, mut work: impl FnMut() -> T + 'a) -> Turn<'a> {
    let timed = move || {
        // Each finds its data as it left them, whoever was on before: who comes behind another of its own would
        // have them in the processor's caches, and who comes behind a peer would not.
        black_box(work());
        let start = Instant::now();
        black_box(work());
        start.elapsed()
    };
    (name, Box::new(timed))
}

/// The times of each, in order of size.
fn measure(turns: &mut [Turn<'_>], rounds: usize) -> Vec<Vec<Duration>> {
    let mut times = vec![Vec::with_capacity(rounds); turns.len()];
    // The first round warms up and does not count.
    for round in 0..=rounds {
        // To and fro, so that none always runs after the one that leaves the caches in disorder.
        for turn in 0..turns.len() {
            let at = if round % 2 == 0 { turn } else { turns.len() - 1 - turn };
            let time = turns[at].1();
            if round > 0 {
                times[at].push(time);
            }
        }
    }
    times.iter_mut().for_each(|times| times.sort_unstable());
    times
}

fn median(times: &[Duration]) -> f64 {
    times[times.len() / 2].as_secs_f64()
}

fn best(times: &[Duration]) -> f64 {
    times[0].as_secs_f64()
}

fn values(large: &Large, rounds: usize) {
    let (peer, of_numbers) = (&large.peer, &large.peer_of_numbers);
    let mut turns = [
        turn("check", || large.validator.check(&large.item)),
        turn("check, without notes", || large.quiet.check(&large.item)),
        turn("is_valid", || large.validator.is_valid(&large.item)),
        turn("jsonschema iter_errors", || peer.validator.iter_errors(&peer.item).count()),
        turn("jsonschema is_valid", || peer.validator.is_valid(&peer.item)),
        turn("the same, numbers read before", || of_numbers.validator.is_valid(&of_numbers.item)),
    ];
    let times = measure(&mut turns, rounds);
    println!("{} values, {rounds} rounds; in parentheses: of the best round\n", large.values);
    println!("| | ns a value | speed / iter_errors | speed / is_valid | speed / numbers read before |");
    println!("|---|---:|---:|---:|---:|");
    for ((name, _), own) in turns.iter().zip(&times) {
        let each = |seconds: f64| seconds * 1e9 / large.values as f64;
        print!("| {name} | {:.1} ({:.1}) ", each(median(own)), each(best(own)));
        for peer in &times[3..] {
            print!("| {:.2} ({:.2}) ", median(peer) / median(own), best(peer) / best(own));
        }
        println!("|");
    }
}

fn compiling(large: &Large, rounds: usize) {
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..=rounds {
        let start = Instant::now();
        let schema = black_box(Schema::parse(&large.xml).unwrap());
        times[0].push(start.elapsed());
        // A schema keeps what was found out about its conditions, so each is compiled once only.
        let start = Instant::now();
        black_box(Validator::compile(&schema));
        times[1].push(start.elapsed());
    }
    times.iter_mut().for_each(|times| times.sort_unstable());
    let [parse, compile] = &times;
    println!(
        "\nA schema of {} bytes: parse {:.3} ms, compile {:.3} ms, {:.3} ({:.3}) of it",
        large.xml.len(),
        median(parse) * 1e3,
        median(compile) * 1e3,
        median(compile) / median(parse),
        best(compile) / best(parse),
    );
}

fn batch(small: &Small, rounds: usize) {
    let mut turns = [
        turn("validated, 1 thread", || small.validate(1)),
        turn("validated, 2 threads", || small.validate(2)),
        turn("read and validated, 1 thread", || small.read_and_validate(1)),
        turn("read and validated, 2 threads", || small.read_and_validate(2)),
    ];
    let times = measure(&mut turns, rounds);
    println!("\n{BATCH} small items of {} bytes in the middle; items a second\n", small.texts[1].len());
    for ((name, _), times) in turns.iter().zip(&times) {
        println!("{name}: {:.0} ({:.0})", BATCH as f64 / median(times), BATCH as f64 / best(times));
    }
}
