//! NDJSON for pipes: one object a file, as it is ready.

use serde::Serialize;
use tmall_schema::Lang;

use super::json::{FORMAT_VERSION, FileObject, failure, line};
use crate::cli::error::CliError;
use crate::cli::validate::{Format, Judged};

pub(crate) struct Ndjson {
    lang: Lang,
}

impl Ndjson {
    pub(crate) fn new(lang: Lang) -> Ndjson {
        Ndjson { lang }
    }
}

#[derive(Serialize)]
struct Versioned<'j> {
    format_version: u32,
    #[serde(flatten)]
    file: FileObject<'j>,
}

impl Format for Ndjson {
    fn file(&self, judged: &Judged) -> String {
        let file = FileObject::new(judged, self.lang);
        let mut text = line(&Versioned { format_version: FORMAT_VERSION, file });
        text.push('\n');
        text
    }

    fn failure(&self, error: &CliError) -> String {
        failure(error, self.lang)
    }
}
