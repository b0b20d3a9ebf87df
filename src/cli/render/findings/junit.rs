//! JUnit XML: a test suite for each item, a failed test for each finding. Valid under both schemas in use, that
//! of Jenkins and the stricter one of Ant, so that every reader of such reports accepts it.

use jiff::Timestamp;
use quick_xml::escape::escape;
use tmall_schema::{Finding, Lang, Severity};

use super::fingerprints::Fingerprints;
use super::sentence::{label, omitted, path, sentence};
use crate::cli::args::FailOn;
use crate::cli::date::source_date;
use crate::cli::error::CliError;
use crate::cli::render::Format;
use crate::cli::results::findings::{CheckedItem, FindingsSummary, ItemFindings};
use crate::cli::text::one_line;

pub(crate) struct Junit {
    lang: Lang,
    shows_notes: bool,
    fail_on: FailOn,
    timestamp: String,
}

/// The content of one test suite.
#[derive(Default)]
struct Suite {
    cases: String,
    tests: usize,
    failures: usize,
    errors: usize,
    /// Lines of `system-out`.
    output: Vec<String>,
}

impl Junit {
    pub(crate) fn new(lang: Lang, shows_notes: bool, fail_on: FailOn) -> Junit {
        Junit { lang, shows_notes, fail_on, timestamp: timestamp() }
    }

    /// Whether a finding is a failed test. With `--fail-on never` errors still are: the option is about the exit
    /// code, not about the report.
    fn fails(&self, severity: Severity) -> bool {
        severity == Severity::Error || self.fail_on.fails(severity)
    }

    fn suite(&self, found: &ItemFindings, name: &str) -> Suite {
        let mut suite = Suite::default();
        let class = class(name);
        let mut fingerprints = Fingerprints::new(String::new());
        for finding in &found.findings {
            if self.fails(finding.severity()) {
                let mut test = format!("{} {}", finding.code_text(), path(finding));
                // Readers keep only one of several tests with the same name.
                match fingerprints.count(finding) {
                    0 => {}
                    before => test.push_str(&format!(" ({})", before + 1)),
                }
                let message = finding.message(self.lang);
                let place = place(finding, name);
                let details = format!("{place}\n{}\n{message}", label(finding));
                suite.add(&test, &class, Some(("failure", finding.code_text(), &message, &details)));
                suite.failures += 1;
            } else if self.shows_notes || finding.severity() != Severity::Note {
                let word = finding.severity().title(self.lang);
                let (code, text) = (finding.code_text(), sentence(finding, self.lang));
                suite.output.push(format!("{}: {word}[{code}] {text}", place(finding, name)));
            }
        }
        let more = found.omitted.shown(self.shows_notes);
        let mut failing = found.omitted;
        if self.fail_on != FailOn::Warning {
            failing.warnings = 0;
        }
        match failing.shown(false) {
            0 if more > 0 => suite.output.push(omitted(more, self.lang)),
            0 => {}
            _ => {
                let text = omitted(more, self.lang);
                suite.add("max-findings", &class, Some(("failure", "max-findings", &text, name)));
                suite.failures += 1;
            }
        }
        if suite.tests == 0 {
            suite.add("valid", &class, None);
        }
        suite
    }

    fn unreadable(&self, error: &CliError, name: &str) -> Suite {
        let mut suite = Suite { errors: 1, ..Suite::default() };
        let (message, details) = (error.message(self.lang), error.text(self.lang));
        suite.add("readable", &class(name), Some(("error", "unreadable", &message, &details)));
        suite
    }

