//! Where results go: standard output, or a file that is written completely or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Seek, SeekFrom, Stdout, Write};
use std::path::{Path, PathBuf};

use anstream::adapter::strip_str;
use anstream::{AutoStream, ColorChoice};
use tempfile::NamedTempFile;

use super::console::Console;
use super::error::CliError;
use super::interrupt::hold;

/// Takes the results of a run.
pub(crate) struct Output {
    target: OutputTarget,
    styled: bool,
}

enum OutputTarget {
    Stdout(BufWriter<Stdout>),
    /// Standard output whose reader has gone, as with `| head`. The run continues without writing, so that its
    /// exit code is the same as with a reader.
    Closed,
    /// Results go to an unnamed temporary file, which is copied to the path when they are complete. An
    /// interrupted run leaves nothing behind.
    File {
        gathered: BufWriter<File>,
        path: PathBuf,
    },
    /// A device or a pipe, which cannot be replaced.
    Special {
        file: BufWriter<File>,
        path: PathBuf,
    },
}

impl Output {
    /// Opens the file of `--output`, else standard output.
    pub(crate) fn open(path: Option<&Path>, console: &Console) -> Result<Output, CliError> {
        let Some(path) = path.filter(|path| *path != Path::new("-")) else {
            let styled = match console.color {
                ColorChoice::Auto => AutoStream::choice(&io::stdout()) != ColorChoice::Never,
                choice => choice != ColorChoice::Never,
            };
            return Ok(Output { target: OutputTarget::Stdout(BufWriter::new(io::stdout())), styled });
        };
        let styled = matches!(console.color, ColorChoice::Always | ColorChoice::AlwaysAnsi);
        let fail = |error| CliError::write(path, error);
        let target = if is_special(path) {
            let file = OpenOptions::new().write(true).open(path).map_err(fail)?;
            OutputTarget::Special { file: BufWriter::new(file), path: path.to_owned() }
        } else {
            // Opened now, so that a wrong path is reported before the work.
            let gathered = tempfile::tempfile_in(folder(path)).map_err(fail)?;
            OutputTarget::File { gathered: BufWriter::new(gathered), path: path.to_owned() }
        };
        Ok(Output { target, styled })
    }

    /// Writes a text.
    pub(crate) fn write(&mut self, text: &str) -> Result<(), CliError> {
        match &mut self.target {
            OutputTarget::Stdout(stdout) => {
                let written = stdout.write_all(text.as_bytes());
                self.printed(written)
            }
            OutputTarget::Closed => Ok(()),
            OutputTarget::File { gathered: file, path } | OutputTarget::Special { file, path } => {
                file.write_all(text.as_bytes()).map_err(|error| CliError::write(path, error))
            }
        }
    }

    /// Writes bytes that are not text.
    #[cfg(feature = "sheets")]
    pub(crate) fn write_bytes(&mut self, bytes: &[u8]) -> Result<(), CliError> {
        match &mut self.target {
            OutputTarget::Stdout(stdout) => {
                let written = stdout.write_all(bytes);
                self.printed(written)
            }
            OutputTarget::Closed => Ok(()),
            OutputTarget::File { gathered: file, path } | OutputTarget::Special { file, path } => {
                file.write_all(bytes).map_err(|error| CliError::write(path, error))
            }
        }
    }

    /// Writes a text with colors, or without them where they are not wanted.
    pub(crate) fn write_styled(&mut self, text: &str) -> Result<(), CliError> {
        if self.styled { self.write(text) } else { self.write(&strip_str(text).to_string()) }
    }

    /// Flushes what was written so far, for programs that read along.
    pub(crate) fn flush(&mut self) -> Result<(), CliError> {
        match &mut self.target {
            OutputTarget::Stdout(stdout) => {
                let written = stdout.flush();
                self.printed(written)
            }
            OutputTarget::Special { file, path } => {
                file.flush().map_err(|error| CliError::write(path, error))
            }
            OutputTarget::Closed | OutputTarget::File { .. } => Ok(()),
        }
    }

    /// The result of printing. A closed pipe is not an error, but ends the printing.
    fn printed(&mut self, written: io::Result<()>) -> Result<(), CliError> {
        match written {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.target = OutputTarget::Closed;
                Ok(())
            }
            written => written.map_err(CliError::Print),
        }
    }

    /// Whether completing the results replaces a file with content.
    pub(crate) fn replaces(&self) -> bool {
        match &self.target {
            OutputTarget::File { path, .. } => fs::metadata(path).is_ok_and(|old| old.len() > 0),
            OutputTarget::Stdout(_) | OutputTarget::Closed | OutputTarget::Special { .. } => false,
        }
    }

    /// Writes a text as all of the results.
    pub(crate) fn complete(mut self, text: &str) -> Result<(), CliError> {
        self.write(text)?;
        self.finish()
    }

    /// Completes the results.
    pub(crate) fn finish(mut self) -> Result<(), CliError> {
        self.flush()?;
        match self.target {
            OutputTarget::File { gathered, path } => {
                let write = || -> io::Result<()> {
                    let mut gathered = gathered.into_inner().map_err(io::IntoInnerError::into_error)?;
                    gathered.seek(SeekFrom::Start(0))?;
                    replace(&path, |file| io::copy(&mut gathered, file).map(drop))
                };
                write().map_err(|error| CliError::write(&path, error))
            }
            OutputTarget::Stdout(_) | OutputTarget::Closed | OutputTarget::Special { .. } => Ok(()),
        }
    }
}

/// Replaces a file's content in one step.
pub(crate) fn rewrite(path: &Path, text: &str) -> Result<(), CliError> {
    rewrite_bytes(path, text.as_bytes())
}

/// The same with the bytes of another encoding.
pub(crate) fn rewrite_bytes(path: &Path, bytes: &[u8]) -> Result<(), CliError> {
    replace(path, |file| file.write_all(bytes)).map_err(|error| CliError::write(path, error))
}

/// Writes a new file beside the old one, then gives it the name and permissions of the old one. An interrupt leaves
/// no file behind.
fn replace(path: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    hold(|| replace_now(path, write))
}

fn replace_now(path: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    // A link stays a link; its target is replaced.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let old = fs::metadata(&target).ok();
    if old.as_ref().is_some_and(|old| old.permissions().readonly()) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let mut new = create_beside(&target)?;
    write(new.as_file_mut())?;
    if let Some(old) = old {
        new.as_file().set_permissions(old.permissions())?;
    }
    new.persist(&target).map(drop).map_err(|error| error.error)
}

/// Creates the file with the permissions of any new file; temporary files would be private.
fn create_beside(target: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".tmall-schema-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder(target))
}

fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    }
}

/// Whether the path exists and is not a regular file. A directory counts; opening it then fails.
fn is_special(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|there| !there.is_file())
}
