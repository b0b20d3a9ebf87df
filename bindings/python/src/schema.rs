//! Schemas and mappings.

use std::sync::Arc;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use pythonize::depythonize;
use tmall_schema::api::{self, PlanHandle, SchemaHandle};

use crate::error::{DocumentError, UsageError, call, objects};
use crate::input::{Input, ItemInput, is_deeper};

/// How deeply a record may be nested, as one that is text.
const MAX_DEPTH: usize = 120;

/// Options of a call from keyword arguments.
pub(crate) fn options<T: Default + for<'de> serde::Deserialize<'de>>(
    given: Option<&Bound<'_, PyDict>>,
) -> PyResult<T> {
    given.map_or_else(
        || Ok(T::default()),
        |given| depythonize(given).map_err(|error| UsageError::new_err(format!("options: {error}"))),
    )
}

/// A schema. Immutable; threads may share it.
#[pyclass(frozen, module = "tmall_schema")]
pub(crate) struct Schema(pub(crate) Arc<SchemaHandle>);

#[pymethods]
impl Schema {
    /// Reads a schema: XML in any supported encoding, an API response that contains it, or its JSON form.
    #[staticmethod]
    #[pyo3(signature = (document, **given))]
    fn parse(
        py: Python<'_>,
        document: &Bound<'_, PyAny>,
        given: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Schema> {
        let (input, options) = (Input::new(document)?, options(given)?);
        call(py, || api::parse_schema(input.bytes(), &options)).map(|handle| Schema(Arc::new(handle)))
    }

    /// The root element, such as `itemRule`.
    #[getter]
    fn root(&self) -> &str {
        self.0.schema().root()
    }

    /// `classic`, `item-schema` or `icbu`.
    #[getter]
    fn dialect(&self) -> &'static str {
        self.0.schema().dialect().as_str()
    }

    /// The number of top-level fields.
    fn __len__(&self) -> usize {
        self.0.schema().fields().count()
    }

    /// Whether there is a field of this path.
    fn __contains__(&self, path: &str) -> bool {
        self.0.schema().field(path).is_some()
    }

    fn __repr__(&self) -> String {
        format!("Schema(root='{}', fields={})", self.root(), self.__len__())
    }

    /// The schema in its JSON form.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        objects(py, &api::inspect(&self.0))
    }

    /// A JSON Schema of the JSON form of an item, `json_schema`, and what it does not say, `unexpressed`.
    #[pyo3(signature = (**given))]
    fn to_json_schema<'py>(
        &self,
        py: Python<'py>,
        given: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let options = options(given)?;
        let answer = call(py, || api::to_json_schema(&self.0, &options))?;
        objects(py, &answer)
    }

    /// The schema in canonical XML.
    fn to_xml(&self, py: Python<'_>) -> PyResult<String> {
        py.detach(|| self.0.schema().to_xml()).map_err(|error| UsageError::new_err(error.to_string()))
    }

    /// Which fields of an item are required and which are disabled; without an item, those of a new one.
    #[pyo3(signature = (item = None, **given))]
    fn requirements<'py>(
        &self,
        py: Python<'py>,
        item: Option<&Bound<'py, PyAny>>,
        given: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let (mut item, options) = (item.map(ItemInput::new).transpose()?, options(given)?);
        let answer = call(py, || api::requirements(&self.0, item.as_mut().map(ItemInput::item), &options))?;
        objects(py, &answer)?.get_item("requirements")
    }

    /// The item of the default values, in its JSON form.
    fn defaults<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let answer = call(py, || Ok(api::defaults(&self.0)))?;
        objects(py, &answer)?.get_item("item")
    }

    /// An item to the XML that is sent.
    #[pyo3(signature = (item, **given))]
    fn write(
        &self,
        py: Python<'_>,
        item: &Bound<'_, PyAny>,
        given: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<String> {
        write(py, Some(&self.0), item, given)
    }

    /// An item to its JSON form.
    #[pyo3(signature = (item, **given))]
    fn to_json<'py>(
        &self,
        py: Python<'py>,
        item: &Bound<'py, PyAny>,
        given: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        to_json(py, Some(&self.0), item, given)
    }

    /// An item in its JSON form to XML that holds the same.
    #[pyo3(name = "from_json", signature = (item, **given))]
    fn json_to_xml(
        &self,
        py: Python<'_>,
        item: &Bound<'_, PyAny>,
        given: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<String> {
        from_json(py, Some(&self.0), item, given)
    }

    /// Compares an item that was sent with the one that is stored: `changes` and `summary`.
    #[pyo3(signature = (sent, stored, **given))]
    fn readback<'py>(
        &self,
        py: Python<'py>,
        sent: &Bound<'py, PyAny>,
        stored: &Bound<'py, PyAny>,
        given: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        readback(py, Some(&self.0), sent, stored, given)
    }
}

