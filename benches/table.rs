//! The table of reading in `docs/performance.md`: items and schemas of all sizes, with all peers in turns.
//!
//! ```text
//! cargo bench --bench table            25 rounds
//! cargo bench --bench table -- 100     more rounds
//! ```
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
