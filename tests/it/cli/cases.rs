//! The command line, case by case: `fixtures/cli`, whose README says how a case is written.
//! `UPDATE_FIXTURES=1` writes what came out into the cases, to be looked at.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    args: Vec<String>,
    #[serde(default)]
    exit: i32,
    /// What is piped in.
    stdin: Option<String>,
    #[serde(default)]
    env: BTreeMap<String, String>,
    /// The folder to run in, below the one that holds the files.
    directory: Option<String>,
    /// A folder of `fixtures` whose files are there too.
    from: Option<String>,
}

const PROGRAM: &str = env!("CARGO_BIN_EXE_tmall-schema");

fn fixtures() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/cli")
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return files };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(files_below(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}

fn copy(from: &Path, to: &Path) {
    for file in files_below(from) {
        let target = to.join(file.strip_prefix(from).unwrap());
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(&file, &target).unwrap();
    }
}

/// A program in a neutral environment: messages in English, no colours, no settings from outside.
fn program(folder: &Path) -> Command {
    let mut command = Command::new(PROGRAM);
    command.env_clear().env("LC_ALL", "C").current_dir(folder);
    command
}

fn run(case: &Case, folder: &Path) -> Output {
    let mut command = program(&folder.join(case.directory.as_deref().unwrap_or_default()));
    command.args(&case.args).envs(&case.env);
    command.stdin(if case.stdin.is_some() { Stdio::piped() } else { Stdio::null() });
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    if let (Some(mut pipe), Some(text)) = (child.stdin.take(), &case.stdin) {
        // A program that refuses its arguments does not read.
        let _ = pipe.write_all(text.as_bytes());
    }
    child.wait_with_output().unwrap()
}

/// Compares a file with what came out, or writes it.
fn compare(path: &Path, actual: &str, wrong: &mut Vec<String>) {
    if std::env::var_os("UPDATE_FIXTURES").is_some() {
        if !actual.is_empty() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, actual).unwrap();
        } else if path.exists() {
            fs::remove_file(path).unwrap();
        }
        return;
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    if expected != actual {
        let name = path.strip_prefix(fixtures()).unwrap().display();
        wrong.push(format!("{name}:\n--- expected\n{expected}\n--- actual\n{actual}"));
    }
}

