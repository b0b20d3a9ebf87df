//! For people at a terminal: by kind, each with its places.

use anstyle::Style;
use tmall_schema::{Difference, DifferenceKind, Position, Readback};

use super::{Sides, words};
use crate::cli::console::Console;
use crate::cli::lang::pick;
use crate::cli::style::{ERROR, GUIDE, HEADING, ID, NOTE, WARNING, styled};
use crate::cli::text::one_line;

/// How much of a value is shown, in characters.
const MOST: usize = 80;

pub(crate) fn text(sides: Sides<'_>, readback: &Readback, console: &Console) -> String {
    let lang = console.lang;
    if readback.differences().is_empty() && console.quiet {
        return String::new();
    }
    let colon = pick(lang, ": ", "：");
    let mut text =
        format!("{}{colon}{}\n", styled(HEADING, &one_line(sides.stored)), words::counts(readback, lang));
    for kind in DifferenceKind::ALL {
        let of_kind = readback.differences().iter().filter(|difference| difference.kind() == kind);
        let lines: String = of_kind.map(|difference| one(difference, sides, colon)).collect();
        if !lines.is_empty() {
            text.push_str(&format!("  {}\n{lines}", styled(style(kind), words::kind(kind, lang))));
        }
    }
    text
}

fn style(kind: DifferenceKind) -> Style {
    match kind {
        DifferenceKind::Lost => ERROR,
        DifferenceKind::Changed => WARNING,
        _ => NOTE,
    }
}

fn one(difference: &Difference, sides: Sides<'_>, colon: &str) -> String {
    let label = match difference.field() {
        Some(field) => format!("{} {field}", difference.path()),
        None => difference.path().to_owned(),
    };
    let (old, new) = words::sides(difference, MOST);
    let values: Vec<String> = [old, new].into_iter().filter(|text| !text.is_empty()).collect();
    let place = |name: &str, position: Option<Position>| {
        position.map(|at| format!("{}:{}:{}", one_line(name), at.line, at.column))
    };
    let places =
        [place(sides.sent, difference.sent_position()), place(sides.stored, difference.stored_position())];
    let places: Vec<String> = places.into_iter().flatten().collect();
    let mut text =
        format!("    {}{colon}{}\n", styled(ID, &one_line(&label)), one_line(&values.join(" -> ")));
    if !places.is_empty() {
        text.push_str(&format!("      {}\n", styled(GUIDE, &places.join(" -> "))));
    }
    text
}
