//! Every code that is printed: of findings, changes, notes and mapping problems, with severities and levels.

use std::fmt;

use crate::lang::Lang;

/// Declares an enum of codes: printed, parsed and serialized as one kebab-case word, the same in all languages.
macro_rules! codes {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum $name { $($(#[$doc])* $variant,)* }

        impl $name {
            /// Every code.
            pub const ALL: &[$name] = &[$($name::$variant,)*];

            /// The code as it is printed.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }

            /// The code of a printed word.
            pub fn parse(text: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|code| code.as_str() == text)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}

codes! {
    /// The kinds of findings.
    Code {
        /// No value where one is required.
        Required = "required",
        /// A text that is not of the wanted type.
        ValueType = "value-type",
        /// A text that is too long.
        MaxLength = "max-length",
        /// A text that is too short.
        MinLength = "min-length",
        /// A number or moment that is too large.
        MaxValue = "max-value",
        /// A number or moment that is too small.
        MinValue = "min-value",
        /// Too many values or rows.
        MaxInputNum = "max-input-num",
        /// Too few values or rows.
        MinInputNum = "min-input-num",
        /// Too many digits after the point.
        MaxDecimalDigits = "max-decimal-digits",
        /// Too few digits after the point.
        MinDecimalDigits = "min-decimal-digits",
        /// A text that a pattern does not allow.
        Regex = "regex",
        /// Another value than the one that must stay.
        ReadOnly = "read-only",
        /// A file that is too large.
        MaxTargetSize = "max-target-size",
        /// A file that is too small.
        MinTargetSize = "min-target-size",
        /// A picture that is too large.
        MaxImageSize = "max-image-size",
        /// A picture that is too small.
        MinImageSize = "min-image-size",
        /// A value without an attribute that it must carry.
        ValueAttribute = "value-attribute",
        /// A value that is no option.
        UnknownOption = "unknown-option",
        /// An option whose condition does not hold.
        UnavailableOption = "unavailable-option",
        /// A field that the schema does not have.
        UnknownField = "unknown-field",
        /// A field declared as of another type than in the schema.
        TypeMismatch = "type-mismatch",
        /// A second field of one id.
        DuplicateField = "duplicate-field",
        /// Several values on a field that takes one.
        TooManyValues = "too-many-values",
        /// A value of a shape that the field does not take.
        UnexpectedValue = "unexpected-value",
        /// A character that XML forbids.
        IllegalCharacter = "illegal-character",
        /// A value for a disabled field.
        DisabledValue = "disabled-value",
        /// The same value twice.
        DuplicateValue = "duplicate-value",
        /// A value in the wrong element.
        Wrapper = "wrapper",
        /// A tab or line break in a text of one line.
        LineBreak = "line-break",
        /// A rule that was not judged.
        Unchecked = "unchecked",
    }
}

codes! {
    /// The kinds of changes.
    ///
    /// ```
    /// use tmall_schema::ChangeCode;
    /// assert_eq!(ChangeCode::parse("rule-added"), Some(ChangeCode::RuleAdded));
    /// assert_eq!(ChangeCode::parse("rule"), None);
    /// ```
    ChangeCode {
        /// A field that was not there.
        FieldAdded = "field-added",
        /// A field that is no longer there, with all that was inside.
        FieldRemoved = "field-removed",
        /// A field of another type; the rest of it is not compared.
        FieldTypeChanged = "field-type-changed",
        /// Another name for people.
        FieldRenamed = "field-renamed",
        /// The fields inside stand in another order; at the root the path is empty.
        FieldsReordered = "fields-reordered",
        /// Other labels.
        LabelChanged = "label-changed",
        /// Other properties.
        PropertyChanged = "property-changed",
        /// Something that we do not know, or `readonly` of an option.
        ContentChanged = "content-changed",
        /// A rule that was not there.
        RuleAdded = "rule-added",
        /// A rule that is no longer there.
        RuleRemoved = "rule-removed",
        /// A rule under the same condition says something else.
        RuleChanged = "rule-changed",
        /// The same rule under another condition, or under one that now means something else; the latter also for
        /// options.
        ConditionChanged = "condition-changed",
        /// The same option under another condition.
        OptionConditionChanged = "option-condition-changed",
        /// An option that was not there.
        OptionAdded = "option-added",
        /// An option that is no longer there.
        OptionRemoved = "option-removed",
        /// Another name of an option for people.
        OptionRenamed = "option-renamed",
        /// The options stand in another order.
        OptionsReordered = "options-reordered",
        /// Other default or present values.
        DefaultChanged = "default-changed",
        /// Another dialect; stands at the root.
        DialectChanged = "dialect-changed",
    }
}

codes! {
    /// The kinds of notes.
    NoteCode {
        /// The root element has none of the names that we know.
        UnknownRoot = "unknown-root",
        /// A schema without fields: the category has no key properties.
        EmptyRule = "empty-rule",
        /// Characters that XML forbids were dropped.
        DroppedCharacters = "dropped-characters",
        /// A field's type is none of the seven; its values are not judged.
        UnknownType = "unknown-type",
        /// Two sibling fields have one id; the first counts.
        DuplicateField = "duplicate-field",
        /// An element that we do not know, or not at this place; it is kept.
        UnknownElement = "unknown-element",
        /// An attribute that we do not know; it is kept.
        UnknownAttribute = "unknown-attribute",
        /// Text where elements are expected; it is kept.
        UnexpectedText = "unexpected-text",
        /// A wrapper that is there twice; both were read.
        RepeatedWrapper = "repeated-wrapper",
        /// A sub-field stands directly under its field.
        MissingFieldsWrapper = "missing-fields-wrapper",
        /// The form of old samples: `required="true"`, a child `name`, `value type="…"`.
        OldForm = "old-form",
        /// An option without a display name.
        OptionWithoutName = "option-without-name",
        /// An option without a value.
        OptionWithoutValue = "option-without-value",
        /// Rules, options or sub-fields within a value; they are skipped.
        SkippedInValue = "skipped-in-value",
        /// A condition asks about a field that cannot be found; it reads as empty.
        UnresolvedField = "unresolved-field",
        /// A condition has a symbol that we do not know; its rule is not judged.
        UnknownSymbol = "unknown-symbol",
        /// A condition has an operator that we do not know; its rule is not judged.
        UnknownOperator = "unknown-operator",
        /// Fields disable each other in a circle; each is decided as if the others were not disabled.
        DisableCycle = "disable-cycle",
    }
}

codes! {
    /// The kinds of problems of mappings and records.
    MappingCode {
        /// The file is not TOML.
        Syntax = "syntax",
        /// A file that is named cannot be read, or includes itself.
        File = "file",
        /// A key that means nothing.
        UnknownKey = "unknown-key",
        /// A value of a kind that the key does not take.
        WrongType = "wrong-type",
        /// Keys that contradict each other.
        Conflict = "conflict",
        /// A path into the record that is none.
        BadPath = "bad-path",
        /// A template or expression that is none, or does what it must not.
        BadExpression = "bad-expression",
        /// A date format that is none.
        BadDateFormat = "bad-date-format",
        /// A look-up table that is none.
        BadTable = "bad-table",
        /// A look-up table that is not there.
        UnknownTable = "unknown-table",
        /// A field that the schema does not have.
        UnknownField = "unknown-field",
        /// Something that the type of the field does not take.
        WrongKind = "wrong-kind",
        /// Sub-fields of rows, and nothing says where the rows come from.
        NoRows = "no-rows",
        /// A constant or the target of a table that is no option of the field.
        NotAnOption = "not-an-option",
        /// A custom value for a field that has no option for it.
        NoCustomOption = "no-custom-option",
        /// A text that is no option of the field.
        UnknownOption = "unknown-option",
        /// A text that several options go by.
        AmbiguousOption = "ambiguous-option",
        /// A text that a look-up table does not have.
        NotInTable = "not-in-table",
        /// A text that is no number.
        NotANumber = "not-a-number",
        /// A number that a spreadsheet has shortened: digits may be lost.
        ShortenedNumber = "shortened-number",
        /// A text that is no date of the format.
        NotADate = "not-a-date",
        /// An object or a list where a text is wanted, or a text where an object is.
        WrongShape = "wrong-shape",
        /// Several values for a field that takes one.
        SeveralValues = "several-values",
        /// Nothing where the mapping says that something must be.
        MissingValue = "missing-value",
        /// An expression that cannot be worked out.
        ExpressionFailed = "expression-failed",
    }
}

/// How sure a finding is, and how bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Severity {
    /// Nothing is wrong as far as can be said; something could not be judged.
    Note,
    /// One plausible reading of the rules is violated, or the platform ignores something.
    Warning,
    /// The item is not valid.
    Error,
}

impl Severity {
    /// The word as it is printed.
    pub const fn as_str(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    /// The word for people.
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Severity::Note => lang.pick("note", "提示"),
            Severity::Warning => lang.pick("warning", "警告"),
            Severity::Error => lang.pick("error", "错误"),
        }
    }

    /// Reads a printed word.
    pub fn parse(text: &str) -> Option<Severity> {
        [Severity::Note, Severity::Warning, Severity::Error].into_iter().find(|one| one.as_str() == text)
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a change does to the params that are valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Level {
    /// The same params are valid as before.
    Cosmetic,
    /// More params may be valid than before, but none that was valid is not.
    Compatible,
    /// A param that was valid may no longer be, or nobody can say.
    Breaking,
}

impl Level {
    /// Every level, the worst last.
    pub const ALL: &[Level] = &[Level::Cosmetic, Level::Compatible, Level::Breaking];

    /// The word as it is printed.
    pub const fn as_str(self) -> &'static str {
        match self {
            Level::Cosmetic => "cosmetic",
            Level::Compatible => "compatible",
            Level::Breaking => "breaking",
        }
    }

    /// Reads a printed word.
    ///
    /// ```
    /// use tmall_schema::Level;
    /// assert_eq!(Level::parse("breaking"), Some(Level::Breaking));
    /// assert!(Level::Breaking > Level::Cosmetic);
    /// ```
    pub fn parse(text: &str) -> Option<Level> {
        Level::ALL.iter().copied().find(|level| level.as_str() == text)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl serde::Serialize for Level {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
