//! `completions`: a shell's completion script.

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, Command};
use clap_complete::Shell;
use tmall_schema::{Code, Lang, RuleCode, catalogue};

use crate::cli::args::{ChangeCodeArg, CompletionsArgs, command, described};
use crate::cli::console::Console;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::output::Output;

const PROGRAM: &str = "tmall-schema";
/// A name without a hyphen.
const IDENTIFIER: &str = "tmall_schema";

pub(crate) fn run(args: &CompletionsArgs, console: &Console) -> Result<Exit, CliError> {
    let mut output = Output::open(args.output.output.as_deref(), console)?;
    output.write(&script(args.shell, console.lang))?;
    output.finish()?;
    Ok(Exit::Clean)
}

fn script(shell: Shell, lang: Lang) -> String {
    let name = if shell == Shell::Bash { IDENTIFIER } else { PROGRAM };
    let mut command = command().bin_name(name);
    command.build();
    let mut command = with_codes(described(command, &[], lang));
    // Into memory first: the generator panics where it cannot write.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, name, &mut script);
    let mut script = String::from_utf8_lossy(&script).into_owned();
    match shell {
        Shell::Bash => for_bash(&script),
        Shell::Fish => {
            script.push_str(&fish_positionals(&command));
            script
        }
        _ => script,
    }
}

/// In the script for bash, the states of a program with a hyphen in its name have two spellings, so nothing is
/// completed after a subcommand (clap_complete 4.6). It is generated for another name, and registered for the
/// right one.
fn for_bash(script: &str) -> String {
    let mut lines = String::new();
    for line in script.lines() {
        if line == BEFORE_STATES {
            lines.push_str(SPLIT_WORDS);
        }
        match line.strip_suffix(IDENTIFIER) {
            Some(before) if before.trim_start().starts_with("complete ") => {
                lines.push_str(before);
                lines.push_str(PROGRAM);
            }
            _ => lines.push_str(line),
        }
        lines.push('\n');
    }
    lines
}

/// What clap_complete leaves out for fish: the possible values of positional arguments.
fn fish_positionals(command: &Command) -> String {
    let mut lines = String::new();
    for subcommand in command.get_subcommands() {
        let values = subcommand.get_positionals().flat_map(Arg::get_possible_values);
        let values: Vec<String> = values.map(|value| value.get_name().to_owned()).collect();
        if !values.is_empty() {
            lines.push_str(&format!(
                "complete -c {PROGRAM} -n \"__fish_{IDENTIFIER}_using_subcommand {}\" -f -a \"{}\"\n",
                subcommand.get_name(),
                values.join(" "),
            ));
        }
    }
    lines
}

/// The line of the script for bash at which the word before the cursor is looked at.
const BEFORE_STATES: &str = "    case \"${cmd}\" in";
/// Readline splits words at `=`, so the value of `--name=value` follows a word `=`, and so does a severity.
const SPLIT_WORDS: &str = r#"    if [[ "${COMP_WORDS[COMP_CWORD]}" == "=" ]]; then
        prev="${COMP_WORDS[COMP_CWORD-1]}"
        cur=""
        i=$((COMP_CWORD - 2))
    elif [[ "${prev}" == "=" && ${COMP_CWORD} -ge 2 ]]; then
        prev="${COMP_WORDS[COMP_CWORD-2]}"
        i=$((COMP_CWORD - 3))
    else
        i=0
    fi
    if [[ ${i} -gt 0 && "${COMP_WORDS[i]}" == "--severity" ]]; then
        COMPREPLY=( $(compgen -W "error warning note off" -- "${cur}") )
        return 0
    fi

"#;

/// The command with the codes that its arguments accept as possible values. The arguments themselves take more
/// than these, such as paths after a code, and explain misspelled ones, so the parser does not use them.
fn with_codes(command: Command) -> Command {
    let findings = || {
        let rules = RuleCode::ALL.iter().map(|code| code.as_str());
        Code::ALL.iter().map(|code| code.as_str()).chain(rules)
    };
    let severities = || {
        findings().flat_map(|code| ["error", "warning", "note", "off"].map(|grade| format!("{code}={grade}")))
    };
    command.mut_subcommands(|command| match command.get_name() {
        "explain" => {
            let mut codes: Vec<&str> = catalogue::all().map(catalogue::Entry::code).collect();
            codes.sort_unstable();
            codes.dedup();
            complete(command, "codes", codes)
        }
        "diff" => complete(command, "ignore", ChangeCodeArg::all().map(ChangeCodeArg::as_str)),
        "validate" | "fill" => {
            let command = complete(command, "ignore", findings());
            complete(command, "severity", severities())
        }
        _ => command,
    })
}

/// The command with possible values for an argument.
fn complete<T: Into<PossibleValue>>(
    command: Command,
    arg: &'static str,
    values: impl IntoIterator<Item = T>,
) -> Command {
    let values = PossibleValuesParser::new(values);
    command.mut_arg(arg, |arg| arg.value_parser(values))
}
