//! What single rules mean, as the format's tables say it.

use tmall_schema::FieldKind;

use super::measure::{self, Number};
use crate::support::tree::{Field, Rule};

/// What a rule says of a field, its condition apart.
pub enum Says<'r> {
    /// Nothing: it is `false`, or advice.
    Nothing,
    /// It cannot be used here.
    Unchecked,
    Required,
    Disable,
    ValueType(String),
    Length {
        max: bool,
        unit: &'static str,
        limit: &'r str,
        open: bool,
    },
    Value {
        max: bool,
        limit: &'r str,
        open: bool,
    },
    Digits {
        max: bool,
        limit: &'r str,
        open: bool,
    },
    Count {
        max: bool,
        limit: &'r str,
        open: bool,
    },
    Attribute,
    OptionsFromServer,
    Pattern(&'r str),
    ReadOnly,
}

/// Reads a rule of a field.
pub fn says<'r>(field: &Field, rule: &'r Rule) -> Says<'r> {
    let value = rule.value.trim();
    let plain = !field.is_group() && !field.is_label();
    let suits = match rule.name.as_str() {
        "tipRule" | "devTipRule" => return Says::Nothing,
        "requiredRule" | "disableRule" | "readOnlyRule" if value.eq_ignore_ascii_case("false") => {
            return Says::Nothing;
        }
        "disableRule" => true,
        "requiredRule" | "maxInputNumRule" | "minInputNumRule" => !field.is_label(),
        "maxLengthRule" | "minLengthRule" => plain || field.kind == Some(FieldKind::Complex),
        "asyncQueryRule" => true,
        "strangeRule" => false,
        // A rule that only the server knows, or one about files, which are unknown here.
        name if name.ends_with("_1") || name.contains("ImageSize") || name.contains("TargetSize") => false,
        _ => plain,
    };
    if !suits {
        return Says::Unchecked;
    }
    let open = match rule.ex_property.as_deref().map(|word| word.trim().to_lowercase()).as_deref() {
        None | Some("include") => Some(false),
        Some("not include") => Some(true),
        _ => None,
    };
    let unit = match rule.unit.as_deref().map(|word| word.trim().to_lowercase()).as_deref() {
        Some("byte") => Some("byte"),
        None | Some("character") => Some("character"),
        _ => None,
    };
    let max = rule.name.starts_with("max");
    let is_number = Number::read(value).is_some();
    let is_limit = is_number || measure::moment(value).is_some();
    match (rule.name.as_str(), open) {
        ("requiredRule" | "disableRule" | "readOnlyRule", _) if !value.eq_ignore_ascii_case("true") => {
            Says::Unchecked
        }
        ("requiredRule", _) => Says::Required,
        ("disableRule", _) => Says::Disable,
        ("readOnlyRule", _) => Says::ReadOnly,
        ("regexRule", Some(false)) => Says::Pattern(&rule.value),
        ("regexRule", _) => panic!("the model finds no pattern within a text"),
        ("asyncQueryRule", _) => Says::OptionsFromServer,
        ("valueAttributeRule", _) if value.is_empty() => Says::Unchecked,
        ("valueAttributeRule", _) => Says::Attribute,
        ("valueTypeRule", _) => {
            let known =
                ["text", "textarea", "html", "integer", "long", "decimal", "double", "date", "time", "url"];
            match known.iter().find(|known| value.eq_ignore_ascii_case(known)) {
                Some(known) => Says::ValueType((*known).to_owned()),
                None => Says::Unchecked,
            }
        }
        ("maxValueRule" | "minValueRule", Some(open)) if is_limit => Says::Value { max, limit: value, open },
        (_, Some(open)) if is_number => match (rule.name.as_str(), unit) {
            ("maxLengthRule" | "minLengthRule", Some(unit)) => Says::Length { max, unit, limit: value, open },
            ("maxDecimalDigitsRule" | "minDecimalDigitsRule", _) => Says::Digits { max, limit: value, open },
            ("maxInputNumRule" | "minInputNumRule", _) => Says::Count { max, limit: value, open },
            _ => Says::Unchecked,
        },
        _ => Says::Unchecked,
    }
}
