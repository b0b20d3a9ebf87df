//! Random documents in odd shapes, for proptest: what [`generate`](../generate.rs) makes is as the platform
//! writes; what this makes should not be written, but a reader must accept it.
//!
//! ```ignore
//! #[path = "support/documents.rs"]
//! mod documents;
//!
//! proptest! {
//!     #[test]
//!     fn reads(xml in documents::schema()) { … }
//!     #[test]
//!     fn never_panics(bytes in documents::corrupt(documents::schema())) { … }
//! }
//! ```
//!
//! **What is promised.** [`schema`] and [`param`] are well-formed, every field has an id (and in a schema a
//! type), and nothing passes a default limit: reading them succeeds. Attributes in any order and either
//! quote, references of all kinds, CDATA, comments and instructions in all places, white space and line ends
//! of all kinds, unknown elements and attributes, namespaces, stray text, duplicate ids, wrong wrappers, old
//! forms, all three dialects. Few ids, so that conditions find fields and duplicates happen.
//! [`corrupt`] promises nothing.

// Each program that takes this in uses another part of it, and sees it as private.
#![allow(dead_code, unreachable_pub)]

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// A well-formed rule schema.
pub fn schema() -> impl Strategy<Value = String> {
    let root =
        select(&["itemRule", "itemRule", "itemSchema", "itemSchema", "rules", "schema", "x:itemRule", "odd"]);
    document(root, root_attributes(), vec(top_of_schema(), 0..6))
}

/// A well-formed param.
pub fn param() -> impl Strategy<Value = String> {
    let root = select(&["itemParam", "itemParam", "itemSchema", "itemRule", "p:itemParam", "odd"]);
    document(root, root_attributes(), vec(top_of_param(), 0..6))
}

/// The documents as bytes with some of them deleted, inserted, replaced, or cut off; at times unchanged.
pub fn corrupt(documents: impl Strategy<Value = String>) -> impl Strategy<Value = Vec<u8>> {
    corrupt_bytes(documents.prop_map(String::from))
}

/// The same for what is bytes already.
pub fn corrupt_bytes<T: Into<Vec<u8>>>(
    documents: impl Strategy<Value = T>,
) -> impl Strategy<Value = Vec<u8>> {
    (documents, vec(damage(), 0..3)).prop_map(|(document, damages)| {
        damages.into_iter().fold(document.into(), |bytes, damage| damage.done_to(bytes))
    })
}

/// The document as it is stored in GBK, with a declaration that says so in place of its own.
pub fn in_gbk(document: &str) -> Vec<u8> {
    let body = match document.trim_start_matches('\u{FEFF}') {
        with if with.starts_with("<?xml ") => &with[with.find("?>").map_or(0, |end| end + 2)..],
        without => without,
    };
    let declared = format!("<?xml version=\"1.0\" encoding=\"GBK\"?>{body}");
    encoding_rs::GB18030.encode(&declared).0.into_owned()
}

/// The document with characters that XML forbids, at some of the given places.
pub fn with_control_characters(document: &str, places: &[Index]) -> String {
    let mut characters: Vec<char> = document.chars().collect();
    for (place, control) in
        places.iter().zip(['\u{1}', '\0', '\u{FFFF}', '\u{B}', '\u{1F}'].into_iter().cycle())
    {
        characters.insert(place.index(characters.len() + 1), control);
    }
    characters.into_iter().collect()
}

/// A joined sequence of parts.
fn joined(parts: impl Strategy<Value = Vec<String>> + 'static) -> BoxedStrategy<String> {
    parts.prop_map(|parts| parts.concat()).boxed()
}

fn one_of(words: &'static [&'static str]) -> BoxedStrategy<String> {
    select(words).prop_map(str::to_owned).boxed()
}

