//! Rules in words.

use tmall_schema::{Bound, Condition, FieldRef, Lang, RuleName, RuleRef, ValueType};

use super::Words;
use super::limit::{End, Limit};
use crate::cli::lang::pick;

/// Whether a field must, may or cannot have a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// No rule decides.
    Optional,
    /// A value is required.
    Required,
    /// A value is required under a condition.
    SometimesRequired,
    /// A value is never taken into account.
    Disabled,
}

impl Mark {
    pub(crate) fn of(field: FieldRef<'_>) -> Mark {
        let is_free = |rule: &RuleRef<'_>| rule.condition().is_none_or(Condition::is_empty);
        if field.rules_named(RuleName::Disable).any(|rule| rule.is_true() && is_free(&rule)) {
            return Mark::Disabled;
        }
        let mut mark = Mark::Optional;
        for rule in field.rules_named(RuleName::Required).filter(|rule| rule.is_true()) {
            if is_free(&rule) {
                return Mark::Required;
            }
            mark = Mark::SometimesRequired;
        }
        mark
    }

    pub(crate) const ALL: [Mark; 3] = [Mark::Required, Mark::SometimesRequired, Mark::Disabled];

    /// The meaning of the mark.
    pub(crate) fn words(self, lang: Lang) -> &'static str {
        match self {
            Mark::Optional => "",
            Mark::Required => pick(lang, "required", "必填"),
            Mark::SometimesRequired => pick(lang, "required under a condition", "有条件必填"),
            Mark::Disabled => pick(lang, "always disabled", "始终禁用"),
        }
    }

    /// The symbol after an id in an outline.
    pub(crate) fn symbol(self) -> &'static str {
        match self {
            Mark::Optional => "",
            Mark::Required => "*",
            Mark::SometimesRequired => "?",
            Mark::Disabled => "x",
        }
    }
}

/// The rules of a field in words, without those that [`Mark`] shows.
pub(crate) struct RuleWords {
    /// Short rules without a condition.
    pub(crate) always: Vec<String>,
    /// Rules with a condition, and long ones.
    pub(crate) lines: Vec<String>,
    /// Advice.
    pub(crate) tips: Vec<String>,
}

/// One rule in words.
pub(crate) enum Phrase {
    /// Nothing: its value is false.
    Nothing,
    /// A phrase.
    Words(String),
    /// It is not checked, and can only be shown as written.
    Unchecked,
}

/// A phrase of more bytes gets a line of its own.
const LONG: usize = 60;

