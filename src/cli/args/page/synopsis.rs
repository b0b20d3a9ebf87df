//! How a command and its arguments are written.

use clap::{Arg, Command};
use tmall_schema::Lang;

use crate::cli::lang::pick;

/// What may follow the name of a command, one line for each form.
pub(super) fn all(command: &Command, lang: Lang) -> Vec<String> {
    // In the built definition it has a subcommand for each that it explains.
    if command.get_name() == "help" {
        return vec![pick(lang, "[COMMAND]...", "[命令]...").to_owned()];
    }
    let options = pick(lang, "[OPTIONS]", "[选项]");
    let subcommand = pick(lang, "<COMMAND>", "<命令>");
    let mut words = vec![options.to_owned()];
    let required = |arg: &&Arg| arg.is_required_set() && !arg.is_positional();
    words.extend(command.get_arguments().filter(required).map(|arg| long_form(arg, lang)));
    words.extend(command.get_positionals().map(|arg| positional(arg, lang)));
    let has_commands = command.get_subcommands().next().is_some();
    match (has_commands, command.is_subcommand_required_set()) {
        (false, _) => vec![words.join(" ")],
        (true, true) => {
            words.push(subcommand.to_owned());
            vec![words.join(" ")]
        }
        (true, false) => vec![words.join(" "), subcommand.to_owned()],
    }
}

/// `-s, --schema <SCHEMA>` or `<ITEM>...`. Options without a short form are indented by as much.
pub(super) fn name(arg: &Arg, lang: Lang) -> String {
    if arg.is_positional() {
        return positional(arg, lang);
    }
    match arg.get_short() {
        Some(short) => format!("-{short}, {}", long_form(arg, lang)),
        None => format!("    {}", long_form(arg, lang)),
    }
}

fn long_form(arg: &Arg, lang: Lang) -> String {
    let long = arg.get_long().unwrap_or_default();
    if !arg.get_action().takes_values() {
        return format!("--{long}");
    }
    let range = arg.get_num_args();
    let name = value_name(arg, lang);
    match range {
        Some(range) if range.min_values() == 0 => format!("--{long} [<{name}>]"),
        _ => format!("--{long} <{name}>"),
    }
}

fn positional(arg: &Arg, lang: Lang) -> String {
    let name = value_name(arg, lang);
    let many = arg.get_num_args().is_some_and(|range| range.max_values() > 1);
    let name = if arg.is_required_set() { format!("<{name}>") } else { format!("[{name}]") };
    if many || matches!(arg.get_action(), clap::ArgAction::Append) { format!("{name}...") } else { name }
}

/// The placeholder. Most stand for themselves in both languages, as messages and documents use them too.
fn value_name(arg: &Arg, lang: Lang) -> String {
    let names = arg.get_value_names().unwrap_or_default();
    let name = names.iter().map(clap::builder::Str::as_str).collect::<Vec<_>>().join(" ");
    match name.as_str() {
        "" => arg.get_id().as_str().to_uppercase(),
        "COMMAND" => pick(lang, "COMMAND", "命令").to_owned(),
        _ => name,
    }
}
