//! SARIF 2.1.0, which code scanning services and editors read: only the parts that they use.

use serde::Serialize;
use tmall_schema::catalogue::Entry;
use tmall_schema::{BoundRules, Code, Finding, Lang, RuleCode, RuleState, Severity};

use super::fingerprints::Fingerprints;
use super::region::{Region, Regions};
use super::repository::Repository;
use super::sentence::{omitted, path, sentence};
use crate::cli::error::CliError;
use crate::cli::lang::pick;
use crate::cli::render::Format;
use crate::cli::render::json::line;
use crate::cli::results::findings::{CheckedItem, FindingsSummary};

pub(crate) struct Sarif {
    lang: Lang,
    repository: Repository,
    /// The house rules of the run, which follow the rules of the program.
    house: Option<BoundRules>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    information_uri: &'static str,
    language: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'r> {
    id: &'r str,
    short_description: Message,
    full_description: Message,
    help: Help,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Help {
    text: String,
    /// Shown instead of the text by viewers that support it.
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultObject<'r> {
    rule_id: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    /// SARIF has the same words for severities.
    level: &'static str,
    message: Message,
    locations: [Location<'r>; 1],
    partial_fingerprints: Fingerprint,
}

#[derive(Serialize)]
struct Fingerprint {
    /// The name ends with the version of the algorithm.
    #[serde(rename = "tmallSchemaFinding/v1")]
    finding: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'r> {
    physical_location: PhysicalLocation<'r>,
    #[serde(skip_serializing_if = "Option::is_none")]
    logical_locations: Option<[LogicalLocation<'r>; 1]>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation<'r> {
    artifact_location: ArtifactLocation<'r>,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<RegionObject>,
}

#[derive(Serialize)]
struct ArtifactLocation<'r> {
    uri: &'r str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RegionObject {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'r str>,
    fully_qualified_name: &'r str,
    kind: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation<'r> {
    execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notification<'r>>,
}

#[derive(Serialize)]
struct Notification<'r> {
    level: &'static str,
    message: Message,
    #[serde(skip_serializing_if = "Option::is_none")]
    locations: Option<[Location<'r>; 1]>,
}

impl Sarif {
    pub(crate) fn new(lang: Lang, house: Option<BoundRules>) -> Sarif {
        Sarif { lang, repository: Repository::find(), house }
    }

    fn rule(&self, code: Code) -> Rule<'_> {
        self.rule_of(code.entry(), code.severity())
    }

    /// A house rule: one of a pack as the catalogue has it, one of a file by its message.
    fn house_rule<'r>(&self, rule: &RuleState<'r>) -> Rule<'r> {
        let severity = rule.severity().unwrap_or(Severity::Note);
        if let (Some(_), Ok(code)) = (rule.pack(), rule.code().parse::<RuleCode>()) {
            return self.rule_of(code.entry(), severity);
        }
        let (entry, lang) = (Code::HouseRule.entry(), self.lang);
        let title = rule.message(lang).unwrap_or_else(|| entry.title(lang)).to_owned();
        let file = rule.file().unwrap_or_default();
        let place = format!("{file}:{}:{}", rule.position().line, rule.position().column);
        let meaning = pick(
            lang,
            format!("A house rule of {place}. The schema does not require it."),
            format!("自定义规则，定义于 {place}。该要求并非来自 schema。"),
        );
        let help = format!("{meaning}\n\n{}", entry.fix(lang));
        Rule {
            id: rule.code(),
            short_description: Message { text: title },
            help: Help { markdown: escaped(&help), text: help },
            full_description: Message { text: meaning },
            default_configuration: Configuration { level: severity.as_str() },
        }
    }

    fn rule_of(&self, entry: &'static Entry, severity: Severity) -> Rule<'static> {
        let lang = self.lang;
        let help = format!("{}\n\n{}", entry.meaning(lang), entry.fix(lang));
        let (wrong, fixed) = (pick(lang, "For example:", "例如："), pick(lang, "Fixed:", "改正后："));
        let mut markdown = escaped(&help);
        if let Some(example) = entry.examples().first() {
            for (heading, document) in [(wrong, example.item()), (fixed, example.fixed())] {
                markdown.push_str(&format!("\n\n{heading}\n\n```xml\n{document}```"));
            }
        }
        Rule {
            id: entry.code(),
            short_description: Message { text: entry.title(lang).to_owned() },
            full_description: Message { text: entry.meaning(lang).to_owned() },
            help: Help { text: help, markdown },
            default_configuration: Configuration { level: severity.as_str() },
        }
    }

    fn house_rules(&self) -> impl Iterator<Item = RuleState<'_>> {
        self.house.iter().flat_map(BoundRules::states)
    }

    /// The position of the rule of a finding among all rules.
    fn index(&self, finding: &Finding) -> Option<usize> {
        if finding.code() != Code::HouseRule {
            return Code::ALL.iter().position(|code| *code == finding.code());
        }
        let at = self.house_rules().position(|rule| rule.code() == finding.code_text())?;
        Some(Code::ALL.len() + at)
    }

