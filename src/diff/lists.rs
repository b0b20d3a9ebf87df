//! Lists of options, as sets of values.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::check::choice::is_negative;
use crate::diff::twins::Side;
use crate::schema::{FieldRef, OptionRef};
use crate::vocab::RuleName;

/// The values of lists, each made when it is asked for.
#[derive(Debug, Default)]
pub(super) struct Lists<'s> {
    known: RefCell<HashMap<(Side, u32), Rc<List<'s>>>>,
    /// Whether a server adds to the options.
    servers: RefCell<HashMap<(Side, u32), bool>>,
    /// By the fields' indices.
    differences: RefCell<HashMap<[Option<u32>; 2], Difference>>,
}

/// The options of a field.
#[derive(Debug, Default)]
struct List<'s> {
    values: HashSet<&'s str>,
    /// Whether one has a negative value.
    negative: bool,
}

/// How two lists differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Difference {
    pub(super) common: bool,
    pub(super) removed: bool,
    pub(super) added: bool,
}

impl<'s> Lists<'s> {
    fn list(&self, side: Side, field: FieldRef<'s>) -> Rc<List<'s>> {
        let mut known = self.known.borrow_mut();
        let list = known.entry((side, field.index)).or_insert_with(|| {
            let values: HashSet<&str> = field.options().filter_map(OptionRef::value).collect();
            let negative = values.iter().any(|value| is_negative(value));
            Rc::new(List { values, negative })
        });
        Rc::clone(list)
    }

    /// Whether a text is the value of an option.
    pub(super) fn has(&self, side: Side, field: FieldRef<'s>, text: &str) -> bool {
        self.list(side, field).values.contains(text)
    }

    /// Whether values are judged by a list that no server adds to.
    pub(super) fn is_closed(&self, side: Side, field: FieldRef<'s>) -> bool {
        let has_server = || field.rules_named(RuleName::AsyncQuery).next().is_some();
        is_list(field) && !*self.servers.borrow_mut().entry((side, field.index)).or_insert_with(has_server)
    }

    /// Whether nothing but options can stand in the field.
    pub(super) fn is_shut(&self, side: Side, field: FieldRef<'s>) -> bool {
        self.is_closed(side, field) && !self.takes_custom(side, field)
    }

    /// Whether an option has a negative value, so that others of negative value may come with a text.
    pub(super) fn takes_custom(&self, side: Side, field: FieldRef<'s>) -> bool {
        is_list(field) && self.list(side, field).negative
    }

    /// Whether a closed list lets a text through.
    pub(super) fn may_hold(&self, side: Side, field: FieldRef<'s>, text: &str) -> bool {
        self.has(side, field, text) || is_negative(text) && self.takes_custom(side, field)
    }

    pub(super) fn difference(&self, old: Option<FieldRef<'s>>, new: Option<FieldRef<'s>>) -> Difference {
        let key = [old, new].map(|field| field.map(|field| field.index));
        if let Some(known) = self.differences.borrow().get(&key) {
            return *known;
        }
        let old = old.map(|field| self.list(Side::Old, field)).unwrap_or_default();
        let new = new.map(|field| self.list(Side::New, field)).unwrap_or_default();
        let (old, new) = (&old.values, &new.values);
        let common = old.iter().any(|value| new.contains(value));
        let removed = old.iter().any(|value| !new.contains(value));
        let added = new.iter().any(|value| !old.contains(value));
        let found = Difference { common, removed, added };
        self.differences.borrow_mut().insert(key, found);
        found
    }
}

/// Whether a field is a choice with options.
pub(super) fn is_list(field: FieldRef<'_>) -> bool {
    field.kind().is_some_and(crate::vocab::FieldKind::is_choice) && field.options().len() > 0
}
