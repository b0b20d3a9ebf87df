//! The entry of each code.

use crate::catalogue::entry::Entry;
use crate::catalogue::grade::Grade;
use crate::catalogue::{
    asset, change, choice, count, form, length, mapping, note, number, presence, shape, unchecked,
};
use crate::code::{ChangeCode, Code, MappingCode, NoteCode, Severity};
use crate::lang::Lang;

/// All entries: those of findings, of notes, of changes (two are about schemas that only one of two directories has)
/// and of mapping problems.
pub fn all() -> impl Iterator<Item = &'static Entry> {
    let findings = Code::ALL.iter().map(|code| code.entry());
    let notes = NoteCode::ALL.iter().map(|code| code.entry());
    let whole = [&change::schema::ADDED, &change::schema::REMOVED];
    let changes = whole.into_iter().chain(ChangeCode::ALL.iter().map(|code| code.entry()));
    let mappings = MappingCode::ALL.iter().map(|code| code.entry());
    findings.chain(notes).chain(changes).chain(mappings)
}

/// The first entry of a code as it is printed. Three codes have two entries, which [`all`] gives: `duplicate-field` is
/// also the code of a note, `unknown-field` and `unknown-option` are also codes of mapping problems.
#[must_use]
pub fn find(code: &str) -> Option<&'static Entry> {
    all().find(|entry| entry.code() == code)
}

impl Code {
    /// The entry of this code in the catalogue.
    #[must_use]
    pub fn entry(self) -> &'static Entry {
        match self {
            Code::Required => &presence::REQUIRED,
            Code::RequiredInside => &presence::REQUIRED_INSIDE,
            Code::ValueType => &form::VALUE_TYPE,
            Code::MaxLength => &length::MAX,
            Code::MinLength => &length::MIN,
            Code::MaxValue => &number::MAX_VALUE,
            Code::MinValue => &number::MIN_VALUE,
            Code::MaxInputNum => &count::MAX,
            Code::MinInputNum => &count::MIN,
            Code::MaxDecimalDigits => &number::MAX_DIGITS,
            Code::MinDecimalDigits => &number::MIN_DIGITS,
            Code::Regex => &form::REGEX,
            Code::ReadOnly => &presence::READ_ONLY,
            Code::MaxTargetSize => &asset::MAX_TARGET,
            Code::MinTargetSize => &asset::MIN_TARGET,
            Code::MaxImageSize => &asset::MAX_IMAGE,
            Code::MinImageSize => &asset::MIN_IMAGE,
            Code::ValueAttribute => &presence::VALUE_ATTRIBUTE,
            Code::UnknownOption => &choice::UNKNOWN,
            Code::UnavailableOption => &choice::UNAVAILABLE,
            Code::UnknownField => &shape::UNKNOWN_FIELD,
            Code::TypeMismatch => &shape::TYPE_MISMATCH,
            Code::DuplicateField => &shape::DUPLICATE_FIELD,
            Code::TooManyValues => &shape::TOO_MANY_VALUES,
            Code::UnexpectedValue => &shape::UNEXPECTED_VALUE,
            Code::IllegalCharacter => &form::ILLEGAL_CHARACTER,
            Code::DisabledValue => &presence::DISABLED_VALUE,
            Code::DuplicateValue => &choice::DUPLICATE,
            Code::Wrapper => &shape::WRAPPER,
            Code::Markup => &form::MARKUP,
            Code::LineBreak => &form::LINE_BREAK,
            Code::NotAnItem => &shape::NOT_AN_ITEM,
            Code::Unchecked => &unchecked::UNCHECKED,
        }
    }

    /// A short title of findings of this kind.
    #[must_use]
    pub fn title(self, lang: Lang) -> &'static str {
        self.entry().title(lang)
    }

    /// The usual severity of findings of this kind.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self.entry().grade() {
            Grade::Severity(severity) => severity,
            Grade::Level(_) | Grade::Note => Severity::Note,
        }
    }
}

impl ChangeCode {
    /// The entry of this code in the catalogue.
    #[must_use]
    pub fn entry(self) -> &'static Entry {
        use change::{condition, field, option, rule, schema};
        match self {
            ChangeCode::FieldAdded => &field::ADDED,
            ChangeCode::FieldRemoved => &field::REMOVED,
            ChangeCode::FieldTypeChanged => &field::TYPE_CHANGED,
            ChangeCode::FieldRenamed => &field::RENAMED,
            ChangeCode::FieldsReordered => &field::REORDERED,
            ChangeCode::LabelChanged => &field::LABEL_CHANGED,
            ChangeCode::PropertyChanged => &field::PROPERTY_CHANGED,
            ChangeCode::ContentChanged => &schema::CONTENT,
            ChangeCode::RuleAdded => &rule::ADDED,
            ChangeCode::RuleRemoved => &rule::REMOVED,
            ChangeCode::RuleChanged => &rule::CHANGED,
            ChangeCode::ConditionChanged => &condition::CHANGED,
            ChangeCode::OptionConditionChanged => &condition::OPTION_CHANGED,
            ChangeCode::OptionAdded => &option::ADDED,
            ChangeCode::OptionRemoved => &option::REMOVED,
            ChangeCode::OptionRenamed => &option::RENAMED,
            ChangeCode::OptionsReordered => &option::REORDERED,
            ChangeCode::DefaultChanged => &field::DEFAULT_CHANGED,
            ChangeCode::DialectChanged => &schema::DIALECT,
        }
    }
}

