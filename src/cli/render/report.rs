//! Writes the results of a batch, file by file or when all files are known.

use std::cmp::Reverse;

use super::Format;
use super::spool::{Spool, SpooledText};
use crate::cli::console::Console;
use crate::cli::error::CliError;
use crate::cli::output::Output;
use crate::cli::progress::Progress;

/// Takes the texts of files in order and writes the result; errors go to the console.
pub(crate) struct Report<'r, F: Format + ?Sized> {
    format: &'r F,
    output: &'r mut Output,
    console: &'r Console,
    bar: Progress,
    /// Of a format that gathers: the texts so far, with their ranks.
    gathered: Option<(Spool, Vec<(usize, SpooledText)>)>,
    is_first: bool,
}

impl<'r, F: Format + ?Sized> Report<'r, F> {
    /// Begins the result of a batch with this number of files.
    pub(crate) fn new(
        format: &'r F,
        files: usize,
        output: &'r mut Output,
        console: &'r Console,
    ) -> Result<Report<'r, F>, CliError> {
        let gathered = if format.is_gathered() { Some((Spool::new()?, Vec::new())) } else { None };
        let bar = console.progress(files);
        let mut report = Report { format, output, console, bar, gathered, is_first: true };
        if report.gathered.is_none() {
            report.write(&format.begin(&F::Summary::default()))?;
        }
        Ok(report)
    }

    /// Writes the text of the next file, and its errors to the console. Of a format that gathers, files of
    /// higher rank come first.
    pub(crate) fn add<'e>(
        &mut self,
        text: &str,
        rank: usize,
        errors: impl IntoIterator<Item = &'e CliError>,
    ) -> Result<(), CliError> {
        self.bar.add(1);
        let mut errors = errors.into_iter().peekable();
        // Only what is printed disturbs the bar.
        if !text.is_empty() && self.gathered.is_none() || errors.peek().is_some() {
            self.bar.print(|| ());
        }
        self.add_text(text, rank)?;
        errors.for_each(|error| self.console.fail(error));
        Ok(())
    }

    /// Counts a file whose text comes later, and writes its errors to the console.
    pub(crate) fn announce<'e>(&self, errors: impl IntoIterator<Item = &'e CliError>) {
        self.bar.add(1);
        self.fail(errors);
    }

    /// Writes errors that belong to no file of the result to the console.
    pub(crate) fn fail<'e>(&self, errors: impl IntoIterator<Item = &'e CliError>) {
        let mut errors = errors.into_iter().peekable();
        if errors.peek().is_some() {
            self.bar.print(|| errors.for_each(|error| self.console.fail(error)));
        }
    }

    /// Does what prints to the console.
    pub(crate) fn print(&self, print: impl FnOnce()) {
        self.bar.print(print);
    }

    /// Adds the text of a file that was announced.
    pub(crate) fn add_text(&mut self, text: &str, rank: usize) -> Result<(), CliError> {
        if text.is_empty() {
            return Ok(());
        }
        if let Some((spool, texts)) = &mut self.gathered {
            texts.push((rank, spool.write(text)?));
            return Ok(());
        }
        if !self.is_first {
            self.write(self.format.between())?;
        }
        self.is_first = false;
        self.write(text)?;
        self.output.flush()
    }

    /// All files are there.
    pub(crate) fn end(mut self, summary: &F::Summary) -> Result<(), CliError> {
        self.bar.finish();
        let Some((mut spool, mut texts)) = self.gathered.take() else {
            return self.write(&self.format.end(summary, 0));
        };
        let begin = self.format.begin(summary);
        // The longest end is the one that reports files that did not fit.
        let longest_end = self.format.end(summary, usize::MAX);
        let mut left = match self.format.max_bytes() {
            Some(most) if begin.len() + longest_end.len() > most => {
                // Not even the beginning fits; it has the totals.
                let end = self.format.end(summary, texts.len());
                let [begin, end] = beginning(&begin, &end, most);
                self.write(begin)?;
                return self.write(end);
            }
            most => most.map(|most| most - begin.len() - longest_end.len()),
        };
        self.write(&begin)?;
        if self.format.is_ranked() {
            texts.sort_by_key(|(rank, _)| Reverse(*rank));
        }
        let mut cut = 0;
        for (_, text) in texts {
            let text = spool.read(text)?;
            let fitting = left.map_or(text.as_str(), |left| fitting(&text, left));
            cut += usize::from(fitting.len() < text.len());
            if let Some(left) = &mut left {
                // After the first file that did not fit none is written, so that nothing is missing between.
                *left = if fitting.len() < text.len() { 0 } else { *left - fitting.len() };
            }
            self.write(fitting)?;
        }
        self.write(&self.format.end(summary, cut))
    }

    fn write(&mut self, text: &str) -> Result<(), CliError> {
        if self.format.is_styled() { self.output.write_styled(text) } else { self.output.write(text) }
    }
}

/// Writes the result of a run that could not start, if the format has one. Without one, an output file is left
/// alone.
pub(crate) fn write_failure<F: Format + ?Sized>(
    format: &F,
    error: &CliError,
    output: Output,
) -> Result<(), CliError> {
    let text = format.failure(error);
    if text.is_empty() {
        return Ok(());
    }
    output.complete(&text)
}

/// What fits of the beginning, and the end if it fits too.
fn beginning<'t>(begin: &'t str, end: &'t str, most: usize) -> [&'t str; 2] {
    let first_line = begin.find('\n').map_or(begin.len(), |at| at + 1);
    let end = if first_line + end.len() <= most { end } else { "" };
    [fitting(begin, most - end.len()), end]
}

/// The whole lines that fit.
pub(crate) fn fitting(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let end = text.as_bytes()[..most].iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beginning_is_cut_if_nothing_else_fits() {
        let (begin, end) = ("# 2 of 9\n\nmore\n", "… 2 more\n");
        assert_eq!(beginning(begin, end, 20), ["# 2 of 9\n", end]);
        assert_eq!(beginning(begin, end, 24), ["# 2 of 9\n\n", end]);
        assert_eq!(beginning(begin, end, 14), ["# 2 of 9\n\n", ""]);
        assert_eq!(beginning(begin, end, 5), ["", ""]);
        for most in 0..40 {
            assert!(beginning(begin, end, most).iter().map(|part| part.len()).sum::<usize>() <= most);
        }
    }

    #[test]
    fn whole_lines_fit() {
        assert_eq!(fitting("a\n字字\n", 100), "a\n字字\n");
        assert_eq!(fitting("a\n字字\n", 8), "a\n");
        assert_eq!(fitting("a\n字字\n", 1), "");
    }
}
