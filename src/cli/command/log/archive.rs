//! Where versions of schemas are kept: in git, or in a folder with a folder for each day.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;

use crate::cli::date::day;
use crate::cli::error::CliError;
use crate::cli::input::git::{self, Blob, Objects};
use crate::cli::input::{FileKinds, Source, walk};
use crate::cli::results::history::VersionName;

/// The versions of one file.
#[derive(Debug)]
pub(super) struct Timeline {
    pub(super) file: String,
    /// The oldest first.
    pub(super) states: Vec<State>,
    /// Whether there was nothing before the first version. Unknown for a folder of days and a shallow clone.
    pub(super) is_complete: bool,
}

impl Timeline {
    /// Whether older commits were not fetched.
    pub(super) fn is_cut(&self) -> bool {
        !self.is_complete && self.states.first().is_some_and(|state| state.name.commit.is_some())
    }
}

/// A file on one day or in one commit.
#[derive(Debug)]
pub(super) struct State {
    pub(super) date: Date,
    pub(super) name: VersionName,
    /// `None` if the file is not there.
    pub(super) source: Option<Source>,
    /// The number of the commit, from the newest: a day may have several.
    pub(super) order: usize,
}

/// The versions of a file, or of all files in a folder.
pub(super) fn timelines(path: &str) -> Result<Vec<Timeline>, CliError> {
    let found = match dated(Path::new(path)) {
        Some((days, inside)) => of_days(&days, &inside),
        None => of_git(path)?,
    };
    if found.is_empty() {
        return Err(CliError::NoVersions(path.to_owned()));
    }
    Ok(found)
}

/// The folders of days for a path, and the path inside each: of `rules/1512.xml` it is `1512.xml`, if there are
/// folders such as `rules/2026-11-21` with that file.
fn dated(path: &Path) -> Option<(Vec<(Date, PathBuf)>, PathBuf)> {
    path.ancestors().find_map(|folder| {
        let inside = path.strip_prefix(folder).ok()?.to_owned();
        let folder = if folder == Path::new("") { Path::new(".") } else { folder };
        let mut days: Vec<(Date, PathBuf)> = std::fs::read_dir(folder)
            .ok()?
            .filter_map(|entry| {
                let entry = entry.ok()?;
                Some((date(&entry.file_name().to_string_lossy())?, entry.path()))
            })
            .filter(|(_, day)| day.is_dir())
            .collect();
        days.sort();
        days.iter().any(|(_, day)| day.join(&inside).exists()).then_some((days, inside))
    })
}

/// `2026-11-21` or `20261121`.
fn date(name: &str) -> Option<Date> {
    let is_plain = name.len() == 8 && name.bytes().all(|byte| byte.is_ascii_digit());
    let has_dashes = name.len() == 10 && name.bytes().filter(|&byte| byte == b'-').count() == 2;
    if !is_plain && !has_dashes {
        return None;
    }
    Date::strptime(if is_plain { "%Y%m%d" } else { "%Y-%m-%d" }, name).ok()
}

fn of_days(days: &[(Date, PathBuf)], inside: &Path) -> Vec<Timeline> {
    let mut files: BTreeMap<String, Vec<Option<Source>>> = BTreeMap::new();
    for (at, (_, day)) in days.iter().enumerate() {
        let place = day.join(inside);
        let found = match place.is_dir() {
            true => walk(&place, |path: &Path| FileKinds::XmlAndJson.include(path)).files,
            false if place.is_file() => vec![PathBuf::new()],
            false => Vec::new(),
        };
        for file in found {
            let (name, path) = match file.as_os_str().is_empty() {
                true => (inside.to_path_buf(), place.clone()),
                false => (file.clone(), place.join(&file)),
            };
            let states = files.entry(name.to_string_lossy().replace('\\', "/")).or_default();
            states.resize(at, None);
            states.push(Some(Source::File(path)));
        }
    }
    let of = |(file, mut sources): (String, Vec<Option<Source>>)| {
        sources.resize(days.len(), None);
        let state = |(&(date, _), source): (&(Date, PathBuf), Option<Source>)| State {
            date,
            name: VersionName { date: date.to_string(), commit: None },
            source,
            order: 0,
        };
        // Days before the first version say nothing.
        let states = days.iter().zip(sources).map(state).skip_while(|state| state.source.is_none());
        let mut states: Vec<State> = states.collect();
        let is_complete = states.len() < days.len();
        if is_complete && let Some(&(date, _)) = days.get(days.len() - states.len() - 1) {
            let name = VersionName { date: date.to_string(), commit: None };
            states.insert(0, State { date, name, source: None, order: 0 });
        }
        Timeline { file, states, is_complete }
    };
    files.into_iter().map(of).collect()
}

