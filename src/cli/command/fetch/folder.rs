//! The directory that is written: gathered beside the wanted one, which it replaces when it is complete.
//!
//! | name | what it is |
//! |---|---|
//! | `today` | the last complete directory |
//! | `.today.partial` | what an unfinished run has gathered |
//! | `.today.old` | the directory that is being replaced |
//!
//! Each holds a hidden journal, which names the plan and every file. A directory without it was not written here and is
//! never replaced.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::cli::error::{CliError, UsageError};
use crate::cli::fingerprint::fingerprint_of_file;
use crate::cli::lang::Message;
use crate::cli::output::rewrite_bytes;

/// The journal in the directory. Names that begin with a dot are not schemas for other commands.
const JOURNAL: &str = ".fetch.ndjson";

/// The first line of the journal.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    format_version: u32,
    plan: String,
    /// Milliseconds since 1970.
    started: u64,
}

/// A further line.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Line {
    file: String,
    /// The fingerprint of the file; nothing if the platform has no schema there.
    content: Option<String>,
}

/// A directory that is being gathered.
#[derive(Debug)]
pub(super) struct Folder {
    out: PathBuf,
    partial: PathBuf,
    journal: Mutex<File>,
    /// What an earlier run has gathered: whether there is a file.
    kept: HashMap<String, bool>,
}

impl Folder {
    /// Continues what an earlier run of the same plan began not too long ago, or starts over.
    pub(super) fn open(
        out: &Path,
        plan: &str,
        now: u64,
        most_age: u64,
        fresh: bool,
    ) -> Result<Folder, CliError> {
        let (partial, old) = (beside(out, "partial")?, beside(out, "old")?);
        // A run that ended between two renames.
        if !out.exists() && old.join(JOURNAL).exists() {
            fs::rename(&old, out).map_err(|error| CliError::write(out, error))?;
        }
        check(out)?;
        let kept = if fresh { None } else { kept(&partial, plan, now, most_age) };
        let fail = |error: io::Error| CliError::write(&partial, error);
        let is_new = kept.is_none();
        if is_new {
            remove(&partial).map_err(fail)?;
            fs::create_dir_all(&partial).map_err(fail)?;
        }
        let mut journal =
            OpenOptions::new().create(true).append(true).open(partial.join(JOURNAL)).map_err(fail)?;
        if is_new {
            let head = Head { format_version: 1, plan: plan.to_owned(), started: now };
            append(&mut journal, &head).map_err(fail)?;
        } else {
            // The end of a line that was not written whole.
            journal.write_all(b"\n").map_err(fail)?;
        }
        Ok(Folder {
            out: out.to_owned(),
            partial,
            journal: Mutex::new(journal),
            kept: kept.unwrap_or_default(),
        })
    }

    /// Whether an earlier run has settled a file, and if so whether it exists.
    pub(super) fn kept(&self, file: &str) -> Option<bool> {
        self.kept.get(file).copied()
    }

    /// How many files an earlier run has settled.
    pub(super) fn count_kept(&self) -> usize {
        self.kept.len()
    }

    /// Stores a file, or that there is none.
    pub(super) fn store(&self, file: &str, content: Option<&[u8]>) -> Result<(), CliError> {
        let path = self.partial.join(file);
        if let Some(content) = content {
            let parent = path.parent().unwrap_or(&self.partial);
            fs::create_dir_all(parent).map_err(|error| CliError::write(parent, error))?;
            rewrite_bytes(&path, content)?;
        }
        let line = Line { file: file.to_owned(), content: content.map(fingerprint_of_file) };
        let mut journal = self.journal.lock().unwrap_or_else(PoisonError::into_inner);
        append(&mut journal, &line).map_err(|error| CliError::write(&self.partial.join(JOURNAL), error))
    }

    /// Nothing was gathered: there is nothing to continue.
    pub(super) fn discard(self) -> Result<(), CliError> {
        drop(self.journal);
        remove(&self.partial).map_err(|error| CliError::write(&self.partial, error))
    }

    /// The directory is complete: it takes the place of the last one, which goes to `previous` or is deleted.
    pub(super) fn finish(self, previous: Option<&Path>) -> Result<(), CliError> {
        let old = match previous {
            Some(previous) => previous.to_owned(),
            None => beside(&self.out, "old")?,
        };
        drop(self.journal);
        crate::cli::interrupt::hold(|| -> io::Result<()> {
            if self.out.exists() {
                remove(&old)?;
                fs::rename(&self.out, &old)?;
            }
            fs::rename(&self.partial, &self.out)?;
            if previous.is_none() { remove(&old) } else { Ok(()) }
        })
        .map_err(|error| CliError::write(&self.out, error))
    }
}

/// Checks that a directory may be replaced: it is not there, empty, or was written here.
pub(super) fn check(folder: &Path) -> Result<(), CliError> {
    if !folder.exists() || folder.join(JOURNAL).is_file() {
        return Ok(());
    }
    let mut entries = fs::read_dir(folder).map_err(|error| CliError::open(folder, error))?;
    if entries.next().is_none() {
        return Ok(());
    }
    let name = folder.display();
    Err(UsageError::Gateway(Message::new(
        format!("{name} was not written by fetch and is not replaced; use another directory"),
        format!("{name} 不是 fetch 写的目录，不会被替换；请换一个目录"),
    ))
    .into())
}

