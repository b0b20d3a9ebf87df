//! Changes of the rules of a field.

use crate::code::ChangeCode;
use crate::diff::compare::walk::{FieldPair, Locations, Walk};
use crate::diff::level::case::Case;
use crate::diff::level::field_rules::disables;
use crate::diff::level::verdict::Verdict;
use crate::diff::part::{Location, unknown_of_condition};
use crate::diff::reason::Reason;
use crate::diff::reference::Owner;
use crate::diff::rules::RulePairs;
use crate::schema::RuleRef;
use crate::vocab::{LengthUnit, RuleName};

impl<'w, 's> Walk<'w, 's> {
    pub(super) fn rules(&mut self, case: &Case<'w, 's>, rules: &RulePairs<'s>, pair: FieldPair<'s>) {
        let FieldPair { old, new, is_first } = pair;
        let verdict = |old: Option<u32>, new: Option<u32>| {
            if is_first { case.rule(old, new) } else { Verdict::cosmetic(Reason::NotFirst) }
        };
        for (at_old, at_new) in case.rules.merged() {
            let at = Locations {
                old: at_old.map(|rule| Location::Rule(old.index, rule)),
                new: at_new.map(|rule| Location::Rule(new.index, rule)),
            };
            let (Some(a), Some(b)) = (at_old, at_new) else {
                let code = if at_old.is_some() { ChangeCode::RuleRemoved } else { ChangeCode::RuleAdded };
                self.push(code, verdict(at_old, at_new), at);
                continue;
            };
            let (before, now) = (&rules.old[a as usize], &rules.new[b as usize]);
            let (Some(old_rule), Some(new_rule)) = (old.rule_at(a as usize), new.rule_at(b as usize)) else {
                continue;
            };
            if before.when != now.when {
                self.push(ChangeCode::ConditionChanged, verdict(at_old, at_new), at);
            } else {
                if before.content != now.content || self.has_other_length(new_rule) {
                    self.push(ChangeCode::RuleChanged, verdict(at_old, at_new), at);
                }
                let of_disable = disables(old_rule, old) || disables(new_rule, new);
                let owner = Owner { old, new, of_disable };
                let references = &self.context.references;
                let when = before.when.as_ref().filter(|_| is_first);
                let cause = when.and_then(|when| references.cause(self.schemas(), owner, when));
                if cause.is_some() {
                    self.push_with_cause(ChangeCode::ConditionChanged, verdict(at_old, at_new), at, cause);
                }
            }
            let has_other_content = old_rule.unknown() != new_rule.unknown()
                || unknown_of_condition(old_rule.condition()) != unknown_of_condition(new_rule.condition());
            if has_other_content {
                self.push(ChangeCode::ContentChanged, Verdict::cosmetic(Reason::NotUsed), at);
            }
        }
    }

    /// Whether a rule limits a length in bytes, and bytes are those of another encoding than before.
    fn has_other_length(&self, rule: RuleRef<'_>) -> bool {
        self.counts_other_bytes()
            && matches!(rule.known(), Some(RuleName::MaxLength | RuleName::MinLength))
            && rule.length_unit() == Some(LengthUnit::Byte)
    }
}
