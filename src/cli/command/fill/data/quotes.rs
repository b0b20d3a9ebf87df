//! Quotes of a CSV file that do not pair. The `csv` crate reads such a file without an error: a quote that is never closed
//! makes one cell of all that follows.

use std::collections::VecDeque;
use std::io::{self, Read};
use std::sync::{Arc, Mutex};

/// A quoted cell that does not end as it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct QuoteFault {
    /// The place of the opening quote in the bytes that are read.
    pub(super) offset: u64,
    /// The line of the opening quote, from 1.
    pub(super) line: u64,
    pub(super) kind: QuoteFaultKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum QuoteFaultKind {
    /// The file ends inside the cell.
    Unclosed,
    /// Text follows the closing quote in the same cell, and the cell has a line break: the quotes around it are most
    /// likely those of other cells.
    SeveralLines,
    /// Text follows the closing quote in the same cell.
    OneLine,
}

/// The faults that were found, in the order of the file.
#[derive(Clone, Default)]
pub(super) struct QuoteFaults(Arc<Mutex<VecDeque<QuoteFault>>>);

impl QuoteFaults {
    /// Takes the first fault before a place.
    pub(super) fn before(&self, offset: u64) -> Option<QuoteFault> {
        let mut faults = self.0.lock().ok()?;
        faults.pop_front_if(|fault| fault.offset < offset)
    }

    fn push(&self, fault: QuoteFault) {
        if let Ok(mut faults) = self.0.lock() {
            faults.push_back(fault);
        }
    }
}

/// Passes bytes on and follows the quotes in them, as the `csv` crate understands them.
pub(super) struct QuoteWatch<R> {
    input: R,
    separator: u8,
    state: State,
    offset: u64,
    line: u64,
    /// Whether the last byte was a carriage return, whose line feed counts no further line.
    after_return: bool,
    faults: QuoteFaults,
}

#[derive(Clone, Copy)]
enum State {
    /// At the beginning of a cell.
    Start,
    /// In a cell without quotes.
    Plain,
    /// Between quotes.
    Quoted { opened: Opened },
    /// After a quote that closes the cell, or is the first of two.
    Closed { opened: Opened },
}

/// The opening quote of a cell.
#[derive(Clone, Copy)]
struct Opened {
    offset: u64,
    line: u64,
}

impl<R: Read> QuoteWatch<R> {
    pub(super) fn new(input: R, separator: u8) -> QuoteWatch<R> {
        let faults = QuoteFaults::default();
        QuoteWatch { input, separator, state: State::Start, offset: 0, line: 1, after_return: false, faults }
    }

    pub(super) fn faults(&self) -> QuoteFaults {
        self.faults.clone()
    }

    fn follow(&mut self, byte: u8) {
        let is_break = matches!(byte, b'\n' | b'\r');
        let ends_cell = is_break || byte == self.separator;
        self.state = match self.state {
            State::Start if byte == b'"' => {
                State::Quoted { opened: Opened { offset: self.offset, line: self.line } }
            }
            State::Start | State::Plain if ends_cell => State::Start,
            State::Start | State::Plain => State::Plain,
            State::Quoted { opened } if byte == b'"' => State::Closed { opened },
            State::Quoted { opened } => State::Quoted { opened },
            State::Closed { opened } if byte == b'"' => State::Quoted { opened },
            State::Closed { .. } if ends_cell => State::Start,
            State::Closed { opened: Opened { offset, line } } => {
                let kind =
                    if line == self.line { QuoteFaultKind::OneLine } else { QuoteFaultKind::SeveralLines };
                self.faults.push(QuoteFault { offset, line, kind });
                State::Plain
            }
        };
        self.offset += 1;
        if byte == b'\r' || (byte == b'\n' && !self.after_return) {
            self.line += 1;
        }
        self.after_return = byte == b'\r';
    }
}

impl<R: Read> Read for QuoteWatch<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(buffer)?;
        if count == 0 && !buffer.is_empty() {
            if let State::Quoted { opened: Opened { offset, line } } = self.state {
                self.faults.push(QuoteFault { offset, line, kind: QuoteFaultKind::Unclosed });
            }
            self.state = State::Start;
        }
        for &byte in buffer.get(..count).unwrap_or_default() {
            self.follow(byte);
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<(QuoteFaultKind, u64)> {
        let mut watch = QuoteWatch::new(text.as_bytes(), b',');
        let faults = watch.faults();
        io::copy(&mut watch, &mut io::sink()).unwrap();
        std::iter::from_fn(|| faults.before(u64::MAX)).map(|fault| (fault.kind, fault.line)).collect()
    }

    #[test]
    fn quotes_that_pair() {
        for text in [
            "a,b\n\"x\",\"y\n\"\"z\"\"\"\r\n",
            "a\n\"\"\n",
            "a\n5\" pipe,6\" pipe\n",
            "a\r\"x\"\r",
            "\"x\"",
            "a, \"b\n",
            "",
        ] {
            assert_eq!(faults(text), [], "{text}");
        }
    }

    #[test]
    fn quotes_that_do_not() {
        use QuoteFaultKind::{OneLine, SeveralLines, Unclosed};
        assert_eq!(faults("a\r\nb\r\n\"x\r\ny\r\n"), [(Unclosed, 3)]);
        assert_eq!(faults("a\n\"x\ny,\"z\"\n"), [(SeveralLines, 2)]);
        assert_eq!(faults("a\n\"5\" pipe\",\"b\n"), [(OneLine, 2), (Unclosed, 2)]);
        assert_eq!(faults("a\n\"x\"\"\n"), [(Unclosed, 2)]);
    }
}
