//! The documentation of a command, in either language, from its clap definition: help texts, manual pages and
//! `docs/cli.md` are written from it.

mod help;
mod man;
#[cfg(test)]
mod markdown;
mod synopsis;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, ArgAction, Command};
use tmall_schema::Lang;

use super::parse::command;
use super::zh;
use crate::cli::lang::pick;

/// The name of the program.
pub(crate) const PROGRAM: &str = "tmall-schema";

/// The documentation of a command.
#[derive(Debug)]
pub(crate) struct Page {
    lang: Lang,
    /// The names of subcommands that lead to it; none for the program itself.
    path: Vec<String>,
    /// What it does, in one line.
    about: String,
    /// More about it, in paragraphs.
    details: String,
    /// Synopses, without the name of the program.
    synopses: Vec<String>,
    /// Subcommands: names, and what they do.
    commands: Vec<(String, String)>,
    groups: Vec<Group>,
    /// Examples, exit codes and so on, as lines.
    after: String,
}

/// Arguments under one heading.
#[derive(Debug)]
struct Group {
    heading: String,
    items: Vec<Item>,
}

/// An argument.
#[derive(Debug)]
struct Item {
    /// `-s, --schema <SCHEMA>` or `<ITEM>...`.
    name: String,
    /// What it does, in one line.
    help: String,
    /// More about it, in paragraphs.
    details: String,
    default: Option<String>,
    /// Possible values, and what they mean.
    values: Vec<(String, Option<String>)>,
}

impl Page {
    /// The page of a subcommand; of the program if there is no such subcommand.
    pub(crate) fn of(path: &[String], lang: Lang) -> Page {
        Page::find(path, lang).unwrap_or_else(|| Page::new(&program(), &[], lang))
    }

    /// The page of a subcommand, if there is one.
    pub(crate) fn find(path: &[String], lang: Lang) -> Option<Page> {
        let program = program();
        let command = path.iter().try_fold(&program, |command, name| command.find_subcommand(name))?;
        Some(Page::new(command, path, lang))
    }

    fn new(command: &Command, path: &[String], lang: Lang) -> Page {
        let key = path.join(" ");
        let own = own_command(command, path);
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        let long = command.get_long_about().map(ToString::to_string).unwrap_or_default();
        let after = command.get_after_long_help().map(ToString::to_string).unwrap_or_default();
        let (about, details, after) = match (own, lang) {
            (Some(own), _) => (pick(lang, own.0, own.1).to_owned(), String::new(), after),
            (None, Lang::En) => (about.clone(), rest(&long, &about), after),
            (None, _) => match zh::command(&key) {
                Some(text) => (text.about.to_owned(), text.details.to_owned(), text.after.to_owned()),
                None => (about.clone(), rest(&long, &about), after),
            },
        };
        // The help subcommand knows all others, which are not subcommands to the user.
        let subcommands = command.get_subcommands().filter(|_| !is_help(path));
        let commands = subcommands
            .map(|command| {
                let path: Vec<String> = path.iter().cloned().chain([command.get_name().to_owned()]).collect();
                let page = Page::new(command, &path, lang);
                (command.get_name().to_owned(), page.about)
            })
            .collect();
        Page {
            lang,
            path: path.to_vec(),
            about,
            details,
            synopses: synopsis::all(command, lang),
            commands,
            groups: groups(command, &key, lang),
            after,
        }
    }

    /// `tmall-schema fill init`.
    fn name(&self) -> String {
        [PROGRAM].into_iter().chain(self.path.iter().map(String::as_str)).collect::<Vec<_>>().join(" ")
    }

    /// The names of the subcommands.
    pub(super) fn command_names(&self) -> impl Iterator<Item = &str> {
        self.commands.iter().map(|(name, _)| name.as_str())
    }

    fn pick<'t>(&self, en: &'t str, zh: &'t str) -> &'t str {
        pick(self.lang, en, zh)
    }

    /// `[default: text]` and `[possible values: …]`.
    fn notes(&self, item: &Item, with_values: bool) -> Vec<String> {
        let mut notes = Vec::new();
        if let Some(default) = &item.default {
            notes.push(format!("[{}{default}]", self.pick("default: ", "默认值：")));
        }
        if with_values && !item.values.is_empty() {
            let names: Vec<&str> = item.values.iter().map(|(name, _)| name.as_str()).collect();
            let names = names.join(self.pick(", ", "、"));
            notes.push(format!("[{}{names}]", self.pick("possible values: ", "可选值：")));
        }
        notes
    }
}

/// The program with all that clap adds by itself.
fn program() -> Command {
    let mut program = command();
    program.build();
    program
}

