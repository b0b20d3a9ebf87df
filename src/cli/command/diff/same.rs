//! Whether two files have equal bytes, without keeping them in memory.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::cli::error::CliError;

/// The number of bytes compared at once.
const CHUNK: usize = 64 << 10;

thread_local! {
    static BUFFERS: RefCell<[Vec<u8>; 2]> = const { RefCell::new([Vec::new(), Vec::new()]) };
}

/// Compares two files: their lengths first.
pub(super) fn same(old: &Path, new: &Path) -> Result<bool, CliError> {
    let open = |path: &Path| {
        let file = File::open(path)?;
        let metadata = file.metadata()?;
        if metadata.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        Ok::<_, io::Error>((file, metadata.len()))
    };
    let (mut one, length) = open(old).map_err(|error| CliError::open(old, error))?;
    let (mut other, other_length) = open(new).map_err(|error| CliError::open(new, error))?;
    if length != other_length {
        return Ok(false);
    }
    BUFFERS.with_borrow_mut(|[left, right]| {
        left.resize(CHUNK, 0);
        right.resize(CHUNK, 0);
        let mut rest = length;
        while rest > 0 {
            let take = usize::try_from(rest).unwrap_or(CHUNK).min(CHUNK);
            let (left, right) = (&mut left[..take], &mut right[..take]);
            // A file that was truncated in the meantime is different; reading it reports its state.
            if !fill(&mut one, left).map_err(|error| CliError::open(old, error))?
                || !fill(&mut other, right).map_err(|error| CliError::open(new, error))?
                || left != right
            {
                return Ok(false);
            }
            rest -= take as u64;
        }
        Ok(true)
    })
}

/// Fills the buffer; false if the file ends first.
fn fill(file: &mut File, buffer: &mut [u8]) -> io::Result<bool> {
    match file.read_exact(buffer) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn lengths_then_bytes() {
        let place = tempfile::tempdir().unwrap();
        let write = |name: &str, bytes: &[u8]| {
            let path = place.path().join(name);
            fs::write(&path, bytes).unwrap();
            path
        };
        let long = vec![7; 3 * CHUNK + 5];
        let mut late = long.clone();
        late[3 * CHUNK + 4] = 8;
        let (a, b) = (write("a", &long), write("b", &long));
        assert!(same(&a, &b).unwrap() && same(&a, &a).unwrap());
        assert!(!same(&a, &write("late", &late)).unwrap());
        assert!(!same(&a, &write("short", &long[1..])).unwrap());
        assert!(same(&write("empty", b""), &write("empty too", b"")).unwrap());
        let gone = same(&a, &place.path().join("gone")).unwrap_err();
        assert!(gone.file().unwrap().ends_with("gone"));
        assert!(same(place.path(), &a).is_err());
    }
}
