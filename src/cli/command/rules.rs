//! `rules`: files of house rules checked, packs shown.

use tmall_schema::{Lang, Pack, Position, RuleState};

use crate::cli::args::{RulesArgs, RulesCheckArgs, RulesCommand, RulesShowArgs};
use crate::cli::checking::open_rules;
use crate::cli::console::Console;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::input::{Source, read_options};
use crate::cli::lang::pick;
use crate::cli::output::Output;
use crate::cli::settings::Settings;

pub(crate) fn run(args: &RulesArgs, settings: &Settings, console: &Console) -> Result<Exit, CliError> {
    match &args.command {
        RulesCommand::Check(args) => check(args, settings, console),
        RulesCommand::Show(args) => show(args, console),
    }
}

fn show(args: &RulesShowArgs, console: &Console) -> Result<Exit, CliError> {
    let mut output = Output::open(args.output.output.as_deref(), console)?;
    output.write(Pack::from(args.pack).toml())?;
    output.finish()?;
    Ok(Exit::Clean)
}

fn check(args: &RulesCheckArgs, settings: &Settings, console: &Console) -> Result<Exit, CliError> {
    let rules = open_rules(&args.file, console)?;
    let read = read_options(args.reading.dialect.or(settings.dialect));
    let schema = Source::of(&args.schema).checked_schema(&read, console)?;
    let bound = rules.bind(&schema);
    let mut text: String = bound.states().map(|state| line(state, console.lang)).collect();
    let (all, on) = (bound.states().count(), bound.states().filter(RuleState::is_on).count());
    text.push_str(&pick(
        console.lang,
        format!("rules that apply: {on} of {all}\n"),
        format!("适用的规则：{on} 条，共 {all} 条\n"),
    ));
    let mut output = Output::open(args.output.output.as_deref(), console)?;
    output.write(&text)?;
    output.finish()?;
    Ok(if on > 0 { Exit::Clean } else { Exit::Found })
}

/// One rule with its fields, or why it is off.
fn line(state: RuleState<'_>, lang: Lang) -> String {
    let colon = pick(lang, ": ", "：");
    let at = state.position();
    let place_of = |at: Position| {
        state.file().map(|file| format!("{file}:{}:{}: ", at.line, at.column)).unwrap_or_default()
    };
    let place = place_of(at);
    let what = match state.why_off(lang) {
        Some(why) => pick(lang, format!("off: {why}"), format!("未启用：{why}")),
        None => state.fields().join(" "),
    };
    let mut text = format!("{place}{}{colon}{what}\n", state.code());
    for (name, at) in state.unknown_in_message() {
        let what = pick(
            lang,
            format!("its message is without \"{name}\", which the schema does not have"),
            format!("schema 中没有“{name}”，消息中该处为空"),
        );
        text.push_str(&format!("{}{}{colon}{what}\n", place_of(at), state.code()));
    }
    text
}
