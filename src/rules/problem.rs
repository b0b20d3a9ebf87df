//! What is wrong in a file of rules.

use std::fmt;
use std::sync::Arc;

use crate::lang::Lang;
use crate::mapping::message::Message;
use crate::span::Position;

/// One mistake in a file of rules, with its place.
#[derive(Clone, Debug)]
pub struct RuleProblem {
    pub(super) file: Option<Arc<str>>,
    pub(super) position: Option<Position>,
    pub(super) message: Message,
}

impl RuleProblem {
    /// The file, if it has a name.
    #[must_use]
    pub fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    /// The place in the file.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        self.position
    }

    /// The message, in a language.
    #[must_use]
    pub fn message(&self, lang: Lang) -> &str {
        self.message.of(lang)
    }

    /// Place and message, such as `rules.toml:3:9: …`.
    #[must_use]
    pub fn line(&self, lang: Lang) -> String {
        let file = self.file().map(|file| format!("{file}:")).unwrap_or_default();
        let colon = lang.pick(": ", "：");
        let place = self.position.map(|at| format!("{file}{}:{}{colon}", at.line, at.column));
        place.unwrap_or_default() + self.message(lang)
    }
}

/// In English; [`RuleProblem::line`] gives both languages.
impl fmt::Display for RuleProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.line(Lang::En))
    }
}

/// All mistakes of a file of rules, in its order; never empty.
#[derive(Clone, Debug)]
pub struct RuleProblems(pub(super) Vec<RuleProblem>);

impl RuleProblems {
    /// A single problem that has no place.
    pub(super) fn of_file(message: Message) -> RuleProblems {
        RuleProblems(vec![RuleProblem { file: None, position: None, message }])
    }

    /// The mistakes.
    pub fn iter(&self) -> std::slice::Iter<'_, RuleProblem> {
        self.0.iter()
    }
}

impl<'p> IntoIterator for &'p RuleProblems {
    type Item = &'p RuleProblem;
    type IntoIter = std::slice::Iter<'p, RuleProblem>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

/// Each mistake on a line of its own, in English.
impl fmt::Display for RuleProblems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, problem) in self.0.iter().enumerate() {
            let separator = if number > 0 { "\n" } else { "" };
            write!(f, "{separator}{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for RuleProblems {}
