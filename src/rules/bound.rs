//! Rules bound to a schema.

use std::sync::Arc;

use crate::code::Severity;
use crate::lang::Lang;
use crate::mapping::message::{Message, message, quoted};
use crate::rules::model::{Form, Rule, RuleFile, SetRule};
use crate::rules::pack::Pack;
use crate::schema::{FieldId, Schema};
use crate::span::Position;
use crate::validate::Validator;

/// House rules with the fields that they look at in one schema; for
/// [`Validator::with_rules`](crate::validate::Validator::with_rules).
#[derive(Debug)]
pub struct BoundRules {
    pub(super) schema: Schema,
    pub(super) rules: Vec<BoundRule>,
    /// The fields that rules look at.
    pub(super) places: Vec<FieldChains>,
    /// The number of different steps of all chains.
    pub(super) steps: usize,
}

/// A rule with its fields. One without all of them is off.
#[derive(Debug)]
pub(super) struct BoundRule {
    pub(super) file: Arc<RuleFile>,
    pub(super) number: usize,
    pub(super) severity: Option<Severity>,
    pub(super) state: Result<Uses, Vec<Missing>>,
}

/// The fields of a rule, by the number of the place.
#[derive(Debug, Default)]
pub(super) struct Uses {
    /// The rows that the rule looks at.
    pub(super) at: Option<usize>,
    pub(super) on: Option<usize>,
    /// The fields that the form checks.
    pub(super) fields: Vec<usize>,
    /// The fields whose values the form compares with.
    pub(super) limits: Vec<usize>,
    pub(super) when: Vec<NameUse>,
    pub(super) assert: Vec<NameUse>,
    pub(super) message: Vec<NameUse>,
    /// The names in the message that the schema does not have.
    pub(super) unknown: Vec<Missing>,
}

/// A name in an expression.
#[derive(Debug)]
pub(super) struct NameUse {
    pub(super) name: String,
    /// None for what the form provides.
    pub(super) place: Option<usize>,
}

/// A role, path or name that the schema does not have.
#[derive(Clone, Debug)]
pub(super) struct Missing {
    pub(super) name: String,
    pub(super) position: Position,
}

/// The fields that a role or path stands for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct FieldChains {
    pub(super) chains: Vec<Chain>,
}

/// The way from the root of a param to one field of the schema; never empty.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Chain {
    pub(super) steps: Vec<ChainStep>,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct ChainStep {
    pub(super) id: Arc<str>,
    pub(super) field: FieldId,
    /// The display name.
    pub(super) name: Option<Arc<str>>,
    /// Whether values or rows are numbered.
    pub(super) is_array: bool,
    pub(super) may_be_off: bool,
    /// Its number among the steps of all chains; the same field has the same number.
    pub(super) slot: usize,
}

impl Chain {
    /// How many steps two chains share at their beginning.
    pub(super) fn common(&self, other: &Chain) -> usize {
        self.steps.iter().zip(&other.steps).take_while(|(a, b)| a.field == b.field).count()
    }
}

impl BoundRule {
    pub(super) fn rule(&self) -> &Rule {
        // The number is one of the file's, see `SetRule`.
        &self.file.rules[self.number]
    }

    pub(super) fn form(&self) -> &Form {
        &self.rule().form
    }
}

impl SetRule {
    pub(super) fn bound(&self, state: Result<Uses, Vec<Missing>>) -> BoundRule {
        let severity = self.severity.unwrap_or(Some(self.rule().severity));
        BoundRule { file: Arc::clone(&self.file), number: self.number, severity, state }
    }
}

/// What has become of a rule in a schema.
///
/// ```
/// use tmall_schema::{Lang, RuleSet, Schema};
/// let schema = Schema::parse(r#"<itemRule><field id="title" type="input"/></itemRule>"#)?;
/// let rules = RuleSet::parse("[[rule]]\ncode = \"a\"\nassert = \"price|float > 1\"")?.bind(&schema);
/// let state = rules.states().next().unwrap();
/// assert!(!state.is_on());
/// assert_eq!(state.why_off(Lang::En).unwrap(), "the schema has no \"price\"");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct RuleState<'r> {
    rule: &'r BoundRule,
    rules: &'r BoundRules,
}

