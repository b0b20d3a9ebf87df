//! Conditions in a form in which those that say the same are the same.

use crate::schema::{Condition, ConditionPart, Express};
use crate::vocab::{Operator, Symbol};

/// A condition: parts sorted and each there once, groups of one part and of their parent's operator opened,
/// stated defaults left out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Normal<'s> {
    Ask(Ask<'s>),
    Group(Join<'s>, Vec<Normal<'s>>),
}

/// How parts are joined; a word that we do not know as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Join<'s> {
    Known(Operator),
    Unknown(&'s str),
}

/// One question about one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Ask<'s> {
    pub(super) field: &'s str,
    pub(super) symbol: Question<'s>,
    pub(super) value: &'s str,
}

/// What is asked; a symbol that we do not know as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Question<'s> {
    Known(Symbol),
    Unknown(&'s str),
}

impl<'s> Normal<'s> {
    /// The form of a condition; none if it always holds.
    pub(super) fn of(condition: Option<Condition<'s>>) -> Option<Normal<'s>> {
        group(condition?)
    }

    /// Whether nobody can say when it holds.
    pub(super) fn is_undecidable(&self) -> bool {
        match self {
            Normal::Ask(ask) => matches!(ask.symbol, Question::Unknown(_)),
            Normal::Group(join, parts) => {
                matches!(join, Join::Unknown(_)) || parts.iter().any(Normal::is_undecidable)
            }
        }
    }

    /// All questions, in order.
    pub(super) fn for_each(&self, visit: &mut impl FnMut(&Ask<'s>)) {
        match self {
            Normal::Ask(ask) => visit(ask),
            Normal::Group(_, parts) => parts.iter().for_each(|part| part.for_each(visit)),
        }
    }
}

fn group(condition: Condition<'_>) -> Option<Normal<'_>> {
    let join = match condition.operator() {
        Some(operator) => Join::Known(operator),
        None => Join::Unknown(condition.operator_text().unwrap_or_default()),
    };
    let mut parts = Vec::with_capacity(condition.parts().len());
    for part in condition.parts() {
        match part {
            ConditionPart::Express(express) => parts.push(Normal::Ask(ask(express))),
            ConditionPart::Group(inner) => match group(inner) {
                None => {}
                Some(Normal::Group(of, inner)) if of == join => parts.extend(inner),
                Some(inner) => parts.push(inner),
            },
        }
    }
    parts.sort_unstable();
    parts.dedup();
    match (join, parts.len()) {
        (_, 0) => None,
        (Join::Known(_), 1) => parts.pop(),
        _ => Some(Normal::Group(join, parts)),
    }
}

fn ask(express: Express<'_>) -> Ask<'_> {
    let symbol = match express.symbol() {
        Some(symbol) => Question::Known(symbol),
        None => Question::Unknown(express.symbol_text().unwrap_or_default()),
    };
    // These do not look at the value.
    let idle = matches!(symbol, Question::Known(Symbol::IsNull | Symbol::InOptions | Symbol::NotInOptions));
    let value = if idle { "" } else { express.value().unwrap_or_default() };
    Ask { field: express.field_id().unwrap_or_default(), symbol, value }
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
        let normal = |schema: &Schema| {
            let rule = schema.field("/f").unwrap().rules().next().unwrap();
            format!("{:?}", Normal::of(rule.condition()))
        };
        normal(&a) == normal(&b)
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
    fn what_says_the_same() {
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
    fn what_says_something_else() {
        assert!(!same(&and(&format!("{A}{B}")), &or(&format!("{A}{B}"))));
        assert!(!same(&and(A), &and(B)));
        assert!(!same(&and(A), ""));
        assert!(!same(&and(&format!("{A}{}", or(&format!("{A}{B}")))), &and(&format!("{A}{B}"))));
        let xor = format!("<depend-group operator=\"xor\">{A}</depend-group>");
        assert!(!same(&xor, &and(A)));
    }
}
