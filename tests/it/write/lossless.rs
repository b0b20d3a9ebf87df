//! Nothing is lost: for any document, either a loss is reported, or what is written has all texts, attributes and
//! elements of the document, as roxmltree reads both.
//!
//! Not counted are the elements around values, rows and fields, which have one right spelling each; and white space
//! between elements. Attributes `type` compare as types do.

use std::collections::BTreeMap;

use crate::support::documents;
use crate::support::random;
use proptest::prelude::*;
use roxmltree::{Document, Node};
use tmall_schema::{ErrorKind, Loss, LossKind, Param, Schema, WriteOptions};

const WRAPPERS: [&str; 9] = [
    "fields",
    "values",
    "complex-value",
    "complex-values",
    "default-values",
    "default-complex-values",
    "rules",
    "options",
    "properties",
];

/// How often each piece of content is there.
type Pieces = BTreeMap<String, usize>;

fn add(pieces: &mut Pieces, piece: String) {
    *pieces.entry(piece).or_default() += 1;
}

/// White space as XML has it.
fn squeezed(text: &str) -> &str {
    text.trim_matches([' ', '\t', '\n', '\r'])
}

fn attribute(node: &roxmltree::Attribute<'_, '_>) -> String {
    let value = match node.name() {
        "type" => node.value().trim().to_ascii_lowercase(),
        _ => node.value().to_owned(),
    };
    format!("@{} = {value:?}", node.name())
}

/// The content of a document, in no order.
fn pieces(xml: &str) -> Pieces {
    // XML wants this done before all else; roxmltree leaves a carriage return at the end of a piece of text.
    let lines = xml.replace("\r\n", "\n").replace('\r', "\n");
    let document = Document::parse(&lines).unwrap_or_else(|error| panic!("{error}: {xml}"));
    let mut found = Pieces::new();
    for node in document.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        if !WRAPPERS.contains(&name) {
            add(&mut found, format!("<{name}>"));
        }
        node.attributes().for_each(|one| add(&mut found, attribute(&one)));
        let text: String = node.children().filter(Node::is_text).filter_map(|child| child.text()).collect();
        let is_value = node.ancestors().any(|around| around.tag_name().name() == "value");
        let text = if is_value { &text } else { squeezed(&text) };
        if !text.is_empty() {
            add(&mut found, format!("{name}: {text:?}"));
        }
    }
    found
}

fn assert_holds(written: &str, read: &str) {
    let held = pieces(written);
    for (piece, count) in pieces(read) {
        let there = held.get(&piece).copied().unwrap_or_default();
        assert!(there >= count, "{piece} is there {there} of {count} times in\n{written}\nof\n{read}");
    }
}

/// Writes a param as `fmt` does. None if content would be lost, or a character cannot be written.
fn rewritten(param: &Param) -> Option<String> {
    if Loss::refusal(&param.lost_in_xml(None)).is_some() {
        return None;
    }
    match param.to_xml_with(None, &WriteOptions::new().with_indent().with_disabled_fields()) {
        Ok(written) => Some(written),
        Err(error) => {
            assert!(matches!(error.kind(), ErrorKind::Unwritable { .. }), "{error}");
            None
        }
    }
}

#[test]
fn documents_that_once_lost_content() {
    for (xml, lost) in [
        ("<config><field id='timeout' value='30'/><secret>abc</secret></config>", &["value", "secret"][..]),
        ("<rules><field id='title' isInput='true'>Apple</field></rules>", &["isInput", "Apple"]),
        ("<itemParam a='1'><field id='a'/></itemParam>", &["a"]),
        ("<itemParam><field id='a' p:id='b' xmlns:p='urn:p'/></itemParam>", &["p:id"]),
        ("<itemParam><fields b='1'><field id='a'/>x</fields></itemParam>", &["b", "x"]),
        (
            "<itemParam><field id='a'><values c='1'><value>1</value><x/></values></field></itemParam>",
            &["c", "x"],
        ),
        ("<itemParam><field id='a'><default-value>1</default-value></field></itemParam>", &["default-value"]),
        ("<itemParam><field id='a'><rules/><value>1</value></field></itemParam>", &["rules"]),
        (
            "<itemParam><field id='a'><options/><fields/><properties/><label-group/></field></itemParam>",
            &["options", "fields", "properties", "label-group"],
        ),
        ("<itemParam><field id='a'><depend-group/><name/></field></itemParam>", &["depend-group", "name"]),
        ("<itemParam><field id='a' type='label'/><field id='b'/></itemParam>", &["field"]),
        (
            "<itemParam><field id='a'><complex-values d='1'><complex-value/></complex-values></field></itemParam>",
            &["d"],
        ),
        ("<itemParam><field id='a'><complex-values>t<y/></complex-values></field></itemParam>", &["t", "y"]),
        ("<itemParam><field id='a'><value>x&#55357;</value></field></itemParam>", &["&#55357;"]),
        ("<itemParam xmlns:o='urn:o'><field id='a'><value>x<o:p/></value></field></itemParam>", &["xmlns:o"]),
    ] {
        let param = Param::parse(xml).unwrap();
        let losses = param.lost_in_xml(None);
        assert_eq!(losses.iter().map(Loss::name).collect::<Vec<_>>(), lost, "{xml}");
        assert!(losses.iter().all(|loss| loss.position().is_some()), "{xml}");
        assert!(Loss::refusal(&losses).unwrap().position().is_some());
    }
    for xml in [
        "<itemParam><!-- comment --><?pi?><field id='a' type='input '><value>1</value></field></itemParam>",
        "<itemParam xmlns:o='urn:o' xmlns='urn:x'><field id='a'><value>1</value></field></itemParam>",
        "<itemParam><field id='a'><value b='1' c='2'>a<p>b</p><![CDATA[<i>]]>&amp;<br/>c</value></field></itemParam>",
        "<itemParam><fields><field id='a'><complex-value d='1'/></field></fields></itemParam>",
        "<product><field id='a'><field id='b'><value> </value></field></field></product>",
        "<itemParam><field id='a'><value>&#55357;&#56832;</value></field></itemParam>",
    ] {
        let param = Param::parse(xml).unwrap();
        assert_eq!(param.lost_in_xml(None), [], "{xml}");
        if !xml.contains("&#55357;") {
            assert_holds(&rewritten(&param).unwrap(), xml);
        }
    }
}

