//! One change: what was, what is, and how bad that is.

use std::fmt;

use crate::code::{ChangeCode, Level};
use crate::diff::fact::{Fact, Thing};
use crate::diff::fingerprint;
use crate::diff::pair::Moves;
use crate::diff::reason::{Cause, Reason};
use crate::lang::Lang;
use crate::span::{Position, Span};

/// One difference between two schemas.
///
/// It keeps both schemas, so that facts, places and words are made when they are asked for.
#[derive(Clone, Debug)]
pub struct Change {
    pub(super) code: ChangeCode,
    pub(super) level: Level,
    pub(super) reason: Reason,
    /// Of a condition that says what it said: why it means something else.
    pub(super) cause: Option<Cause>,
    pub(super) path: String,
    pub(super) old: Option<Thing>,
    pub(super) new: Option<Thing>,
    /// What changed its place, where the order changed.
    pub(super) moves: Option<Box<Moves>>,
}

impl Change {
    /// What kind of change, such as `rule-added`; the same in all languages.
    pub fn code(&self) -> ChangeCode {
        self.code
    }

    /// What it does to params that were valid.
    pub fn level(&self) -> Level {
        self.level
    }

    /// Where: the ids that lead to the field, see [`Schema::field`](crate::schema::Schema::field); empty at the root.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The field's name for people, as the new schema gives it, else the old one.
    pub fn field(&self) -> Option<&str> {
        self.new
            .as_ref()
            .and_then(Thing::field_name)
            .or_else(|| self.old.as_ref().and_then(Thing::field_name))
    }

    /// What was; nothing if something was added.
    pub fn old(&self) -> Option<Fact> {
        let moves = self.moves.as_deref().map(|moves| moves.old.as_slice());
        self.old.as_ref().map(|thing| thing.fact(self.code, moves))
    }

    /// What is; nothing if something was removed.
    #[expect(clippy::new_ret_no_self, reason = "the other half of `old`")]
    pub fn new(&self) -> Option<Fact> {
        let moves = self.moves.as_deref().map(|moves| moves.new.as_slice());
        self.new.as_ref().map(|thing| thing.fact(self.code, moves))
    }

    /// The place in the old document: the rule, the option, the field, or the root's start tag. None if something
    /// was added.
    pub fn old_span(&self) -> Option<Span> {
        self.old.as_ref().map(Thing::span)
    }

    /// The place in the new document in the same way; none if something was removed.
    pub fn new_span(&self) -> Option<Span> {
        self.new.as_ref().map(Thing::span)
    }

    /// The place in the old document as people count.
    pub fn old_position(&self) -> Option<Position> {
        self.old.as_ref().map(Thing::position)
    }

    /// The place in the new document as people count.
    pub fn new_position(&self) -> Option<Position> {
        self.new.as_ref().map(Thing::position)
    }

    /// What changed, in words: what was, and what is.
    pub fn message(&self, lang: Lang) -> String {
        super::message::message(self, lang)
    }

    /// Why it has its level, in words.
    pub fn reason(&self, lang: Lang) -> String {
        self.reason.text(lang)
    }

    /// A name for this change that stays the same from run to run, in all languages and on all platforms: 16
    /// hexadecimal digits made of code, path and facts.
    pub fn fingerprint(&self) -> String {
        fingerprint::of(self.code, &self.path, self.old().as_ref(), self.new().as_ref())
    }
}

/// The change in words, and why it has its level.
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path.is_empty() { "/" } else { &self.path };
        let (message, reason) = (self.message(Lang::En), self.reason(Lang::En));
        write!(f, "{}: {path}: {message} ({reason}) [{}]", self.level, self.code)
    }
}
