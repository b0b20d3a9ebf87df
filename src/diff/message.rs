//! Changes in words: what was, and what is.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::code::{ChangeCode, Level};
use crate::describe::RuleText;
use crate::describe::written::cut;
use crate::diff::change::Change;
use crate::diff::fact::{Fact, FieldFact, Moved, OptionFact};
use crate::lang::Lang;
use crate::vocab::{RuleName, TRUE};

/// The most names that are listed.
const MAX_NAMES: usize = 5;

impl Change {
    /// What changed, in words: what was, and what is. It is one line, in which long texts are cut.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let (old, new) = (self.old(), self.new());
        let show =
            |fact: &Option<Fact>| fact.as_ref().map_or_else(String::new, |fact| self::fact(fact, lang));
        let from_to = |en: &str, zh: &str| format!("{} {} -> {}", lang.pick(en, zh), show(&old), show(&new));
        let with = |en: &str, zh: &str, fact: &Option<Fact>| format!("{}{}", lang.pick(en, zh), show(fact));
        match self.code {
            ChangeCode::FieldAdded => with("added: ", "新增字段：", &new),
            ChangeCode::FieldRemoved => with("removed: ", "删除字段：", &old),
            ChangeCode::FieldTypeChanged => from_to("type", "类型"),
            ChangeCode::FieldRenamed => from_to("name", "名称"),
            ChangeCode::FieldsReordered => with("fields moved: ", "字段顺序变化：", &new),
            ChangeCode::OptionsReordered => with("options moved: ", "选项顺序变化：", &new),
            ChangeCode::LabelChanged => from_to("labels", "标签"),
            ChangeCode::PropertyChanged => from_to("properties", "属性"),
            ChangeCode::ContentChanged => from_to("other content", "其他内容"),
            ChangeCode::RuleAdded => with("rule added: ", "新增规则：", &new),
            ChangeCode::RuleRemoved => with("rule removed: ", "删除规则：", &old),
            ChangeCode::RuleChanged => rule_changed(old.as_ref(), new.as_ref(), lang),
            ChangeCode::ConditionChanged | ChangeCode::OptionConditionChanged => {
                self.condition_changed(old.as_ref(), new.as_ref(), lang)
            }
            ChangeCode::OptionAdded => with("option added: ", "新增选项：", &new),
            ChangeCode::OptionRemoved => with("option removed: ", "删除选项：", &old),
            ChangeCode::OptionRenamed => from_to("option", "选项"),
            ChangeCode::DefaultChanged => from_to("default", "默认值"),
            ChangeCode::DialectChanged => from_to("dialect", "方言"),
        }
    }

    fn condition_changed(&self, old: Option<&Fact>, new: Option<&Fact>, lang: Lang) -> String {
        let condition = |fact: Option<&Fact>| {
            fact.and_then(|fact| {
                fact.rule().map_or_else(|| fact.option()?.condition.clone(), |rule| rule.condition.clone())
            })
        };
        let what = new.map_or_else(String::new, |fact| match (fact.rule(), fact.option()) {
            (Some(rule), _) => rule.named_content(lang),
            (None, Some(one)) => {
                lang.pick(format!("option {}", option(one)), format!("选项 {}", option(one)))
            }
            (None, None) => String::new(),
        });
        let what = what.trim_end();
        let (was, is) = (condition(old), condition(new));
        if let Some(cause) = &self.cause {
            let when = is.as_deref().map_or_else(String::new, cut);
            let cause = cause.text(lang);
            return lang.pick(format!("{what} if {when}: {cause}"), format!("{what}，当 {when}：{cause}"));
        }
        let always = lang.pick("always", "始终");
        let show = |when: Option<String>| when.as_deref().map_or_else(|| always.to_owned(), cut);
        let (was, is) = (show(was), show(is));
        lang.pick(format!("{what}: condition {was} -> {is}"), format!("{what}：条件 {was} -> {is}"))
    }

    /// The message with the reason.
    pub(crate) fn sentence(&self, lang: Lang) -> String {
        let (message, reason) = (self.message(lang), self.reason(lang));
        lang.pick(format!("{message} ({reason})"), format!("{message}（{reason}）"))
    }
}

/// Level, path, message, reason and code in one line.
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path.is_empty() { "/" } else { &self.path };
        write!(f, "{}: {path}: {} [{}]", self.level, self.sentence(Lang::En), self.code)
    }
}