/// A built command with these descriptions in place of clap's, for what clap generates from it.
pub(crate) fn described(command: Command, path: &[String], lang: Lang) -> Command {
    // `help validate` is described as `validate` is.
    let last = path.len().saturating_sub(1);
    let is_own = |(at, name): &(usize, &String)| *at == last || *name != "help";
    let meant: Vec<String> = path.iter().enumerate().filter(is_own).map(|(_, name)| name.clone()).collect();
    let about = Page::new(&command, &meant, lang).about;
    let key = path.join(" ");
    let command = command.about(about).mut_args(|arg| {
        let Item { help, values, .. } = item(&arg, &key, lang);
        let arg = arg.help(help);
        if values.is_empty() {
            return arg;
        }
        arg.value_parser(PossibleValuesParser::new(values.into_iter().map(|(name, help)| {
            let value = PossibleValue::new(name);
            match help {
                Some(help) => value.help(help),
                None => value,
            }
        })))
    });
    command.mut_subcommands(|command| {
        let path: Vec<String> = path.iter().cloned().chain([command.get_name().to_owned()]).collect();
        described(command, &path, lang)
    })
}

fn is_help(path: &[String]) -> bool {
    path.last().is_some_and(|name| name == "help")
}

/// What clap adds to a command has clap's texts; these are ours.
fn own_command(command: &Command, path: &[String]) -> Option<(&'static str, &'static str)> {
    (command.get_name() == "help" && is_help(path))
        .then_some(("Print the help of the program or of a subcommand", "输出程序或某个子命令的帮助"))
}

fn own_argument(arg: &Arg, path: &str) -> Option<(&'static str, &'static str)> {
    match arg.get_action() {
        ArgAction::Help | ArgAction::HelpShort | ArgAction::HelpLong => Some((
            "Print help: a summary with -h, everything with --help",
            "输出帮助：-h 为摘要，--help 为完整内容",
        )),
        ArgAction::Version => Some(("Print the version", "输出版本号")),
        _ if path == "help" || path.ends_with(" help") => (arg.get_id() == "subcommand")
            .then_some(("Subcommand to print the help of", "要查看帮助的子命令")),
        _ => None,
    }
}

/// Arguments by heading: positional ones, options, and options under headings of their own.
fn groups(command: &Command, path: &str, lang: Lang) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let (positional, options): (Vec<&Arg>, Vec<&Arg>) =
        command.get_arguments().filter(|arg| !arg.is_hide_set()).partition(|arg| arg.is_positional());
    // Options without a heading come before those with one.
    let (plain, headed): (Vec<&Arg>, Vec<&Arg>) =
        options.into_iter().partition(|arg| arg.get_help_heading().is_none());
    for arg in positional.into_iter().chain(plain).chain(headed) {
        let heading = match (arg.is_positional(), arg.get_help_heading()) {
            (_, Some(heading)) if lang == Lang::Zh => zh::heading(heading).unwrap_or(heading),
            (_, Some(heading)) => heading,
            (true, None) => pick(lang, "Arguments", "参数"),
            (false, None) => pick(lang, "Options", "选项"),
        };
        let item = item(arg, path, lang);
        match groups.iter_mut().find(|group| group.heading == heading) {
            Some(group) => group.items.push(item),
            None => groups.push(Group { heading: heading.to_owned(), items: vec![item] }),
        }
    }
    groups
}

fn item(arg: &Arg, path: &str, lang: Lang) -> Item {
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let long = arg.get_long_help().map(ToString::to_string).unwrap_or_default();
    let id = arg.get_id().as_str();
    let (help, details) = match (own_argument(arg, path), lang) {
        (Some(own), _) => (pick(lang, own.0, own.1).to_owned(), String::new()),
        (None, Lang::En) => (help.clone(), rest(&long, &help)),
        (None, _) => match zh::argument(path, id) {
            Some(text) => (text.help.to_owned(), text.details.to_owned()),
            None => (help.clone(), rest(&long, &help)),
        },
    };
    let default: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    let takes_value = arg.get_action().takes_values();
    let values = if takes_value { arg.get_possible_values() } else { Vec::new() };
    let values = values.iter().filter(|value| !value.is_hide_set()).map(|value| {
        let help = value.get_help().map(|help| match lang {
            Lang::En => help.to_string(),
            _ => zh::value(path, id, value.get_name()).map_or_else(|| help.to_string(), str::to_owned),
        });
        (value.get_name().to_owned(), help)
    });
    Item {
        name: synopsis::name(arg, lang),
        help,
        details,
        default: (takes_value && !default.is_empty()).then(|| default.join(" ")),
        values: values.collect(),
    }
}

/// The paragraphs after the first, which is the short text.
fn rest(long: &str, short: &str) -> String {
    long.strip_prefix(short).unwrap_or(long).trim_start_matches('.').trim().to_owned()
}
