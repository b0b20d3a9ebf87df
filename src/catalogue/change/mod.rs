//! Kinds of changes between two schemas.

pub(super) mod condition;
pub(super) mod field;
pub(super) mod option;
pub(super) mod rule;
pub(super) mod schema;

use crate::catalogue::words::words;
use crate::catalogue::{Entry, Family, Grade, Source};
use crate::code::Level;

const BREAKING: Grade = Grade::Level(Level::Breaking);
const COMPATIBLE: Grade = Grade::Level(Level::Compatible);
const COSMETIC: Grade = Grade::Level(Level::Cosmetic);

/// What entries of changes have in common: the platform says nothing of changes, so what they mean follows from
/// what is valid.
const CHANGE: Entry = Entry {
    code: "",
    family: Family::Schemas,
    grade: BREAKING,
    otherwise: &[],
    title: words("", ""),
    meaning: words("", ""),
    sources: &[Source::Decision],
    mend: words("", ""),
    pairs: &[],
    templates: &[],
    examples: &[],
};