#[derive(Serialize)]
struct ChangeObject<'c> {
    code: ChangeCode,
    level: Level,
    path: &'c str,
    field: Option<&'c str>,
    message: String,
    old: Option<Fact>,
    new: Option<Fact>,
    fingerprint: String,
}

impl Serialize for Change {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let object = ChangeObject {
            code: self.code,
            level: self.level,
            path: &self.path,
            field: self.field(),
            message: self.sentence(Lang::En),
            old: self.old(),
            new: self.new(),
            fingerprint: self.fingerprint(),
        };
        object.serialize(serializer)
    }
}

/// `maxLengthRule 60 bytes -> 50 bytes`, with the name of the rule once.
fn rule_changed(old: Option<&Fact>, new: Option<&Fact>, lang: Lang) -> String {
    let (Some(old), Some(new)) = (old.and_then(Fact::rule), new.and_then(Fact::rule)) else {
        return String::new();
    };
    let (was, is) = (old.content(lang), new.content(lang));
    let condition = new.condition.as_deref().map_or_else(String::new, |when| {
        let when = cut(when);
        lang.pick(format!(" (if {when})"), format!("（当 {when}）"))
    });
    if was == is {
        let dialect = lang.pick("counted in the new dialect", "按新方言计数");
        return format!("{} {was} -> {is}, {dialect}{condition}", new.name);
    }
    format!("{} {was} -> {is}{condition}", new.name)
}

fn option(option: &OptionFact) -> String {
    match (&option.value, &option.display_name) {
        (Some(value), Some(name)) if value != name => format!("{} {}", cut(value), cut(name)),
        (Some(value), _) => cut(value),
        (None, Some(name)) => format!("- {}", cut(name)),
        (None, None) => "-".to_owned(),
    }
}

fn field(field: &FieldFact, lang: Lang) -> String {
    let mut text = field.r#type.clone();
    if let Some(name) = &field.name {
        text = format!("{text} \"{}\"", cut(name));
    }
    let is_required = |rule: &&RuleText| {
        rule.name == RuleName::Required.as_str()
            && rule.value.as_deref().is_some_and(|value| value.trim().eq_ignore_ascii_case(TRUE))
    };
    if let Some(required) = field.rules.iter().find(is_required) {
        text = match required.condition.as_deref().map(cut) {
            Some(when) => {
                lang.pick(format!("{text}, required if {when}"), format!("{text}，当 {when} 时必填"))
            }
            None => lang.pick(format!("{text}, required"), format!("{text}，必填")),
        };
    }
    match field.options {
        0 => {}
        1 => text = lang.pick(format!("{text}, 1 option"), format!("{text}，1 个选项")),
        count => text = lang.pick(format!("{text}, {count} options"), format!("{text}，{count} 个选项")),
    }
    match field.fields {
        0 => {}
        1 => text = lang.pick(format!("{text}, 1 field inside"), format!("{text}，内含 1 个字段")),
        count => {
            text =
                lang.pick(format!("{text}, {count} fields inside"), format!("{text}，内含 {count} 个字段"));
        }
    }
    text
}

fn order(moved: &[Moved]) -> String {
    let names: Vec<String> = moved.iter().take(MAX_NAMES).map(|one| cut(&one.key)).collect();
    let more = if moved.len() > MAX_NAMES { ", …" } else { "" };
    format!("{}{more}", names.join(", "))
}

fn fact(fact: &Fact, lang: Lang) -> String {
    let json = |value: &serde_json::Value| cut(&value.to_string());
    match fact {
        Fact::Dialect { dialect, .. } => (*dialect).to_owned(),
        Fact::Field(one) => field(one, lang),
        Fact::Name { name: Some(name) } => format!("\"{}\"", cut(name)),
        Fact::Name { name: None } => lang.pick("none", "无").to_owned(),
        Fact::Type { r#type } => cut(r#type),
        Fact::Rule(one) => one.words(lang),
        Fact::Option(one) => option(one),
        Fact::Order { moved } => order(moved),
        Fact::Labels { labels } => json(labels),
        Fact::Properties { properties } => json(properties),
        Fact::Values { default, present } => match present.as_ref().or(default.as_ref()) {
            Some(values) => json(values),
            None => lang.pick("none", "无").to_owned(),
        },
        Fact::Content { readonly: Some(readonly), .. } => format!("readonly={}", cut(readonly)),
        Fact::Content { root: Some(root), .. } => format!("<{}>", cut(root)),
        Fact::Content { unknown, .. } => json(unknown),
    }
}
