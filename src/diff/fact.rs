//! What was and what is, as data.

use serde::Serialize;
use serde_json::Value as Json;

use crate::code::ChangeCode;
use crate::describe::RuleText;
use crate::diff::part::{SchemaPart, unknown_of_condition};
use crate::json::schema::forms;
use crate::schema::{FieldRef, OptionRef, Unknown};

/// What was, or what is.
///
/// Serialized it is an object. Keys without a value are left out.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Fact {
    /// A dialect, with the root that selects it.
    Dialect {
        /// `classic`, `item-schema` or `icbu`.
        dialect: &'static str,
        /// The name of the root element.
        root: String,
    },
    /// A field, without the fields inside it.
    Field(FieldFact),
    /// The name of a field for people.
    Name {
        /// The name; `None` if the field has none.
        name: Option<String>,
    },
    /// The type of a field.
    Type {
        /// In the platform's spelling, or as written if it is none of the seven types.
        r#type: String,
    },
    /// A rule.
    Rule(RuleText),
    /// An option.
    Option(OptionFact),
    /// The fields or options that moved.
    Order {
        /// In the order in which they are listed.
        moved: Vec<Moved>,
    },
    /// The labels of a field, in the JSON form of schemas.
    Labels {
        /// The outermost ones.
        labels: Json,
    },
    /// The properties of a field, in the JSON form of schemas.
    Properties {
        /// All properties of the field.
        properties: Json,
    },
    /// The default and present values of a field, in the JSON form of schemas.
    Values {
        /// The default values.
        #[serde(skip_serializing_if = "Option::is_none")]
        default: Option<Json>,
        /// The values that the item has now.
        #[serde(skip_serializing_if = "Option::is_none")]
        present: Option<Json>,
    },
    /// Content that is unknown or that validation does not use, in the JSON form of schemas.
    Content {
        /// The name of the rule, or the value or name of the option, that it belongs to.
        #[serde(skip_serializing_if = "Option::is_none")]
        of: Option<String>,
        /// `readonly` of an option.
        #[serde(skip_serializing_if = "Option::is_none")]
        readonly: Option<String>,
        /// The name of the root element, if the content belongs to the root.
        #[serde(skip_serializing_if = "Option::is_none")]
        root: Option<String>,
        /// Unknown attributes, elements and texts.
        unknown: Json,
    },
}

/// A field in brief.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct FieldFact {
    /// The id.
    pub id: String,
    /// The name for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The type in the platform's spelling, or as written if it is none of the seven types.
    pub r#type: String,
    /// The rules, in document order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<RuleText>,
    /// The number of options.
    #[serde(skip_serializing_if = "is_zero")]
    pub options: usize,
    /// The number of fields inside, at every depth.
    #[serde(skip_serializing_if = "is_zero")]
    pub fields: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

/// An option as written, with its condition in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct OptionFact {
    /// The value that is sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The name for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// The condition in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
}

/// A field or an option that moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Moved {
    /// The id of the field, or the value of the option (its name if it has no value).
    pub key: String,
    /// Its index among its siblings, from 0.
    pub at: u32,
}

impl Fact {
    /// The rule, if it is one.
    pub(super) fn rule(&self) -> Option<&RuleText> {
        if let Fact::Rule(rule) = self { Some(rule) } else { None }
    }

    /// The option, if it is one.
    pub(super) fn option(&self) -> Option<&OptionFact> {
        if let Fact::Option(option) = self { Some(option) } else { None }
    }
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
    fn of(option: OptionRef<'_>) -> OptionFact {
        OptionFact {
            value: option.value().map(str::to_owned),
            display_name: option.display_name().map(str::to_owned),
            condition: option.condition().filter(|group| !group.is_empty()).map(|group| group.to_string()),
        }
    }
}

impl SchemaPart {
    /// What a change of a kind says about this part. `moved` are the indices of the fields or options that moved.
    pub(super) fn fact(&self, code: ChangeCode, moved: &[u32]) -> Fact {
        let of_field = |fact: fn(FieldRef<'_>) -> Fact| match self.field() {
            Some(field) => fact(field),
            None => self.content(),
        };
        match code {
            ChangeCode::DialectChanged => {
                Fact::Dialect { dialect: self.schema.dialect().as_str(), root: self.schema.root().to_owned() }
            }
            ChangeCode::FieldAdded | ChangeCode::FieldRemoved => {
                of_field(|field| Fact::Field(FieldFact::of(field)))
            }
            ChangeCode::FieldTypeChanged => {
                of_field(|field| Fact::Type { r#type: field.type_name().to_owned() })
            }
            ChangeCode::FieldRenamed => {
                of_field(|field| Fact::Name { name: field.name().map(str::to_owned) })
            }
            ChangeCode::LabelChanged => of_field(|field| Fact::Labels { labels: forms::labels(field) }),
            ChangeCode::PropertyChanged => {
                of_field(|field| Fact::Properties { properties: forms::properties(field) })
            }
            ChangeCode::DefaultChanged => of_field(|field| {
                let (default, present) = forms::values(field);
                Fact::Values { default, present }
            }),
            ChangeCode::FieldsReordered => self.order_of_fields(moved),
            ChangeCode::OptionsReordered => self.order_of_options(moved),
            ChangeCode::ContentChanged => self.content(),
            ChangeCode::RuleAdded
            | ChangeCode::RuleRemoved
            | ChangeCode::RuleChanged
            | ChangeCode::ConditionChanged
            | ChangeCode::OptionConditionChanged
            | ChangeCode::OptionAdded
            | ChangeCode::OptionRemoved
            | ChangeCode::OptionRenamed => match (self.rule(), self.option()) {
                (Some(rule), _) => Fact::Rule(RuleText::full(rule)),
                (None, Some(option)) => Fact::Option(OptionFact::of(option)),
                (None, None) => self.content(),
            },
        }
    }

    fn order_of_fields(&self, moved: &[u32]) -> Fact {
        let fields: Vec<&str> = match self.field() {
            Some(field) => field.fields().map(FieldRef::id).collect(),
            None => self.schema.fields().map(FieldRef::id).collect(),
        };
        let of = |&at: &u32| Some(Moved { key: (*fields.get(at as usize)?).to_owned(), at });
        Fact::Order { moved: moved.iter().filter_map(of).collect() }
    }

    fn order_of_options(&self, moved: &[u32]) -> Fact {
        let of = |&at: &u32| Some(Moved { key: option_key(self.field()?.option_at(at)?), at });
        Fact::Order { moved: moved.iter().filter_map(of).collect() }
    }

    fn content(&self) -> Fact {
        let (mut of, mut readonly, mut root) = (None, None, None);
        let mut unknown: Vec<&Unknown> = Vec::new();
        if let Some(rule) = self.rule() {
            of = Some(rule.name().to_owned());
            unknown.extend(rule.unknown());
            unknown.extend(unknown_of_condition(rule.condition()));
        } else if let Some(option) = self.option() {
            of = Some(option_key(option));
            readonly = option.readonly().map(str::to_owned);
            unknown.extend(option.unknown());
            unknown.extend(unknown_of_condition(option.condition()));
        } else if let Some(field) = self.field() {
            unknown.extend(field.unknown());
        } else {
            root = Some(self.schema.root().to_owned());
            unknown.extend(self.schema.unknown());
        }
        Fact::Content { of, readonly, root, unknown: forms::unknown(unknown) }
    }
}

fn option_key(option: OptionRef<'_>) -> String {
    option.value().or(option.display_name()).unwrap_or_default().to_owned()
}
