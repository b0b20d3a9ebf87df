//! Reads files of rules: one pass that collects all mistakes.

mod form;
mod reader;
mod words;

use std::collections::HashMap;
use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use toml::de::DeTable;

use crate::code::{Code, Severity};
use crate::mapping::encoding;
use crate::mapping::message::{Message, message};
use crate::mapping::parse::syntax::syntax_error;
use crate::mapping::suggestion::similar;
use crate::rules::field_path::FieldPath;
use crate::rules::limits::{MAX_FILE_BYTES, MAX_RULES};
use crate::rules::model::{Role, Rule, RuleFile, RuleSet, Texts};
use crate::rules::pack::Pack;
use crate::rules::problem::RuleProblems;
use reader::{Item, Parser, in_order};

/// Gives the content of a file of words, by its path behind the folder of the rules.
pub(super) type Load<'l> = &'l dyn Fn(&str) -> io::Result<Vec<u8>>;

const TOP_KEYS: [&str; 2] = ["roles", "rule"];
/// The keys of a rule beside its form.
const RULE_KEYS: [&str; 7] = ["code", "severity", "message", "when", "needs", "at", "on"];
/// The names that messages can use beside roles and ids.
pub(super) const VARIABLES: [&str; 6] = ["value", "word", "first", "previous", "limit", "sum"];

impl RuleSet {
    /// Reads rules from text. They can name no file of forbidden words; [`RuleSet::open`] and
    /// [`RuleSet::parse_with`] can.
    ///
    /// # Errors
    /// All mistakes of the text, each with its place.
    pub fn parse(text: &str) -> Result<RuleSet, RuleProblems> {
        parse(text, None, None, None)
    }

    /// Reads rules from text, under a name, with a function that gives the content of the files of words that it names.
    /// The function is called with the path as the rules have it, behind the folder of their file.
    ///
    /// # Errors
    /// As [`RuleSet::parse`], and if a file cannot be read.
    pub fn parse_with(
        text: &str,
        name: &str,
        load: impl Fn(&str) -> io::Result<Vec<u8>>,
    ) -> Result<RuleSet, RuleProblems> {
        parse(text, Some(name), None, Some(&load))
    }

    /// Reads a file of rules and the files of words that it names, each relative to its folder.
    ///
    /// # Errors
    /// As [`RuleSet::parse_with`].
    pub fn open(path: &Path) -> Result<RuleSet, RuleProblems> {
        let name = path.display().to_string();
        let text = bytes_of(path).map_err(|error| io_message(&error)).and_then(decode);
        match text {
            Ok(text) => parse(&text, Some(&name), None, Some(&|path| bytes_of(Path::new(path)))),
            Err(Message { en, zh }) => {
                let mut parser = Parser::new(Some(&name), None);
                parser.report_file(message!("cannot read \"{name}\": {en}", "无法读取“{name}”：{zh}"));
                Err(RuleProblems(parser.problems))
            }
        }
    }

    pub(super) fn parse_pack(pack: Pack) -> Result<RuleSet, RuleProblems> {
        parse(pack.toml(), None, Some(pack), None)
    }
}

