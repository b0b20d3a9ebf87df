//! `explain`: the catalogue of codes, with examples that are run as they are shown, and the methods of the gateways.

mod run;

use tmall_schema::catalogue::{self, Entry};
use tmall_schema::gateway::Method;
use tmall_schema::suggest::similar;

use crate::cli::args::{ExplainArgs, ExplainFormat};
use crate::cli::console::Console;
use crate::cli::error::{CliError, UsageError};
use crate::cli::exit::Exit;
use crate::cli::output::Output;
use crate::cli::render::catalogue::{json, markdown, text};
use crate::cli::render::methods;
use crate::cli::results::examples::ExplainedEntry;

pub(crate) fn run(args: &ExplainArgs, console: &Console) -> Result<Exit, CliError> {
    let (methods, codes): (Vec<&String>, Vec<&String>) =
        args.codes.iter().partition(|name| Method::find(name).is_some());
    let methods: Vec<&Method> = methods.into_iter().filter_map(|name| Method::find(name)).collect();
    let named = codes.into_iter().map(|code| find(code)).collect::<Result<Vec<_>, _>>()?.concat();
    let all: Vec<&'static Entry> = catalogue::all().collect();
    let explained = |entries: &[&'static Entry]| -> Result<Vec<ExplainedEntry>, CliError> {
        entries.iter().map(|entry| run::explained(entry, console.lang)).collect()
    };
    let of_methods = || match args.format {
        ExplainFormat::Text => methods::text(&methods, console.lang),
        ExplainFormat::Markdown => methods::markdown(&methods, console.lang),
        ExplainFormat::Json => methods::json(&methods, console.lang),
    };
    let mut result = match (args.format, named.as_slice()) {
        (_, []) if !methods.is_empty() => String::new(),
        (ExplainFormat::Text, []) => text::list(&all, console),
        (ExplainFormat::Text, named) => text::entries(&explained(named)?, console),
        (ExplainFormat::Markdown, []) => markdown::list(&all, console.lang),
        (ExplainFormat::Markdown, named) => markdown::entries(&explained(named)?, console.lang),
        (ExplainFormat::Json, []) => json::entries(&explained(&all)?, console.lang),
        (ExplainFormat::Json, named) => json::entries(&explained(named)?, console.lang),
    };
    if !methods.is_empty() {
        // One JSON object a line: codes and methods are different objects.
        if !result.is_empty() && args.format != ExplainFormat::Json {
            result.push('\n');
        }
        result.push_str(&of_methods());
    }
    let mut output = Output::open(args.output.output.as_deref(), console)?;
    match args.format {
        ExplainFormat::Text => output.write_styled(&result)?,
        ExplainFormat::Json | ExplainFormat::Markdown => output.write(&result)?,
    }
    output.finish()?;
    Ok(Exit::Clean)
}

/// The entries of a code. A finding and a note may share one.
fn find(code: &str) -> Result<Vec<&'static Entry>, UsageError> {
    let entries: Vec<&Entry> = catalogue::all().filter(|entry| entry.code() == code).collect();
    if entries.is_empty() {
        // Codes have no dots.
        let similar = match code.contains('.') {
            true => Method::similar(code),
            false => similar(code, catalogue::all().map(Entry::code)),
        };
        return Err(UsageError::NoCode { similar, code: code.to_owned() });
    }
    Ok(entries)
}
