//! The blocks of the text format: a finding each, but one for all required values that are missing from one place.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use tmall_schema::finding::{FindingKind, Missing};
use tmall_schema::{Code, Finding, Lang, Severity};

use super::sentence::{self, sentence};
use crate::cli::field_path::pattern;
use crate::cli::lang::pick;
use crate::cli::render::label;
use crate::cli::render::repeats::Repeat;
use crate::cli::results::findings::ItemFindings;
use crate::cli::style::{ERROR, NOTE, WARNING, styled};
use crate::cli::text::one_line;

/// Findings that are shown as one: one finding, or several missing values.
pub(super) struct Block<'f> {
    pub(super) first: &'f Finding,
    pub(super) others: Vec<&'f Finding>,
}

impl<'f> Block<'f> {
    /// The blocks of an item, in the order of their first findings.
    pub(super) fn all(findings: impl Iterator<Item = &'f Finding>) -> Vec<Block<'f>> {
        let mut blocks: Vec<Block<'f>> = Vec::new();
        let mut missing: HashMap<_, usize> = HashMap::new();
        for finding in findings {
            if finding.code() == Code::Required {
                let place = finding.span().map(|span| (span.range().start, span.range().end));
                match missing.entry((finding.severity(), place)) {
                    Entry::Occupied(block) => {
                        blocks[*block.get()].others.push(finding);
                        continue;
                    }
                    Entry::Vacant(block) => block.insert(blocks.len()),
                };
            }
            blocks.push(Block { first: finding, others: Vec::new() });
        }
        blocks
    }

    /// All findings of the block.
    pub(super) fn findings(&self) -> impl Iterator<Item = &'f Finding> {
        std::iter::once(self.first).chain(self.others.iter().copied())
    }

    /// `error[required]`, in color.
    pub(super) fn title(&self, lang: Lang) -> String {
        title(self.first, lang)
    }

    /// The message of the whole block.
    pub(super) fn message(&self, lang: Lang) -> String {
        match self.others.len() {
            0 => self.first.message(lang),
            others => {
                let count = others + 1;
                pick(lang, format!("{count} required values are missing"), format!("缺少 {count} 个必填值"))
            }
        }
    }

    /// What is missing, a line each; none for a single finding.
    pub(super) fn list(&self, lang: Lang) -> Vec<String> {
        if self.others.is_empty() {
            return Vec::new();
        }
        let line = |finding: &Finding| match finding.kind() {
            // The message of the block says it.
            FindingKind::Required(Missing::Value) => sentence::label(finding),
            _ => sentence(finding, lang),
        };
        self.findings().map(line).collect()
    }

    /// What equal blocks of other items have in common: codes and fields, and the rule or else the message.
    pub(super) fn repeat(&self, found: &ItemFindings, lang: Lang) -> Repeat {
        let mut key = String::new();
        for finding in self.findings() {
            let path = pattern(&found.schema, finding.path());
            key.push_str(&format!("{} {} {path}", finding.severity(), finding.code_text()));
            match finding.rule() {
                Some(rule) => key.push_str(&format!(" {rule:?}")),
                None => key.push_str(&finding.message(Lang::En)),
            }
            key.push('\n');
        }
        let what = match self.list(lang) {
            list if list.is_empty() => {
                let path = pattern(&found.schema, self.first.path());
                let label = label::label(&path, self.first.field());
                format!("{label}{}{}", pick(lang, ": ", "："), self.first.message(lang))
            }
            list => {
                let (colon, joint) = pick(lang, (": ", ", "), ("：", "、"));
                format!("{}{colon}{}", self.message(lang), list.join(joint))
            }
        };
        Repeat { key, title: format!("{} {}", self.title(lang), one_line(&what)) }
    }
}

/// Severity and code of a finding, in color.
pub(super) fn title(finding: &Finding, lang: Lang) -> String {
    let severity = finding.severity();
    styled(style(severity), &format!("{}[{}]", severity.title(lang), finding.code_text()))
}

/// The color of a severity.
pub(super) fn style(severity: Severity) -> anstyle::Style {
    match severity {
        Severity::Error => ERROR,
        Severity::Warning => WARNING,
        Severity::Note | _ => NOTE,
    }
}
