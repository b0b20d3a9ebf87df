//! Suggestions as changes of a text.

use crate::span::{Span, small};
use crate::validate::Finding;
use crate::validate::fix::outline::{Element, Outline};
use crate::validate::suggestion::Suggestion;
use crate::vocab::{attribute, element};
use crate::xml::writer::XmlWriter;

/// A part of the text and what is there instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    span: Span,
    text: String,
}

impl Edit {
    fn insert(at: u32, text: String) -> Edit {
        Edit { span: Span::new(at, at), text }
    }

    fn remove(span: Span) -> Edit {
        Edit { span, text: String::new() }
    }
}

/// Applies edits; `None` if there are none, or two of them overlap.
pub(super) fn apply(text: &str, mut edits: Vec<Edit>) -> Option<String> {
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    if edits.is_empty() || edits.windows(2).any(|pair| pair[0].span.end > pair[1].span.start) {
        return None;
    }
    let mut result = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for edit in edits {
        result.push_str(text.get(at..edit.span.range().start)?);
        result.push_str(&edit.text);
        at = edit.span.range().end;
    }
    result.push_str(text.get(at..)?);
    Some(result)
}

/// The edits that a finding asks for; none if its suggestion is not certain, or the text is of an unusual form.
pub(super) fn of(text: &str, outline: &Outline<'_>, finding: &Finding) -> Option<Vec<Edit>> {
    let span = finding.span()?;
    let content = |inner: String| Some(vec![Edit { span: inside(outline.at(span)?)?, text: inner }]);
    match finding.suggestion()? {
        Suggestion::Option { certain: false, .. } => None,
        Suggestion::Option { value, .. } => content(XmlWriter::escape(value)),
        Suggestion::Text { text } => content(XmlWriter::escape(text)),
        Suggestion::Markup { escaped } => content(escaped.clone()),
        Suggestion::InputValue { text: own } => {
            let place = attribute_value(text, outline.at(span)?.start, attribute::INPUT_VALUE)?;
            Some(vec![Edit { span: place, text: quoted(own) }])
        }
        Suggestion::Wrapper { element: None } => unwrapped(outline, span),
        Suggestion::Wrapper { element: Some(element::VALUES) } => wrapped(outline, span),
        Suggestion::Wrapper { element: Some(wanted) } => rows(outline, span, wanted),
    }
}

/// The content of an element.
fn inside(element: &Element<'_>) -> Option<Span> {
    Some(Span::new(element.start.end, element.end?.start))
}

/// A value that is in `values`, directly in its field.
fn unwrapped(outline: &Outline<'_>, span: Span) -> Option<Vec<Edit>> {
    let field = outline.around(span, element::FIELD)?;
    let [values] = outline.children(field)[..] else { return None };
    let [_] = outline.children(values)[..] else { return None };
    let is_plain = values.name == element::VALUES && !values.has_attributes;
    (is_plain && !values.has_text && !field.has_text)
        .then_some([values.start, values.end?].map(Edit::remove).to_vec())
}

/// Values that are directly in their field, in one `values`.
fn wrapped(outline: &Outline<'_>, span: Span) -> Option<Vec<Edit>> {
    let field = outline.around(span, element::FIELD)?;
    let children = outline.children(field);
    let (first, last) = (children.first()?, children.last()?);
    (!field.has_text && children.iter().all(|child| child.name == element::VALUE)).then(|| {
        vec![
            Edit::insert(first.span().start, format!("<{}>", element::VALUES)),
            Edit::insert(last.span().end, format!("</{}>", element::VALUES)),
        ]
    })
}

/// Complex values or rows in the element for them.
fn rows(outline: &Outline<'_>, span: Span, wanted: &str) -> Option<Vec<Edit>> {
    let field = outline.around(span, element::FIELD)?;
    let children = outline.children(field);
    let (first, last) = (children.first()?, children.last()?);
    if field.has_text || children.iter().any(|child| child.has_text) {
        return None;
    }
    if children.iter().all(|child| child.name == element::FIELD) {
        return Some(vec![
            Edit::insert(first.span().start, format!("<{wanted}>")),
            Edit::insert(last.span().end, format!("</{wanted}>")),
        ]);
    }
    let mut edits = Vec::new();
    for child in children {
        if !matches!(child.name, element::COMPLEX_VALUE | element::COMPLEX_VALUES) {
            return None;
        }
        let inner = outline.children(child);
        let holds = |name: &str| inner.iter().all(|inner| inner.name == name);
        if holds(element::FIELD) {
            edits.extend(renamed(child, wanted));
        } else if child.name == element::COMPLEX_VALUES
            && holds(element::COMPLEX_VALUE)
            && !child.has_attributes
        {
            edits.extend([child.start, child.end?].map(Edit::remove));
            edits.extend(inner.into_iter().flat_map(|inner| renamed(inner, wanted)));
        } else {
            return None;
        }
    }
    Some(edits)
}

/// Gives an element another name.
fn renamed(element: &Element<'_>, name: &str) -> Vec<Edit> {
    let tags = [
        (element.start.start + 1, true),
        (element.end.map_or(0, |end| end.start + 2), element.end.is_some()),
    ];
    let edit = |(start, _)| Edit {
        span: Span::new(start, start + small(element.name.len())),
        text: name.to_owned(),
    };
    tags.into_iter().filter(|(_, is_there)| *is_there && element.name != name).map(edit).collect()
}

/// The place of the value of an attribute in a start tag, without the quotes.
fn attribute_value(text: &str, tag: Span, wanted: &str) -> Option<Span> {
    let start = tag.range().start;
    let mut rest = text.get(tag.range())?;
    loop {
        let equals = rest.find('=')?;
        let name = rest[..equals].trim_end();
        let name = &name[name.rfind(char::is_whitespace)? + 1..];
        let value = rest[equals + 1..].trim_start();
        let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let length = value[1..].find(quote)?;
        let at = start + tag.range().len() - value.len() + 1;
        if name == wanted {
            return Some(Span::new(small(at), small(at + length)));
        }
        rest = &value[length + 2..];
        if rest.is_empty() {
            return None;
        }
        // The name of the next attribute needs white space before it, which XML asks for.
    }
}

/// A text as the value of an attribute in quotes of either kind.
fn quoted(text: &str) -> String {
    let escaped = XmlWriter::escape(text);
    [("\"", "&quot;"), ("'", "&apos;"), ("\t", "&#9;"), ("\n", "&#10;")]
        .into_iter()
        .fold(escaped, |text, (raw, reference)| text.replace(raw, reference))
}
