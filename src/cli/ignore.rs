//! Ignored findings and changes: by flags, by settings, and by an ignore file with reasons.

use std::fmt::Display;
use std::fs;
use std::path::Path;
use std::str::FromStr;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::civil::Date;

use super::args::{IgnoreArg, PathGlob};
use super::console::Console;
use super::date::today;
use super::error::{CliError, Place};
use super::lang::{Message, pick};
use super::settings::table::{self, Fault, Table};

/// The codes that ignores name: of findings or of changes.
pub(crate) trait IgnoreCode: Copy + PartialEq + Display + FromStr<Err = Message> {}

impl<C: Copy + PartialEq + Display + FromStr<Err = Message>> IgnoreCode for C {}

/// All ignores, with a record of which of them matched.
#[derive(Debug)]
pub(crate) struct Ignores<C> {
    active: Vec<Ignore<C>>,
    /// Entries of the file that have expired.
    expired: Vec<(String, Date)>,
}

#[derive(Debug)]
struct Ignore<C> {
    /// The name in messages.
    name: String,
    code: Option<C>,
    path: Option<PathGlob>,
    file: Option<PathGlob>,
    origin: Origin,
    used: AtomicBool,
}

/// Where ignores are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    CommandLine,
    Settings,
}

/// Which ignores that matched nothing are reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unused {
    /// Those of the command line. Those of the settings may match in other files.
    OfCommandLine,
    /// Those of the settings, too.
    All,
}

/// What the command line says, else the settings.
fn chosen<'a, T: ?Sized>(flag: Option<&'a T>, setting: Option<&'a T>) -> Option<(&'a T, Origin)> {
    flag.map(|flag| (flag, Origin::CommandLine)).or(setting.map(|setting| (setting, Origin::Settings)))
}

impl<C: IgnoreCode> Ignores<C> {
    /// The ignores of the flags, else of the settings, and those of the file that a flag names, else the settings.
    pub(crate) fn new(
        [flags, settings]: [&[IgnoreArg<C>]; 2],
        [file_flag, file_setting]: [Option<&Path>; 2],
    ) -> Result<Ignores<C>, CliError> {
        let mut ignores = Ignores { active: Vec::new(), expired: Vec::new() };
        if let Some((list, origin)) = chosen(Some(flags).filter(|flags| !flags.is_empty()), Some(settings)) {
            ignores.active.extend(list.iter().map(|ignore| Ignore {
                name: ignore.text.clone(),
                code: Some(ignore.code),
                path: ignore.path.clone(),
                file: None,
                origin,
                used: AtomicBool::new(false),
            }));
        }
        if let Some((file, origin)) = chosen(file_flag, file_setting) {
            let text = fs::read_to_string(file).map_err(|error| CliError::open(file, error))?;
            ignores.add_file(&text, file, origin, today())?;
        }
        Ok(ignores)
    }

    fn add_file(&mut self, text: &str, file: &Path, origin: Origin, today: Date) -> Result<(), CliError> {
        let wrong = |Fault { at, message }: Fault| {
            let Place { line, column } = Place::in_text(text, at);
            CliError::Ignores { file: file.to_owned(), line, column, message }
        };
        for entry in entries(text).map_err(wrong)? {
            let Entry { at, code, path, files, until } = entry;
            let line = Place::in_text(text, at).line;
            let code_name = code.map(|code: C| code.to_string());
            let globs = [&path, &files].map(|glob| glob.as_ref().map(ToString::to_string));
            let parts: Vec<String> = code_name.into_iter().chain(globs.into_iter().flatten()).collect();
            let name = format!("{}:{line}: {}", file.display(), parts.join(" "));
            match until {
                Some(until) if until < today => self.expired.push((name, until)),
                _ => self.active.push(Ignore {
                    name,
                    code,
                    path,
                    file: files,
                    origin,
                    used: AtomicBool::new(false),
                }),
            }
        }
        Ok(())
    }

