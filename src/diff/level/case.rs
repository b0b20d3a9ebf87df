//! A field whose changes get a level.

use std::cell::OnceCell;

use crate::diff::field_pairs::Side;
use crate::diff::level::field_rules::FieldRules;
use crate::diff::level::verdict::Verdict;
use crate::diff::pairing::Pairing;
use crate::diff::reason::Reason;
use crate::diff::schema_pair::SchemaPair;
use crate::schema::FieldRef;

/// A field that exists in both schemas and is the first of its id in both, with what is needed to find the levels of
/// its changes.
pub(in crate::diff) struct Case<'w, 's> {
    pub(super) schemas: &'w SchemaPair<'s>,
    pub(super) old_field: FieldRef<'s>,
    pub(super) new_field: FieldRef<'s>,
    /// The pairs of its rules.
    pub(in crate::diff) rules: Pairing,
    old_rules: OnceCell<FieldRules<'s>>,
    new_rules: OnceCell<FieldRules<'s>>,
    /// The level of every added, and of every removed option that has nothing special: see `options`.
    pub(super) plain_option_added: OnceCell<Verdict>,
    pub(super) plain_option_removed: OnceCell<Verdict>,
    is_always_disabled: bool,
}

impl<'w, 's> Case<'w, 's> {
    pub(in crate::diff) fn new(
        schemas: &'w SchemaPair<'s>,
        old: FieldRef<'s>,
        new: FieldRef<'s>,
        rules: Pairing,
    ) -> Case<'w, 's> {
        Case {
            schemas,
            old_field: old,
            new_field: new,
            rules,
            old_rules: OnceCell::new(),
            new_rules: OnceCell::new(),
            plain_option_added: OnceCell::new(),
            plain_option_removed: OnceCell::new(),
            is_always_disabled: schemas.is_always_disabled(Side::Old, old)
                && schemas.is_always_disabled(Side::New, new),
        }
    }

    /// The rules of the old field, computed on first use.
    pub(super) fn old(&self) -> &FieldRules<'s> {
        self.old_rules.get_or_init(|| FieldRules::of(self.schemas, Side::Old, self.old_field))
    }

    /// The rules of the new field, computed on first use.
    pub(super) fn new_side(&self) -> &FieldRules<'s> {
        self.new_rules.get_or_init(|| FieldRules::of(self.schemas, Side::New, self.new_field))
    }

    /// The level of every change of a field that is always disabled in both schemas.
    pub(super) fn if_always_disabled(&self) -> Option<Verdict> {
        self.is_always_disabled.then(|| Verdict::cosmetic(Reason::AlwaysDisabled))
    }

    /// The level of another type.
    pub(in crate::diff) fn type_changed(&self) -> Verdict {
        let is_incremental = self.old_field.id() == "update_fields" && self.old_field.parent().is_none();
        // Whether an item is incremental is read from it as it is, disabled or not.
        self.if_always_disabled()
            .filter(|_| !is_incremental)
            .unwrap_or(Verdict::breaking(Reason::TypeChanged))
    }
}
