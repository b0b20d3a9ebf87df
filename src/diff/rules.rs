//! Rules, paired by name and condition.

use crate::diff::normal::Normal;
use crate::diff::pair::Pairs;
use crate::schema::{FieldRef, RuleRef};
use crate::vocab::{Bound, RuleName};

/// A rule as it is compared.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct View<'s> {
    pub(super) body: Body<'s>,
    pub(super) when: Option<Normal<'s>>,
}

/// What a rule says, whatever its condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Body<'s> {
    name: Name<'s>,
    value: Option<&'s str>,
    unit: Option<&'s str>,
    bound: Exclusion<'s>,
    url: Option<&'s str>,
    desc: Option<&'s str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Name<'s> {
    Known(RuleName),
    /// `383278799_1`: the number differs from document to document, the text is what counts.
    Server(Option<&'s str>),
    Other(&'s str),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Exclusion<'s> {
    Known(Bound),
    Unknown(&'s str),
}

impl<'s> View<'s> {
    fn of(rule: RuleRef<'s>) -> View<'s> {
        let name = match rule.known() {
            Some(known) => Name::Known(known),
            None if is_numbered(rule.name()) => Name::Server(rule.value()),
            None => Name::Other(rule.name()),
        };
        let bound = match rule.bound() {
            Some(bound) => Exclusion::Known(bound),
            None => Exclusion::Unknown(rule.ex_property().unwrap_or_default()),
        };
        let body =
            Body { name, value: rule.value(), unit: rule.unit(), bound, url: rule.url(), desc: rule.desc() };
        View { body, when: Normal::of(rule.condition()) }
    }
}

/// Digits, a low line, digits.
fn is_numbered(name: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    name.split_once('_').is_some_and(|(a, b)| digits(a) && digits(b))
}

/// The rules of a field on both sides.
pub(super) struct Rules<'s> {
    pub(super) old: Vec<View<'s>>,
    pub(super) new: Vec<View<'s>>,
}

impl<'s> Rules<'s> {
    /// The rules, and which is which.
    pub(super) fn of(old: FieldRef<'s>, new: FieldRef<'s>) -> (Rules<'s>, Pairs) {
        let views = |field: FieldRef<'s>| -> Vec<View<'s>> { field.rules().map(View::of).collect() };
        let (old, new) = (views(old), views(new));
        // Mostly all stands where it stood.
        if old == new {
            let pairs = Pairs::straight(old.len());
            return (Rules { old, new }, pairs);
        }
        let mut pairs = Pairs::none(old.len(), new.len());
        let (a, b) = (|at: u32| &old[at as usize], |at: u32| &new[at as usize]);
        pairs.join_by(|at| Some(a(at)), |at| Some(b(at)));
        pairs.join_by(|at| Some((a(at).body.name, &a(at).when)), |at| Some((b(at).body.name, &b(at).when)));
        pairs.join_by(|at| Some(a(at).body), |at| Some(b(at).body));
        (Rules { old, new }, pairs)
    }
}
