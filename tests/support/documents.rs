//! Random documents in odd shapes, for proptest: what [`generate`](../generate.rs) makes is as the platform
//! writes; what this makes should not be written, but a reader must accept it.
//!
//! ```ignore
//! use crate::support::documents;
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

mod damage;
mod fields;
mod parts;

use damage::damage;
use fields::{param_field, schema_field};
use parts::{between, element, named, one_of, spaced, stray_text, unknown_element};
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

fn document(
    root: impl Strategy<Value = &'static str>,
    attributes: impl Strategy<Value = String>,
    children: impl Strategy<Value = Vec<Top>>,
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
            // Under a root that the platform does not use there must be a field.
            let has_field = children.iter().any(|top| top.has_field);
            let root = if has_field || root != "odd" { root } else { "rules" };
            let children: String = children.into_iter().map(|top| top.xml).collect();
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

/// A child of the root.
#[derive(Clone, Debug)]
struct Top {
    xml: String,
    has_field: bool,
}

fn top(field: BoxedStrategy<String>) -> BoxedStrategy<Top> {
    let of = |has_field: bool| move |xml: String| Top { xml, has_field };
    let wrapped = element(named("fields"), one_of(&["", "", " b='1'"]), spaced(field.clone(), 3));
    prop_oneof![
        8 => field.prop_map(of(true)),
        1 => wrapped.prop_map(of(false)),
        2 => prop_oneof![between(), unknown_element(2), stray_text()].prop_map(of(false)),
    ]
    .boxed()
}

fn top_of_schema() -> BoxedStrategy<Top> {
    top(schema_field(3))
}

fn top_of_param() -> BoxedStrategy<Top> {
    top(param_field(3))
}

/// The document with references that no XML parser accepts, at some of the given places in texts and attributes:
/// behind characters beyond ASCII, which are nowhere else but in names and comments.
pub fn with_irregular_references(document: &str, places: &[Index]) -> String {
    const REFERENCES: [&str; 5] = ["&#8;", "&#xD83D;&#xDE00;", "&#55357;", "&#xDE00;&#x1;&#0;", "&#xFFFF;"];
    let mut found: Vec<usize> =
        document.match_indices(['汉', '字', '散']).map(|(at, found)| at + found.len()).collect();
    let mut text = document.to_owned();
    if found.is_empty() {
        return text;
    }
    found.reverse();
    for (number, at) in found.iter().enumerate() {
        if places.iter().any(|place| place.index(found.len()) == number) {
            text.insert_str(*at, REFERENCES[number % REFERENCES.len()]);
        }
    }
    text
}
