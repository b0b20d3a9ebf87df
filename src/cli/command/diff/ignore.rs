//! Ignored changes: by flags, by settings, and by an ignore file with reasons.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::civil::Date;

use crate::cli::args::{ChangeCodeArg, ChangeIgnoreArg, PathGlob};
use crate::cli::checking::report_unused;
use crate::cli::console::Console;
use crate::cli::date::today;
use crate::cli::error::{CliError, Place};
use crate::cli::lang::{Message, pick};
use crate::cli::results::change::ReportedChange;
use crate::cli::settings::table::{self, Fault, Table};

/// All ignores, with a record of which of them matched.
#[derive(Debug, Default)]
pub(super) struct ChangeIgnores {
    active: Vec<ChangeIgnore>,
    /// Entries of the file that have expired.
    expired: Vec<(String, Date)>,
}

#[derive(Debug)]
struct ChangeIgnore {
    /// The name in messages.
    name: String,
    code: Option<ChangeCodeArg>,
    path: Option<PathGlob>,
    file: Option<PathGlob>,
    used: AtomicBool,
}

impl ChangeIgnores {
    /// The ignores of the flags and of the file.
    pub(super) fn new(flags: &[ChangeIgnoreArg], file: Option<&Path>) -> Result<ChangeIgnores, CliError> {
        let of_flag = |flag: &ChangeIgnoreArg| ChangeIgnore {
            name: flag.text.clone(),
            code: Some(flag.code),
            path: flag.path.clone(),
            file: None,
            used: AtomicBool::new(false),
        };
        let mut ignores = ChangeIgnores { active: flags.iter().map(of_flag).collect(), expired: Vec::new() };
        if let Some(file) = file {
            let text = fs::read_to_string(file).map_err(|error| CliError::open(file, error))?;
            ignores.add_file(&text, file, today())?;
        }
        Ok(ignores)
    }

    fn add_file(&mut self, text: &str, file: &Path, today: Date) -> Result<(), CliError> {
        let wrong = |Fault { at, message }: Fault| {
            let Place { line, column } = Place::in_text(text, at);
            CliError::Ignores { file: file.to_owned(), line, column, message }
        };
        for entry in entries(text).map_err(wrong)? {
            let Entry { at, code, path, files, until } = entry;
            let line = Place::in_text(text, at).line;
            let code_name = code.map(|code| code.as_str().to_owned());
            let globs = [&path, &files].map(|glob| glob.as_ref().map(ToString::to_string));
            let parts: Vec<String> = code_name.into_iter().chain(globs.into_iter().flatten()).collect();
            let name = format!("{}:{line}: {}", file.display(), parts.join(" "));
            match until {
                Some(until) if until < today => self.expired.push((name, until)),
                _ => self.active.push(ChangeIgnore {
                    name,
                    code,
                    path,
                    file: files,
                    used: AtomicBool::new(false),
                }),
            }
        }
        Ok(())
    }

    /// Whether a change in a file is ignored. All ignores that match it count as used.
    pub(super) fn matches(&self, file: &str, change: &ReportedChange) -> bool {
        let mut ignored = false;
        for ignore in &self.active {
            if ignore.matches(file, change.code, &change.path) {
                ignore.used.store(true, Ordering::Relaxed);
                ignored = true;
            }
        }
        ignored
    }

    /// Warns of ignores that have expired or matched nothing: they may be misspelt, or no longer needed.
    pub(super) fn report(&self, console: &Console) {
        let lang = console.lang;
        for (name, until) in &self.expired {
            console.warn(&pick(
                lang,
                format!("the ignore \"{name}\" expired on {until} and has no effect"),
                format!("忽略项“{name}”已于 {until} 过期，不再生效"),
            ));
        }
        for ignore in self.active.iter().filter(|ignore| !ignore.used.load(Ordering::Relaxed)) {
            report_unused(&ignore.name, console);
        }
    }
}

/// An entry of the file.
struct Entry {
    at: usize,
    code: Option<ChangeCodeArg>,
    path: Option<PathGlob>,
    files: Option<PathGlob>,
    until: Option<Date>,
}

fn entries(text: &str) -> Result<Vec<Entry>, Fault> {
    let mut document = Table::parse(text)?;
    let tables = document.tables("ignore")?;
    document.finish()?;
    tables.into_iter().map(entry).collect()
}

