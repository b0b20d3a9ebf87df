//! One change: what was, what is, and how bad that is.

use std::fmt;

use crate::diff::fact::{Fact, Thing};
use crate::diff::fingerprint;
use crate::diff::pair::Moves;
use crate::diff::reason::{Cause, Reason};
use crate::{Lang, Position, Span};

/// What a change does to the params that are valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Level {
    /// The same params are valid as before.
    Cosmetic,
    /// More params may be valid than before, but none that was valid is not.
    Compatible,
    /// A param that was valid may no longer be, or nobody can say.
    Breaking,
}

impl Level {
    /// Every level, the worst last.
    pub const ALL: &[Level] = &[Level::Cosmetic, Level::Compatible, Level::Breaking];

    /// The word as it is printed.
    pub const fn as_str(self) -> &'static str {
        match self {
            Level::Cosmetic => "cosmetic",
            Level::Compatible => "compatible",
            Level::Breaking => "breaking",
        }
    }

    /// Reads a printed word.
    ///
    /// ```
    /// use tmall_schema::Level;
    /// assert_eq!(Level::parse("breaking"), Some(Level::Breaking));
    /// assert!(Level::Breaking > Level::Cosmetic);
    /// ```
    pub fn parse(text: &str) -> Option<Level> {
        Level::ALL.iter().copied().find(|level| level.as_str() == text)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl serde::Serialize for Level {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $word:literal,)*) => {
        /// The kinds of changes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum ChangeCode { $($(#[$doc])* $variant,)* }

        impl ChangeCode {
            /// Every kind.
            pub const ALL: &[ChangeCode] = &[$(ChangeCode::$variant,)*];

            /// The code as it is printed.
            pub const fn as_str(self) -> &'static str {
                match self { $(ChangeCode::$variant => $word,)* }
            }

            /// Reads a printed code.
            ///
            /// ```
            /// use tmall_schema::ChangeCode;
            /// assert_eq!(ChangeCode::parse("rule-added"), Some(ChangeCode::RuleAdded));
            /// assert_eq!(ChangeCode::parse("rule"), None);
            /// ```
            pub fn parse(text: &str) -> Option<ChangeCode> {
                ChangeCode::ALL.iter().copied().find(|code| code.as_str() == text)
            }
        }
    };
}

codes! {
    /// A field that was not there.
    FieldAdded = "field-added",
    /// A field that is no longer there, with all that was inside.
    FieldRemoved = "field-removed",
    /// A field of another type; the rest of it is not compared.
    FieldTypeChanged = "field-type-changed",
    /// Another name for people.
    FieldRenamed = "field-renamed",
    /// The fields inside stand in another order; at the root the path is empty.
    FieldsReordered = "fields-reordered",
    /// Other labels.
    LabelChanged = "label-changed",
    /// Other properties.
    PropertyChanged = "property-changed",
    /// Something that we do not know, or `readonly` of an option.
    ContentChanged = "content-changed",
    /// A rule that was not there.
    RuleAdded = "rule-added",
    /// A rule that is no longer there.
    RuleRemoved = "rule-removed",
    /// A rule under the same condition says something else.
    RuleChanged = "rule-changed",
    /// The same rule under another condition, or under one that now means something else; the latter also for
    /// options.
    ConditionChanged = "condition-changed",
    /// The same option under another condition.
    OptionConditionChanged = "option-condition-changed",
    /// An option that was not there.
    OptionAdded = "option-added",
    /// An option that is no longer there.
    OptionRemoved = "option-removed",
    /// Another name of an option for people.
    OptionRenamed = "option-renamed",
    /// The options stand in another order.
    OptionsReordered = "options-reordered",
    /// Other default or present values.
    DefaultChanged = "default-changed",
    /// Another dialect; stands at the root.
    DialectChanged = "dialect-changed",
}

impl fmt::Display for ChangeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl serde::Serialize for ChangeCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

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

    /// Where: the ids that lead to the field, see [`Schema::field`](crate::Schema::field); empty at the root.
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