fn document(
    root: impl Strategy<Value = &'static str>,
    attributes: impl Strategy<Value = String>,
    children: impl Strategy<Value = Vec<String>>,
) -> impl Strategy<Value = String> {
    let prolog = one_of(&[
        "",
        "",
        "<?xml version=\"1.0\"?>",
        "<?xml version='1.0' encoding='utf-8' ?>\r\n",
        "\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- 说明 <field> & -->",
        "\u{FEFF}",
        "\n<?pi <itemRule> ?>\n",
    ]);
    let epilog = one_of(&["", "", "\n", "\r\n<!-- end -->", " <?pi?> "]);
    (prolog, root, attributes, children, epilog, any::<bool>()).prop_map(
        |(prolog, root, mut attributes, children, epilog, short)| {
            let children = children.concat();
            for (prefix, declaration) in [("x:", " xmlns:x='urn:x'"), ("p:", "\txmlns:p=\"urn:p\"")] {
                if root.contains(prefix) || attributes.contains(prefix) || children.contains(prefix) {
                    attributes.push_str(declaration);
                }
            }
            if children.is_empty() && short {
                return format!("{prolog}<{root}{attributes}/>{epilog}");
            }
            format!("{prolog}<{root}{attributes}>{children}</{root} >{epilog}")
        },
    )
}

fn root_attributes() -> BoxedStrategy<String> {
    one_of(&["", "", "", " version=\"2\"  b='&lt;' a='é'", " x:v='1' xmlns='urn:y'"])
}

fn top_of_schema() -> BoxedStrategy<String> {
    prop_oneof![4 => schema_field(3), 1 => between(), 1 => unknown_element(2), 1 => stray_text()].boxed()
}

fn top_of_param() -> BoxedStrategy<String> {
    prop_oneof![4 => param_field(3), 1 => between(), 1 => unknown_element(2), 1 => stray_text()].boxed()
}

/// What may stand between elements and means nothing.
fn between() -> BoxedStrategy<String> {
    one_of(&[
        "",
        "",
        "",
        " ",
        "\n  ",
        "\r\n",
        "\t",
        "<!-- 注释 -->",
        "<!---->",
        "<!-- <field> ]]> & -->",
        "<?pi a=\"1\" > ?>",
        "&#32;",
        "<![CDATA[ \n]]>",
    ])
}

fn stray_text() -> BoxedStrategy<String> {
    one_of(&["stray", " 散落 ", "a<!-- c -->b", "<![CDATA[<cdata> & ]]>", "&amp;&#x6C49;", "x]] >y"])
}

/// Text as it may stand in an element, references and sections included.
pub fn text() -> BoxedStrategy<String> {
    let piece = one_of(&[
        "a",
        "Z",
        "0",
        "12.5",
        "-1",
        " ",
        "汉",
        "字",
        "é",
        "😀",
        "𠮷",
        "&lt;",
        "&gt;",
        "&amp;",
        "&quot;",
        "&apos;",
        "&#65;",
        "&#x6C49;",
        "&#9;",
        "&#13;",
        "\r\n",
        "\r",
        "\n",
        "\t",
        "\"",
        "'",
        ">",
        "]",
        "]]",
        "<![CDATA[]]>",
        "<![CDATA[<b>&amp;]] ]]>",
        "<![CDATA[\r\n]]>",
        "<!-- - -->",
        "<?pi?>",
    ]);
    // "]]" and ">" must not meet.
    joined(vec(piece, 0..5))
        .prop_map(|text| text.replace("]]>", "]>").replace("]>", "] >"))
        .prop_map(repair_cdata)
        .boxed()
}

/// The replacement in [`text`] hits the ends of sections too.
fn repair_cdata(text: String) -> String {
    let mut repaired = String::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find("<![CDATA[") {
        repaired.push_str(&rest[..at]);
        let section = &rest[at..];
        let end = section.find("] >").unwrap_or(section.len());
        repaired.push_str(section[..end].trim_end_matches(']'));
        repaired.push_str("]]>");
        rest = section.get(end + 3..).unwrap_or_default();
    }
    repaired.push_str(rest);
    repaired
}

/// The text of an attribute, without the quotes and without either of them inside.
pub fn attribute_text() -> BoxedStrategy<String> {
    let piece = one_of(&[
        "a", "b", "0", "60", "true", "汉字", "é", "😀", " ", ">", "/", "]]>", "&lt;", "&amp;", "&quot;",
        "&apos;", "&#x9;", "&#10;", "&#13;", "\n", "\t", "\r\n", "\r", "--",
    ]);
    joined(vec(piece, 0..4))
}

