//! Since when each part of a field is as it is.

use std::fmt::Write;

use serde::Serialize;
use tmall_schema::Lang;

use super::html::page;
use super::limited;
use crate::cli::lang::pick;
use crate::cli::render::changes::{html_text, markdown_text};
use crate::cli::render::json::{FORMAT_VERSION, line};
use crate::cli::render::label::label;
use crate::cli::results::history::{Blame, BlamedPart, PartKind, VersionName};
use crate::cli::style::{GUIDE, HEADING, styled};
use crate::cli::text::{one_line, padding, width};

fn since(part: &BlamedPart, lang: Lang) -> String {
    let name = part.since.text();
    match part.or_earlier {
        true => pick(lang, format!("{name} or earlier"), format!("{name} 或更早")),
        false => name,
    }
}

fn kind(kind: PartKind, lang: Lang) -> &'static str {
    match kind {
        PartKind::Field => pick(lang, "field", "字段"),
        PartKind::Name => pick(lang, "name", "名称"),
        PartKind::Type => pick(lang, "type", "类型"),
        PartKind::Rule => pick(lang, "rule", "规则"),
        PartKind::Option => pick(lang, "option", "选项"),
        PartKind::Default => pick(lang, "default", "默认值"),
    }
}

pub(crate) fn blame_text(blame: &Blame, lang: Lang) -> String {
    let title = label(&blame.path, blame.field.as_deref());
    let mut text = format!("{}\n", styled(HEADING, &one_line(&format!("{} {title}", blame.file))));
    let column = |of: &dyn Fn(&BlamedPart) -> String| {
        blame.parts.iter().map(|part| width(&of(part))).max().unwrap_or_default() + 2
    };
    let dates = column(&|part| since(part, lang));
    let kinds = column(&|part| kind(part.kind, lang).to_owned());
    for part in &blame.parts {
        let (date, kind) = (since(part, lang), kind(part.kind, lang));
        let (after_date, after_kind) = (padding(width(&date), dates), padding(width(kind), kinds));
        let text_of = one_line(&part.text);
        let _ = writeln!(text, "  {date}{after_date}{}{after_kind}{text_of}", styled(GUIDE, kind));
    }
    text
}

pub(crate) fn blame_markdown(blame: &Blame, lang: Lang, most: usize) -> String {
    let title = format!("{} {}", blame.file, label(&blame.path, blame.field.as_deref()));
    let head = pick(lang, "| since | part | |", "| 自 | 部分 | |");
    let head = format!("## {}\n\n{head}\n|---|---|---|\n", markdown_text(&title));
    let rows = blame.parts.iter().map(|part| {
        let (date, kind) = (since(part, lang), kind(part.kind, lang));
        format!("| {date} | {kind} | {} |\n", markdown_text(&part.text))
    });
    limited(head, rows, most, |cut| pick(lang, format!("\n… {cut} more\n"), format!("\n……另有 {cut} 项\n")))
}

pub(crate) fn blame_html(blame: &Blame, lang: Lang) -> String {
    let title = format!("{} {}", blame.file, label(&blame.path, blame.field.as_deref()));
    let mut main = String::from("<table>\n");
    for part in &blame.parts {
        let (date, kind) = (since(part, lang), kind(part.kind, lang));
        let text = html_text(&one_line(&part.text));
        let _ = writeln!(main, "<tr><td>{date}</td><td>{kind}</td><td>{text}</td></tr>");
    }
    main.push_str("</table>\n");
    page(&title, &main, lang)
}

#[derive(Serialize)]
struct BlameObject<'b> {
    format_version: u32,
    file: &'b str,
    path: &'b str,
    field: Option<&'b str>,
    parts: Vec<PartObject<'b>>,
}

#[derive(Serialize)]
struct PartObject<'b> {
    kind: PartKind,
    text: &'b str,
    #[serde(flatten)]
    since: &'b VersionName,
    or_earlier: bool,
}

pub(crate) fn blame_json(blame: &Blame) -> String {
    let mut parts = Vec::with_capacity(blame.parts.len());
    for BlamedPart { kind, text, since, or_earlier } in &blame.parts {
        parts.push(PartObject { kind: *kind, text, since, or_earlier: *or_earlier });
    }
    line(&BlameObject {
        format_version: FORMAT_VERSION,
        file: &blame.file,
        path: &blame.path,
        field: blame.field.as_deref(),
        parts,
    }) + "\n"
}
