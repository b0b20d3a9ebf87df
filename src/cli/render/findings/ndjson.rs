//! NDJSON for pipes: one object for each file, written when the file is done.

use serde::Serialize;
use tmall_schema::Lang;

use super::json::FileObject;
use crate::cli::error::CliError;
use crate::cli::render::Format;
use crate::cli::render::json::{FORMAT_VERSION, failure, line};
use crate::cli::results::findings::{CheckedItem, FindingsSummary};

pub(crate) struct FindingsNdjson {
    lang: Lang,
}

impl FindingsNdjson {
    pub(crate) fn new(lang: Lang) -> FindingsNdjson {
        FindingsNdjson { lang }
    }
}

#[derive(Serialize)]
struct Versioned<'j> {
    format_version: u32,
    #[serde(flatten)]
    file: FileObject<'j>,
}

impl Format for FindingsNdjson {
    type File = CheckedItem;
    type Summary = FindingsSummary;

    fn file(&self, item: &CheckedItem) -> String {
        let file = FileObject::new(item, self.lang);
        let mut text = line(&Versioned { format_version: FORMAT_VERSION, file });
        text.push('\n');
        text
    }

    fn failure(&self, error: &CliError) -> String {
        failure(error, self.lang)
    }
}
