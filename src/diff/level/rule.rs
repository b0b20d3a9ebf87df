//! Rules that come, go and change: demands tighten or relax, pardons the other way round.

use crate::diff::level::Verdict;
use crate::diff::level::body::Body;
use crate::diff::level::effect::{self, Demand, Effects};
use crate::diff::level::field::Case;
use crate::diff::lists::is_list;
use crate::diff::normal::Normal;
use crate::diff::pair::NONE;
use crate::diff::query::{Formula, Query};
use crate::diff::reason::Reason;
use crate::diff::twins::Side;
use crate::diff::view::Know;
use crate::schema::{OptionRef, RuleRef};
use crate::vocab::Side as Toward;
use crate::vocab::{FieldKind, RuleName, ValueType};

/// So many other demands are looked at for one that makes another idle.
const OTHERS: usize = 64;

impl<'s> Case<'_, 's> {
    /// A rule that changed in any way: what it says, its condition, or what its condition means. Without an
    /// old one it was added, without a new one removed.
    pub(in crate::diff) fn rule(&self, old: Option<u32>, new: Option<u32>) -> Verdict {
        let of_old = old.and_then(|rule| self.old_field.rule_at(rule as usize));
        let of_new = new.and_then(|rule| self.new_field.rule_at(rule as usize));
        let any = of_new.or(of_old);
        let Some(name) = any.and_then(RuleRef::known) else { return Verdict::cosmetic(Reason::NotJudged) };
        if name.is_tip() {
            return Verdict::cosmetic(Reason::Advice);
        }
        if let Some(dead) = self.if_dead() {
            return dead;
        }
        match name {
            RuleName::Disable => self.pardon(
                of_old.filter(|rule| effect::disables(*rule)),
                of_new.filter(|rule| effect::disables(*rule)),
            ),
            RuleName::AsyncQuery => self.server(of_old, of_new),
            _ => {
                let verdict = self.demand(old, new);
                let verdict =
                    self.moments(old, new).map_or(verdict.clone(), |moments| verdict.worse(moments));
                match self.instances(any) {
                    Some(instances) => verdict.worse(instances),
                    None => verdict,
                }
            }
        }
    }

    fn demand(&self, old: Option<u32>, new: Option<u32>) -> Verdict {
        let before = old.and_then(|rule| self.old().demand(rule));
        let now = new.and_then(|rule| self.new_side().demand(rule));
        let all = |_: u32| true;
        if let Some(now) = now
            && !self.is_made(now, self.new_side(), self.old(), all, Know::Old)
            && !self.is_met_by_options(now)
        {
            return Verdict::breaking(tightened(before, now));
        }
        // Others that stay, on both sides.
        let stays_old = |rule: u32| Some(rule) != old && self.rules.new_of_old[rule as usize] != NONE;
        let stays_new = |rule: u32| Some(rule) != new && self.rules.old_of_new[rule as usize] != NONE;
        let is_idle = |demand: Option<&Demand<'s>>, effects: &Effects<'s>| {
            demand.is_none_or(|demand| {
                self.is_made(demand, effects, self.old(), stays_old, Know::Any)
                    && self.is_made(demand, effects, self.new_side(), stays_new, Know::Any)
            })
        };
        let is_same = || {
            before.zip(now).is_some_and(|(before, now)| {
                self.is_made(before, self.old(), self.new_side(), |rule| Some(rule) == new, Know::Any)
                    && self.is_made(now, self.new_side(), self.old(), |rule| Some(rule) == old, Know::Any)
            })
        };
        if is_same() || is_idle(before, self.old()) && is_idle(now, self.new_side()) {
            let reason = match (before, now) {
                (None, None) => Reason::NeverFires,
                (Some(_), Some(_)) => Reason::SameMeaning,
                _ => Reason::MadeByAnother,
            };
            return Verdict::cosmetic(reason);
        }
        Verdict::compatible(if now.is_some() { Reason::AsksNoMore } else { Reason::AsksLess })
    }

    /// Whether whenever a demand is in force others are that together ask at least as much.
    fn is_made(
        &self,
        demand: &Demand<'s>,
        on: &Effects<'s>,
        by: &Effects<'s>,
        stays: impl Fn(u32) -> bool,
        know: Know,
    ) -> bool {
        let mut query = Query::new(self.world);
        let asked = on.condition(&mut query, demand.when.as_ref());
        let mut made = Vec::new();
        // A demand that cannot fire under old is met by all that is valid there.
        if know == Know::Old && !demand.body.can_fire(by.takes_one, by.modes, true) && is_count(&demand.body)
        {
            return true;
        }
        for other in by.demands.iter().take(OTHERS).filter(|other| stays(other.rule)) {
            let modes = if on.side == Side::New { on.modes } else { by.modes };
            if other.body.makes(&demand.body, modes) {
                made.push(by.condition(&mut query, other.when.as_ref()));
            }
        }
        let made = Formula::any(made);
        if query.implies(&asked, &made, know) {
            return true;
        }
        // Where the field is disabled nothing is asked.
        let enabled = on.enabled(self.world, &mut query);
        enabled != Formula::Is(true) && query.implies(&Formula::all(vec![asked, enabled]), &made, know)
    }

    /// Whether all that could be chosen meets a demand.
    fn is_met_by_options(&self, demand: &Demand<'s>) -> bool {
        let (body, modes) = (&demand.body, self.new_side().modes);
        let dialect = self.world.twins.new.dialect();
        let lists = &self.world.lists;
        lists.is_closed(Side::Old, self.old_field)
            && (!lists.takes_custom(Side::Old, self.old_field) || body.allows_negative(modes))
            && self.old_field.options().filter_map(OptionRef::value).filter(|value| !value.is_empty()).all(
                |value| self.world.effort.spend(1 + value.len() as u64) && body.allows(value, modes, dialect),
            )
    }

    /// A value type that makes limits and patterns read as moments, or no longer.
    fn moments(&self, old: Option<u32>, new: Option<u32>) -> Option<Verdict> {
        let is_moment = |demand: Option<&Demand<'s>>| {
            demand.is_some_and(|demand| matches!(demand.body, Body::Type(ValueType::Date | ValueType::Time)))
        };
        let concerns = is_moment(old.and_then(|rule| self.old().demand(rule)))
            || is_moment(new.and_then(|rule| self.new_side().demand(rule)));
        if !concerns || !self.new_side().dated {
            return None;
        }
        let mut query = Query::new(self.world);
        let before = self.old().any(&mut query, &self.old().moments);
        let now = self.new_side().any(&mut query, &self.new_side().moments);
        (!query.is_same(&before, &now, Know::Old)).then_some(Verdict::breaking(Reason::LimitsReadOtherwise))
    }

    /// A complex that takes several instances, or no longer.
    fn instances(&self, rule: Option<RuleRef<'s>>) -> Option<Verdict> {
        rule.filter(|rule| effect::repeats(*rule, self.new_field))?;
        let world = self.world;
        match (world.is_repeatable(Side::Old, self.old_field), world.is_repeatable(Side::New, self.new_field))
        {
            (true, false) => Some(Verdict::breaking(Reason::OneInstance)),
            (false, true) => Some(Verdict::compatible(Reason::SeveralInstances)),
            _ => None,
        }
    }

    /// A disableRule.
    fn pardon(&self, old: Option<RuleRef<'s>>, new: Option<RuleRef<'s>>) -> Verdict {
        if old.is_none() && new.is_none() {
            return Verdict::cosmetic(Reason::NeverFires);
        }
        let world = self.world;
        let mut query = Query::new(world);
        let all_old = world.disabled(&mut query, Side::Old, self.old_field);
        let all_new = world.disabled(&mut query, Side::New, self.new_field);
        let of = |rule: Option<RuleRef<'s>>| rule.map(|rule| Normal::of(rule.condition()));
        let cycle_old = world.plan(Side::Old).cycle(self.old_field.field_id());
        let cycle_new = world.plan(Side::New).cycle(self.new_field.field_id());
        let before = of(old).map_or(Formula::Is(false), |when| {
            query.condition(Side::Old, self.old_field, when.as_ref(), cycle_old)
        });
        let now = of(new).map_or(Formula::Is(false), |when| {
            query.condition(Side::New, self.new_field, when.as_ref(), cycle_new)
        });
        if !query.implies(&before, &all_new, Know::Old) {
            return Verdict::breaking(Reason::NoLongerDisabled);
        }
        if !query.implies(&now, &all_old, Know::Old)
            && let Some(reason) = self.missed_around()
        {
            return Verdict::breaking(reason);
        }
        if query.implies(&before, &all_new, Know::Any) && query.implies(&now, &all_old, Know::Any) {
            return Verdict::cosmetic(Reason::SameMeaning);
        }
        Verdict::compatible(Reason::MoreDisabled)
    }

    /// Why the value of this field may be missed when it is disabled: by a field around it.
    fn missed_around(&self) -> Option<Reason> {
        if self.new_field.kind() == Some(FieldKind::Label) {
            return None;
        }
        self.new_field.ancestors().find_map(|around| {
            if !self.world.effort.spend(around.rules().len() as u64) {
                return Some(Reason::MissedByRequired);
            }
            let effects = Effects::of(self.world, Side::New, around);
            if effects.dead {
                return None;
            }
            effects.demands.iter().find_map(|demand| {
                let reason = match demand.body {
                    Body::Required => Reason::MissedByRequired,
                    Body::Count { toward: Toward::Min, .. } => Reason::MissedByCount,
                    Body::ReadOnly => Reason::MissedByReadOnly,
                    _ => return None,
                };
                let mut query = Query::new(self.world);
                let asked = effects.condition(&mut query, demand.when.as_ref());
                (!query.is_never(&asked, Know::Old)).then_some(reason)
            })
        })
    }

    /// An asyncQueryRule.
    fn server(&self, old: Option<RuleRef<'s>>, new: Option<RuleRef<'s>>) -> Verdict {
        if !is_list(self.old_field) && !is_list(self.new_field) {
            return Verdict::cosmetic(Reason::NoOptionsToAdd);
        }
        let mut query = Query::new(self.world);
        let all_old = self.old().any(&mut query, &self.old().servers);
        let all_new = self.new_side().any(&mut query, &self.new_side().servers);
        let before = old.map_or(Formula::Is(false), |rule| {
            self.old().condition(&mut query, effect::of_server(rule).as_ref())
        });
        let now = new.map_or(Formula::Is(false), |rule| {
            self.new_side().condition(&mut query, effect::of_server(rule).as_ref())
        });
        if is_list(self.new_field) && !query.implies(&before, &all_new, Know::Old) {
            return Verdict::breaking(Reason::ListClosed);
        }
        if query.implies(&before, &all_new, Know::Any) && query.implies(&now, &all_old, Know::Any) {
            return Verdict::cosmetic(Reason::SameMeaning);
        }
        Verdict::compatible(Reason::ListOpened)
    }
}

