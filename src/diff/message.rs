//! Changes as texts: for people, and as objects.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::code::{ChangeCode, Level};
use crate::diff::change::Change;
use crate::diff::fact::Fact;
use crate::diff::words::Words;
use crate::lang::Lang;

impl Change {
    /// What changed, in words: what was, and what is. It is one line, in which long texts are cut.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        Words::of(self, lang).message()
    }

    /// The message with the reason.
    pub(crate) fn sentence(&self, lang: Lang) -> String {
        let (message, reason) = (self.message(lang), self.reason(lang));
        lang.pick(format!("{message} ({reason})"), format!("{message}（{reason}）"))
    }
}

/// Level, path, message, reason and code in one line.
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path.is_empty() { "/" } else { &self.path };
        write!(f, "{}: {path}: {} [{}]", self.level, self.sentence(Lang::En), self.code)
    }
}

#[derive(Serialize)]
struct ChangeObject<'c> {
    code: ChangeCode,
    level: Level,
    path: &'c str,
    field: Option<&'c str>,
    message: String,
    old: Option<Fact>,
    new: Option<Fact>,
    fingerprint: String,
}

impl Serialize for Change {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let object = ChangeObject {
            code: self.code,
            level: self.level,
            path: &self.path,
            field: self.field(),
            message: self.sentence(Lang::En),
            old: self.old(),
            new: self.new(),
            fingerprint: self.fingerprint(),
        };
        object.serialize(serializer)
    }
}
