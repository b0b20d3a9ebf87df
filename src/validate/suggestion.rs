//! What a value should be instead, as data, so that tools can apply it.

use serde::Serialize;

use crate::check::choice::OptionHint;
use crate::validate::message::kind::{FindingKind, Misplaced};

/// The obvious correction of what a finding is about.
///
/// Serialized it is an object with the key `kind`:
///
/// | `kind` | other keys | what to do |
/// |---|---|---|
/// | `option` | `value`, `display_name`, `certain` | replace the text of the value by `value`; not `certain` if it is only the most similar option, or one of several with this display name |
/// | `text` | `text` | replace the text of the value |
/// | `input-value` | `text` | replace the attribute `inputValue` of the value |
/// | `wrapper` | `element` | put all values or rows of the field into this element; without `element`, directly into `value` |
/// | `markup` | `escaped` | write this, which is escaped XML text, as the content of the value |
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Suggestion {
    /// An option was meant.
    Option {
        /// The value of the option.
        value: String,
        /// Its display name.
        #[serde(skip_serializing_if = "Option::is_none")]
        display_name: Option<String>,
        /// Whether the text is the display name of this option alone; otherwise the option is only the most similar one,
        /// or one of several with the same name.
        certain: bool,
    },
    /// The text without the white space around it.
    Text {
        /// The text.
        text: String,
    },
    /// The `inputValue` of a custom value without the white space around it.
    InputValue {
        /// The text.
        text: String,
    },
    /// The element for the values or rows of the field.
    Wrapper {
        /// `values`, `complex-value` or `complex-values`; none if each `value` must be directly in the field.
        #[serde(skip_serializing_if = "Option::is_none")]
        element: Option<&'static str>,
    },
    /// The mark-up inside a value as text.
    Markup {
        /// The content of the value as it should be written, with `&lt;` for `<`.
        escaped: String,
    },
}

impl Suggestion {
    /// The one that follows from the kind of a finding.
    pub(super) fn of(kind: &FindingKind) -> Option<Suggestion> {
        match kind {
            FindingKind::UnknownOption(hint) => match hint {
                OptionHint::None => None,
                OptionHint::Trimmed(text) => Some(Suggestion::Text { text: text.clone() }),
                OptionHint::DisplayName(value) => {
                    Some(Suggestion::Option { value: value.clone(), display_name: None, certain: true })
                }
                // Which one is meant, the name does not say.
                OptionHint::SharedName(value, _) => {
                    Some(Suggestion::Option { value: value.clone(), display_name: None, certain: false })
                }
                OptionHint::Near { value, display_name } => Some(Suggestion::Option {
                    value: value.clone(),
                    display_name: display_name.clone(),
                    certain: false,
                }),
            },
            FindingKind::Wrapper(Misplaced::Values { wanted }) => {
                Some(Suggestion::Wrapper { element: *wanted })
            }
            FindingKind::Wrapper(Misplaced::Rows { wanted } | Misplaced::Refused { wanted }) => {
                Some(Suggestion::Wrapper { element: Some(wanted) })
            }
            FindingKind::Markup { escaped, .. } => Some(Suggestion::Markup { escaped: escaped.clone() }),
            // What the other kinds need is not obvious, or known only where the value is checked.
            FindingKind::Required(_)
            | FindingKind::RequiredInside { .. }
            | FindingKind::ValueType(_)
            | FindingKind::Limit { .. }
            | FindingKind::Regex(_)
            | FindingKind::ReadOnly { .. }
            | FindingKind::ReadOnlyUnknown
            | FindingKind::FileSize { .. }
            | FindingKind::PictureSize { .. }
            | FindingKind::PictureFileSize { .. }
            | FindingKind::ValueAttribute { .. }
            | FindingKind::UnavailableOption
            | FindingKind::UnknownField { .. }
            | FindingKind::TypeMismatch { .. }
            | FindingKind::DuplicateField
            | FindingKind::TooManyValues { .. }
            | FindingKind::UnexpectedValue(_)
            | FindingKind::IllegalCharacter(_)
            | FindingKind::SplitCharacter(_)
            | FindingKind::DisabledValue
            | FindingKind::DuplicateValue { .. }
            | FindingKind::DuplicateMarker { .. }
            | FindingKind::NotAnItem
            | FindingKind::Wrapper(Misplaced::Ignored)
            | FindingKind::LineBreak
            | FindingKind::Unchecked(_)
            | FindingKind::HouseRule(_) => None,
        }
    }
}
