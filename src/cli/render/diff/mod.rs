//! Changes as text: one file a form.

mod html;
mod json;
mod lists;
mod mapped;
mod markdown;
mod report;
mod spool;
mod text;
mod words;

pub(crate) use html::Html;
pub(crate) use json::Json;
pub(crate) use markdown::Markdown;
pub(crate) use report::Report;
pub(crate) use text::Text;
pub(crate) use words::change_line;

use crate::cli::diff::{Compared, Summary};
use crate::cli::error::CliError;

/// A form of results. Its parts come in the order: begin, the files with what stands between them, end. Where
/// the beginning tells of all files they are gathered first, and those with the worst changes come first.
pub(crate) trait Format: Sync {
    /// Whether there are colours in it, to be taken out where they are not wanted.
    fn is_styled(&self) -> bool {
        false
    }

    /// Whether the beginning tells of all files.
    fn is_gathered(&self) -> bool {
        false
    }

    /// What stands before all files; the summary is complete if they were gathered.
    fn begin(&self, _summary: &Summary) -> String {
        String::new()
    }

    /// One file; nothing where there is nothing to say of it.
    fn file(&self, compared: &Compared) -> String;

    /// What stands between two files of which there is something to say.
    fn between(&self) -> &str {
        ""
    }

    /// How long the whole may become, if there is an end to it. Files are then cut after a line.
    fn room(&self) -> Option<usize> {
        None
    }

    /// What stands after all files, of which so many did not fit, at least in part.
    fn end(&self, _summary: &Summary, _cut: usize) -> String {
        String::new()
    }

    /// The whole result of a run that could not begin.
    fn failure(&self, _error: &CliError) -> String {
        String::new()
    }
}
