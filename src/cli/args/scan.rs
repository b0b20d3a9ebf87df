//! The options that decide on the language and color of help and usage errors.
//!
//! They are needed where the command line was not parsed to its end, so the raw arguments are searched for
//! them. Values that are not valid are left to the parser, which reports them.

use std::borrow::Cow;
use std::ffi::OsString;
use std::path::PathBuf;

use super::{ColorArg, GlobalArgs, LangArg, choice};

/// The global options as far as they can be read from raw arguments.
pub(crate) fn global(args: &[OsString]) -> GlobalArgs {
    let args: Vec<&str> = args.iter().skip(1).filter_map(|arg| arg.to_str()).collect();
    let end = args.iter().position(|arg| *arg == "--").unwrap_or(args.len());
    let args = args.get(..end).unwrap_or_default();
    GlobalArgs {
        lang: value(args, "--lang").and_then(|lang| choice::<LangArg>(lang).ok()),
        color: value(args, "--color").and_then(|color| choice::<ColorArg>(color).ok()),
        quiet: false,
        config: value(args, "--config").map(PathBuf::from),
        no_config: args.contains(&"--no-config"),
    }
}

/// The arguments, without the global options after the subcommand `help`: clap does not accept them there, and those that
/// matter are found by [`global`].
pub(crate) fn without_global_options_of_help(args: &[OsString]) -> Cow<'_, [OsString]> {
    if args.get(1).is_none_or(|first| first != "help") {
        return Cow::Borrowed(args);
    }
    let mut kept = Vec::with_capacity(args.len());
    let mut rest = args.iter();
    while let Some(arg) = rest.next() {
        let text = arg.to_str().unwrap_or_default();
        let name = text.split_once('=').map_or(text, |(name, _)| name);
        match name {
            "--lang" | "--color" | "--config" => {
                if name == text {
                    rest.next();
                }
            }
            "-q" | "--quiet" | "--no-config" => {}
            _ => kept.push(arg.clone()),
        }
    }
    Cow::Owned(kept)
}

/// Whether the help wanted is the long one: only `-h` asks for the short one.
pub(crate) fn wants_long_help(args: &[OsString]) -> bool {
    let args = || args.iter().skip(1).filter_map(|arg| arg.to_str()).take_while(|arg| *arg != "--");
    let is_short = |arg: &str| arg.starts_with('-') && !arg.starts_with("--") && arg.contains('h');
    args().any(|arg| arg == "--help") || !args().any(is_short)
}

/// The value of an option, `--name value` or `--name=value`.
fn value<'a>(args: &[&'a str], name: &str) -> Option<&'a str> {
    args.iter().enumerate().find_map(|(at, arg)| {
        let rest = arg.strip_prefix(name)?;
        match rest.strip_prefix('=') {
            Some(value) => Some(value),
            None if rest.is_empty() => args.get(at + 1).copied(),
            None => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn options_are_found_anywhere() {
        let lang = |line: &str| global(&args(line)).lang;
        assert_eq!(lang("t validate --lang zh -h"), Some(LangArg::Zh));
        assert_eq!(lang("t --lang=zh validate"), Some(LangArg::Zh));
        assert_eq!(lang("t validate --langs=zh -- --lang zh"), None);
        assert_eq!(lang("t --lang fr"), None);
        assert_eq!(lang("t --lang"), None);
        assert_eq!(global(&args("t --config a.toml x")).config, Some(PathBuf::from("a.toml")));
    }

    #[test]
    fn global_options_of_help() {
        let kept = |line: &str| without_global_options_of_help(&args(line)).into_owned();
        assert_eq!(kept("t help --lang zh fill --color=never init -q"), args("t help fill init"));
        assert_eq!(kept("t help --lang"), args("t help"));
        assert_eq!(kept("t fill help --lang zh"), args("t fill help --lang zh"));
    }

    #[test]
    fn short_and_long_help() {
        assert!(!wants_long_help(&args("t validate -h")));
        assert!(!wants_long_help(&args("t validate -qh")));
        assert!(wants_long_help(&args("t validate --help")));
        assert!(wants_long_help(&args("t help validate")));
    }
}
