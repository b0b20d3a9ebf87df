//! What the module holds, and its functions.

use pyo3::prelude::*;
use pyo3::types::PyDict;
use tmall_schema::api;

use crate::error::{self, call, objects};
use crate::input::{Input, ItemInput};
use crate::report::{Change, Changes, Finding, Report};
use crate::schema::{self, Mapping, Schema, options};
use crate::validator::Validator;

/// Compares two schemas.
#[pyfunction]
#[pyo3(signature = (old, new, **given))]
fn diff(py: Python<'_>, old: &Schema, new: &Schema, given: Option<&Bound<'_, PyDict>>) -> PyResult<Changes> {
    let options = options(given)?;
    call(py, || api::diff(&old.0, &new.0, &options)).map(Changes::new)
}

/// What a change of schema does to items, which are counted from 0.
#[pyfunction]
#[pyo3(signature = (old, new, items, **given))]
fn impact<'py>(
    py: Python<'py>,
    old: &Schema,
    new: &Schema,
    items: &Bound<'py, PyAny>,
    given: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bound<'py, PyAny>> {
    let options = options(given)?;
    let mut items = items.try_iter()?.map(|item| ItemInput::new(&item?)).collect::<PyResult<Vec<_>>>()?;
    let answer = call(py, || api::impact(&old.0, &new.0, items.iter_mut().map(ItemInput::item), &options))?;
    objects(py, &answer)
}

/// What a code means and how to fix it; of all codes if it is empty.
#[pyfunction]
#[pyo3(signature = (code = "", **given))]
fn explain<'py>(
    py: Python<'py>,
    code: &str,
    given: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bound<'py, PyAny>> {
    let options = options(given)?;
    let answer = call(py, || api::explain(code, &options))?;
    objects(py, &answer)?.get_item("codes")
}

/// What a method of a gateway takes and answers; what all do if the name is empty.
#[pyfunction]
#[pyo3(signature = (method = "", **given))]
fn methods<'py>(
    py: Python<'py>,
    method: &str,
    given: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bound<'py, PyAny>> {
    let options = options(given)?;
    let answer = call(py, || api::methods(method, &options))?;
    objects(py, &answer)?.get_item("methods")
}

/// A signed request, which the caller sends: `method`, `url`, `headers` and `body`. It may hold secrets.
#[pyfunction]
#[pyo3(signature = (method, params = None, **given))]
fn request<'py>(
    py: Python<'py>,
    method: &str,
    params: Option<&Bound<'py, PyDict>>,
    given: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bound<'py, PyAny>> {
    let options = options(given)?;
    let params = params.map_or_else(
        || Ok(Vec::new()),
        |params| {
            params
                .iter()
                .map(|(name, value)| Ok((name.extract()?, value.extract()?)))
                .collect::<PyResult<_>>()
        },
    )?;
    let answer = call(py, || api::request_with(method, params, &options))?;
    objects(py, &answer)
}

/// What an answer of a gateway says, and what to do next: `outcome`, `advice`, `refusal` and `results`.
#[pyfunction]
#[pyo3(signature = (answer, **given))]
fn reply<'py>(
    py: Python<'py>,
    answer: &Bound<'py, PyAny>,
    given: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bound<'py, PyAny>> {
    let (input, options) = (Input::new(answer)?, options(given)?);
    let answer = call(py, || api::reply(input.bytes(), &options))?;
    objects(py, &answer)
}

/// As `Schema.write`, without a schema.
#[pyfunction]
#[pyo3(signature = (item, **given))]
fn write(py: Python<'_>, item: &Bound<'_, PyAny>, given: Option<&Bound<'_, PyDict>>) -> PyResult<String> {
    schema::write(py, None, item, given)
}

/// As `Schema.to_json`, without a schema.
#[pyfunction]
#[pyo3(signature = (item, **given))]
fn to_json<'py>(
    py: Python<'py>,
    item: &Bound<'py, PyAny>,
    given: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bound<'py, PyAny>> {
    schema::to_json(py, None, item, given)
}

/// As `Schema.from_json`, without a schema.
#[pyfunction]
#[pyo3(signature = (item, **given))]
fn from_json(py: Python<'_>, item: &Bound<'_, PyAny>, given: Option<&Bound<'_, PyDict>>) -> PyResult<String> {
    schema::from_json(py, None, item, given)
}

/// As `Schema.readback`, without a schema.
#[pyfunction]
#[pyo3(signature = (sent, stored, **given))]
fn readback<'py>(
    py: Python<'py>,
    sent: &Bound<'py, PyAny>,
    stored: &Bound<'py, PyAny>,
    given: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bound<'py, PyAny>> {
    schema::readback(py, None, sent, stored, given)
}

pub(crate) fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Schema>()?;
    module.add_class::<Validator>()?;
    module.add_class::<Report>()?;
    module.add_class::<Finding>()?;
    module.add_class::<Changes>()?;
    module.add_class::<Change>()?;
    module.add_class::<Mapping>()?;
    module.add_function(wrap_pyfunction!(diff, module)?)?;
    module.add_function(wrap_pyfunction!(impact, module)?)?;
    module.add_function(wrap_pyfunction!(explain, module)?)?;
    module.add_function(wrap_pyfunction!(methods, module)?)?;
    module.add_function(wrap_pyfunction!(request, module)?)?;
    module.add_function(wrap_pyfunction!(reply, module)?)?;
    module.add_function(wrap_pyfunction!(write, module)?)?;
    module.add_function(wrap_pyfunction!(to_json, module)?)?;
    module.add_function(wrap_pyfunction!(from_json, module)?)?;
    module.add_function(wrap_pyfunction!(readback, module)?)?;
    let py = module.py();
    module.add("TmallSchemaError", py.get_type::<error::TmallSchemaError>())?;
    module.add("DocumentError", py.get_type::<error::DocumentError>())?;
    module.add("UsageError", py.get_type::<error::UsageError>())?;
    module.add("MappingError", py.get_type::<error::MappingError>())?;
    module.add("RulesError", py.get_type::<error::RulesError>())?;
    module.add("PlatformError", py.get_type::<error::PlatformError>())?;
    module.add("InternalError", py.get_type::<error::InternalError>())
}
