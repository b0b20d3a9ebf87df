//! A rule as data: what findings and changes say of the rule that they are about.

use crate::schema::RuleRef;

/// A rule as it is written in the schema, its condition in words.
///
/// Serialized it is an object; keys without a value are left out.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct RuleText {
    /// `name`.
    pub name: String,
    /// `value`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// `unit`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// `exProperty`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ex_property: Option<String>,
    /// `url`; in changes only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// `desc`; in changes only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub desc: Option<String>,
    /// The condition in words; in changes only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
}

impl RuleText {
    /// What the rule asks for, without its condition and its texts for people.
    pub(crate) fn brief(rule: RuleRef<'_>) -> RuleText {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        RuleText {
            name: rule.name().to_owned(),
            value: owned(rule.value()),
            unit: owned(rule.unit()),
            ex_property: owned(rule.ex_property()),
            url: None,
            desc: None,
            condition: None,
        }
    }

    /// All of a rule.
    pub(crate) fn full(rule: RuleRef<'_>) -> RuleText {
        RuleText {
            url: rule.url().map(str::to_owned),
            desc: rule.desc().map(str::to_owned),
            condition: rule.condition().filter(|group| !group.is_empty()).map(|group| group.to_string()),
            ..RuleText::brief(rule)
        }
    }
}
