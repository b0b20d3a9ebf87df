//! What a file of rules holds.

use std::collections::BTreeMap;
use std::sync::Arc;

use aho_corasick::AhoCorasick;
use regex::Regex;

use crate::code::{Code, Severity};
use crate::mapping::expression::{Expr, Template};
use crate::rules::field_path::FieldPath;
use crate::rules::limits::MAX_CODE_BYTES;
use crate::rules::pack::Pack;
use crate::span::Position;

/// House rules, read from files or taken from a [`Pack`].
///
/// ```
/// use tmall_schema::{Param, RuleSet, Schema, Validator};
/// let schema = Schema::parse(r#"<itemRule><field id="sku" name="SKU" type="multiComplex"><fields>
///   <field id="color" type="input"/><field id="price" type="input"/></fields></field></itemRule>"#)?;
/// let rules = RuleSet::parse(r#"
///   [[rule]]
///   code = "same-color"
///   severity = "warning"
///   message.en = "color {{ value }} is offered twice"
///   at = "/sku/*"
///   unique = "/sku/*/color"
/// "#)?;
/// let validator = Validator::compile(&schema).with_rules(rules.bind(&schema));
/// let mut param = Param::new(&schema);
/// for _ in 0..2 {
///     param.push_row("sku")?.set("color", "red")?;
/// }
/// let report = validator.check(&param);
/// let finding = &report.findings()[0];
/// assert_eq!((finding.code_text(), finding.path()), ("same-color", "/sku/1/color"));
/// assert_eq!(finding.to_string(), "color red is offered twice");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct RuleSet {
    pub(super) rules: Vec<SetRule>,
}

/// A rule of a set.
#[derive(Clone, Debug)]
pub(super) struct SetRule {
    pub(super) file: Arc<RuleFile>,
    /// Its number in the file.
    pub(super) number: usize,
    /// Another severity than the file gives, or off.
    pub(super) severity: Option<Option<Severity>>,
}

/// One file of rules.
#[derive(Debug)]
pub(super) struct RuleFile {
    pub(super) name: Option<Arc<str>>,
    pub(super) pack: Option<Pack>,
    pub(super) roles: BTreeMap<String, Role>,
    pub(super) rules: Vec<Rule>,
}

/// A name for fields: the first path that a schema has counts.
#[derive(Debug)]
pub(super) struct Role {
    pub(super) paths: Vec<FieldPath>,
}

/// One rule.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) code: Arc<str>,
    pub(super) position: Position,
    pub(super) severity: Severity,
    pub(super) message: Option<Texts>,
    pub(super) when: Option<Expression>,
    /// Fields without which the rule is off.
    pub(super) needs: Vec<Name>,
    /// The rows in which the rule looks.
    pub(super) at: Option<Name>,
    /// The field that findings are about.
    pub(super) on: Option<Name>,
    pub(super) form: Form,
}

/// The message in both languages.
#[derive(Debug)]
pub(super) struct Texts {
    pub(super) en: Template,
    pub(super) zh: Template,
    /// Both as written.
    pub(super) written: [String; 2],
    pub(super) position: Position,
}

/// An expression with its place.
#[derive(Debug)]
pub(super) struct Expression {
    pub(super) expr: Expr,
    pub(super) position: Position,
}

/// A role or a path, with its place.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub(super) target: Target,
    pub(super) position: Position,
}

#[derive(Clone, Debug)]
pub(super) enum Target {
    Role(String),
    Path(FieldPath),
}

/// What a rule requires.
#[derive(Debug)]
pub(super) enum Form {
    /// An expression is true.
    Assert(Expression),
    /// No two rows or values are the same.
    Unique(Vec<Name>),
    /// All of the fields have a value, or none.
    RequiredTogether(Vec<Name>),
    /// At least one of the fields has a value.
    AnyOf(Vec<Name>),
    /// The value is one of a list.
    OneOf { field: Name, values: Choices },
    /// Texts are free of words.
    ForbiddenWords { fields: Vec<Name>, words: Words },
    /// The sum of all values is in a range.
    Sum { of: Name, bounds: Bounds },
    /// Each value is larger, or smaller, than the one before.
    Ordered { field: Name, falling: bool, strict: bool },
    /// Texts match a pattern as a whole; with `any`, at least one does.
    Matches { fields: Vec<Name>, pattern: Regex, any: bool },
    /// Each value is in a range.
    Range { fields: Vec<Name>, bounds: Bounds },
    /// The number of values is in a range.
    Count { of: Name, bounds: Bounds },
    /// Each value has an attribute.
    Attribute { field: Name, name: String },
    /// No field before one with a value is empty.
    NoGaps(Name),
}

/// What a value may be.
#[derive(Debug)]
pub(super) enum Choices {
    Texts(std::collections::HashSet<String>),
    /// The values of other fields; with `same_id` only those of a field with the same id.
    Of {
        name: Name,
        same_id: bool,
    },
}

/// Forbidden words, as one machine that finds them all.
pub(super) struct Words {
    pub(super) machine: AhoCorasick,
    pub(super) list: Vec<String>,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} words", self.list.len())
    }
}

/// The ends of a range.
#[derive(Debug, Default)]
pub(super) struct Bounds {
    pub(super) list: Vec<(Comparison, Limit)>,
}

/// How a value compares to a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    Above,
    AtLeast,
    Equals,
    AtMost,
    Below,
}

#[derive(Debug)]
pub(super) enum Limit {
    /// A number as written.
    Number(String),
    /// The smallest or greatest value of fields, whichever end it is.
    Of(Name),
}

impl RuleSet {
    /// Whether a text can be the code of a rule: lower-case letters, digits and single hyphens, and not so similar to a
    /// code of findings that come from the schema that it is rather a misspelled one.
    #[must_use]
    pub fn is_code(text: &str) -> bool {
        let is_kebab = text.split('-').all(|part| {
            !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        });
        let is_near = |code: &Code| strsim::osa_distance(text, code.as_str()) <= 2;
        is_kebab && text.len() <= MAX_CODE_BYTES && !Code::ALL.iter().any(is_near)
    }

    /// A set without rules.
    #[must_use]
    pub fn new() -> RuleSet {
        RuleSet::default()
    }

    pub(super) fn of(file: RuleFile) -> RuleSet {
        let file = Arc::new(file);
        let rules =
            (0..file.rules.len()).map(|number| SetRule { file: Arc::clone(&file), number, severity: None });
        RuleSet { rules: rules.collect() }
    }

    /// Adds the rules of another set. A rule replaces an earlier one of the same code.
    #[must_use]
    pub fn and(mut self, other: RuleSet) -> RuleSet {
        let codes: std::collections::HashSet<Arc<str>> =
            other.rules.iter().map(|rule| Arc::clone(&rule.rule().code)).collect();
        self.rules.retain(|rule| !codes.contains(&rule.rule().code));
        self.rules.extend(other.rules);
        self
    }

    /// Gives the findings of a rule another severity, or turns it off with `None`.
    #[must_use]
    pub fn with_severity(mut self, code: &str, severity: Option<Severity>) -> RuleSet {
        for rule in self.rules.iter_mut().filter(|rule| &*rule.rule().code == code) {
            rule.severity = Some(severity);
        }
        self
    }

    /// The codes of the rules, in their order.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.rules.iter().map(|rule| &*rule.rule().code)
    }

    /// Whether there is no rule.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }
}

impl SetRule {
    pub(super) fn rule(&self) -> &Rule {
        // The number is one of the file's: it is made from its length.
        &self.file.rules[self.number]
    }
}