#[test]
fn cases() {
    let root = fixtures();
    let mut wrong = Vec::new();
    let mut count = 0;
    let folders = fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = folders.filter(|folder| folder.join("case.toml").is_file()).collect();
    folders.sort();
    for folder in folders {
        let case: Case = toml::from_str(&fs::read_to_string(folder.join("case.toml")).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let place = tempfile::tempdir().unwrap();
        copy(&root.join("documents"), place.path());
        if let Some(from) = &case.from {
            copy(&root.join("..").join(from), place.path());
        }
        copy(&folder.join("files"), place.path());
        let before = contents(place.path());
        let output = run(&case, place.path());
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        compare(&folder.join("stdout"), &text(&output.stdout), &mut wrong);
        compare(&folder.join("stderr"), &text(&output.stderr), &mut wrong);
        if output.status.code() != Some(case.exit) {
            let name = folder.file_name().unwrap().display();
            wrong.push(format!("{name}: exit {:?}, expected {}", output.status.code(), case.exit));
        }
        // Files that are new or changed, and nothing else.
        let after = contents(place.path());
        let changed: BTreeMap<_, _> =
            after.iter().filter(|(name, text)| before.get(*name) != Some(text)).collect();
        for (name, text) in &changed {
            compare(&folder.join("after").join(name), text, &mut wrong);
        }
        for file in files_below(&folder.join("after")) {
            let name = file.strip_prefix(folder.join("after")).unwrap().to_owned();
            if !changed.contains_key(&name) {
                wrong.push(format!("{}: was not written", file.display()));
            }
        }
        count += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(count > 40, "only {count} cases were found");
}

fn contents(folder: &Path) -> BTreeMap<PathBuf, String> {
    files_below(folder)
        .into_iter()
        .map(|file| {
            let text = String::from_utf8_lossy(&fs::read(&file).unwrap()).into_owned();
            (file.strip_prefix(folder).unwrap().to_owned(), text)
        })
        .collect()
}

/// A schema of so many fields, and an item with a finding for each. With 1500 both are larger than a pipe holds.
fn large(folder: &Path, fields: usize) {
    let mut schema = String::from("<itemRule>");
    let mut item = String::from("<itemParam>");
    for number in 0..fields {
        schema.push_str(&format!(
            "<field id=\"f{number}\" name=\"字段\" type=\"input\"><rules><rule name=\"maxLengthRule\" value=\"1\"/></rules></field>"
        ));
        item.push_str(&format!("<field id=\"f{number}\" type=\"input\"><value>太长</value></field>"));
    }
    fs::write(folder.join("schema.xml"), schema + "</itemRule>").unwrap();
    fs::write(folder.join("item.xml"), item + "</itemParam>").unwrap();
}

/// A closed pipe ends the printing, without a message; the exit code is the same as with a reader.
#[test]
fn a_closed_pipe_keeps_the_exit_code() {
    let place = tempfile::tempdir().unwrap();
    large(place.path(), 1500);
    fs::write(place.path().join("new.xml"), "<itemRule></itemRule>").unwrap();
    fs::write(place.path().join("broken.xml"), "<itemParam><field").unwrap();
    fs::write(place.path().join("data.json"), "[{\"a\":\"太长\"}]").unwrap();
    fs::write(place.path().join("map.toml"), "[fields]\n\"/f0\" = \"a\"\n").unwrap();
    for (args, code) in [
        (&["inspect", "schema.xml"][..], 0),
        (&["inspect", "broken.xml", "--format", "json"], 2),
        (&["validate", "--schema", "schema.xml", "item.xml"], 1),
        (&["validate", "--schema", "schema.xml", "--format", "json", "item.xml"], 1),
        (&["validate", "--schema", "schema.xml", "--format", "ndjson", "item.xml", "broken.xml"], 2),
        (&["validate", "--schema", "schema.xml", "--format", "sarif", "item.xml"], 1),
        (&["validate", "--schema", "schema.xml", "--format", "junit", "item.xml"], 1),
        (&["validate", "--schema", "schema.xml", "--format", "github", "item.xml"], 1),
        (&["validate", "--schema", "schema.xml", "--format", "gitlab", "item.xml"], 1),
        (&["validate", "--schema", "schema.xml", "--fail-on", "never", "item.xml"], 0),
        (&["diff", "schema.xml", "new.xml"], 1),
        (&["diff", "new.xml", "schema.xml", "--format", "json", "--fail-on", "compatible"], 1),
        (&["diff", "schema.xml", "new.xml", "--format", "html", "--fail-on", "compatible"], 1),
        (&["diff", "schema.xml", "broken.xml", "--format", "markdown"], 2),
        (&["fill", "--schema", "schema.xml", "--map", "map.toml", "data.json"], 1),
        (&["fmt", "--check", "schema.xml"], 1),
        (&["fmt", "--stdout", "item.xml"], 0),
        (&["explain"], 0),
        (&["man"], 0),
        (&["--help"], 0),
    ] {
        let run = |reads: bool| {
            let mut child = program(place.path())
                .args(args)
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            if !reads {
                drop(child.stdout.take());
            }
            child.wait_with_output().unwrap()
        };
        let (read, closed) = (run(true), run(false));
        assert_eq!(read.status.code(), Some(code), "{args:?}: {}", String::from_utf8_lossy(&read.stderr));
        assert_eq!(closed.status.code(), Some(code), "{args:?}");
        assert_eq!(
            String::from_utf8_lossy(&closed.stderr),
            String::from_utf8_lossy(&read.stderr),
            "{args:?}"
        );
    }
}

#[test]
fn output_does_not_depend_on_jobs() {
    let place = tempfile::tempdir().unwrap();
    large(place.path(), 300);
    for number in 0..30 {
        let text = if number % 7 == 3 { "<itemParam><field" } else { "<itemParam><x/></itemParam>" };
        fs::write(place.path().join(format!("small-{number}.xml")), text).unwrap();
    }
    for format in ["text", "json", "ndjson", "sarif", "junit", "github", "gitlab"] {
        let run = |jobs: &str| {
            let args = ["validate", "--schema", "schema.xml", "--format", format, "--jobs", jobs, "."];
            program(place.path()).args(args).env("SOURCE_DATE_EPOCH", "0").output().unwrap()
        };
        let one = run("1");
        assert_eq!(one.status.code(), Some(2));
        for jobs in ["2", "8"] {
            assert_eq!(one, run(jobs), "{format} with {jobs} jobs");
        }
    }
}

/// An error at the end of a large file is reported with its position.
#[test]
fn a_large_file() {
    let place = tempfile::tempdir().unwrap();
    let large = format!("<itemParam>{}", "<field id=\"a\"><value>x</value></field>\n".repeat(60_000));
    fs::write(place.path().join("large.xml"), large).unwrap();
    fs::write(place.path().join("schema.xml"), "<itemRule><field id=\"b\" type=\"input\"/></itemRule>")
        .unwrap();
    let output =
        program(place.path()).args(["validate", "--schema", "schema.xml", "large.xml"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(message.contains("large.xml:"), "{message}");
}

#[cfg(unix)]
#[test]
fn written_files_keep_their_permissions_and_links() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let place = tempfile::tempdir().unwrap();
    let path = |name: &str| place.path().join(name);
    fs::write(path("schema.xml"), "<itemRule><field id=\"b\" type=\"input\"/></itemRule>").unwrap();
    fs::write(path("private.txt"), "old").unwrap();
    fs::set_permissions(path("private.txt"), fs::Permissions::from_mode(0o640)).unwrap();
    symlink("private.txt", path("link.txt")).unwrap();
    let write = |output: &str| {
        let args = ["inspect", "schema.xml", "--output", output];
        program(place.path()).args(args).output().unwrap().status.code()
    };
    assert_eq!(write("link.txt"), Some(0));
    assert!(fs::symlink_metadata(path("link.txt")).unwrap().is_symlink());
    assert_eq!(fs::metadata(path("private.txt")).unwrap().permissions().mode() & 0o777, 0o640);
    assert_ne!(fs::read_to_string(path("private.txt")).unwrap(), "old");

    fs::set_permissions(path("private.txt"), fs::Permissions::from_mode(0o444)).unwrap();
    assert_eq!(write("private.txt"), Some(2));
    // A device is written to, not replaced.
    assert_eq!(write("/dev/null"), Some(0));
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
    // Nothing is left behind.
    let mut names: Vec<_> =
        files_below(place.path()).iter().map(|file| file.file_name().unwrap().to_owned()).collect();
    names.sort();
    assert_eq!(names, ["link.txt", "private.txt", "schema.xml"]);
}

/// Results gather in a file without a name, so a run that is cut off leaves neither half a file nor another.
#[cfg(unix)]
#[test]
fn an_interrupted_run_leaves_nothing() {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("schema.xml"), "<itemRule><field id=\"b\" type=\"input\"/></itemRule>")
        .unwrap();
    let mut child = program(place.path())
        .args(["validate", "--schema", "schema.xml", "--output", "out.txt", "--format", "json", "-"])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    // It waits for standard input, which stays open.
    std::thread::sleep(std::time::Duration::from_millis(300));
    // A shell that starts the tests in the background makes them ignore SIGINT, and what they start as well.
    let killed = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    assert_eq!(child.wait().unwrap().code(), None);
    assert_eq!(files_below(place.path()), [place.path().join("schema.xml")]);
}

/// Each of many items takes a temporary file for a moment. An interrupt at any time leaves whole items only.
#[cfg(unix)]
#[test]
fn an_interrupted_fill_leaves_no_temporary_file() {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("schema.xml"), "<itemRule><field id=\"b\" type=\"input\"/></itemRule>")
        .unwrap();
    let records: String = (0..200_000).map(|number| format!("{{\"b\":\"{number}\"}}\n")).collect();
    fs::write(place.path().join("records.ndjson"), records).unwrap();
    let out = place.path().join("items");
    let mut interrupted = 0;
    for wait in [20, 35, 50, 65, 80] {
        let mut child = program(place.path())
            .args(["fill", "--schema", "schema.xml", "records.ndjson", "--out-dir", "items", "--overwrite"])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let begun = std::time::Instant::now();
        while !out.join("000001.xml").exists() && begun.elapsed().as_secs() < 60 {
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        std::thread::sleep(std::time::Duration::from_millis(wait));
        Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        interrupted += usize::from(child.wait().unwrap().code().is_none());
        for file in files_below(&out) {
            assert!(!file.file_name().unwrap().to_string_lossy().starts_with('.'), "{}", file.display());
            assert!(fs::read_to_string(&file).unwrap().ends_with("</itemParam>\n"), "{}", file.display());
        }
        fs::remove_dir_all(&out).unwrap();
    }
    assert!(interrupted > 0, "every run ended before it was interrupted");
}
