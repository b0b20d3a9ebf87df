//! readOnlyRule: the values of the schema must stay.
//!
//! The schema has them at the field itself, or in a complex value or row around it. The outermost one counts, as it does
//! for default values. Texts are compared, attributes are not.

use std::ops::ControlFlow;

use crate::condition::frame::{Frame, Lookup};
use crate::schema::FieldRef;
use crate::validate::message::kind::FindingKind;
use crate::validate::plan::{FieldPlan, Plan};
use crate::validate::sink::{Flow, Sink};
use crate::validate::walk::Checker;
use crate::validate::walk::context::Context;
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
        let texts = Texts { plan: self.plan };
        if texts.is_empty(field, Some(&found.content)) {
            return ControlFlow::Continue(());
        }
        let problem = match texts.given(frame, field) {
            None => FindingKind::ReadOnlyUnknown,
            Some(given) if texts.same(field, Some(given), Some(&found.content)) => {
                return ControlFlow::Continue(());
            }
            Some(given) => {
                let single = field.kind().is_some_and(FieldKind::is_single);
                let wanted = given.values.iter().find(|value| single && !value.is_empty());
                FindingKind::ReadOnly { wanted: wanted.map(|value| value.text().to_owned()) }
            }
        };
        let about = Context {
            rule: field.rule_at(rule.rule),
            actual: found.text(),
            ..Context::field(frame, field, found.span())
        };
        self.report(problem, &about)
    }
}

/// Compares contents by their texts in fields of the schema.
#[derive(Clone, Copy)]
struct Texts<'v> {
    plan: &'v Plan,
}

impl Texts<'_> {
    /// The values of the schema for a field of a row: present values before defaults, and none that are empty.
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

    /// Whether there is no text inside.
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
        let mut fields = self.plan.fields_below(Some(owner));
        fields.all(|field| self.is_empty(field, inside.get(field.id()).map(|found| &found.content)))
    }

    /// Whether two contents have the same texts, at all depths.
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
        self.plan.fields_below(Some(owner)).all(|field| {
            let (a, b) = (a.get(field.id()), b.get(field.id()));
            self.same(field, a.map(|found| &found.content), b.map(|found| &found.content))
        })
    }
}

/// From the content of the field a number of levels outwards to that of the field itself.
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
