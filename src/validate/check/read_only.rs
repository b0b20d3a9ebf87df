//! readOnlyRule: what the schema gives must stay.
//!
//! The schema gives a value at the field itself, or in a complex value or row around it; what stands around
//! wins, as it does when the defaults are carried back. Texts count, attributes do not.

use std::ops::ControlFlow;

use crate::condition::frame::{Frame, Lookup};
use crate::schema::FieldRef;
use crate::validate::Validator;
use crate::validate::check::{About, Checker, Flow, Sink};
use crate::validate::compile::FieldPlan;
use crate::validate::problem::Problem;
use crate::value::{Content, ParamField, Row, Value};
use crate::vocab::FieldKind;

impl<S: Sink> Checker<'_, '_, S> {
    pub(super) fn read_only(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        plan: &FieldPlan,
        found: &ParamField,
    ) -> Flow {
        let Some(rule) = plan.read_only.iter().find(|rule| self.in_force(&rule.when, frame)) else {
            return ControlFlow::Continue(());
        };
        let texts = Texts { validator: self.validator };
        if texts.is_empty(field, Some(&found.content)) {
            return ControlFlow::Continue(());
        }
        let problem = match texts.given(frame, field) {
            None => Problem::ReadOnlyUnknown,
            Some(given) if texts.same(field, Some(given), Some(&found.content)) => {
                return ControlFlow::Continue(());
            }
            Some(given) => {
                let single = field.kind().is_some_and(FieldKind::is_single);
                let wanted = given.values.iter().find(|value| single && !value.is_empty());
                Problem::ReadOnly { wanted: wanted.map(|value| value.text().to_owned()) }
            }
        };
        let about = About {
            rule: field.rule_at(rule.rule),
            actual: found.text(),
            ..About::field(frame, field, found.span())
        };
        self.report(problem, &about)
    }
}

/// Contents as the texts that they hold in fields that the schema knows.
#[derive(Clone, Copy)]
struct Texts<'v> {
    validator: &'v Validator,
}

impl Texts<'_> {
    /// What the schema gives for a field at a place, present values before defaults; nothing empty.
    fn given<'s>(self, frame: &Frame<'_>, field: FieldRef<'s>) -> Option<&'s Content> {
        let from = |source: fn(FieldRef<'s>) -> Option<&'s Content>| {
            (0..=field.ancestors().count()).rev().find_map(|levels| {
                let owner = if levels == 0 { field } else { field.ancestors().nth(levels - 1)? };
                let content = descend(source(owner)?, frame, field, levels)?;
                (!self.is_empty(field, Some(content))).then_some(content)
            })
        };
        from(FieldRef::present).or_else(|| from(FieldRef::default))
    }

    /// Whether no text is inside.
    fn is_empty(self, field: FieldRef<'_>, content: Option<&Content>) -> bool {
        match field.kind() {
            Some(kind) if kind.has_fields() => {
                rows(content).iter().all(|row| self.is_empty_row(field, Some(row)))
            }
            Some(FieldKind::Label) | None => true,
            Some(_) => texts(content).next().is_none(),
        }
    }

    fn is_empty_row(self, owner: FieldRef<'_>, row: Option<&Row>) -> bool {
        let inside = Lookup::new(row.map_or(&[], Row::fields));
        let mut fields = self.validator.fields_below(Some(owner));
        fields.all(|field| self.is_empty(field, inside.get(field.id()).map(|found| &found.content)))
    }

    /// Whether two contents hold the same texts, at all depths.
    fn same(self, field: FieldRef<'_>, a: Option<&Content>, b: Option<&Content>) -> bool {
        match field.kind() {
            Some(kind) if kind.has_fields() => {
                let (a, b) = (rows(a), rows(b));
                (0..a.len().max(b.len())).all(|number| self.same_row(field, a.get(number), b.get(number)))
            }
            Some(FieldKind::Label) | None => true,
            Some(FieldKind::MultiCheck) => texts(a).eq(texts(b)) || sorted(a) == sorted(b),
            Some(_) => texts(a).eq(texts(b)),
        }
    }

    fn same_row(self, owner: FieldRef<'_>, a: Option<&Row>, b: Option<&Row>) -> bool {
        let [a, b] = [a, b].map(|row| Lookup::new(row.map_or(&[], Row::fields)));
        self.validator.fields_below(Some(owner)).all(|field| {
            let (a, b) = (a.get(field.id()), b.get(field.id()));
            self.same(field, a.map(|found| &found.content), b.map(|found| &found.content))
        })
    }
}

/// From what is given for the field so many levels around to what that says of the field.
fn descend<'s>(
    mut content: &'s Content,
    frame: &Frame<'_>,
    field: FieldRef<'s>,
    levels: usize,
) -> Option<&'s Content> {
    for level in (0..levels).rev() {
        let row = content.rows.get(frame.out(level)?.number().unwrap_or_default())?;
        let inner = if level == 0 { field } else { field.ancestors().nth(level - 1)? };
        content = &row.field(inner.id())?.content;
    }
    Some(content)
}

fn texts(content: Option<&Content>) -> impl Iterator<Item = &str> {
    let values = content.map_or(&[][..], |content| &*content.values);
    values.iter().map(Value::text).filter(|text| !text.is_empty())
}

fn sorted(content: Option<&Content>) -> Vec<&str> {
    let mut texts: Vec<&str> = texts(content).collect();
    texts.sort_unstable();
    texts
}

fn rows(content: Option<&Content>) -> &[Row] {
    content.map_or(&[], |content| &*content.rows)
}
