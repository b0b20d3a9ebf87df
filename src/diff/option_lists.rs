//! Lists of options as sets of values.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::check::choice::is_negative;
use crate::check::rule::Check;
use crate::diff::field_pairs::Side;
use crate::schema::{FieldRef, OptionRef, RuleRef};
use crate::vocab::{FieldKind, RuleName, attribute};

/// The values of all lists, each computed on first use.
#[derive(Debug, Default)]
pub(super) struct OptionLists<'s> {
    /// By side and index of the field.
    known: RefCell<HashMap<(Side, u32), Rc<List<'s>>>>,
    /// Whether an option has a negative value, in the same way. Few callers need the values themselves.
    negatives: RefCell<HashMap<(Side, u32), bool>>,
    /// Whether a server adds options, in the same way.
    servers: RefCell<HashMap<(Side, u32), bool>>,
    /// Whether a rule lets custom values in, in the same way.
    custom_rules: RefCell<HashMap<(Side, u32), bool>>,
    /// By the indices of the old and the new field.
    differences: RefCell<HashMap<[Option<u32>; 2], Difference>>,
}

/// The values of the options of a field.
type List<'s> = HashSet<&'s str>;

/// How the values of two lists differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Difference {
    /// Whether a value is in both lists.
    pub(super) common: bool,
    /// Whether a value is in the old list only.
    pub(super) removed: bool,
    /// Whether a value is in the new list only.
    pub(super) added: bool,
}

impl<'s> OptionLists<'s> {
    fn list(&self, side: Side, field: FieldRef<'s>) -> Rc<List<'s>> {
        let mut known = self.known.borrow_mut();
        let list = known
            .entry((side, field.index))
            .or_insert_with(|| Rc::new(field.options().filter_map(OptionRef::value).collect()));
        Rc::clone(list)
    }

    /// Whether a text is the value of an option.
    pub(super) fn has(&self, side: Side, field: FieldRef<'s>, text: &str) -> bool {
        self.list(side, field).contains(text)
    }

    /// Whether the values of a field are checked against its options, and no server adds to these.
    pub(super) fn is_closed(&self, side: Side, field: FieldRef<'s>) -> bool {
        let has_server = || field.rules_named(RuleName::AsyncQuery).next().is_some();
        has_options(field)
            && !*self.servers.borrow_mut().entry((side, field.index)).or_insert_with(has_server)
    }

    /// Whether a valid field holds nothing but options.
    pub(super) fn allows_only_options(&self, side: Side, field: FieldRef<'s>) -> bool {
        self.is_closed(side, field) && !self.allows_custom(side, field)
    }

    /// Whether a field with options takes custom values, which are negative and carry a text, at least under some
    /// conditions: an option has a negative value, or a rule lets them in.
    pub(super) fn allows_custom(&self, side: Side, field: FieldRef<'s>) -> bool {
        has_options(field)
            && (self.has_negative(side, field)
                || *self
                    .custom_rules
                    .borrow_mut()
                    .entry((side, field.index))
                    .or_insert_with(|| field.rules().any(|rule| lets_custom_in(rule, field))))
    }

    /// Whether an option has a negative value. It lets custom values in, available or not.
    pub(super) fn has_negative(&self, side: Side, field: FieldRef<'s>) -> bool {
        let any = || field.options().filter_map(OptionRef::value).any(is_negative);
        *self.negatives.borrow_mut().entry((side, field.index)).or_insert_with(any)
    }

    /// Whether a field with a closed list may hold a text.
    pub(super) fn may_contain(&self, side: Side, field: FieldRef<'s>, text: &str) -> bool {
        self.has(side, field, text) || is_negative(text) && self.allows_custom(side, field)
    }

    /// How the options of two fields differ. A field that does not exist has none.
    pub(super) fn difference(&self, old: Option<FieldRef<'s>>, new: Option<FieldRef<'s>>) -> Difference {
        let key = [old, new].map(|field| field.map(|field| field.index));
        if let Some(known) = self.differences.borrow().get(&key) {
            return *known;
        }
        let old = old.map(|field| self.list(Side::Old, field)).unwrap_or_default();
        let new = new.map(|field| self.list(Side::New, field)).unwrap_or_default();
        let common = old.iter().any(|value| new.contains(value));
        let removed = old.iter().any(|value| !new.contains(value));
        let added = new.iter().any(|value| !old.contains(value));
        let found = Difference { common, removed, added };
        self.differences.borrow_mut().insert(key, found);
        found
    }
}

/// Whether a field is a choice with options.
pub(super) fn has_options(field: FieldRef<'_>) -> bool {
    field.kind().is_some_and(FieldKind::is_choice) && field.options().len() > 0
}

/// Whether a rule of a field lets custom values in when it is in force: a valueAttributeRule that asks for the attribute
/// in which they carry their text, on a choice with options. Its condition does not matter here.
pub(super) fn lets_custom_in<'s>(rule: RuleRef<'s>, field: FieldRef<'s>) -> bool {
    has_options(field)
        && matches!(Check::of(rule, field.kind()), Ok(Check::Attribute(name)) if name == attribute::INPUT_VALUE)
}
