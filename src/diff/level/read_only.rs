//! Values that must stay as the schema gives them.

use crate::check::rule::Check;
use crate::diff::canonical::CanonicalCondition;
use crate::diff::field_pairs::Side;
use crate::diff::level::case::Case;
use crate::diff::level::given::{given, given_cost, has_given, names_text};
use crate::diff::level::verdict::Verdict;
use crate::diff::reason::Reason;
use crate::diff::schema_pair::SchemaPair;
use crate::schema::FieldRef;
use crate::vocab::RuleName;

impl<'s> Case<'_, 's> {
    /// The level of other default or present values.
    pub(in crate::diff) fn default_changed(&self) -> Verdict {
        let (old, new) = (self.old_field, self.new_field);
        let read_only: Vec<FieldRef<'s>> = std::iter::once(new)
            .chain(new.descendants())
            .filter(|field| is_read_only(self.schemas, *field))
            .collect();
        if read_only.is_empty() {
            return Verdict::cosmetic(Reason::DefaultsOnly);
        }
        let is_same = read_only.iter().all(|field| {
            let before = self.schemas.fields.partner(Side::New, *field);
            let before = before.filter(|before| {
                let cost = given_cost(*before) + given_cost(*field);
                self.schemas.budget.spend(cost)
            });
            before.is_some_and(|before| given(before) == given(*field))
        });
        if is_same {
            return Verdict::cosmetic(Reason::SameReadOnly);
        }
        let is_left = has_given(new) || new.descendants().any(|field| field.given().is_some());
        if !is_left && old.kind() == new.kind() {
            return Verdict::compatible(Reason::ReadOnlyGone);
        }
        Verdict::breaking(Reason::ReadOnlyChanged)
    }
}

/// Whether the given values of an ancestor that must stay name an added field: then it is one of these values.
pub(super) fn extends_read_only<'s>(schemas: &SchemaPair<'s>, field: FieldRef<'s>) -> bool {
    let mut ancestors = field.ancestors();
    if !ancestors.any(|around| is_read_only(schemas, around)) {
        return false;
    }
    // Without budget it counts as named.
    !schemas.budget.spend(given_cost(field)) || names_text(field)
}

/// Whether a readOnlyRule that can be checked is on a field of the new schema.
fn is_read_only<'s>(schemas: &SchemaPair<'s>, field: FieldRef<'s>) -> bool {
    let mut rules = field.rules_named(RuleName::ReadOnly);
    rules.any(|rule| {
        let when = CanonicalCondition::of(rule.condition());
        matches!(Check::of(rule, field.kind()), Ok(Check::ReadOnly))
            && !when.is_some_and(|when| when.is_undecidable())
    }) && !schemas.is_always_disabled(Side::New, field)
}
