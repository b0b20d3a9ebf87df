//! Rules in words.

use crate::check::pattern::Patterns;
use crate::check::rule::Check;
use crate::check::size::SizeLimit;
use crate::check::unchecked::Unchecked;
use crate::describe::limit::{LimitPhrase, holds};
use crate::describe::{Describer, value_type};
use crate::schema::depend::expression;
use crate::schema::{FieldRef, RuleRef};
use crate::vocab::{Bound, RuleName, Side};

/// The rules of a field, ready to be shown. What [`Presence`](crate::describe::Presence) says is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RuleLines {
    /// Short phrases that always hold.
    pub always: Vec<String>,
    /// Phrases with a condition, and long ones.
    pub lines: Vec<String>,
    /// Advice.
    pub tips: Vec<String>,
}

/// One rule in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleWords {
    /// It asks for nothing.
    Nothing,
    /// What it asks for, or its advice.
    Words(String),
    /// It is not checked; only the rule as written can be shown.
    Unchecked,
}

/// Phrases of more bytes get a line of their own.
const LONG: usize = 60;

impl<'s> Describer<'s> {
    /// All rules of a field.
    #[must_use]
    pub fn rules(&self, field: FieldRef<'s>) -> RuleLines {
        let mut words = RuleLines::default();
        // Rules with the same condition are joined.
        let mut conditional: Vec<(String, Vec<String>)> = Vec::new();
        let mut merged: Vec<usize> = Vec::new();
        let rules: Vec<RuleRef<'s>> = field.rules().collect();
        for (at, &rule) in rules.iter().enumerate() {
            let condition = self.condition(rule.condition(), field);
            if rule.known().is_some_and(RuleName::is_tip) {
                let tip = self.tip(rule);
                words.tips.push(match condition {
                    Some(condition) => self.labelled(&self.when(&condition), &tip),
                    None => tip,
                });
                continue;
            }
            if merged.contains(&at) || (condition.is_none() && is_presence(rule, field)) {
                continue;
            }
            let (phrase, is_long) = match self.partner(&rules, at, field) {
                Some((partner, phrase)) => {
                    merged.push(partner);
                    (phrase, false)
                }
                None => match self.rule(rule, field) {
                    RuleWords::Nothing => continue,
                    RuleWords::Words(phrase) => {
                        let is_long = phrase.len() > LONG;
                        (phrase, is_long)
                    }
                    RuleWords::Unchecked => {
                        (self.labelled(self.pick("not checked", "不校验"), &self.raw(rule)), true)
                    }
                },
            };
            match condition {
                None if !is_long => words.always.push(phrase),
                None => words.lines.push(phrase),
                Some(condition) => match conditional.iter_mut().find(|(known, _)| *known == condition) {
                    Some((_, phrases)) => phrases.push(phrase),
                    None => conditional.push((condition, vec![phrase])),
                },
            }
        }
        for (condition, phrases) in conditional {
            words.lines.push(self.labelled(&self.when(&condition), &self.list(&phrases)));
        }
        words
    }

    /// The other end of a range, if the two are the only limits of their kind and can be joined to one phrase.
    fn partner(&self, rules: &[RuleRef<'s>], at: usize, field: FieldRef<'s>) -> Option<(usize, String)> {
        // Fields do not have more rules; the search would be quadratic.
        const MANY: usize = 100;
        let this = self.limit_of(rules[at], field).filter(|_| rules.len() <= MANY)?;
        let text = |rule: RuleRef<'s>| self.condition(rule.condition(), field);
        let mut others = rules.iter().enumerate().filter_map(|(other, &rule)| {
            let limit = self.limit_of(rule, field).filter(|limit| limit.measured == this.measured)?;
            (other != at && text(rule) == text(rules[at])).then_some((other, limit))
        });
        let (other, that) = others.next()?;
        let (min, max) = match (this.side(), that.side()) {
            (Side::Min, Side::Max) => (&this, &that),
            (Side::Max, Side::Min) => (&that, &this),
            (Side::Min, Side::Min) | (Side::Max, Side::Max) => return None,
        };
        if others.next().is_some() {
            return None;
        }
        Some((other, self.range(min, max, field)?))
    }

    fn limit_of(&self, rule: RuleRef<'s>, field: FieldRef<'s>) -> Option<LimitPhrase> {
        LimitPhrase::of(&self.check(rule, field).ok()?, field)
    }

    /// The check of a rule, as validation makes it.
    fn check(&self, rule: RuleRef<'s>, field: FieldRef<'s>) -> Result<Check<'s>, Unchecked> {
        let check = Check::in_dialect(rule, field.kind(), self.schema.dialect());
        let when = expression::compile_rule(rule, field, &self.ids(), &mut Vec::new());
        Check::decided(check, rule, field, &when)
    }

