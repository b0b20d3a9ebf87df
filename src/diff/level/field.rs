//! Fields that come and go, and values that must stay.

use std::cell::OnceCell;

use crate::diff::level::Verdict;
use crate::diff::level::body::Body;
use crate::diff::level::effect::Effects;
use crate::diff::normal::Normal;
use crate::diff::pair::Pairs;
use crate::diff::query::{Formula, Query};
use crate::diff::reason::Reason;
use crate::diff::twins::Side;
use crate::diff::view::Know;
use crate::diff::world::World;
use crate::schema::FieldRef;
use crate::value::{Content, Row};
use crate::vocab::{FieldKind, RuleName};

/// A field that is in both schemas and counts in both, with what judging it takes.
pub(in crate::diff) struct Case<'w, 's> {
    pub(super) world: &'w World<'s>,
    pub(super) old_field: FieldRef<'s>,
    pub(super) new_field: FieldRef<'s>,
    /// Which rule is which.
    pub(in crate::diff) rules: Pairs,
    old: OnceCell<Effects<'s>>,
    new: OnceCell<Effects<'s>>,
    /// What is said of most options: see `choice`.
    pub(super) plain_added: OnceCell<Verdict>,
    pub(super) plain_removed: OnceCell<Verdict>,
    dead: bool,
}

impl<'w, 's> Case<'w, 's> {
    pub(in crate::diff) fn new(
        world: &'w World<'s>,
        old: FieldRef<'s>,
        new: FieldRef<'s>,
        rules: Pairs,
    ) -> Case<'w, 's> {
        let dead = world.is_dead(Side::Old, old) && world.is_dead(Side::New, new);
        Case {
            world,
            old_field: old,
            new_field: new,
            rules,
            old: OnceCell::new(),
            new: OnceCell::new(),
            plain_added: OnceCell::new(),
            plain_removed: OnceCell::new(),
            dead,
        }
    }

    pub(super) fn old(&self) -> &Effects<'s> {
        self.old.get_or_init(|| Effects::of(self.world, Side::Old, self.old_field))
    }

    pub(super) fn new_side(&self) -> &Effects<'s> {
        self.new.get_or_init(|| Effects::of(self.world, Side::New, self.new_field))
    }

    /// What nothing can come of, whatever changes: the field is disabled always, as it was.
    pub(in crate::diff) fn if_dead(&self) -> Option<Verdict> {
        self.dead.then(|| Verdict::cosmetic(Reason::AlwaysDisabled))
    }

    pub(in crate::diff) fn type_changed(&self) -> Verdict {
        self.if_dead().unwrap_or(Verdict::breaking(Reason::TypeChanged))
    }

    /// Other default or present values.
    pub(in crate::diff) fn default_changed(&self) -> Verdict {
        let (old, new) = (self.old_field, self.new_field);
        let bound: Vec<FieldRef<'s>> = std::iter::once(new)
            .chain(new.descendants())
            .filter(|field| is_bound(self.world, *field))
            .collect();
        if bound.is_empty() {
            return Verdict::cosmetic(Reason::DefaultsOnly);
        }
        let same = bound.iter().all(|field| {
            let twin = self.world.twins.uid(Side::New, field.index);
            let before = self.world.twins.field(Side::Old, twin);
            let before = before.filter(|before| {
                let cost = given_size(*before) + given_size(*field);
                self.world.effort.spend(cost)
            });
            before.is_some_and(|before| given(before) == given(*field))
        });
        if same {
            return Verdict::cosmetic(Reason::SameReadOnly);
        }
        let left = has_given(new) || new.descendants().any(|field| field.given().is_some());
        if !left && old.kind() == new.kind() {
            return Verdict::compatible(Reason::ReadOnlyGone);
        }
        Verdict::breaking(Reason::ReadOnlyChanged)
    }
}

/// Whether a readOnlyRule that we judge stands on a field of new.
fn is_bound<'s>(world: &World<'s>, field: FieldRef<'s>) -> bool {
    let mut rules = field.rules_named(RuleName::ReadOnly);
    rules.any(|rule| {
        let when = Normal::of(rule.condition());
        Body::of(rule, field, world.twins.new.dialect()).is_some()
            && !when.is_some_and(|when| when.is_undecidable())
    }) && !world.is_dead(Side::New, field)
}

/// A field that was not there. Its parent, if it has one, was.
pub(in crate::diff) fn added<'s>(world: &World<'s>, field: FieldRef<'s>) -> Verdict {
    if !world.twins.is_visible(Side::New, field.field_id()) {
        return Verdict::cosmetic(Reason::NotFirst);
    }
    if field.parent().is_some_and(|parent| is_dead_on_both(world, parent)) {
        return Verdict::cosmetic(Reason::AlwaysDisabled);
    }
    if joins_given(world, field) {
        return Verdict::breaking(Reason::ReadOnlyChanged);
    }
    let effects = Effects::of(world, Side::New, field);
    let required: Vec<_> = effects
        .demands
        .iter()
        .filter(|demand| matches!(demand.body, Body::Required))
        .map(|demand| demand.when.clone())
        .collect();
    if required.is_empty() {
        return Verdict::compatible(Reason::OptionalField);
    }
    // A complex that held nothing was never there, so nothing is asked of it.
    let was_hollow = field.parent().is_some_and(|parent| {
        let old = world.twins.field(Side::Old, world.twins.uid(Side::New, parent.index));
        old.is_some_and(|old| {
            let mut inside = old.descendants();
            world.effort.spend(u64::from(old.node().end - old.index)) && !inside.any(has_values)
        })
    });
    let mut query = Query::new(world);
    let asked = effects.any(&mut query, &required);
    let enabled = effects.enabled(world, &mut query);
    if was_hollow || query.is_never(&Formula::all(vec![asked, enabled]), Know::Old) {
        return Verdict::compatible(Reason::RequiredLater);
    }
    Verdict::breaking(Reason::RequiredField)
}

