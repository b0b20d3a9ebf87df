//! The random documents keep their own promises.

use std::collections::HashSet;

use crate::support::{documents, random};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use roxmltree::Document;
use tmall_schema::{NoteCode, Param, Schema};

proptest! {
    #![proptest_config(random::config(128))]

    #[test]
    fn schemas_are_well_formed_and_can_be_read(xml in documents::schema()) {
        Document::parse(xml.trim_start_matches('\u{FEFF}')).map_err(reason)?;
        Schema::parse(&xml).map_err(reason)?;
    }

    #[test]
    fn params_are_well_formed_and_can_be_read(xml in documents::param()) {
        Document::parse(xml.trim_start_matches('\u{FEFF}')).map_err(reason)?;
        Param::parse(&xml).map_err(reason)?;
    }

    #[test]
    fn the_same_document_in_gbk(xml in documents::schema()) {
        let read = Schema::read(documents::in_gbk(&xml).as_slice()).map_err(reason)?;
        prop_assert_eq!(read, Schema::parse(&xml).map_err(reason)?);
    }
}

fn reason(error: impl std::fmt::Display) -> TestCaseError {
    TestCaseError::fail(error.to_string())
}

/// Without this, the tests that rest on the documents could all pass on empty ones.
#[test]
fn all_shapes_occur() {
    let mut runner = TestRunner::deterministic();
    let mut draw = |strategy: BoxedStrategy<String>| -> Vec<String> {
        (0..250).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
    };
    let all = [draw(documents::schema().boxed()), draw(documents::param().boxed())].concat().concat();
    for shape in [
        "<![CDATA[",
        "<!--",
        "<?pi",
        "&#x6C49;",
        "&lt;",
        "😀",
        "\r\n",
        "<depend-group",
        "<x:field",
        "<x:keep",
        "<p:field",
        "required=",
        "<name>",
        "<value type=",
        "<label-group",
        "<property",
        "<default-complex-values",
        "<complex-value>",
        "inputValue=",
        "exProperty",
        "<option displayName=\"",
        "xmlns:x",
        "\u{FEFF}",
        "stray",
        "icbuCatProp",
    ] {
        assert!(all.matches(shape).count() > 3, "{shape}");
    }
    let notes: HashSet<_> = draw(documents::schema().boxed())
        .iter()
        .flat_map(|xml| Schema::parse(xml).unwrap().notes().to_vec())
        .map(|note| note.code)
        .collect();
    // All kinds of notes that reading makes, but those on characters: `with_control_characters` and
    // `with_irregular_references` add them.
    let not_here = [
        NoteCode::DroppedCharacters,
        NoteCode::SplitCharacter,
        NoteCode::UnresolvedField,
        NoteCode::UnknownSymbol,
        NoteCode::UnknownOperator,
        NoteCode::DisableCycle,
    ];
    for code in NoteCode::ALL.iter().filter(|code| !not_here.contains(code)) {
        assert!(notes.contains(code), "{code}");
    }
}

#[test]
fn corrupt_documents_fail_in_many_ways_and_some_are_whole() {
    let mut runner = TestRunner::deterministic();
    let strategy = documents::corrupt(documents::schema());
    let mut outcomes = HashSet::new();
    for _ in 0..400 {
        let bytes = strategy.new_tree(&mut runner).unwrap().current();
        outcomes.insert(match Schema::read(bytes.as_slice()) {
            Ok(_) => "read".to_owned(),
            Err(error) => {
                format!("{:?}", error.kind()).split(['"', '{']).next().unwrap_or_default().to_owned()
            }
        });
    }
    assert!(outcomes.len() > 12 && outcomes.contains("read"), "{outcomes:?}");
}
