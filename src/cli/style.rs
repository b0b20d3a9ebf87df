//! Colors of results. The output removes them where they are not wanted.

use anstyle::{AnsiColor, Style};

pub(crate) const ID: Style = Style::new().bold();
pub(crate) const NAME: Style = Style::new();
pub(crate) const KIND: Style = AnsiColor::Cyan.on_default();
pub(crate) const MARK: Style = AnsiColor::Red.on_default().bold();
pub(crate) const GUIDE: Style = Style::new().dimmed();
pub(crate) const TIP: Style = Style::new().dimmed();
pub(crate) const ERROR: Style = AnsiColor::Red.on_default().bold();
pub(crate) const WARNING: Style = AnsiColor::Yellow.on_default().bold();
pub(crate) const NOTE: Style = AnsiColor::Cyan.on_default().bold();
pub(crate) const MESSAGE: Style = Style::new().bold();
pub(crate) const HEADING: Style = Style::new().bold().underline();

/// The text in a style.
pub(crate) fn styled(style: Style, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{style}{text}{style:#}") }
}
