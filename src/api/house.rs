//! House rules in the options of validation.

use serde::Serialize;

use crate::api::failure::{Failure, FailureClass};
use crate::api::options::{Langs, one_of, unknown};
use crate::api::validate::{CODES, ValidateCallOptions};
use crate::code::{RuleCode, Severity};
use crate::rules::{Pack, RuleProblem, RuleProblems, RuleSet};
use crate::schema::Schema;
use crate::validate::Validator;

/// Which house rules are checked, and with which severities. The texts are parsed when a validator is compiled.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct House {
    packs: Vec<Pack>,
    rules: Vec<String>,
    severities: Vec<(String, Option<Severity>)>,
}

impl House {
    pub(super) fn new(options: &ValidateCallOptions) -> Result<House, Failure> {
        let words: Vec<&str> = Pack::ALL.iter().map(|pack| pack.as_str()).collect();
        let pack = |word: &String| one_of("packs", word, &words, |word| word.parse().ok());
        let packs = options.packs.iter().map(pack).collect::<Result<_, _>>()?;
        Ok(House { packs, rules: options.rules.clone(), severities: Vec::new() })
    }

    /// Gives a rule another severity; false if the code cannot be that of a rule.
    pub(super) fn set(&mut self, code: &str, severity: Option<Severity>) -> bool {
        let is_code = RuleSet::is_code(code);
        if is_code {
            self.severities.push((code.to_owned(), severity));
        }
        is_code
    }

    /// Adds the rules to a validator: packs first, so that files can replace their rules.
    pub(super) fn add(
        &self,
        validator: Validator,
        schema: &Schema,
        langs: Langs,
    ) -> Result<Validator, Failure> {
        let mut rules = RuleSet::new();
        for pack in &self.packs {
            let own = RuleSet::pack(*pack);
            let bug =
                |problems| Failure::new(FailureClass::Bug, format!("pack {}: {problems}", pack.as_str()));
            rules = rules.and(own.map_err(bug)?);
        }
        for (number, text) in self.rules.iter().enumerate() {
            rules = rules.and(RuleSet::parse(text).map_err(|problems| failure(&problems, number, langs))?);
        }
        for (code, severity) in &self.severities {
            // Those of packs that are not in use may be named.
            if !rules.codes().any(|known| known == code) && code.parse::<RuleCode>().is_err() {
                return Err(unknown("severities", code, &[CODES]));
            }
            rules = rules.with_severity(code, *severity);
        }
        Ok(if rules.is_empty() { validator } else { validator.with_rules(rules.bind(schema)) })
    }
}

#[derive(Serialize)]
struct ProblemObject<'p> {
    /// Which of the texts, counted from 0.
    rules: usize,
    message: &'p str,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_zh: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
}

fn failure(problems: &RuleProblems, number: usize, langs: Langs) -> Failure {
    let message = |lang| problems.iter().map(|problem| problem.line(lang)).collect::<Vec<_>>().join("\n");
    let object = |problem: &RuleProblem| {
        let object = ProblemObject {
            rules: number,
            message: problem.message(langs.main),
            message_zh: langs.zh().map(|lang| problem.message(lang)),
            line: problem.position().map(|at| at.line),
            column: problem.position().map(|at| at.column),
        };
        serde_json::to_value(object).unwrap_or_default()
    };
    Failure::of_problems(FailureClass::Rules, message, problems.iter().map(object).collect(), langs)
}
