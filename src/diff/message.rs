//! Changes in words: what was, and what is.

use crate::code::ChangeCode;
use crate::describe::RuleText;
use crate::diff::change::Change;
use crate::diff::fact::{Fact, FieldFact, OptionFact, Placed};
use crate::lang::Lang;
use crate::vocab::{LengthUnit, TRUE};

/// Longer texts are cut.
const LONGEST: usize = 80;
/// More names are not listed.
const MOST: usize = 5;

pub(super) fn message(change: &Change, lang: Lang) -> String {
    let (old, new) = (change.old(), change.new());
    let was_is = |what: &str| {
        let show = |fact: &Option<Fact>| fact.as_ref().map_or_else(String::new, |fact| show(fact, lang));
        let (old, new) = (show(&old), show(&new));
        if what.is_empty() { format!("{old} -> {new}") } else { format!("{what} {old} -> {new}") }
    };
    let one = || old.as_ref().or(new.as_ref()).map_or_else(String::new, |fact| show(fact, lang));
    let word = |en: &'static str, zh: &'static str| lang.pick(en, zh);
    match change.code {
        ChangeCode::FieldAdded => format!("{}{}", word("added: ", "新增字段："), one()),
        ChangeCode::FieldRemoved => format!("{}{}", word("removed: ", "删除字段："), one()),
        ChangeCode::FieldTypeChanged => was_is(word("type", "类型")),
        ChangeCode::FieldRenamed => was_is(word("name", "名称")),
        ChangeCode::FieldsReordered => {
            let moved = new.as_ref().or(old.as_ref()).map_or_else(String::new, |fact| show(fact, lang));
            lang.pick(format!("fields moved: {moved}"), format!("字段顺序变化：{moved}"))
        }
        ChangeCode::OptionsReordered => {
            let moved = new.as_ref().or(old.as_ref()).map_or_else(String::new, |fact| show(fact, lang));
            lang.pick(format!("options moved: {moved}"), format!("选项顺序变化：{moved}"))
        }
        ChangeCode::LabelChanged => was_is(word("labels", "标签")),
        ChangeCode::PropertyChanged => was_is(word("properties", "属性")),
        ChangeCode::ContentChanged => was_is(word("other content", "其他内容")),
        ChangeCode::RuleAdded => format!("{}{}", word("rule added: ", "新增规则："), one()),
        ChangeCode::RuleRemoved => format!("{}{}", word("rule removed: ", "删除规则："), one()),
        ChangeCode::RuleChanged => rules(old.as_ref(), new.as_ref(), lang),
        ChangeCode::ConditionChanged | ChangeCode::OptionConditionChanged => condition(change, lang),
        ChangeCode::OptionAdded => format!("{}{}", word("option added: ", "新增选项："), one()),
        ChangeCode::OptionRemoved => format!("{}{}", word("option removed: ", "删除选项："), one()),
        ChangeCode::OptionRenamed => was_is(word("option", "选项")),
        ChangeCode::DefaultChanged => was_is(word("default", "默认值")),
        ChangeCode::DialectChanged => was_is(word("dialect", "方言")),
    }
}

/// `maxLengthRule 60 bytes -> 50 bytes`, with the name of the rule once.
fn rules(old: Option<&Fact>, new: Option<&Fact>, lang: Lang) -> String {
    let (Some(Fact::Rule(old)), Some(Fact::Rule(new))) = (old, new) else { return String::new() };
    let (was, is) = (says(old, lang), says(new, lang));
    let condition = match (&old.condition, &new.condition) {
        (_, Some(when)) => lang.pick(format!(" (if {})", cut(when)), format!("（当 {}）", cut(when))),
        _ => String::new(),
    };
    if was == is {
        // The same words count otherwise in another dialect.
        let dialect = lang.pick("counted in the new dialect", "按新方言计数");
        return format!("{} {was} -> {is}, {dialect}{condition}", new.name);
    }
    format!("{} {was} -> {is}{condition}", new.name)
}

