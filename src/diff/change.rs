//! One change: what was, what is, and its level.

use crate::code::{ChangeCode, Level};
use crate::diff::fact::Fact;
use crate::diff::fingerprint;
use crate::diff::pairing::Moves;
use crate::diff::part::SchemaPart;
use crate::diff::reason::{Reason, ShiftCause};
use crate::lang::Lang;
use crate::span::{Position, Span};

/// One difference between two schemas.
///
/// It keeps both schemas; facts, positions and messages are computed when they are asked for. Displayed it is one line:
/// level, path, message, reason and code. Serialized it is an object of `code`, `level`, `path`, `field`, `message`
/// (in English, with the reason), `old`, `new` and `fingerprint`.
///
/// ```
/// use tmall_schema::Schema;
/// let old = Schema::parse(r#"<itemRule><field id="title" type="input"/></itemRule>"#)?;
/// let new = Schema::parse(r#"<itemRule><field id="title" type="input"><rules>
///   <rule name="requiredRule" value="true"/></rules></field></itemRule>"#)?;
/// let changes = Schema::diff(&old, &new);
/// let line = "breaking: /title: rule added: requiredRule true (an item without a value was valid) [rule-added]";
/// assert_eq!(changes.get(0).unwrap().to_string(), line);
/// let json = serde_json::to_value(&changes)?;
/// assert_eq!(json[0]["code"], "rule-added");
/// assert_eq!(json[0]["new"]["name"], "requiredRule");
/// assert!(json[0]["old"].is_null());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Change {
    pub(super) code: ChangeCode,
    pub(super) level: Level,
    pub(super) reason: Reason,
    /// Why a condition that is written as before has another meaning.
    pub(super) cause: Option<ShiftCause>,
    pub(super) path: String,
    pub(super) old: Option<SchemaPart>,
    pub(super) new: Option<SchemaPart>,
    /// The fields or options that moved, if the order changed.
    pub(super) moves: Option<Box<Moves>>,
}

impl Change {
    /// The kind of the change, such as `rule-added`. The same in all languages.
    #[must_use]
    pub fn code(&self) -> ChangeCode {
        self.code
    }

    /// What the change does to the params that were valid.
    #[must_use]
    pub fn level(&self) -> Level {
        self.level
    }

    /// The path of the field: the ids that lead to it, as [`Schema::field`](crate::schema::Schema::field) takes them.
    /// Empty at the root.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The name of the field for people: that of the new schema, or of the old schema if the new one has none.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        let of_new = self.new.as_ref().and_then(SchemaPart::field_name);
        of_new.or_else(|| self.old.as_ref().and_then(SchemaPart::field_name))
    }

    /// What was; `None` if something was added.
    #[must_use]
    pub fn old(&self) -> Option<Fact> {
        let moved = self.moves.as_deref().map_or(&[][..], |moves| &moves.old);
        self.old.as_ref().map(|part| part.fact(self.code, moved))
    }

    /// What is; `None` if something was removed.
    #[expect(clippy::new_ret_no_self, reason = "the counterpart of `old`")]
    #[must_use]
    pub fn new(&self) -> Option<Fact> {
        let moved = self.moves.as_deref().map_or(&[][..], |moves| &moves.new);
        self.new.as_ref().map(|part| part.fact(self.code, moved))
    }

    /// Where the rule, the option, the field or the root's start tag is in the old document; `None` if something was
    /// added.
    #[must_use]
    pub fn old_span(&self) -> Option<Span> {
        self.old.as_ref().map(SchemaPart::span)
    }

    /// Where it is in the new document; `None` if something was removed.
    #[must_use]
    pub fn new_span(&self) -> Option<Span> {
        self.new.as_ref().map(SchemaPart::span)
    }

    /// Line and column in the old document, from 1; `None` if something was added.
    #[must_use]
    pub fn old_position(&self) -> Option<Position> {
        self.old.as_ref().map(SchemaPart::position)
    }

    /// Line and column in the new document, from 1; `None` if something was removed.
    #[must_use]
    pub fn new_position(&self) -> Option<Position> {
        self.new.as_ref().map(SchemaPart::position)
    }

    /// Why the change has its level, in words.
    #[must_use]
    pub fn reason(&self, lang: Lang) -> String {
        self.reason.text(lang)
    }

    /// An identifier of this change: 16 hexadecimal digits, computed from code, path and facts. It is the same in every
    /// run, language and platform.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        fingerprint::of(self.code, &self.path, self.old().as_ref(), self.new().as_ref())
    }
}
