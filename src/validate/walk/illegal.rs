//! Characters that XML forbids.

use std::collections::HashMap;
use std::ops::ControlFlow;

use crate::condition::frame::Frame;
use crate::schema::FieldRef;
use crate::span::Span;
use crate::validate::message::kind::FindingKind;
use crate::validate::sink::{Flow, Sink};
use crate::validate::walk::Checker;
use crate::validate::walk::context::Context;
use crate::value::compact::SplitCharacter;
use crate::value::{ParamField, Row, Value};
use crate::vocab::FieldKind;
use crate::xml::encoding::is_illegal;
use crate::xml::name::name_length;
use crate::xml::reference::{Irregular, first_irregular};
use crate::xml::writer::XmlWriter;

impl<S: Sink> Checker<'_, '_, S> {
    /// Those of a value and its attributes.
    pub(super) fn illegal(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        value: &Value,
        number: Option<usize>,
    ) -> Flow {
        let Some(kind) = illegal_in_value(value) else { return ControlFlow::Continue(()) };
        let context = Context { number, ..Context::field(frame, field, value.span()) };
        self.report(kind, &context)
    }

    /// Elements inside a value, of which the platform keeps nothing.
    pub(super) fn markup(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        value: &Value,
        number: Option<usize>,
    ) -> Flow {
        let Some(markup) = value.markup() else { return ControlFlow::Continue(()) };
        let kind = FindingKind::Markup {
            element: first_element(markup).to_owned(),
            escaped: XmlWriter::escape(&meant_text(markup)),
        };
        let actual = Some(value.text());
        let context = Context { number, actual, ..Context::field(frame, field, value.span()) };
        self.report(kind, &context)
    }

    /// Those next to the values of a field.
    pub(super) fn illegal_beside(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        found: &ParamField,
    ) -> Flow {
        let Some((kind, span)) = self.illegal_marked(found) else { return ControlFlow::Continue(()) };
        self.report(kind, &Context::field(frame, field, Some(span)))
    }

    /// Those in content of a field that is not validated, because it is not what the field takes: one finding for all.
    pub(super) fn illegal_unread(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        found: &ParamField,
    ) -> Flow {
        let is_plain = field.kind().is_some_and(|kind| !kind.has_fields() && kind != FieldKind::Label);
        let has_rows = field.kind().is_some_and(FieldKind::has_fields);
        let values = if is_plain { &[] } else { found.values() };
        let rows = if has_rows { &[] } else { found.rows() };
        let Some((kind, span)) = self.illegal_within(values, rows) else { return ControlFlow::Continue(()) };
        self.report(kind, &Context::field(frame, field, span))
    }

    /// Those of a field that is not in the schema, and in it: one finding for all.
    pub(super) fn illegal_unknown(&mut self, frame: &Frame<'_>, found: &ParamField) -> Flow {
        let first = self.illegal_in_field(found);
        let Some((kind, span)) = first else { return ControlFlow::Continue(()) };
        let Some(severity) = self.plan.options.severity_of(kind.code(), kind.severity()) else {
            return ControlFlow::Continue(());
        };
        let param = self.param;
        let context = Context::unknown(frame, found.id(), span);
        self.sink.take_last(severity, || context.finding(param, kind, severity))
    }

    /// Those inside a field that is disabled or not the first of its id, of which nothing else is reported.
    pub(super) fn illegal_inside(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        found: &ParamField,
    ) -> Flow {
        self.illegal_beside(frame, field, found)?;
        self.illegal_unread(frame, field, found)?;
        let Some(kind) = field.kind().filter(|&kind| kind != FieldKind::Label) else {
            return ControlFlow::Continue(());
        };
        if !kind.has_fields() {
            for (number, value) in found.values().iter().enumerate() {
                self.illegal(frame, field, value, kind.is_multi().then_some(number))?;
            }
            return ControlFlow::Continue(());
        }
        let known: HashMap<&str, FieldRef<'_>> =
            self.plan.fields_below(Some(field)).map(|nested| (nested.id(), nested)).collect();
        for (number, row) in found.rows().iter().enumerate() {
            let inner = Frame::row(frame, row, field, field.is_array().then_some(number));
            for nested in row.fields() {
                match known.get(nested.id()) {
                    Some(&known) => self.illegal_inside(&inner, known, nested)?,
                    None => self.illegal_unknown(&inner, nested)?,
                }
            }
        }
        ControlFlow::Continue(())
    }

