//! Facts: what a change says was and is, as data.

use serde::Serialize;
use serde_json::Value as Json;

use crate::code::ChangeCode;
use crate::describe::RuleText;
use crate::schema::{FieldRef, OptionRef, RuleRef, Schema, Unknown};
use crate::span::{Position, Span};

/// What was, or what is. Serialized it is an object; keys that have nothing to say are left out.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Fact {
    /// A dialect, with the root that it came with.
    Dialect {
        /// `classic`, `item-schema` or `icbu`.
        dialect: &'static str,
        /// The name of the root element.
        root: String,
    },
    /// A field, without what is inside it.
    Field(FieldFact),
    /// A name for people.
    Name {
        /// The name, if there is one.
        name: Option<String>,
    },
    /// A type.
    Type {
        /// In the platform's spelling, or as written if it is none of the seven.
        r#type: String,
    },
    /// A rule.
    Rule(RuleText),
    /// An option.
    Option(OptionFact),
    /// What stands elsewhere now: ids, or values of options, with their places counted from 0.
    Order {
        /// In the order in which they stand.
        moved: Vec<Placed>,
    },
    /// Labels, in the JSON form of schemas.
    Labels {
        /// The outermost ones.
        labels: Json,
    },
    /// Properties, in the JSON form of schemas.
    Properties {
        /// All of the field.
        properties: Json,
    },
    /// Default and present values, in the JSON form of schemas.
    Values {
        /// The default values.
        #[serde(skip_serializing_if = "Option::is_none")]
        default: Option<Json>,
        /// What the item has now.
        #[serde(skip_serializing_if = "Option::is_none")]
        present: Option<Json>,
    },
    /// Content that we do not know, in the JSON form of schemas.
    Content {
        /// The rule or option that it belongs to.
        #[serde(skip_serializing_if = "Option::is_none")]
        of: Option<String>,
        /// `readonly` of an option.
        #[serde(skip_serializing_if = "Option::is_none")]
        readonly: Option<String>,
        /// The name of the root element.
        #[serde(skip_serializing_if = "Option::is_none")]
        root: Option<String>,
        /// Attributes, elements and text.
        unknown: Json,
    },
}

/// A field, as far as it can be said in a line.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct FieldFact {
    /// The id.
    pub id: String,
    /// The name for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The type in the platform's spelling, or as written if it is none of the seven.
    pub r#type: String,
    /// Its rules.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<RuleText>,
    /// How many options it has.
    #[serde(skip_serializing_if = "is_zero")]
    pub options: usize,
    /// How many fields are inside, at every depth.
    #[serde(skip_serializing_if = "is_zero")]
    pub fields: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

/// An option as written, its condition in words.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct OptionFact {
    /// What is to be sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The name for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// The condition in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
}

/// Something at its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Placed {
    /// The id of a field, or the value of an option.
    pub key: String,
    /// Which one it is among its neighbours, from 0.
    pub at: u32,
}

impl FieldFact {
    fn of(field: FieldRef<'_>) -> FieldFact {
        FieldFact {
            id: field.id().to_owned(),
            name: field.name().map(str::to_owned),
            r#type: field.type_name().to_owned(),
            rules: field.rules().map(RuleText::full).collect(),
            options: field.options().len(),
            fields: field.descendants().count(),
        }
    }
}

impl OptionFact {
    pub(super) fn of(option: OptionRef<'_>) -> OptionFact {
        OptionFact {
            value: option.value().map(str::to_owned),
            display_name: option.display_name().map(str::to_owned),
            condition: option.condition().filter(|group| !group.is_empty()).map(|group| group.to_string()),
        }
    }
}

/// A part of a schema that a change is about; keeps the schema.
#[derive(Clone, Debug)]
pub(super) struct Thing {
    pub(super) schema: Schema,
    pub(super) at: At,
}

/// Which part: fields by their index, rules and options by their number within the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    Root,
    Field(u32),
    Rule(u32, u32),
    Option(u32, u32),
}