/// A hidden name beside a directory.
fn beside(out: &Path, end: &str) -> Result<PathBuf, CliError> {
    let name = out.file_name().and_then(|name| name.to_str()).ok_or_else(|| {
        let name = out.display();
        UsageError::Gateway(Message::new(
            format!("\"{name}\" does not name a directory that can be replaced"),
            format!("“{name}”不是可以替换的目录"),
        ))
    })?;
    Ok(out.with_file_name(format!(".{name}.{end}")))
}

/// What an earlier run has settled; nothing if it had another plan, is too old, or cannot be read.
fn kept(partial: &Path, plan: &str, now: u64, most_age: u64) -> Option<HashMap<String, bool>> {
    let journal = fs::read_to_string(partial.join(JOURNAL)).ok()?;
    let mut lines = journal.lines();
    let head: Head = serde_json::from_str(lines.next()?).ok()?;
    let age = now.checked_sub(head.started)?;
    if head.format_version != 1 || head.plan != plan || age > most_age {
        return None;
    }
    let lines = lines.filter_map(|line| serde_json::from_str::<Line>(line).ok());
    let is_whole = |line: &Line| match &line.content {
        Some(wanted) => {
            fs::read(partial.join(&line.file)).is_ok_and(|bytes| fingerprint_of_file(&bytes) == *wanted)
        }
        None => true,
    };
    Some(lines.filter(is_whole).map(|line| (line.file, line.content.is_some())).collect())
}

fn append(journal: &mut File, line: &impl Serialize) -> io::Result<()> {
    let mut text = serde_json::to_string(line)?;
    text.push('\n');
    journal.write_all(text.as_bytes())
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(out: &Path, plan: &str, now: u64) -> Folder {
        Folder::open(out, plan, now, 100, false).unwrap()
    }

    #[test]
    fn a_run_is_continued_by_one_of_the_same_plan() {
        let place = tempfile::tempdir().unwrap();
        let out = place.path().join("today");
        let folder = open(&out, "p", 1000);
        folder.store("1.xml", Some(b"<a/>")).unwrap();
        folder.store("2.xml", None).unwrap();
        folder.store("sub/3.xml", Some(b"<c/>")).unwrap();
        folder.store("5.xml", Some(b"<\xBB>")).unwrap();
        drop(folder);
        // A file that is not whole, and a line that is not.
        fs::write(place.path().join(".today.partial/sub/3.xml"), "<c").unwrap();
        // One in GBK of which a byte changed to another that is not UTF-8 either.
        fs::write(place.path().join(".today.partial/5.xml"), b"<\xBA>").unwrap();
        let mut journal =
            OpenOptions::new().append(true).open(place.path().join(".today.partial").join(JOURNAL)).unwrap();
        journal.write_all(b"{\"file\":\"4.x").unwrap();
        let folder = open(&out, "p", 1100);
        assert_eq!((folder.kept("1.xml"), folder.kept("2.xml")), (Some(true), Some(false)));
        assert_eq!((folder.kept("sub/3.xml"), folder.kept("4.xml")), (None, None));
        assert_eq!(folder.kept("5.xml"), None);
        folder.store("4.xml", Some(b"<d/>")).unwrap();
        drop(folder);
        assert_eq!(open(&out, "p", 1100).count_kept(), 3);
        assert_eq!(open(&out, "other plan", 1100).count_kept(), 0);
        open(&out, "p", 1000).store("1.xml", Some(b"<a/>")).unwrap();
        assert_eq!(open(&out, "p", 1101).count_kept(), 0, "too old");
    }

    #[test]
    fn the_last_directory_is_replaced_by_a_complete_one() {
        let place = tempfile::tempdir().unwrap();
        let (out, yesterday) = (place.path().join("today"), place.path().join("yesterday"));
        for day in ["a", "b", "c"] {
            let folder = open(&out, day, 1);
            folder.store("1.xml", Some(day.as_bytes())).unwrap();
            folder.finish(Some(&yesterday)).unwrap();
        }
        let read = |folder: &Path| fs::read_to_string(folder.join("1.xml")).unwrap();
        assert_eq!((read(&out), read(&yesterday)), ("c".to_owned(), "b".to_owned()));
        // A run that ended between the two renames.
        fs::rename(&out, place.path().join(".today.old")).unwrap();
        drop(open(&out, "d", 1));
        assert_eq!(read(&out), "c");
        // A directory of somebody else.
        let foreign = place.path().join("foreign");
        fs::create_dir(&foreign).unwrap();
        drop(open(&foreign, "p", 1));
        fs::write(foreign.join("a.txt"), "").unwrap();
        assert!(Folder::open(&foreign, "p", 1, 1, false).is_err());
        assert!(Folder::open(Path::new(".."), "p", 1, 1, false).is_err());
    }
}
