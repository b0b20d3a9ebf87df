//! Results as text. Each output format of findings and of changes is a file that implements [`Format`].
//!
//! Renderers take what [`results`](super::results) holds and give back text. They read no files and write
//! none, except that [`report`] hands texts to the output.

pub(crate) mod catalogue;
pub(crate) mod changes;
pub(crate) mod filled;
pub(crate) mod findings;
pub(crate) mod form;
pub(crate) mod history;
pub(crate) mod json;
mod label;
pub(crate) mod mapping_check;
pub(crate) mod methods;
pub(crate) mod outline;
pub(crate) mod readback;
pub(crate) mod rejects;
pub(crate) mod repeats;
pub(crate) mod report;
pub(crate) mod requirements;
pub(crate) mod skeleton;
mod spool;
pub(crate) mod unmatched;
#[cfg(feature = "sheets")]
pub(crate) mod workbook;

use super::error::CliError;
use repeats::Part;

/// An output format of results about many files.
///
/// Its parts come in the order begin, the files with [`between`](Format::between) between them, end.
pub(crate) trait Format: Sync {
    /// The results of one file.
    type File;
    /// The totals of all files.
    type Summary: Default;

    /// Whether the text has colors, which the output removes where they are not wanted.
    fn is_styled(&self) -> bool {
        false
    }

    /// Whether [`begin`](Format::begin) needs the complete summary. All files are then gathered before any
    /// is written.
    fn is_gathered(&self) -> bool {
        false
    }

    /// Whether the worst of the gathered files come first.
    fn is_ranked(&self) -> bool {
        true
    }

    /// The text before all files. The summary is complete if the format gathers, else it is empty.
    fn begin(&self, _summary: &Self::Summary) -> String {
        String::new()
    }

    /// The text of one file; empty if there is nothing to report. Several threads call it at once.
    fn file(&self, file: &Self::File) -> String;

    /// The text of one file in parts, of which a batch shows equal ones only a few times.
    fn parts(&self, file: &Self::File) -> Vec<Part> {
        vec![Part::always(self.file(file))]
    }

    /// The text between two files that are not empty.
    fn between(&self) -> &str {
        ""
    }

    /// The most bytes of the whole result. Of a format that gathers, files are cut after a line to fit.
    fn max_bytes(&self) -> Option<usize> {
        None
    }

    /// The text after all files, `cut` of which did not fit completely.
    fn end(&self, _summary: &Self::Summary, _cut: usize) -> String {
        String::new()
    }

    /// The whole result of a run that could not start, for example because its schema cannot be read.
    fn failure(&self, _error: &CliError) -> String {
        String::new()
    }
}