    /// The codes of the ignores, each with the name of its ignore.
    pub(crate) fn codes(&self) -> impl Iterator<Item = (&str, C)> {
        self.active.iter().filter_map(|ignore| Some((ignore.name.as_str(), ignore.code?)))
    }

    /// Whether something at a path in a file is ignored. All ignores that match it count as used.
    pub(crate) fn matches(&self, file: &str, code: C, path: &str) -> bool {
        let mut ignored = false;
        for ignore in &self.active {
            if ignore.matches(file, code, path) {
                ignore.used.store(true, Ordering::Relaxed);
                ignored = true;
            }
        }
        ignored
    }

    /// Warns of ignores that have expired or matched nothing: they may be misspelled, or no longer needed.
    pub(crate) fn report(&self, unused: Unused, console: &Console) {
        self.report_expired(console);
        let lang = console.lang;
        let is_reported = |ignore: &&Ignore<C>| {
            !ignore.used.load(Ordering::Relaxed)
                && (unused == Unused::All || ignore.origin == Origin::CommandLine)
        };
        for Ignore { name, .. } in self.active.iter().filter(is_reported) {
            console.warn(&pick(
                lang,
                format!("the ignore \"{name}\" matched nothing"),
                format!("忽略项“{name}”没有匹配到任何结果"),
            ));
        }
    }

    /// Warns of ignores that have expired.
    pub(crate) fn report_expired(&self, console: &Console) {
        for (name, until) in &self.expired {
            console.warn(&pick(
                console.lang,
                format!("the ignore \"{name}\" expired on {until} and has no effect"),
                format!("忽略项“{name}”已于 {until} 过期，不再生效"),
            ));
        }
    }
}

/// An entry of the file.
struct Entry<C> {
    at: usize,
    code: Option<C>,
    path: Option<PathGlob>,
    files: Option<PathGlob>,
    until: Option<Date>,
}

fn entries<C: IgnoreCode>(text: &str) -> Result<Vec<Entry<C>>, Fault> {
    let mut document = Table::parse(text)?;
    let tables = document.tables("ignore")?;
    document.finish()?;
    tables.into_iter().map(entry).collect()
}

fn entry<C: IgnoreCode>(mut table: Table<'_>) -> Result<Entry<C>, Fault> {
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

impl<C: IgnoreCode> Ignore<C> {
    fn matches(&self, file: &str, code: C, path: &str) -> bool {
        self.code.is_none_or(|wanted| wanted == code)
            && self.path.as_ref().is_none_or(|glob| glob.is_match(path))
            && self.file.as_ref().is_none_or(|glob| glob.is_match(file))
    }
}

#[cfg(test)]
mod tests {
    use tmall_schema::{ChangeCode, Lang};

    use super::*;
    use crate::cli::args::{ChangeCodeArg, ChangeIgnoreArg};

    const TODAY: Date = jiff::civil::date(2026, 11, 22);

    fn read(text: &str) -> Result<Ignores<ChangeCodeArg>, CliError> {
        let mut ignores = Ignores { active: Vec::new(), expired: Vec::new() };
        ignores.add_file(text, Path::new("ignores.toml"), Origin::CommandLine, TODAY)?;
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
    fn flags_win_over_settings() {
        let ignore = |text: &str| vec![text.parse::<ChangeIgnoreArg>().unwrap()];
        let (flags, settings) = (ignore("rule-added"), ignore("rule-removed"));
        let names = |flags: &[ChangeIgnoreArg]| -> Vec<(String, Origin)> {
            let ignores = Ignores::new([flags, &settings], [None, None]).unwrap();
            ignores.active.into_iter().map(|ignore| (ignore.name, ignore.origin)).collect()
        };
        assert_eq!(names(&flags), [("rule-added".to_owned(), Origin::CommandLine)]);
        assert_eq!(names(&[]), [("rule-removed".to_owned(), Origin::Settings)]);
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
