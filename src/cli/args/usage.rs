//! Usage errors in words: what clap found, in sentences of our own in both languages.

use std::error::Error;
use std::fmt::Write;

use clap::Arg;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use tmall_schema::Lang;
use tmall_schema::suggest::{MOST, similar};

use super::page::{PROGRAM, Page};
use super::parse::{command, path_of};
use super::suggest::did_you_mean;
use crate::cli::lang::{Message, pick};
use crate::cli::style::ERROR;
use crate::cli::text::one_line;

/// The message with the usage and a hint at the help; with ANSI codes.
pub(super) fn text(error: &clap::Error, path: &[String], lang: Lang) -> String {
    let label = pick(lang, "error: ", "错误：");
    let mut text = format!("{ERROR}{label}{ERROR:#}{}\n", one_line(message(error).get(lang)));
    if let Some(path) = path_of(error) {
        let _ = write!(text, "\n{}", Page::of(&path, lang).usage());
    }
    let command = [PROGRAM].into_iter().chain(path.iter().map(String::as_str)).collect::<Vec<_>>().join(" ");
    let _ = match lang {
        Lang::Zh => writeln!(text, "\n更多信息请运行 {command} --help。"),
        _ => writeln!(text, "\nFor more information, run {command} --help."),
    };
    text
}

fn message(error: &clap::Error) -> Message {
    let all = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.as_str()],
        Some(ContextValue::Strings(texts)) => texts.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    };
    let first = |kind: ContextKind| all(kind).first().copied().unwrap_or_default();
    let number = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::Number(number)) => *number,
        _ => 0,
    };
    let (arg, value) = (first(ContextKind::InvalidArg), first(ContextKind::InvalidValue));
    // clap's kinds may grow, and kinds that our arguments cannot cause are left to the last arm.
    match error.kind() {
        ErrorKind::UnknownArgument => {
            let path = path_of(error).unwrap_or_default();
            unknown(arg, &all(ContextKind::SuggestedArg), &path)
        }
        ErrorKind::InvalidSubcommand => {
            let name = first(ContextKind::InvalidSubcommand);
            let page = Page::of(&path_of(error).unwrap_or_default(), Lang::En);
            let hint = did_you_mean(&similar(name, page.command_names()));
            Message::new(
                format!("unknown subcommand \"{name}\"{}", hint.en),
                format!("未知的子命令“{name}”{}", hint.zh),
            )
        }
        ErrorKind::InvalidValue if value.is_empty() => no_value(arg, &all(ContextKind::ValidValue)),
        ErrorKind::InvalidValue => invalid_value(arg, value, &all(ContextKind::ValidValue)),
        ErrorKind::ValueValidation => {
            let reason = error.source().and_then(|source| source.downcast_ref::<Message>());
            let reason = reason.cloned().unwrap_or_else(|| Message::new("it is malformed", "格式有误"));
            Message::new(
                format!("invalid value \"{value}\" for {arg}: {}", reason.en),
                format!("{arg} 的值“{value}”无效：{}", reason.zh),
            )
        }
        ErrorKind::ArgumentConflict => {
            conflict(arg, first(ContextKind::InvalidSubcommand), &all(ContextKind::PriorArg))
        }
        ErrorKind::MissingRequiredArgument => {
            // Required unless another option is given: clap writes such arguments as optional.
            let required = |arg: &str| arg.replace('[', "<").replace(']', ">");
            let missing: Vec<String> = all(ContextKind::InvalidArg).into_iter().map(required).collect();
            let plural = if missing.len() == 1 { "" } else { "s" };
            Message::new(
                format!("missing required argument{plural}: {}", missing.join(", ")),
                format!("缺少必需的参数：{}", missing.join("、")),
            )
        }
        ErrorKind::MissingSubcommand => {
            let known = all(ContextKind::ValidSubcommand);
            Message::new(
                format!("a subcommand is required: {}", known.join(", ")),
                format!("缺少子命令：{}", known.join("、")),
            )
        }
        ErrorKind::TooManyValues if arg.starts_with('-') => Message::new(
            format!("{arg} does not take the value \"{value}\""),
            format!("{arg} 不接受值“{value}”"),
        ),
        ErrorKind::TooManyValues => {
            Message::new(format!("unexpected argument \"{value}\""), format!("多余的参数“{value}”"))
        }
        ErrorKind::TooFewValues => {
            let (wanted, given) = (number(ContextKind::MinValues), number(ContextKind::ActualNumValues));
            Message::new(
                format!("{arg} requires {wanted} values, but {given} were given"),
                format!("{arg} 需要 {wanted} 个值，但只给出了 {given} 个"),
            )
        }
        ErrorKind::WrongNumberOfValues => {
            let (wanted, given) =
                (number(ContextKind::ExpectedNumValues), number(ContextKind::ActualNumValues));
            Message::new(
                format!("{arg} requires {wanted} values, but {given} were given"),
                format!("{arg} 需要 {wanted} 个值，但给出了 {given} 个"),
            )
        }
        ErrorKind::NoEquals => {
            Message::new(format!("{arg} requires its value after \"=\""), format!("{arg} 的值须写在“=”之后"))
        }
        ErrorKind::InvalidUtf8 => {
            Message::new("an argument is not valid UTF-8", "有参数不是有效的 UTF-8 文本")
        }
        _ => Message::new("the arguments are not valid", "参数无效"),
    }
}