    fn element(&self, suite: &Suite, name: &str, index: usize) -> String {
        let Suite { cases, tests, failures, errors, output } = suite;
        let (name, timestamp) = (attribute(name), &self.timestamp);
        let version = env!("CARGO_PKG_VERSION");
        let output = match output.as_slice() {
            [] => "<system-out/>".to_owned(),
            lines => format!("<system-out>{}</system-out>", text(&lines.join("\n"))),
        };
        format!(
            "  <testsuite name=\"{name}\" package=\"tmall-schema\" id=\"{index}\" timestamp=\"{timestamp}\" \
             hostname=\"localhost\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" time=\"0\">\n    \
             <properties><property name=\"version\" value=\"{version}\"/></properties>\n{cases}    \
             {output}\n    <system-err/>\n  </testsuite>\n"
        )
    }
}

impl Suite {
    /// Adds a test; a failed one with the name, kind, message and text of its `failure` or `error` element.
    fn add(&mut self, name: &str, class: &str, problem: Option<(&str, &str, &str, &str)>) {
        self.tests += 1;
        let (name, class) = (attribute(name), attribute(class));
        self.cases.push_str(&format!("    <testcase name=\"{name}\" classname=\"{class}\" time=\"0\""));
        match problem {
            None => self.cases.push_str("/>\n"),
            Some((element, kind, message, details)) => self.cases.push_str(&format!(
                ">\n      <{element} type=\"{kind}\" message=\"{}\">{}</{element}>\n    </testcase>\n",
                attribute(message),
                text(details)
            )),
        }
    }
}

impl Format for Junit {
    type File = CheckedItem;
    type Summary = FindingsSummary;

    fn begin(&self, _: &FindingsSummary) -> String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n".to_owned()
    }

    fn file(&self, item: &CheckedItem) -> String {
        let name = one_line(&item.name);
        let suite = match &item.outcome {
            Ok(found) => self.suite(found, &name),
            Err(error) => self.unreadable(error, &name),
        };
        self.element(&suite, &name, item.index)
    }

    fn end(&self, _: &FindingsSummary, _: usize) -> String {
        "</testsuites>\n".to_owned()
    }

    fn failure(&self, error: &CliError) -> String {
        let name = error.file().unwrap_or_else(|| "schema".to_owned());
        let suite = self.element(&self.unreadable(error, &name), &name, 0);
        {
            let summary = FindingsSummary::default();
            format!("{}{suite}{}", self.begin(&summary), self.end(&summary, 0))
        }
    }
}

fn place(finding: &Finding, name: &str) -> String {
    match finding.position() {
        Some(at) => format!("{name}:{}:{}", at.line, at.column),
        None => name.to_owned(),
    }
}

/// The name without its suffix: readers split a class at its last dot.
fn class(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, suffix)) if !stem.is_empty() && !stem.ends_with('/') && !suffix.contains('/') => {
            stem.to_owned()
        }
        _ => name.to_owned(),
    }
}

/// The time of the run in seconds and without a zone, as Ant's schema requires. Reproducible builds set it by
/// `SOURCE_DATE_EPOCH`.
fn timestamp() -> String {
    let at = source_date().unwrap_or_else(Timestamp::now);
    at.strftime("%Y-%m-%dT%H:%M:%S").to_string()
}

fn attribute(value: &str) -> String {
    escape(one_line(value)).into_owned()
}

/// Text of several lines. Characters that XML does not allow are replaced.
fn text(value: &str) -> String {
    let lines: Vec<_> = value.lines().map(|line| escape(one_line(line))).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_have_no_suffix() {
        let classes = ["items/1.2.xml", "item.xml", "-", "a.b/c", ".xml", "a/.xml"].map(class);
        assert_eq!(classes, ["items/1.2", "item", "-", "a.b/c", ".xml", "a/.xml"]);
    }

    #[test]
    fn nothing_that_xml_cannot_hold() {
        assert_eq!(text("a<b\u{1}\n\u{1b}[31m]]>"), "a&lt;b\u{FFFD}\n\u{FFFD}[31m]]&gt;");
        assert_eq!(attribute("\"a\"\nb&\u{FFFE}"), "&quot;a&quot; b&amp;\u{FFFE}");
    }
}
