//! Documents from Python: `bytes`, `str`, a path, or the JSON form as `dict`.

use std::borrow::Cow;
use std::path::PathBuf;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use pyo3::types::{PyByteArray, PyBytes, PyDict, PyList, PyString, PyTuple};
use pythonize::depythonize;
use tmall_schema::api::{Item, ItemForm, decoded};

use crate::error::{DocumentError, UsageError};

/// A document that can be read without the GIL.
pub(crate) enum Input {
    Bytes(PyBackedBytes),
    /// A text that its UTF-8 stands for.
    Text(PyBackedStr),
    Owned(Vec<u8>),
}

impl Input {
    pub(crate) fn new(document: &Bound<'_, PyAny>) -> PyResult<Input> {
        if document.is_instance_of::<PyBytes>() || document.is_instance_of::<PyByteArray>() {
            return Ok(Input::Bytes(document.extract()?));
        }
        if document.is_instance_of::<PyString>() {
            let text: PyBackedStr = document.extract()?;
            return Ok(match decoded(&text) {
                Cow::Borrowed(_) => Input::Text(text),
                Cow::Owned(marked) => Input::Owned(marked),
            });
        }
        if document.hasattr("__fspath__")? {
            let path: PathBuf = document.extract()?;
            return Ok(Input::Owned(document.py().detach(|| std::fs::read(path))?));
        }
        let kind = document.get_type().name()?;
        Err(PyTypeError::new_err(format!("expected str, bytes or a path, not {kind}")))
    }

    pub(crate) fn text(&self) -> PyResult<&str> {
        std::str::from_utf8(self.bytes()).map_err(|error| UsageError::new_err(error.to_string()))
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Input::Bytes(bytes) => bytes,
            Input::Text(text) => text.as_bytes(),
            Input::Owned(bytes) => bytes,
        }
    }
}

/// Whether objects are nested more deeply than a number of levels. It needs no stack, so that none overflows.
pub(crate) fn is_deeper(object: &Bound<'_, PyAny>, most: usize) -> PyResult<bool> {
    let mut waiting = vec![(object.clone(), 0)];
    while let Some((object, depth)) = waiting.pop() {
        let inside = if let Ok(dict) = object.cast::<PyDict>() {
            dict.values().into_any()
        } else if object.is_instance_of::<PyList>() || object.is_instance_of::<PyTuple>() {
            object
        } else {
            continue;
        };
        if depth == most {
            return Ok(true);
        }
        for one in inside.try_iter()? {
            waiting.push((one?, depth + 1));
        }
    }
    Ok(false)
}

/// An item: a document, or its JSON form as a `dict`.
pub(crate) enum ItemInput {
    Document(Input),
    Form(ItemForm),
}

impl ItemInput {
    pub(crate) fn new(item: &Bound<'_, PyAny>) -> PyResult<ItemInput> {
        if item.is_instance_of::<PyDict>() {
            return depythonize(item)
                .map(ItemInput::Form)
                .map_err(|error| DocumentError::new_err(error.to_string()));
        }
        Input::new(item).map(ItemInput::Document)
    }

    /// The item for a call, which takes the form away.
    pub(crate) fn item(&mut self) -> Item<'_> {
        match self {
            ItemInput::Document(input) => Item::Document(input.bytes()),
            ItemInput::Form(_) => {
                match std::mem::replace(self, ItemInput::Document(Input::Owned(Vec::new()))) {
                    ItemInput::Form(form) => Item::Form(form),
                    ItemInput::Document(_) => Item::Document(&[]),
                }
            }
        }
    }
}
