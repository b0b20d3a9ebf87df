//! regexRule: a pattern, or a date format on a field of dates.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use crate::check::date_format::DateFormat;
use crate::java_regex::{MatchMode, Pattern, Refusal};
use crate::vocab::Bound;

/// How a value breaks a regexRule.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mismatch {
    /// The whole value must match, and does not.
    Pattern,
    /// No part may match, and one does.
    Forbidden {
        /// The part.
        part: String,
    },
    /// The value is not a date of the format.
    DateFormat,
}

/// A regexRule. The pattern is compiled when the first value is checked.
#[derive(Debug)]
pub(crate) struct PatternRule {
    text: String,
    asked: MatchMode,
    format: Option<DateFormat>,
    pattern: OnceLock<Result<Pattern, Refusal>>,
}

/// What the values of a field are, by the value types in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    /// Dates or times: limits compare moments, and a pattern may be a date format.
    Moments,
    /// Anything else.
    Texts,
}

impl PatternRule {
    fn new(text: &str, asked: MatchMode) -> PatternRule {
        PatternRule {
            text: text.to_owned(),
            asked,
            format: DateFormat::parse(text),
            pattern: OnceLock::new(),
        }
    }

    fn format(&self, holds: Holds) -> Option<&DateFormat> {
        self.format.as_ref().filter(|_| holds == Holds::Moments)
    }

    fn pattern(&self) -> Result<&Pattern, Refusal> {
        let compiled = self.pattern.get_or_init(|| Pattern::compile(&self.text, self.asked));
        compiled.as_ref().map_err(|refusal| *refusal)
    }

    /// Why the rule is not checked, whatever the value is.
    pub(crate) fn refusal(&self, holds: Holds) -> Option<Refusal> {
        match self.format(holds) {
            Some(_) => (self.asked == MatchMode::Part).then_some(Refusal::DateFormat),
            None => self.pattern().err(),
        }
    }

    /// Whether a value surely follows the rule.
    pub(crate) fn surely_passes(&self, text: &str, holds: Holds) -> bool {
        match self.format(holds) {
            Some(_) => matches!(self.check(text, holds), Ok(None)),
            None => {
                let matches = self.pattern().and_then(|pattern| pattern.is_match(text));
                matches == Ok(self.asked == MatchMode::Whole)
            }
        }
    }

    /// How a value breaks the rule, or why that is not known.
    pub(crate) fn check(&self, text: &str, holds: Holds) -> Result<Option<Mismatch>, Refusal> {
        if let Some(format) = self.format(holds) {
            return match self.asked {
                MatchMode::Part => Err(Refusal::DateFormat),
                MatchMode::Whole => Ok((!format.fits(text)).then_some(Mismatch::DateFormat)),
            };
        }
        let found = self.pattern()?.find(text)?;
        Ok(match (self.asked, found) {
            (MatchMode::Whole, Some(_)) | (MatchMode::Part, None) => None,
            (MatchMode::Whole, None) => Some(Mismatch::Pattern),
            (MatchMode::Part, Some(part)) => {
                Some(Mismatch::Forbidden { part: text.get(part).unwrap_or_default().to_owned() })
            }
        })
    }
}

/// The patterns of a schema. Fields with equal rules share one.
#[derive(Debug, Default)]
pub(crate) struct Patterns {
    known: HashMap<(String, MatchMode), Arc<PatternRule>>,
}

impl Patterns {
    /// The rule of a pattern.
    pub(crate) fn rule(&mut self, text: &str, bound: Bound) -> Arc<PatternRule> {
        let asked = match bound {
            Bound::Include => MatchMode::Whole,
            Bound::NotInclude => MatchMode::Part,
        };
        let rule = self.known.entry((text.to_owned(), asked));
        Arc::clone(rule.or_insert_with(|| Arc::new(PatternRule::new(text, asked))))
    }
}
