//! Files in git, read through the `git` on the path. Nothing is written, and no other program is started by git.

use std::fmt;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use crate::cli::error::CliError;
use crate::cli::lang::Message;

/// The objects of a repository: one `git cat-file --batch`, which all threads share.
pub(crate) struct Objects {
    batch: Mutex<Option<Batch>>,
}

struct Batch {
    process: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

/// A file in git.
#[derive(Clone)]
pub(crate) struct Blob {
    objects: Arc<Objects>,
    /// The name of the object, or `REV:PATH`.
    object: String,
    /// The name in messages.
    name: String,
}

impl PartialEq for Blob {
    fn eq(&self, other: &Blob) -> bool {
        (&self.object, &self.name) == (&other.object, &other.name)
    }
}

impl Eq for Blob {}

impl fmt::Debug for Blob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Blob").field("object", &self.object).field("name", &self.name).finish()
    }
}

impl Blob {
    pub(crate) fn new(objects: &Arc<Objects>, object: &str, name: String) -> Blob {
        Blob { objects: Arc::clone(objects), object: object.to_owned(), name }
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Reads it. Of one that is longer only a little more than so many bytes.
    pub(super) fn bytes(&self, most: u64) -> Result<Vec<u8>, CliError> {
        match self.objects.content(&self.object, most) {
            Ok(Some(bytes)) => Ok(bytes),
            Ok(None) => Err(CliError::open(self.name.as_ref(), io::ErrorKind::NotFound.into())),
            Err(error) => Err(CliError::open(self.name.as_ref(), error)),
        }
    }
}

impl Objects {
    pub(crate) fn new() -> Arc<Objects> {
        Arc::new(Objects { batch: Mutex::new(None) })
    }

