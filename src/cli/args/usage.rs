//! Usage errors in words: what clap found, in sentences of our own in both languages.

use std::error::Error;
use std::fmt::Write;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use tmall_schema::Lang;

use super::page::{PROGRAM, Page};
use super::parse::path_of;
use super::suggest::{did_you_mean, nearest};
use crate::cli::lang::{Message, pick};
use crate::cli::style::ERROR;
use crate::cli::text::one_line;

/// The message with the usage and a hint at the help; with ANSI codes.
pub(super) fn text(error: &clap::Error, lang: Lang) -> String {
    let label = pick(lang, "error: ", "错误：");
    let mut text = format!("{ERROR}{label}{ERROR:#}{}\n", one_line(message(error).get(lang)));
    let path = path_of(error);
    if let Some(path) = &path {
        let _ = write!(text, "\n{}", Page::of(path, lang).usage());
    }
    let names = path.unwrap_or_default();
    let command = [PROGRAM].into_iter().chain(names.iter().map(String::as_str)).collect::<Vec<_>>().join(" ");
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
        ErrorKind::UnknownArgument => unknown(arg, &all(ContextKind::SuggestedArg)),
        ErrorKind::InvalidSubcommand => {
            let name = first(ContextKind::InvalidSubcommand);
            let page = Page::of(&path_of(error).unwrap_or_default(), Lang::En);
            let hint = did_you_mean(&nearest(name, page.command_names()));
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
            let missing = all(ContextKind::InvalidArg);
            Message::new(
                format!("missing required argument: {}", missing.join(", ")),
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

fn unknown(arg: &str, similar: &[&str]) -> Message {
    let hint = did_you_mean(similar.get(..3).unwrap_or(similar));
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
    let hint = did_you_mean(&nearest(value, values.iter().copied()));
    Message::new(
        format!("invalid value \"{value}\" for {arg}: expected one of {}{}", values.join(", "), hint.en),
        format!("{arg} 的值“{value}”无效：应为 {} 之一{}", values.join("、"), hint.zh),
    )
}

fn conflict(arg: &str, subcommand: &str, others: &[&str]) -> Message {
    if !arg.is_empty() && others == [arg] {
        return Message::new(format!("{arg} is given more than once"), format!("{arg} 重复给出"));
    }
    let subject = if arg.is_empty() { subcommand } else { arg };
    if others.is_empty() {
        return Message::new(
            format!("{subject} cannot be used with the other arguments"),
            format!("{subject} 不能与其他参数同时使用"),
        );
    }
    Message::new(
        format!("{subject} cannot be used with {}", others.join(", ")),
        format!("{subject} 不能与 {} 同时使用", others.join("、")),
    )
}
