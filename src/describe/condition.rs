//! Conditions in words.

use crate::check::symbol::Meaning;
use crate::describe::Describer;
use crate::schema::{Condition, ConditionPart, Express, FieldRef, OptionRef};
use crate::vocab::{Operator, Symbol};

impl<'s> Describer<'s> {
    /// The condition of a rule or option of a field; `None` if there is no condition, or an empty one.
    #[must_use]
    pub fn condition(&self, condition: Option<Condition<'s>>, field: FieldRef<'s>) -> Option<String> {
        condition.filter(|condition| !condition.is_empty()).map(|condition| self.group(condition, field))
    }

    /// Several conditions of rules of a field, any of which is enough; `None` if there is none.
    #[must_use]
    pub fn conditions(&self, conditions: &[Condition<'s>], field: FieldRef<'s>) -> Option<String> {
        let words: Vec<String> =
            conditions.iter().filter_map(|condition| self.condition(Some(*condition), field)).collect();
        (!words.is_empty()).then(|| words.join(self.pick(" or ", " 或 ")))
    }

    /// `if …`, as it stands before what then holds.
    #[must_use]
    pub fn when(&self, condition: &str) -> String {
        self.pick(format!("if {condition}"), format!("当 {condition} 时"))
    }

    fn group(&self, group: Condition<'s>, at: FieldRef<'s>) -> String {
        let joint = match group.operator() {
            Some(Operator::And) => self.pick(" and ", " 且 ").to_owned(),
            Some(Operator::Or) => self.pick(" or ", " 或 ").to_owned(),
            None => format!(" {} ", group.operator_text().unwrap_or_default().trim()),
        };
        // An empty group is ignored.
        let is_filled =
            |part: &ConditionPart<'_>| !matches!(part, ConditionPart::Group(inner) if inner.is_empty());
        let parts: Vec<ConditionPart<'s>> = group.parts().filter(is_filled).collect();
        let words: Vec<String> = parts
            .iter()
            .map(|part| match part {
                ConditionPart::Group(inner) if parts.len() == 1 => self.group(*inner, at),
                ConditionPart::Group(inner) => format!("({})", self.group(*inner, at)),
                ConditionPart::Express(express) => self.express(*express, at),
            })
            .collect();
        words.join(&joint)
    }

    fn express(&self, express: Express<'s>, at: FieldRef<'s>) -> String {
        let id = express.field_id().unwrap_or("?");
        let target = self.ids().resolve(at, id).and_then(|target| target.field());
        let field = target.and_then(|field| self.schema.get(field));
        let subject = match field.and_then(FieldRef::name) {
            Some(name) if name != id => self.pick(format!("{id} ({name})"), format!("{id}（{name}）")),
            Some(_) | None => self.pick(id.to_owned(), format!("{id} ")),
        };
        let value = || {
            let value = express.value().unwrap_or_default();
            let option = field.and_then(|field| field.option(value.trim()));
            match option.and_then(OptionRef::display_name) {
                Some(name) if name != value => {
                    let quoted = self.quoted(value);
                    self.pick(format!("{quoted} ({name})"), format!("{quoted}（{name}）"))
                }
                Some(_) | None => self.quoted(value),
            }
        };
        let Some(symbol) = express.symbol() else {
            let symbol = express.symbol_text().unwrap_or_default();
            return format!("{subject} {symbol} {}", value());
        };
        let [en, zh] = verb(symbol);
        if Meaning::of(symbol).test.takes_value() {
            self.pick(format!("{subject} {en} {}", value()), format!("{subject}{zh}{}", value()))
        } else {
            self.pick(format!("{subject} {en}"), format!("{subject}{zh}"))
        }
    }
}

/// What a symbol says of a field, in both languages.
const fn verb(symbol: Symbol) -> [&'static str; 2] {
    match symbol {
        Symbol::IsNull => ["is empty", "为空"],
        Symbol::Equal => ["is", "为"],
        Symbol::NotEqual => ["is not", "不为"],
        Symbol::Greater => ["is more than", "大于"],
        Symbol::Less => ["is less than", "小于"],
        Symbol::GreaterOrEqual => ["is at least", "不小于"],
        Symbol::LessOrEqual => ["is at most", "不大于"],
        Symbol::Contains => ["contains", "包含"],
        Symbol::NotContains => ["does not contain", "不包含"],
        Symbol::InOptions => ["is one of its options", "是其选项之一"],
        Symbol::NotInOptions => ["is not one of its options", "不是其任一选项"],
    }
}
