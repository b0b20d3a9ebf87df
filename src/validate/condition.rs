//! Conditions, compiled: whom each question asks, and how an answer is found in a param.
//!
//! Norm: which field a `fieldId` means, and the table of symbols.

use std::collections::HashSet;

use crate::decimal::Decimal;
use crate::note::{Note, NoteCode};
use crate::param::ParamField;
use crate::schema::{Condition, Express, FieldRef, OptionRef, Part};
use crate::validate::frame::{Frame, Lookup};
use crate::validate::ids::{Ids, Target};
use crate::vocab::{Operator, Symbol};
use crate::{FieldId, FieldKind, Schema};

/// What became of a condition.
#[derive(Clone, Debug)]
pub(crate) enum Compiled {
    /// There is none, or an empty one.
    Always,
    /// It has to be asked.
    When(Expr),
    /// It holds a symbol or an operator that we do not know; nobody can say when it holds.
    Undecidable,
}

#[derive(Clone, Debug)]
pub(crate) enum Expr {
    All(Vec<Expr>),
    Any(Vec<Expr>),
    Ask(Ask),
}

/// One question.
#[derive(Clone, Debug)]
pub(crate) struct Ask {
    /// None if the id leads nowhere: then the field reads as empty.
    pub(crate) target: Option<Target>,
    pub(crate) symbol: Symbol,
    pub(crate) value: String,
}

/// Compiles a condition that stands on a field.
pub(crate) fn compile<'s>(
    condition: Option<Condition<'s>>,
    field: FieldRef<'s>,
    ids: &Ids<'s>,
    notes: &mut Vec<Note>,
) -> Compiled {
    let Some(condition) = condition.filter(|condition| !condition.is_empty()) else {
        return Compiled::Always;
    };
    let mut compiler = Compiler { field, ids, notes, decidable: true };
    let expr = compiler.group(condition);
    if compiler.decidable { Compiled::When(expr) } else { Compiled::Undecidable }
}

struct Compiler<'s, 'n> {
    field: FieldRef<'s>,
    ids: &'n Ids<'s>,
    notes: &'n mut Vec<Note>,
    decidable: bool,
}

impl Compiler<'_, '_> {
    fn group(&mut self, condition: Condition<'_>) -> Expr {
        let mut parts = Vec::with_capacity(condition.parts().len());
        for part in condition.parts() {
            match part {
                Part::Express(express) => parts.push(self.express(express)),
                Part::Group(group) if group.is_empty() => {}
                Part::Group(group) => parts.push(self.group(group)),
            }
        }
        match condition.operator() {
            Some(Operator::And) => Expr::All(parts),
            Some(Operator::Or) => Expr::Any(parts),
            None => {
                self.decidable = false;
                let operator = condition.operator_text().unwrap_or_default();
                self.note(NoteCode::UnknownOperator, operator, condition.span());
                Expr::All(parts)
            }
        }
    }

    fn express(&mut self, express: Express<'_>) -> Expr {
        let id = express.field_id().unwrap_or_default();
        let target = self.ids.resolve(self.field, id);
        if target.is_none() {
            self.note(NoteCode::UnresolvedField, id, express.span());
        }
        let symbol = express.symbol().unwrap_or_else(|| {
            self.decidable = false;
            self.note(NoteCode::UnknownSymbol, express.symbol_text().unwrap_or_default(), express.span());
            Symbol::Equal
        });
        Expr::Ask(Ask { target, symbol, value: express.value().unwrap_or_default().to_owned() })
    }

    fn note(&mut self, code: NoteCode, detail: &str, span: crate::Span) {
        let position = self.ids.position(span);
        self.notes.push(Note { code, detail: detail.to_owned(), span, position });
    }
}

/// Who can say whether a field is disabled where it stands.
pub(crate) trait Switches {
    /// Whether the field reads as empty in the row of this key.
    fn is_off(&self, field: FieldId, row: usize) -> bool;
}

