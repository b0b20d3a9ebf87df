//! The table of methods: what each takes and answers.

use serde::{Deserialize, Serialize};

use super::known;
use crate::answer::Call;
use crate::api::FORMAT_VERSION;
use crate::api::failure::Failure;
use crate::api::options::lang;
use crate::gateway::{Carried, Method, State};
use crate::lang::Lang;

/// Options of [`methods`].
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct MethodsOptions {
    /// The language of the texts: `en` or `zh`.
    pub lang: Option<String>,
}

/// The answer of [`methods`]: `methods`.
#[derive(Clone, Debug, Serialize)]
pub struct MethodsAnswer {
    format_version: u32,
    methods: Vec<MethodObject>,
}

#[derive(Clone, Debug, Serialize)]
struct MethodObject {
    name: &'static str,
    gateway: &'static str,
    purpose: &'static str,
    call: &'static str,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    successor: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dialect: Option<&'static str>,
    params: Vec<ParamObject>,
    /// Whether it takes parameters that are not listed.
    open: bool,
    results: Vec<ResultObject>,
}

#[derive(Clone, Debug, Serialize)]
struct ParamObject {
    name: &'static str,
    kind: &'static str,
    required: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    carries: Option<&'static str>,
}

#[derive(Clone, Debug, Serialize)]
struct ResultObject {
    key: &'static str,
    carries: &'static str,
}

impl MethodsAnswer {
    /// What some methods take and answer.
    #[must_use]
    pub fn of<'m>(methods: impl IntoIterator<Item = &'m Method>, lang: Lang) -> MethodsAnswer {
        let methods = methods.into_iter().map(|method| object(method, lang)).collect();
        MethodsAnswer { format_version: FORMAT_VERSION, methods }
    }
}

fn object(method: &Method, lang: Lang) -> MethodObject {
    let (state, successor) = match method.state {
        State::Alive => ("alive", None),
        State::Retired { successor } => ("retired", successor),
        State::Doubtful { successor } => ("doubtful", successor),
        State::Unseen => ("unseen", None),
    };
    let params = method.params.iter().map(|param| ParamObject {
        name: param.name,
        kind: param.kind.as_str(),
        required: param.is_required,
        carries: param.carries.map(Carried::as_str),
    });
    let results =
        method.results.iter().map(|key| ResultObject { key: key.name, carries: key.carries.as_str() });
    MethodObject {
        name: method.name,
        gateway: method.gateway.as_str(),
        purpose: method.purpose(lang),
        call: if method.call == Call::Read { "read" } else { "write" },
        state,
        successor,
        page: Some(method.doc).filter(|page| *page != 0),
        dialect: method.dialect(),
        params: params.collect(),
        open: method.is_open,
        results: results.collect(),
    }
}

/// What a method takes and answers; an empty name stands for all.
///
/// # Errors
/// If the options are wrong, or there is no such method.
pub fn methods(name: &str, options: &MethodsOptions) -> Result<MethodsAnswer, Failure> {
    let lang = lang(options.lang.as_deref())?;
    if name.is_empty() {
        return Ok(MethodsAnswer::of(Method::all(), lang));
    }
    known(name, lang.into()).map(|method| MethodsAnswer::of([method], lang))
}
