//! What a change says of the old and the new side, in words. Conditions, options and values have the words of
//! [`Describer`], as everywhere else.

use crate::code::ChangeCode;
use crate::describe::written::{cut, cut_at};
use crate::describe::{Describer, RuleText};
use crate::diff::change::Change;
use crate::diff::fact::{Fact, FieldFact, Moved, OptionFact};
use crate::diff::part::{Location, SchemaPart};
use crate::lang::Lang;
use crate::schema::RuleRef;
use crate::vocab::{RuleName, TRUE};

/// The most names that are listed.
const MAX_NAMES: usize = 5;
/// The most characters of a condition, or of values: names make them longer than other texts.
const MAX_WORDS: usize = 200;
/// The most values or rows of a default that are listed.
const MAX_VALUES: usize = 20;

/// The words of a change.
pub(super) struct Words<'c> {
    change: &'c Change,
    old: Side<'c>,
    new: Side<'c>,
    lang: Lang,
}

/// What a change says of one of the two schemas; nothing on the side that lacks what was added or removed.
struct Side<'c> {
    part: Option<(&'c SchemaPart, Describer<'c>)>,
    fact: Option<Fact>,
}

impl<'c> Side<'c> {
    fn new(part: Option<&'c SchemaPart>, fact: Option<Fact>, lang: Lang) -> Side<'c> {
        Side { part: part.map(|part| (part, Describer::new(&part.schema, lang))), fact }
    }

    fn rule(&self) -> Option<&RuleText> {
        self.fact.as_ref()?.rule()
    }

    /// The condition of the rule or option.
    fn condition(&self) -> Option<String> {
        self.condition_at(self.part.as_ref()?.0.location)
    }

    fn condition_at(&self, location: Location) -> Option<String> {
        let (SchemaPart { schema, .. }, describer) = self.part.as_ref()?;
        let of_option = || location.option(schema)?.condition();
        let condition = location.rule(schema).map_or_else(of_option, RuleRef::condition);
        let words = describer.condition(condition, location.field(schema)?)?;
        Some(cut_at(&words, MAX_WORDS))
    }

    /// The condition as it is written.
    fn written_condition(&self) -> Option<String> {
        let fact = self.fact.as_ref()?;
        let of_option = || fact.option()?.condition.as_deref();
        let condition = fact.rule().map_or_else(of_option, |rule| rule.condition.as_deref());
        condition.map(|text| cut_at(text, MAX_WORDS))
    }

    /// The default or the present values as data.
    fn values(&self, kind: Values) -> Option<&serde_json::Value> {
        match (self.fact.as_ref()?, kind) {
            (Fact::Values { default, .. }, Values::Default) => default.as_ref(),
            (Fact::Values { present, .. }, Values::Present) => present.as_ref(),
            (_, Values::Default | Values::Present) => None,
        }
    }

    /// The default or the present values or rows in words; none if there is none.
    fn given(&self, kind: Values) -> Option<String> {
        let (part, describer) = self.part.as_ref()?;
        let field = part.field()?;
        let (values, rows) = match kind {
            Values::Default => (field.default_values(), field.default_rows()),
            Values::Present => (field.present_values(), field.present_rows()),
        };
        let (shown, shown_rows) =
            (&values[..values.len().min(MAX_VALUES)], &rows[..rows.len().min(MAX_VALUES)]);
        let mut words = describer.values(field, shown);
        words.push_str(&describer.rows(shown_rows));
        if shown.len() < values.len() || shown_rows.len() < rows.len() {
            words.push('…');
        }
        (!words.is_empty()).then(|| cut_at(&words, MAX_WORDS))
    }
}

/// What a schema gives for a field.
#[derive(Clone, Copy)]
enum Values {
    Default,
    Present,
}

impl<'c> Words<'c> {
    pub(super) fn of(change: &'c Change, lang: Lang) -> Words<'c> {
        let old = Side::new(change.old.as_ref(), change.old(), lang);
        Words { change, old, new: Side::new(change.new.as_ref(), change.new(), lang), lang }
    }

    /// What changed: what was, and what is.
    pub(super) fn message(&self) -> String {
        let lang = self.lang;
        let (was, is) = (|| self.side(&self.old), || self.side(&self.new));
        let from_to = |en: &str, zh: &str| format!("{} {}", lang.pick(en, zh), self.change_of(&was(), &is()));
        let with = |en: &str, zh: &str, side: String| format!("{}{side}", lang.pick(en, zh));
        match self.change.code {
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
            ChangeCode::RuleChanged => self.rule_changed(),
            ChangeCode::ConditionChanged | ChangeCode::OptionConditionChanged => self.condition_changed(),
            ChangeCode::OptionAdded => with("option added: ", "新增选项：", is()),
            ChangeCode::OptionRemoved => with("option removed: ", "删除选项：", was()),
            ChangeCode::OptionRenamed => from_to("option", "选项"),
            ChangeCode::DefaultChanged => self.values_changed(),
            ChangeCode::DialectChanged => from_to("dialect", "方言"),
        }
    }

    /// The old or the new state.
    fn side(&self, side: &Side<'c>) -> String {
        let json = |value: &serde_json::Value| cut(&value.to_string());
        let Some(fact) = &side.fact else { return String::new() };
        match fact {
            Fact::Dialect { dialect, .. } => (*dialect).to_owned(),
            Fact::Field(fact) => self.field(side, fact),
            Fact::Name { name: Some(name) } => format!("\"{}\"", cut(name)),
            Fact::Name { name: None } => self.none().to_owned(),
            Fact::Type { r#type } => cut(r#type),
            Fact::Rule(rule) => self.when(rule.named_content(self.lang), side.condition()),
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
    fn change_of(&self, was: &str, is: &str) -> String {
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

    /// `maxLengthRule 60 bytes -> 50 bytes`, with the name of the rule once.
    fn rule_changed(&self) -> String {
        let lang = self.lang;
        let (Some(old), Some(new)) = (self.old.rule(), self.new.rule()) else { return String::new() };
        let (was, is) = (old.content(lang), new.content(lang));
        let condition = self
            .new
            .condition()
            .map_or_else(String::new, |when| lang.pick(format!(" (if {when})"), format!("（当 {when}）")));
        let change = self.change_of(&was, &is);
        let dialect = match was == is {
            true => lang.pick(", counted in the new dialect", "，按新方言计数"),
            false => "",
        };
        format!("{} {change}{dialect}{condition}", new.name)
    }

    fn condition_changed(&self) -> String {
        let lang = self.lang;
        let what = match &self.new.fact {
            Some(Fact::Rule(rule)) => rule.named_content(lang),
            Some(Fact::Option(one)) => format!("{} {}", lang.pick("option", "选项"), option(one)),
            Some(_) | None => String::new(),
        };
        let (was, is) = (self.old.condition(), self.new.condition());
        if let Some(cause) = &self.change.cause {
            let (when, cause) = (is.unwrap_or_default(), cause.text(lang));
            return lang.pick(format!("{what} if {when}: {cause}"), format!("{what}，当 {when}：{cause}"));
        }
        // Two conditions that are read alike are shown as they are written.
        let (was, is) = match was == is {
            true => (self.old.written_condition(), self.new.written_condition()),
            false => (was, is),
        };
        let show = |when: Option<String>| when.unwrap_or_else(|| lang.pick("always", "始终").to_owned());
        let change = self.change_of(&show(was), &show(is));
        lang.pick(format!("{what}: condition {change}"), format!("{what}：条件 {change}"))
    }

    /// `default 出售中 (0) -> 仓库中 (2)`, and the same of the present values if they changed.
    fn values_changed(&self) -> String {
        let lang = self.lang;
        let mut parts = Vec::new();
        let kinds = [
            (Values::Default, lang.pick("default", "默认值")),
            (Values::Present, lang.pick("value", "现有值")),
        ];
        for (kind, label) in kinds {
            let (old, new) = (self.old.values(kind), self.new.values(kind));
            if old == new {
                continue;
            }
            let (mut was, mut is) = (self.old.given(kind), self.new.given(kind));
            // What the words leave out, such as attributes inside rows.
            if was == is {
                let json = |data: &serde_json::Value| cut(&data.to_string());
                (was, is) = (old.map(json), new.map(json));
            }
            let show = |words: Option<String>| words.unwrap_or_else(|| self.none().to_owned());
            parts.push(format!("{label} {}", self.change_of(&show(was), &show(is))));
        }
        parts.join(lang.pick("; ", "；"))
    }

    fn field(&self, side: &Side<'c>, fact: &FieldFact) -> String {
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
            let condition = || match side.part.as_ref()?.0.location {
                Location::Field(index) => {
                    side.condition_at(Location::Rule(index, u32::try_from(number).ok()?))
                }
                Location::Root | Location::Rule(..) | Location::Option(..) => None,
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
