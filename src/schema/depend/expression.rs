//! Conditions, compiled: each `express` with the field that it refers to.

use crate::code::NoteCode;
use crate::note::Note;
use crate::schema::depend::ids::{Ids, Target};
use crate::schema::{Condition, ConditionPart, Express, FieldRef, RuleRef};
use crate::span::Span;
use crate::vocab::{Operator, Symbol};

/// A compiled condition.
#[derive(Clone, Debug)]
pub(crate) enum Compiled {
    /// There is none, or an empty one.
    Always,
    /// It has to be evaluated.
    When(Expr),
    /// It has an unknown symbol or operator, or is not certain to be a condition of the rule, so it cannot be evaluated.
    Undecidable,
}

#[derive(Clone, Debug)]
pub(crate) enum Expr {
    All(Vec<Expr>),
    Any(Vec<Expr>),
    Predicate(Predicate),
}

/// One `express`: what a symbol asks of a field.
#[derive(Clone, Debug)]
pub(crate) struct Predicate {
    /// None if no field has the id: then it reads as empty.
    pub(crate) target: Option<Target>,
    pub(crate) symbol: Symbol,
    pub(crate) value: String,
}

/// Compiles the condition of a rule of a field.
///
/// A `depend-group` that is directly in the field may be that of a disableRule which has none, so whether that
/// is in force is not known.
pub(crate) fn compile_rule<'s>(
    rule: RuleRef<'s>,
    field: FieldRef<'s>,
    ids: &Ids<'s>,
    notes: &mut Vec<Note>,
) -> Compiled {
    if field.has_unclear_condition(rule) {
        return Compiled::Undecidable;
    }
    compile(rule.condition(), field, ids, notes)
}

/// Compiles a condition that is on a field.
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
                ConditionPart::Express(express) => parts.push(self.express(express)),
                ConditionPart::Group(group) if group.is_empty() => {}
                ConditionPart::Group(group) => parts.push(self.group(group)),
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
        Expr::Predicate(Predicate { target, symbol, value: express.value().unwrap_or_default().to_owned() })
    }

    fn note(&mut self, code: NoteCode, detail: &str, span: Span) {
        let position = self.ids.position(span);
        self.notes.push(Note { code, detail: detail.to_owned(), span, position });
    }
}