/// Reads a file, but not much more than the limit.
fn bytes_of(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(MAX_FILE_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn io_message(error: &io::Error) -> Message {
    // The kinds of the standard library are many; these have words of ours.
    #[allow(clippy::wildcard_enum_match_arm)]
    match error.kind() {
        io::ErrorKind::NotFound => message!("no such file", "文件不存在"),
        io::ErrorKind::PermissionDenied => message!("permission denied", "没有权限"),
        io::ErrorKind::IsADirectory => message!("it is a directory", "这是目录"),
        _ => message!("{error}", "{error}"),
    }
}

/// The text of a file.
fn decode(bytes: Vec<u8>) -> Result<String, Message> {
    if bytes.len() > MAX_FILE_BYTES {
        let megabytes = MAX_FILE_BYTES >> 20;
        return Err(message!("it is larger than {megabytes} MB", "文件超过 {megabytes} MB"));
    }
    let text = encoding::decode(bytes);
    text.ok_or_else(|| {
        message!("it is neither UTF-8 nor GBK; save it as UTF-8", "既不是 UTF-8 也不是 GBK；请保存为 UTF-8")
    })
}

fn parse(
    text: &str,
    name: Option<&str>,
    pack: Option<Pack>,
    load: Option<Load<'_>>,
) -> Result<RuleSet, RuleProblems> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut parser = Parser::new(name, load);
    let file = parser.file(text, pack);
    if parser.problems.is_empty() { Ok(RuleSet::of(file)) } else { Err(RuleProblems(parser.problems)) }
}

impl Parser<'_> {
    fn file(&mut self, text: &str, pack: Option<Pack>) -> RuleFile {
        let mut file = RuleFile {
            name: self.name.clone(),
            pack,
            roles: std::collections::BTreeMap::new(),
            rules: Vec::new(),
        };
        if text.len() > MAX_FILE_BYTES {
            let megabytes = MAX_FILE_BYTES >> 20;
            self.report_file(message!("the file is larger than {megabytes} MB", "文件超过 {megabytes} MB"));
            return file;
        }
        self.source = crate::span::Source::new(
            text.to_owned(),
            crate::span::OffsetMap::default(),
            crate::span::Position::START,
        );
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in &errors {
            let start = error.span().map_or(0, |span| span.start).min(text.len());
            let wrong = syntax_error(error.message(), text.get(start..).unwrap_or_default());
            self.report(start, wrong);
        }
        if !errors.is_empty() {
            return file;
        }
        let table = table.get_ref();
        self.known_keys(table, &TOP_KEYS);
        if let Some(roles) = table.get("roles").and_then(|roles| self.table_of(roles)) {
            for (name, item) in in_order(roles) {
                if let Some(role) = self.role(name.get_ref(), name.span().start, item) {
                    file.roles.insert(name.get_ref().to_string(), role);
                } else {
                    self.broken_roles.push(name.get_ref().to_string());
                }
            }
        }
        self.roles = file.roles.keys().cloned().collect();
        let Some(rules) = table.get("rule") else { return file };
        let Some(list) = rules.get_ref().as_array() else {
            self.wrong_type(rules, message!("a list of tables: [[rule]]", "表的列表：[[rule]]"));
            return file;
        };
        if list.len() > MAX_RULES {
            self.report(
                rules.span().start,
                message!("there are more than {MAX_RULES} rules", "规则超过 {MAX_RULES} 条"),
            );
            return file;
        }
        let mut seen = HashMap::new();
        for item in list.iter() {
            let Some(rule) = self.table_of(item).and_then(|table| self.rule(item, table)) else { continue };
            if seen.insert(Arc::clone(&rule.code), ()).is_some() {
                let at = self.code_of(item).unwrap_or(item.span().start);
                let code = &rule.code;
                self.report(at, message!("there are two rules \"{code}\"", "规则“{code}”重复"));
                continue;
            }
            file.rules.push(rule);
        }
        file
    }

    /// Where the code of a rule is.
    fn code_of(&self, item: &Item<'_>) -> Option<usize> {
        Some(item.get_ref().as_table()?.get("code")?.span().start)
    }

    fn role(&mut self, name: &str, at: usize, item: &Item<'_>) -> Option<Role> {
        let is_word = name.chars().all(|c| c.is_alphanumeric() || c == '_')
            && !name.starts_with(|c: char| c.is_numeric())
            && !name.is_empty();
        if !is_word || VARIABLES.contains(&name) || ["record", "row"].contains(&name) {
            let text = if is_word {
                message!(
                    "\"{name}\" has a meaning of its own in messages; choose another name",
                    "“{name}”在消息中另有含义，请换一个名称"
                )
            } else {
                message!(
                    "the name of a role has letters, digits and _ only, so that expressions can use it",
                    "角色名只能含字母、数字和 _，以便在表达式中使用",
                )
            };
            self.report(at, text);
            return None;
        }
        let items: Vec<&Item<'_>> = match item.get_ref().as_array() {
            Some(items) if !items.is_empty() => items.iter().collect(),
            Some(_) | None => vec![item],
        };
        let mut paths = Vec::new();
        for item in items {
            let text = self.text_of(item)?;
            paths.push(self.path(item, text)?);
        }
        Some(Role { paths })
    }

    pub(super) fn path(&mut self, item: &Item<'_>, text: &str) -> Option<FieldPath> {
        FieldPath::parse(text).map_err(|wrong| self.report(item.span().start, wrong)).ok()
    }

    fn rule(&mut self, item: &Item<'_>, table: &DeTable<'_>) -> Option<Rule> {
        let before = self.problems.len();
        let known: Vec<&str> = RULE_KEYS.iter().chain(&form::FORMS).copied().collect();
        self.known_keys(table, &known);
        let has_unknown_keys = self.problems.len() > before;
        let code = self.code(item, table);
        let severity = table.get("severity").map_or(Some(Severity::Error), |item| self.severity(item));
        let message = table.get("message").and_then(|item| self.texts(item));
        let when = table.get("when").and_then(|item| self.expression(item));
        let at = table.get("at").and_then(|item| self.name(item));
        let on = table.get("on").and_then(|item| self.name(item));
        let needs = table.get("needs").map_or(Some(Vec::new()), |item| self.names(item));
        let form = self.form(item, table, has_unknown_keys);
        if self.problems.len() > before {
            return None;
        }
        Some(Rule {
            code: code?.into(),
            position: self.position(self.code_of(item)?),
            severity: severity?,
            message,
            when,
            needs: needs?,
            at,
            on,
            form: form?,
        })
    }

    fn code(&mut self, item: &Item<'_>, table: &DeTable<'_>) -> Option<String> {
        let Some(code) = table.get("code") else {
            self.report(item.span().start, message!("the rule has no \"code\"", "规则缺少 code"));
            return None;
        };
        let text = self.text_of(code)?;
        if !RuleSet::is_code(text) {
            let near = Code::ALL.iter().find(|code| strsim::osa_distance(text, code.as_str()) <= 2);
            let wrong = match near {
                Some(near) if near.as_str() == text => message!(
                    "\"{text}\" is a code of findings that come from the schema; choose another",
                    "“{text}”是校验 schema 规则时使用的代码，请换一个",
                ),
                Some(near) => message!(
                    "\"{text}\" is too similar to \"{near}\", a code of findings that come from the schema; choose another",
                    "“{text}”与校验 schema 规则时使用的代码“{near}”过于相似，请换一个",
                ),
                None => message!(
                    "a code has lower-case letters, digits and single hyphens, at most 64: such as \"price-too-low\"",
                    "代码只能含小写字母、数字和单个连字符，最多 64 个字符，如 \"price-too-low\"",
                ),
            };
            self.report(code.span().start, wrong);
            return None;
        }
        Some(text.to_owned())
    }

    fn severity(&mut self, item: &Item<'_>) -> Option<Severity> {
        let text = self.text_of(item)?;
        let severity = text.parse::<Severity>().ok();
        if severity.is_none() {
            let Message { en, zh } = similar(text, Severity::ALL.iter().map(|one| one.as_str()));
            self.report(
                item.span().start,
                message!("\"{text}\" is not a severity{en}", "“{text}”不是严重程度{zh}"),
            );
        }
        severity
    }

    /// `message.en` and `message.zh`. With only one of them, both languages have it.
    fn texts(&mut self, item: &Item<'_>) -> Option<Texts> {
        let table = self.table_of(item)?;
        self.known_keys(table, &["en", "zh"]);
        let either = table.get("en").or_else(|| table.get("zh"));
        let Some(either) = either else {
            self.report(
                item.span().start,
                message!("write message.en, message.zh or both", "请写 message.en 或 message.zh，或两者都写"),
            );
            return None;
        };
        let (en, zh) = (table.get("en").unwrap_or(either), table.get("zh").unwrap_or(either));
        let written = [self.text_of(en)?.to_owned(), self.text_of(zh)?.to_owned()];
        let (en, zh) = (self.template(en)?, self.template(zh)?);
        Some(Texts { en, zh, written, position: self.position(either.span().start) })
    }
}
