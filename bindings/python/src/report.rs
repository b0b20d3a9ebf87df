//! Findings and changes.

use std::sync::Arc;

use pyo3::exceptions::{PyIndexError, PyValueError};
use pyo3::prelude::*;
use tmall_schema::api::{ChangesAnswer, ReportAnswer};
use tmall_schema::{Change as NativeChange, Finding as NativeFinding, Lang};

use crate::error::objects;

fn lang(word: &str) -> PyResult<Lang> {
    word.parse().map_err(|_| PyValueError::new_err(format!("lang is \"{word}\"; allowed: en, zh")))
}

/// The index of an element, which may be negative.
fn index(at: isize, length: usize) -> PyResult<usize> {
    let found = if at < 0 { length.checked_sub(at.unsigned_abs()) } else { Some(at.unsigned_abs()) };
    found.filter(|&at| at < length).ok_or_else(|| PyIndexError::new_err("index out of range"))
}

#[pyclass(frozen, module = "tmall_schema")]
pub(crate) struct Report(Arc<ReportAnswer>);

impl Report {
    pub(crate) fn new(answer: ReportAnswer) -> Report {
        Report(Arc::new(answer))
    }

    fn finding(&self, at: usize) -> Finding {
        Finding { report: Arc::clone(&self.0), at }
    }

    fn len(&self) -> usize {
        self.0.report().findings().len()
    }
}

#[pymethods]
impl Report {
    #[getter]
    fn valid(&self) -> bool {
        self.0.report().is_valid()
    }

    #[getter]
    fn findings(&self) -> Vec<Finding> {
        (0..self.len()).map(|at| self.finding(at)).collect()
    }

    fn __len__(&self) -> usize {
        self.len()
    }

    fn __bool__(&self) -> bool {
        true
    }

    fn __getitem__(&self, at: isize) -> PyResult<Finding> {
        index(at, self.len()).map(|at| self.finding(at))
    }

    fn __str__(&self) -> String {
        self.0.report().to_string()
    }

    fn __repr__(&self) -> String {
        let valid = if self.valid() { "True" } else { "False" };
        format!("Report(valid={valid}, findings={})", self.len())
    }

    #[pyo3(signature = ())]
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        objects(py, &*self.0)
    }
}

#[pyclass(frozen, module = "tmall_schema")]
pub(crate) struct Finding {
    report: Arc<ReportAnswer>,
    at: usize,
}

impl Finding {
    fn get(&self) -> &NativeFinding {
        &self.report.report().findings()[self.at]
    }
}

#[pymethods]
impl Finding {
    #[getter]
    fn code(&self) -> &str {
        self.get().code_text()
    }

    #[getter]
    fn severity(&self) -> &'static str {
        self.get().severity().as_str()
    }

    #[getter]
    fn path(&self) -> &str {
        self.get().path()
    }

    #[getter]
    fn field(&self) -> Option<&str> {
        self.get().field()
    }

    #[pyo3(signature = (lang = "en"))]
    fn message(&self, lang: &str) -> PyResult<String> {
        Ok(self.get().message(self::lang(lang)?))
    }

    #[getter]
    fn rule<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        objects(py, &self.get().rule())
    }

    #[getter]
    fn actual(&self) -> Option<&str> {
        self.get().actual()
    }

    #[getter]
    fn line(&self) -> Option<u32> {
        self.get().position().map(|at| at.line)
    }

    #[getter]
    fn column(&self) -> Option<u32> {
        self.get().position().map(|at| at.column)
    }

    #[pyo3(signature = (lang = "en"))]
    fn to_dict<'py>(&self, py: Python<'py>, lang: &str) -> PyResult<Bound<'py, PyAny>> {
        objects(py, &self.get().in_lang(self::lang(lang)?))
    }

    fn __str__(&self) -> String {
        format!("{} {}: {} [{}]", self.severity(), self.path(), self.get(), self.code())
    }

    fn __repr__(&self) -> String {
        format!("Finding(code='{}', severity='{}', path='{}')", self.code(), self.severity(), self.path())
    }
}

#[pyclass(frozen, module = "tmall_schema")]
pub(crate) struct Changes(Arc<ChangesAnswer>);

impl Changes {
    pub(crate) fn new(answer: ChangesAnswer) -> Changes {
        Changes(Arc::new(answer))
    }
}

#[pymethods]
impl Changes {
    #[getter]
    fn level(&self) -> Option<&'static str> {
        self.0.changes().level().map(|level| level.as_str())
    }

    fn __len__(&self) -> usize {
        self.0.changes().len()
    }

    fn __getitem__(&self, at: isize) -> PyResult<Change> {
        index(at, self.__len__()).map(|at| Change { changes: Arc::clone(&self.0), at })
    }

    fn __str__(&self) -> String {
        self.0.changes().to_string()
    }

    fn __repr__(&self) -> String {
        let level = self.level().map_or_else(|| "None".to_owned(), |level| format!("'{level}'"));
        format!("Changes(level={level}, changes={})", self.__len__())
    }

    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        objects(py, &*self.0)
    }
}

#[pyclass(frozen, module = "tmall_schema")]
pub(crate) struct Change {
    changes: Arc<ChangesAnswer>,
    at: usize,
}

impl Change {
    fn get(&self) -> PyResult<&NativeChange> {
        self.changes.changes().get(self.at).ok_or_else(|| PyIndexError::new_err("index out of range"))
    }
}

#[pymethods]
impl Change {
    #[getter]
    fn code(&self) -> PyResult<&'static str> {
        Ok(self.get()?.code().as_str())
    }

    #[getter]
    fn level(&self) -> PyResult<&'static str> {
        Ok(self.get()?.level().as_str())
    }

    #[getter]
    fn path(&self) -> PyResult<&str> {
        Ok(self.get()?.path())
    }

    #[getter]
    fn field(&self) -> PyResult<Option<&str>> {
        Ok(self.get()?.field())
    }

    #[pyo3(signature = (lang = "en"))]
    fn message(&self, lang: &str) -> PyResult<String> {
        Ok(self.get()?.message(self::lang(lang)?))
    }

    #[pyo3(signature = (lang = "en"))]
    fn reason(&self, lang: &str) -> PyResult<String> {
        Ok(self.get()?.reason(self::lang(lang)?))
    }

    #[getter(old)]
    fn before<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        objects(py, &self.get()?.old())
    }

    #[getter(new)]
    fn after<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        objects(py, &self.get()?.new())
    }

    #[getter]
    fn fingerprint(&self) -> PyResult<String> {
        Ok(self.get()?.fingerprint())
    }

    fn __str__(&self) -> PyResult<String> {
        Ok(self.get()?.to_string())
    }

    fn __repr__(&self) -> PyResult<String> {
        let change = self.get()?;
        Ok(format!("Change(code='{}', level='{}', path='{}')", change.code(), change.level(), change.path()))
    }
}
