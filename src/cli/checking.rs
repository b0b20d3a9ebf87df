//! How items are validated: what `validate` and `fill` take from flags and settings in the same way.

use std::collections::HashSet;
use std::path::Path;

use tmall_schema::{
    BoundRules, Code, Finding, ImpactChecker, Pack, RuleCode, RuleProblems, RuleSet, Schema, Severity,
    ValidateOptions, Validator,
};

use super::args::{CheckingArgs, CodeArg, HouseArgs};
use super::console::Console;
use super::error::{CliError, UsageError};
use super::ignore::Ignores;
use super::settings::{Settings, facts};

/// How schemas are compiled: the options of validation, and house rules.
#[derive(Clone, Debug, Default)]
pub(crate) struct Checking {
    options: ValidateOptions,
    rules: RuleSet,
    /// The codes of the rules, also of those that are off.
    codes: HashSet<String>,
}

impl Checking {
    /// Only house rules, for `diff --items`.
    pub(crate) fn house(
        args: &HouseArgs,
        settings: &Settings,
        console: &Console,
    ) -> Result<Checking, CliError> {
        Ok(Checking { rules: house_rules(args, settings, console)?, ..Checking::default() })
    }

    /// The house rules, without regard to what a schema has; `None` if there are none.
    pub(crate) fn house_rules(&self) -> Option<BoundRules> {
        let schema = Schema::parse("<itemRule/>").ok().filter(|_| !self.rules.is_empty())?;
        Some(self.rules.bind(&schema))
    }

    /// The checks of a schema.
    pub(crate) fn compile(&self, schema: &Schema) -> Validator {
        let validator = Validator::compile_with(schema, &self.options);
        if self.rules.is_empty() { validator } else { validator.with_rules(self.rules.bind(schema)) }
    }

    /// The checks of two schemas.
    pub(crate) fn compare(&self, old: &Schema, new: &Schema) -> ImpactChecker {
        ImpactChecker::from_validators(self.compile(old), self.compile(new))
    }
}

/// The rules of the flags, else of the settings: packs first, so that files can replace their rules.
fn house_rules(args: &HouseArgs, settings: &Settings, console: &Console) -> Result<RuleSet, CliError> {
    let (packs, files) = match (args.rules.is_empty(), args.pack.is_empty()) {
        (true, true) => (&settings.pack, &settings.rules),
        _ => (&args.pack, &args.rules),
    };
    let rules = packs.iter().try_fold(RuleSet::new(), |rules, pack| {
        let own = RuleSet::pack(Pack::from(*pack)).map_err(|problems| report_problems(&problems, console))?;
        Ok::<_, CliError>(rules.and(own))
    })?;
    files.iter().try_fold(rules, |rules, file| Ok(rules.and(open_rules(file, console)?)))
}

/// Reads a file of rules.
pub(crate) fn open_rules(file: &Path, console: &Console) -> Result<RuleSet, CliError> {
    RuleSet::open(file).map_err(|problems| report_problems(&problems, console))
}

/// Reports all mistakes but the last, which becomes the error of the run.
fn report_problems(problems: &RuleProblems, console: &Console) -> CliError {
    let mut errors: Vec<CliError> =
        problems.iter().map(|problem| CliError::Rules(Box::new(problem.clone()))).collect();
    let last = errors.pop();
    errors.iter().for_each(|error| console.fail(error));
    last.unwrap_or(CliError::Reported)
}

/// The options of validation and the house rules; a flag wins over the settings.
pub(crate) fn checking(
    args: &CheckingArgs,
    settings: &Settings,
    console: &Console,
) -> Result<Checking, CliError> {
    let own = &settings.validate;
    let mut options = ValidateOptions::new();
    let mut rules = house_rules(&args.house, settings, console)?;
    let codes: HashSet<String> = rules.codes().map(str::to_owned).collect();
    // Later severities of a code win, so flags come last.
    let severities = own.severity.iter().map(|(code, severity)| (*code, *severity));
    for (code, severity) in severities.chain(args.severity.iter().copied()) {
        let severity: Option<Severity> = severity.into();
        match code {
            CodeArg::Finding(code) => options = options.with_severity(code, severity),
            CodeArg::House(name) => {
                known_rule(name.as_str(), name.as_str(), &codes)?;
                rules = rules.with_severity(name.as_str(), severity);
            }
        }
    }
    options = options.with_partial(args.partial);
    if let Some(count) = args.character.or(own.character) {
        options = options.with_character_count(count.into());
    }
    if let Some(count) = args.byte.or(own.byte) {
        options = options.with_byte_count(count.into());
    }
    if let Some(file) = args.assets.as_ref().or(own.assets.as_ref()) {
        options = options.with_assets(facts::read(file)?);
    }
    Ok(Checking { options, rules, codes })
}

/// Checks that a code is that of a house rule in use, or of a pack, whether in use or not; `name` is what names it.
fn known_rule(name: &str, code: &str, codes: &HashSet<String>) -> Result<(), UsageError> {
    if codes.contains(code) || code.parse::<RuleCode>().is_ok() {
        return Ok(());
    }
    Err(UsageError::NoRule { name: name.to_owned(), code: code.to_owned() })
}

/// The ignores of findings that flags name, else the settings.
pub(crate) fn finding_ignores(
    args: &CheckingArgs,
    settings: &Settings,
    checking: &Checking,
) -> Result<Ignores<CodeArg>, CliError> {
    let own = &settings.validate;
    let files = [args.ignore_file.as_deref(), own.ignore_file.as_deref()];
    let ignores = Ignores::new([&args.ignore, &own.ignore], files)?;
    for (name, code) in ignores.codes() {
        if let CodeArg::House(rule) = code {
            known_rule(name, rule.as_str(), &checking.codes)?;
        }
    }
    Ok(ignores)
}

/// Whether a finding of a file is ignored. `house-rule` stands for all house rules.
pub(crate) fn is_ignored(ignores: &Ignores<CodeArg>, file: &str, finding: &Finding) -> bool {
    let code = CodeArg::of(finding);
    let mut is_ignored = ignores.matches(file, code, finding.path());
    if matches!(code, CodeArg::House(_)) {
        is_ignored |= ignores.matches(file, CodeArg::Finding(Code::HouseRule), finding.path());
    }
    is_ignored
}