impl<'s> Words<'s> {
    pub(crate) fn rules(&self, field: FieldRef<'s>) -> RuleWords {
        let mut words = RuleWords { always: Vec::new(), lines: Vec::new(), tips: Vec::new() };
        // Rules with the same condition share a line.
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
            if merged.contains(&at) || (condition.is_none() && is_marked(rule)) {
                continue;
            }
            let partner = self.partner(&rules, at, field);
            let (phrase, is_long) = match partner {
                Some((partner, phrase)) => {
                    merged.push(partner);
                    (phrase, false)
                }
                None => match self.rule(rule, field) {
                    Phrase::Nothing => continue,
                    Phrase::Words(phrase) => {
                        let is_long = phrase.len() > LONG;
                        (phrase, is_long)
                    }
                    Phrase::Unchecked => (self.unchecked(rule), true),
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

    /// `if …`, which precedes the rules under a condition.
    pub(crate) fn when(&self, condition: &str) -> String {
        self.pick(format!("if {condition}"), format!("当 {condition} 时"))
    }

    /// The other end of a range, if the two are the only rules of this quantity and make one phrase.
    fn partner(&self, rules: &[RuleRef<'s>], at: usize, field: FieldRef<'s>) -> Option<(usize, String)> {
        // No real field has more rules, and the search is quadratic.
        const MANY: usize = 100;
        let this = Limit::of(rules[at], field).filter(|_| rules.len() <= MANY)?;
        let text = |rule: RuleRef<'s>| self.condition(rule.condition(), field);
        let mut others = rules.iter().enumerate().filter_map(|(other, &rule)| {
            let limit = Limit::of(rule, field).filter(|limit| limit.quantity == this.quantity)?;
            (other != at && text(rule) == text(rules[at])).then_some((other, limit))
        });
        let (other, that) = others.next()?;
        let (min, max) = match (this.end, that.end) {
            (End::Min, End::Max) => (this, that),
            (End::Max, End::Min) => (that, this),
            _ => return None,
        };
        if others.next().is_some() {
            return None;
        }
        Some((other, self.range(&min, &max, field)?))
    }

    /// One rule in words.
    pub(crate) fn rule(&self, rule: RuleRef<'s>, field: FieldRef<'s>) -> Phrase {
        if let Some(limit) = Limit::of(rule, field) {
            return Phrase::Words(self.limit(&limit, field));
        }
        let value = rule.value().unwrap_or_default().trim();
        let Some(name) = rule.known() else { return Phrase::Unchecked };
        Phrase::Words(match name {
            RuleName::Required | RuleName::Disable | RuleName::ReadOnly if !rule.is_true() => {
                return Phrase::Nothing;
            }
            RuleName::Required => self.pick("required", "必填").to_owned(),
            RuleName::Disable => self.pick("disabled", "禁用").to_owned(),
            RuleName::ReadOnly => self.pick("read-only", "只读").to_owned(),
            RuleName::ValueType => match rule.value_type() {
                Some(kind) => self.value_type(kind).to_owned(),
                None => return Phrase::Unchecked,
            },
            RuleName::Regex => match rule.bound() {
                Some(Bound::Include) => self.pick(format!("matches {value}"), format!("须匹配 {value}")),
                Some(Bound::NotInclude) => {
                    self.pick(format!("no part matches {value}"), format!("任何部分不得匹配 {value}"))
                }
                _ => return Phrase::Unchecked,
            },
            RuleName::MaxTargetSize | RuleName::MinTargetSize => {
                if rule.number().is_none() || rule.size_unit().is_none() {
                    return Phrase::Unchecked;
                }
                let size = format!("{value} {}", rule.unit().unwrap_or_default().trim());
                if name == RuleName::MaxTargetSize {
                    self.pick(format!("file of at most {size}"), format!("文件最大 {size}"))
                } else {
                    self.pick(format!("file of at least {size}"), format!("文件最小 {size}"))
                }
            }
            RuleName::MaxImageSize => {
                self.pick(format!("picture of at most {value} pixels"), format!("图片最大 {value} 像素"))
            }
            RuleName::MinImageSize => {
                self.pick(format!("picture of at least {value} pixels"), format!("图片最小 {value} 像素"))
            }
            RuleName::ValueAttribute => {
                let words =
                    self.pick(format!("each value carries {value}"), format!("每个值须带属性 {value}"));
                match rule.desc() {
                    Some(desc) if !desc.is_empty() => self.labelled(&words, desc),
                    _ => words,
                }
            }
            RuleName::AsyncQuery => self.pick("options come from the server", "选项由服务端返回").to_owned(),
            RuleName::Tip | RuleName::DevTip => self.tip(rule),
            _ => return Phrase::Unchecked,
        })
    }

    /// A rule that is not checked: one that only the server checks (its name is a number that differs from answer
    /// to answer, its value a text for people), one without a documented meaning, or one that cannot be
    /// understood.
    fn unchecked(&self, rule: RuleRef<'s>) -> String {
        self.labelled(self.pick("not checked", "不校验"), &self.raw(rule))
    }

    fn tip(&self, rule: RuleRef<'s>) -> String {
        let parts: Vec<&str> = [rule.value(), rule.desc(), rule.url()]
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect();
        let tip = parts.join(" ");
        match rule.known() {
            Some(RuleName::DevTip) => self.labelled(self.pick("for developers", "开发者提示"), &tip),
            _ => self.labelled(self.pick("tip", "提示"), &tip),
        }
    }

    fn value_type(&self, kind: ValueType) -> &'static str {
        match kind {
            ValueType::Text => self.pick("text", "文本"),
            ValueType::Textarea => self.pick("text with line breaks", "多行文本"),
            ValueType::Html => "HTML",
            ValueType::Integer => self.pick("whole number", "整数"),
            ValueType::Long => self.pick("whole number of 64 bits", "长整数"),
            ValueType::Decimal => self.pick("decimal number", "小数"),
            ValueType::Double => self.pick("number", "浮点数"),
            ValueType::Date => self.pick("date", "日期"),
            ValueType::Time => self.pick("date and time", "日期时间"),
            ValueType::Url => self.pick("link", "链接"),
            other => other.as_str(),
        }
    }

    /// A rule as it is written.
    pub(crate) fn raw(&self, rule: RuleRef<'s>) -> String {
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

/// Whether the mark in an outline shows the whole rule.
fn is_marked(rule: RuleRef<'_>) -> bool {
    matches!(rule.known(), Some(RuleName::Required | RuleName::Disable)) && rule.is_true()
}
