//! regexRule: Java's patterns.
//!
//! A pattern is read as Java reads it (`parse`) into a tree without flags, escapes and nested classes (`ast`),
//! checked for what the engines here would do otherwise (`faithful`), and written for one of them (`emit`):
//! `regex`, which takes linear time, or `fancy-regex` for look-around, references and possessive quantifiers.
//! What cannot be translated faithfully is refused, with the reason (`refusal`).
//!
//! Java works on halves of characters (UTF-16). In text without lone halves that is the same as working on
//! characters, but for a few places, where a value with characters beyond U+FFFF is not judged.

mod ast;
mod case_table;
mod emit;
mod faithful;
mod family;
mod parse;
mod refusal;
mod set;

#[cfg(test)]
mod tests;

use std::ops::Range;

use regex_syntax::hir::ClassUnicode;

pub(crate) use crate::java_regex::emit::Asked;
use crate::java_regex::emit::{Emitted, Engine};
pub(crate) use crate::java_regex::refusal::Refusal;

/// A compiled pattern takes no more memory than this, in bytes.
const SIZE: usize = 10 << 20;
/// What a search may cost at most: bytes times the weight of the pattern. A few seconds at worst.
const COST: u64 = 1 << 27;
/// The longest value, in bytes, for the engine that tries one way after the other.
const LONGEST_BACKTRACKED: usize = 1 << 14;
/// How often that engine may turn back. Each time it may look at the whole value anew, so that the product of
/// the two bounds the time: some seconds at worst.
const BACKTRACKS: usize = 100_000;

/// A Java pattern, compiled for one question.
#[derive(Debug)]
pub(crate) struct Pattern {
    program: Program,
    weight: u64,
    blind_to: ClassUnicode,
}

#[derive(Debug)]
enum Program {
    Linear(regex::Regex),
    Backtracking(fancy_regex::Regex),
}

impl Pattern {
    /// Compiles a pattern.
    pub(crate) fn compile(pattern: &str, asked: Asked) -> Result<Pattern, Refusal> {
        let parsed = parse::parse(pattern)?;
        faithful::check(&parsed)?;
        let Emitted { text, engine, weight, blind_to } = emit::emit(&parsed, asked)?;
        // What was emitted is well-formed; an engine that does not take it has met one of its limits.
        let program = match engine {
            Engine::Linear => {
                let built = regex::RegexBuilder::new(&text).size_limit(SIZE).build();
                Program::Linear(built.map_err(|_| Refusal::TooLarge)?)
            }
            Engine::Backtracking => {
                let built = fancy_regex::RegexBuilder::new(&text)
                    .backtrack_limit(BACKTRACKS)
                    .delegate_size_limit(SIZE)
                    .max_prog_size(1 << 16)
                    .build();
                Program::Backtracking(built.map_err(|_| Refusal::TooLarge)?)
            }
        };
        Ok(Pattern { program, weight, blind_to })
    }

    /// The part of a text that matches: the first, or the whole.
    pub(crate) fn find(&self, text: &str) -> Result<Option<Range<usize>>, Refusal> {
        self.allow(text)?;
        match &self.program {
            Program::Linear(regex) => Ok(regex.find(text).map(|found| found.range())),
            Program::Backtracking(regex) => match regex.find(text) {
                Ok(found) => Ok(found.map(|found| found.range())),
                Err(_) => Err(Refusal::TooManySteps),
            },
        }
    }

    /// Whether there is such a part, which is sooner said than where it is.
    pub(crate) fn is_match(&self, text: &str) -> Result<bool, Refusal> {
        self.allow(text)?;
        match &self.program {
            Program::Linear(regex) => Ok(regex.is_match(text)),
            Program::Backtracking(regex) => regex.is_match(text).map_err(|_| Refusal::TooManySteps),
        }
    }

    /// Whether a text can be searched.
    fn allow(&self, text: &str) -> Result<(), Refusal> {
        if self.weight.saturating_mul(text.len() as u64) > COST {
            return Err(Refusal::TooLong);
        }
        let blind = |c: char| !c.is_ascii() && set::contains(&self.blind_to, c);
        if !self.blind_to.ranges().is_empty() && text.chars().any(blind) {
            return Err(Refusal::Characters);
        }
        let is_slow = matches!(self.program, Program::Backtracking(_));
        if is_slow && text.len() > LONGEST_BACKTRACKED { Err(Refusal::TooLong) } else { Ok(()) }
    }
}
