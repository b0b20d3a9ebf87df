//! Conditions in words.

use tmall_schema::{Condition, ConditionPart, Express, FieldRef, Operator, Symbol};

use super::Words;

impl<'s> Words<'s> {
    /// The condition of something at a field; `None` if the condition is empty.
    pub(crate) fn condition(&self, condition: Option<Condition<'s>>, at: FieldRef<'s>) -> Option<String> {
        condition.filter(|condition| !condition.is_empty()).map(|condition| self.group(condition, at))
    }

    fn group(&self, group: Condition<'s>, at: FieldRef<'s>) -> String {
        let joint = match group.operator() {
            Some(Operator::And) => self.pick(" and ", " 且 ").to_owned(),
            Some(Operator::Or) => self.pick(" or ", " 或 ").to_owned(),
            _ => format!(" {} ", group.operator_text().unwrap_or_default().trim()),
        };
        // Empty groups are ignored.
        let is_asking =
            |part: &ConditionPart<'_>| !matches!(part, ConditionPart::Group(inner) if inner.is_empty());
        let parts: Vec<ConditionPart<'s>> = group.parts().filter(is_asking).collect();
        let words: Vec<String> = parts
            .iter()
            .map(|part| match part {
                ConditionPart::Group(inner) if parts.len() == 1 => self.group(*inner, at),
                ConditionPart::Group(inner) => format!("({})", self.group(*inner, at)),
                ConditionPart::Express(express) => self.express(*express, at),
                _ => String::new(),
            })
            .collect();
        words.join(&joint)
    }

    fn express(&self, express: Express<'s>, at: FieldRef<'s>) -> String {
        let id = express.field_id().unwrap_or("?");
        let field = self.names.resolve(at, id);
        let subject = match field.and_then(FieldRef::name) {
            Some(name) if name != id => self.pick(format!("{id} ({name})"), format!("{id}（{name}）")),
            _ => self.pick(id.to_owned(), format!("{id} ")),
        };
        let value = || {
            let value = express.value().unwrap_or_default();
            let option = field.and_then(|field| field.option(value.trim()));
            match option.and_then(tmall_schema::OptionRef::display_name) {
                Some(name) if name != value => {
                    let quoted = self.quoted(value);
                    self.pick(format!("{quoted} ({name})"), format!("{quoted}（{name}）"))
                }
                _ => self.quoted(value),
            }
        };
        let (en, zh) = match express.symbol() {
            Some(Symbol::IsNull) => {
                return self.pick(format!("{subject} is empty"), format!("{subject}为空"));
            }
            Some(Symbol::InOptions) => {
                return self
                    .pick(format!("{subject} is one of its options"), format!("{subject}是其选项之一"));
            }
            Some(Symbol::NotInOptions) => {
                return self.pick(
                    format!("{subject} is not one of its options"),
                    format!("{subject}不是其任一选项"),
                );
            }
            Some(Symbol::Equal) => ("is", "为"),
            Some(Symbol::NotEqual) => ("is not", "不为"),
            Some(Symbol::Greater) => ("is more than", "大于"),
            Some(Symbol::Less) => ("is less than", "小于"),
            Some(Symbol::GreaterOrEqual) => ("is at least", "不小于"),
            Some(Symbol::LessOrEqual) => ("is at most", "不大于"),
            Some(Symbol::Contains) => ("contains", "包含"),
            Some(Symbol::NotContains) => ("does not contain", "不包含"),
            _ => {
                let symbol = express.symbol_text().unwrap_or_default();
                return format!("{subject} {symbol} {}", value());
            }
        };
        self.pick(format!("{subject} {en} {}", value()), format!("{subject}{zh}{}", value()))
    }
}
