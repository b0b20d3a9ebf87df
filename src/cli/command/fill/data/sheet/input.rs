//! The file of a workbook, whose bytes drive the progress bar while rows are read.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::book::Input;
use crate::cli::progress::Progress;

/// An input that moves the bar when it comes further than before. What is read to look at the workbook first is not counted.
pub(super) struct CountedInput {
    inner: Box<dyn Input>,
    bar: Progress,
    counts: Arc<AtomicBool>,
    at: u64,
    furthest: u64,
}

/// Starts the counting of an input that is elsewhere by now.
pub(super) struct Counting(Arc<AtomicBool>);

impl CountedInput {
    pub(super) fn boxed(inner: Box<dyn Input>, bar: &Progress) -> (Box<dyn Input>, Counting) {
        let counts = Arc::new(AtomicBool::new(false));
        let counting = Counting(Arc::clone(&counts));
        (Box::new(CountedInput { inner, bar: bar.clone(), counts, at: 0, furthest: 0 }), counting)
    }
}

impl Counting {
    pub(super) fn start(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Read for CountedInput {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.at += read as u64;
        if self.at > self.furthest && self.counts.load(Ordering::Relaxed) {
            self.bar.add(self.at - self.furthest);
            self.furthest = self.at;
        }
        Ok(read)
    }
}

impl Seek for CountedInput {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = self.inner.seek(to)?;
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_read_for_rows_moves_the_bar() {
        let (mut input, counting) =
            CountedInput::boxed(Box::new(io::Cursor::new(vec![0; 100])), &Progress::hidden());
        let mut all = Vec::new();
        input.read_to_end(&mut all).unwrap();
        assert_eq!(all.len(), 100);
        counting.start();
        let mut counted = CountedInput {
            inner: Box::new(io::Cursor::new(vec![0; 100])),
            bar: Progress::hidden(),
            counts: Arc::new(AtomicBool::new(true)),
            at: 0,
            furthest: 0,
        };
        counted.seek(SeekFrom::Start(90)).unwrap();
        assert_eq!(counted.read(&mut [0; 5]).unwrap(), 5);
        assert_eq!(counted.furthest, 95);
        counted.seek(SeekFrom::Start(10)).unwrap();
        assert_eq!(counted.read(&mut [0; 5]).unwrap(), 5);
        assert_eq!(counted.furthest, 95);
    }
}
