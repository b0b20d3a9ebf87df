//! Validators.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};
use tmall_schema::api::{self, Failure, ReportAnswer, SchemaHandle, ValidateCallOptions, ValidatorHandle};

use crate::error::{call, exception};
use crate::input::ItemInput;
use crate::report::Report;
use crate::schema::{Schema, options};

/// The compiled rules of a schema. Immutable; threads may share it.
///
/// With `partial`, an item holds only what changes: a top-level field that is absent is not missed. `packs` and `rules`, the
/// content of files of rules, are house rules.
#[pyclass(frozen, module = "tmall_schema")]
pub(crate) struct Validator {
    schema: Arc<SchemaHandle>,
    rules: ValidatorHandle,
    partial: bool,
}

#[pymethods]
impl Validator {
    #[new]
    #[pyo3(signature = (schema, partial = false, **given))]
    fn new(
        py: Python<'_>,
        schema: &Schema,
        partial: bool,
        given: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Validator> {
        let mut options: ValidateCallOptions = options(given)?;
        options.partial = partial;
        let handle = Arc::clone(&schema.0);
        // Wrong options are an error here, and the rules are compiled once.
        let rules = call(py, || api::prepare(&handle, &options))?;
        Ok(Validator { schema: handle, rules, partial })
    }

    /// Validates an item.
    fn check(&self, py: Python<'_>, item: &Bound<'_, PyAny>) -> PyResult<Report> {
        let mut item = ItemInput::new(item)?;
        call(py, || api::check(&self.schema, &self.rules, item.item())).map(Report::new)
    }

    /// Validates items on all cores, or on `threads` threads. Those that cannot be read are exceptions in the list.
    #[pyo3(signature = (items, threads = None))]
    fn check_all<'py>(
        &self,
        py: Python<'py>,
        items: &Bound<'py, PyAny>,
        threads: Option<usize>,
    ) -> PyResult<Bound<'py, PyList>> {
        let items = items.try_iter()?.map(|item| ItemInput::new(&item?)).collect::<PyResult<Vec<_>>>()?;
        let outcomes = py.detach(|| self.all(items, threads));
        let results = PyList::empty(py);
        for outcome in outcomes {
            match outcome {
                Ok(answer) => results.append(Report::new(answer))?,
                Err(failure) => results.append(exception(py, &failure).value(py))?,
            }
        }
        Ok(results)
    }

    fn __repr__(&self) -> String {
        format!(
            "Validator(schema=Schema(root='{}'), partial={})",
            self.schema.schema().root(),
            if self.partial { "True" } else { "False" }
        )
    }
}

impl Validator {
    /// Checks items on several threads, each of which takes the next one.
    fn all(&self, items: Vec<ItemInput>, threads: Option<usize>) -> Vec<Result<ReportAnswer, Failure>> {
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        let threads = threads.unwrap_or_else(cores).clamp(1, items.len().max(1));
        let items: Vec<Mutex<ItemInput>> = items.into_iter().map(Mutex::new).collect();
        let next = AtomicUsize::new(0);
        let work = || {
            let mut done = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(item) = items.get(at) else { return done };
                let mut item = item.lock().unwrap_or_else(PoisonError::into_inner);
                let outcome = api::guard(|| api::check(&self.schema, &self.rules, item.item()));
                done.push((at, outcome));
            }
        };
        let mut all: Vec<(usize, Result<ReportAnswer, Failure>)> = std::thread::scope(|scope| {
            let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
            let mut all = work();
            for other in others {
                // `guard` catches what a thread could panic with.
                all.extend(other.join().unwrap_or_default());
            }
            all
        });
        all.sort_by_key(|(at, _)| *at);
        all.into_iter().map(|(_, outcome)| outcome).collect()
    }
}
