//! Both schemas, with what is known of their fields together.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use crate::diff::budget::Budget;
use crate::diff::canonical::CanonicalCondition;
use crate::diff::cycles::Cycles;
use crate::diff::field_pairs::{FieldPairs, PairId, Side};
use crate::diff::option_lists::OptionLists;
use crate::schema::{Condition, FieldRef, Schema};
use crate::vocab::RuleName;

/// How the circumstances in which a field is disabled differ between both schemas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct DisableChange {
    /// Whether they may differ for any param at all.
    pub(super) differs: bool,
    /// Whether a param that is valid under the old schema may have the field disabled now and not before.
    pub(super) newly_on: bool,
    /// Whether a param that is valid under the old schema may have the field disabled before and not now.
    pub(super) newly_off: bool,
}

impl DisableChange {
    pub(super) const ALL: DisableChange = DisableChange { differs: true, newly_on: true, newly_off: true };

    pub(super) fn or(self, other: DisableChange) -> DisableChange {
        DisableChange {
            differs: self.differs | other.differs,
            newly_on: self.newly_on | other.newly_on,
            newly_off: self.newly_off | other.newly_off,
        }
    }
}

type Conditions<'s> = Rc<Vec<CanonicalCondition<'s>>>;

/// Both schemas.
///
/// `disabling` fills in the changes of disabling, field by field; before it is done, the answers that depend on them
/// hold for the fields that are filled in.
pub(super) struct SchemaPair<'s> {
    pub(super) fields: FieldPairs<'s>,
    pub(super) cycles: Cycles<'s>,
    pub(super) lists: OptionLists<'s>,
    pub(super) budget: Budget,
    disable_conditions: RefCell<HashMap<(Side, u32), Conditions<'s>>>,
    /// By field: how its own disabling differs. Fields without a difference are left out.
    disable_changes: RefCell<HashMap<PairId, DisableChange>>,
    /// By field: how the disabling of it and of all fields inside it differs.
    disable_changes_inside: RefCell<HashMap<PairId, DisableChange>>,
    /// Whether both schemas have the same tree of fields, and the same fields take several instances.
    is_same_tree: bool,
    /// By field: whether it takes several instances.
    repeatable: [Vec<bool>; 2],
    /// Whether a condition of the new schema asks for options.
    asks_for_options: OnceCell<bool>,
}

impl<'s> SchemaPair<'s> {
    /// Both schemas, before the disabling of their fields is compared.
    pub(super) fn new(old: &'s Schema, new: &'s Schema) -> SchemaPair<'s> {
        let fields = FieldPairs::new(old, new);
        let repeatable: [Vec<bool>; 2] =
            [old, new].map(|schema| schema.all_fields().map(FieldRef::is_repeatable).collect());
        SchemaPair {
            is_same_tree: fields.is_same_tree && repeatable[0] == repeatable[1],
            cycles: Cycles::new(&fields),
            fields,
            lists: OptionLists::default(),
            budget: Budget::new(),
            disable_conditions: RefCell::default(),
            disable_changes: RefCell::default(),
            disable_changes_inside: RefCell::default(),
            repeatable,
            asks_for_options: OnceCell::new(),
        }
    }

    /// The conditions that disable a field, sorted. Conditions that always hold or cannot be evaluated are left out.
    pub(super) fn disable_conditions(&self, side: Side, field: FieldRef<'s>) -> Conditions<'s> {
        let mut known = self.disable_conditions.borrow_mut();
        let conditions = known.entry((side, field.index)).or_insert_with(|| {
            let rules = field.rules_named(RuleName::Disable).filter(|rule| rule.is_true());
            let conditions = rules.filter_map(|rule| CanonicalCondition::of(rule.condition()));
            let mut conditions: Vec<CanonicalCondition<'s>> =
                conditions.filter(|when| !when.is_undecidable()).collect();
            conditions.sort_unstable();
            conditions.dedup();
            Rc::new(conditions)
        });
        Rc::clone(conditions)
    }

    /// Whether a field or one of its ancestors is always disabled.
    pub(super) fn is_always_disabled(&self, side: Side, field: FieldRef<'_>) -> bool {
        let plan = self.cycles.plan(side);
        plan.is_always(field.field_id()) || field.ancestors().any(|around| plan.is_always(around.field_id()))
    }

    /// Whether a field is a complex field that takes several instances.
    pub(super) fn is_repeatable(&self, side: Side, field: FieldRef<'_>) -> bool {
        self.repeatable[side as usize][field.index as usize]
    }

    /// Records how the disabling of a field differs.
    pub(super) fn add_disable_change(&self, field: FieldRef<'s>, change: DisableChange) {
        let pair_id = self.fields.pair_id(Side::New, field.index);
        self.disable_changes.borrow_mut().insert(pair_id, change);
        let mut inside = self.disable_changes_inside.borrow_mut();
        for around in std::iter::once(field).chain(field.ancestors()) {
            let known = inside.entry(self.fields.pair_id(Side::New, around.index)).or_default();
            *known = known.or(change);
        }
    }

    /// How the disabling of a field differs.
    pub(super) fn disable_change(&self, pair_id: PairId) -> DisableChange {
        self.disable_changes.borrow().get(&pair_id).copied().unwrap_or_default()
    }

    /// How the disabling of a field and of all fields inside it differs.
    pub(super) fn disable_change_inside(&self, pair_id: PairId) -> DisableChange {
        self.disable_changes_inside.borrow().get(&pair_id).copied().unwrap_or_default()
    }

    /// Whether every condition that is written as before also means what it meant, because everything that its
    /// meaning depends on is the same.
    pub(super) fn is_unaffected(&self) -> bool {
        self.is_same_tree
            && self.cycles.are_unchanged()
            && self.disable_changes.borrow().is_empty()
            && !*self
                .asks_for_options
                .get_or_init(|| self.fields.new.all_conditions().any(Condition::asks_for_options))
    }
}
