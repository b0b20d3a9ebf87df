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
use crate::value::{ParamField, Value};
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
        let texts = std::iter::once(value.text()).chain(value.attributes().map(|(_, text)| text));
        let kind = match (texts.flat_map(str::chars).find(|&c| is_illegal(c)), value.attributes.split()) {
            (Some(character), _) => FindingKind::IllegalCharacter(character),
            (None, Some(SplitCharacter::Pair(character))) => FindingKind::SplitCharacter(Some(character)),
            (None, Some(SplitCharacter::Half)) => FindingKind::SplitCharacter(None),
            (None, None) => match value.markup().and_then(first_irregular) {
                Some(irregular) => illegal_kind(irregular),
                None => return ControlFlow::Continue(()),
            },
        };
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
            escaped: XmlWriter::escape(markup),
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
        let Some(span) = found.content.marks.illegal() else { return ControlFlow::Continue(()) };
        let in_id = found.id().chars().find(|&c| is_illegal(c)).map(FindingKind::IllegalCharacter);
        let kind = in_id.unwrap_or_else(|| self.illegal_at(span));
        self.report(kind, &Context::field(frame, field, Some(span)))
    }

    /// Those inside a disabled field, of which nothing else is reported.
    pub(super) fn illegal_inside(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        found: &ParamField,
    ) -> Flow {
        let is_multi = field.kind().is_some_and(FieldKind::is_multi);
        self.illegal_beside(frame, field, found)?;
        for (number, value) in found.values().iter().enumerate() {
            self.illegal(frame, field, value, is_multi.then_some(number))?;
        }
        let known: HashMap<&str, FieldRef<'_>> =
            self.plan.fields_below(Some(field)).map(|nested| (nested.id(), nested)).collect();
        for (number, row) in found.rows().iter().enumerate() {
            let inner = Frame::row(frame, row, field, field.is_array().then_some(number));
            for nested in row.fields() {
                if let Some(&known) = known.get(nested.id()) {
                    self.illegal_inside(&inner, known, nested)?;
                }
            }
        }
        ControlFlow::Continue(())
    }

    /// The finding for the first character that XML forbids in a span of the source text.
    pub(super) fn illegal_at(&self, span: Span) -> FindingKind {
        let text = self.param.source().and_then(|source| source.get(span.range()));
        text.and_then(first_irregular).map_or(FindingKind::IllegalCharacter('\0'), illegal_kind)
    }
}

const fn illegal_kind(irregular: Irregular) -> FindingKind {
    match irregular {
        Irregular::Forbidden(character) => FindingKind::IllegalCharacter(character),
        Irregular::Pair(character) => FindingKind::SplitCharacter(Some(character)),
        Irregular::Half => FindingKind::SplitCharacter(None),
    }
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
