//! For programs: one object. `docs/readback.md` describes it.

use serde::Serialize;
use tmall_schema::{Difference, DifferenceKind, Held, Lang, Position, Readback};

use super::Sides;
use crate::cli::render::json::{FORMAT_VERSION, line};

#[derive(Serialize)]
struct ReadbackObject<'a> {
    format_version: u32,
    sent: &'a str,
    stored: &'a str,
    changes: Vec<DifferenceObject<'a>>,
    summary: SummaryObject,
}

#[derive(Serialize)]
struct DifferenceObject<'a> {
    code: DifferenceKind,
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    stored_path: Option<&'a str>,
    field: Option<&'a str>,
    message: String,
    old: Option<&'a Held>,
    new: Option<&'a Held>,
    sent: Option<PlaceObject>,
    stored: Option<PlaceObject>,
}

#[derive(Serialize)]
struct PlaceObject {
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct SummaryObject {
    lost: usize,
    changed: usize,
    added: usize,
}

pub(crate) fn json(sides: Sides<'_>, readback: &Readback, lang: Lang) -> String {
    let result = ReadbackObject {
        format_version: FORMAT_VERSION,
        sent: sides.sent,
        stored: sides.stored,
        changes: readback.differences().iter().map(|difference| object(difference, lang)).collect(),
        summary: SummaryObject {
            lost: readback.count(DifferenceKind::Lost),
            changed: readback.count(DifferenceKind::Changed),
            added: readback.count(DifferenceKind::Added),
        },
    };
    let mut text = line(&result);
    text.push('\n');
    text
}

fn object(difference: &Difference, lang: Lang) -> DifferenceObject<'_> {
    DifferenceObject {
        code: difference.kind(),
        path: difference.path(),
        stored_path: difference.stored_path(),
        field: difference.field(),
        message: difference.message(lang),
        old: difference.sent(),
        new: difference.stored(),
        sent: difference.sent_position().map(place),
        stored: difference.stored_position().map(place),
    }
}

fn place(at: Position) -> PlaceObject {
    PlaceObject { line: at.line, column: at.column }
}
