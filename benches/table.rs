//! The table of reading in `docs/performance.md`: items and schemas of all sizes, with all peers in turns; and how long an
//! item takes to be read and checked.
//!
//! ```text
//! cargo bench --bench table                                     25 rounds
//! cargo bench --bench table -- 100                              more rounds
//! cargo bench --bench table -- --documents FOLDER 10000 500     writes documents for other programs
//! ```
//!
//! The last one writes `schema.xml`, 10,000 items of it in `items`, and 500 schemas in `old`; of the same schemas in `new`
//! every fiftieth differs. `benches/measure.py` and others measure the command line with them.
//!
//! pugixml takes part where a C++ compiler and its headers are installed (on Debian `libpugixml-dev`). The schema of
//! 45 KB is a real one where the corpus lies beside the checkout, otherwise a generated one.

// It is a program whose output is a table, and which has nothing better to do than to stop if it cannot go on.
#![allow(clippy::unwrap_used, clippy::print_stdout, dead_code, unreachable_pub)]

#[path = "../tests/support/corpus.rs"]
mod corpus;
#[path = "../tests/support/generate.rs"]
mod generate;
mod peers;
#[path = "peers/pugixml/mod.rs"]
mod pugixml;

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use peers::Parser;
use pugixml::Pugixml;

/// A turn of a parser takes about so many bytes of documents, so that small ones can be timed.
const TURN: usize = 1 << 20;

struct Document {
    name: String,
    xml: String,
    parser: Parser,
}

fn main() {
    let mut arguments = std::env::args().skip_while(|argument| argument != "--documents").skip(1);
    if let Some(folder) = arguments.next() {
        let counts: Vec<u64> = arguments.filter_map(|argument| argument.parse().ok()).collect();
        write_documents(Path::new(&folder), &counts);
        return;
    }
    let asked = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    let rounds: usize = asked.unwrap_or(if peers::measuring() { 25 } else { 1 });
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let built = pugixml::build(folder);
    if let Err(reason) = &built {
        println!("pugixml is missing: {reason}\n");
    }
    println!("{rounds} rounds, medians; in parentheses how many times as fast as each peer\n");
    println!("| document | bytes | MB/s | quick-xml's events | roxmltree | pugixml |");
    println!("|---|---:|---:|---:|---:|---:|");
    for document in documents() {
        let peer = built.is_ok().then(|| Pugixml::start(folder, &document.xml).unwrap());
        row(&document, rounds.max(1), peer);
    }
    println!();
    checked_items(rounds.max(1));
}

/// An item of 10 KB that is read and checked, as a service does with each request.
fn checked_items(rounds: usize) {
    const TURN: u32 = 200;
    let small = generate::Shape::small();
    let schema = tmall_schema::Schema::parse(&generate::schema(&small, 1)).unwrap();
    let validator = tmall_schema::Validator::compile(&schema);
    let item = generate::params(&small, 1, 1);
    let read = || tmall_schema::Param::parse(&item).unwrap();
    let mut times: [Vec<Duration>; 3] = Default::default();
    let timed = |work: &dyn Fn()| {
        let start = Instant::now();
        (0..TURN).for_each(|_| work());
        start.elapsed() / TURN
    };
    let param = read();
    // The first round warms up and does not count.
    for round in 0..=rounds {
        let turns = [
            timed(&|| drop(black_box(read()))),
            timed(&|| drop(black_box(validator.check(&param)))),
            timed(&|| drop(black_box(validator.check(&read())))),
        ];
        for (times, turn) in times.iter_mut().zip(turns).filter(|_| round > 0) {
            times.push(turn);
        }
    }
    let median = |times: &mut Vec<Duration>| {
        times.sort_unstable();
        times[times.len() / 2].as_secs_f64() * 1e6
    };
    let [read, check, both] = times.each_mut().map(median);
    let bytes = item.len();
    println!(
        "an item of {bytes} bytes: read {read:.1} µs, checked {check:.1} µs, read and checked {both:.1} µs"
    );
}

