//! A canonical form of conditions: conditions that differ only in spelling are equal in it.

use crate::check::symbol::Meaning;
use crate::schema::{Condition, ConditionPart, Express};
use crate::vocab::{Operator, Symbol};

/// A condition with sorted parts and without duplicates. Groups of one part, and groups with the operator of their
/// parent, are dissolved; defaults that are written out are left out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum CanonicalCondition<'s> {
    Term(Term<'s>),
    Group(Connective<'s>, Vec<CanonicalCondition<'s>>),
}

/// The operator of a group. Unknown words are kept as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Connective<'s> {
    Known(Operator),
    Unknown(&'s str),
}

/// A comparison of one field with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Term<'s> {
    pub(super) field: &'s str,
    pub(super) predicate: Predicate<'s>,
    pub(super) value: &'s str,
}

/// The symbol of a term. Unknown symbols are kept as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Predicate<'s> {
    Known(Symbol),
    Unknown(&'s str),
}

impl<'s> CanonicalCondition<'s> {
    /// The canonical form of a condition. `None` if the condition always holds.
    pub(super) fn of(condition: Option<Condition<'s>>) -> Option<CanonicalCondition<'s>> {
        group(condition?)
    }

    /// Whether it holds an unknown operator or symbol, so that it cannot be evaluated.
    pub(super) fn is_undecidable(&self) -> bool {
        match self {
            CanonicalCondition::Term(term) => matches!(term.predicate, Predicate::Unknown(_)),
            CanonicalCondition::Group(connective, parts) => {
                matches!(connective, Connective::Unknown(_))
                    || parts.iter().any(CanonicalCondition::is_undecidable)
            }
        }
    }

    /// Visits all terms, in order.
    pub(super) fn for_each(&self, visit: &mut impl FnMut(&Term<'s>)) {
        match self {
            CanonicalCondition::Term(term) => visit(term),
            CanonicalCondition::Group(_, parts) => parts.iter().for_each(|part| part.for_each(visit)),
        }
    }
}

fn group(condition: Condition<'_>) -> Option<CanonicalCondition<'_>> {
    let connective = match condition.operator() {
        Some(operator) => Connective::Known(operator),
        None => Connective::Unknown(condition.operator_text().unwrap_or_default()),
    };
    let mut parts = Vec::with_capacity(condition.parts().len());
    for part in condition.parts() {
        match part {
            ConditionPart::Express(express) => parts.push(CanonicalCondition::Term(term(express))),
            ConditionPart::Group(inner) => match group(inner) {
                None => {}
                Some(CanonicalCondition::Group(of, inner)) if of == connective => parts.extend(inner),
                Some(inner) => parts.push(inner),
            },
        }
    }
    parts.sort_unstable();
    parts.dedup();
    match (connective, parts.len()) {
        (_, 0) => None,
        (Connective::Known(_), 1) => parts.pop(),
        _ => Some(CanonicalCondition::Group(connective, parts)),
    }
}

fn term(express: Express<'_>) -> Term<'_> {
    let predicate = match express.symbol() {
        Some(symbol) => Predicate::Known(symbol),
        None => Predicate::Unknown(express.symbol_text().unwrap_or_default()),
    };
    let takes_value = express.symbol().is_none_or(|symbol| Meaning::of(symbol).test.takes_value());
    let value = if takes_value { express.value().unwrap_or_default() } else { "" };
    Term { field: express.field_id().unwrap_or_default(), predicate, value }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Schema;

    fn same(a: &str, b: &str) -> bool {
        let xml = |group: &str| {
            format!(
                r#"<itemRule><field id="f" type="input"><rules><rule name="tipRule">{group}</rule></rules></field></itemRule>"#
            )
        };
        let (a, b) = (Schema::parse(&xml(a)).unwrap(), Schema::parse(&xml(b)).unwrap());
        let canonical = |schema: &Schema| {
            let rule = schema.field("/f").unwrap().rules().next().unwrap();
            format!("{:?}", CanonicalCondition::of(rule.condition()))
        };
        canonical(&a) == canonical(&b)
    }

    const A: &str = r#"<depend-express fieldId="a" value="1"/>"#;
    const B: &str = r#"<depend-express fieldId="b" value="1" symbol="!="/>"#;

    fn and(parts: &str) -> String {
        format!("<depend-group operator=\"and\">{parts}</depend-group>")
    }

    fn or(parts: &str) -> String {
        format!("<depend-group operator=\"or\">{parts}</depend-group>")
    }

    #[test]
    fn equivalent_spellings_are_equal() {
        assert!(same(&and(&format!("{A}{B}")), &format!("<depend-group>{B}{A}{B}</depend-group>")));
        assert!(same(&and(&format!("{A}{}", and(B))), &and(&format!("{A}{B}"))));
        assert!(same(&or(A), &and(A)));
        assert!(same("", &and(&or(""))));
        assert!(same(&and(A), &and(r#"<depend-express symbol="==" value="1" fieldId="a"/>"#)));
        assert!(same(
            &and("<depend-express fieldId=\"a\" symbol=\"this field’s value in fieldOptions\" value=\"x\"/>"),
            &and("<depend-express fieldId=\"a\" symbol=\"this field's value in  fieldOptions\"/>"),
        ));
    }

    #[test]
    fn different_conditions_differ() {
        assert!(!same(&and(&format!("{A}{B}")), &or(&format!("{A}{B}"))));
        assert!(!same(&and(A), &and(B)));
        assert!(!same(&and(A), ""));
        assert!(!same(&and(&format!("{A}{}", or(&format!("{A}{B}")))), &and(&format!("{A}{B}"))));
        let xor = format!("<depend-group operator=\"xor\">{A}</depend-group>");
        assert!(!same(&xor, &and(A)));
    }
}