    fn illegal_marked(&self, found: &ParamField) -> Option<(FindingKind, Span)> {
        let span = found.content.marks.illegal()?;
        let in_id = found.id().chars().find(|&c| is_illegal(c)).map(FindingKind::IllegalCharacter);
        Some((in_id.unwrap_or_else(|| self.illegal_at(span)), span))
    }

    fn illegal_in_field(&self, found: &ParamField) -> Option<(FindingKind, Option<Span>)> {
        let marked = self.illegal_marked(found).map(|(kind, span)| (kind, Some(span)));
        marked.or_else(|| self.illegal_within(found.values(), found.rows()))
    }

    fn illegal_within(&self, values: &[Value], rows: &[Row]) -> Option<(FindingKind, Option<Span>)> {
        let in_values = || values.iter().find_map(|value| Some((illegal_in_value(value)?, value.span())));
        let mut fields = rows.iter().flat_map(Row::fields);
        in_values().or_else(|| fields.find_map(|field| self.illegal_in_field(field)))
    }

    /// The finding for the first character that XML forbids in a span of the source text.
    pub(super) fn illegal_at(&self, span: Span) -> FindingKind {
        let text = self.param.source().and_then(|source| source.get(span.range()));
        text.and_then(first_irregular).map_or(FindingKind::IllegalCharacter('\0'), illegal_kind)
    }
}

/// The first one of a value, its attributes and the mark-up in it.
fn illegal_in_value(value: &Value) -> Option<FindingKind> {
    let mut texts = std::iter::once(value.text()).chain(value.attributes().map(|(_, text)| text));
    if let Some(character) = texts.find_map(|text| text.chars().find(|&c| is_illegal(c))) {
        return Some(FindingKind::IllegalCharacter(character));
    }
    match value.attributes.split() {
        Some(SplitCharacter::Pair(character)) => Some(FindingKind::SplitCharacter(Some(character))),
        Some(SplitCharacter::Half) => Some(FindingKind::SplitCharacter(None)),
        None => value.markup().and_then(first_irregular).map(illegal_kind),
    }
}

const fn illegal_kind(irregular: Irregular) -> FindingKind {
    match irregular {
        Irregular::Forbidden(character) => FindingKind::IllegalCharacter(character),
        Irregular::Pair(character) => FindingKind::SplitCharacter(Some(character)),
        Irregular::Half => FindingKind::SplitCharacter(None),
    }
}

/// Mark-up as the text that its author meant: without comments and processing instructions, with the text of CDATA sections
/// in their place, and with the line ends that XML makes of those in the source.
fn meant_text(mut markup: &str) -> String {
    const SECTION: &str = "<![CDATA[";
    let mut text = String::with_capacity(markup.len());
    while let Some(at) = markup.find("<!").into_iter().chain(markup.find("<?")).min() {
        let (before, rest) = markup.split_at(at);
        text.push_str(before);
        let (start, end) = match rest {
            _ if rest.starts_with(SECTION) => (SECTION, "]]>"),
            _ if rest.starts_with("<!--") => ("<!--", "-->"),
            _ => ("<?", "?>"),
        };
        let inner = rest.get(start.len()..).unwrap_or_default();
        let (inner, after) = inner.split_once(end).unwrap_or((inner, ""));
        if start == SECTION {
            text.push_str(inner);
        }
        markup = after;
    }
    text.push_str(markup);
    if text.contains('\r') {
        text = text.replace("\r\n", "\n").replace('\r', "\n");
    }
    text
}

/// The name of the first element in mark-up. Comments and CDATA sections before it are passed over.
fn first_element(mut markup: &str) -> &str {
    while let Some(at) = markup.find('<') {
        markup = &markup[at..];
        let end = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")]
            .into_iter()
            .find(|(start, _)| markup.starts_with(start))
            .map(|(_, end)| end);
        match end.and_then(|end| Some(markup.split_once(end)?.1)) {
            Some(rest) => markup = rest,
            None => return &markup[1..][..name_length(&markup[1..])],
        }
    }
    ""
}
