//! Finds the differences between two schemas, and gives each its level.

mod options;
mod rules;
mod siblings;
mod walk;

use std::collections::HashMap;

use crate::code::{ChangeCode, Level};
use crate::diff::change::Change;
use crate::diff::changes::Changes;
use crate::diff::compare::walk::{Context, Walk};
use crate::diff::reason::{Reason, ShiftCause};
use crate::schema::Schema;

impl Schema {
    /// The changes from one schema to another, in document order, each with its level.
    ///
    /// If none is breaking, every param that is valid under `old` is valid under `new`.
    ///
    /// ```
    /// use tmall_schema::{Lang, Level, Schema};
    /// let yesterday = Schema::parse(r#"<itemRule><field id="title" name="标题" type="input"><rules>
    ///   <rule name="maxLengthRule" value="60" unit="byte"/></rules></field></itemRule>"#)?;
    /// let today = Schema::parse(r#"<itemRule><field id="title" name="标题" type="input"><rules>
    ///   <rule name="maxLengthRule" value="50" unit="byte"/></rules></field>
    ///   <field id="hint" type="input"/></itemRule>"#)?;
    ///
    /// let changes = Schema::diff(&yesterday, &today);
    /// assert_eq!(changes.level(), Some(Level::Breaking));
    /// let change = changes.breaking().next().unwrap();
    /// assert_eq!((change.code().as_str(), change.path()), ("rule-changed", "/title"));
    /// assert_eq!(change.message(Lang::En), "maxLengthRule 60 bytes -> 50 bytes");
    /// assert_eq!(change.reason(Lang::En), "a value of 60 bytes was valid");
    /// assert_eq!(changes.compatible().map(|change| change.path()).collect::<Vec<_>>(), ["/hint"]);
    /// assert!(Schema::diff(&today, &today).is_empty());
    /// # Ok::<(), tmall_schema::Error>(())
    /// ```
    #[must_use]
    pub fn diff(old: &Schema, new: &Schema) -> Changes {
        let context = Context::new(old, new);
        let mut walk = Walk::new(&context);
        walk.root();
        let mut changes = walk.changes;
        raise_levels_of_options(&mut changes);
        Changes { changes }
    }
}

/// Gives added and removed options at least the level of the conditions that ask about these options.
fn raise_levels_of_options(changes: &mut [Change]) {
    let mut worst: HashMap<String, Level> = HashMap::new();
    for change in changes.iter() {
        if let Some(ShiftCause::Options(field)) = &change.cause {
            let known = worst.entry(field.clone()).or_insert(Level::Cosmetic);
            *known = (*known).max(change.level);
        }
    }
    for change in changes.iter_mut().filter(|_| !worst.is_empty()) {
        if !matches!(change.code, ChangeCode::OptionAdded | ChangeCode::OptionRemoved) {
            continue;
        }
        let Some(level) = worst.get(&change.path) else { continue };
        if *level > change.level {
            change.level = *level;
            change.reason = Reason::FlipsCondition;
        }
    }
}