fn unknown(arg: &str, names: &[&str], path: &[String]) -> Message {
    let program = command();
    let is_long = |known: &Arg| known.get_long().is_some_and(|long| arg.strip_prefix("--") == Some(long));
    let hint = match path {
        [] if program.get_subcommands().any(|command| command.get_arguments().any(is_long)) => {
            Message::new("; it belongs after the subcommand", "；请写在子命令之后")
        }
        _ => did_you_mean(names.get(..MOST).unwrap_or(names)),
    };
    if arg.starts_with('-') {
        return Message::new(
            format!("unknown option \"{arg}\"{}", hint.en),
            format!("未知的选项“{arg}”{}", hint.zh),
        );
    }
    Message::new(format!("unexpected argument \"{arg}\"{}", hint.en), format!("多余的参数“{arg}”{}", hint.zh))
}

fn no_value(arg: &str, values: &[&str]) -> Message {
    if values.is_empty() {
        return Message::new(format!("{arg} requires a value"), format!("{arg} 缺少值"));
    }
    Message::new(
        format!("{arg} requires a value: one of {}", values.join(", ")),
        format!("{arg} 缺少值，应为 {} 之一", values.join("、")),
    )
}

fn invalid_value(arg: &str, value: &str, values: &[&str]) -> Message {
    let hint = did_you_mean(&similar(value, values.iter().copied()));
    Message::new(
        format!("invalid value \"{value}\" for {arg}: expected one of {}{}", values.join(", "), hint.en),
        format!("{arg} 的值“{value}”无效：应为 {} 之一{}", values.join("、"), hint.zh),
    )
}

fn conflict(arg: &str, subcommand: &str, others: &[&str]) -> Message {
    if !arg.is_empty() && others == [arg] {
        return Message::new(format!("{arg} is given more than once"), format!("{arg} 重复给出"));
    }
    if arg.is_empty() {
        return Message::new(
            format!("the subcommand \"{subcommand}\" cannot be used after {}", others.join(", ")),
            format!("子命令“{subcommand}”不能用在 {} 之后", others.join("、")),
        );
    }
    if others.is_empty() {
        return Message::new(
            format!("{arg} cannot be used with the other arguments"),
            format!("{arg} 不能与其他参数同时使用"),
        );
    }
    Message::new(
        format!("{arg} cannot be used with {}", others.join(", ")),
        format!("{arg} 不能与 {} 同时使用", others.join("、")),
    )
}
