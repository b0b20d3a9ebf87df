//! Texts that wait outside of memory until what stands before them is known.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

use crate::cli::error::CliError;

/// A file without a name that takes texts and gives them back.
#[derive(Debug)]
pub(super) struct Spool {
    file: File,
    end: u64,
}

/// Where a text is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
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

    pub(super) fn write(&mut self, text: &str) -> Result<Piece, CliError> {
        self.file.write_all(text.as_bytes()).map_err(fail)?;
        let piece = Piece { start: self.end, length: text.len() };
        self.end += text.len() as u64;
        Ok(piece)
    }

    pub(super) fn read(&mut self, piece: Piece) -> Result<String, CliError> {
        let mut read = || {
            self.file.seek(SeekFrom::Start(piece.start))?;
            let mut bytes = vec![0; piece.length];
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
