//! Messages: everything that goes to standard error, in the user's language.

use std::io::{self, Write};

use anstream::{AutoStream, ColorChoice};
use anstyle::Style;
use tmall_schema::Lang;

use super::args::GlobalArgs;
use super::error::CliError;
use super::lang::{self, pick};
use super::progress::Progress;
use super::settings::Settings;
use super::snippet::Snippet;
use super::style::{ERROR, MESSAGE, WARNING, styled};
use super::text::one_line;

/// The width of standard output in columns: `COLUMNS`, else that of the terminal, else 100.
pub(crate) fn terminal_width() -> usize {
    let named = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal = || terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0));
    named.or_else(terminal).unwrap_or(100).clamp(40, 200)
}

/// Language, colors and verbosity of a run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Console {
    pub(crate) lang: Lang,
    pub(crate) color: ColorChoice,
    pub(crate) quiet: bool,
}

impl Console {
    /// The console before the settings are read.
    pub(crate) fn new(global: &GlobalArgs) -> Console {
        Console {
            lang: global.lang.map_or_else(lang::from_environment, Into::into),
            color: global.color.map_or(ColorChoice::Auto, Into::into),
            quiet: global.quiet,
        }
    }

    /// Takes from the settings what no flag sets.
    pub(crate) fn configure(&mut self, global: &GlobalArgs, settings: &Settings) {
        if let (None, Some(lang)) = (global.lang, settings.lang) {
            self.lang = lang.into();
        }
        if let (None, Some(color)) = (global.color, settings.color) {
            self.color = color.into();
        }
        self.quiet |= settings.quiet.unwrap_or(false);
    }

    /// Prints an error, also with `--quiet`; an error in a document with the source line, as findings have it.
    pub(crate) fn fail(&self, error: &CliError) {
        if matches!(error, CliError::Reported) {
            return;
        }
        if let CliError::Mapping(problems) = error {
            for problem in problems {
                self.line(ERROR, pick(self.lang, "error: ", "错误："), &problem.line(self.lang));
            }
            return;
        }
        let Some((name, place, line)) = error.source_line() else {
            self.line(ERROR, pick(self.lang, "error: ", "错误："), &error.text(self.lang));
            return;
        };
        // The snippet names the place, unless the error is about another file.
        let is_here = error.file().is_some_and(|file| file == name);
        let message = if is_here { error.message(self.lang) } else { error.text(self.lang) };
        let (title, colon) = pick(self.lang, ("error", ": "), ("错误", "："));
        let title = styled(ERROR, title);
        let message = styled(MESSAGE, &one_line(&format!("{colon}{message}")));
        let snippet = Snippet {
            name,
            source: &line.text,
            span: line.at..line.at,
            place: (place.line, place.column),
            label: "",
            style: ERROR,
        };
        let mut stream = AutoStream::new(io::stderr().lock(), self.color);
        // A closed standard error cannot be reported.
        let _ = writeln!(stream, "{title}{message}\n{}", snippet.text(terminal_width()));
    }

    /// Prints a warning.
    pub(crate) fn warn(&self, text: &str) {
        if !self.quiet {
            self.line(WARNING, pick(self.lang, "warning: ", "警告："), text);
        }
    }

    /// Prints a notice.
    pub(crate) fn inform(&self, text: &str) {
        if !self.quiet {
            self.line(Style::new(), "", text);
        }
    }

    /// Prints a line of results that cannot go to standard output; also with `--quiet`.
    pub(crate) fn result(&self, text: &str) {
        self.line(Style::new(), "", text);
    }

    /// Prints a help text to standard output.
    pub(crate) fn print(&self, text: &str) -> io::Result<()> {
        AutoStream::new(io::stdout().lock(), self.color).write_all(text.as_bytes())
    }

    /// Prints a usage error to standard error.
    pub(crate) fn print_usage(&self, text: &str) {
        // A closed standard error cannot be reported.
        let _ = AutoStream::new(io::stderr().lock(), self.color).write_all(text.as_bytes());
    }

    fn line(&self, style: Style, label: &str, text: &str) {
        let mut stream = AutoStream::new(io::stderr().lock(), self.color);
        let text = one_line(text);
        // A closed standard error cannot be reported.
        let _ = writeln!(stream, "{style}{label}{style:#}{text}");
    }

    /// A progress bar; drawn only on a terminal, and only for several files.
    pub(crate) fn progress(&self, files: usize) -> Progress {
        if self.quiet || files < 2 { Progress::hidden() } else { Progress::on_terminal(files as u64) }
    }
}
