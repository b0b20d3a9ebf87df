//! The journal: what was sent, what came back, and in which state each item is. It is only appended to, and a line that a
//! decision depends on is on the disk before the next call goes out. No line holds a secret: the session and the secret are
//! added to requests behind it.

use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::cli::date::now_millis;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tmall_schema::gateway::End;

use crate::cli::error::{CliError, UsageError};
use crate::cli::lang::Message;

/// The longest part of an answer that is kept.
const MOST_ANSWER: usize = 16 << 10;

/// The first line.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Head {
    format_version: u32,
    method: String,
    url: String,
}

/// A line about an item.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Entry {
    /// Milliseconds since 1970.
    pub(super) time: u64,
    /// The item's outer_id, or the name of its file if it has none.
    pub(super) item: String,
    #[serde(flatten)]
    pub(super) event: Event,
}

/// What happened to an item.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "event")]
pub(super) enum Event {
    /// A request that writes is about to be sent.
    Sending {
        file: String,
        /// The fingerprint of the item.
        content: String,
        method: String,
        /// Its parameters; documents by their size, since the state holds them.
        params: Vec<(String, String)>,
        /// The state of the item's way, from which a later run continues.
        state: Value,
    },
    /// What came back.
    Answer { method: String, answer: Option<String>, message: String },
    /// How it ended.
    End { file: String, content: String, outcome: End },
    /// What the platform stored.
    Readback { kept: bool, differences: Vec<String> },
}

/// What the journal knows of an item.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    pub(super) content: String,
    /// The state of the last request that writes.
    pub(super) state: Option<Value>,
    pub(super) end: Option<End>,
    /// Whether what was stored was read back, and is as it was sent.
    pub(super) kept: Option<bool>,
}

/// A journal that is open for appending.
#[derive(Debug)]
pub(super) struct Journal {
    path: PathBuf,
    file: Mutex<File>,
}

/// Reads what a journal knows; nothing if there is none.
pub(super) fn read(path: &Path, method: &str, url: &str) -> Result<HashMap<String, Known>, CliError> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(HashMap::new()),
        Err(error) => return Err(CliError::open(path, error)),
    };
    let mut lines = BufReader::new(file).split(b'\n');
    let Some(first) = lines.next().transpose().map_err(|error| CliError::open(path, error))? else {
        return Ok(HashMap::new());
    };
    let head = Head { format_version: 1, method: method.to_owned(), url: url.to_owned() };
    if serde_json::from_slice::<Head>(&first).ok().as_ref() != Some(&head) {
        let name = path.display();
        return Err(UsageError::Gateway(Message::new(
            format!("{name} is not a journal of {method} at {url}; use another --journal"),
            format!("{name} 不是 {method}（{url}）的日志；请用 --journal 另行指定"),
        ))
        .into());
    }
    let mut known: HashMap<String, Known> = HashMap::new();
    for line in lines {
        let line = line.map_err(|error| CliError::open(path, error))?;
        // A line that was not written whole: what it would say has not been acted on.
        let Ok(entry) = serde_json::from_slice::<Entry>(&line) else { continue };
        let item = known.entry(entry.item).or_default();
        match entry.event {
            Event::Sending { content, state, .. } => {
                *item = Known { content, state: Some(state), end: None, kept: None };
            }
            Event::Answer { .. } => {}
            Event::End { content, outcome, .. } => {
                item.content = content;
                item.end = Some(outcome);
            }
            Event::Readback { kept, .. } => item.kept = Some(kept),
        }
    }
    Ok(known)
}