impl Validator {
    /// Applies house rules as well: their findings follow those of the schema. The rules must be bound to the same
    /// schema.
    #[must_use]
    pub fn with_rules(self, rules: BoundRules) -> Validator {
        if rules.states().any(|state| state.is_on()) { self.with_extra(rules) } else { self }
    }
}

impl BoundRules {
    /// All rules, also those that are off.
    pub fn states(&self) -> impl Iterator<Item = RuleState<'_>> {
        self.rules.iter().map(|rule| RuleState { rule, rules: self })
    }
}

impl<'r> RuleState<'r> {
    /// The code.
    #[must_use]
    pub fn code(&self) -> &'r str {
        &self.rule.rule().code
    }

    /// The severity of its findings; `None` if they are turned off.
    #[must_use]
    pub fn severity(&self) -> Option<Severity> {
        self.rule.severity
    }

    /// The pack that the rule comes from.
    #[must_use]
    pub fn pack(&self) -> Option<Pack> {
        self.rule.file.pack
    }

    /// The template of its messages, as it is written; `None` if it has the standard text of its form.
    #[must_use]
    pub fn message(&self, lang: Lang) -> Option<&'r str> {
        let texts = self.rule.rule().message.as_ref()?;
        let [en, zh] = &texts.written;
        Some(lang.pick(en, zh))
    }

    /// The file that the rule comes from, if it has a name.
    #[must_use]
    pub fn file(&self) -> Option<&'r str> {
        self.rule.file.name.as_deref()
    }

    /// The place of its code in the file.
    #[must_use]
    pub fn position(&self) -> Position {
        self.rule.rule().position
    }

    /// Whether it is applied.
    #[must_use]
    pub fn is_on(&self) -> bool {
        self.rule.state.is_ok() && self.rule.severity.is_some()
    }

    /// Why it is not applied.
    #[must_use]
    pub fn why_off(&self, lang: Lang) -> Option<String> {
        let message = match &self.rule.state {
            Err(missing) => {
                let names: Vec<&str> = missing.iter().map(|missing| missing.name.as_str()).collect();
                let Message { en, zh } = quoted(&names);
                message!("the schema has no {en}", "schema 中没有{zh}")
            }
            Ok(_) if self.rule.severity.is_none() => message!("it is turned off", "已关闭"),
            Ok(_) => return None,
        };
        Some(message.of(lang).to_owned())
    }

    /// The names in its message that the schema does not have, each with the place of the message. They are empty in the
    /// message, and the rule applies.
    pub fn unknown_in_message(&self) -> impl Iterator<Item = (&'r str, Position)> {
        let unknown = self.rule.state.as_ref().map_or(&[][..], |uses| uses.unknown.as_slice());
        unknown.iter().map(|unknown| (unknown.name.as_str(), unknown.position))
    }

    /// What the schema lacks, each with its place in the file.
    pub fn missing(&self) -> impl Iterator<Item = (&'r str, Position)> {
        let missing = self.rule.state.as_ref().err().map_or(&[][..], Vec::as_slice);
        missing.iter().map(|missing| (missing.name.as_str(), missing.position))
    }

    /// The paths of the fields that it looks at, without repetition.
    #[must_use]
    pub fn fields(&self) -> Vec<String> {
        let Ok(uses) = &self.rule.state else { return Vec::new() };
        let names = uses.when.iter().chain(&uses.assert).filter_map(|name| name.place);
        let mut paths = Vec::new();
        for place in uses.fields.iter().chain(&uses.limits).copied().chain(names) {
            for chain in &self.rules.places[place].chains {
                let field = chain.steps.last().and_then(|step| self.rules.schema.get(step.field));
                let path = field.map(crate::schema::FieldRef::path).unwrap_or_default();
                if !paths.contains(&path) {
                    paths.push(path);
                }
            }
        }
        paths
    }
}
