//! Findings, and what is required.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use crate::api::FORMAT_VERSION;
use crate::api::failure::Failure;
use crate::api::handle::{SchemaHandle, dialect};
#[cfg(feature = "mapping")]
use crate::api::house::House;
use crate::api::item::Item;
use crate::api::options::{Langs, one_of, unknown};
use crate::asset::Assets;
use crate::check::{ByteCount, CharacterCount};
use crate::code::{Code, Severity};
use crate::schema::Schema;
use crate::validate::{Finding, Localized, Report, RequirementState, ValidateOptions, Validator};
use crate::vocab::Dialect;

/// What a key of `severities` may be.
pub(super) const CODES: &str = "the codes of findings";

/// Options of [`validate`].
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct ValidateCallOptions {
    /// The language of messages: `en`, `zh` or `both`.
    pub lang: Option<String>,
    /// The dialect, instead of that of the schema.
    pub dialect: Option<String>,
    /// Counts characters in one way: `utf16`, `scalar` or `grapheme`.
    pub character: Option<String>,
    /// Counts bytes in one way: `gbk` or `utf8`.
    pub byte: Option<String>,
    /// Severities by code: `error`, `warning`, `note` or `off`.
    pub severities: BTreeMap<String, String>,
    /// Whether the item holds only what changes.
    pub partial: bool,
    /// The most findings that are reported.
    pub max_findings: Option<usize>,
    /// Facts about files by their link.
    pub assets: Option<Assets>,
    /// House rules that come with the library: `tmall`, `taobao` or `icbu`.
    #[cfg(feature = "mapping")]
    pub packs: Vec<String>,
    /// House rules, each text the content of a file of rules. A rule replaces an earlier one of the same code.
    #[cfg(feature = "mapping")]
    pub rules: Vec<String>,
}

/// What of the options a validator is compiled with.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct CompileChoices {
    dialect: Option<Dialect>,
    character: Option<CharacterCount>,
    byte: Option<ByteCount>,
    severities: Vec<(Code, Option<Severity>)>,
    partial: bool,
    max_findings: Option<usize>,
    assets: Option<Assets>,
    #[cfg(feature = "mapping")]
    house: House,
}

impl CompileChoices {
    pub(super) fn new(options: &ValidateCallOptions) -> Result<CompileChoices, Failure> {
        let character = options.character.as_deref();
        let character = character.map(|word| {
            one_of("character", word, &["utf16", "scalar", "grapheme"], |word| word.parse().ok())
        });
        let byte = options.byte.as_deref();
        let byte = byte.map(|word| one_of("byte", word, &["gbk", "utf8"], |word| word.parse().ok()));
        #[cfg(feature = "mapping")]
        let mut house = House::new(options)?;
        let mut severities = Vec::new();
        for (code, word) in &options.severities {
            let known = ["error", "warning", "note", "off"];
            let severity = one_of(code, word, &known, |word| match word {
                "off" => Some(None),
                word => word.parse().ok().map(Some),
            });
            match code.parse::<Code>() {
                Ok(code) => severities.push((code, severity?)),
                #[cfg(feature = "mapping")]
                Err(_) if house.set(code, severity.clone().unwrap_or_default()) => drop(severity?),
                Err(_) => return Err(unknown("severities", code, &[CODES])),
            }
        }
        Ok(CompileChoices {
            dialect: dialect(options.dialect.as_deref())?,
            character: character.transpose()?,
            byte: byte.transpose()?,
            severities,
            partial: options.partial,
            max_findings: options.max_findings,
            assets: options.assets.clone(),
            #[cfg(feature = "mapping")]
            house,
        })
    }

    /// The validator of a schema.
    pub(super) fn compile(&self, schema: &Schema, langs: Langs) -> Result<Validator, Failure> {
        let validator = Validator::compile_with(schema, &self.options());
        #[cfg(feature = "mapping")]
        let validator = self.house.add(validator, schema, langs)?;
        #[cfg(not(feature = "mapping"))]
        let _ = langs;
        Ok(validator)
    }

    fn options(&self) -> ValidateOptions {
        let mut options = ValidateOptions::new().with_partial(self.partial);
        if let Some(dialect) = self.dialect {
            options = options.with_dialect(dialect);
        }
        if let Some(count) = self.character {
            options = options.with_character_count(count);
        }
        if let Some(count) = self.byte {
            options = options.with_byte_count(count);
        }
        for &(code, severity) in &self.severities {
            options = options.with_severity(code, severity);
        }
        if let Some(most) = self.max_findings {
            options = options.with_max_findings(most);
        }
        if let Some(assets) = &self.assets {
            options = options.with_assets(assets.clone());
        }
        options
    }
}

