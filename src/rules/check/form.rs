//! What each form requires of the item or of a row.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use super::RuleCheck;
use super::bounds::{Range, sum};
use super::report::Spot;
use crate::decimal::Decimal;
use crate::mapping::message::message;
use crate::rules::model::{Choices, Comparison, Form};
use crate::rules::walk::{Flow, Found, Scope};
use crate::value::ParamField;

const ON: Flow = ControlFlow::Continue(());

impl RuleCheck<'_, '_> {
    pub(super) fn form(&mut self, scope: &Scope<'_>) -> Flow {
        let (rule, uses) = (self.rule, self.uses);
        match rule.form() {
            Form::Assert(assert) => match self.evaluate(&assert.expr, &uses.assert, scope) {
                Ok(Some(false)) => {
                    let spot = |check: &Self| match uses.assert.as_slice() {
                        [name] if name.place.is_some() => {
                            check.spot_of(name.place.unwrap_or_default(), scope)
                        }
                        _ => Spot::row(scope.node),
                    };
                    self.report(scope, spot, &[])
                }
                // What depends on missing values is not a violation: whether they are required is another question.
                Ok(Some(true) | None) => ON,
                Err(why) => self.report_unevaluated(scope, &why),
            },
            Form::Unique(_) => self.unique_values(scope),
            Form::RequiredTogether(_) => self.together(scope),
            Form::AnyOf(_) => {
                if uses.fields.iter().any(|&place| self.walker.has_value(scope, place)) {
                    return ON;
                }
                let names = self.labels();
                let first = uses.fields.first().copied();
                let spot = |check: &Self| {
                    first.map_or_else(|| Spot::row(scope.node), |place| check.spot_of(place, scope))
                };
                self.report(scope, spot, &[("value", &names.join(", "))])
            }
            Form::OneOf { values, .. } => self.one_of(values, scope),
            Form::ForbiddenWords { words, .. } => self.each_value(scope, |check, found| {
                let mut seen = Vec::new();
                for text in [Some(found.text()), found.custom()].into_iter().flatten() {
                    for hit in words.machine.find_iter(text) {
                        let number = hit.pattern().as_usize();
                        if seen.contains(&number) {
                            continue;
                        }
                        seen.push(number);
                        let word = words.list.get(number).map_or("", String::as_str);
                        let variables = [("value", found.text()), ("word", word)];
                        check.report(scope, |_| Spot::value(found), &variables)?;
                    }
                }
                ON
            }),
            Form::Sum { bounds, .. } => {
                let texts = self.texts(scope);
                if texts.is_empty() {
                    return ON;
                }
                let range = self.range(bounds, scope);
                let Some(total) = sum(&texts) else {
                    let why = message!(
                        "its values are not all numbers of up to 30 digits",
                        "取值不全是 30 位以内的数字"
                    );
                    return self.report_unevaluated(scope, &why);
                };
                self.total(scope, &range, &total, "sum")
            }
            Form::Count { bounds, .. } => {
                let mut count = 0_usize;
                for &place in &uses.fields {
                    let _ = self.walker.fields(scope, place, &mut |_, _, field| {
                        count += content_count(field);
                        ON
                    });
                }
                let range = self.range(bounds, scope);
                self.total(scope, &range, &count.to_string(), "value")
            }
            Form::Ordered { falling, strict, .. } => self.ordered(scope, *falling, *strict),
            Form::Matches { pattern, any: false, .. } => self.each_value(scope, |check, found| {
                if pattern.is_match(found.text()) {
                    return ON;
                }
                check.report(scope, |_| Spot::value(found), &[("value", found.text())])
            }),
            Form::Matches { pattern, any: true, .. } => {
                let (mut has_value, mut has_match) = (false, false);
                let _ = self.each_value(scope, |_, found| {
                    has_value = true;
                    has_match |= pattern.is_match(found.text());
                    if has_match { ControlFlow::Break(()) } else { ON }
                });
                if has_match || !has_value {
                    return ON;
                }
                let first = uses.fields.iter().copied().find(|&place| self.walker.has_value(scope, place));
                let spot = |check: &Self| {
                    first.map_or_else(|| Spot::row(scope.node), |place| check.spot_of(place, scope))
                };
                self.report(scope, spot, &[])
            }
            Form::Range { bounds, .. } => {
                let range = self.range(bounds, scope);
                self.each_value(scope, |check, found| {
                    let Some(broken) = range.broken_by(found.text()) else {
                        return ON;
                    };
                    let limit = limit_text(&broken);
                    let variables = [("value", found.text()), ("limit", limit.as_str())];
                    check.report(scope, |_| Spot::value(found), &variables)
                })
            }
            Form::Attribute { name, .. } => self.each_value(scope, |check, found| {
                if found.value.attribute(name).is_some_and(|text| !text.trim().is_empty()) {
                    return ON;
                }
                check.report(scope, |_| Spot::value(found), &[("value", found.text())])
            }),
            Form::NoGaps(_) => self.no_gaps(scope),
        }
    }

