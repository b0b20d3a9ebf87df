//! What documents are put together from: texts, attributes, elements.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// A joined sequence of parts.
pub fn joined(parts: impl Strategy<Value = Vec<String>> + 'static) -> BoxedStrategy<String> {
    parts.prop_map(|parts| parts.concat()).boxed()
}

pub fn one_of(words: &'static [&'static str]) -> BoxedStrategy<String> {
    select(words).prop_map(str::to_owned).boxed()
}

/// What may be between elements and means nothing.
pub fn between() -> BoxedStrategy<String> {
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

pub fn stray_text() -> BoxedStrategy<String> {
    one_of(&["stray", " 散落 ", "a<!-- c -->b", "<![CDATA[<cdata> & ]]>", "&amp;&#x6C49;", "x]] >y"])
}

/// Text as it may be in an element, references and sections included.
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
pub fn repair_cdata(text: String) -> String {
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
pub fn attributes(parts: Vec<BoxedStrategy<Option<(&'static str, String)>>>) -> BoxedStrategy<String> {
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

pub fn always(
    name: &'static str,
    value: BoxedStrategy<String>,
) -> BoxedStrategy<Option<(&'static str, String)>> {
    value.prop_map(move |value| Some((name, value))).boxed()
}

pub fn maybe(
    name: &'static str,
    value: BoxedStrategy<String>,
) -> BoxedStrategy<Option<(&'static str, String)>> {
    proptest::option::weighted(0.6, value).prop_map(move |value| value.map(|value| (name, value))).boxed()
}

pub fn rarely(
    name: &'static str,
    value: BoxedStrategy<String>,
) -> BoxedStrategy<Option<(&'static str, String)>> {
    proptest::option::weighted(0.1, value).prop_map(move |value| value.map(|value| (name, value))).boxed()
}

/// An element from its name, attributes and children; empty in either form.
pub fn element(
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

pub fn named(name: &'static str) -> BoxedStrategy<String> {
    Just(name.to_owned()).boxed()
}

/// Children with something between them at times.
pub fn spaced(child: BoxedStrategy<String>, most: usize) -> BoxedStrategy<String> {
    joined(vec((between(), child).prop_map(|(space, child)| space + &child), 0..=most))
}

pub fn id() -> BoxedStrategy<String> {
    one_of(&["a", "b", "c", "title", "icbuCatProp", "prop_1.2", "p-1-&gt;x", "颜色", "a:b", "x&amp;y", " a "])
}

pub fn kind() -> BoxedStrategy<String> {
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
        "multiCheck&#10;",
    ])
}

pub fn unknown_element(depth: u32) -> BoxedStrategy<String> {
    let name = one_of(&["unknown", "x:keep", "默认", "rule", "item.param"]);
    let attributes = attributes(vec![maybe("a", attribute_text()), maybe("x:b", attribute_text())]);
    let children = match depth {
        0 => text(),
        _ => prop_oneof![text(), spaced(unknown_element(depth - 1), 2)].boxed(),
    };
    element(name, attributes, children)
}