fn condition(change: &Change, lang: Lang) -> String {
    let (old, new) = (change.old(), change.new());
    let parts = |fact: &Option<Fact>| match fact {
        Some(Fact::Rule(rule)) => (format!("{} {}", rule.name, says(rule, lang)), rule.condition.clone()),
        Some(Fact::Option(one)) => (
            lang.pick(format!("option {}", option(one)), format!("选项 {}", option(one))),
            one.condition.clone(),
        ),
        _ => (String::new(), None),
    };
    let ((_, was), (what, is)) = (parts(&old), parts(&new));
    let what = what.trim_end();
    if let Some(cause) = &change.cause {
        let when = is.as_deref().map_or_else(String::new, cut);
        let cause = cause.text(lang);
        return lang.pick(format!("{what} if {when}: {cause}"), format!("{what}，当 {when}：{cause}"));
    }
    let always = lang.pick("always", "始终");
    let show = |when: &Option<String>| when.as_deref().map_or_else(|| always.to_owned(), cut);
    lang.pick(
        format!("{what}: condition {} -> {}", show(&was), show(&is)),
        format!("{what}：条件 {} -> {}", show(&was), show(&is)),
    )
}

/// What a rule says beside its name: `60 bytes`, `2 (not include)`.
fn says(rule: &RuleText, lang: Lang) -> String {
    let value = rule.value.as_deref().unwrap_or_default();
    let mut text = cut(value);
    if let Some(unit) = &rule.unit {
        let unit = match LengthUnit::parse(Some(unit)) {
            Some(LengthUnit::Byte) => lang.pick("bytes", "字节"),
            Some(LengthUnit::Character) => lang.pick("characters", "字符"),
            None => unit,
        };
        text = format!("{text} {unit}");
    }
    if let Some(bound) =
        rule.ex_property.as_deref().filter(|bound| !bound.trim().eq_ignore_ascii_case("include"))
    {
        text = format!("{text} ({bound})");
    }
    if let Some(url) = &rule.url {
        text = format!("{text} {}", cut(url));
    }
    if let Some(desc) = &rule.desc {
        text = format!("{text} [{}]", cut(desc));
    }
    text
}

fn rule(rule: &RuleText, lang: Lang) -> String {
    let says = says(rule, lang);
    let text = format!("{} {says}", rule.name);
    match &rule.condition {
        Some(when) => lang.pick(
            format!("{} if {}", text.trim_end(), cut(when)),
            format!("{}，当 {}", text.trim_end(), cut(when)),
        ),
        None => text.trim_end().to_owned(),
    }
}

fn option(option: &OptionFact) -> String {
    match (&option.value, &option.display_name) {
        (Some(value), Some(name)) if value == name => cut(value),
        (Some(value), Some(name)) => format!("{} {}", cut(value), cut(name)),
        (Some(value), None) => cut(value),
        (None, Some(name)) => format!("- {}", cut(name)),
        (None, None) => "-".to_owned(),
    }
}

fn field(field: &FieldFact, lang: Lang) -> String {
    let mut text = field.r#type.clone();
    if let Some(name) = &field.name {
        text = format!("{text} \"{}\"", cut(name));
    }
    let yes = |rule: &&RuleText| {
        rule.name == crate::vocab::RuleName::Required.as_str()
            && rule.value.as_deref().is_some_and(|value| value.trim().eq_ignore_ascii_case(TRUE))
    };
    if let Some(required) = field.rules.iter().find(yes) {
        let word = lang.pick("required", "必填");
        text = match &required.condition {
            Some(when) => lang.pick(
                format!("{text}, {word} if {}", cut(when)),
                format!("{text}，当 {} 时{word}", cut(when)),
            ),
            None => lang.pick(format!("{text}, {word}"), format!("{text}，{word}")),
        };
    }
    if field.options > 0 {
        let count = field.options;
        text = lang.pick(format!("{text}, {count} options"), format!("{text}，{count} 个选项"));
    }
    if field.fields > 0 {
        let count = field.fields;
        text = lang.pick(format!("{text}, {count} fields inside"), format!("{text}，内含 {count} 个字段"));
    }
    text
}

fn order(moved: &[Placed]) -> String {
    let names: Vec<String> = moved.iter().take(MOST).map(|placed| cut(&placed.key)).collect();
    let more = if moved.len() > MOST { ", …" } else { "" };
    format!("{}{more}", names.join(", "))
}

fn show(fact: &Fact, lang: Lang) -> String {
    let json = |value: &serde_json::Value| cut(&value.to_string());
    match fact {
        Fact::Dialect { dialect, .. } => (*dialect).to_owned(),
        Fact::Field(one) => field(one, lang),
        Fact::Name { name: Some(name) } => format!("\"{}\"", cut(name)),
        Fact::Name { name: None } => lang.pick("none", "无").to_owned(),
        Fact::Type { r#type } => cut(r#type),
        Fact::Rule(one) => rule(one, lang),
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

/// A text of one line, not longer than a line.
fn cut(text: &str) -> String {
    let mut shown: String =
        text.chars().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
}
