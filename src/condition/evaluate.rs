//! Evaluates compiled conditions against a param.

use std::collections::HashSet;

use crate::check::symbol::{Meaning, Quantifier, Test};
use crate::condition::frame::Frame;
use crate::schema::depend::expression::{Expr, Predicate};
use crate::schema::depend::ids::Target;
use crate::schema::{FieldId, FieldRef, OptionRef, Schema};
use crate::value::ParamField;
use crate::vocab::FieldKind;

/// Answers whether a field is disabled in a row.
pub(crate) trait DisabledLookup {
    /// Whether the field reads as empty in a row of its level.
    fn is_off(&self, field: FieldId, frame: &Frame<'_>) -> bool;
}

/// Whether an expression holds for a field in a frame.
pub(crate) fn holds(expr: &Expr, frame: &Frame<'_>, schema: &Schema, disabled: &impl DisabledLookup) -> bool {
    match expr {
        Expr::All(parts) => parts.iter().all(|part| holds(part, frame, schema, disabled)),
        Expr::Any(parts) => parts.iter().any(|part| holds(part, frame, schema, disabled)),
        Expr::Predicate(predicate) => answer(predicate, frame, schema, disabled),
    }
}

fn answer(predicate: &Predicate, frame: &Frame<'_>, schema: &Schema, disabled: &impl DisabledLookup) -> bool {
    let target = predicate.target.as_ref().and_then(|target| Some((target, schema.get(target.field()?)?)));
    let meaning = Meaning::of(predicate.symbol);
    // A field that does not exist reads as empty.
    let Some((target, field)) = target else { return meaning.of_empty() };
    let values = Lookup { target, frame, schema, disabled };
    if field.kind().is_some_and(FieldKind::has_fields) {
        return if values.is_filled_group(field) { meaning.of_filled_group() } else { meaning.of_empty() };
    }
    let (value, quantifier) = (predicate.value.as_str(), meaning.quantifier);
    match meaning.test {
        Test::Any => values.are(quantifier, |_| true),
        Test::Same => values.are(quantifier, |text| text == value),
        Test::Contains if field.kind() == Some(FieldKind::Input) => {
            values.are(quantifier, |text| text.contains(value))
        }
        Test::Contains => values.are(quantifier, |text| text == value),
        Test::Compare(comparison) => values.are(quantifier, |text| comparison.holds_for(text, value)),
        Test::Option => values.are(quantifier, is_option(field, &values)),
    }
}

/// Whether texts are options of a field. Builds a table if there are many.
fn is_option<'s, S: DisabledLookup>(
    field: FieldRef<'s>,
    values: &Lookup<'_, S>,
) -> impl Fn(&str) -> bool + use<'s, S> {
    const FEW: usize = 8;
    let mut texts = 0;
    values.some(|_| {
        texts += 1;
        texts > FEW
    });
    let table: Option<HashSet<&str>> =
        (texts > FEW).then(|| field.options().filter_map(OptionRef::value).collect());
    move |text| match &table {
        Some(table) => table.contains(text),
        None => field.option(text).is_some(),
    }
}

/// Where to look for the values of a field.
struct Lookup<'a, S> {
    target: &'a Target,
    frame: &'a Frame<'a>,
    schema: &'a Schema,
    disabled: &'a S,
}

impl<S: DisabledLookup> Lookup<'_, S> {
    /// Whether as many values pass a test as must.
    fn are(&self, quantifier: Quantifier, test: impl FnMut(&str) -> bool) -> bool {
        match quantifier {
            Quantifier::Every => self.every(test),
            Quantifier::Some => self.some(test),
            Quantifier::No => !self.some(test),
        }
    }

    /// Whether at least one value that is not empty passes a test.
    fn some(&self, mut test: impl FnMut(&str) -> bool) -> bool {
        self.find(&mut |_, found| found.values().iter().any(|value| !value.is_empty() && test(value.text())))
    }

    /// Whether there are values that are not empty, and all of them pass a test.
    fn every(&self, mut test: impl FnMut(&str) -> bool) -> bool {
        let mut any = false;
        let fails = self.some(|text| {
            any = true;
            !test(text)
        });
        any && !fails
    }

    /// Whether a field with sub-fields has any text inside.
    fn is_filled_group(&self, field: FieldRef<'_>) -> bool {
        self.find(&mut |frame, found| has_text(found, field, frame, self.disabled, |text| !text.is_empty()))
    }

    /// Whether any instance of the target passes a test. The test is `dyn`: there are a dozen tests, and looking up the target
    /// costs far more than the call.
    fn find(&self, test: &mut dyn FnMut(&Frame<'_>, &ParamField) -> bool) -> bool {
        let frame = self.frame.out(self.target.up);
        frame.is_some_and(|frame| self.descend(&self.target.path, frame, test))
    }

    /// Goes down through complex values; if a field takes several instances, through all of them.
    fn descend(
        &self,
        path: &[FieldId],
        frame: &Frame<'_>,
        test: &mut dyn FnMut(&Frame<'_>, &ParamField) -> bool,
    ) -> bool {
        let Some((&first, rest)) = path.split_first() else { return false };
        let Some(found) = frame.get(first) else { return false };
        if self.disabled.is_off(first, frame) {
            return false;
        }
        if rest.is_empty() {
            return test(frame, found);
        }
        let Some(known) = self.schema.get(first) else { return false };
        let instances = if known.is_repeatable() { usize::MAX } else { 1 };
        let mut rows = found.rows().iter().take(instances);
        rows.any(|row| self.descend(rest, &Frame::row(frame, row, known, None), test))
    }
}

/// Whether any text inside a field passes a test, at any depth, in fields that are in the schema and not disabled.
pub(crate) fn has_text(
    found: &ParamField,
    known: FieldRef<'_>,
    frame: &Frame<'_>,
    disabled: &impl DisabledLookup,
    test: impl Fn(&str) -> bool + Copy,
) -> bool {
    match known.kind() {
        Some(FieldKind::Label) => false,
        Some(kind) if kind.has_fields() => {
            let mut rows = found.rows().iter();
            rows.any(|row| row_has_text(&Frame::row(frame, row, known, None), known, disabled, test))
        }
        Some(_) => found.values().iter().any(|value| test(value.text())),
        None => any_text(found, &mut |text| test(text)),
    }
}

/// Whether any text inside a field of unknown type passes a test: all of them are its values.
fn any_text(found: &ParamField, test: &mut dyn FnMut(&str) -> bool) -> bool {
    found.values().iter().any(|value| test(value.text()))
        || found.rows().iter().any(|row| row.fields().iter().any(|inner| any_text(inner, test)))
}

/// The same within one row of a field.
pub(crate) fn row_has_text(
    row: &Frame<'_>,
    known: FieldRef<'_>,
    disabled: &impl DisabledLookup,
    test: impl Fn(&str) -> bool + Copy,
) -> bool {
    row.level.fields.iter().enumerate().any(|(place, inner)| {
        let Some(found) = row.at(place) else { return false };
        let nested = FieldRef { index: inner.field.0, ..known };
        has_text(found, nested, row, disabled, test) && !disabled.is_off(inner.field, row)
    })
}
