//! Notes: what in a document deserves to be known.

pub(super) mod condition;
pub(super) mod document;
pub(super) mod field;

use super::{Entry, Example, Family, Grade, Source};
use crate::catalogue::words::words;
use crate::code::NoteCode;

/// What all notes have in common.
const fn note(code: NoteCode) -> Entry {
    Entry {
        code: code.as_str(),
        family: Family::Schema,
        grade: Grade::Note,
        otherwise: &[],
        title: words("", ""),
        meaning: words("", ""),
        sources: &[Source::Documents],
        mend: words("", ""),
        pairs: &[],
        templates: &[],
        examples: &[],
    }
}

/// A schema with the note, and the same without it.
const fn schemas(noted: &'static str, mended: &'static str) -> Example {
    Example { grade: Grade::Note, schema: "", item: noted, mended }
}
