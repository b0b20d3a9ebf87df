//! Secrets of the gateways: from the environment, or from a file that only its owner can read; never from the command
//! line, which others on the machine can see.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use tmall_schema::gateway::Secret;

use super::error::{CliError, UsageError};
use super::lang::Message;

/// The app's key.
pub(crate) const APP_KEY: &str = "TMALL_SCHEMA_APP_KEY";
/// The app's secret.
pub(crate) const APP_SECRET: &str = "TMALL_SCHEMA_APP_SECRET";
/// The seller's session.
pub(crate) const SESSION: &str = "TMALL_SCHEMA_SESSION";

/// The longest secret that a file may hold.
const LONGEST: u64 = 4096;

/// The secret in the file, else in the variable; nothing if neither is there.
pub(crate) fn secret(file: Option<&Path>, variable: &str) -> Result<Option<Secret>, CliError> {
    match file {
        Some(file) => of_file(file).map(Some),
        None => Ok(std::env::var(variable).ok().filter(|text| !text.is_empty()).map(Secret::new)),
    }
}

/// The app's secret.
pub(crate) fn app_secret(file: Option<&Path>) -> Result<Secret, CliError> {
    let missing = || {
        UsageError::Gateway(Message::new(
            format!("no app secret; set {APP_SECRET} or use --secret-file FILE"),
            format!("缺少应用密钥；请设置 {APP_SECRET} 或使用 --secret-file FILE"),
        ))
    };
    Ok(secret(file, APP_SECRET)?.ok_or_else(missing)?)
}

/// The secret in a file that only its owner can read.
pub(crate) fn of_file(path: &Path) -> Result<Secret, CliError> {
    let mut file = File::open(path).map_err(|error| CliError::open(path, error))?;
    let facts = file.metadata().map_err(|error| CliError::open(path, error))?;
    if is_open_to_others(&facts) {
        let name = path.display();
        return Err(UsageError::Gateway(Message::new(
            format!("{name} can be read by others; run chmod 600 {name}"),
            format!("其他用户可以读取 {name}；请运行 chmod 600 {name}"),
        ))
        .into());
    }
    // With room for all of it, and changed in place: so no part is left behind in memory, where nobody would wipe it.
    let mut text = String::with_capacity(LONGEST as usize + 1);
    file.by_ref().take(LONGEST).read_to_string(&mut text).map_err(|error| CliError::open(path, error))?;
    // The end of the line is not part of the secret.
    text.truncate(text.trim_end().len());
    text.drain(..text.len() - text.trim_start().len());
    let secret = Secret::new(text);
    if secret.is_empty() {
        let name = path.display();
        return Err(UsageError::Gateway(Message::new(
            format!("{name} is empty; it must hold a secret"),
            format!("{name} 是空文件；其中应有密钥"),
        ))
        .into());
    }
    Ok(secret)
}

#[cfg(unix)]
fn is_open_to_others(facts: &fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    facts.permissions().mode() & 0o077 != 0
}

#[cfg(not(unix))]
fn is_open_to_others(_: &fs::Metadata) -> bool {
    false
}
