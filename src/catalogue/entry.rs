//! What an entry of the catalogue holds.

use crate::catalogue::example::Example;
use crate::catalogue::grade::{BREAKING, ERROR, Grade};
use crate::catalogue::mapping_example::MappingExample;
use crate::catalogue::pair::Pair;
use crate::catalogue::template::Template;
use crate::catalogue::words::{Words, words};
use crate::lang::Lang;

/// The entry of one code.
#[derive(Debug)]
pub struct Entry {
    pub(super) code: &'static str,
    pub(super) family: Family,
    pub(super) grade: Grade,
    pub(super) variants: &'static [(Grade, Words)],
    pub(super) title: Words,
    pub(super) meaning: Words,
    pub(super) sources: &'static [Source],
    pub(super) fix: Words,
    pub(super) templates: &'static [&'static Template],
    pub(super) examples: &'static [Example],
    pub(super) pairs: &'static [Pair],
    pub(super) mappings: &'static [MappingExample],
    pub(super) rules: Option<HouseRules>,
}

/// What most entries have in common; the texts are missing.
const BASE: Entry = Entry {
    code: "",
    family: Family::Presence,
    grade: ERROR,
    variants: &[],
    title: words("", ""),
    meaning: words("", ""),
    sources: &[Source::Decision],
    fix: words("", ""),
    templates: &[],
    examples: &[],
    pairs: &[],
    mappings: &[],
    rules: None,
};

/// What entries of findings have in common.
pub(super) const FINDING: Entry = BASE;

/// What entries of changes have in common: the platform does not document changes, so their meaning follows from what
/// is valid.
pub(super) const CHANGE: Entry = Entry { family: Family::Schemas, grade: BREAKING, ..BASE };

/// What entries of notes have in common.
pub(super) const NOTE: Entry =
    Entry { family: Family::Schema, grade: Grade::Note, sources: &[Source::Documents], ..BASE };

/// What entries of the rules of packs have in common.
pub(super) const HOUSE: Entry = Entry { family: Family::Packs, ..BASE };

/// What entries of mapping problems have in common.
pub(super) const MAPPING: Entry = Entry { family: Family::MappingFile, ..BASE };

/// The house rules that the examples of an entry are validated with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum HouseRules {
    /// A file, in lines of any common indent.
    File(&'static str),
    /// The pack of this name.
    Pack(&'static str),
}

/// The kind of thing that a code stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// Something that a validator finds in an item.
    Finding,
    /// A difference between two schemas.
    Change,
    /// Something in a document that the reader should know: a [`Note`](crate::note::Note).
    Note,
    /// A problem of a mapping, or of a record that it is applied to.
    Mapping,
    /// What a rule of a pack finds in an item, beyond the schema.
    HouseRule,
}

/// Codes that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Family {
    /// Whether a value is required, allowed and complete.
    Presence,
    /// The form of a text.
    Form,
    /// Lengths, sizes and counts.
    Limits,
    /// The sizes of files and pictures.
    Assets,
    /// Whether a value is an option.
    Choice,
    /// Whether fields and values are where the schema and the platform expect them.
    Shape,
    /// Rules that are not validated.
    Unchecked,
    /// What is required beyond the schema.
    House,
    /// Irregularities of a schema.
    Schema,
    /// Changes of whole schemas.
    Schemas,
    /// Changes of fields.
    Fields,
    /// Changes of rules and their conditions.
    Rules,
    /// Changes of options.
    Options,
    /// Problems of a mapping file itself.
    MappingFile,
    /// Problems of a mapping with a schema.
    MappingSchema,
    /// Problems of a record with a mapping.
    MappingRecord,
    /// The rules of packs.
    Packs,
}

/// The source of what an entry states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Source {
    /// The platform's developer guide for the schema system.
    Guide,
    /// Documents of the platform or of sellers.
    Documents,
    /// The behavior of the platform's own Java SDK.
    Sdk,
    /// A law.
    Law,
    /// A decision of this library, where the others are silent or contradict each other.
    Decision,
}

