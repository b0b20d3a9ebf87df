//! One line for each finding, for editors and `grep`: `path:line:column: error[code] message`.
//!
//! The severity is English in all languages, so that a pattern for it need not know the language.

use tmall_schema::{Finding, Lang, Severity};

use super::sentence::{omitted, sentence};
use crate::cli::render::Format;
use crate::cli::results::findings::{CheckedItem, FindingsSummary};
use crate::cli::text::one_line;

pub(crate) struct Concise {
    lang: Lang,
    shows_notes: bool,
}

impl Concise {
    pub(crate) fn new(lang: Lang, shows_notes: bool) -> Concise {
        Concise { lang, shows_notes }
    }

    fn line(&self, name: &str, finding: &Finding) -> String {
        let mut line = one_line(name).into_owned();
        if let Some(at) = finding.position() {
            line.push_str(&format!(":{}:{}", at.line, at.column));
        }
        let (severity, code) = (finding.severity(), finding.code_text());
        line.push_str(&format!(": {severity}[{code}] {}\n", sentence(finding, self.lang)));
        line
    }
}

impl Format for Concise {
    type File = CheckedItem;
    type Summary = FindingsSummary;

    fn file(&self, item: &CheckedItem) -> String {
        // Unreadable files are reported on standard error.
        let Ok(found) = &item.outcome else { return String::new() };
        let is_shown = |finding: &&Finding| self.shows_notes || finding.severity() != Severity::Note;
        let mut text: String =
            found.findings.iter().filter(is_shown).map(|finding| self.line(&item.name, finding)).collect();
        let more = found.omitted.shown(self.shows_notes);
        if more > 0 {
            text.push_str(&format!("{}: {}\n", one_line(&item.name), omitted(more, self.lang)));
        }
        text
    }
}
