//! The catalogue: for each code what it means, how its messages read, an example and how to mend it.
//!
//! There are codes of findings and of notes, with [`Example`]s, and codes of changes, with [`Pair`]s of schemas.
//!
//! The messages of [`Finding`](crate::validate::Finding)s are made from the templates that stand here and their usual
//! severities are those that stand here, so what `tmall-schema explain` prints is what the code does.
//!
//! ```
//! use tmall_schema::{Code, Lang, catalogue};
//! let entry = catalogue::find("max-length").unwrap();
//! assert_eq!(entry.title(Lang::En), "Text too long");
//! assert_eq!(entry.title(Lang::Zh), Code::MaxLength.title(Lang::Zh));
//! assert!(catalogue::all().any(|entry| entry.code() == "unknown-option"));
//! ```
//!
//! A new code joins with an arm in [`Code::entry`], [`ChangeCode::entry`](crate::code::ChangeCode::entry) or
//! [`NoteCode::entry`](crate::code::NoteCode::entry) and a static in the file of its family; the compiler asks for the one, `tests/it/docs/catalogue.rs` for the rest. A new kind of
//! thing joins with a [`Grade`] and a [`Kind`], its codes in [`all`], and what its [`Example`]s hold.

mod asset;
mod change;
mod choice;
mod count;
mod example;
mod form;
mod length;
mod note;
mod number;
mod pair;
mod presence;
mod shape;
pub(crate) mod template;
pub(crate) mod unchecked;
pub(crate) mod words;

use std::fmt;

pub use example::Example;
pub use pair::Pair;
pub use template::Template;
use words::{Words, words};

use crate::code::{ChangeCode, Code, Level, NoteCode, Severity};
use crate::lang::Lang;

/// The templates that messages are made from.
pub(crate) mod texts {
    pub(crate) use super::asset::texts as asset;
    pub(crate) use super::choice::texts as choice;
    pub(crate) use super::count::texts as count;
    pub(crate) use super::form::texts as form;
    pub(crate) use super::length::texts as length;
    pub(crate) use super::number::texts as number;
    pub(crate) use super::presence::texts as presence;
    pub(crate) use super::shape::texts as shape;
    pub(crate) use super::unchecked::texts as unchecked;
}

/// All that is to be known about one code.
#[derive(Debug)]
pub struct Entry {
    code: &'static str,
    family: Family,
    grade: Grade,
    otherwise: &'static [(Grade, Words)],
    title: Words,
    meaning: Words,
    sources: &'static [Source],
    mend: Words,
    pairs: &'static [Pair],
    templates: &'static [&'static Template],
    examples: &'static [Example],
}

/// How bad something is: a finding has a severity, a change a level, a note has neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Grade {
    /// Of a finding.
    Severity(Severity),
    /// Of a change.
    Level(Level),
    /// Of a note.
    Note,
}

const ERROR: Grade = Grade::Severity(Severity::Error);
const WARNING: Grade = Grade::Severity(Severity::Warning);
const NOTE: Grade = Grade::Severity(Severity::Note);

/// What kind of thing a code is the code of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// What a validator finds in an item.
    Finding,
    /// What differs between two schemas.
    Change,
    /// What a document has that deserves to be known: a [`Note`](crate::note::Note).
    Note,
}

/// Codes that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Family {
    /// Whether there has to be a value, may be one, and what must come with it.
    Presence,
    /// What a text looks like.
    Form,
    /// How long, how large, how many.
    Limits,
    /// How large files and pictures are.
    Assets,
    /// Whether a value is an option.
    Choice,
    /// Whether fields and values stand where the schema and the platform expect them.
    Shape,
    /// What could not be judged.
    Unjudged,
    /// What is odd in a schema.
    Schema,
    /// Changes of whole schemas.
    Schemas,
    /// Changes of fields.
    Fields,
    /// Changes of rules and their conditions.
    Rules,
    /// Changes of options.
    Options,
}

/// Where we know from what we say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Source {
    /// The platform's developer guide for the schema system.
    Guide,
    /// Documents that the platform or sellers have really sent.
    Documents,
    /// The behaviour of the platform's own Java SDK.
    Sdk,
    /// Our own decision, where the others are silent or contradict each other.
    Decision,
}

/// All entries: those of [`Code::ALL`], then those of [`NoteCode::ALL`], then those of changes, of which two are
/// about schemas that only one of two directories has and the others are those of [`ChangeCode::ALL`].
pub fn all() -> impl Iterator<Item = &'static Entry> {
    let findings = Code::ALL.iter().map(|code| code.entry());
    let notes = NoteCode::ALL.iter().map(|code| code.entry());
    let whole = [&change::schema::ADDED, &change::schema::REMOVED];
    findings.chain(notes).chain(whole).chain(ChangeCode::ALL.iter().map(|code| code.entry()))
}

/// The entry of a code as it is printed; the first, since `duplicate-field` is also that of a note.
pub fn find(code: &str) -> Option<&'static Entry> {
    all().find(|entry| entry.code == code)
}

