//! Failures as exceptions.

use pyo3::create_exception;
use pyo3::exceptions::{PyException, PyRuntimeError};
use pyo3::prelude::*;
use pythonize::pythonize;
use tmall_schema::api::{Failure, FailureClass};

create_exception!(tmall_schema, TmallSchemaError, PyException, "A call that has no answer.");
create_exception!(tmall_schema, DocumentError, TmallSchemaError, "A document cannot be read or written.");
create_exception!(tmall_schema, UsageError, TmallSchemaError, "Options or arguments are wrong.");
create_exception!(
    tmall_schema,
    MappingError,
    TmallSchemaError,
    "A mapping is wrong, or does not fit the schema: `details[\"problems\"]`."
);
create_exception!(
    tmall_schema,
    RulesError,
    TmallSchemaError,
    "House rules are wrong: `details[\"problems\"]`."
);
create_exception!(
    tmall_schema,
    PlatformError,
    TmallSchemaError,
    "The document is an error response of the platform."
);
create_exception!(tmall_schema, InternalError, TmallSchemaError, "A bug of tmall-schema.");

/// The exception for a failure, with its parts as attributes.
pub(crate) fn exception(py: Python<'_>, failure: &Failure) -> PyErr {
    let message = failure.to_string();
    let error = match failure.class() {
        FailureClass::Usage => UsageError::new_err(message),
        FailureClass::Mapping => MappingError::new_err(message),
        FailureClass::Rules => RulesError::new_err(message),
        FailureClass::Bug => InternalError::new_err(message),
        FailureClass::Platform(_) => PlatformError::new_err(message),
        FailureClass::Document | _ => DocumentError::new_err(message),
    };
    let position = failure.position();
    let set = || -> PyResult<()> {
        let value = error.value(py);
        value.setattr("error_class", failure.class().as_str())?;
        value.setattr("message", failure.message())?;
        value.setattr("line", position.map(|at| at.line))?;
        value.setattr("column", position.map(|at| at.column))?;
        let object = pythonize(py, failure).map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
        value.setattr("details", object.get_item("error")?)
    };
    match set() {
        Ok(()) => error,
        Err(other) => other,
    }
}

/// Runs a call without the GIL.
pub(crate) fn call<T: Send>(py: Python<'_>, call: impl FnOnce() -> Result<T, Failure> + Send) -> PyResult<T> {
    py.detach(|| tmall_schema::api::guard(call)).map_err(|failure| exception(py, &failure))
}

/// A value of the library as Python objects.
pub(crate) fn objects<'py>(py: Python<'py>, value: &impl serde::Serialize) -> PyResult<Bound<'py, PyAny>> {
    pythonize(py, value).map_err(|error| PyRuntimeError::new_err(error.to_string()))
}