    fn result<'r>(
        &self,
        finding: &'r Finding,
        uri: &'r str,
        region: Option<Region>,
        fingerprint: String,
    ) -> ResultObject<'r> {
        // GitHub requires a region, so findings without a place get the beginning of the file.
        let region = region.unwrap_or(Region { start: (1, 1), end: (1, 1) });
        let mut location = location(uri, Some(region));
        location.logical_locations = Some([LogicalLocation {
            name: finding.field(),
            fully_qualified_name: path(finding),
            kind: "element",
        }]);
        ResultObject {
            rule_id: finding.code_text(),
            rule_index: self.index(finding),
            level: finding.severity().as_str(),
            message: Message { text: sentence(finding, self.lang) },
            locations: [location],
            partial_fingerprints: Fingerprint { finding: fingerprint },
        }
    }

    /// The text after the results.
    fn rest(&self, unreadable: &[&CliError], omitted_findings: usize) -> String {
        let uris: Vec<Option<String>> =
            unreadable.iter().map(|error| error.file().map(|name| self.repository.uri(&name))).collect();
        let mut notifications: Vec<Notification<'_>> = unreadable
            .iter()
            .zip(&uris)
            .map(|(error, uri)| Notification {
                level: "error",
                message: Message { text: error.text(self.lang) },
                locations: uri.as_deref().map(|uri| [location(uri, Region::of_error(error))]),
            })
            .collect();
        if omitted_findings > 0 {
            let message = Message { text: omitted(omitted_findings, self.lang) };
            notifications.push(Notification { level: "note", message, locations: None });
        }
        let invocation = Invocation {
            execution_successful: unreadable.is_empty(),
            tool_execution_notifications: notifications,
        };
        format!("\n],\"invocations\":[{}]}}]}}\n", line(&invocation))
    }
}

impl Format for Sarif {
    type File = CheckedItem;
    type Summary = FindingsSummary;

    fn begin(&self, _: &FindingsSummary) -> String {
        let driver = line(&Driver {
            name: "tmall-schema",
            version: env!("CARGO_PKG_VERSION"),
            semantic_version: env!("CARGO_PKG_VERSION"),
            information_uri: env!("CARGO_PKG_REPOSITORY"),
            language: if self.lang == Lang::Zh { "zh-CN" } else { "en-US" },
        });
        // All rules, whatever was found, so that services always show the same set. One line each.
        let mut rules: Vec<String> = Code::ALL.iter().map(|&code| line(&self.rule(code))).collect();
        rules.extend(self.house_rules().map(|rule| line(&self.house_rule(&rule))));
        format!(
            "{{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{{\n\
             \"tool\":{{\"driver\":{},\"rules\":[\n{}\n]}}}},\n\"columnKind\":\"utf16CodeUnits\",\n\"results\":[\n",
            driver.trim_end_matches('}'),
            rules.join(self.between())
        )
    }

    fn file(&self, item: &CheckedItem) -> String {
        // Unreadable files are in the notifications at the end.
        let Ok(found) = &item.outcome else { return String::new() };
        let uri = self.repository.uri(&item.name);
        let regions = Regions::new(&found.param);
        let mut fingerprints = Fingerprints::new(self.repository.path(&item.name));
        let results: Vec<String> = found
            .findings
            .iter()
            .map(|finding| {
                let fingerprint = fingerprints.next(finding);
                line(&self.result(finding, &uri, regions.of(finding), fingerprint))
            })
            .collect();
        results.join(self.between())
    }

    fn between(&self) -> &str {
        ",\n"
    }

    fn end(&self, summary: &FindingsSummary, _: usize) -> String {
        self.rest(&summary.failures.iter().collect::<Vec<_>>(), summary.omitted.total())
    }

    fn failure(&self, error: &CliError) -> String {
        format!("{}{}", self.begin(&FindingsSummary::default()), self.rest(&[error], 0))
    }
}

/// Text as Markdown: tags would be taken for HTML, except in code.
fn escaped(text: &str) -> String {
    let parts = text.split('`').enumerate();
    let parts = parts.map(|(at, part)| if at % 2 == 0 { part.replace('<', "\\<") } else { part.to_owned() });
    parts.collect::<Vec<_>>().join("`")
}

fn location(uri: &str, region: Option<Region>) -> Location<'_> {
    let region = region.map(|Region { start, end }| RegionObject {
        start_line: start.0,
        start_column: start.1,
        end_line: end.0,
        end_column: end.1,
    });
    Location {
        physical_location: PhysicalLocation { artifact_location: ArtifactLocation { uri }, region },
        logical_locations: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_text() {
        assert_eq!(escaped("<a> in `<b>`, <c>"), "\\<a> in `<b>`, \\<c>");
    }
}
