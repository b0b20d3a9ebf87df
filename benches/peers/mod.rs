//! The parsers that are measured against each other, all on the same text.
//!
//! Each does its work on a document and throws the result away: the time to free it is part of the price.

// Each bench takes what it needs of this, and sees it as private.
#![allow(dead_code, unreachable_pub)]

mod serde_model;

use std::hint::black_box;

use quick_xml::Reader;
use quick_xml::events::Event;

/// What parses a document, and its name in every report.
pub type Parser = (&'static str, fn(&str));

/// The first is the floor: nothing that stands on quick-xml can be faster.
pub const PARSERS: &[Parser] = &[
    ("quick_xml_events", quick_xml_events),
    ("quick_xml_serde", quick_xml_serde),
    ("roxmltree", roxmltree),
    // The library's own line goes here:
    ("tmall_schema", |xml| drop(black_box(tmall_schema::Schema::parse(xml).unwrap()))),
];

/// Reads all events and keeps nothing: no attribute is looked at, no reference resolved.
fn quick_xml_events(xml: &str) {
    let mut reader = Reader::from_str(xml);
    loop {
        match black_box(reader.read_event().unwrap()) {
            Event::Eof => break,
            _ => continue,
        }
    }
}

/// The tree that a program would derive from the shape of the documents.
fn quick_xml_serde(xml: &str) {
    black_box(quick_xml::de::from_str::<serde_model::ItemRule>(xml).unwrap());
}

/// A tree for any XML, in one arena, most of whose strings are spans of the text.
fn roxmltree(xml: &str) {
    black_box(roxmltree::Document::parse(xml).unwrap());
}

/// Makes sure that the derived tree holds the document, since serde passes over what it does not know.
pub fn check_serde_model(xml: &str) {
    let document = roxmltree::Document::parse(xml).unwrap();
    let count = |name| document.descendants().filter(|node| node.has_tag_name(name)).count();
    let derived = quick_xml::de::from_str::<serde_model::ItemRule>(xml).unwrap().counts();
    let expected = serde_model::Counts {
        fields: count("field"),
        options: count("option"),
        rules: count("rule"),
        conditions: count("depend-express"),
        labels: count("label"),
        defaults: count("default-value") + count("value"),
    };
    assert_eq!(derived, expected);
}

/// Whether this is `cargo bench`. A test run of the benches is there to see that they work, not to wait for.
pub fn measuring() -> bool {
    std::env::args().any(|argument| argument == "--bench")
}
