//! How items are validated: what `validate` and `fill` take from flags and settings in the same way.

use std::sync::atomic::{AtomicBool, Ordering};

use tmall_schema::{Finding, ValidateOptions};

use super::args::{IgnoreArg, JudgingArgs};
use super::console::Console;
use super::error::CliError;
use super::lang::pick;
use super::settings::{Settings, facts};

/// The options of validation; a flag wins over the settings.
pub(crate) fn validate_options(args: &JudgingArgs, settings: &Settings) -> Result<ValidateOptions, CliError> {
    let own = &settings.validate;
    let mut options = ValidateOptions::new();
    // Later severities of a code win, so flags come last.
    let severities = own.severity.iter().map(|(code, severity)| (*code, *severity));
    for (code, severity) in severities.chain(args.severity.iter().copied()) {
        options = options.severity(code.0, severity.into());
    }
    options = options.partial(args.partial);
    if let Some(count) = args.character.or(own.character) {
        options = options.character(count.into());
    }
    if let Some(count) = args.byte.or(own.byte) {
        options = options.byte(count.into());
    }
    if let Some(file) = args.assets.as_ref().or(own.assets.as_ref()) {
        options = options.assets(facts::read(file)?);
    }
    Ok(options)
}

/// The ignores of findings, with a record of which of them matched.
pub(crate) struct FindingIgnores<'a> {
    list: &'a [IgnoreArg],
    used: Vec<AtomicBool>,
}

impl<'a> FindingIgnores<'a> {
    /// Takes the flags, else the settings.
    pub(crate) fn new(args: &'a JudgingArgs, settings: &'a Settings) -> FindingIgnores<'a> {
        let list = if args.ignore.is_empty() { &settings.validate.ignore } else { &args.ignore };
        FindingIgnores { list, used: list.iter().map(|_| AtomicBool::new(false)).collect() }
    }

    /// Whether a finding is ignored. All ignores that match it count as used.
    pub(crate) fn matches(&self, finding: &Finding) -> bool {
        let mut matches = false;
        for (ignore, used) in self.list.iter().zip(&self.used) {
            if ignore.matches(finding.code(), finding.path()) {
                used.store(true, Ordering::Relaxed);
                matches = true;
            }
        }
        matches
    }

    /// Warns of ignores that matched nothing: they may be misspelt, or no longer needed.
    pub(crate) fn report_unused(&self, console: &Console) {
        let unused = self.list.iter().zip(&self.used).filter(|(_, used)| !used.load(Ordering::Relaxed));
        unused.for_each(|(ignore, _)| report_unused(&ignore.text, console));
    }
}

/// Warns of an ignore that matched nothing.
pub(crate) fn report_unused(ignore: &str, console: &Console) {
    console.warn(&pick(
        console.lang,
        format!("the ignore \"{ignore}\" matched nothing"),
        format!("忽略项“{ignore}”没有匹配到任何结果"),
    ));
}
