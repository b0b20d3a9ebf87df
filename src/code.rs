//! All codes: of findings, changes, notes and mapping problems; severities and levels.

use std::fmt;
use std::str::FromStr;

use crate::lang::Lang;
use crate::word::ParseWordError;

/// Declares an enum of codes, each printed, parsed and serialized as one kebab-case word that is the same in all languages.
/// The variants are ordered as declared.
macro_rules! codes {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum $name { $($(#[$doc])* $variant,)* }

        impl $name {
            /// All variants, in order.
            pub const ALL: &[$name] = &[$($name::$variant,)*];

            /// The printed words, in order.
            pub(crate) const NAMES: &[&'static str] = &[$($word,)*];

            /// The printed word.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }

        }

        /// Reads a printed word.
        impl FromStr for $name {
            type Err = ParseWordError;

            fn from_str(text: &str) -> Result<$name, ParseWordError> {
                let at = $name::NAMES.iter().position(|name| *name == text);
                at.map(|at| $name::ALL[at]).ok_or(ParseWordError::new($name::NAMES))
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
        /// An absent complex value with required sub-fields.
        RequiredInside = "required-inside",
        /// A text that is not of the required type.
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
        /// A text that does not follow a pattern.
        Regex = "regex",
        /// Another value than that of the schema, which must stay.
        ReadOnly = "read-only",
        /// A file that is too large.
        MaxTargetSize = "max-target-size",
        /// A file that is too small.
        MinTargetSize = "min-target-size",
        /// A picture that is too large.
        MaxImageSize = "max-image-size",
        /// A picture that is too small.
        MinImageSize = "min-image-size",
        /// A value without a required attribute.
        ValueAttribute = "value-attribute",
        /// A value that is not an option.
        UnknownOption = "unknown-option",
        /// An option whose condition does not hold.
        UnavailableOption = "unavailable-option",
        /// A field that is not in the schema.
        UnknownField = "unknown-field",
        /// A field declared as of another type than in the schema.
        TypeMismatch = "type-mismatch",
        /// A second field of one id.
        DuplicateField = "duplicate-field",
        /// Several values on a field that takes one.
        TooManyValues = "too-many-values",
        /// A value of a shape that the field cannot have.
        UnexpectedValue = "unexpected-value",
        /// A character that XML forbids.
        IllegalCharacter = "illegal-character",
        /// A value for a disabled field.
        DisabledValue = "disabled-value",
        /// The same value twice.
        DuplicateValue = "duplicate-value",
        /// A value in the wrong element.
        Wrapper = "wrapper",
        /// Elements inside a value: HTML that was not escaped.
        Markup = "markup",
        /// A tab or line break in a text of one line.
        LineBreak = "line-break",
        /// A schema where an item is expected.
        NotAnItem = "not-an-item",
        /// A rule that was not checked.
        Unchecked = "unchecked",
        /// A house rule that is broken. Its own code is [`Finding::code_text`](crate::validate::Finding::code_text).
        HouseRule = "house-rule",
    }
}

codes! {
    /// The kinds of changes.
    ///
    /// ```
    /// use tmall_schema::ChangeCode;
    /// assert_eq!("rule-added".parse(), Ok(ChangeCode::RuleAdded));
    /// assert!("rule".parse::<ChangeCode>().is_err());
    /// ```
    ChangeCode {
        /// A new field.
        FieldAdded = "field-added",
        /// A removed field, with all fields inside it.
        FieldRemoved = "field-removed",
        /// Another type of a field; the rest of the field is not compared.
        FieldTypeChanged = "field-type-changed",
        /// Another display name of a field.
        FieldRenamed = "field-renamed",
        /// Another order of the fields inside a field; at the root, the path is empty.
        FieldsReordered = "fields-reordered",
        /// Other labels.
        LabelChanged = "label-changed",
        /// Other properties.
        PropertyChanged = "property-changed",
        /// Unknown content, or `readonly` of an option.
        ContentChanged = "content-changed",
        /// A new rule.
        RuleAdded = "rule-added",
        /// A removed rule.
        RuleRemoved = "rule-removed",
        /// Another value of a rule with the same condition.
        RuleChanged = "rule-changed",
        /// The same rule with another condition, or with a condition that now means something else; the latter also for
        /// options.
        ConditionChanged = "condition-changed",
        /// The same option with another condition.
        OptionConditionChanged = "option-condition-changed",
        /// A new option.
        OptionAdded = "option-added",
        /// A removed option.
        OptionRemoved = "option-removed",
        /// Another display name of an option.
        OptionRenamed = "option-renamed",
        /// Another order of the options.
        OptionsReordered = "options-reordered",
        /// Other default or present values.
        DefaultChanged = "default-changed",
        /// Another dialect; at the root.
        DialectChanged = "dialect-changed",
    }
}

codes! {
    /// The kinds of notes.
    NoteCode {
        /// The root element has an unknown name.
        UnknownRoot = "unknown-root",
        /// A schema where an item may be meant: the root is that of a param, or no field has a rule, option, sub-field or
        /// default.
        NotASchema = "not-a-schema",
        /// The fields are in an element `fields` inside the root.
        FieldsInRoot = "fields-in-root",
        /// A schema without fields: the category has no key properties.
        EmptyRule = "empty-rule",
        /// Characters that XML forbids were removed.
        DroppedCharacters = "dropped-characters",
        /// One character written as two references, the halves of a surrogate pair; it is read as that character.
        SplitCharacter = "split-character",
        /// The type of a field is not one of the seven; its values are not checked.
        UnknownType = "unknown-type",
        /// Sibling fields have the same id; the first counts.
        DuplicateField = "duplicate-field",
        /// An unknown element, or one in an unknown place; it is kept.
        UnknownElement = "unknown-element",
        /// An unknown attribute; it is kept.
        UnknownAttribute = "unknown-attribute",
        /// Text where elements are expected; it is kept.
        UnexpectedText = "unexpected-text",
        /// A repeated wrapper; all were read.
        RepeatedWrapper = "repeated-wrapper",
        /// A sub-field directly inside its field, without `fields` around it.
        MissingFieldsWrapper = "missing-fields-wrapper",
        /// The form of old samples: `required="true"`, a child `name`, `value type="…"`.
        OldForm = "old-form",
        /// An option without a display name.
        OptionWithoutName = "option-without-name",
        /// An option without a value.
        OptionWithoutValue = "option-without-value",
        /// Rules, options or sub-fields within a value; they are skipped.
        SkippedInValue = "skipped-in-value",
        /// A condition refers to a field that does not exist; it reads as empty.
        UnresolvedField = "unresolved-field",
        /// A condition has an unknown symbol; its rule is not checked.
        UnknownSymbol = "unknown-symbol",
        /// A condition has an unknown operator; its rule is not checked.
        UnknownOperator = "unknown-operator",
        /// A condition directly in a field; it belongs to no rule.
        StrayCondition = "stray-condition",
        /// Fields disable each other in a cycle; each is evaluated as if the others were not disabled.
        DisableCycle = "disable-cycle",
    }
}

codes! {
    /// The kinds of problems of mappings and records.
    MappingCode {
        /// The file is not TOML.
        Syntax = "syntax",
        /// An included file cannot be read, or includes itself.
        File = "file",
        /// An unknown key.
        UnknownKey = "unknown-key",
        /// A value of the wrong type for its key.
        WrongType = "wrong-type",
        /// Keys that contradict each other.
        Conflict = "conflict",
        /// An invalid path into the record.
        BadPath = "bad-path",
        /// An invalid template or expression, or one that does what is not allowed.
        BadExpression = "bad-expression",
        /// An invalid date format.
        BadDateFormat = "bad-date-format",
        /// An invalid look-up table.
        BadTable = "bad-table",
        /// A look-up table that does not exist.
        UnknownTable = "unknown-table",
        /// A field that is not in the schema.
        UnknownField = "unknown-field",
        /// Something that does not apply to the type of the field.
        WrongKind = "wrong-kind",
        /// Sub-fields of rows without a source for the rows.
        NoRows = "no-rows",
        /// A constant, or a target of a table, that is not an option of the field.
        NotAnOption = "not-an-option",
        /// A custom value for a field that has no option for it.
        NoCustomOption = "no-custom-option",
        /// A text that is not an option of the field.
        UnknownOption = "unknown-option",
        /// A text that matches several options.
        AmbiguousOption = "ambiguous-option",
        /// A text that is not in the look-up table.
        NotInTable = "not-in-table",
        /// A text that is not a number.
        NotANumber = "not-a-number",
        /// A number that a spreadsheet shortened; digits may be lost.
        ShortenedNumber = "shortened-number",
        /// A cell that holds an error of the spreadsheet, such as `#N/A`.
        CellError = "cell-error",
        /// A text that is not a date of the format.
        NotADate = "not-a-date",
        /// An object or a list where a text is expected, or a text where an object is.
        WrongShape = "wrong-shape",
        /// Several values for a field that takes one.
        SeveralValues = "several-values",
        /// No value where the mapping requires one.
        MissingValue = "missing-value",
        /// An expression that cannot be evaluated.
        ExpressionFailed = "expression-failed",
    }
}

codes! {
    /// The rules of packs: what a platform requires beyond the schema.
    RuleCode {
        /// Two sales units with the same properties.
        DuplicateSku = "duplicate-sku",
        /// Item price outside the prices of its units.
        PriceOutsideSkuPrices = "price-outside-sku-prices",
        /// Price of zero.
        ZeroPrice = "zero-price",
        /// Stock of zero.
        ZeroStock = "zero-stock",
        /// Unit with a property that the item does not list.
        UnlistedSkuProperty = "unlisted-sku-property",
        /// Tiers whose quantities do not rise.
        TierQuantityOrder = "tier-quantity-order",
        /// Tiers whose prices do not fall.
        TierPriceOrder = "tier-price-order",
        /// Title with < or >.
        MarkupInTitle = "markup-in-title",
        /// Word that the Advertising Law forbids.
        AdvertisingLawWord = "advertising-law-word",
        /// Description without a picture.
        DescriptionWithoutPicture = "description-without-picture",
        /// Old description for mobile devices.
        RetiredDescription = "retired-description",
        /// Image after an empty one.
        ImageGap = "image-gap",
        /// Item without an image.
        NoImage = "no-image",
        /// Repeated image.
        DuplicateImage = "duplicate-image",
        /// Image without fileId.
        ImageWithoutFileId = "image-without-file-id",
    }
}

codes! {
    /// How certain and how serious a finding is.
    Severity {
        /// No violation is certain or plausible, but something could not be checked.
        Note = "note",
        /// One plausible reading of the rules is violated, or the platform ignores something.
        Warning = "warning",
        /// The item is not valid.
        Error = "error",
    }
}

impl Severity {
    /// The word in a language.
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Severity::Note => lang.pick("note", "提示"),
            Severity::Warning => lang.pick("warning", "警告"),
            Severity::Error => lang.pick("error", "错误"),
        }
    }
}

codes! {
    /// What a change does to the params that are valid.
    ///
    /// ```
    /// use tmall_schema::Level;
    /// assert_eq!("breaking".parse(), Ok(Level::Breaking));
    /// assert!(Level::Breaking > Level::Cosmetic);
    /// ```
    Level {
        /// The same params are valid as before.
        Cosmetic = "cosmetic",
        /// More params may be valid than before, and all that were valid still are.
        Compatible = "compatible",
        /// A param that was valid may no longer be valid, or that cannot be ruled out.
        Breaking = "breaking",
    }
}
