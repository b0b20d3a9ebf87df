//! How items are validated: what `validate` and `fill` take from flags and settings in the same way.

use tmall_schema::ValidateOptions;

use super::args::{CodeArg, JudgingArgs};
use super::error::CliError;
use super::ignore::Ignores;
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

/// The ignores of findings that flags name, else the settings.
pub(crate) fn finding_ignores(args: &JudgingArgs, settings: &Settings) -> Result<Ignores<CodeArg>, CliError> {
    let own = &settings.validate;
    Ignores::new([&args.ignore, &own.ignore], [args.ignore_file.as_deref(), own.ignore_file.as_deref()])
}