impl Entry {
    /// The code, such as `max-length`; the same in all languages.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// The kind of thing that the code stands for.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.family.kind()
    }

    /// The family that the code belongs to.
    #[must_use]
    pub fn family(&self) -> Family {
        self.family
    }

    /// How bad it usually is.
    #[must_use]
    pub fn grade(&self) -> Grade {
        self.grade
    }

    /// The other grades that it can have, each with the condition.
    pub fn variants(&self, lang: Lang) -> impl Iterator<Item = (Grade, &'static str)> {
        self.variants.iter().map(move |(grade, when)| (*grade, when.of(lang)))
    }

    /// A short title.
    #[must_use]
    pub fn title(&self, lang: Lang) -> &'static str {
        self.title.of(lang)
    }

    /// What it means, and why it matters.
    #[must_use]
    pub fn meaning(&self, lang: Lang) -> &'static str {
        self.meaning.of(lang)
    }

    /// The sources of the meaning.
    #[must_use]
    pub fn sources(&self) -> &'static [Source] {
        self.sources
    }

    /// How to fix it.
    #[must_use]
    pub fn fix(&self, lang: Lang) -> &'static str {
        self.fix.of(lang)
    }

    /// The texts that its messages are made from.
    #[must_use]
    pub fn templates(&self) -> &'static [&'static Template] {
        self.templates
    }

    /// Examples of a finding or note; the first is the usual case.
    #[must_use]
    pub fn examples(&self) -> &'static [Example] {
        self.examples
    }

    /// Examples of a change; the first is the usual case.
    #[must_use]
    pub fn pairs(&self) -> &'static [Pair] {
        self.pairs
    }

    /// The house rules that the examples are validated with, beside the schema.
    #[must_use]
    pub fn rules(&self) -> Option<HouseRules> {
        self.rules
    }

    /// Examples of a problem of a mapping.
    #[must_use]
    pub fn mappings(&self) -> &'static [MappingExample] {
        self.mappings
    }
}

impl Kind {
    /// The word as it is printed.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Finding => "finding",
            Kind::Change => "change",
            Kind::Note => "note",
            Kind::Mapping => "mapping",
            Kind::HouseRule => "house-rule",
        }
    }
}

impl Family {
    /// The kind of its codes.
    #[must_use]
    pub const fn kind(self) -> Kind {
        match self {
            Family::Presence
            | Family::Form
            | Family::Limits
            | Family::Assets
            | Family::Choice
            | Family::Shape
            | Family::Unchecked
            | Family::House => Kind::Finding,
            Family::Schema => Kind::Note,
            Family::Schemas | Family::Fields | Family::Rules | Family::Options => Kind::Change,
            Family::MappingFile | Family::MappingSchema | Family::MappingRecord => Kind::Mapping,
            Family::Packs => Kind::HouseRule,
        }
    }

    /// The word as it is printed for programs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Family::Presence => "presence",
            Family::Form => "form",
            Family::Limits => "limits",
            Family::Assets => "assets",
            Family::Choice => "choice",
            Family::Shape => "shape",
            Family::Unchecked => "unchecked",
            Family::House => "house",
            Family::Schema => "schema",
            Family::Schemas => "schemas",
            Family::Fields => "fields",
            Family::Rules => "rules",
            Family::Options => "options",
            Family::MappingFile => "mapping-file",
            Family::MappingSchema => "mapping-schema",
            Family::MappingRecord => "mapping-record",
            Family::Packs => "packs",
        }
    }

    /// What the codes have in common, in a few words.
    #[must_use]
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Family::Presence => words("Whether there is a value", "是否有值"),
            Family::Form => words("The form of a text", "文本的形式"),
            Family::Limits => words("Lengths, sizes and counts", "长度、大小与数量"),
            Family::Assets => words("Files and pictures", "文件与图片"),
            Family::Choice => words("Options", "选项"),
            Family::Shape => words("The places of fields and values", "字段和值的位置"),
            Family::Unchecked => words("Rules that are not validated", "未校验的规则"),
            Family::House => words("Requirements beyond the schema", "schema 之外的要求"),
            Family::Schema => words("Irregularities of a schema", "schema 中的异常"),
            Family::Schemas => words("Changes: schemas", "变更：schema"),
            Family::Fields => words("Changes: fields", "变更：字段"),
            Family::Rules => words("Changes: rules", "变更：规则"),
            Family::Options => words("Changes: options", "变更：选项"),
            Family::MappingFile => words("Mappings: the file", "映射：文件本身"),
            Family::MappingSchema => words("Mappings: with the schema", "映射：与 schema 不符"),
            Family::MappingRecord => words("Mappings: with the record", "映射：与记录不符"),
            Family::Packs => words("House rules: packs", "自定义规则：规则包"),
        }
        .of(lang)
    }
}

impl Source {
    /// The word as it is printed for programs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Source::Guide => "guide",
            Source::Documents => "documents",
            Source::Sdk => "sdk",
            Source::Law => "law",
            Source::Decision => "decision",
        }
    }

    /// The source in words.
    #[must_use]
    pub fn text(self, lang: Lang) -> &'static str {
        match self {
            Source::Guide => words("the platform's developer guide", "平台开发指南"),
            Source::Documents => words("real documents", "真实文档"),
            Source::Sdk => words("the behavior of the platform's Java SDK", "平台 Java SDK 的行为"),
            Source::Law => words("the law", "法律规定"),
            Source::Decision => {
                words("our decision, because the platform does not say", "平台未说明，由我们决定")
            }
        }
        .of(lang)
    }
}
