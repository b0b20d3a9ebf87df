//! NDJSON for pipes: one object for each file, written when the file is done.

use tmall_schema::Lang;

use super::json::file_object;
use crate::cli::error::CliError;
use crate::cli::render::Format;
use crate::cli::render::json::{FORMAT_VERSION, failure};
use crate::cli::results::findings::{CheckedItem, FindingsSummary};

pub(crate) struct FindingsNdjson {
    lang: Lang,
}

impl FindingsNdjson {
    pub(crate) fn new(lang: Lang) -> FindingsNdjson {
        FindingsNdjson { lang }
    }
}

impl Format for FindingsNdjson {
    type File = CheckedItem;
    type Summary = FindingsSummary;

    fn file(&self, item: &CheckedItem) -> String {
        let beginning = format!("{{\"format_version\":{FORMAT_VERSION},");
        let mut text = file_object(&beginning, item, self.lang);
        text.push('\n');
        text
    }

    fn failure(&self, error: &CliError) -> String {
        failure(error, self.lang)
    }
}
