//! The rules of a field as they take part in judging: demands, pardons, and when they are in force.

use crate::diff::level::body::{Body, Modes};
use crate::diff::normal::Normal;
use crate::diff::query::{self, Formula, Query};
use crate::diff::twins::Side;
use crate::diff::world::World;
use crate::schema::{FieldRef, RuleRef};
use crate::vocab::{FieldKind, RuleName, ValueType};

/// A demand of a field.
#[derive(Debug)]
pub(super) struct Demand<'s> {
    /// The rule's number.
    pub(super) rule: u32,
    pub(super) body: Body<'s>,
    pub(super) when: Option<Normal<'s>>,
}

/// All rules of one field on one side.
pub(super) struct Effects<'s> {
    pub(super) side: Side,
    pub(super) field: FieldRef<'s>,
    pub(super) demands: Vec<Demand<'s>>,
    /// When options come from a server: one of these holds.
    pub(super) servers: Vec<Option<Normal<'s>>>,
    /// When the field holds moments: one of these holds.
    pub(super) moments: Vec<Option<Normal<'s>>>,
    pub(super) modes: Modes,
    /// Whether no more than one value or instance may stand in the field.
    pub(super) takes_one: bool,
    /// Whether there is a limit or a date format, which reads otherwise where the field holds moments.
    pub(super) dated: bool,
    /// Whether a readOnlyRule has something to compare with.
    pub(super) has_given: bool,
    /// Always disabled, by itself or by one around it.
    pub(super) dead: bool,
}

impl<'s> Effects<'s> {
    pub(super) fn of(world: &World<'s>, side: Side, field: FieldRef<'s>) -> Effects<'s> {
        let dialect = world.twins.schema(side).dialect();
        let takes_one = match field.kind() {
            Some(FieldKind::Complex) => !world.is_repeatable(side, field),
            kind => kind.is_some_and(FieldKind::is_single),
        };
        let mut effects = Effects {
            side,
            field,
            demands: Vec::new(),
            servers: Vec::new(),
            moments: Vec::new(),
            modes: Modes { texts: true, moments: false },
            takes_one,
            dated: false,
            has_given: super::field::has_given(field),
            dead: world.is_dead(side, field),
        };
        for (number, rule) in (0..).zip(field.rules()) {
            let when = Normal::of(rule.condition());
            let undecidable = when.as_ref().is_some_and(Normal::is_undecidable);
            if rule.known() == Some(RuleName::AsyncQuery) {
                effects.servers.push(of_server(rule));
            } else if !undecidable && let Some(body) = Body::of(rule, field, dialect) {
                if matches!(body, Body::Type(ValueType::Date | ValueType::Time)) {
                    effects.moments.push(when.clone());
                }
                effects.demands.push(Demand { rule: number, body, when });
            }
        }
        let moments = &effects.moments;
        effects.modes = Modes { texts: !moments.contains(&None), moments: !moments.is_empty() };
        effects.dated = effects.demands.iter().any(|demand| demand.body.is_dated());
        let (modes, has_given) = (effects.modes, effects.has_given);
        effects.demands.retain(|demand| demand.body.can_fire(takes_one, modes, has_given));
        effects
    }

    pub(super) fn demand(&self, rule: u32) -> Option<&Demand<'s>> {
        let at = self.demands.binary_search_by_key(&rule, |demand| demand.rule).ok()?;
        self.demands.get(at)
    }

    /// A condition of this field.
    pub(super) fn condition(&self, query: &mut Query<'_, 's>, when: Option<&Normal<'s>>) -> Formula {
        query.condition(self.side, self.field, when, None)
    }

    /// When one of several conditions holds.
    pub(super) fn any(&self, query: &mut Query<'_, 's>, list: &[Option<Normal<'s>>]) -> Formula {
        query.limit(list.len());
        let list = list.iter().take(query::MOST);
        Formula::any(list.map(|when| self.condition(query, when.as_ref())).collect())
    }

    /// When the field is not disabled, by itself or by one around it.
    pub(super) fn enabled(&self, world: &World<'s>, query: &mut Query<'_, 's>) -> Formula {
        let fields = std::iter::once(self.field).chain(self.field.ancestors());
        Formula::all(fields.map(|field| world.disabled(query, self.side, field).not()).collect())
    }
}

/// Whether a rule disables its field, at least at times.
pub(in crate::diff) fn disables(rule: RuleRef<'_>) -> bool {
    rule.known() == Some(RuleName::Disable)
        && rule.is_true()
        && !Normal::of(rule.condition()).is_some_and(|when| when.is_undecidable())
}

/// When options come from a server by a rule. What nobody can decide turns unknown options into warnings, too.
pub(super) fn of_server(rule: RuleRef<'_>) -> Option<Normal<'_>> {
    Normal::of(rule.condition()).filter(|when| !when.is_undecidable())
}

/// Whether a rule makes a complex take several instances, whatever its condition.
pub(super) fn repeats(rule: RuleRef<'_>, field: FieldRef<'_>) -> bool {
    field.kind() == Some(FieldKind::Complex) && rule.known() == Some(RuleName::MaxInputNum)
}
