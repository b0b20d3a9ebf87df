//! What the tests of `fetch` and `submit` share: a place with settings, and runs whose output never holds a secret.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use super::sandbox::{KEY, SECRET, Sandbox};

pub(super) const PROGRAM: &str = env!("CARGO_BIN_EXE_tmall-schema");
/// The session that the runs use; it must be in no output.
pub(super) const SESSION: &str = "s3ss10n-of-the-seller";

pub(super) const SCHEMA: &str = r#"<itemRule>
<field id="title" name="商品标题" type="input"><rules><rule name="requiredRule" value="true"/><rule name="maxLengthRule" value="60" unit="byte"/></rules></field>
<field id="outer_id" name="商家编码" type="input"/>
<field id="price" name="价格" type="input"><rules><rule name="requiredRule" value="true"/><rule name="valueTypeRule" value="decimal"/></rules></field>
<field id="color" name="颜色" type="multiCheck"><options><option displayName="红" value="1"/><option displayName="蓝" value="2"/></options></field>
<field id="update_fields" name="更新字段" type="multiCheck"><options><option displayName="价格" value="price"/><option displayName="标题" value="title"/></options></field>
</itemRule>"#;

/// A folder with schemas, settings and secrets.
pub(super) struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    pub(super) fn new(categories: &[&str]) -> Place {
        let place = Place { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(place.path().join("rules")).unwrap();
        for category in categories {
            place.write(&format!("rules/{category}.xml"), SCHEMA);
        }
        for (file, secret) in [("secret", SECRET), ("session", SESSION)] {
            place.write(file, &format!("{secret}\n"));
            private(&place.path().join(file));
        }
        place
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(super) fn write(&self, file: &str, text: &str) {
        let path = self.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(super) fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    pub(super) fn sandbox(&self, more: &[&str]) -> Sandbox {
        Sandbox::start(&self.path().join("rules"), more)
    }

    /// Settings for a gateway, and further lines.
    pub(super) fn settings(&self, url: &str, gateway: &str, more: &str) {
        self.write(
            "fetch.toml",
            &format!(
                "[gateway]\nurl = \"{url}\"\napp_key = \"{KEY}\"\nsecret_file = \"secret\"\nsession_file = \"session\"\n{gateway}\n\n{more}\n"
            ),
        );
    }

    pub(super) fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command.env_clear().env("LC_ALL", "C").current_dir(self.path()).args(words);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub(super) fn start(&self, words: &[&str]) -> Child {
        self.command(words).spawn().unwrap()
    }

    /// Runs a command line: exit code, standard output and standard error.
    pub(super) fn run(&self, words: &[&str]) -> (i32, String, String) {
        let Output { status, stdout, stderr } = self.command(words).output().unwrap();
        let (out, err) = (String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap());
        for text in [&out, &err] {
            assert!(!text.contains(SECRET) && !text.contains(SESSION), "a secret is in: {text}");
        }
        self.check_files();
        (status.code().unwrap_or(-1), out, err)
    }

    /// No file that a run wrote holds a secret.
    fn check_files(&self) {
        for file in files(self.path()) {
            let name = file.strip_prefix(self.path()).unwrap();
            if ["secret", "session"].iter().any(|own| name == Path::new(own)) {
                continue;
            }
            let text = String::from_utf8_lossy(&fs::read(&file).unwrap()).into_owned();
            assert!(!text.contains(SECRET) && !text.contains(SESSION), "a secret is in {}", name.display());
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.check_files();
        }
    }
}

/// All files of a folder, hidden ones too.
pub(super) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { all.extend(files(&path)) } else { all.push(path) }
    }
    all.sort();
    all
}

/// Kills a run when something has happened, or sees it end before.
pub(super) fn kill_when(mut child: Child, has_happened: impl Fn() -> bool) -> bool {
    let start = Instant::now();
    loop {
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        assert!(start.elapsed() < Duration::from_secs(600), "it neither ends nor gets anywhere");
        if has_happened() {
            // On Unix this is SIGKILL: no handler runs.
            child.kill().unwrap();
            child.wait().unwrap();
            return true;
        }
        std::thread::sleep(Duration::from_millis(3));
    }
}

#[cfg(unix)]
fn private(file: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(file, fs::Permissions::from_mode(0o600)).unwrap();
}

#[cfg(not(unix))]
fn private(_: &Path) {}
