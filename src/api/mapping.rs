//! A seller's own records onto a schema.

use serde::ser::{SerializeStruct, Serializer};
use serde::{Deserialize, Serialize};

use crate::api::FORMAT_VERSION;
use crate::api::failure::{Failure, FailureClass};
use crate::api::handle::SchemaHandle;
use crate::api::options::Langs;
use crate::json::param::ParamForm;
use crate::lang::Lang;
use crate::mapping::{Mapping, MappingProblem, MappingProblems, Plan, Record};
use crate::param::Param;

/// A mapping that fits a schema. `Send` and `Sync`.
#[derive(Debug)]
pub struct PlanHandle {
    plan: Plan,
}

/// Options of [`parse_mapping`] and [`fill`].
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct FillOptions {
    /// The language of messages: `en`, `zh` or `both`.
    pub lang: Option<String>,
}

/// Reads a mapping and binds it to a schema. It can include no other file.
///
/// # Errors
/// If the options are wrong, or the mapping is wrong or does not fit: then the failure has all problems.
pub fn parse_mapping(
    schema: &SchemaHandle,
    mapping: &str,
    options: &FillOptions,
) -> Result<PlanHandle, Failure> {
    let langs = Langs::new(options.lang.as_deref())?;
    let plan = Mapping::parse(mapping).and_then(|mapping| mapping.bind(schema.schema()));
    plan.map(|plan| PlanHandle { plan }).map_err(|problems| failure(&problems, langs))
}

fn failure(problems: &MappingProblems, langs: Langs) -> Failure {
    let message = |lang| problems.iter().map(|problem| problem.line(lang)).collect::<Vec<_>>().join("\n");
    let object = |one| serde_json::to_value(problem(one, langs)).unwrap_or_default();
    Failure::of_problems(FailureClass::Mapping, message, problems.iter().map(object).collect(), langs)
}

#[derive(Serialize)]
struct ProblemObject<'p> {
    #[serde(flatten)]
    problem: ProblemInLang<'p>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_zh: Option<&'p str>,
}

fn problem(problem: &MappingProblem, langs: Langs) -> ProblemObject<'_> {
    let message_zh = langs.zh().map(|lang| problem.message(lang));
    ProblemObject { problem: ProblemInLang(problem, langs.main), message_zh }
}

struct ProblemInLang<'p>(&'p MappingProblem, Lang);

impl Serialize for ProblemInLang<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize_in(serializer, self.1)
    }
}

/// The answer of [`fill`]: `problems`, and `item` with what fits.
#[derive(Clone, Debug)]
pub struct FillAnswer {
    param: Param,
    problems: Vec<MappingProblem>,
    langs: Langs,
}

impl Serialize for FillAnswer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let problems: Vec<_> = self.problems.iter().map(|one| problem(one, self.langs)).collect();
        let mut object = serializer.serialize_struct("Fill", 3)?;
        object.serialize_field("format_version", &FORMAT_VERSION)?;
        object.serialize_field("problems", &problems)?;
        object.serialize_field("item", &ParamForm { param: &self.param, schema: self.param.schema() })?;
        object.end()
    }
}

/// Makes an item of a record, which is a JSON text; numbers keep their digits. The item is not validated.
///
/// # Errors
/// If the options are wrong, or the record is not JSON. Values that do not fit are a part of the answer.
pub fn fill(plan: &PlanHandle, record: &str, options: &FillOptions) -> Result<FillAnswer, Failure> {
    let langs = Langs::new(options.lang.as_deref())?;
    let record = Record::from_json(record).map_err(|error| Failure::of(&error, langs))?;
    Ok(filled(plan, &record, langs))
}

/// As [`fill`], of a record that the calling language has as objects.
///
/// ```
/// use tmall_schema::api::{self, FillOptions};
///
/// let schema = r#"<itemRule><field id="title" type="input"/></itemRule>"#;
/// let schema = api::parse_schema(schema.as_bytes(), &Default::default())?;
/// let plan = api::parse_mapping(&schema, "[fields]\n\"/title\" = \"name\"", &FillOptions::default())?;
/// let answer = api::fill_value(&plan, &serde_json::json!({"name": "衬衫"}), &FillOptions::default())?;
/// assert_eq!(serde_json::to_value(&answer).unwrap()["item"]["title"], "衬衫");
/// # Ok::<(), api::Failure>(())
/// ```
///
/// # Errors
/// If the options are wrong.
pub fn fill_value(
    plan: &PlanHandle,
    record: &serde_json::Value,
    options: &FillOptions,
) -> Result<FillAnswer, Failure> {
    Ok(filled(plan, &Record::from_value(record), Langs::new(options.lang.as_deref())?))
}

fn filled(plan: &PlanHandle, record: &Record<'_>, langs: Langs) -> FillAnswer {
    let (param, problems) = match plan.plan.apply(record) {
        Ok(param) => (param, Vec::new()),
        Err(error) => error.into_parts(),
    };
    FillAnswer { param, problems, langs }
}