impl NoteCode {
    /// The entry of this code in the catalogue.
    #[must_use]
    pub fn entry(self) -> &'static Entry {
        use note::{condition, document, field};
        match self {
            NoteCode::UnknownRoot => &document::UNKNOWN_ROOT,
            NoteCode::NotASchema => &document::NOT_A_SCHEMA,
            NoteCode::FieldsInRoot => &document::FIELDS_IN_ROOT,
            NoteCode::EmptyRule => &document::EMPTY_RULE,
            NoteCode::DroppedCharacters => &document::DROPPED_CHARACTERS,
            NoteCode::SplitCharacter => &document::SPLIT_CHARACTER,
            NoteCode::UnknownType => &field::UNKNOWN_TYPE,
            NoteCode::DuplicateField => &field::DUPLICATE_FIELD,
            NoteCode::UnknownElement => &document::UNKNOWN_ELEMENT,
            NoteCode::UnknownAttribute => &document::UNKNOWN_ATTRIBUTE,
            NoteCode::UnexpectedText => &document::UNEXPECTED_TEXT,
            NoteCode::RepeatedWrapper => &document::REPEATED_WRAPPER,
            NoteCode::MissingFieldsWrapper => &field::MISSING_FIELDS_WRAPPER,
            NoteCode::OldForm => &document::OLD_FORM,
            NoteCode::OptionWithoutName => &field::OPTION_WITHOUT_NAME,
            NoteCode::OptionWithoutValue => &field::OPTION_WITHOUT_VALUE,
            NoteCode::SkippedInValue => &field::SKIPPED_IN_VALUE,
            NoteCode::UnresolvedField => &condition::UNRESOLVED_FIELD,
            NoteCode::UnknownSymbol => &condition::UNKNOWN_SYMBOL,
            NoteCode::UnknownOperator => &condition::UNKNOWN_OPERATOR,
            NoteCode::StrayCondition => &condition::STRAY,
            NoteCode::DisableCycle => &condition::DISABLE_CYCLE,
        }
    }
}

impl MappingCode {
    /// The entry of this code in the catalogue.
    #[must_use]
    pub fn entry(self) -> &'static Entry {
        use mapping::{file, record, schema};
        match self {
            MappingCode::Syntax => &file::SYNTAX,
            MappingCode::File => &file::FILE,
            MappingCode::UnknownKey => &file::UNKNOWN_KEY,
            MappingCode::WrongType => &file::WRONG_TYPE,
            MappingCode::Conflict => &file::CONFLICT,
            MappingCode::BadPath => &file::BAD_PATH,
            MappingCode::BadExpression => &file::BAD_EXPRESSION,
            MappingCode::BadDateFormat => &file::BAD_DATE_FORMAT,
            MappingCode::BadTable => &file::BAD_TABLE,
            MappingCode::UnknownTable => &file::UNKNOWN_TABLE,
            MappingCode::UnknownField => &schema::UNKNOWN_FIELD,
            MappingCode::WrongKind => &schema::WRONG_KIND,
            MappingCode::NoRows => &schema::NO_ROWS,
            MappingCode::NotAnOption => &schema::NOT_AN_OPTION,
            MappingCode::NoCustomOption => &schema::NO_CUSTOM_OPTION,
            MappingCode::UnknownOption => &record::UNKNOWN_OPTION,
            MappingCode::AmbiguousOption => &record::AMBIGUOUS_OPTION,
            MappingCode::NotInTable => &record::NOT_IN_TABLE,
            MappingCode::NotANumber => &record::NOT_A_NUMBER,
            MappingCode::ShortenedNumber => &record::SHORTENED_NUMBER,
            MappingCode::NotADate => &record::NOT_A_DATE,
            MappingCode::WrongShape => &record::WRONG_SHAPE,
            MappingCode::SeveralValues => &record::SEVERAL_VALUES,
            MappingCode::MissingValue => &record::MISSING_VALUE,
            MappingCode::ExpressionFailed => &record::EXPRESSION_FAILED,
        }
    }
}
