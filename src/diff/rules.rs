//! Pairs the rules of a field: by everything, then by name and condition, then by everything but the condition.

use crate::diff::canonical::CanonicalCondition;
use crate::diff::pairing::Pairing;
use crate::schema::{FieldRef, RuleRef};
use crate::vocab::{Bound, RuleName};

/// A rule in the form in which rules are compared.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct ComparedRule<'s> {
    pub(super) content: RuleContent<'s>,
    pub(super) when: Option<CanonicalCondition<'s>>,
}

/// A rule without its condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct RuleContent<'s> {
    name: Name<'s>,
    value: Option<&'s str>,
    unit: Option<&'s str>,
    bound: ExProperty<'s>,
    url: Option<&'s str>,
    desc: Option<&'s str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Name<'s> {
    Known(RuleName),
    /// A numbered rule like `383278799_1`, by its value: the number differs from document to document.
    Numbered(Option<&'s str>),
    Other(&'s str),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum ExProperty<'s> {
    Known(Bound),
    Unknown(&'s str),
}

impl<'s> ComparedRule<'s> {
    fn of(rule: RuleRef<'s>) -> ComparedRule<'s> {
        let name = match rule.known() {
            Some(known) => Name::Known(known),
            None if is_numbered(rule.name()) => Name::Numbered(rule.value()),
            None => Name::Other(rule.name()),
        };
        let bound = match rule.bound() {
            Some(bound) => ExProperty::Known(bound),
            None => ExProperty::Unknown(rule.ex_property().unwrap_or_default()),
        };
        let content = RuleContent {
            name,
            value: rule.value(),
            unit: rule.unit(),
            bound,
            url: rule.url(),
            desc: rule.desc(),
        };
        ComparedRule { content, when: CanonicalCondition::of(rule.condition()) }
    }
}

/// Digits, an underscore, digits.
fn is_numbered(name: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    name.split_once('_').is_some_and(|(a, b)| digits(a) && digits(b))
}

/// The rules of a field in both schemas.
pub(super) struct RulePairs<'s> {
    pub(super) old: Vec<ComparedRule<'s>>,
    pub(super) new: Vec<ComparedRule<'s>>,
}

impl<'s> RulePairs<'s> {
    /// The rules and their pairs.
    pub(super) fn of(old: FieldRef<'s>, new: FieldRef<'s>) -> (RulePairs<'s>, Pairing) {
        let compared =
            |field: FieldRef<'s>| -> Vec<ComparedRule<'s>> { field.rules().map(ComparedRule::of).collect() };
        let (old, new) = (compared(old), compared(new));
        // In most fields nothing changed.
        if old == new {
            let pairs = Pairing::identity(old.len());
            return (RulePairs { old, new }, pairs);
        }
        let mut pairs = Pairing::unpaired(old.len(), new.len());
        let (a, b) = (|at: u32| &old[at as usize], |at: u32| &new[at as usize]);
        pairs.join_by(|at| Some(a(at)), |at| Some(b(at)));
        pairs.join_by(
            |at| Some((a(at).content.name, &a(at).when)),
            |at| Some((b(at).content.name, &b(at).when)),
        );
        pairs.join_by(|at| Some(a(at).content), |at| Some(b(at).content));
        (RulePairs { old, new }, pairs)
    }
}
