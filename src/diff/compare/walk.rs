//! The walk over both schemas side by side.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::code::{ChangeCode, Level};
use crate::diff::change::Change;
use crate::diff::disabling;
use crate::diff::level::case::Case;
use crate::diff::level::dialect;
use crate::diff::level::verdict::Verdict;
use crate::diff::pairing::{Moves, Pairing};
use crate::diff::part::{Location, SchemaPart};
use crate::diff::reason::{Reason, ShiftCause};
use crate::diff::reference::ReferenceChanges;
use crate::diff::rules::RulePairs;
use crate::diff::schema_pair::SchemaPair;
use crate::path;
use crate::schema::{FieldRef, NOWHERE, Schema, same, same_rule};

/// What all walks over the same two schemas share.
pub(super) struct Context<'s> {
    pub(super) schemas: SchemaPair<'s>,
    pub(super) references: ReferenceChanges<'s>,
    /// The worst level of the changes between two fields of the same id that are the first of it on their sides, but
    /// not paired as siblings. By their indices; computed once.
    pub(super) replaced_firsts: RefCell<HashMap<(u32, u32), Level>>,
}

impl<'s> Context<'s> {
    pub(super) fn new(old: &'s Schema, new: &'s Schema) -> Context<'s> {
        Context {
            schemas: disabling::compare(old, new),
            references: ReferenceChanges::default(),
            replaced_firsts: RefCell::default(),
        }
    }
}

pub(super) struct Walk<'w, 's> {
    pub(super) context: &'w Context<'s>,
    /// The path of the current field.
    pub(super) path: String,
    pub(super) changes: Vec<Change>,
}

/// A field in both schemas.
#[derive(Clone, Copy)]
pub(super) struct FieldPair<'s> {
    pub(super) old: FieldRef<'s>,
    pub(super) new: FieldRef<'s>,
    /// Whether both are the first of their ids. Other fields do not matter for validation.
    pub(super) is_first: bool,
}

/// Where the things that a change is about are in the old and in the new schema.
#[derive(Clone, Copy)]
pub(super) struct Locations {
    pub(super) old: Option<Location>,
    pub(super) new: Option<Location>,
}

impl Locations {
    pub(super) fn both(old: Location, new: Location) -> Locations {
        Locations { old: Some(old), new: Some(new) }
    }

    fn of_field(pair: FieldPair<'_>) -> Locations {
        Locations::both(Location::Field(pair.old.index), Location::Field(pair.new.index))
    }
}

impl<'w, 's> Walk<'w, 's> {
    pub(super) fn new(context: &'w Context<'s>) -> Walk<'w, 's> {
        Walk { context, path: String::new(), changes: Vec::new() }
    }

    /// Compares the roots and everything inside.
    pub(super) fn root(&mut self) {
        let (old, new) = (self.schemas().fields.old, self.schemas().fields.new);
        let at = Locations::both(Location::Root, Location::Root);
        let verdict = Verdict::cosmetic(Reason::NotUsed);
        let has_other_dialect = old.dialect() != new.dialect();
        if has_other_dialect {
            self.push(ChangeCode::DialectChanged, dialect::changed(self.schemas()), at);
        }
        if old.unknown() != new.unknown() || !has_other_dialect && old.root() != new.root() {
            self.push(ChangeCode::ContentChanged, verdict, at);
        }
        self.inside(None, || old.fields(), || new.fields());
    }

    pub(super) fn schemas(&self) -> &'w SchemaPair<'s> {
        &self.context.schemas
    }

    pub(super) fn push(&mut self, code: ChangeCode, verdict: Verdict, at: Locations) {
        self.push_with_cause(code, verdict, at, None);
    }

    pub(super) fn push_with_cause(
        &mut self,
        code: ChangeCode,
        verdict: Verdict,
        at: Locations,
        cause: Option<ShiftCause>,
    ) {
        let part = |schema: &Schema, at: Option<Location>| {
            at.map(|location| SchemaPart { schema: schema.clone(), location })
        };
        let fields = &self.schemas().fields;
        self.changes.push(Change {
            code,
            level: verdict.level,
            reason: verdict.reason,
            cause,
            path: self.path.clone(),
            old: part(fields.old, at.old),
            new: part(fields.new, at.new),
            moves: None,
        });
    }

    pub(super) fn push_moves(&mut self, code: ChangeCode, verdict: Verdict, at: Locations, moves: Moves) {
        self.push(code, verdict, at);
        if let Some(change) = self.changes.last_mut() {
            change.moves = Some(Box::new(moves));
        }
    }

