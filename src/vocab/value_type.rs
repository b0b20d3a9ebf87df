//! What a `valueTypeRule` asks for.

use crate::vocab::words::words;

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

    /// Whether any text is of this type.
    pub const fn is_any_text(self) -> bool {
        matches!(self, ValueType::Text | ValueType::Textarea | ValueType::Html)
    }

    /// Whether the text is a number.
    pub const fn is_number(self) -> bool {
        matches!(self, ValueType::Integer | ValueType::Long | ValueType::Decimal | ValueType::Double)
    }
}