    /// The content of a blob; `None` if there is no such object.
    fn content(&self, object: &str, most: u64) -> io::Result<Option<Vec<u8>>> {
        let mut batch = self.batch.lock().unwrap_or_else(PoisonError::into_inner);
        if batch.is_none() {
            *batch = Some(Batch::start()?);
        }
        let Some(running) = batch.as_mut() else { return Ok(None) };
        let answer = running.ask(object, most);
        if answer.is_err() {
            // What it would say next belongs to this question.
            *batch = None;
        }
        answer
    }
}

impl Batch {
    fn start() -> io::Result<Batch> {
        let mut process = git(&["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let gone = || io::Error::from(io::ErrorKind::BrokenPipe);
        let questions = process.stdin.take().ok_or_else(gone)?;
        let answers = BufReader::new(process.stdout.take().ok_or_else(gone)?);
        Ok(Batch { process, questions, answers })
    }

    fn ask(&mut self, object: &str, most: u64) -> io::Result<Option<Vec<u8>>> {
        if object.contains('\n') {
            return Ok(None);
        }
        writeln!(self.questions, "{object}")?;
        self.questions.flush()?;
        let mut head = String::new();
        self.answers.read_line(&mut head)?;
        // `OID blob SIZE`, or `OBJECT missing`.
        let mut words = head.trim_end().rsplit(' ');
        let size = words.next().and_then(|size| size.parse::<u64>().ok());
        let kind = words.next();
        let Some(size) = size.filter(|_| kind.is_some_and(|kind| KINDS.contains(&kind))) else {
            return match head.is_empty() {
                true => Err(io::ErrorKind::BrokenPipe.into()),
                false => Ok(None),
            };
        };
        let mut bytes = Vec::new();
        let mut content = (&mut self.answers).take(size);
        (&mut content).take(most).read_to_end(&mut bytes)?;
        io::copy(&mut content, &mut io::sink())?;
        // A line break ends it.
        self.answers.read_exact(&mut [0])?;
        Ok((kind == Some("blob")).then_some(bytes))
    }
}

/// The kinds of objects.
const KINDS: [&str; 4] = ["blob", "tree", "commit", "tag"];

impl Drop for Batch {
    fn drop(&mut self) {
        // It ends when there is nothing more to read; it must not be left running.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What a name such as `HEAD:rules/1512.xml` stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Object {
    Blob(String),
    Tree(String),
}

/// Looks up `REV:PATH`; `None` if git does not know it.
pub(crate) fn object(name: &str) -> Result<Option<Object>, CliError> {
    if name.starts_with('-') {
        return Ok(None);
    }
    let Ok(id) = output(&["rev-parse", "--verify", "--quiet", "--end-of-options", name]) else {
        return match name.find(':') {
            // The path of a file with the letter of a drive.
            Some(1) => Ok(None),
            // Without git or a repository, nothing can be known.
            _ => output(&["rev-parse", "--git-dir"]).map(|_| None),
        };
    };
    let id = id.trim_end();
    Ok(match output(&["cat-file", "-t", id])?.trim_end() {
        "blob" => Some(Object::Blob(id.to_owned())),
        "tree" => Some(Object::Tree(id.to_owned())),
        _ => None,
    })
}

/// The working tree's topmost directory; `None` in a repository without one.
pub(crate) fn top() -> Result<Option<PathBuf>, CliError> {
    if output(&["rev-parse", "--is-bare-repository"])?.trim_end() == "true" {
        return Ok(None);
    }
    let top = output(&["rev-parse", "--show-toplevel"])?;
    Ok(Some(PathBuf::from(top.trim_end_matches('\n'))))
}

/// The commits of a shallow clone whose parents were not fetched; none of a whole one.
pub(crate) fn shallow() -> Result<Vec<String>, CliError> {
    if output(&["rev-parse", "--is-shallow-repository"])?.trim_end() != "true" {
        return Ok(Vec::new());
    }
    let file = output(&["rev-parse", "--git-path", "shallow"])?;
    let file = PathBuf::from(file.trim_end_matches('\n'));
    let text = std::fs::read_to_string(&file).map_err(|error| CliError::open(&file, error))?;
    Ok(text.lines().map(str::to_owned).collect())
}

/// Whether a mode of git is that of a file, or of none. Links and submodules are not followed.
pub(crate) fn is_file(mode: &str) -> bool {
    mode.starts_with("100") || mode == "000000"
}

/// The id of a commit, which is named by anything that git takes as a revision.
pub(crate) fn commit(rev: &str) -> Result<String, CliError> {
    let wanted = format!("{rev}^{{commit}}");
    let id = output(&["rev-parse", "--verify", "--end-of-options", &wanted]).map_err(|error| {
        match output(&["rev-parse", "--is-shallow-repository"]) {
            // Not even a repository.
            Err(_) => error,
            Ok(answer) if answer.trim_end() == "true" => CliError::Git(Message::new(
                format!(
                    "{rev} is not a revision of the git repository, whose older commits were not fetched (git fetch --unshallow)"
                ),
                format!("{rev} 不是 git 仓库中的版本；该仓库未获取较早的提交（可用 git fetch --unshallow）"),
            )),
            Ok(_) => CliError::Git(Message::new(
                format!("{rev} is not a revision of the git repository"),
                format!("{rev} 不是 git 仓库中的版本"),
            )),
        }
    })?;
    Ok(id.trim_end().to_owned())
}

/// What git prints.
pub(crate) fn output(args: &[&str]) -> Result<String, CliError> {
    let output = git(args).output().map_err(|error| {
        CliError::Git(match error.kind() {
            io::ErrorKind::NotFound => {
                Message::new("git is not installed, or not in PATH", "没有安装 git，或 git 不在 PATH 中")
            }
            _ => own_words(&error.to_string()),
        })
    })?;
    if !output.status.success() {
        return Err(CliError::Git(reason(&String::from_utf8_lossy(&output.stderr))));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The common errors in both languages; git's own words for the rest.
fn reason(text: &str) -> Message {
    if text.contains("not a git repository") {
        return Message::new("the working directory is not in a git repository", "当前目录不在 git 仓库中");
    }
    if text.contains("does not have any commits yet") {
        return Message::new("the git repository has no commits yet", "git 仓库还没有任何提交");
    }
    if text.contains("is outside repository") {
        return Message::new("the path is outside the git repository", "该路径不在 git 仓库中");
    }
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("git failed");
    own_words(line.trim_start_matches("fatal: "))
}

fn own_words(text: &str) -> Message {
    Message::new(format!("git: {text}"), format!("git：{text}"))
}

/// A git that takes no locks, asks nothing and prints what programs read.
fn git(args: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.args(["-c", "core.quotePath=false", "-c", "core.fsmonitor=false"]).args(args);
    command.env("GIT_OPTIONAL_LOCKS", "0").env("GIT_TERMINAL_PROMPT", "0").env("LC_ALL", "C");
    command.stdin(Stdio::null()).stderr(Stdio::piped());
    command
}
