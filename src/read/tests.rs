//! What reading promises for every input: limits, the first error and its place, linear time.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::error::{ErrorKind, Limit, Malformed, Markup};
use crate::param::Param;
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
    assert_eq!(malformed("<rules/><![CDATA[x]]>"), (Malformed::TextAfterRoot, 8));
    assert_eq!(malformed("<rules/><![CDATA["), (Malformed::TextAfterRoot, 8));
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
    assert!(Param::parse_with(&rows, &deepest).is_ok());
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

/// What a document is read as: everything, with all places and notes.
fn read_all(xml: &str, options: &ReadOptions) -> [String; 2] {
    let schema = Schema::parse_with(xml, options);
    let param = Param::parse_with(xml, options);
    [format!("{schema:?}"), format!("{param:?}")]
}

/// A start tag and its end tag, in the usual form and in others.
fn element_tags() -> impl Strategy<Value = (String, String)> {
    let name = select(
        &[
            "field",
            "field",
            "field",
            "value",
            "value",
            "values",
            "rules",
            "rule",
            "rule",
            "depend-group",
            "depend-express",
            "complex-values",
            "complex-value",
            "fields",
            "options",
            "default-value",
            "x:field",
            "x",
        ][..],
    );
    let key =
        select(&["name", "value", "type", "exProperty", "unit", "fieldId", "symbol", "operator", "x:id"][..]);
    let odd = (vec((key, plain_text()), 0..3), select(&["\"", "'"][..]), select(&[" ", "  ", "\n"][..]));
    let usual = (plain_text(), plain_text(), select(&["input", "multiCheck", "Input ", "odd"][..]));
    let form = select(&[0_u8, 0, 0, 0, 1, 1, 2][..]);
    (name, usual, odd, form, any::<bool>()).prop_map(
        |(name, (a, b, kind), (odd, quote, space), form, empty)| {
            let attributes = match (form, name) {
                (0, "field") => format!(" id=\"a{a}\" name=\"{b}\" type=\"{kind}\""),
                (1, "field") => format!(" id=\"a{a}\" type=\"{kind}\""),
                (0, "rule") => format!(" name=\"tipRule\" value=\"{b}\""),
                (1, "rule") => {
                    format!(" name=\"maxLengthRule\" value=\"{a}\" exProperty=\"include\" unit=\"byte\"")
                }
                (0, "depend-express") => format!(" fieldId=\"{a}\" value=\"{b}\" symbol=\"!=\""),
                (0, "depend-group") => " operator=\"or\"".to_owned(),
                (2, "field") => {
                    odd.iter()
                        .map(|(key, text)| format!("{space}{key}={quote}{text}{quote}"))
                        .collect::<String>()
                        + " id='b' "
                }
                (2, _) => {
                    odd.iter().map(|(key, text)| format!("{space}{key}={quote}{text}{quote}")).collect()
                }
                _ => String::new(),
            };
            let leaf = empty && matches!(name, "rule" | "depend-express" | "x");
            match leaf || empty && form == 2 {
                true => (format!("<{name}{attributes}/>"), String::new()),
                false => (format!("<{name}{attributes}>"), format!("</{name}>")),
            }
        },
    )
}

/// What is in an element.
fn inner() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        3 => Just(String::new()),
        2 => plain_text(),
        1 => select(&["\n  ", " ", "\r\n", "x", "<!-- c -->", "]]>", "<![CDATA[ c ]]>", "&#8;", "\u{FFFE}", "汉 "][..]).prop_map(str::to_owned),
    ];
    leaf.prop_recursive(6, 40, 4, |inner| {
        vec((element_tags(), inner, select(&["", "", "", "\n", " "][..])), 1..4).prop_map(|children| {
            let children = children.into_iter();
            children
                .map(|((start, end), inner, space)| match end.is_empty() {
                    true => format!("{start}{space}"),
                    false => format!("{start}{inner}{end}{space}"),
                })
                .collect()
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// All usual forms take their own paths, which must give the same as the general ones: these are turned off where
    /// fewer attributes are allowed than some usual form has.
    #[test]
    fn usual_forms_are_read_like_any_other(
        inner in inner(),
        cut in prop_oneof![9 => Just(0), 1 => 0..40_usize],
        max_text in prop_oneof![5 => Just(1 << 20), 1 => 0..20_usize],
        max_depth in prop_oneof![5 => Just(64), 1 => 1..6_usize],
        max_fields in prop_oneof![5 => Just(1000), 1 => 0..4_usize],
    ) {
        let mut xml = format!("<itemRule>{inner}</itemRule>");
        xml = xml.chars().take(xml.chars().count().saturating_sub(cut)).collect();
        let options = ReadOptions::new().with_max_text(max_text).with_max_depth(max_depth).with_max_fields(max_fields);
        let (usual, general) = (options.clone().with_max_attributes(6), options.with_max_attributes(5));
        prop_assert_eq!(read_all(&xml, &usual), read_all(&xml, &general), "{}", xml);
    }
}