/// Writes a schema, items of it, and two folders of schemas.
fn write_documents(folder: &Path, counts: &[u64]) {
    let small = generate::Shape::small();
    let write = |path: &Path, text: &str| std::fs::write(path, text).unwrap();
    for side in ["items", "old", "new"] {
        std::fs::create_dir_all(folder.join(side)).unwrap();
    }
    write(&folder.join("schema.xml"), &generate::schema(&small, 1));
    let item = generate::params(&small, 1, 1);
    for number in 0..counts.first().copied().unwrap_or(1) {
        write(&folder.join(format!("items/{number:05}.xml")), &item);
    }
    for number in 0..counts.get(1).copied().unwrap_or(0) {
        let schema = generate::schema(&small, number);
        write(&folder.join(format!("old/{number:05}.xml")), &schema);
        let new = if number % 50 == 0 { edited(&schema) } else { schema };
        write(&folder.join(format!("new/{number:05}.xml")), &new);
    }
}

/// An option goes, limits are tightened, a field comes.
fn edited(schema: &str) -> String {
    let text = schema.replace("name=\"maxLengthRule\" value=\"60\"", "name=\"maxLengthRule\" value=\"50\"");
    let first = text.find("<option ").unwrap_or(0);
    let end = text[first..].find("/>").map_or(first, |at| first + at + 2);
    let text = format!("{}{}", &text[..first], &text[end..]);
    text.replacen("</itemRule>", "<field id=\"late\" name=\"新\" type=\"input\"/></itemRule>", 1)
}

fn documents() -> Vec<Document> {
    let item: Parser = ("Param::parse", |xml| drop(black_box(tmall_schema::Param::parse(xml).unwrap())));
    let schema: Parser = ("Schema::parse", |xml| drop(black_box(tmall_schema::Schema::parse(xml).unwrap())));
    let small = generate::Shape::small();
    let document = |name: &str, xml: String, parser: Parser| Document { name: name.to_owned(), xml, parser };
    let mut documents = vec![
        document("item, 10 KB", generate::params(&small, 1, 1), item),
        document("item, 200 KB", generate::params(&small, 1, 100), item),
    ];
    let real = corpus::folder().map(|folder| folder.join("tmall_item_rule_full_infos_label.xml"));
    documents.push(match real.and_then(|file| std::fs::read_to_string(file).ok()) {
        Some(real) => document("schema, real", real, schema),
        None => document("schema, generated", generate::schema(&small, 1), schema),
    });
    let sizes = generate::Shape::sizes().into_iter().skip(1);
    let sizes = sizes.take(if peers::measuring() { 3 } else { 0 });
    documents.extend(sizes.map(|(size, shape)| document(size, generate::schema(&shape, 1), schema)));
    documents
}

fn row(document: &Document, rounds: usize, mut pugixml: Option<Pugixml>) {
    let of = |name| *peers::PARSERS.iter().find(|parser| parser.0 == name).unwrap();
    let parsers = [document.parser, of("quick_xml_events"), of("roxmltree")];
    let times = u32::try_from((TURN / document.xml.len()).max(1)).unwrap();
    let mut spent = vec![Vec::with_capacity(rounds); parsers.len() + 1];
    // The first round warms up and does not count.
    for round in 0..=rounds {
        let mut turns: Vec<Option<Duration>> =
            parsers.iter().map(|parser| Some(turn(*parser, &document.xml, times))).collect();
        turns.push(pugixml.as_mut().map(|peer| peer.parse(times).unwrap()));
        for (spent, turn) in spent.iter_mut().zip(turns).filter(|_| round > 0) {
            spent.extend(turn);
        }
    }
    let median = |spent: &mut Vec<Duration>| {
        spent.sort_unstable();
        spent.get(spent.len() / 2).map(|time| time.as_secs_f64() / f64::from(times))
    };
    let medians: Vec<Option<f64>> = spent.iter_mut().map(median).collect();
    let bytes = document.xml.len();
    let speed = |time: Option<f64>| time.map(|time| bytes as f64 / 1e6 / time);
    let own = medians[0].unwrap();
    let cells = medians[1..].iter().map(|&peer| match (peer, speed(peer)) {
        (Some(time), Some(speed)) => format!("{speed:.0} ({:.2})", time / own),
        _ => "missing".to_owned(),
    });
    let cells: Vec<String> = cells.collect();
    println!("| {} | {bytes} | {:.0} | {} |", document.name, bytes as f64 / 1e6 / own, cells.join(" | "));
}

fn turn((_, parse): Parser, xml: &str, times: u32) -> Duration {
    let start = Instant::now();
    (0..times).for_each(|_| parse(xml));
    start.elapsed()
}