/// Attributes in any order, spaced and quoted anyhow. The names must differ.
fn attributes(parts: Vec<BoxedStrategy<Option<(&'static str, String)>>>) -> BoxedStrategy<String> {
    let styles = vec(
        (select(&[" ", " ", "  ", "\n", "\t "][..]), select(&["=", "=", " = ", "=\n"][..]), any::<bool>()),
        12,
    );
    (parts, styles, any::<Index>(), one_of(&["", "", " ", "\r\n"]))
        .prop_map(|(parts, styles, first, end)| {
            let mut parts: Vec<_> = parts.into_iter().flatten().collect();
            if !parts.is_empty() {
                let turn = first.index(parts.len());
                parts.rotate_left(turn);
            }
            let mut text = String::new();
            for ((name, value), (space, equals, single)) in parts.into_iter().zip(styles) {
                let quote = if single { '\'' } else { '"' };
                text.push_str(&format!("{space}{name}{equals}{quote}{value}{quote}"));
            }
            text + &end
        })
        .boxed()
}

fn always(name: &'static str, value: BoxedStrategy<String>) -> BoxedStrategy<Option<(&'static str, String)>> {
    value.prop_map(move |value| Some((name, value))).boxed()
}

fn maybe(name: &'static str, value: BoxedStrategy<String>) -> BoxedStrategy<Option<(&'static str, String)>> {
    proptest::option::weighted(0.6, value).prop_map(move |value| value.map(|value| (name, value))).boxed()
}

fn rarely(name: &'static str, value: BoxedStrategy<String>) -> BoxedStrategy<Option<(&'static str, String)>> {
    proptest::option::weighted(0.1, value).prop_map(move |value| value.map(|value| (name, value))).boxed()
}

/// An element from its name, attributes and children; empty in either form.
fn element(
    name: BoxedStrategy<String>,
    attributes: BoxedStrategy<String>,
    children: BoxedStrategy<String>,
) -> BoxedStrategy<String> {
    (name, attributes, children, any::<bool>())
        .prop_map(|(name, attributes, children, short)| {
            if children.is_empty() && short {
                return format!("<{name}{attributes}/>");
            }
            format!("<{name}{attributes}>{children}</{name}>")
        })
        .boxed()
}

fn named(name: &'static str) -> BoxedStrategy<String> {
    Just(name.to_owned()).boxed()
}

/// Children with something between them at times.
fn spaced(child: BoxedStrategy<String>, most: usize) -> BoxedStrategy<String> {
    joined(vec((between(), child).prop_map(|(space, child)| space + &child), 0..=most))
}

pub fn id() -> BoxedStrategy<String> {
    one_of(&["a", "b", "c", "title", "icbuCatProp", "prop_1.2", "p-1-&gt;x", "颜色", "a:b", "x&amp;y", " a "])
}

fn kind() -> BoxedStrategy<String> {
    one_of(&[
        "input",
        "input",
        "multiInput",
        "singleCheck",
        "multiCheck",
        "complex",
        "complex",
        "multiComplex",
        "label",
        "INPUT",
        "mystery",
        " input",
    ])
}

fn unknown_element(depth: u32) -> BoxedStrategy<String> {
    let name = one_of(&["unknown", "x:keep", "默认", "rule", "item.param"]);
    let attributes = attributes(vec![maybe("a", attribute_text()), maybe("x:b", attribute_text())]);
    let children = match depth {
        0 => text(),
        _ => prop_oneof![text(), spaced(unknown_element(depth - 1), 2)].boxed(),
    };
    element(name, attributes, children)
}

/// A field of a schema, with up to so many levels of sub-fields.
pub fn schema_field(depth: u32) -> BoxedStrategy<String> {
    let attributes = attributes(vec![
        always("id", id()),
        always("type", kind()),
        maybe("name", attribute_text()),
        rarely("required", one_of(&["true", "false"])),
        rarely("extra", attribute_text()),
    ]);
    let name = one_of(&["field", "field", "field", "field", "x:field"]);
    element(name, attributes, spaced(schema_child(depth), 4))
}

fn schema_child(depth: u32) -> BoxedStrategy<String> {
    let rules = element(named("rules"), one_of(&["", "", " "]), spaced(rule(), 3));
    let options = element(named("options"), one_of(&["", "", " "]), spaced(option(), 4));
    let label_group = label_group(2);
    let properties = element(named("properties"), one_of(&["", ""]), spaced(property(), 2));
    let plain = prop_oneof![
        4 => rules,
        3 => options,
        1 => label_group,
        1 => properties,
        1 => unknown_element(1),
        1 => stray_text(),
        1 => one_of(&["<name>名</name>", "<name/>", "<value type=\"text\"/>", "<value type='date' />"]),
        2 => content(depth.min(1)),
    ];
    if depth == 0 {
        return plain.boxed();
    }
    let fields = element(named("fields"), one_of(&["", "", "\n"]), spaced(schema_field(depth - 1), 3));
    prop_oneof![6 => plain, 2 => fields, 1 => schema_field(depth - 1)].boxed()
}

fn rule() -> BoxedStrategy<String> {
    let name = one_of(&[
        "requiredRule",
        "disableRule",
        "readOnlyRule",
        "maxLengthRule",
        "minLengthRule",
        "maxValueRule",
        "valueTypeRule",
        "regexRule",
        "regxRule",
        "maxInputNumRule",
        "maxTargetSizeRule",
        "tipRule",
        "devTipRule",
        "383278799_1",
        "",
    ]);
    let attributes = attributes(vec![
        maybe("name", name),
        maybe("value", attribute_text()),
        rarely("exProperty", one_of(&["include", "not include", "?"])),
        rarely("unit", one_of(&["byte", "character", "kb", ""])),
        rarely("url", attribute_text()),
        rarely("desc", attribute_text()),
        rarely("odd", attribute_text()),
    ]);
    element(named("rule"), attributes, conditions())
}

fn option() -> BoxedStrategy<String> {
    let usual = (attribute_text(), attribute_text(), one_of(&["", "", " ", " readonly=\"false\"", " a='>'"]))
        .prop_map(|(name, value, end)| format!("<option displayName=\"{name}\" value=\"{value}\"{end}/>"));
    let attributes = attributes(vec![
        maybe("displayName", attribute_text()),
        maybe("value", attribute_text()),
        rarely("readonly", one_of(&["true", "false"])),
        rarely("odd", attribute_text()),
    ]);
    prop_oneof![3 => usual, 2 => element(named("option"), attributes, conditions())].boxed()
}

/// Mostly none, at times a group or two.
fn conditions() -> BoxedStrategy<String> {
    let some = prop_oneof![5 => group(2), 1 => unknown_element(0), 1 => stray_text()].boxed();
    prop_oneof![3 => named(""), 1 => spaced(some, 2)].boxed()
}

fn group(depth: u32) -> BoxedStrategy<String> {
    let symbol = one_of(&[
        "==",
        "!=",
        "&lt;",
        ">",
        "is null",
        "contains",
        " not  contains ",
        "this field’s value in fieldOptions",
        "~",
    ]);
    let express = attributes(vec![
        maybe("fieldId", id()),
        maybe("value", attribute_text()),
        maybe("symbol", symbol),
        rarely("odd", attribute_text()),
    ]);
    let express = element(named("depend-express"), express, one_of(&["", "", "", "x", "<y/>"]));
    let part = match depth {
        0 => express,
        _ => prop_oneof![3 => express, 1 => group(depth - 1), 1 => unknown_element(0)].boxed(),
    };
    let attributes = attributes(vec![
        maybe("operator", one_of(&["and", "or", "AND", "xor"])),
        rarely("odd", attribute_text()),
    ]);
    element(named("depend-group"), attributes, spaced(part, 3))
}

fn label_group(depth: u32) -> BoxedStrategy<String> {
    let of_label = attributes(vec![
        maybe("name", attribute_text()),
        maybe("value", attribute_text()),
        maybe("desc", attribute_text()),
        rarely("odd", attribute_text()),
    ]);
    let label = element(named("label"), of_label, named(""));
    let child = match depth {
        0 => label,
        _ => prop_oneof![2 => label, 1 => label_group(depth - 1), 1 => stray_text()].boxed(),
    };
    let attributes = attributes(vec![maybe("name", attribute_text()), rarely("odd", attribute_text())]);
    element(named("label-group"), attributes, spaced(child, 2))
}

fn property() -> BoxedStrategy<String> {
    let attributes = attributes(vec![
        maybe("key", attribute_text()),
        maybe("value", attribute_text()),
        rarely("odd", attribute_text()),
    ]);
    element(named("property"), attributes, named(""))
}

/// A field of a param, with up to so many levels of fields inside.
pub fn param_field(depth: u32) -> BoxedStrategy<String> {
    let attributes = attributes(vec![
        always("id", id()),
        maybe("type", kind()),
        maybe("name", attribute_text()),
        rarely("odd", attribute_text()),
    ]);
    let skipped = one_of(&[
        "<rules><rule name=\"requiredRule\" value=\"true\"/></rules>",
        "<options><option displayName='x' value='1'/></options>",
        "<fields><field id='a' type='input'/></fields>",
    ]);
    // Without a wrapper; in a schema this would be a sub-field.
    let bare = if depth == 0 { named("") } else { param_field(depth - 1) };
    let child =
        prop_oneof![6 => content(depth), 1 => bare, 1 => skipped, 1 => unknown_element(1), 1 => stray_text()]
            .boxed();
    element(one_of(&["field", "field", "p:field"]), attributes, spaced(child, 3))
}

/// Values and rows in any wrapper.
fn content(depth: u32) -> BoxedStrategy<String> {
    let attributes = attributes(vec![
        rarely("inputValue", attribute_text()),
        rarely("id", attribute_text()),
        rarely("x:propId", attribute_text()),
    ]);
    let value = element(named("value"), attributes.clone(), text());
    let values = element(
        named("values"),
        named(""),
        spaced(prop_oneof![4 => value.clone(), 1 => unknown_element(0)].boxed(), 3),
    );
    let default_value = element(named("default-value"), attributes, text());
    let defaults = element(named("default-values"), named(""), spaced(default_value.clone(), 2));
    let plain = prop_oneof![4 => value, 2 => values, 1 => default_value, 1 => defaults];
    if depth == 0 {
        return plain.boxed();
    }
    let field = param_field(depth - 1);
    let wrapper = one_of(&["complex-values", "complex-values", "complex-value", "default-complex-values"]);
    let row = element(wrapper, one_of(&["", "", " a='1'"]), spaced(field.clone(), 3));
    let nested = spaced(element(named("complex-value"), named(""), spaced(field.clone(), 2)), 2);
    let nested = element(named("complex-values"), named(""), nested);
    prop_oneof![4 => plain, 3 => row, 1 => nested].boxed()
}

#[derive(Clone, Debug)]
enum Damage {
    Delete(Index, usize),
    Insert(Index, Vec<u8>),
    Replace(Index, u8),
    /// Two stretches change places.
    Swap(Index, Index),
    Cut(Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    let piece = prop_oneof![
        select(
            &[
                "<",
                ">",
                "/",
                "&",
                "\"",
                "'",
                "=",
                "]]>",
                "--",
                "<!--",
                "<![CDATA[",
                "<!DOCTYPE a>",
                "<?xml version='1.0'?>",
                "</",
                "/>",
                "<a>",
                "</a>",
                "<field>",
                "<field id='z'/>",
                "&nbsp;",
                "&#0;",
                "&#x110000;",
                "\u{1}",
                "\u{FFFE}",
                "\u{FEFF}",
                " id='a'",
            ][..]
        )
        .prop_map(|piece| piece.as_bytes().to_vec()),
        vec(any::<u8>(), 1..3),
    ];
    prop_oneof![
        3 => (any::<Index>(), 1..6_usize).prop_map(|(at, length)| Damage::Delete(at, length)),
        3 => (any::<Index>(), piece).prop_map(|(at, piece)| Damage::Insert(at, piece)),
        2 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Damage::Replace(at, byte)),
        1 => (any::<Index>(), any::<Index>()).prop_map(|(a, b)| Damage::Swap(a, b)),
        1 => any::<Index>().prop_map(Damage::Cut),
    ]
}

impl Damage {
    fn done_to(self, mut bytes: Vec<u8>) -> Vec<u8> {
        match self {
            _ if bytes.is_empty() => {}
            Damage::Delete(at, length) => {
                let at = at.index(bytes.len());
                bytes.drain(at..(at + length).min(bytes.len()));
            }
            Damage::Insert(at, piece) => {
                let at = at.index(bytes.len() + 1);
                bytes.splice(at..at, piece);
            }
            Damage::Replace(at, byte) => {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            Damage::Swap(a, b) => {
                let (a, b) = (a.index(bytes.len()), b.index(bytes.len()));
                bytes[a.min(b)..=a.max(b)].rotate_left(a.abs_diff(b) / 2);
            }
            Damage::Cut(at) => bytes.truncate(at.index(bytes.len())),
        }
        bytes
    }
}