    /// One rule of a field, without its condition.
    #[must_use]
    pub fn rule(&self, rule: RuleRef<'s>, field: FieldRef<'s>) -> RuleWords {
        let Ok(check) = self.check(rule, field) else { return RuleWords::Unchecked };
        RuleWords::Words(match &check {
            Check::Nothing if rule.known().is_some_and(RuleName::is_tip) => self.tip(rule),
            Check::Nothing => return RuleWords::Nothing,
            Check::Required => self.pick("required", "必填").to_owned(),
            Check::Disabled => self.pick("disabled", "禁用").to_owned(),
            Check::ReadOnly => self.pick("read-only", "只读").to_owned(),
            Check::ServerOptions => self.pick("options come from the server", "选项由服务端返回").to_owned(),
            Check::ValueType(wanted) => value_type::name(*wanted, self.lang).to_owned(),
            Check::EachValue(_) | Check::WholeField(_) => match LimitPhrase::of(&check, field) {
                Some(limit) => self.limit(&limit, field),
                None => return RuleWords::Unchecked,
            },
            Check::Pattern { text, bound } => {
                if Patterns::default().rule(text, *bound).refusal(holds(field)).is_some() {
                    return RuleWords::Unchecked;
                }
                match bound {
                    Bound::Include => self.pick(format!("matches {text}"), format!("须匹配 {text}")),
                    Bound::NotInclude => {
                        self.pick(format!("no part matches {text}"), format!("任何部分不得匹配 {text}"))
                    }
                }
            }
            Check::Size(limit) => {
                let words = self.size(limit, rule);
                self.pick(
                    format!("{words} (not checked without asset facts)"),
                    format!("{words}（未提供素材信息时不校验）"),
                )
            }
            Check::Attribute(name) => {
                let words = self.pick(format!("each value carries {name}"), format!("每个值须带属性 {name}"));
                match rule.desc() {
                    Some(desc) if !desc.is_empty() => self.labelled(&words, desc),
                    Some(_) | None => words,
                }
            }
        })
    }

    fn size(&self, limit: &SizeLimit, rule: RuleRef<'s>) -> String {
        let value = rule.value().unwrap_or_default().trim();
        match limit {
            SizeLimit::File(_, limit) => {
                let size = format!("{value} {}", rule.unit().unwrap_or_default().trim());
                let [en, zh] = size_range(limit.side, limit.bound);
                self.pick(format!("file of {en} {size}"), format!("文件{zh} {size}"))
            }
            SizeLimit::PictureFile(limit) => {
                let [en, zh] = size_range(limit.side, limit.bound);
                self.pick(format!("picture file of {en} {value} bytes"), format!("图片文件{zh} {value} 字节"))
            }
            SizeLimit::Picture(picture) => {
                let [en, zh] = size_range(picture.side, picture.bound);
                self.pick(format!("picture of {en} {value} pixels"), format!("图片{zh} {value} 像素"))
            }
        }
    }

    fn tip(&self, rule: RuleRef<'s>) -> String {
        let parts: Vec<&str> = [rule.value(), rule.desc(), rule.url()]
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect();
        let label = if rule.known() == Some(RuleName::DevTip) {
            self.pick("for developers", "开发者提示")
        } else {
            self.pick("tip", "提示")
        };
        self.labelled(label, &parts.join(" "))
    }

    /// A rule as it is written.
    #[must_use]
    pub fn raw(&self, rule: RuleRef<'s>) -> String {
        let mut words = if rule.name().is_empty() { "?".to_owned() } else { rule.name().to_owned() };
        if let Some(value) = rule.value() {
            words.push_str(&format!(" {}", self.quoted(value)));
        }
        let rest = [
            ("unit", rule.unit()),
            ("exProperty", rule.ex_property()),
            ("url", rule.url()),
            ("desc", rule.desc()),
        ];
        for (name, value) in rest {
            if let Some(value) = value {
                words.push_str(&format!(" {name}={value}"));
            }
        }
        words
    }
}

/// The words before a size, in both languages.
const fn size_range(side: Side, bound: Bound) -> [&'static str; 2] {
    match (side, bound) {
        (Side::Max, Bound::Include) => ["at most", "最大"],
        (Side::Max, Bound::NotInclude) => ["less than", "须小于"],
        (Side::Min, Bound::Include) => ["at least", "最小"],
        (Side::Min, Bound::NotInclude) => ["more than", "须大于"],
    }
}

/// Whether [`Presence`](crate::describe::Presence) says all of a rule without a condition.
fn is_presence(rule: RuleRef<'_>, field: FieldRef<'_>) -> bool {
    matches!(Check::of(rule, field.kind()), Ok(Check::Required | Check::Disabled))
        && !field.has_unclear_condition(rule)
}