impl Journal {
    /// Opens a journal, which begins with its method and address.
    pub(super) fn open(path: &Path, method: &str, url: &str) -> Result<Journal, CliError> {
        let fail = |error: io::Error| CliError::write(path, error);
        let mut options = OpenOptions::new();
        options.create(true).append(true);
        // It holds what the seller publishes, which others must not read.
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path).map_err(fail)?;
        if file.metadata().map_err(fail)?.len() == 0 {
            let head = Head { format_version: 1, method: method.to_owned(), url: url.to_owned() };
            let text = serde_json::to_string(&head).map_err(|error| fail(error.into()))?;
            file.write_all(format!("{text}\n").as_bytes()).and_then(|()| file.sync_data()).map_err(fail)?;
            sync_folder(path);
        } else {
            // The end of a line that was not written whole.
            file.write_all(b"\n").map_err(fail)?;
        }
        // Two runs would each send what the other does.
        file.try_lock().map_err(|_| {
            let name = path.display();
            UsageError::Gateway(Message::new(
                format!("{name} is in use by another run"),
                format!("{name} 正被另一次运行使用"),
            ))
        })?;
        Ok(Journal { path: path.to_owned(), file: Mutex::new(file) })
    }

    /// Appends a line, and waits until it is on the disk if a decision depends on it.
    pub(super) fn append(&self, item: &str, event: Event) -> Result<(), CliError> {
        let must_stay = !matches!(event, Event::Answer { .. });
        let time = u64::try_from(now_millis()).unwrap_or_default();
        let entry = Entry { time, item: item.to_owned(), event };
        let write = || -> io::Result<()> {
            let mut text = serde_json::to_string(&entry)?;
            text.push('\n');
            let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
            file.write_all(text.as_bytes())?;
            if must_stay { file.sync_data() } else { Ok(()) }
        };
        write().map_err(|error| CliError::write(&self.path, error))
    }
}

/// Puts the name of a new file on the disk: without it the file, and what it says was sent, is lost when the power fails.
/// Some file systems cannot do that for a folder, and need not.
#[cfg(unix)]
fn sync_folder(path: &Path) {
    let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

/// A folder cannot be opened as a file here; the file system keeps its own journal of names.
#[cfg(not(unix))]
fn sync_folder(_: &Path) {}

/// An answer as it is kept: bounded, and as text.
pub(super) fn bounded(answer: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(answer);
    let end = text.char_indices().map(|(at, _)| at).take_while(|at| *at <= MOST_ANSWER).last().unwrap_or(0);
    let text = if text.len() > MOST_ANSWER { format!("{}…", &text[..end]) } else { text.into_owned() };
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: &str = "https://gateway.example/router/rest";

    fn sending(content: &str) -> Event {
        Event::Sending {
            file: "a.xml".to_owned(),
            content: content.to_owned(),
            method: "m".to_owned(),
            params: Vec::new(),
            state: serde_json::json!({ "step": "add" }),
        }
    }

    #[test]
    fn the_last_state_counts() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("j.ndjson");
        assert!(read(&path, "m", URL).unwrap().is_empty());
        let journal = Journal::open(&path, "m", URL).unwrap();
        journal.append("a", sending("1")).unwrap();
        journal.append("b", sending("2")).unwrap();
        let outcome = End::Published { item: "5".to_owned() };
        journal
            .append(
                "a",
                Event::End { file: "a.xml".to_owned(), content: "1".to_owned(), outcome: outcome.clone() },
            )
            .unwrap();
        assert!(Journal::open(&path, "m", URL).is_err(), "in use");
        drop(journal);
        // A kill in the middle of a line.
        OpenOptions::new()
            .append(true)
            .open(&path)
            .unwrap()
            .write_all(b"{\"time\":1,\"item\":\"b\",\"ev")
            .unwrap();
        let journal = Journal::open(&path, "m", URL).unwrap();
        journal.append("a", Event::Readback { kept: true, differences: Vec::new() }).unwrap();
        let known = read(&path, "m", URL).unwrap();
        assert_eq!((known["a"].end.clone(), known["a"].kept), (Some(outcome), Some(true)));
        assert!(known["b"].end.is_none() && known["b"].state.is_some());
        assert!(read(&path, "other", URL).is_err());
        std::fs::write(&path, "something else\n").unwrap();
        assert!(read(&path, "m", URL).is_err());
    }

    #[test]
    fn answers_are_bounded() {
        assert_eq!(bounded(b""), None);
        assert_eq!(bounded("短".as_bytes()).as_deref(), Some("短"));
        let long = bounded("字".repeat(20_000).as_bytes()).unwrap();
        assert!(long.len() <= MOST_ANSWER + 6 && long.ends_with('…'));
    }
}
