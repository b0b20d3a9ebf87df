//! Every word of the wire format, spelled once.
//!
//! Sources: the platform's developer guide (chapter 5) for the seven field types, the rules, the value
//! types, the symbols and the units; documents from the field for the rest.

pub(crate) mod answer;
pub(crate) mod attribute;
pub(crate) mod element;
pub(crate) mod root;

use std::fmt;
use std::str::FromStr;

use crate::word::ParseWordError;

/// The field that names the fields of an incremental update.
pub(crate) const UPDATE_FIELDS: &str = "update_fields";
/// What `requiredRule`, `disableRule` and `readOnlyRule` say when they hold.
pub(crate) const TRUE: &str = "true";
pub(crate) const FALSE: &str = "false";

/// Whether a limit is a maximum or a minimum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// A maximum.
    Max,
    /// A minimum.
    Min,
}

/// Declares an enum whose variants are wire words: `as_str` gives the spelling of the platform. Each has a `parse` that says
/// how the platform's spelling may vary, and `FromStr`, which is the same for other crates.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal $(| $also:literal)*,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum $name { $($(#[$doc])* $variant,)* }

        impl $name {
            /// Every word, in the order of the guide.
            pub const ALL: &[$name] = &[$($name::$variant,)*];

            /// The word as the platform spells it.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }

            const WORDS: &[&'static str] = &[$($word,)*];

            /// The first word of which something holds.
            fn find(is: impl Fn(&str) -> bool) -> Option<$name> {
                $(if is($word) $(|| is($also))* {
                    return Some($name::$variant);
                })*
                None
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(self.as_str()) }
        }

        /// Reads a word in any spelling that documents have.
        impl FromStr for $name {
            type Err = ParseWordError;

            fn from_str(text: &str) -> Result<$name, ParseWordError> {
                $name::parse(text.into()).ok_or(ParseWordError::new($name::WORDS))
            }
        }

        /// The word as the platform spells it.
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}

/// Declares the word that a missing one stands for.
macro_rules! default_word {
    ($name:ident, $variant:ident) => {
        impl Default for $name {
            fn default() -> $name {
                $name::$variant
            }
        }
    };
}

words! {
    /// The seven types of field; what a value of the field looks like. Read trimmed and without regard to case.
    ///
    /// ```
    /// use tmall_schema::FieldKind;
    /// assert_eq!("SINGLECHECK".parse(), Ok(FieldKind::SingleCheck));
    /// assert_eq!(" input".parse(), Ok(FieldKind::Input));
    /// assert!("hidden".parse::<FieldKind>().is_err());
    /// ```
    FieldKind {
        /// One text.
        Input = "input",
        /// Several texts.
        MultiInput = "multiInput",
        /// One of the options.
        SingleCheck = "singleCheck",
        /// Several of the options.
        MultiCheck = "multiCheck",
        /// One group of sub-fields.
        Complex = "complex",
        /// Any number of rows of sub-fields.
        MultiComplex = "multiComplex",
        /// Text for people; has no value.
        Label = "label",
    }
}

impl FieldKind {
    /// Reads a type, trimmed and without regard to case. Documents have `type="input "`.
    pub(crate) fn parse(text: &str) -> Option<FieldKind> {
        FieldKind::find(|word| word == text)
            .or_else(|| FieldKind::find(|word| text.trim().eq_ignore_ascii_case(word)))
    }

    /// Whether the value is a group or rows of sub-fields.
    pub const fn has_fields(self) -> bool {
        matches!(self, FieldKind::Complex | FieldKind::MultiComplex)
    }

    /// Whether the field takes several texts.
    pub const fn is_multi(self) -> bool {
        matches!(self, FieldKind::MultiInput | FieldKind::MultiCheck)
    }

    /// Whether the field takes one text.
    pub const fn is_single(self) -> bool {
        matches!(self, FieldKind::Input | FieldKind::SingleCheck)
    }