/// The answer of [`validate`]: `valid` and `findings`.
#[derive(Clone, Debug)]
pub struct ReportAnswer {
    report: Report,
    langs: Langs,
}

/// A finding, with its message in Chinese beside that in English if both are wanted.
pub(super) fn finding_object(finding: &Finding, langs: Langs) -> Localized<'_, Finding> {
    finding.in_lang(langs.main).with_zh(langs.zh().is_some())
}

impl ReportAnswer {
    /// The report itself, whose messages are in both languages.
    #[must_use]
    pub fn report(&self) -> &Report {
        &self.report
    }
}

impl Serialize for ReportAnswer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let findings: Vec<_> =
            self.report.findings().iter().map(|one| finding_object(one, self.langs)).collect();
        let mut object = serializer.serialize_struct("Report", 3)?;
        object.serialize_field("format_version", &FORMAT_VERSION)?;
        object.serialize_field("valid", &self.report.is_valid())?;
        object.serialize_field("findings", &findings)?;
        object.end()
    }
}

/// Validates an item. The validator is compiled once for the same options.
///
/// # Errors
/// If the options are wrong, or the item cannot be read.
pub fn validate(
    schema: &SchemaHandle,
    item: Item<'_>,
    options: &ValidateCallOptions,
) -> Result<ReportAnswer, Failure> {
    check(schema, &prepare(schema, options)?, item)
}

/// The compiled rules of a schema for some options: for languages that have an object for them. `Send` and `Sync`.
#[derive(Clone, Debug)]
pub struct ValidatorHandle {
    validator: Arc<Validator>,
    langs: Langs,
}

/// Reads options and compiles the rules for them, which [`validate`] does for each item.
///
/// ```
/// use tmall_schema::api;
///
/// let schema = r#"<itemRule><field id="title" type="input"><rules><rule name="requiredRule" value="true"/></rules></field></itemRule>"#;
/// let schema = api::parse_schema(schema.as_bytes(), &Default::default())?;
/// let validator = api::prepare(&schema, &Default::default())?;
/// for item in ["<itemParam/>", "{}"] {
///     assert!(!api::check(&schema, &validator, item.as_bytes().into())?.report().is_valid());
/// }
/// # Ok::<(), api::Failure>(())
/// ```
///
/// # Errors
/// If the options are wrong.
pub fn prepare(schema: &SchemaHandle, options: &ValidateCallOptions) -> Result<ValidatorHandle, Failure> {
    let langs = Langs::new(options.lang.as_deref())?;
    let validator = schema.validator(&CompileChoices::new(options)?, langs)?;
    Ok(ValidatorHandle { validator, langs })
}

/// Validates an item, as [`validate`] does, with rules that [`prepare`] has compiled for this schema.
///
/// # Errors
/// If the item cannot be read.
pub fn check(
    schema: &SchemaHandle,
    validator: &ValidatorHandle,
    item: Item<'_>,
) -> Result<ReportAnswer, Failure> {
    let param = item.read(Some(schema), validator.langs)?;
    Ok(ReportAnswer { report: validator.validator.check(&param), langs: validator.langs })
}

/// Options of [`requirements`].
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct RequirementsOptions {
    /// The language of messages: `en`, `zh` or `both`.
    pub lang: Option<String>,
}

/// The answer of [`requirements`].
#[derive(Clone, Debug, Serialize)]
pub struct RequirementsAnswer {
    format_version: u32,
    requirements: Vec<RequirementObject>,
}

#[derive(Clone, Debug, Serialize)]
struct RequirementObject {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    state: &'static str,
    filled: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    around: Option<String>,
}

/// Which fields of an item are required, and which are disabled; without an item, those of a new one.
///
/// # Errors
/// If the options are wrong, or the item cannot be read.
pub fn requirements(
    schema: &SchemaHandle,
    item: Option<Item<'_>>,
    options: &RequirementsOptions,
) -> Result<RequirementsAnswer, Failure> {
    let langs = Langs::new(options.lang.as_deref())?;
    let empty = || crate::param::Param::new(schema.schema());
    let param = item.map_or_else(|| Ok(empty()), |item| item.read(Some(schema), langs))?;
    let validator = schema.validator(&CompileChoices::default(), langs)?;
    let object = |one: crate::validate::Requirement<'_>| RequirementObject {
        path: one.path,
        field: one.field.name().map(str::to_owned),
        state: match one.state {
            RequirementState::Required => "required",
            RequirementState::Disabled => "disabled",
            RequirementState::Unknown => "unknown",
            RequirementState::IfGiven => "if-given",
        },
        filled: one.filled,
        why: one.why,
        around: one.around,
    };
    let requirements = validator.requirements(&param).into_iter().map(object).collect();
    Ok(RequirementsAnswer { format_version: FORMAT_VERSION, requirements })
}
