//! Java's regular expressions, for regexRule.
//!
//! `parse` reads a pattern as Java does, into a syntax tree without flags, escapes and nested classes (`ast`).
//! `unsupported` refuses what the engines here would match in another way. `emit` writes the pattern for one of two
//! engines: `regex`, which takes linear time, or `fancy-regex` for look-around, references and possessive quantifiers.
//! A pattern that cannot be translated exactly is refused with a reason (`refusal`).
//!
//! Java matches UTF-16 code units. In text without lone surrogates that is the same as matching characters, except in
//! a few places, where values with characters beyond U+FFFF are refused.

mod ast;
mod case_table;
mod ecmascript;
mod emit;
mod family;
mod parse;
mod refusal;
mod set;
mod unsupported;

#[cfg(test)]
mod tests;

use std::ops::Range;

use regex_syntax::hir::ClassUnicode;

pub(crate) use crate::java_regex::ecmascript::ecmascript;
pub(crate) use crate::java_regex::emit::MatchMode;
use crate::java_regex::emit::{Emitted, Engine};
pub(crate) use crate::java_regex::refusal::Refusal;

/// The largest memory of a compiled pattern, in bytes.
const SIZE: usize = 10 << 20;
/// The largest cost of a search: bytes times the weight of the pattern. A few seconds at worst.
const COST: u64 = 1 << 27;
/// The longest value for the backtracking engine, in bytes.
const LONGEST_BACKTRACKED: usize = 1 << 14;
/// How often that engine may backtrack. Each time it may scan the whole value again, so the product of the two
/// bounds the time: some seconds at worst.
const BACKTRACKS: usize = 100_000;

/// A Java pattern, compiled for one match mode.
#[derive(Debug)]
pub(crate) struct Pattern {
    program: Program,
    weight: u64,
    excluded_chars: ClassUnicode,
}

#[derive(Debug)]
enum Program {
    Linear(regex::Regex),
    Backtracking(fancy_regex::Regex),
}

impl Pattern {
    /// Compiles a pattern.
    pub(crate) fn compile(pattern: &str, mode: MatchMode) -> Result<Pattern, Refusal> {
        let parsed = parse::parse(pattern)?;
        unsupported::check(&parsed)?;
        let Emitted { text, engine, weight, excluded_chars } = emit::emit(&parsed, mode)?;
        // The emitted text is well-formed, so an engine refuses it only because of its limits.
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
        Ok(Pattern { program, weight, excluded_chars })
    }

    /// The first matching part of a text, or the whole text.
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

    /// Whether there is such a part, which is faster than finding it.
    pub(crate) fn is_match(&self, text: &str) -> Result<bool, Refusal> {
        self.allow(text)?;
        match &self.program {
            Program::Linear(regex) => Ok(regex.is_match(text)),
            Program::Backtracking(regex) => regex.is_match(text).map_err(|_| Refusal::TooManySteps),
        }
    }

    /// Refuses texts that cannot be searched exactly or in time.
    fn allow(&self, text: &str) -> Result<(), Refusal> {
        if self.weight.saturating_mul(text.len() as u64) > COST {
            return Err(Refusal::TooLong);
        }
        let is_excluded = |c: char| !c.is_ascii() && set::contains(&self.excluded_chars, c);
        if !self.excluded_chars.ranges().is_empty() && text.chars().any(is_excluded) {
            return Err(Refusal::Characters);
        }
        let is_slow = matches!(self.program, Program::Backtracking(_));
        if is_slow && text.len() > LONGEST_BACKTRACKED { Err(Refusal::TooLong) } else { Ok(()) }
    }
}
