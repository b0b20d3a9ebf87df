//! What a change says of the old and the new side, in words. Conditions, options and values have the words of
//! [`Describer`], as everywhere else.

use crate::code::ChangeCode;
use crate::describe::written::{cut, cut_at};
use crate::describe::{Describer, RuleText};
use crate::diff::change::Change;
use crate::diff::fact::{Fact, FieldFact, Moved, OptionFact};
use crate::diff::part::{Location, SchemaPart};
use crate::lang::Lang;
use crate::schema::{FieldRef, Schema};
use crate::value::{Row, Value};
use crate::vocab::{RuleName, TRUE};

/// The most names that are listed.
const MAX_NAMES: usize = 5;
/// The most characters of a condition: names make it longer than other texts.
const MAX_CONDITION: usize = 200;
/// The most values or rows of a default that are listed.
const MAX_VALUES: usize = 20;

/// The words of the changes between two schemas. Making one is cheap; the first condition that is asked for takes time
/// in proportion to the schema, so that one is shared by all changes.
pub(super) struct Words<'c> {
    old: Option<Side<'c>>,
    new: Option<Side<'c>>,
    lang: Lang,
}

/// One of the two schemas.
struct Side<'c> {
    schema: &'c Schema,
    describer: Describer<'c>,
}

impl<'c> Words<'c> {
    /// For changes between the same two schemas.
    pub(super) fn of(changes: &'c [Change], lang: Lang) -> Words<'c> {
        let side = |part: fn(&Change) -> Option<&SchemaPart>| {
            let schema = &changes.iter().find_map(part)?.schema;
            Some(Side { schema, describer: Describer::new(schema, lang) })
        };
        Words { old: side(|change| change.old.as_ref()), new: side(|change| change.new.as_ref()), lang }
    }

    /// What changed: what was, and what is.
    pub(super) fn message(&self, change: &Change) -> String {
        let lang = self.lang;
        let (old, new) = (change.old(), change.new());
        let was = || self.side(self.old.as_ref(), change.old.as_ref(), old.as_ref());
        let is = || self.side(self.new.as_ref(), change.new.as_ref(), new.as_ref());
        let from_to = |en: &str, zh: &str| format!("{} {}", lang.pick(en, zh), self.from_to(&was(), &is()));
        let with = |en: &str, zh: &str, side: String| format!("{}{side}", lang.pick(en, zh));
        match change.code {
            ChangeCode::FieldAdded => with("added: ", "新增字段：", is()),
            ChangeCode::FieldRemoved => with("removed: ", "删除字段：", was()),
            ChangeCode::FieldTypeChanged => from_to("type", "类型"),
            ChangeCode::FieldRenamed => from_to("name", "名称"),
            ChangeCode::FieldsReordered => with("fields moved: ", "字段顺序变化：", is()),
            ChangeCode::OptionsReordered => with("options moved: ", "选项顺序变化：", is()),
            ChangeCode::LabelChanged => from_to("labels", "标签"),
            ChangeCode::PropertyChanged => from_to("properties", "属性"),
            ChangeCode::ContentChanged => from_to("other content", "其他内容"),
            ChangeCode::RuleAdded => with("rule added: ", "新增规则：", is()),
            ChangeCode::RuleRemoved => with("rule removed: ", "删除规则：", was()),
            ChangeCode::RuleChanged => self.rule_changed(change, old.as_ref(), new.as_ref()),
            ChangeCode::ConditionChanged | ChangeCode::OptionConditionChanged => {
                self.condition_changed(change, old.as_ref(), new.as_ref())
            }
            ChangeCode::OptionAdded => with("option added: ", "新增选项：", is()),
            ChangeCode::OptionRemoved => with("option removed: ", "删除选项：", was()),
            ChangeCode::OptionRenamed => from_to("option", "选项"),
            ChangeCode::DefaultChanged => self.values_changed(change, old.as_ref(), new.as_ref()),
            ChangeCode::DialectChanged => from_to("dialect", "方言"),
        }
    }

    /// The old or the new state.
    fn side(&self, side: Option<&Side<'c>>, part: Option<&SchemaPart>, fact: Option<&Fact>) -> String {
        let lang = self.lang;
        let condition = || self.condition(side, part?);
        let json = |value: &serde_json::Value| cut(&value.to_string());
        let Some(fact) = fact else { return String::new() };
        match fact {
            Fact::Dialect { dialect, .. } => (*dialect).to_owned(),
            Fact::Field(fact) => self.field(side, part, fact),
            Fact::Name { name: Some(name) } => format!("\"{}\"", cut(name)),
            Fact::Name { name: None } => self.none().to_owned(),
            Fact::Type { r#type } => cut(r#type),
            Fact::Rule(rule) => self.when(rule.named_content(lang), condition()),
            Fact::Option(one) => option(one),
            Fact::Order { moved } => order(moved),
            Fact::Labels { labels } => json(labels),
            Fact::Properties { properties } => json(properties),
            Fact::Values { default, present } => {
                present.as_ref().or(default.as_ref()).map_or_else(|| self.none().to_owned(), json)
            }
            Fact::Content { readonly: Some(readonly), .. } => format!("readonly={}", cut(readonly)),
            Fact::Content { root: Some(root), .. } => format!("<{}>", cut(root)),
            Fact::Content { unknown, .. } => json(unknown),
        }
    }

    /// What was, and what is.
    fn from_to(&self, was: &str, is: &str) -> String {
        // A full-width bracket has a space of its own.
        let space = if was.ends_with('）') { "" } else { " " };
        self.lang.pick(format!("{was} -> {is}"), format!("{was}{space}→ {is}"))
    }

    fn none(&self) -> &'static str {
        self.lang.pick("none", "无")
    }

    /// A text with the condition under which it holds.
    fn when(&self, text: String, condition: Option<String>) -> String {
        match condition {
            Some(when) => self.lang.pick(format!("{text} if {when}"), format!("{text}，当 {when}")),
            None => text,
        }
    }

    /// The condition of the rule or option.
    fn condition(&self, side: Option<&Side<'c>>, part: &SchemaPart) -> Option<String> {
        let (side, location) = (side?, part.location);
        let field = location.field(side.schema)?;
        let of_option = || location.option(side.schema)?.condition();
        let condition = location.rule(side.schema).map_or_else(of_option, |rule| rule.condition());
        side.describer.condition(condition, field).map(|text| cut_at(&text, MAX_CONDITION))
    }

    /// `maxLengthRule 60 bytes -> 50 bytes`, with the name of the rule once.
    fn rule_changed(&self, change: &Change, old: Option<&Fact>, new: Option<&Fact>) -> String {
        let lang = self.lang;
        let (Some(old), Some(new)) = (old.and_then(Fact::rule), new.and_then(Fact::rule)) else {
            return String::new();
        };
        let (was, is) = (old.content(lang), new.content(lang));
        let condition = change.new.as_ref().and_then(|part| self.condition(self.new.as_ref(), part));
        let condition = condition
            .map_or_else(String::new, |when| lang.pick(format!(" (if {when})"), format!("（当 {when}）")));
        if was == is {
            let dialect = lang.pick("counted in the new dialect", "按新方言计数");
            let comma = lang.pick(", ", "，");
            return format!("{} {}{comma}{dialect}{condition}", new.name, self.from_to(&was, &is));
        }
        format!("{} {}{condition}", new.name, self.from_to(&was, &is))
    }

    fn condition_changed(&self, change: &Change, old: Option<&Fact>, new: Option<&Fact>) -> String {
        let lang = self.lang;
        let what = new.map_or_else(String::new, |fact| match (fact.rule(), fact.option()) {
            (Some(rule), _) => rule.named_content(lang),
            (None, Some(one)) => {
                lang.pick(format!("option {}", option(one)), format!("选项 {}", option(one)))
            }
            (None, None) => String::new(),
        });
        let what = what.trim_end();
        let was = change.old.as_ref().and_then(|part| self.condition(self.old.as_ref(), part));
        let is = change.new.as_ref().and_then(|part| self.condition(self.new.as_ref(), part));
        if let Some(cause) = &change.cause {
            let (when, cause) = (is.unwrap_or_default(), cause.text(lang));
            return lang.pick(format!("{what} if {when}: {cause}"), format!("{what}，当 {when}：{cause}"));
        }
        // Two conditions that are read alike are shown as they are written.
        let (was, is) = if was == is { (old.and_then(written), new.and_then(written)) } else { (was, is) };
        let always = lang.pick("always", "始终");
        let show = |when: Option<String>| when.unwrap_or_else(|| always.to_owned());
        let change = self.from_to(&show(was), &show(is));
        lang.pick(format!("{what}: condition {change}"), format!("{what}：条件 {change}"))
    }

    /// `default 出售中 (0) -> 仓库中 (2)`, and the same of the present values if they changed.
    fn values_changed(&self, change: &Change, old: Option<&Fact>, new: Option<&Fact>) -> String {
        let was = change.old.as_ref().zip(self.old.as_ref());
        let is = change.new.as_ref().zip(self.new.as_ref());
        let kinds: [(&str, Given, Pick); 2] = [
            (
                self.lang.pick("default", "默认值"),
                |field| (field.default_values(), field.default_rows()),
                |fact| if let Fact::Values { default, .. } = fact { default.as_ref() } else { None },
            ),
            (
                self.lang.pick("value", "现有值"),
                |field| (field.present_values(), field.present_rows()),
                |fact| if let Fact::Values { present, .. } = fact { present.as_ref() } else { None },
            ),
        ];
        let mut parts = Vec::new();
        for (label, given, data) in kinds {
            let (old, new) = (old.and_then(data), new.and_then(data));
            if old == new {
                continue;
            }
            let (mut before, mut after) = (self.given(was, given), self.given(is, given));
            // What the words leave out, such as attributes inside rows.
            if before == after {
                let json = |data: Option<&serde_json::Value>| data.map(|data| cut(&data.to_string()));
                (before, after) = (json(old), json(new));
            }
            let show = |words: Option<String>| words.unwrap_or_else(|| self.none().to_owned());
            parts.push(format!("{label} {}", self.from_to(&show(before), &show(after))));
        }
        parts.join(self.lang.pick("; ", "；"))
    }

    /// The values or rows of a field.
    fn given(&self, side: Option<(&SchemaPart, &Side<'c>)>, given: Given) -> Option<String> {
        let (part, Side { schema, describer }) = side?;
        let field = part.location.field(schema)?;
        let (values, rows) = given(field);
        let shown = &values[..values.len().min(MAX_VALUES)];
        let mut words = describer.values(field, shown);
        if !rows.is_empty() {
            words.push_str(&describer.rows(&rows[..rows.len().min(MAX_VALUES)]));
        }
        if shown.len() < values.len() || rows.len() > MAX_VALUES {
            words.push('…');
        }
        (!words.is_empty()).then(|| cut_at(&words, MAX_CONDITION))
    }

    fn field(&self, side: Option<&Side<'c>>, part: Option<&SchemaPart>, fact: &FieldFact) -> String {
        let lang = self.lang;
        let mut text = fact.r#type.clone();
        if let Some(name) = &fact.name {
            text = format!("{text} \"{}\"", cut(name));
        }
        let is_required = |rule: &RuleText| {
            rule.name == RuleName::Required.as_str()
                && rule.value.as_deref().is_some_and(|value| value.trim().eq_ignore_ascii_case(TRUE))
        };
        if let Some(number) = fact.rules.iter().position(is_required) {
            let condition = || {
                let Location::Field(index) = part?.location else { return None };
                let rule = Location::Rule(index, u32::try_from(number).ok()?);
                self.condition(side, &SchemaPart { schema: part?.schema.clone(), location: rule })
            };
            text = match condition() {
                Some(when) => {
                    lang.pick(format!("{text}, required if {when}"), format!("{text}，当 {when} 时必填"))
                }
                None => lang.pick(format!("{text}, required"), format!("{text}，必填")),
            };
        }
        match fact.options {
            0 => {}
            1 => text = lang.pick(format!("{text}, 1 option"), format!("{text}，1 个选项")),
            count => text = lang.pick(format!("{text}, {count} options"), format!("{text}，{count} 个选项")),
        }
        match fact.fields {
            0 => {}
            1 => text = lang.pick(format!("{text}, 1 field inside"), format!("{text}，内含 1 个字段")),
            count => {
                text = lang
                    .pick(format!("{text}, {count} fields inside"), format!("{text}，内含 {count} 个字段"));
            }
        }
        text
    }
}

/// Reads the default or the present values of a field.
type Given = for<'s> fn(FieldRef<'s>) -> (&'s [Value], &'s [Row]);
/// Takes the same out of a fact.
type Pick = fn(&Fact) -> Option<&serde_json::Value>;

/// A condition as it is written.
fn written(fact: &Fact) -> Option<String> {
    let of_option = || fact.option()?.condition.as_deref();
    let condition = fact.rule().map_or_else(of_option, |rule| rule.condition.as_deref());
    condition.map(|text| cut_at(text, MAX_CONDITION))
}

fn option(option: &OptionFact) -> String {
    match (&option.value, &option.display_name) {
        (Some(value), Some(name)) if value != name => format!("{} {}", cut(value), cut(name)),
        (Some(value), _) => cut(value),
        (None, Some(name)) => format!("- {}", cut(name)),
        (None, None) => "-".to_owned(),
    }
}

fn order(moved: &[Moved]) -> String {
    let names: Vec<String> = moved.iter().take(MAX_NAMES).map(|one| cut(&one.key)).collect();
    let more = if moved.len() > MAX_NAMES { ", …" } else { "" };
    format!("{}{more}", names.join(", "))
}