/// The versions of a file, or of the files in a directory, in git. Of merged branches, what the merge changed counts: their
/// own commits are not versions that followed each other.
fn of_git(path: &str) -> Result<Vec<Timeline>, CliError> {
    let log = |renames: &str| {
        let args = ["log", "-z", "--raw", "--no-abbrev", "--first-parent", "--diff-merges=first-parent"];
        git::output(&[&args[..], &[renames, "--format=%x01%H %ct", "--", path]].concat())
    };
    let place = Path::new(path);
    let is_file = match (place.is_file(), place.is_dir()) {
        (false, false) => {
            // It is not in the working tree. Of a directory, there are names of other files.
            let text = log("--no-renames")?;
            entries(&text).all(|entry| Path::new(entry.name).file_name() == place.file_name())
        }
        (is_file, _) => is_file,
    };
    // A single file is followed through renames.
    let text = log(if is_file { "--follow" } else { "--no-renames" })?;
    let shallow = git::shallow()?;
    let objects = Objects::new();
    let mut files: BTreeMap<String, Vec<State>> = BTreeMap::new();
    let mut oldest: BTreeMap<String, String> = BTreeMap::new();
    let mut all: Vec<LogEntry<'_>> = entries(&text).collect();
    all.reverse();
    for entry in &all {
        let LogEntry { commit, time, name, blob, is_there, order } = *entry;
        if !is_file && !FileKinds::XmlAndJson.include(Path::new(name)) {
            continue;
        }
        let Ok(time) = Timestamp::from_second(time) else { continue };
        let date = day(time);
        let short = commit.get(..8).unwrap_or(commit);
        let source = is_there.then(|| Source::Git(Blob::new(&objects, blob, format!("{short}:{name}"))));
        let key = if is_file { path } else { name };
        let version = VersionName { date: date.to_string(), commit: Some(commit.to_owned()) };
        oldest.entry(key.to_owned()).or_insert_with(|| commit.to_owned());
        files.entry(key.to_owned()).or_default().push(State { date, name: version, source, order });
    }
    let of = |(file, mut states): (String, Vec<State>)| {
        // What a commit without its parents adds may be older.
        let is_complete = oldest.get(&file).is_none_or(|commit| !shallow.contains(commit));
        if is_complete && let Some(first) = states.first() {
            // Before the first commit there was nothing.
            let (date, name, order) = (first.date, first.name.clone(), first.order);
            states.insert(0, State { date, name, source: None, order });
        }
        Timeline { file, states, is_complete }
    };
    Ok(files.into_iter().map(of).collect())
}

/// A file in a commit.
#[derive(Clone, Copy)]
struct LogEntry<'l> {
    commit: &'l str,
    /// Seconds since 1970.
    time: i64,
    name: &'l str,
    blob: &'l str,
    /// Whether the commit has the file.
    is_there: bool,
    /// The number of the commit, from the newest.
    order: usize,
}

/// What `git log -z --raw` prints, the newest first; links and submodules do not count.
fn entries(text: &str) -> impl Iterator<Item = LogEntry<'_>> {
    text.split('\u{1}').enumerate().flat_map(|(order, commit)| {
        let found = commit.split_once(['\0', '\n']).and_then(|(head, entries)| {
            let (id, time) = head.split_once(' ')?;
            Some((id, time.trim().parse::<i64>().ok()?, entries))
        });
        let mut list = Vec::new();
        let Some((commit, time, entries)) = found else { return list };
        let mut parts = entries.trim_start_matches(['\0', '\n']).split_terminator('\0');
        while let Some(entry) = parts.next() {
            let words: Vec<&str> = entry.trim_start_matches([':', '\n']).split(' ').collect();
            let &[old, new, _, blob, status] = words.as_slice() else { continue };
            let mut name = parts.next().unwrap_or_default();
            if status.starts_with(['R', 'C']) {
                name = parts.next().unwrap_or_default();
            }
            if git::is_file(old) && git::is_file(new) {
                let is_there = !status.starts_with('D');
                list.push(LogEntry { commit, time, name, blob, is_there, order });
            }
        }
        list
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_days() {
        let is = |name: &str| date(name).map(|date| date.to_string());
        assert_eq!(is("2026-11-21").as_deref(), Some("2026-11-21"));
        assert_eq!(is("20261121").as_deref(), Some("2026-11-21"));
        for other in ["2026-13-01", "50010850", "1512", "2026-1-1", "rules", "20261121x"] {
            assert_eq!(is(other), None, "{other}");
        }
    }

    #[test]
    fn days_before_a_file_was_there() {
        let place = tempfile::tempdir().unwrap();
        for (day, file) in [("2026-11-01", "a.xml"), ("2026-11-02", "b.xml"), ("2026-11-03", "b.xml")] {
            std::fs::create_dir_all(place.path().join(day)).unwrap();
            std::fs::write(place.path().join(day).join(file), "").unwrap();
        }
        let of = |name: &str| {
            let found = timelines(place.path().join(name).to_str().unwrap()).unwrap();
            let states = |one: &Timeline| one.states.iter().map(|state| state.source.is_some()).collect();
            found.iter().map(|one| (one.file.clone(), one.is_complete, states(one))).collect::<Vec<_>>()
        };
        let is = |file: &str, complete, states: &[bool]| (file.to_owned(), complete, states.to_vec());
        assert_eq!(of("a.xml"), [is("a.xml", false, &[true, false, false])]);
        assert_eq!(of("b.xml"), [is("b.xml", true, &[false, true, true])]);
        assert_eq!(of("").len(), 2);
    }
}
