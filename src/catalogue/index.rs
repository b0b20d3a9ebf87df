//! The entry of each code.

use crate::catalogue::entry::Entry;
use crate::catalogue::grade::Grade;
use crate::catalogue::{
    asset, change, choice, count, form, house, length, mapping, note, number, pack, presence, shape,
    unchecked,
};
use crate::code::{ChangeCode, Code, MappingCode, NoteCode, RuleCode, Severity};
use crate::lang::Lang;

static FINDINGS: [&Entry; Code::ALL.len()] = by_code(
    Code::NAMES,
    &[
        presence::ENTRIES,
        form::ENTRIES,
        length::ENTRIES,
        number::ENTRIES,
        count::ENTRIES,
        asset::ENTRIES,
        choice::ENTRIES,
        shape::ENTRIES,
        unchecked::ENTRIES,
        house::ENTRIES,
    ],
);

static CHANGES: [&Entry; ChangeCode::ALL.len()] = by_code(
    ChangeCode::NAMES,
    &[
        change::field::ENTRIES,
        change::rule::ENTRIES,
        change::condition::ENTRIES,
        change::option::ENTRIES,
        change::schema::ENTRIES,
    ],
);

static NOTES: [&Entry; NoteCode::ALL.len()] =
    by_code(NoteCode::NAMES, &[note::document::ENTRIES, note::field::ENTRIES, note::condition::ENTRIES]);

static MAPPINGS: [&Entry; MappingCode::ALL.len()] = by_code(
    MappingCode::NAMES,
    &[mapping::file::ENTRIES, mapping::schema::ENTRIES, mapping::record::ENTRIES],
);

static RULES: [&Entry; RuleCode::ALL.len()] =
    by_code(RuleCode::NAMES, &[pack::unit::ENTRIES, pack::content::ENTRIES]);

/// The entries of some codes, in the order of the codes. The program does not compile if a code has no entry.
const fn by_code<const N: usize>(codes: &[&str], files: &[&[&'static Entry]]) -> [&'static Entry; N] {
    let mut all = [files[0][0]; N];
    let mut code = 0;
    while code < N {
        let mut found = None;
        let mut file = 0;
        while file < files.len() {
            let mut entry = 0;
            while entry < files[file].len() {
                if is_equal(files[file][entry].code, codes[code]) {
                    found = Some(files[file][entry]);
                }
                entry += 1;
            }
            file += 1;
        }
        all[code] = match found {
            Some(entry) => entry,
            #[allow(clippy::panic, reason = "at compile time only")]
            None => panic!("a code has no entry in the catalogue"),
        };
        code += 1;
    }
    all
}

const fn is_equal(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    at == a.len() && at == b.len()
}

/// All entries: those of findings, of notes, of changes (two are about schemas that only one of two directories has)
/// of mapping problems, and of the rules of packs.
pub fn all() -> impl Iterator<Item = &'static Entry> {
    let findings = Code::ALL.iter().map(|code| code.entry());
    let notes = NoteCode::ALL.iter().map(|code| code.entry());
    let whole = [&change::schema::ADDED, &change::schema::REMOVED];
    let changes = whole.into_iter().chain(ChangeCode::ALL.iter().map(|code| code.entry()));
    let mappings = MappingCode::ALL.iter().map(|code| code.entry());
    let rules = RuleCode::ALL.iter().map(|code| code.entry());
    findings.chain(notes).chain(changes).chain(mappings).chain(rules)
}

/// The first entry of a code as it is printed. Three codes have two entries, which [`all`] gives: `duplicate-field` is
/// also the code of a note, `unknown-field` and `unknown-option` are also codes of mapping problems.
#[must_use]
pub fn find(code: &str) -> Option<&'static Entry> {
    all().find(|entry| entry.code() == code)
}

impl Code {
    /// The entry of this code in the catalogue.
    #[must_use]
    pub fn entry(self) -> &'static Entry {
        FINDINGS[self as usize]
    }

    /// A short title of findings of this kind.
    #[must_use]
    pub fn title(self, lang: Lang) -> &'static str {
        self.entry().title(lang)
    }

    /// The usual severity of findings of this kind.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self.entry().grade() {
            Grade::Severity(severity) => severity,
            Grade::Level(_) | Grade::Note => Severity::Note,
        }
    }
}

impl ChangeCode {
    /// The entry of this code in the catalogue.
    #[must_use]
    pub fn entry(self) -> &'static Entry {
        CHANGES[self as usize]
    }
}

impl NoteCode {
    /// The entry of this code in the catalogue.
    #[must_use]
    pub fn entry(self) -> &'static Entry {
        NOTES[self as usize]
    }
}

impl MappingCode {
    /// The entry of this code in the catalogue.
    #[must_use]
    pub fn entry(self) -> &'static Entry {
        MAPPINGS[self as usize]
    }
}

impl RuleCode {
    /// The entry of this code in the catalogue.
    #[must_use]
    pub fn entry(self) -> &'static Entry {
        RULES[self as usize]
    }
}
