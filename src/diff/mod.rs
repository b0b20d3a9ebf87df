//! Comparing two schemas: what changed, and whether it can take validity from a param.
//!
//! Facts and judgement are apart. `compare` walks both schemas side by side and finds what differs, with fields
//! paired by id path, options by value (`options`), rules by name and condition (`rules`). `level` says how bad
//! each difference is, by what it does to the params that are valid:
//!
//! - *breaking*: one that was valid may no longer be, or nobody can say;
//! - *compatible*: more are valid than before;
//! - *cosmetic*: the same are.
//!
//! So if no change is breaking, every param that is valid under the old schema is valid under the new one. What
//! can be shown to keep params valid is not called breaking: whether one condition follows from another is
//! found out by trying all that the fields they ask about can hold (`query`, `view`), and what a param that was
//! valid cannot hold is left out: a value of a field that is new, or one that was no option.
//!
//! What a condition means can change although it says what it said: `world` knows which fields are which, and
//! whose disabling differs.

mod change;
mod compare;
mod fact;
mod fingerprint;
mod impact;
mod level;
mod lists;
mod message;
mod normal;
mod options;
mod pair;
mod query;
mod reason;
mod rules;
mod twins;
mod view;
mod world;

use std::fmt;

pub use change::Change;
pub use fact::{Fact, FieldFact, OptionFact, Placed};
pub use impact::{ChangeImpact, Impact, ImpactFinding, ImpactJudge, Outcome, impact};

use crate::code::Level;
use crate::schema::Schema;
use compare::Walk;
use level::Meanings;
use world::World;

impl Schema {
    /// What changed from one schema to another, in document order, each change with its level.
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
    pub fn diff(old: &Schema, new: &Schema) -> Changes {
        let world = World::new(old, new);
        let meanings = Meanings::default();
        let mut walk = Walk::new(&world, &meanings);
        walk.root();
        let mut changes = walk.changes;
        compare::blame_options(&mut changes);
        Changes { changes }
    }
}

/// What changed between two schemas, in document order: see [`Schema::diff`].
#[derive(Clone, Debug, Default)]
pub struct Changes {
    changes: Vec<Change>,
}

impl Changes {
    /// All changes.
    pub fn iter(&self) -> std::slice::Iter<'_, Change> {
        self.changes.iter()
    }

    /// A change by its number.
    pub fn get(&self, number: usize) -> Option<&Change> {
        self.changes.get(number)
    }

    /// How many changes there are.
    pub fn len(&self) -> usize {
        self.changes.len()
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The changes that can take validity from a param.
    pub fn breaking(&self) -> impl Iterator<Item = &Change> {
        self.of(Level::Breaking)
    }

    /// The changes that only make more params valid.
    pub fn compatible(&self) -> impl Iterator<Item = &Change> {
        self.of(Level::Compatible)
    }

    /// The changes that make no difference to what is valid.
    pub fn cosmetic(&self) -> impl Iterator<Item = &Change> {
        self.of(Level::Cosmetic)
    }

    fn of(&self, level: Level) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(move |change| change.level() == level)
    }

    /// The worst level there is; none if nothing changed.
    pub fn level(&self) -> Option<Level> {
        self.changes.iter().map(Change::level).max()
    }
}

impl<'c> IntoIterator for &'c Changes {
    type Item = &'c Change;
    type IntoIter = std::slice::Iter<'c, Change>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Changes {
    type Item = Change;
    type IntoIter = std::vec::IntoIter<Change>;

    fn into_iter(self) -> Self::IntoIter {
        self.changes.into_iter()
    }
}

/// A change a line.
impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.changes.iter().try_for_each(|change| writeln!(f, "{change}"))
    }
}
