//! Changes as texts: for people, and as objects.

use std::fmt;

use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};

use crate::code::{ChangeCode, Level};
use crate::diff::change::Change;
use crate::diff::changes::Changes;
use crate::diff::fact::Fact;
use crate::diff::words::Words;
use crate::lang::Lang;

impl Change {
    /// What changed, in words: what was, and what is. It is one line, in which long texts are cut.
    ///
    /// For all changes of a comparison, [`Changes::messages`] is faster.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        self.words(lang).message(self)
    }

    fn words(&self, lang: Lang) -> Words<'_> {
        Words::of(std::slice::from_ref(self), lang)
    }

    /// The message with the reason.
    fn sentence(&self, words: &Words<'_>, lang: Lang) -> String {
        let (message, reason) = (words.message(self), self.reason(lang));
        lang.pick(format!("{message} ({reason})"), format!("{message}（{reason}）"))
    }

    /// Level, path, message, reason and code.
    fn line(&self, words: &Words<'_>) -> String {
        let path = if self.path.is_empty() { "/" } else { &self.path };
        format!("{}: {path}: {} [{}]", self.level, self.sentence(words, Lang::En), self.code)
    }

    fn object(&self, words: &Words<'_>) -> ChangeObject<'_> {
        ChangeObject {
            code: self.code,
            level: self.level,
            path: &self.path,
            field: self.field(),
            message: self.sentence(words, Lang::En),
            old: self.old(),
            new: self.new(),
            fingerprint: self.fingerprint(),
        }
    }
}

impl Changes {
    /// The [messages](Change::message) of all changes, in their order.
    pub fn messages(&self, lang: Lang) -> impl Iterator<Item = String> {
        let words = Words::of(&self.changes, lang);
        self.changes.iter().map(move |change| words.message(change))
    }
}

/// Level, path, message, reason and code in one line.
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.line(&self.words(Lang::En)))
    }
}

/// One line for each change.
impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = Words::of(&self.changes, Lang::En);
        self.changes.iter().try_for_each(|change| writeln!(f, "{}", change.line(&words)))
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
        self.object(&self.words(Lang::En)).serialize(serializer)
    }
}

impl Serialize for Changes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let words = Words::of(&self.changes, Lang::En);
        let mut list = serializer.serialize_seq(Some(self.changes.len()))?;
        for change in &self.changes {
            list.serialize_element(&change.object(&words))?;
        }
        list.end()
    }
}