#[test]
fn what_the_json_form_has_no_place_for() {
    let xml = "<itemParam><field id='a'><value>a<p>b</p></value></field><field id='b'><value odd='1'>2</value></field>\
        <field id='c'><complex-values d='1'/></field><field id='d' type='label'><value>x</value></field></itemParam>";
    let param = Param::parse(xml).unwrap();
    let kinds: Vec<_> =
        param.lost_in_json(None).iter().map(|loss| (loss.kind(), loss.name().to_owned())).collect();
    let wanted = [(LossKind::Markup, "a"), (LossKind::ValueAttributes, "b"), (LossKind::Attribute, "d")];
    assert_eq!(kinds, wanted.map(|(kind, name)| (kind, name.to_owned())));
    let schema = Schema::parse("<itemRule><field id='b' type='input'/></itemRule>").unwrap();
    assert_eq!(param.lost_in_json(Some(&schema)).len(), 2);
}

#[test]
fn what_a_schema_loses() {
    for (xml, lost) in [
        ("<itemRule><field id='a' type='input'><rules x='1'/><rules x='2'/></field></itemRule>", &["x"][..]),
        ("<itemRule><field id='a' type='input'><rules x='1'/><rules x='1'/></field></itemRule>", &[]),
        ("<itemRule><fields x='1'/><fields x='2'/><field id='a' type='input'/></itemRule>", &["x"]),
        ("<itemRule><field id='a' type='input'><name l='1'>x</name></field></itemRule>", &["l"]),
        (
            "<itemRule><field id='a' type='complex'><fields x='1'><field id='b' type='complex'><fields x='2'/></field>\
          </fields></field></itemRule>",
            &[],
        ),
        (
            "<itemRule><field id='a' type='complex'><default-complex-values><field id='b'><rules/></field>\
          </default-complex-values></field></itemRule>",
            &["rules"],
        ),
    ] {
        let schema = Schema::parse(xml).unwrap();
        assert_eq!(schema.lost().iter().map(Loss::name).collect::<Vec<_>>(), lost, "{xml}");
    }
}

proptest! {
    #![proptest_config(random::config(300))]

    #[test]
    fn params_are_refused_or_kept(xml in documents::param()) {
        let param = Param::parse(&xml).unwrap();
        if let Some(written) = rewritten(&param) {
            assert_holds(&written, &xml);
        }
    }

    /// Few of the random params are without losses; of these, what is dropped on purpose leaves a document that is.
    #[test]
    fn what_is_left_after_dropping_is_kept(xml in documents::param()) {
        let param = Param::parse(&xml).unwrap();
        let Ok(written) = param.to_xml_with(None, &WriteOptions::new().with_disabled_fields()) else { return Ok(()) };
        // A prefix without its declaration is all that may be wrong.
        prop_assume!(Document::parse(&written).is_ok());
        let again = Param::parse(&written).unwrap();
        prop_assert_eq!(again.lost_in_xml(None), []);
        assert_holds(&rewritten(&again).unwrap(), &written);
    }

    #[test]
    fn params_come_back_from_json(xml in documents::param()) {
        let param = Param::parse(&xml).unwrap();
        if param.lost_in_json(None).is_empty() {
            prop_assert_eq!(&Param::from_json(&param.to_json(None), None).unwrap(), &param);
        }
    }

    /// A schema keeps nearly everything: its old forms become the usual ones, and texts are trimmed and joined.
    #[test]
    fn schemas_are_refused_or_kept(xml in documents::schema()) {
        let schema = Schema::parse(&xml).unwrap();
        if !schema.lost().is_empty() {
            return Ok(());
        }
        let written = schema.to_xml().unwrap();
        let held = pieces(&written);
        let all = texts_and_attributes(&written).concat().concat();
        for piece in pieces(&xml).into_keys() {
            let is_old_form = ["<name>", "<value>", "<default-value>", "@required", "@type"].iter().any(|old| piece.starts_with(old));
            let is_text = !piece.starts_with(['@', '<']);
            let is_there = is_text || is_old_form || held.contains_key(&piece);
            prop_assert!(is_there, "{} is lost in\n{}", piece, written);
        }
        for word in texts_and_attributes(&xml)[0].iter().flat_map(|text| text.split(char::is_whitespace)) {
            prop_assert!(all.contains(word), "{:?} is lost in\n{}", word, written);
        }
    }
}

/// All texts of a document, and all attributes.
fn texts_and_attributes(xml: &str) -> [Vec<String>; 2] {
    let document = Document::parse(xml).unwrap();
    let texts = document.descendants().filter(Node::is_text).filter_map(|node| node.text());
    let attributes = document.descendants().flat_map(|node| node.attributes()).map(|one| one.value());
    [texts.map(str::to_owned).collect(), attributes.map(str::to_owned).collect()]
}
