//! What reading promises for every input: limits, the first error and its place, linear time.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::error::{ErrorKind, Limit, Malformed, Markup};
use crate::read::context::{Context, Document};
use crate::read::schema::Builder;
use crate::schema::{FieldRef, Schema};
use crate::span::{Position, Source};
use crate::xml::ReadOptions;
use crate::xml::encoding::{Illegal, prepare};
use crate::xml::event::Events;

fn error(xml: &str, options: &ReadOptions) -> crate::error::Error {
    Schema::parse_with(xml, options).expect_err(xml)
}

fn malformed(xml: &str) -> (Malformed, u64) {
    let error = error(xml, &ReadOptions::new());
    match error.kind() {
        ErrorKind::Malformed(malformed) => (malformed.clone(), error.position().unwrap().offset),
        other => panic!("{xml}: {other:?}"),
    }
}

fn limit(xml: &str, options: &ReadOptions) -> (Limit, u64) {
    let error = error(xml, options);
    match error.kind() {
        ErrorKind::Limit { limit, .. } => (*limit, error.position().unwrap().offset),
        other => panic!("{xml}: {other:?}"),
    }
}

#[test]
fn options_count_in_the_depth_however_they_are_written() {
    for option in [r#"<option displayName="a" value="1"/>"#, r#"<option value="1" displayName="a"/>"#] {
        let xml =
            format!(r#"<itemRule><field id="a" type="input"><options>{option}</options></field></itemRule>"#);
        assert_eq!(limit(&xml, &ReadOptions::new().with_max_depth(3)), (Limit::Depth, 46));
        assert!(Schema::parse_with(&xml, &ReadOptions::new().with_max_depth(4)).is_ok());
    }
}

#[test]
fn of_several_errors_in_a_text_the_first_is_reported() {
    assert_eq!(malformed("<a>x]]>&b;</a>"), (Malformed::CdataEndInText, 4));
    assert_eq!(malformed("<a>&b;x]]></a>"), (Malformed::UnknownEntity("b".into()), 3));
    let short = ReadOptions::new().with_max_text(4);
    assert_eq!(limit("<a>xxxxx&b;</a>", &short), (Limit::Text, 3));
    assert!(matches!(error("<a>&b;xxxxx</a>", &short).kind(), ErrorKind::Malformed(_)));
    assert_eq!(limit("<a b='xxxxx<'/>", &short), (Limit::Text, 6));
    assert!(matches!(error("<a b='x<xxxxx'/>", &short).kind(), ErrorKind::Malformed(_)));
    // The end of a reference may lie beyond the limit.
    assert_eq!(limit("<a>&amp;</a>", &short), (Limit::Text, 3));
}

/// Otherwise a stream that never ends a text would have to be kept whole.
#[test]
fn a_text_is_too_long_before_its_end_is_there() {
    let short = ReadOptions::new().with_max_text(4);
    for (xml, at) in
        [("<a>xxxxx", 3), ("<a b='xxxxx", 6), ("<a><![CDATA[xxxxxxx", 3), ("     ", 0), ("<rules/>     ", 8)]
    {
        assert_eq!(limit(xml, &short), (Limit::Text, at), "{xml}");
    }
    assert!(matches!(error("<a><![CDATA[xxxx]]", &short).kind(), ErrorKind::Malformed(_)));
}

#[test]
fn markup_that_is_none() {
    assert_eq!(malformed("<rules/><![CDATA[x]]>"), (Malformed::TextOutsideRoot, 8));
    assert_eq!(malformed("<rules/><![CDATA["), (Malformed::TextOutsideRoot, 8));
    assert_eq!(malformed("<!doctype a><a/>"), (Malformed::Doctype, 0));
    assert_eq!(malformed("<!docty"), (Malformed::Unclosed(Markup::Comment), 0));
    assert_eq!(malformed("<a><![cdata[x]]></a>"), (Malformed::BadMarkup, 3));
    assert_eq!(malformed("<a><?xml version='1.0'?></a>"), (Malformed::MisplacedDeclaration, 3));
    assert_eq!(malformed("<a><? b?></a>"), (Malformed::BadTag(" ".into()), 5));
    assert_eq!(malformed("<a><??></a>"), (Malformed::BadTag("?".into()), 5));
}

#[test]
fn attributes_are_compared_in_linear_time() {
    let many = ReadOptions::new().with_max_attributes(1_000_000);
    let mut xml = String::from("<itemRule");
    for number in 0..100_000 {
        xml.push_str(&format!(" a{number}=''"));
    }
    assert!(Schema::parse_with(&format!("{xml}/>"), &many).is_ok());
    let error = error(&format!("{xml} a7='' a3=''/>"), &many);
    assert!(
        matches!(error.kind(), ErrorKind::Malformed(Malformed::DuplicateAttribute(name)) if name == "a7")
    );
    assert_eq!(error.position().unwrap().offset, xml.len() as u64 + 1);
}

/// A document of one line is the rule, and each note says its column.
#[test]
fn positions_are_found_in_linear_time() {
    let mut xml = String::from("<itemRule><field id='汉' type='singleCheck'><options>");
    let first = xml.chars().count();
    for _ in 0..40_000 {
        xml.push_str("<option value='汉字'/>\u{1}");
    }
    xml.push_str("</options></field></itemRule>");
    let schema = Schema::parse(&xml).unwrap();
    let notes = schema.notes();
    assert_eq!(notes.len(), 80_000);
    let length = "<option value='汉字'/>".chars().count() + 1;
    for (index, note) in notes.iter().enumerate() {
        let column = match index % 2 {
            0 => first + index / 2 * length + 1,
            _ => first + index / 2 * length + length,
        };
        assert_eq!(note.position.column as usize, column, "{index} {note:?}");
    }
}

#[test]
fn the_deepest_that_options_allow_fits_the_stack() {
    let deepest = ReadOptions::new().with_max_depth(usize::MAX);
    let nested = |open: &str, close: &str, levels: usize| {
        format!("<itemRule>{}{}</itemRule>", open.repeat(levels), close.repeat(levels))
    };
    for (open, close, each) in [
        ("<field id='a' type='complex'><fields>", "</fields></field>", 2),
        ("<field id='a' type='complex'>", "</field>", 1),
        ("<x>", "</x>", 1),
    ] {
        let levels = 255 / each;
        assert!(Schema::parse_with(&nested(open, close, levels), &deepest).is_ok(), "{open}");
        assert_eq!(limit(&nested(open, close, levels + 1), &deepest).0, Limit::Depth, "{open}");
    }
    let field = |inner: &str| format!("<itemRule><field id='a' type='label'>{inner}</field></itemRule>");
    let labels = field(&format!("{}{}", "<label-group>".repeat(254), "</label-group>".repeat(254)));
    assert!(Schema::parse_with(&labels, &deepest).is_ok());
    let groups = format!("{}{}", "<depend-group>".repeat(252), "</depend-group>".repeat(252));
    let groups = field(&format!("<rules><rule name='a' value='b'>{groups}</rule></rules>"));
    assert!(Schema::parse_with(&groups, &deepest).is_ok());
    let rows = nested("<field id='a'><complex-values>", "</complex-values></field>", 127)
        .replace("itemRule", "itemParam");
    assert!(crate::param::Param::parse_with(&rows, &deepest).is_ok());
}

/// Reads a schema with or without fast tags, and returns all of its options.
fn options_read(xml: &str, options: &ReadOptions, takes_fast_tags: bool) -> Result<Vec<String>, String> {
    let decoded = prepare(xml, Illegal::Drop, options);
    let source = Source::new(decoded.text, decoded.map, Position::START);
    let mut context = Context::new(Events::new(&source, options), options, Document::Schema);
    context.events.takes_fast_tags &= takes_fast_tags;
    let mut builder = Builder::default();
    let root = builder.document(&mut context).map_err(|error| format!("{error:?}"))?;
    let notes = context.notes;
    let schema = builder.finish(source, root, notes, None);
    let options = schema.all_fields().flat_map(FieldRef::options);
    let options = options.map(|option| {
        let parts = (option.display_name(), option.value(), option.readonly(), option.unknown());
        format!("{parts:?} {:?} {:?}", option.condition().is_some(), option.span())
    });
    let notes = schema.notes().iter().map(|note| format!("{note:?}"));
    Ok(options.chain(notes).collect())
}

proptest! {
    /// Fast tags take their own path, which must give the same as the general one.
    #[test]
    fn fast_tags_are_read_like_any_other(
        pieces in vec(
            prop_oneof![
                6 => (plain_text(), plain_text())
                    .prop_map(|(a, b)| format!("<option displayName=\"{a}\" value=\"{b}\"/>")),
                1 => select(&[
                    "<option displayName=\"a\" value=\"b\" />", "<option displayName='a' value=\"b\"/>",
                    "<option value=\"a\" displayName=\"b\"/>", "<option displayName=\"a\" value=\"b\"></option>",
                    "<option displayName=\"a\" displayName=\"b\"/>", "<option displayName=\"a\" value=\"b",
                    "<option displayName=\"a\" value=\"b\"/", "<option displayName=\"a\"/>", "\n", "x", "<!-- c -->",
                ][..]).prop_map(str::to_owned),
            ],
            0..6,
        ),
        max_text in prop_oneof![Just(1 << 20), 0..20_usize],
        max_depth in prop_oneof![Just(64), 1..5_usize],
    ) {
        let xml = format!(
            "<itemRule><field id='a' type='singleCheck'><options>{}</options></field></itemRule>",
            pieces.concat()
        );
        let options = ReadOptions::new().with_max_text(max_text).with_max_depth(max_depth);
        prop_assert_eq!(options_read(&xml, &options, true), options_read(&xml, &options, false), "{}", xml);
    }
}

fn plain_text() -> impl Strategy<Value = String> {
    let piece = select(
        &[
            "a", "1234567", "汉字", "😀", "é", " ", "'", ">", "&amp;", "&x;", "<", "\t", "\n", "\u{1}",
            "\u{7F}", "\u{80}",
        ][..],
    );
    let plain = select(&["a", "1234567", "汉字", "é", " ", ">"][..]);
    prop_oneof![4 => vec(plain, 0..8), 1 => vec(piece, 0..8)].prop_map(|pieces| pieces.concat())
}
