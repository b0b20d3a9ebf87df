//! The names of rules.

use crate::vocab::words::words;

/// Whether a limit is a maximum or a minimum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// A maximum.
    Max,
    /// A minimum.
    Min,
}

words! {
    /// The known rules; a rule of any other name is kept by its name.
    RuleName {
        /// What the value's text must look like.
        ValueType = "valueTypeRule",
        /// A value must be given.
        Required = "requiredRule",
        /// The field is switched off.
        Disable = "disableRule",
        /// The longest text.
        MaxLength = "maxLengthRule",
        /// The shortest text.
        MinLength = "minLengthRule",
        /// The largest number, or the latest date.
        MaxValue = "maxValueRule",
        /// The smallest number, or the earliest date.
        MinValue = "minValueRule",
        /// The largest number of values or rows.
        MaxInputNum = "maxInputNumRule",
        /// The smallest number of values or rows.
        MinInputNum = "minInputNumRule",
        /// The largest number of digits after the point.
        MaxDecimalDigits = "maxDecimalDigitsRule",
        /// The smallest number of digits after the point.
        MinDecimalDigits = "minDecimalDigitsRule",
        /// The largest file.
        MaxTargetSize = "maxTargetSizeRule",
        /// The smallest file.
        MinTargetSize = "minTargetSizeRule",
        /// The largest picture.
        MaxImageSize = "maxImageSizeRule",
        /// The smallest picture.
        MinImageSize = "minImageSizeRule",
        /// The value must not be changed.
        ReadOnly = "readOnlyRule",
        /// A Java pattern; the guide writes `regxRule`.
        Regex = "regexRule" | "regxRule",
        /// Advice for the seller.
        Tip = "tipRule",
        /// Advice for the developer.
        DevTip = "devTipRule",
        /// A rule of the SDK without a stated meaning.
        Set = "setRule",
        /// An attribute that every value must carry.
        ValueAttribute = "valueAttributeRule",
        /// The options come from a call to the server.
        AsyncQuery = "asyncQueryRule",
    }
}

impl RuleName {
    /// Reads a rule's name, exactly as written: the SDK compares with case, so `MAXLENGTHRULE` is another name.
    pub(crate) fn parse(text: &str) -> Option<RuleName> {
        RuleName::find(|word| word == text)
    }

    /// Whether the rule is advice that is never checked.
    pub const fn is_tip(self) -> bool {
        matches!(self, RuleName::Tip | RuleName::DevTip)
    }

    /// Whether the rule's value says yes or no.
    pub(crate) const fn is_yes_or_no(self) -> bool {
        matches!(self, RuleName::Required | RuleName::Disable | RuleName::ReadOnly)
    }

    /// Whether the rule states a maximum or a minimum; none if it states no limit.
    pub(crate) const fn side(self) -> Option<Side> {
        match self {
            RuleName::MaxLength
            | RuleName::MaxValue
            | RuleName::MaxInputNum
            | RuleName::MaxDecimalDigits
            | RuleName::MaxTargetSize
            | RuleName::MaxImageSize => Some(Side::Max),
            RuleName::MinLength
            | RuleName::MinValue
            | RuleName::MinInputNum
            | RuleName::MinDecimalDigits
            | RuleName::MinTargetSize
            | RuleName::MinImageSize => Some(Side::Min),
            RuleName::ValueType
            | RuleName::Required
            | RuleName::Disable
            | RuleName::ReadOnly
            | RuleName::Regex
            | RuleName::Tip
            | RuleName::DevTip
            | RuleName::Set
            | RuleName::ValueAttribute
            | RuleName::AsyncQuery => None,
        }
    }
}
