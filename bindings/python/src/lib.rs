//! The Python module `tmall_schema._native`, and the command line, which the wheel carries.
//!
//! Everything calls the contract of the library (`tmall_schema::api`); `docs/json-contract.md` describes it. The GIL is
//! released while the library works. Its documentation for users stands here and in the type stubs, `_native.pyi`; a test compares the two.

#[path = "../../../src/cli/mod.rs"]
mod cli;
mod error;
mod input;
mod module;
mod report;
mod schema;
mod validator;

use std::ffi::OsString;

use pyo3::prelude::*;

/// Runs a command line, whose first word is the name of the program, and returns its exit code.
#[pyfunction]
fn run(py: Python<'_>, args: Vec<OsString>) -> u8 {
    py.detach(|| match cli::run(args.into_iter()) {
        cli::Exit::Clean => 0,
        cli::Exit::Found => 1,
        cli::Exit::Failed => 2,
    })
}

/// The module.
#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_function(wrap_pyfunction!(run, module)?)?;
    module::add(module)
}
