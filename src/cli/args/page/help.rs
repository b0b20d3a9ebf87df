//! The help text for a terminal, laid out as users of clap know it.

use std::fmt::Write;

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use super::{Item, Page};
use crate::cli::text::wrapped;

const HEADING: Style = Style::new().bold().underline();
const LITERAL: Style = Style::new().bold();
/// Longer lines are hard to read, however wide the terminal is.
const WIDEST: usize = 100;
/// The indent of the text below the name of an argument.
const BELOW: usize = 10;
/// Names wider than this do not widen the column of names.
const NAMES: usize = 34;

impl Page {
    /// The short or long help, with ANSI codes.
    pub(crate) fn help(&self, long: bool, width: usize) -> String {
        let width = width.min(WIDEST);
        let mut text = String::new();
        paragraphs(&mut text, &self.about, 0, width);
        if long && !self.details.is_empty() {
            text.push('\n');
            paragraphs(&mut text, &self.details, 0, width);
        }
        text.push('\n');
        text.push_str(&self.usage());
        let names = self.groups.iter().flat_map(|group| &group.items).map(|item| item.name.width());
        let names = names.filter(|width| *width <= NAMES).max().unwrap_or_default();
        if !self.commands.is_empty() {
            heading(&mut text, self.pick("Commands:", "命令："));
            let names = self.commands.iter().map(|(name, _)| name.width()).max().unwrap_or_default();
            for (name, about) in &self.commands {
                row(&mut text, name, about, names, width);
            }
        }
        for group in &self.groups {
            heading(&mut text, &format!("{}{}", group.heading, self.pick(":", "：")));
            for (number, item) in group.items.iter().enumerate() {
                if long {
                    if number > 0 {
                        text.push('\n');
                    }
                    self.long_item(&mut text, item, width);
                } else {
                    let notes = self.notes(item, true).into_iter().map(|note| format!(" {note}"));
                    let help = format!("{}{}", item.help, notes.collect::<String>());
                    row(&mut text, &item.name, &help, names, width);
                }
            }
        }
        if long && !self.after.is_empty() {
            // Not wrapped: they are lines to copy, and tables.
            let _ = write!(text, "\n{}\n", self.after.trim_end());
        }
        text
    }

    /// `Usage: tmall-schema fill …`, a line for each form.
    pub(crate) fn usage(&self) -> String {
        let mut text = String::new();
        let title = self.pick("Usage:", "用法：");
        let gap = self.pick(" ", "");
        for (number, synopsis) in self.synopses.iter().enumerate() {
            let name = self.name();
            let _ = match number {
                0 => writeln!(text, "{HEADING}{title}{HEADING:#}{gap}{LITERAL}{name}{LITERAL:#} {synopsis}"),
                _ => writeln!(text, "{:1$}{gap}{LITERAL}{name}{LITERAL:#} {synopsis}", "", title.width()),
            };
        }
        text
    }

    fn long_item(&self, text: &mut String, item: &Item, width: usize) {
        let _ = writeln!(text, "  {}", literal(&item.name));
        paragraphs(text, &item.help, BELOW, width);
        if !item.details.is_empty() {
            text.push('\n');
            paragraphs(text, &item.details, BELOW, width);
        }
        let explained = item.values.iter().any(|(_, help)| help.is_some());
        let notes = self.notes(item, !explained);
        if explained {
            let _ = writeln!(text, "\n{:BELOW$}{}", "", self.pick("Possible values:", "可选值："));
            let names = item.values.iter().map(|(name, _)| name.width()).max().unwrap_or_default();
            for (name, help) in &item.values {
                let gap = names - name.width();
                let separator = self.pick(": ", "：");
                let help = help.as_deref().unwrap_or_default();
                let lead = BELOW + 2 + names + separator.width();
                let _ = write!(text, "{:BELOW$}- {LITERAL}{name}{LITERAL:#}{separator}{:gap$}", "", "");
                hang(text, help, lead, width);
            }
        }
        if !notes.is_empty() {
            text.push('\n');
            for note in notes {
                paragraphs(text, &note, BELOW, width);
            }
        }
    }
}

fn heading(text: &mut String, heading: &str) {
    let _ = writeln!(text, "\n{HEADING}{heading}{HEADING:#}");
}

/// A name and its text in two columns, or below each other where the name is too wide.
fn row(text: &mut String, name: &str, help: &str, names: usize, width: usize) {
    let _ = write!(text, "  {}", literal(name));
    let indent = names + 4;
    if name.width() > names {
        text.push('\n');
        paragraphs(text, help, indent, width);
    } else {
        let _ = write!(text, "{:1$}", "", names - name.width() + 2);
        hang(text, help, indent, width);
    }
}

/// Paragraphs, each line indented.
fn paragraphs(text: &mut String, paragraphs: &str, indent: usize, width: usize) {
    for line in paragraphs.lines().flat_map(|line| wrapped(line, width.saturating_sub(indent).max(20))) {
        match line {
            "" => text.push('\n'),
            line => {
                let _ = writeln!(text, "{:indent$}{line}", "");
            }
        }
    }
}

/// A text whose first line continues where the cursor is.
fn hang(text: &mut String, help: &str, indent: usize, width: usize) {
    for (number, line) in wrapped(help, width.saturating_sub(indent).max(20)).iter().enumerate() {
        let indent = if number == 0 { 0 } else { indent };
        let _ = writeln!(text, "{:indent$}{line}", "");
    }
}

/// The name in bold, its placeholders plain.
fn literal(name: &str) -> String {
    let end = name.find(['<', '[']).unwrap_or(name.len());
    let (flags, rest) = name.split_at(end);
    if flags.is_empty() { rest.to_owned() } else { format!("{LITERAL}{flags}{LITERAL:#}{rest}") }
}
