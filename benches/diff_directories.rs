//! How long `diff` takes for two directories of 10,000 schemas of 50 KB, against `diff -rq` on the same files:
//! all the same, and with 2 % changed. Interleaved in one run on warm caches; medians. Also the peak memory.
//!
//! `cargo bench --bench diff_directories` makes 1.5 GB below the system's folder for temporary files and removes
//! them again. Needs `diff`, and for the memory Linux.

// A bench that cannot go on has nothing better to do than to stop, and talks to whoever started it.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

#[path = "../tests/support/generate.rs"]
mod generate;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const ROUNDS: usize = 9;

fn main() {
    let measuring = std::env::args().any(|argument| argument == "--bench");
    let (count, rounds) = if measuring { (10_000, ROUNDS) } else { (100, 1) };
    let place = tempfile::tempdir().unwrap();
    let size = make(place.path(), count);
    println!("{count} schemas, {:.0} MB on a side", size as f64 / 1e6);

    let tool = |new: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tmall-schema"));
        command.args(["diff", "old", new, "--fail-on", "never", "--no-config"]);
        command
    };
    let reference = |new: &str| {
        let mut command = Command::new("diff");
        command.args(["-rq", "old", new]);
        command
    };
    let mut times: [Vec<Duration>; 4] = Default::default();
    // One more than is counted, to warm up.
    for round in 0..=rounds {
        let commands = [reference("same"), tool("same"), reference("changed"), tool("changed")];
        for (mut command, times) in commands.into_iter().zip(&mut times) {
            let started = Instant::now();
            let status = command.current_dir(place.path()).stdout(Stdio::null()).status().unwrap();
            let took = started.elapsed();
            assert!(status.code().is_some_and(|code| code < 2), "{command:?}");
            if round > 0 {
                times.push(took);
            }
        }
    }
    let [same_reference, same, changed_reference, changed] = times.map(median);
    println!("{:<12}{:>12}{:>12}{:>8}", "", "diff -rq", "ours", "ratio");
    for (name, reference, ours) in
        [("unchanged", same_reference, same), ("2 % changed", changed_reference, changed)]
    {
        let ratio = ours.as_secs_f64() / reference.as_secs_f64();
        println!("{name:<12}{:>9} ms{:>9} ms{ratio:>8.2}", reference.as_millis(), ours.as_millis());
    }
    for (new, format) in [("same", "text"), ("changed", "text"), ("changed", "html")] {
        let mut command = tool(new);
        command.args(["--format", format]);
        println!("peak memory, {new}, {format}: {} MB", peak(&mut command, place.path()) >> 20);
    }
}

/// Makes `old`, `same` and `changed`, and says how large one of them is.
fn make(folder: &Path, count: u64) -> u64 {
    for side in ["old", "same", "changed"] {
        fs::create_dir(folder.join(side)).unwrap();
    }
    let mut size = 0;
    for number in 0..count {
        let text = generate::schema(&generate::Shape::small(), number);
        size += text.len() as u64;
        let name = format!("{}.xml", 50_000_000 + number);
        for side in ["old", "same"] {
            fs::write(folder.join(side).join(&name), &text).unwrap();
        }
        let changed = if number % 50 == 0 { edit(&text) } else { text };
        fs::write(folder.join("changed").join(&name), changed).unwrap();
    }
    size
}

/// Some brands go, a limit is tightened, a field comes.
fn edit(text: &str) -> String {
    let text = text.replace("name=\"maxLengthRule\" value=\"60\"", "name=\"maxLengthRule\" value=\"50\"");
    let first = text.find("<option ").unwrap_or(0);
    let end = text[first..].find("/>").map_or(first, |at| first + at + 2);
    let text = format!("{}{}", &text[..first], &text[end..]);
    text.replacen("</itemRule>", "<field id=\"late\" name=\"新\" type=\"input\"/></itemRule>", 1)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// The most memory that a program had at once, in bytes, as Linux tells while it runs.
fn peak(command: &mut Command, folder: &Path) -> u64 {
    let mut child = command.current_dir(folder).stdout(Stdio::null()).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().unwrap().is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok());
        peak = peak.max(kilobytes.unwrap_or(0) << 10);
        std::thread::sleep(Duration::from_millis(1));
    }
    peak
}