    /// Compares the fields inside a field, or inside the root.
    fn inside<O: Iterator<Item = FieldRef<'s>>, N: Iterator<Item = FieldRef<'s>>>(
        &mut self,
        around: Option<FieldPair<'s>>,
        old: impl Fn() -> O,
        new: impl Fn() -> N,
    ) {
        // In most schemas the fields are the same and in the same order.
        let is_straight = around.is_none_or(|around| around.is_first)
            && same(old(), new(), |old, new| old.id() == new.id() && old.is_first() && new.is_first());
        if is_straight {
            old().zip(new()).for_each(|(old, new)| self.pair(old, new));
        } else {
            self.siblings(around, &old().collect::<Vec<_>>(), &new().collect::<Vec<_>>());
        }
    }

    /// Compares a field with its partner.
    pub(super) fn pair(&mut self, old: FieldRef<'s>, new: FieldRef<'s>) {
        if self.is_untouched(old, new) {
            return;
        }
        let length = self.path.len();
        path::push_step(&mut self.path, new.id());
        self.field(old, new);
        self.path.truncate(length);
    }

    /// Whether a field and everything inside it is written as before, byte for byte, and has the same meaning.
    fn is_untouched(&self, old: FieldRef<'s>, new: FieldRef<'s>) -> bool {
        let text = |field: FieldRef<'s>| field.arena.source.text.as_bytes().get(field.span().range());
        self.schemas().fields.is_pair(old, new)
            && text(old) == text(new)
            && !self.counts_other_bytes()
            && (self.schemas().is_unaffected() || !has_conditions(new))
    }

    /// Whether lengths in bytes count the bytes of another encoding than before.
    pub(super) fn counts_other_bytes(&self) -> bool {
        let counts_utf8 = |schema: &Schema| schema.dialect().counts_utf8();
        counts_utf8(self.schemas().fields.old) != counts_utf8(self.schemas().fields.new)
    }

    /// Compares a field with its partner, whose path is the current one.
    pub(super) fn field(&mut self, old: FieldRef<'s>, new: FieldRef<'s>) {
        let pair = FieldPair { old, new, is_first: self.schemas().fields.is_pair(old, new) };
        let at = Locations::of_field(pair);
        let has_same_rules = !self.counts_other_bytes()
            && self.schemas().is_unaffected()
            && same(old.rules(), new.rules(), same_rule);
        let (rules, pairs) = if has_same_rules {
            (None, Pairing::identity(old.rules().len()))
        } else {
            let (rules, pairs) = RulePairs::of(old, new);
            (Some(rules), pairs)
        };
        let case = Case::new(self.schemas(), old, new, pairs);
        let if_first = |verdict: &dyn Fn() -> Verdict| {
            if pair.is_first { verdict() } else { Verdict::cosmetic(Reason::NotFirst) }
        };
        let for_people = || Verdict::cosmetic(Reason::ForPeople);
        if !old.has_type_of(new) {
            self.push(ChangeCode::FieldTypeChanged, if_first(&|| case.type_changed()), at);
            return;
        }
        if old.name() != new.name() {
            self.push(ChangeCode::FieldRenamed, for_people(), at);
        }
        if let Some(rules) = rules {
            self.rules(&case, &rules, pair);
        }
        self.options(&case, pair);
        let (of_old, of_new) = (old.extra(), new.extra());
        if of_old.labels != of_new.labels {
            self.push(ChangeCode::LabelChanged, for_people(), at);
        }
        if of_old.default != of_new.default || of_old.present != of_new.present {
            self.push(ChangeCode::DefaultChanged, if_first(&|| case.default_changed()), at);
        }
        let properties = |field: FieldRef<'s>| {
            field.extra().properties.iter().map(|one| (&one.key, &one.value, &one.unknown))
        };
        if !properties(old).eq(properties(new)) {
            self.push(ChangeCode::PropertyChanged, for_people(), at);
        }
        if of_old.unknown != of_new.unknown {
            self.push(ChangeCode::ContentChanged, if_first(&|| case.content_changed()), at);
        }
        self.inside(Some(pair), || old.fields(), || new.fields());
    }
}

/// Whether a rule or an option of a field, or of one inside it, has a condition.
fn has_conditions(field: FieldRef<'_>) -> bool {
    let own = |field: FieldRef<'_>| {
        field.rules().any(|rule| rule.condition().is_some())
            || field.option_nodes().iter().any(|option| option.extra != NOWHERE)
    };
    own(field) || field.descendants().any(own)
}