fn is_count(body: &Body<'_>) -> bool {
    matches!(body, Body::Count { .. })
}

/// An example of what was valid, as far as one is at hand.
fn tightened(before: Option<&Demand<'_>>, now: &Demand<'_>) -> Reason {
    match (&now.body, before.map(|before| &before.body)) {
        (Body::Required, _) => Reason::Missing,
        (Body::Type(wanted), _) => Reason::OtherType(*wanted),
        (Body::Length { toward: Toward::Max, count, unit }, before) => match before {
            Some(Body::Length { count: was, unit: of, .. }) if of == unit && was > count => {
                Reason::Length(*was, *unit)
            }
            Some(Body::Length { unit: of, .. }) if of < unit => Reason::LongerCount,
            _ => Reason::Length(count.saturating_add(1), *unit),
        },
        (Body::Length { toward: Toward::Min, count, unit }, before) => match before {
            Some(Body::Length { count: was, unit: of, .. }) if of == unit && was < count => {
                Reason::Length((*was).max(1), *unit)
            }
            Some(Body::Length { unit: of, .. }) if of > unit => Reason::LongerCount,
            _ => Reason::Length(count.saturating_sub(1), *unit),
        },
        (Body::Value(limit), before) => match before {
            Some(Body::Value(was)) if was.bound == crate::vocab::Bound::Include && was.text != limit.text => {
                Reason::Value(was.text.clone())
            }
            Some(Body::Value(was)) if was.text == limit.text => Reason::Value(was.text.clone()),
            _ if limit.side == Toward::Max => Reason::Above(limit.text.clone()),
            _ => Reason::Below(limit.text.clone()),
        },
        (Body::Count { toward, count }, before) => match (before, toward) {
            (Some(Body::Count { count: was, .. }), _) if was != count => Reason::Count((*was).max(1)),
            (_, Toward::Max) => Reason::Count(count.saturating_add(1)),
            (_, Toward::Min) => Reason::Count(count.saturating_sub(1)),
        },
        (Body::Digits { toward, count }, before) => match (before, toward) {
            (Some(Body::Digits { count: was, .. }), _) if was != count => Reason::Digits((*was).max(0)),
            (_, Toward::Max) => Reason::Digits(count.saturating_add(1)),
            (_, Toward::Min) => Reason::Digits(count.saturating_sub(1)),
        },
        (Body::Regex { .. }, Some(Body::Regex { .. })) => Reason::AnotherPattern,
        (Body::Regex { .. }, _) => Reason::NewPattern,
        (Body::ReadOnly, _) => Reason::ReadOnlyNow,
        (Body::FileSize(_), _) => Reason::FileSize,
        (Body::ImageSize { .. }, _) => Reason::ImageSize,
        (Body::Attribute(name), _) => Reason::Attribute((*name).to_owned()),
    }
}
