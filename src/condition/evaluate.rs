//! Conditions, compiled: whom each question asks, and how an answer is found in a param.
//!
//! Norm: which field a `fieldId` means, and the table of symbols.

use std::collections::HashSet;

use crate::check::symbol::{Meaning, Quantifier, Test};
use crate::condition::frame::Frame;
use crate::schema::depend::expression::{Ask, Expr};
use crate::schema::depend::ids::Target;
use crate::schema::{FieldId, FieldRef, OptionRef, Schema};
use crate::value::ParamField;
use crate::vocab::FieldKind;

/// Who can say whether a field is disabled where it stands.
pub(crate) trait Switches {
    /// Whether the field reads as empty in a row of its level.
    fn is_off(&self, field: FieldId, frame: &Frame<'_>) -> bool;
}

/// Answers an expression for a field in a frame.
pub(crate) fn holds(expr: &Expr, frame: &Frame<'_>, schema: &Schema, switches: &impl Switches) -> bool {
    match expr {
        Expr::All(parts) => parts.iter().all(|part| holds(part, frame, schema, switches)),
        Expr::Any(parts) => parts.iter().any(|part| holds(part, frame, schema, switches)),
        Expr::Ask(ask) => answer(ask, frame, schema, switches),
    }
}

fn answer(ask: &Ask, frame: &Frame<'_>, schema: &Schema, switches: &impl Switches) -> bool {
    let target = ask.target.as_ref().and_then(|target| Some((target, schema.get(target.field()?)?)));
    let meaning = Meaning::of(ask.symbol);
    // A field that is nowhere reads as empty.
    let Some((target, field)) = target else { return meaning.of_empty() };
    let asked = Asked { target, frame, schema, switches };
    if field.kind().is_some_and(FieldKind::has_fields) {
        return if asked.is_filled_group(field) { meaning.of_filled_group() } else { meaning.of_empty() };
    }
    let (value, quantifier) = (ask.value.as_str(), meaning.quantifier);
    match meaning.test {
        Test::Any => asked.are(quantifier, |_| true),
        Test::Same => asked.are(quantifier, |text| text == value),
        Test::Contains if field.kind() == Some(FieldKind::Input) => {
            asked.are(quantifier, |text| text.contains(value))
        }
        Test::Contains => asked.are(quantifier, |text| text == value),
        Test::Compare(comparison) => asked.are(quantifier, |text| comparison.holds_for(text, value)),
        Test::Option => asked.are(quantifier, is_option(field, &asked)),
    }
}

/// Tells of texts whether they are options of a field; many are looked up in a table.
fn is_option<'s, S: Switches>(
    field: FieldRef<'s>,
    asked: &Asked<'_, S>,
) -> impl Fn(&str) -> bool + use<'s, S> {
    const FEW: usize = 8;
    let mut texts = 0;
    asked.some(|_| {
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

/// Whom a question asks, and from where.
struct Asked<'a, S> {
    target: &'a Target,
    frame: &'a Frame<'a>,
    schema: &'a Schema,
    switches: &'a S,
}

impl<S: Switches> Asked<'_, S> {
    /// Whether as many values pass a test as must.
    fn are(&self, quantifier: Quantifier, test: impl FnMut(&str) -> bool) -> bool {
        match quantifier {
            Quantifier::Every => self.every(test),
            Quantifier::Some => self.some(test),
            Quantifier::No => !self.some(test),
        }
    }

    /// Whether some text that is not empty passes a test.
    fn some(&self, mut test: impl FnMut(&str) -> bool) -> bool {
        self.find(&mut |_, found| found.values().iter().any(|value| !value.is_empty() && test(value.text())))
    }

    /// Whether there are texts that are not empty, and all pass a test.
    fn every(&self, mut test: impl FnMut(&str) -> bool) -> bool {
        let mut any = false;
        let fails = self.some(|text| {
            any = true;
            !test(text)
        });
        any && !fails
    }

    /// Whether something is in a field of sub-fields.
    fn is_filled_group(&self, field: FieldRef<'_>) -> bool {
        self.find(&mut |frame, found| has_text(found, field, frame, self.switches, |text| !text.is_empty()))
    }

    /// Whether what the target has at any of its places passes a test.
    fn find(&self, test: &mut impl FnMut(&Frame<'_>, &ParamField) -> bool) -> bool {
        let frame = self.frame.out(self.target.up);
        frame.is_some_and(|frame| self.descend(&self.target.path, frame, test))
    }

    /// Goes down through complex values; one that takes several instances is passed through in all of them.
    fn descend(
        &self,
        path: &[FieldId],
        frame: &Frame<'_>,
        test: &mut impl FnMut(&Frame<'_>, &ParamField) -> bool,
    ) -> bool {
        let Some((&first, rest)) = path.split_first() else { return false };
        let Some(found) = frame.get(first) else { return false };
        if self.switches.is_off(first, frame) {
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

/// Whether any text inside what a row has for a field passes a test, at any depth, in fields that the schema
/// knows and that are on.
pub(crate) fn has_text(
    found: &ParamField,
    known: FieldRef<'_>,
    frame: &Frame<'_>,
    switches: &impl Switches,
    test: impl Fn(&str) -> bool + Copy,
) -> bool {
    match known.kind() {
        Some(FieldKind::Label) => false,
        Some(kind) if kind.has_fields() => {
            let mut rows = found.rows().iter();
            rows.any(|row| row_has_text(&Frame::row(frame, row, known, None), known, switches, test))
        }
        _ => found.values().iter().any(|value| test(value.text())),
    }
}

/// The same within one row of a known field.
pub(crate) fn row_has_text(
    row: &Frame<'_>,
    known: FieldRef<'_>,
    switches: &impl Switches,
    test: impl Fn(&str) -> bool + Copy,
) -> bool {
    row.level.slots.iter().enumerate().any(|(place, slot)| {
        let Some(found) = row.at(place) else { return false };
        let nested = FieldRef { index: slot.field.0, ..known };
        has_text(found, nested, row, switches, test) && !switches.is_off(slot.field, row)
    })
}