impl Thing {
    pub(super) fn field(&self) -> Option<FieldRef<'_>> {
        match self.at {
            At::Root => None,
            At::Field(index) | At::Rule(index, _) | At::Option(index, _) => {
                self.schema.get(crate::schema::FieldId(index))
            }
        }
    }

    pub(super) fn rule(&self) -> Option<RuleRef<'_>> {
        let At::Rule(_, number) = self.at else { return None };
        self.field()?.rule_at(number as usize)
    }

    pub(super) fn option(&self) -> Option<OptionRef<'_>> {
        let At::Option(_, number) = self.at else { return None };
        self.field()?.option_at(number)
    }

    pub(super) fn field_name(&self) -> Option<&str> {
        self.field()?.name()
    }

    pub(super) fn span(&self) -> Span {
        let of_rule = self.rule().map(RuleRef::span);
        let of_option = || self.option().map(OptionRef::span);
        let of_field = || self.field().map(FieldRef::span);
        of_rule.or_else(of_option).or_else(of_field).unwrap_or_else(|| self.schema.span())
    }

    pub(super) fn position(&self) -> Position {
        // Not by way of the span, whose end takes time to find.
        let of_rule = self.rule().map(RuleRef::position);
        let of_option = || self.option().map(OptionRef::position);
        let of_field = || self.field().map(FieldRef::position);
        let of_root = || self.schema.position(self.schema.span().range().start);
        of_rule.or_else(of_option).or_else(of_field).unwrap_or_else(of_root)
    }

    /// What is to be told of this part by a change of a kind.
    pub(super) fn fact(&self, code: ChangeCode, moved: Option<&[u32]>) -> Fact {
        match code {
            ChangeCode::DialectChanged => {
                Fact::Dialect { dialect: self.schema.dialect().as_str(), root: self.schema.root().to_owned() }
            }
            ChangeCode::FieldsReordered => self.order_of_fields(moved.unwrap_or_default()),
            ChangeCode::OptionsReordered => self.order_of_options(moved.unwrap_or_default()),
            ChangeCode::ContentChanged => self.content(),
            _ => match (self.rule(), self.option(), self.field()) {
                (Some(rule), ..) => Fact::Rule(RuleText::full(rule)),
                (_, Some(option), _) => Fact::Option(OptionFact::of(option)),
                (.., Some(field)) => of_field(code, field),
                _ => self.content(),
            },
        }
    }

    fn order_of_fields(&self, moved: &[u32]) -> Fact {
        let fields: Vec<&str> = match self.field() {
            Some(field) => field.fields().map(FieldRef::id).collect(),
            None => self.schema.fields().map(FieldRef::id).collect(),
        };
        let placed = |&at: &u32| Some(Placed { key: (*fields.get(at as usize)?).to_owned(), at });
        Fact::Order { moved: moved.iter().filter_map(placed).collect() }
    }

    fn order_of_options(&self, moved: &[u32]) -> Fact {
        let placed = |&at: &u32| {
            let option = self.field()?.option_at(at)?;
            let key = option.value().or(option.display_name()).unwrap_or_default().to_owned();
            Some(Placed { key, at })
        };
        Fact::Order { moved: moved.iter().filter_map(placed).collect() }
    }

    fn content(&self) -> Fact {
        let (mut of, mut readonly, mut root) = (None, None, None);
        let mut unknown: Vec<&Unknown> = Vec::new();
        if let Some(rule) = self.rule() {
            of = Some(rule.name().to_owned());
            unknown.extend(rule.unknown());
            unknown.extend(of_condition(rule.condition()));
        } else if let Some(option) = self.option() {
            of = Some(option.value().or(option.display_name()).unwrap_or_default().to_owned());
            readonly = option.readonly().map(str::to_owned);
            unknown.extend(option.unknown());
            unknown.extend(of_condition(option.condition()));
        } else if let Some(field) = self.field() {
            unknown.extend(field.unknown());
        } else {
            root = Some(self.schema.root().to_owned());
            unknown.extend(self.schema.unknown());
        }
        Fact::Content { of, readonly, root, unknown: crate::json::schema::forms::unknown(unknown) }
    }
}

fn of_field(code: ChangeCode, field: FieldRef<'_>) -> Fact {
    match code {
        ChangeCode::FieldRenamed => Fact::Name { name: field.name().map(str::to_owned) },
        ChangeCode::FieldTypeChanged => Fact::Type { r#type: field.type_name().to_owned() },
        ChangeCode::LabelChanged => Fact::Labels { labels: crate::json::schema::forms::labels(field) },
        ChangeCode::PropertyChanged => {
            Fact::Properties { properties: crate::json::schema::forms::properties(field) }
        }
        ChangeCode::DefaultChanged => {
            let (default, present) = crate::json::schema::forms::values(field);
            Fact::Values { default, present }
        }
        _ => Fact::Field(FieldFact::of(field)),
    }
}

/// Unknown content of a condition, at every depth.
pub(super) fn of_condition(condition: Option<crate::schema::Condition<'_>>) -> Vec<&Unknown> {
    let mut found = Vec::new();
    if let Some(condition) = condition {
        collect(condition, &mut found);
    }
    found
}

fn collect<'s>(condition: crate::schema::Condition<'s>, found: &mut Vec<&'s Unknown>) {
    found.extend(condition.unknown());
    for part in condition.parts() {
        match part {
            crate::schema::ConditionPart::Express(express) => found.extend(express.unknown()),
            crate::schema::ConditionPart::Group(group) => collect(group, found),
        }
    }
}
