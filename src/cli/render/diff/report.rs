//! Parts of a result put together, at once or when all files are known.

use std::cmp::Reverse;

use tmall_schema::Level;

use super::Format;
use super::spool::{Piece, Spool};
use crate::cli::diff::{Compared, Summary};
use crate::cli::error::CliError;
use crate::cli::output::Output;

/// Puts a result together.
pub(crate) struct Report<'r> {
    format: &'r dyn Format,
    output: &'r mut Output,
    /// Of a form that gathers.
    gathered: Option<(Spool, Vec<Gathered>)>,
    is_first: bool,
}

/// A text, with how bad what it tells is.
type Gathered = (Option<Level>, Piece);

impl<'r> Report<'r> {
    pub(crate) fn new(format: &'r dyn Format, output: &'r mut Output) -> Result<Report<'r>, CliError> {
        let gathered = if format.is_gathered() { Some((Spool::new()?, Vec::new())) } else { None };
        let mut report = Report { format, output, gathered, is_first: true };
        if report.gathered.is_none() {
            report.write(&format.begin(&Summary::default()))?;
        }
        Ok(report)
    }

    /// Takes the next file.
    pub(crate) fn add(&mut self, compared: &Compared, text: &str) -> Result<(), CliError> {
        if text.is_empty() {
            return Ok(());
        }
        if let Some((spool, pieces)) = &mut self.gathered {
            // What cannot be read is told before all else.
            let level = match &compared.outcome {
                Ok(difference)
                    if difference.impact.broken.is_empty() && difference.mapped.unfit.is_empty() =>
                {
                    difference.counts.level()
                }
                _ => Some(Level::Breaking),
            };
            pieces.push((level, spool.write(text)?));
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
    pub(crate) fn end(mut self, summary: &Summary) -> Result<(), CliError> {
        let Some((mut spool, mut pieces)) = self.gathered.take() else {
            return self.write(&self.format.end(summary, 0));
        };
        let begin = self.format.begin(summary);
        self.write(&begin)?;
        // The longest end is the one that tells of files that did not fit.
        let taken = begin.len() + self.format.end(summary, usize::MAX).len();
        let mut room = self.format.room().map(|room| room.saturating_sub(taken));
        pieces.sort_by_key(|(level, _)| Reverse(*level));
        let mut cut = 0;
        for (_, piece) in pieces {
            let text = spool.read(piece)?;
            let fitting = room.map_or(text.as_str(), |room| fitting(&text, room));
            cut += usize::from(fitting.len() < text.len());
            if let Some(room) = &mut room {
                // When one has not fitted, no later one stands before the notice of that.
                *room = if fitting.len() < text.len() { 0 } else { *room - fitting.len() };
            }
            self.write(fitting)?;
        }
        self.write(&self.format.end(summary, cut))
    }

    fn write(&mut self, text: &str) -> Result<(), CliError> {
        if self.format.is_styled() { self.output.write_styled(text) } else { self.output.write(text) }
    }
}

/// The whole lines that fit.
fn fitting(text: &str, room: usize) -> &str {
    if text.len() <= room {
        return text;
    }
    let end = text.as_bytes()[..room].iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_lines_fit() {
        assert_eq!(fitting("a\n字字\n", 100), "a\n字字\n");
        assert_eq!(fitting("a\n字字\n", 8), "a\n");
        assert_eq!(fitting("a\n字字\n", 1), "");
    }
}
