//! Every word of the wire format, spelled once.
//!
//! Sources: the platform's developer guide (chapter 5) for the seven field types, the rules, the value
//! types, the symbols and the units; documents from the field for the rest.

pub(crate) mod answer;
pub(crate) mod attribute;
mod condition;
mod dialect;
pub(crate) mod element;
mod kind;
pub(crate) mod root;
mod rule;
mod unit;
mod value_type;
mod words;

pub use condition::{Operator, Symbol};
pub use dialect::Dialect;
pub use kind::FieldKind;
pub use rule::{RuleName, Side};
pub use unit::{Bound, LengthUnit, SizeUnit};
pub use value_type::ValueType;

/// The field that names the fields of an incremental update.
pub(crate) const UPDATE_FIELDS: &str = "update_fields";
/// What `requiredRule`, `disableRule` and `readOnlyRule` say when they hold.
pub(crate) const TRUE: &str = "true";
pub(crate) const FALSE: &str = "false";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back() {
        assert!(FieldKind::ALL.iter().all(|&w| FieldKind::parse(w.as_str()) == Some(w)));
        assert!(RuleName::ALL.iter().all(|&w| RuleName::parse(w.as_str()) == Some(w)));
        assert!(ValueType::ALL.iter().all(|&w| ValueType::parse(w.as_str()) == Some(w)));
        assert!(Symbol::ALL.iter().all(|&w| Symbol::parse(Some(w.as_str())) == Some(w)));
        assert!(Operator::ALL.iter().all(|&w| Operator::parse(Some(w.as_str())) == Some(w)));
        assert!(Bound::ALL.iter().all(|&w| Bound::parse(Some(w.as_str())) == Some(w)));
        assert!(Dialect::ALL.iter().all(|&w| Dialect::parse(w.as_str()) == Some(w)));
    }

    #[test]
    fn folded_words() {
        assert_eq!(RuleName::parse("regxRule"), Some(RuleName::Regex));
        assert_eq!(RuleName::parse("MAXLENGTHRULE"), None);
        assert_eq!(ValueType::parse(" DECIMAL "), Some(ValueType::Decimal));
        assert_eq!(Symbol::parse(Some("this field’s value in  fieldOptions")), Some(Symbol::InOptions));
        assert_eq!(SizeUnit::parse("mk").map(SizeUnit::bytes), Some(1 << 20));
        assert_eq!(Operator::parse(Some("xor")), None);
    }
}
