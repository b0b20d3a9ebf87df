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

/// The findings of an item.
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
    /// Whether no finding is an error.
    #[getter]
    fn valid(&self) -> bool {
        self.0.report().is_valid()
    }

    /// The findings in the order of the fields; a report is a sequence of them.
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

    /// The answer of `validate`, with messages in the language of the validator.
    #[pyo3(signature = ())]
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        objects(py, &*self.0)
    }
}

/// Something that is wrong, or could not be checked.
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
    /// What is wrong, such as `max-length`; `explain` says more.
    #[getter]
    fn code(&self) -> &str {
        self.get().code_text()
    }

    /// `error`, `warning` or `note`.
    #[getter]
    fn severity(&self) -> &'static str {
        self.get().severity().as_str()
    }

    /// A JSON Pointer into the JSON form of the item.
    #[getter]
    fn path(&self) -> &str {
        self.get().path()
    }

    /// The name of the field, or None.
    #[getter]
    fn field(&self) -> Option<&str> {
        self.get().field()
    }

    /// What is wrong, in words.
    #[pyo3(signature = (lang = "en"))]
    fn message(&self, lang: &str) -> PyResult<String> {
        Ok(self.get().message(self::lang(lang)?))
    }

    /// The rule that is violated, as the schema states it, or None.
    #[getter]
    fn rule<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        objects(py, &self.get().rule())
    }

    /// The value, or the count or length of it that violates the rule, or None.
    #[getter]
    fn actual(&self) -> Option<&str> {
        self.get().actual()
    }

    /// The obvious correction, or None.
    #[getter]
    fn suggestion<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.to_dict(py, "en")?.call_method1("get", ("suggestion",))
    }

    /// The line of an item that is a document, from 1, or None.
    #[getter]
    fn line(&self) -> Option<u32> {
        self.get().position().map(|at| at.line)
    }

    /// The column in characters, from 1, or None.
    #[getter]
    fn column(&self) -> Option<u32> {
        self.get().position().map(|at| at.column)
    }

    /// The finding as in the answer of `validate`.
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

/// The changes between two schemas.
#[pyclass(frozen, module = "tmall_schema")]
pub(crate) struct Changes(Arc<ChangesAnswer>);

impl Changes {
    pub(crate) fn new(answer: ChangesAnswer) -> Changes {
        Changes(Arc::new(answer))
    }
}

#[pymethods]
impl Changes {
    /// The worst level, or None if there are no changes.
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

    /// The answer of `diff`.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        objects(py, &*self.0)
    }
}

/// One change.
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
    /// What has changed, such as `field-removed`; `explain` says more.
    #[getter]
    fn code(&self) -> PyResult<&'static str> {
        Ok(self.get()?.code().as_str())
    }

    /// `breaking`, `compatible` or `cosmetic`.
    #[getter]
    fn level(&self) -> PyResult<&'static str> {
        Ok(self.get()?.level().as_str())
    }

    /// The path of the field.
    #[getter]
    fn path(&self) -> PyResult<&str> {
        Ok(self.get()?.path())
    }

    /// The name of the field, or None.
    #[getter]
    fn field(&self) -> PyResult<Option<&str>> {
        Ok(self.get()?.field())
    }

    /// What has changed, in words.
    #[pyo3(signature = (lang = "en"))]
    fn message(&self, lang: &str) -> PyResult<String> {
        Ok(self.get()?.message(self::lang(lang)?))
    }

    /// Why it has its level.
    #[pyo3(signature = (lang = "en"))]
    fn reason(&self, lang: &str) -> PyResult<String> {
        Ok(self.get()?.reason(self::lang(lang)?))
    }

    /// What was there before, or None.
    #[getter(old)]
    fn before<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        objects(py, &self.get()?.old())
    }

    /// What is there now, or None.
    #[getter(new)]
    fn after<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        objects(py, &self.get()?.new())
    }

    /// The same in every run and language.
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