impl Code {
    /// What is to be known about findings of this kind.
    pub fn entry(self) -> &'static Entry {
        match self {
            Code::Required => &presence::REQUIRED,
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
            Code::LineBreak => &form::LINE_BREAK,
            Code::Unchecked => &unchecked::UNCHECKED,
        }
    }

    /// What findings of this kind are about, in a few words.
    pub fn title(self, lang: Lang) -> &'static str {
        self.entry().title(lang)
    }

    /// How bad findings of this kind are, where nothing special is the case.
    pub fn severity(self) -> Severity {
        match self.entry().grade {
            Grade::Severity(severity) => severity,
            Grade::Level(_) | Grade::Note => Severity::Note,
        }
    }
}

impl ChangeCode {
    /// What is to be known about changes of this kind.
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
    /// What is to be known about notes of this kind.
    pub fn entry(self) -> &'static Entry {
        use note::{condition, document, field};
        match self {
            NoteCode::UnknownRoot => &document::UNKNOWN_ROOT,
            NoteCode::EmptyRule => &document::EMPTY_RULE,
            NoteCode::DroppedCharacters => &document::DROPPED_CHARACTERS,
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
            NoteCode::DisableCycle => &condition::DISABLE_CYCLE,
        }
    }
}

impl Entry {
    /// The code, such as `max-length`; the same in all languages.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// What kind of thing it is the code of.
    pub fn kind(&self) -> Kind {
        match self.grade {
            Grade::Severity(_) => Kind::Finding,
            Grade::Level(_) => Kind::Change,
            Grade::Note => Kind::Note,
        }
    }

    /// Which codes it belongs with.
    pub fn family(&self) -> Family {
        self.family
    }

    /// How bad it usually is.
    pub fn grade(&self) -> Grade {
        self.grade
    }

    /// How bad it may be besides, and when.
    pub fn otherwise(&self, lang: Lang) -> impl Iterator<Item = (Grade, &'static str)> {
        self.otherwise.iter().map(move |(grade, when)| (*grade, when.of(lang)))
    }

    /// What it is about, in a few words.
    pub fn title(&self, lang: Lang) -> &'static str {
        self.title.of(lang)
    }

    /// What it means, and why it matters.
    pub fn meaning(&self, lang: Lang) -> &'static str {
        self.meaning.of(lang)
    }

    /// Where we know that from.
    pub fn sources(&self) -> &'static [Source] {
        self.sources
    }

    /// What to do about it.
    pub fn mend(&self, lang: Lang) -> &'static str {
        self.mend.of(lang)
    }

    /// The texts that its messages are made from.
    pub fn templates(&self) -> &'static [&'static Template] {
        self.templates
    }

    /// Examples of a change; the first is the usual one.
    pub fn pairs(&self) -> &'static [Pair] {
        self.pairs
    }

    /// Examples of a finding; the first is the usual one.
    pub fn examples(&self) -> &'static [Example] {
        self.examples
    }
}

impl Grade {
    /// The word as it is printed, such as `error`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Grade::Severity(severity) => severity.as_str(),
            Grade::Level(level) => level.as_str(),
            Grade::Note => Severity::Note.as_str(),
        }
    }

    /// The word for people.
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Grade::Severity(severity) => severity.title(lang),
            Grade::Level(Level::Breaking) => words("breaking", "破坏性").of(lang),
            Grade::Level(Level::Compatible) => words("compatible", "兼容").of(lang),
            Grade::Level(Level::Cosmetic) => words("cosmetic", "无影响").of(lang),
            Grade::Note => Severity::Note.title(lang),
        }
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Kind {
    /// The word as it is printed.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Finding => "finding",
            Kind::Change => "change",
            Kind::Note => "note",
        }
    }
}

impl Family {
    /// The word as it is printed for programs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Family::Presence => "presence",
            Family::Form => "form",
            Family::Limits => "limits",
            Family::Assets => "assets",
            Family::Choice => "choice",
            Family::Shape => "shape",
            Family::Unjudged => "unjudged",
            Family::Schemas => "schemas",
            Family::Fields => "fields",
            Family::Rules => "rules",
            Family::Options => "options",
            Family::Schema => "schema",
        }
    }

    /// What the codes have in common, in a few words.
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Family::Presence => words("Whether there is a value", "是否有值"),
            Family::Form => words("What a text looks like", "文本的形式"),
            Family::Limits => words("How long, how large, how many", "长度、大小与数量"),
            Family::Assets => words("Files and pictures", "文件与图片"),
            Family::Choice => words("Options", "选项"),
            Family::Shape => words("Fields and values in their places", "字段和值的位置"),
            Family::Unjudged => words("What could not be judged", "未校验的规则"),
            Family::Schemas => words("Changes: schemas", "变更：schema"),
            Family::Fields => words("Changes: fields", "变更：字段"),
            Family::Rules => words("Changes: rules", "变更：规则"),
            Family::Options => words("Changes: options", "变更：选项"),
            Family::Schema => words("What is odd in a schema", "schema 中的异常"),
        }
        .of(lang)
    }
}

impl Source {
    /// The word as it is printed for programs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Source::Guide => "guide",
            Source::Documents => "documents",
            Source::Sdk => "sdk",
            Source::Decision => "decision",
        }
    }

    /// The source in words.
    pub fn text(self, lang: Lang) -> &'static str {
        match self {
            Source::Guide => words("the platform's developer guide", "平台开发指南"),
            Source::Documents => words("real documents", "真实文档"),
            Source::Sdk => words("the behaviour of the platform's Java SDK", "平台 Java SDK 的行为"),
            Source::Decision => words("our decision, where the platform is silent", "平台未说明，由我们决定"),
        }
        .of(lang)
    }
}