/// A field that is no longer there.
pub(in crate::diff) fn removed<'s>(world: &World<'s>, field: FieldRef<'s>) -> Verdict {
    if !world.twins.is_visible(Side::Old, field.field_id()) {
        return Verdict::cosmetic(Reason::NotFirst);
    }
    if field.parent().is_some_and(|parent| is_dead_on_both_old(world, parent)) {
        return Verdict::cosmetic(Reason::AlwaysDisabled);
    }
    if field.kind() == Some(FieldKind::Label) && !field.rules().any(super::effect::disables) {
        return Verdict::cosmetic(Reason::LabelOnly);
    }
    Verdict::breaking(Reason::FieldGone)
}

fn is_dead_on_both<'s>(world: &World<'s>, new: FieldRef<'s>) -> bool {
    let old = world.twins.field(Side::Old, world.twins.uid(Side::New, new.index));
    world.is_dead(Side::New, new) && old.is_some_and(|old| world.is_dead(Side::Old, old))
}

fn is_dead_on_both_old<'s>(world: &World<'s>, old: FieldRef<'s>) -> bool {
    let new = world.twins.field(Side::New, world.twins.uid(Side::Old, old.index));
    world.is_dead(Side::Old, old) && new.is_some_and(|new| world.is_dead(Side::New, new))
}

fn has_values(field: FieldRef<'_>) -> bool {
    !field.kind().is_some_and(|kind| kind.has_fields() || kind == FieldKind::Label)
}

/// Whether a value is given for a field: at it, or in the complex values of one around it.
pub(super) fn has_given(field: FieldRef<'_>) -> bool {
    field.given().is_some_and(|content| !content.is_empty())
        || field.ancestors().any(|around| around.given().is_some_and(|content| !content.rows.is_empty()))
}

/// All that may be taken for the given value of a field: what stands at it, and what stands for it in the
/// complex values of those around it. Texts only.
fn given<'s>(field: FieldRef<'s>) -> Vec<Vec<String>> {
    if field.parent().is_none() {
        // Present values come first, and hide the defaults.
        let effective = field.given().map(|content| at_field(content, field));
        return vec![effective.unwrap_or_default()];
    }
    let sources: [fn(FieldRef<'s>) -> Option<&'s Content>; 2] = [FieldRef::present, FieldRef::default];
    let mut found = Vec::new();
    for source in sources {
        found.push(source(field).map(|content| at_field(content, field)).unwrap_or_default());
        let mut steps = vec![field.id()];
        for around in field.ancestors() {
            let rows = source(around).map(|content| &*content.rows).unwrap_or_default();
            let mut inside = Vec::new();
            for row in rows {
                let start = inside.len();
                within(row, &steps, &mut inside);
                if field.kind() == Some(FieldKind::MultiCheck) {
                    inside[start..].sort();
                }
                inside.push(String::from("\0"));
            }
            found.push(inside);
            steps.push(around.id());
        }
    }
    found
}

/// How long it takes to look for the given values of a field.
fn given_size(field: FieldRef<'_>) -> u64 {
    let rows = |content: Option<&Content>| {
        let rows = content.map(|content| &*content.rows).unwrap_or_default();
        rows.iter().map(|row| 1 + row.fields().len() as u64).sum::<u64>()
    };
    1 + field.ancestors().map(|around| rows(around.present()) + rows(around.default())).sum::<u64>()
}

fn at_field(content: &Content, field: FieldRef<'_>) -> Vec<String> {
    let mut found = Vec::new();
    texts(content, &mut found);
    if field.kind() == Some(FieldKind::MultiCheck) {
        found.sort();
    }
    found
}

/// Whether what must not be changed around a new field names it: then it is a part of that.
fn joins_given<'s>(world: &World<'s>, field: FieldRef<'s>) -> bool {
    let bound = field.ancestors().any(|around| is_bound(world, around));
    if !bound {
        return false;
    }
    // Beyond all effort it may as well.
    !world.effort.spend(given_size(field))
        || given(field).iter().flatten().any(|text| !text.starts_with('\0'))
}

/// The texts that a row holds for a field below it; the nearest id comes last.
fn within(row: &Row, steps: &[&str], found: &mut Vec<String>) {
    let Some((id, rest)) = steps.split_last() else { return };
    let Some(field) = row.field(id) else { return };
    if rest.is_empty() {
        texts(&field.content, found);
    } else {
        for inner in field.rows() {
            within(inner, rest, found);
            found.push(String::from("\0"));
        }
    }
}

fn texts(content: &Content, found: &mut Vec<String>) {
    found
        .extend(content.values.iter().filter(|value| !value.is_empty()).map(|value| value.text().to_owned()));
    for row in &content.rows {
        for field in row.fields() {
            found.push(format!("\0{}", field.id()));
            texts(&field.content, found);
        }
        found.push(String::from("\0\0"));
    }
}