fn entry(mut table: Table<'_>) -> Result<Entry, Fault> {
    let entry = Entry {
        at: table.at(),
        code: table.get("code", |value| table::text(value)?.parse())?,
        path: table.get("path", |value| table::text(value)?.parse())?,
        files: table.get("file", |value| table::text(value)?.parse())?,
        until: table.get("until", table::date)?,
    };
    let reason = table.placed("reason", table::text)?;
    table.finish()?;
    let fault = |at: usize, en: &str, zh: &str| Err(Fault { at, message: Message::new(en, zh) });
    match reason {
        None => {
            return fault(
                entry.at,
                "the entry has no reason; add reason = \"…\"",
                "此项缺少理由；请添加 reason = \"…\"",
            );
        }
        Some((at, reason)) if reason.trim().is_empty() => {
            return fault(at, "the reason is empty", "理由为空");
        }
        Some(_) => {}
    }
    if entry.code.is_none() && entry.path.is_none() && entry.files.is_none() {
        return fault(
            entry.at,
            "the entry needs at least one of code, path and file",
            "此项至少要有 code、path、file 之一",
        );
    }
    Ok(entry)
}

impl ChangeIgnore {
    fn matches(&self, file: &str, code: ChangeCodeArg, path: &str) -> bool {
        self.code.is_none_or(|wanted| wanted == code)
            && self.path.as_ref().is_none_or(|glob| glob.is_match(path))
            && self.file.as_ref().is_none_or(|glob| glob.is_match(file))
    }
}

#[cfg(test)]
mod tests {
    use tmall_schema::{ChangeCode, Lang};

    use super::*;

    const TODAY: Date = jiff::civil::date(2026, 11, 22);

    fn read(text: &str) -> Result<ChangeIgnores, CliError> {
        let mut ignores = ChangeIgnores::default();
        ignores.add_file(text, Path::new("ignores.toml"), TODAY)?;
        Ok(ignores)
    }

    #[test]
    fn entries_hold_until_the_end_of_their_day() {
        let ignores = read(
            r#"
            [[ignore]]
            code = "option-removed"
            path = "/prop_*"
            file = "5000*.xml"
            until = 2026-11-22
            reason = "none of ours"

            [[ignore]]
            path = "/title"
            until = "2026-11-21"
            reason = "for a while"
            "#,
        )
        .unwrap();
        let [ignore] = ignores.active.as_slice() else { panic!("{ignores:?}") };
        assert_eq!(ignore.name, "ignores.toml:2: option-removed /prop_* 5000*.xml");
        let (removed, added) = (
            ChangeCodeArg::Within(ChangeCode::OptionRemoved),
            ChangeCodeArg::Within(ChangeCode::OptionAdded),
        );
        assert!(ignore.matches("50008901.xml", removed, "/prop_20000"));
        assert!(!ignore.matches("50008901.xml", added, "/prop_20000"));
        assert!(!ignore.matches("50008901.xml", removed, "/sku/prop_20000"));
        assert!(!ignore.matches("deep/50008901.xml", removed, "/prop_20000"));
        assert_eq!(ignores.expired.len(), 1);
        assert!(ignores.expired[0].0.ends_with(":9: /title"), "{ignores:?}");
    }

    #[test]
    fn wrong_entries_are_placed() {
        let place = |text: &str| {
            let error = read(text).unwrap_err();
            (error.place().unwrap(), error.message(Lang::En))
        };
        let (at, why) = place("[[ignore]]\ncode = \"rule-added\"\n");
        assert_eq!((at.line, why.as_str()), (1, "the entry has no reason; add reason = \"…\""));
        let (at, why) = place("[[ignore]]\nreason = \"x\"\n");
        assert_eq!((at.line, why.as_str()), (1, "the entry needs at least one of code, path and file"));
        let (at, why) = place("[[ignore]]\ncode = \"rule-added\"\nreason = \" \"\n");
        assert_eq!((at.line, at.column, why.as_str()), (3, 10, "the reason is empty"));
        let (at, why) = place("[[ignore]]\npath = \"/a\"\nuntil = \"tomorrow\"\nreason = \"x\"\n");
        assert_eq!(
            (at.line, why.as_str()),
            (3, "until: expected a date such as 2026-12-31, found \"tomorrow\"")
        );
        let (at, why) = place("[[ignore]]\ncode = \"rule-lost\"\nreason = \"x\"\n");
        assert_eq!(
            (at.line, why.as_str()),
            (
                2,
                "code: \"rule-lost\" is not a change code; did you mean rule-added, rule-removed or rule-changed?"
            )
        );
        assert_eq!(place("[[ignored]]\n").0, Place { line: 1, column: 3 });
    }
}