    /// Each value of the fields of the form.
    fn each_value(&mut self, scope: &Scope<'_>, mut each: impl FnMut(&mut Self, &Found<'_>) -> Flow) -> Flow {
        let (walker, uses) = (self.walker, self.uses);
        for &place in &uses.fields {
            walker.values(scope, place, &mut |found| each(self, &found))?;
        }
        ON
    }

    /// The texts of the fields of the form.
    fn texts(&self, scope: &Scope<'_>) -> Vec<String> {
        let mut texts = Vec::new();
        for &place in &self.uses.fields {
            let _ = self.walker.values(scope, place, &mut |found| {
                texts.push(found.text().to_owned());
                ON
            });
        }
        texts
    }

    /// A name for each field of the form: its display name, else its id.
    fn labels(&self) -> Vec<String> {
        self.uses.fields.iter().map(|&place| self.label(place)).collect()
    }

    fn label(&self, place: usize) -> String {
        let step = self.walker.place(place).chains.first().and_then(|chain| chain.steps.last());
        step.map(|step| step.name.as_deref().unwrap_or(&step.id).to_owned()).unwrap_or_default()
    }

    /// A sum or a number of values.
    fn total(&mut self, scope: &Scope<'_>, range: &Range, total: &str, name: &'static str) -> Flow {
        let Some(broken) = range.broken_by(total) else {
            return ON;
        };
        let limit = limit_text(&broken);
        let first = self.uses.fields.first().copied();
        let spot = |check: &Self| {
            let spot = first.map(|place| check.spot_of(place, scope));
            spot.unwrap_or_else(|| Spot::row(scope.node))
        };
        self.report(scope, spot, &[(name, total), ("limit", &limit)])
    }

    fn together(&mut self, scope: &Scope<'_>) -> Flow {
        let has: Vec<bool> =
            self.uses.fields.iter().map(|&place| self.walker.has_value(scope, place)).collect();
        let Some(given) = has.iter().position(|has| *has) else { return ON };
        let first = self.uses.fields.get(given).map(|&place| self.label(place)).unwrap_or_default();
        for (number, &place) in self.uses.fields.iter().enumerate() {
            if !has.get(number).copied().unwrap_or(true) {
                let label = self.label(place);
                let variables = [("value", label.as_str()), ("first", first.as_str())];
                self.report(scope, |check| check.spot_of(place, scope), &variables)?;
            }
        }
        ON
    }

    fn one_of(&mut self, values: &Choices, scope: &Scope<'_>) -> Flow {
        match values {
            Choices::Texts(known) => self.each_value(scope, |check, found| {
                if known.contains(found.text().trim()) {
                    return ON;
                }
                check.report(scope, |_| Spot::value(found), &[("value", found.text())])
            }),
            Choices::Of { same_id, .. } => {
                let Some(&place) = self.uses.limits.first() else { return ON };
                let mut known: HashMap<String, HashSet<(String, String)>> = HashMap::new();
                let _ = self.walker.values(scope, place, &mut |found| {
                    let id = if *same_id { &*found.step.id } else { "" };
                    let (text, custom) = found.key();
                    if !known.contains_key(id) {
                        known.insert(id.to_owned(), HashSet::new());
                    }
                    if let Some(known) = known.get_mut(id) {
                        known.insert((text.to_owned(), custom.to_owned()));
                    }
                    ON
                });
                // Without any value there is nothing to choose from: an update may leave out the other fields.
                if known.is_empty() {
                    return ON;
                }
                self.each_value(scope, |check, found| {
                    let (text, custom) = found.key();
                    let id = if *same_id { &*found.step.id } else { "" };
                    let is_known = known
                        .get(id)
                        .is_some_and(|known| known.contains(&(text.to_owned(), custom.to_owned())));
                    if is_known {
                        return ON;
                    }
                    let value = if custom.is_empty() { found.text() } else { custom };
                    check.report(scope, |_| Spot::value(found), &[("value", value)])
                })
            }
        }
    }

    fn ordered(&mut self, scope: &Scope<'_>, falling: bool, strict: bool) -> Flow {
        let mut previous: Option<String> = None;
        self.each_value(scope, |check, found| {
            let Some(number) = Decimal::parse(found.text()) else { return ON };
            let before = previous.as_deref().and_then(Decimal::parse);
            let is_wrong = before.is_some_and(|before| match (falling, strict) {
                (false, true) => number <= before,
                (false, false) => number < before,
                (true, true) => number >= before,
                (true, false) => number > before,
            });
            let flow = if is_wrong {
                let before = previous.clone().unwrap_or_default();
                let variables = [("value", found.text()), ("previous", before.as_str())];
                check.report(scope, |_| Spot::value(found), &variables)
            } else {
                ON
            };
            previous = Some(found.text().trim().to_owned());
            flow
        })
    }

    fn no_gaps(&mut self, scope: &Scope<'_>) -> Flow {
        let walker = self.walker;
        let Some(&place) = self.uses.fields.first() else { return ON };
        let mut gap: Option<String> = None;
        for chain in &walker.place(place).chains {
            let (node, steps) = scope.start(chain);
            let mut filled = None;
            let _ = walker.descend_values(node, steps, &mut |found| {
                filled = Some(Spot::value(&found));
                ControlFlow::Break(())
            });
            match (filled, &gap) {
                (Some(spot), Some(before)) => {
                    let before = before.clone();
                    return self.report(scope, |_| spot, &[("previous", &before)]);
                }
                (Some(_), None) => {}
                (None, _) => {
                    let step = chain.steps.last();
                    let label = step.map(|step| step.name.as_deref().unwrap_or(&step.id).to_owned());
                    gap = gap.or(label);
                }
            }
        }
        ON
    }
}

/// The number of values or rows of a field that are not empty.
fn content_count(field: &ParamField) -> usize {
    let values = field.values().iter().filter(|value| !value.text().trim().is_empty()).count();
    values + field.rows().iter().filter(|row| !row.is_empty()).count()
}

/// An end of a range, as signs that read the same in all languages.
fn limit_text((comparison, limit): &(Comparison, String)) -> String {
    let sign = match comparison {
        Comparison::Above => "> ",
        Comparison::AtLeast => ">= ",
        Comparison::Equals => "",
        Comparison::AtMost => "<= ",
        Comparison::Below => "< ",
    };
    format!("{sign}{limit}")
}
