//! Whether a field is required or disabled, by its rules alone.

use crate::check::rule::Check;
use crate::lang::Lang;
use crate::schema::{Condition, FieldRef};

/// Whether the rules of a field require a value, or disable the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Neither.
    Optional,
    /// A value is always required.
    Required,
    /// A value is required under a condition.
    SometimesRequired,
    /// The field is always disabled.
    Disabled,
}

impl Presence {
    /// All that are not optional.
    pub const MARKED: [Presence; 3] = [Presence::Required, Presence::SometimesRequired, Presence::Disabled];

    /// That of a field.
    #[must_use]
    pub fn of(field: FieldRef<'_>) -> Presence {
        let mut presence = Presence::Optional;
        let mut is_sometimes_disabled = false;
        for rule in field.rules().filter(|&rule| !field.has_unclear_condition(rule)) {
            let is_unconditional = rule.condition().is_none_or(Condition::is_empty);
            match Check::of(rule, field.kind()) {
                Ok(Check::Disabled) if is_unconditional => return Presence::Disabled,
                Ok(Check::Disabled) => is_sometimes_disabled = true,
                Ok(Check::Required) if is_unconditional => presence = Presence::Required,
                Ok(Check::Required) if presence == Presence::Optional => {
                    presence = Presence::SometimesRequired;
                }
                Ok(_) | Err(_) => {}
            }
        }
        if presence == Presence::Required && is_sometimes_disabled {
            // Nothing is required of a field while it is disabled.
            return Presence::SometimesRequired;
        }
        presence
    }

    /// The words; none for an optional field.
    #[must_use]
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Presence::Optional => "",
            Presence::Required => lang.pick("required", "必填"),
            Presence::SometimesRequired => lang.pick("required under a condition", "有条件必填"),
            Presence::Disabled => lang.pick("always disabled", "始终禁用"),
        }
    }

    /// The mark after an id in an outline; empty for an optional field.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Presence::Optional => "",
            Presence::Required => "*",
            Presence::SometimesRequired => "?",
            Presence::Disabled => "x",
        }
    }
}
