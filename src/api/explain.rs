//! What a code means.

use serde::{Deserialize, Serialize};

use crate::api::FORMAT_VERSION;
use crate::api::failure::Failure;
use crate::api::options::lang;
use crate::catalogue::{self, Entry, Grade};
use crate::lang::Lang;

/// Options of [`explain`].
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct ExplainOptions {
    /// The language of the texts: `en` or `zh`.
    pub lang: Option<String>,
}

/// The answer of [`explain`]: `codes`, without the examples that the command line runs.
#[derive(Clone, Debug, Serialize)]
pub struct CatalogueAnswer {
    format_version: u32,
    codes: Vec<EntryObject>,
}

#[derive(Clone, Debug, Serialize)]
struct EntryObject {
    code: &'static str,
    kind: &'static str,
    family: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    severity: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<&'static str>,
    variants: Vec<VariantObject>,
    title: &'static str,
    meaning: &'static str,
    sources: Vec<&'static str>,
    fix: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    messages: Vec<&'static str>,
}

#[derive(Clone, Debug, Serialize)]
struct VariantObject {
    #[serde(skip_serializing_if = "Option::is_none")]
    severity: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<&'static str>,
    when: &'static str,
}

/// `severity` for findings and notes, which have the word `note` there, and `level` for changes.
fn grade(grade: Grade) -> (Option<&'static str>, Option<&'static str>) {
    match grade {
        Grade::Level(level) => (None, Some(level.as_str())),
        Grade::Severity(_) | Grade::Note => (Some(grade.as_str()), None),
    }
}

fn entry(entry: &'static Entry, lang: Lang) -> EntryObject {
    let variant = |(one, when)| {
        let (severity, level) = grade(one);
        VariantObject { severity, level, when }
    };
    let (severity, level) = grade(entry.grade());
    EntryObject {
        code: entry.code(),
        kind: entry.kind().as_str(),
        family: entry.family().as_str(),
        severity,
        level,
        variants: entry.variants(lang).map(variant).collect(),
        title: entry.title(lang),
        meaning: entry.meaning(lang),
        sources: entry.sources().iter().map(|source| source.as_str()).collect(),
        fix: entry.fix(lang),
        messages: entry.templates().iter().map(|template| template.text(lang)).collect(),
    }
}

/// What a code means and how to fix it; an empty code stands for all.
///
/// # Errors
/// If the options are wrong, or there is no such code.
pub fn explain(code: &str, options: &ExplainOptions) -> Result<CatalogueAnswer, Failure> {
    let lang = lang(options.lang.as_deref())?;
    let entries: Vec<&'static Entry> = if code.is_empty() {
        catalogue::all().collect()
    } else {
        catalogue::find(code).into_iter().collect()
    };
    if entries.is_empty() {
        let code = crate::describe::written::cut(code);
        return Err(Failure::usage(
            lang.pick(format!("\"{code}\" is not a code"), format!("没有代码“{code}”")),
        ));
    }
    let codes = entries.into_iter().map(|one| entry(one, lang)).collect();
    Ok(CatalogueAnswer { format_version: FORMAT_VERSION, codes })
}
