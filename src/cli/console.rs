//! Messages: all that goes to standard error, in the user's language.

use std::io::{self, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use anstyle::Style;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use tmall_schema::Lang;

use super::args::GlobalArgs;
use super::error::CliError;
use super::lang::{self, pick};
use super::render::style::{ERROR, WARNING};
use super::settings::Settings;
use super::text::one_line;

/// The number of columns of standard output: what `COLUMNS` says, else the terminal, else 100.
pub(crate) fn columns() -> usize {
    let named = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal = || terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0));
    named.or_else(terminal).unwrap_or(100).clamp(40, 200)
}

/// How to speak to whoever sits there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Console {
    pub(crate) lang: Lang,
    pub(crate) color: ColorChoice,
    pub(crate) quiet: bool,
}

impl Console {
    /// What is known before the settings are read.
    pub(crate) fn new(global: &GlobalArgs) -> Console {
        Console {
            lang: global.lang.map_or_else(lang::from_environment, Into::into),
            color: global.color.map_or(ColorChoice::Auto, Into::into),
            quiet: global.quiet,
        }
    }

    /// Takes from the settings what no flag says.
    pub(crate) fn configure(&mut self, global: &GlobalArgs, settings: &Settings) {
        if let (None, Some(lang)) = (global.lang, settings.lang) {
            self.lang = lang.into();
        }
        if let (None, Some(color)) = (global.color, settings.color) {
            self.color = color.into();
        }
        self.quiet |= settings.quiet.unwrap_or(false);
    }

    /// Says why something could not be done. Said also with `--quiet`.
    pub(crate) fn fail(&self, error: &CliError) {
        if matches!(error, CliError::Closed) {
            return;
        }
        self.say(ERROR, pick(self.lang, "error: ", "错误："), &error.text(self.lang));
    }

    /// Says what may be amiss.
    pub(crate) fn warn(&self, text: &str) {
        if !self.quiet {
            self.say(WARNING, pick(self.lang, "warning: ", "警告："), text);
        }
    }

    /// Says what was done.
    pub(crate) fn inform(&self, text: &str) {
        if !self.quiet {
            self.say(Style::new(), "", text);
        }
    }

    /// Says what is wrong with the one thing that was to be printed. Said also with `--quiet`.
    pub(crate) fn say_finding(&self, text: &str) {
        self.say(Style::new(), "", text);
    }

    /// Prints a help text to standard output.
    pub(crate) fn print(&self, text: &str) -> io::Result<()> {
        AutoStream::new(io::stdout().lock(), self.color).write_all(text.as_bytes())
    }

    /// Prints a usage error to standard error.
    pub(crate) fn print_usage(&self, text: &str) {
        // With standard error closed nobody can read it.
        let _ = AutoStream::new(io::stderr().lock(), self.color).write_all(text.as_bytes());
    }

    fn say(&self, style: Style, label: &str, text: &str) {
        let mut stream = AutoStream::new(io::stderr().lock(), self.color);
        let text = one_line(text);
        // With standard error closed there is nobody to tell.
        let _ = writeln!(stream, "{style}{label}{style:#}{text}");
    }

    /// A bar for a batch; drawn for several files and on a terminal only.
    pub(crate) fn progress(&self, files: usize) -> ProgressBar {
        if self.quiet || files < 2 || !io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("{bar:32} {pos}/{len} {eta}") {
            bar.set_style(style);
        }
        bar
    }
}