    /// Whether the field's values are meant to be options.
    pub const fn is_choice(self) -> bool {
        matches!(self, FieldKind::SingleCheck | FieldKind::MultiCheck)
    }
}

words! {
    /// The rules that we know; a rule of any other name is kept by its name.
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

words! {
    /// What a `valueTypeRule` asks of a text.
    ValueType {
        /// Any text; the platform turns tabs and line breaks into spaces.
        Text = "text",
        /// A decimal number without exponent.
        Decimal = "decimal",
        /// A whole number of 32 bits.
        Integer = "integer",
        /// A whole number of 64 bits.
        Long = "long",
        /// A decimal number that may have an exponent.
        Double = "double",
        /// `yyyy-MM-dd`, a time of day may follow.
        Date = "date",
        /// `yyyy-MM-dd HH:mm:ss`, also without seconds.
        Time = "time",
        /// A link, `https://…` or `//…`.
        Url = "url",
        /// Any text with line breaks.
        Textarea = "textarea",
        /// Any text with markup.
        Html = "html",
    }
}

impl ValueType {
    /// Reads the value of a `valueTypeRule`, trimmed and without regard to case.
    pub(crate) fn parse(text: &str) -> Option<ValueType> {
        ValueType::find(|word| text.trim().eq_ignore_ascii_case(word))
    }

    /// Whether the text is a date or a time, so that limits compare moments and a pattern may be a date format.
    pub const fn is_moment(self) -> bool {
        matches!(self, ValueType::Date | ValueType::Time)
    }

    /// Whether the text is a number.
    pub const fn is_number(self) -> bool {
        matches!(self, ValueType::Integer | ValueType::Long | ValueType::Decimal | ValueType::Double)
    }
}

words! {
    /// How the parts of a condition are joined. The default is that of a condition without an operator.
    Operator {
        /// All parts hold.
        And = "and",
        /// At least one part holds.
        Or = "or",
    }
}

default_word!(Operator, And);

impl Operator {
    /// Reads an operator, trimmed and without regard to case; a missing one is `and`.
    pub(crate) fn parse(text: Option<&str>) -> Option<Operator> {
        text.map_or(Some(Operator::default()), |text| {
            Operator::find(|word| text.trim().eq_ignore_ascii_case(word))
        })
    }
}

words! {
    /// What a condition asks of a field. Read trimmed, with white space folded, and `’` for `'`; the default is that of a
    /// condition without a symbol.
    ///
    /// ```
    /// use tmall_schema::Symbol;
    /// assert_eq!(" not   contains ".parse(), Ok(Symbol::NotContains));
    /// assert_eq!(Symbol::default(), Symbol::Equal);
    /// ```
    Symbol {
        /// The field has no value.
        IsNull = "is null",
        /// Every value is this text.
        Equal = "==",
        /// No value is this text.
        NotEqual = "!=",
        /// Every value is a larger number.
        Greater = ">",
        /// Every value is a smaller number.
        Less = "<",
        /// Every value is a number at least as large.
        GreaterOrEqual = ">=",
        /// Every value is a number at most as large.
        LessOrEqual = "<=",
        /// Some value is this text; of an `input`: the text occurs in it.
        Contains = "contains",
        /// The opposite of `contains`.
        NotContains = "not contains",
        /// Every value is one of the field's own options.
        InOptions = "this field's value in fieldOptions",
        /// No value is one of the field's own options.
        NotInOptions = "this field's value not in fieldOptions",
    }
}

default_word!(Symbol, Equal);

impl Symbol {
    /// Reads a symbol: trimmed, white space folded, `’` for `'`; a missing one is the default.
    pub(crate) fn parse(text: Option<&str>) -> Option<Symbol> {
        let Some(text) = text else { return Some(Symbol::default()) };
        Symbol::find(|word| word == text).or_else(|| {
            let mut folded = String::with_capacity(text.len());
            for word in text.split_whitespace() {
                if !folded.is_empty() {
                    folded.push(' ');
                }
                folded.extend(word.chars().map(|c| if c == '’' { '\'' } else { c }));
            }
            Symbol::find(|word| word == folded)
        })
    }
}

words! {
    /// Whether a limit itself is allowed. The default is that of a rule that does not say.
    Bound {
        /// The limit is allowed; also when nothing is said.
        Include = "include",
        /// The limit is not allowed.
        NotInclude = "not include",
    }
}

default_word!(Bound, Include);

impl Bound {
    /// Reads an `exProperty`, trimmed and without regard to case; a missing one is `include`.
    pub(crate) fn parse(text: Option<&str>) -> Option<Bound> {
        text.map_or(Some(Bound::default()), |text| Bound::find(|word| text.trim().eq_ignore_ascii_case(word)))
    }
}

words! {
    /// What a length is counted in. The default is that of a rule without a unit.
    LengthUnit {
        /// A byte of GBK; on alibaba.com of UTF-8.
        Byte = "byte",
        /// A character.
        Character = "character",
    }
}

default_word!(LengthUnit, Character);

impl LengthUnit {
    /// Reads the unit of a length rule, trimmed and without regard to case; a missing one is `character`.
    pub(crate) fn parse(text: Option<&str>) -> Option<LengthUnit> {
        text.map_or(Some(LengthUnit::default()), |text| {
            LengthUnit::find(|word| text.trim().eq_ignore_ascii_case(word))
        })
    }
}

words! {
    /// What a file size is counted in; the base is 1024.
    SizeUnit {
        /// Bytes.
        Byte = "byte" | "b",
        /// Kilobytes.
        Kilobyte = "kb" | "k",
        /// Megabytes; the guide writes `mk`.
        Megabyte = "mb" | "m" | "mk",
        /// Gigabytes.
        Gigabyte = "gb" | "g",
    }
}

impl SizeUnit {
    /// Reads the unit of a file size rule, trimmed and without regard to case.
    pub(crate) fn parse(text: &str) -> Option<SizeUnit> {
        SizeUnit::find(|word| text.trim().eq_ignore_ascii_case(word))
    }

    /// How many bytes one of these is.
    pub const fn bytes(self) -> u64 {
        match self {
            SizeUnit::Byte => 1,
            SizeUnit::Kilobyte => 1 << 10,
            SizeUnit::Megabyte => 1 << 20,
            SizeUnit::Gigabyte => 1 << 30,
        }
    }
}

words! {
    /// The three dialects of the format. They differ in the wrappers of values, in where present values
    /// are, and in what a byte is.
    Dialect {
        /// Tmall: `itemRule` and `itemParam`.
        Classic = "classic",
        /// The newer Taobao and Tmall: `itemSchema`.
        ItemSchema = "item-schema",
        /// alibaba.com: `itemSchema` with the field `icbuCatProp`.
        Icbu = "icbu",
    }
}

impl Dialect {
    /// Reads a dialect's name as the command line takes it.
    pub(crate) fn parse(text: &str) -> Option<Dialect> {
        Dialect::find(|word| word == text)
    }

    /// The root element of a param.
    pub const fn param_root(self) -> &'static str {
        match self {
            Dialect::Classic => element::ITEM_PARAM,
            Dialect::ItemSchema | Dialect::Icbu => element::ITEM_SCHEMA,
        }
    }

    /// The root element of a schema.
    pub const fn schema_root(self) -> &'static str {
        match self {
            Dialect::Classic => element::ITEM_RULE,
            Dialect::ItemSchema | Dialect::Icbu => element::ITEM_SCHEMA,
        }
    }

    /// The element around the sub-fields of a `complex` value.
    pub(crate) const fn complex_wrapper(self) -> &'static str {
        match self {
            Dialect::Classic => element::COMPLEX_VALUES,
            Dialect::ItemSchema | Dialect::Icbu => element::COMPLEX_VALUE,
        }
    }
}

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
