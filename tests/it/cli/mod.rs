//! The command line.

mod cases;
mod conformance;
mod diff_directories;
#[cfg(unix)]
mod diff_page;
mod fetch;
mod fill;
#[cfg(target_os = "linux")]
mod fill_memory;
#[cfg(unix)]
mod formats;
mod gateway_shop;
mod git;
#[cfg(feature = "sheets")]
mod odd_sheets;
mod output_schemas;
#[cfg(unix)]
mod recipes;
mod request;
mod sandbox;
#[cfg(unix)]
mod sarif;
mod secrets;
#[cfg(feature = "sheets")]
mod sheets;
mod submit;
mod texts;