pub(crate) fn write(
    py: Python<'_>,
    schema: Option<&SchemaHandle>,
    item: &Bound<'_, PyAny>,
    given: Option<&Bound<'_, PyDict>>,
) -> PyResult<String> {
    let (mut item, options) = (ItemInput::new(item)?, options(given)?);
    call(py, || api::write(schema, item.item(), &options)).map(|answer| answer.xml().to_owned())
}

pub(crate) fn to_json<'py>(
    py: Python<'py>,
    schema: Option<&SchemaHandle>,
    item: &Bound<'py, PyAny>,
    given: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bound<'py, PyAny>> {
    let (mut item, options) = (ItemInput::new(item)?, options(given)?);
    let answer = call(py, || api::to_json(schema, item.item(), &options))?;
    objects(py, &answer)?.get_item("item")
}

pub(crate) fn from_json(
    py: Python<'_>,
    schema: Option<&SchemaHandle>,
    item: &Bound<'_, PyAny>,
    given: Option<&Bound<'_, PyDict>>,
) -> PyResult<String> {
    let (mut item, options) = (ItemInput::new(item)?, options(given)?);
    call(py, || api::from_json(schema, item.item(), &options)).map(|answer| answer.xml().to_owned())
}

pub(crate) fn readback<'py>(
    py: Python<'py>,
    schema: Option<&SchemaHandle>,
    sent: &Bound<'py, PyAny>,
    stored: &Bound<'py, PyAny>,
    given: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bound<'py, PyAny>> {
    let (mut sent, mut stored, options) = (ItemInput::new(sent)?, ItemInput::new(stored)?, options(given)?);
    let answer = call(py, || api::readback(schema, sent.item(), stored.item(), &options))?;
    objects(py, &answer)
}

/// A mapping of a seller's records onto a schema. Immutable; threads may share it.
#[pyclass(frozen, module = "tmall_schema")]
pub(crate) struct Mapping(Arc<PlanHandle>);

#[pymethods]
impl Mapping {
    /// Reads a mapping, which names no other files, for a schema.
    #[staticmethod]
    #[pyo3(signature = (schema, mapping, **given))]
    fn parse(
        py: Python<'_>,
        schema: &Schema,
        mapping: &Bound<'_, PyAny>,
        given: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Mapping> {
        let (input, options) = (Input::new(mapping)?, options(given)?);
        let text = input.text()?;
        call(py, || api::parse_mapping(&schema.0, text, &options)).map(|plan| Mapping(Arc::new(plan)))
    }

    /// Makes an item of a record: `item` of what fits, and `problems`. A JSON text keeps the digits of numbers.
    #[pyo3(signature = (record, **given))]
    fn fill<'py>(
        &self,
        py: Python<'py>,
        record: &Bound<'py, PyAny>,
        given: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let options = options(given)?;
        let answer = if record.is_instance_of::<PyDict>() {
            if is_deeper(record, MAX_DEPTH)? {
                return Err(DocumentError::new_err(format!("nested more than {MAX_DEPTH} levels deep")));
            }
            let value: serde_json::Value =
                depythonize(record).map_err(|error| PyTypeError::new_err(error.to_string()))?;
            call(py, || api::fill_value(&self.0, &value, &options))?
        } else {
            let input = Input::new(record)?;
            let text = input.text()?;
            call(py, || api::fill(&self.0, text, &options))?
        };
        objects(py, &answer)
    }

    fn __repr__(&self) -> &'static str {
        "Mapping()"
    }
}
