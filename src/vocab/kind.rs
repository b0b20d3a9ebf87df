//! The types of fields.

use crate::vocab::words::words;

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
