//! Where results go: standard output, or a file that is there as a whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Seek, SeekFrom, Stdout, Write};
use std::path::{Path, PathBuf};

use anstream::adapter::strip_str;
use anstream::{AutoStream, ColorChoice};
use tempfile::NamedTempFile;

use super::console::Console;
use super::error::CliError;

/// Takes results and hands them over.
pub(crate) struct Output {
    target: Target,
    styled: bool,
}

enum Target {
    Stdout(BufWriter<Stdout>),
    /// Results gather in a file without a name; it takes the name when they are complete. A run that is
    /// cut off leaves nothing behind.
    File {
        gathered: BufWriter<File>,
        path: PathBuf,
    },
    /// A device or a pipe: it cannot be replaced.
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
            return Ok(Output { target: Target::Stdout(BufWriter::new(io::stdout())), styled });
        };
        let styled = matches!(console.color, ColorChoice::Always | ColorChoice::AlwaysAnsi);
        let fail = |error| CliError::write(path, error);
        let target = if is_special(path) {
            let file = OpenOptions::new().write(true).open(path).map_err(fail)?;
            Target::Special { file: BufWriter::new(file), path: path.to_owned() }
        } else {
            // Opened now, so that a wrong path is told before the work and not after it.
            let gathered = tempfile::tempfile_in(folder(path)).map_err(fail)?;
            Target::File { gathered: BufWriter::new(gathered), path: path.to_owned() }
        };
        Ok(Output { target, styled })
    }

    /// Writes a text as it is.
    pub(crate) fn write(&mut self, text: &str) -> Result<(), CliError> {
        match &mut self.target {
            Target::Stdout(stdout) => stdout.write_all(text.as_bytes()).map_err(CliError::print),
            Target::File { gathered: file, path } | Target::Special { file, path } => {
                file.write_all(text.as_bytes()).map_err(|error| CliError::write(path, error))
            }
        }
    }

    /// Writes a text with colours, without them where they are not wanted.
    pub(crate) fn write_styled(&mut self, text: &str) -> Result<(), CliError> {
        if self.styled { self.write(text) } else { self.write(&strip_str(text).to_string()) }
    }

    /// Hands over what was written so far, for whoever reads along.
    pub(crate) fn flush(&mut self) -> Result<(), CliError> {
        match &mut self.target {
            Target::Stdout(stdout) => stdout.flush().map_err(CliError::print),
            Target::Special { file, path } => file.flush().map_err(|error| CliError::write(path, error)),
            Target::File { .. } => Ok(()),
        }
    }

    /// Results are complete.
    pub(crate) fn finish(mut self) -> Result<(), CliError> {
        self.flush()?;
        match self.target {
            Target::File { gathered, path } => {
                let write = || -> io::Result<()> {
                    let mut gathered = gathered.into_inner().map_err(io::IntoInnerError::into_error)?;
                    gathered.seek(SeekFrom::Start(0))?;
                    replace(&path, |file| io::copy(&mut gathered, file).map(drop))
                };
                write().map_err(|error| CliError::write(&path, error))
            }
            _ => Ok(()),
        }
    }
}

/// Replaces a file's content in one step.
pub(crate) fn rewrite(path: &Path, text: &str) -> Result<(), CliError> {
    replace(path, |file| file.write_all(text.as_bytes())).map_err(|error| CliError::write(path, error))
}

/// Writes a new file beside the old one and gives it the old one's name and permissions.
fn replace(path: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    // A link stays a link: what it leads to is replaced.
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

/// A new file has the permissions that any new file gets, not those of a secret.
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

/// Whether something is there that is no regular file; a directory too, which then cannot be opened.
fn is_special(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|there| !there.is_file())
}
