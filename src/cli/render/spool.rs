//! Texts kept in a temporary file until what precedes them is known.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

use crate::cli::error::CliError;

/// An unnamed temporary file of texts.
#[derive(Debug)]
pub(super) struct Spool {
    file: File,
    end: u64,
}

/// The place of a text in a [`Spool`].
#[derive(Clone, Copy, Debug)]
pub(super) struct SpooledText {
    start: u64,
    length: usize,
}

fn fail(error: io::Error) -> CliError {
    CliError::write(&std::env::temp_dir(), error)
}

impl Spool {
    pub(super) fn new() -> Result<Spool, CliError> {
        Ok(Spool { file: tempfile::tempfile().map_err(fail)?, end: 0 })
    }

    pub(super) fn write(&mut self, text: &str) -> Result<SpooledText, CliError> {
        self.file.write_all(text.as_bytes()).map_err(fail)?;
        let spooled = SpooledText { start: self.end, length: text.len() };
        self.end += text.len() as u64;
        Ok(spooled)
    }

    pub(super) fn read(&mut self, spooled: SpooledText) -> Result<String, CliError> {
        let mut read = || {
            self.file.seek(SeekFrom::Start(spooled.start))?;
            let mut bytes = vec![0; spooled.length];
            self.file.read_exact(&mut bytes)?;
            String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
        };
        read().map_err(fail)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_any_order() {
        let mut spool = Spool::new().unwrap();
        let (one, two, three) =
            (spool.write("一").unwrap(), spool.write("").unwrap(), spool.write("three").unwrap());
        assert_eq!(spool.read(three).unwrap(), "three");
        assert_eq!(spool.read(two).unwrap(), "");
        assert_eq!(spool.read(one).unwrap(), "一");
    }
}