/// What a question finds.
enum Found<'p> {
    /// The texts that are not empty.
    Texts(Vec<&'p str>),
    /// A complex or multiComplex, with something in it or not.
    Group { empty: bool },
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
    let (found, field) = match target {
        Some((target, field)) => (look_up(target, field, frame, schema, switches), Some(field)),
        None => (Found::Texts(Vec::new()), None),
    };
    let texts = match found {
        Found::Texts(texts) => texts,
        Found::Group { empty: true } => Vec::new(),
        // It has no text: what asks for one is false, its opposite true.
        Found::Group { empty: false } => {
            return matches!(ask.symbol, Symbol::NotEqual | Symbol::NotContains | Symbol::NotInOptions);
        }
    };
    let value = ask.value.as_str();
    let is_option = is_option(field, texts.len());
    let contains = |text: &&str| match field.and_then(FieldRef::kind) {
        Some(FieldKind::Input) => text.contains(value),
        _ => *text == value,
    };
    let any = !texts.is_empty();
    match ask.symbol {
        Symbol::IsNull => !any,
        Symbol::Equal => any && texts.iter().all(|text| *text == value),
        Symbol::NotEqual => texts.iter().all(|text| *text != value),
        Symbol::Greater => any && texts.iter().all(|text| compare(text, value, |a, b| a > b)),
        Symbol::Less => any && texts.iter().all(|text| compare(text, value, |a, b| a < b)),
        Symbol::GreaterOrEqual => any && texts.iter().all(|text| compare(text, value, |a, b| a >= b)),
        Symbol::LessOrEqual => any && texts.iter().all(|text| compare(text, value, |a, b| a <= b)),
        Symbol::Contains => texts.iter().any(contains),
        Symbol::NotContains => !texts.iter().any(contains),
        Symbol::InOptions => any && texts.iter().all(is_option),
        Symbol::NotInOptions => !texts.iter().any(is_option),
    }
}

/// Tells of texts whether they are options of a field; many are looked up in a table.
fn is_option<'s>(field: Option<FieldRef<'s>>, texts: usize) -> impl Fn(&&str) -> bool {
    const FEW: usize = 8;
    let options = field.filter(|_| texts > FEW).map(FieldRef::options);
    let table: Option<HashSet<&str>> = options.map(|options| options.filter_map(OptionRef::value).collect());
    move |text| match &table {
        Some(table) => table.contains(text),
        None => field.is_some_and(|field| field.option(text).is_some()),
    }
}

fn compare(a: &str, b: &str, holds: impl Fn(Decimal<'_>, Decimal<'_>) -> bool) -> bool {
    match (Decimal::parse(a), Decimal::parse(b)) {
        (Some(a), Some(b)) => holds(a, b),
        _ => false,
    }
}

fn look_up<'p>(
    target: &Target,
    field: FieldRef<'_>,
    frame: &Frame<'p>,
    schema: &Schema,
    switches: &impl Switches,
) -> Found<'p> {
    let group = field.kind().is_some_and(FieldKind::has_fields);
    let mut texts = Vec::new();
    let mut empty = true;
    if let Some(frame) = frame.out(target.up) {
        descend(&target.path, frame.key, &|id| frame.field(id), schema, switches, &mut |found| {
            if group {
                empty &= !has_text(found, field, switches, |text| !text.is_empty());
            } else {
                texts.extend(found.values().iter().map(crate::Value::text).filter(|text| !text.is_empty()));
            }
        });
    }
    if group { Found::Group { empty } } else { Found::Texts(texts) }
}

/// Goes down through complex values; one that takes several instances is passed through in all of them.
fn descend<'p>(
    path: &[FieldId],
    row: usize,
    find: &dyn Fn(&str) -> Option<&'p ParamField>,
    schema: &Schema,
    switches: &impl Switches,
    visit: &mut impl FnMut(&'p ParamField),
) {
    let Some((&first, rest)) = path.split_first() else { return };
    let Some(known) = schema.get(first) else { return };
    if switches.is_off(first, row) {
        return;
    }
    let Some(found) = find(known.id()) else { return };
    if rest.is_empty() {
        visit(found);
        return;
    }
    let instances = if known.is_repeatable() { usize::MAX } else { 1 };
    for row in found.rows().iter().take(instances) {
        descend(rest, Frame::key_of(row), &|id| row.field(id), schema, switches, visit);
    }
}

/// Whether any text inside passes a test, at any depth, in fields that the schema knows and that are on.
pub(crate) fn has_text(
    found: &ParamField,
    known: FieldRef<'_>,
    switches: &impl Switches,
    test: impl Fn(&str) -> bool + Copy,
) -> bool {
    match known.kind() {
        Some(FieldKind::Label) => false,
        Some(kind) if kind.has_fields() => {
            found.rows().iter().any(|row| row_has_text(row, known, switches, test))
        }
        _ => found.values().iter().any(|value| test(value.text())),
    }
}

/// The same within one row of a known field.
pub(crate) fn row_has_text(
    row: &crate::Row,
    known: FieldRef<'_>,
    switches: &impl Switches,
    test: impl Fn(&str) -> bool + Copy,
) -> bool {
    let key = Frame::key_of(row);
    let inside = Lookup::new(row.fields());
    known.fields().any(|nested| {
        !switches.is_off(nested.field_id(), key)
            && inside.get(nested.id()).is_some_and(|found| has_text(found, nested, switches, test))
    })
}
