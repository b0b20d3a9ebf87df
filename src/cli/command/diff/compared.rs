//! What the command line asks to compare.

use std::path::Path;

use jiff::Timestamp;
use jiff::civil::Date;

use super::pairs::{Pairs, pairs};
use super::revisions::{self, Range};
use crate::cli::args::{DiffArgs, PathGlob};
use crate::cli::date::{day, source_date};
use crate::cli::error::{CliError, UsageError};
use crate::cli::input::{FileKinds, walk};

/// The two sides, as they are named.
pub(super) struct Compared {
    pub(super) old: String,
    pub(super) new: String,
    /// Revisions, and the path in both of them.
    git: Option<(Range, String)>,
}

impl Compared {
    pub(super) fn of(args: &DiffArgs) -> Result<Compared, UsageError> {
        let named = |argument: &Option<String>| argument.clone().unwrap_or_default();
        let Some(revisions) = args.git.as_deref() else {
            return Ok(Compared { old: named(&args.old), new: named(&args.new), git: None });
        };
        let (revisions, path) = match &args.old {
            Some(path) => (revisions, path.as_str()),
            // `--git rules` names a path.
            None if Path::new(revisions).exists() => ("", revisions),
            None => (revisions, "."),
        };
        if args.new.is_some() {
            return Err(UsageError::SeveralPaths);
        }
        let range = Range::parse(revisions);
        let new = range.new.as_ref().map_or_else(|| path.to_owned(), |new| format!("{new}:{path}"));
        Ok(Compared { old: format!("{}:{path}", range.old), new, git: Some((range, path.to_owned())) })
    }

    pub(super) fn pairs(&self, exclude: &[PathGlob]) -> Result<Pairs, CliError> {
        match &self.git {
            Some((range, path)) => Ok(revisions::pairs(range, path)?.without(exclude)),
            None => pairs(&self.old, &self.new, exclude),
        }
    }

    /// The day of the new side for the page: that of `SOURCE_DATE_EPOCH`, else of the last change of its files. Not
    /// that of the run, so that equal files give an equal page.
    pub(super) fn date(&self) -> Option<Date> {
        let changed = |path: &Path| path.metadata().and_then(|found| found.modified()).ok();
        let path = Path::new(&self.new);
        let last = || match path.is_dir() {
            true => {
                let folder = walk(path, |inside: &Path| FileKinds::XmlAndJson.include(inside));
                folder.files.iter().filter_map(|inside| changed(&path.join(inside))).max()
            }
            false if self.new == "-" => None,
            false => changed(path),
        };
        source_date().or_else(|| Timestamp::try_from(last()?).ok()).map(day)
    }
}
