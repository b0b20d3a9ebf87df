//! Annotations of GitHub workflows: commands that the runner finds in the output of a step.

use std::borrow::Cow;

use tmall_schema::{Lang, Severity};

use super::region::{Region, Regions};
use super::repository::Repository;
use super::sentence::{omitted, sentence};
use crate::cli::error::CliError;
use crate::cli::render::Format;
use crate::cli::results::findings::{CheckedItem, FindingsSummary};
use crate::cli::text::one_line;

pub(crate) struct Github {
    lang: Lang,
    shows_notes: bool,
    repository: Repository,
}

impl Github {
    pub(crate) fn new(lang: Lang, shows_notes: bool) -> Github {
        Github { lang, shows_notes, repository: Repository::find() }
    }

    fn unreadable(&self, name: &str, error: &CliError) -> String {
        self.command("error", name, Region::of_error(error), "", &error.message(self.lang))
    }

    /// One command. The log of a run shows only the message, so that has place and code too.
    fn command(
        &self,
        command: &str,
        name: &str,
        region: Option<Region>,
        code: &str,
        message: &str,
    ) -> String {
        let mut title = "tmall-schema".to_owned();
        let mut text = one_line(name).into_owned();
        let mut properties = format!("file={},", property(&self.repository.path(name)));
        if let Some(Region { start, end }) = region {
            text.push_str(&format!(":{}:{}", start.0, start.1));
            properties.push_str(&format!("line={},", start.0));
            if start == end {
                properties.push_str(&format!("col={},", start.1));
            } else if start.0 == end.0 {
                properties.push_str(&format!("col={},endColumn={},", start.1, end.1));
            } else {
                // GitHub accepts columns only within one line.
                properties.push_str(&format!("endLine={},", end.0));
            }
        }
        if name == "-" {
            // Standard input is not a file that could be annotated.
            properties.clear();
        }
        text.push_str(&format!(": {}", one_line(message)));
        if !code.is_empty() {
            title.push_str(&format!(" ({code})"));
            text.push_str(&format!(" [{code}]"));
        }
        format!("::{command} {properties}title={}::{}\n", property(&title), data(&text))
    }
}

impl Format for Github {
    type File = CheckedItem;
    type Summary = FindingsSummary;

    fn file(&self, item: &CheckedItem) -> String {
        let found = match &item.outcome {
            Ok(found) => found,
            Err(error) => return self.unreadable(&item.name, error),
        };
        let regions = Regions::new(&found.param);
        let mut text = String::new();
        for finding in &found.findings {
            let command = match finding.severity() {
                Severity::Error => "error",
                Severity::Warning => "warning",
                _ if self.shows_notes => "notice",
                Severity::Note | _ => continue,
            };
            let message = sentence(finding, self.lang);
            let code = finding.code_text();
            text.push_str(&self.command(command, &item.name, regions.of(finding), code, &message));
        }
        let more = found.omitted.shown(self.shows_notes);
        if more > 0 {
            text.push_str(&self.command("notice", &item.name, None, "", &omitted(more, self.lang)));
        }
        text
    }

    fn failure(&self, error: &CliError) -> String {
        self.unreadable(&error.file().unwrap_or_default(), error)
    }
}

/// The message of a command.
fn data(text: &str) -> Cow<'_, str> {
    escaped(text, &['%', '\r', '\n'])
}

/// A property of a command.
fn property(text: &str) -> Cow<'_, str> {
    escaped(text, &['%', '\r', '\n', ':', ','])
}

fn escaped<'t>(text: &'t str, special: &[char]) -> Cow<'t, str> {
    if !text.contains(special) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if special.contains(&c) {
            escaped.push_str(&format!("%{:02X}", u32::from(c)));
        } else {
            escaped.push(c);
        }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_escaped() {
        assert_eq!(data("100%: a,b\r\n::error::x"), "100%25: a,b%0D%0A::error::x");
        assert_eq!(property("100%: a,b\n"), "100%25%3A a%2Cb%0A");
    }
}
