//! `diff` and `log` in a git repository that is made for the test; and the settings for git itself that the page on
//! comparing shows.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value as Json;

const PROGRAM: &str = env!("CARGO_BIN_EXE_tmall-schema");

/// A folder that is a repository, with nothing of the machine's settings.
pub struct Repository(tempfile::TempDir);

impl Repository {
    pub fn new() -> Repository {
        let repository = Repository(tempfile::tempdir().unwrap());
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        repository
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.path()).env_clear().env("LC_ALL", "C").env("PATH", path());
        command.env("HOME", self.path()).env("GIT_CONFIG_NOSYSTEM", "1");
        for who in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{who}_NAME"), "n").env(format!("GIT_{who}_EMAIL"), "e@example.com");
        }
        command
    }

    pub fn git(&self, args: &[&str]) -> String {
        let output = self.command("git").args(args).output().expect("the tests need git");
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    pub fn write(&self, name: &str, text: &str) {
        let file = self.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    /// Commits everything at noon of a day in Beijing.
    pub fn commit(&self, day: &str) {
        self.git(&["add", "--all"]);
        let time = format!("{day}T12:00:00+08:00");
        let mut command = self.command("git");
        command.env("GIT_AUTHOR_DATE", &time).env("GIT_COMMITTER_DATE", &time);
        let output = command.args(["commit", "--quiet", "--allow-empty", "-m", day]).output().unwrap();
        assert!(output.status.success(), "{output:?}");
    }

    pub fn run_in(&self, folder: &str, args: &[&str]) -> Output {
        self.command(PROGRAM).current_dir(self.path().join(folder)).args(args).output().unwrap()
    }

    /// Exit code, standard output and standard error.
    pub fn run(&self, args: &[&str]) -> (i32, String, String) {
        let output = self.run_in("", args);
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }
}

fn path() -> String {
    std::env::var("PATH").unwrap()
}

pub fn schema(title: u32, more: &str) -> String {
    format!(
        "<itemRule><field id=\"title\" name=\"标题\" type=\"input\"><rules>\
         <rule name=\"maxLengthRule\" value=\"{title}\" unit=\"byte\"/></rules></field>{more}</itemRule>"
    )
}

/// Two commits: of three schemas one changes, one is removed, and one is added. Then changes that are not committed.
fn repository() -> Repository {
    let repository = Repository::new();
    // All different, so that none is taken for another that was renamed.
    for (name, length) in [("a", 60), ("b", 70), ("c", 71)] {
        repository.write(&format!("rules/{name}.xml"), &schema(length, "<field id=\"x\" type=\"input\"/>"));
    }
    repository.write("notes.txt", "1");
    repository.commit("2026-11-01");
    repository.git(&["tag", "v1"]);
    repository.write("rules/a.xml", &schema(50, "<field id=\"x\" type=\"input\"/>"));
    repository.write("rules/d.xml", &schema(20, ""));
    fs::remove_file(repository.path().join("rules/b.xml")).unwrap();
    repository.commit("2026-11-02");
    repository.git(&["tag", "v2"]);
    repository.write("rules/a.xml", &schema(40, "<field id=\"x\" type=\"input\"/>"));
    repository.write("rules/新.xml", &schema(60, ""));
    repository
}

fn files(json: &str) -> Vec<(String, String)> {
    let report: Json = serde_json::from_str(json).unwrap();
    let schemas = report["schemas"].as_array().unwrap();
    let text = |value: &Json| value.as_str().unwrap_or("none").to_owned();
    schemas.iter().map(|schema| (text(&schema["file"]), text(&schema["level"]))).collect()
}

#[test]
fn excluded_files_are_left_out() {
    let repository = repository();
    repository.write("rules/old/e.xml", &schema(30, ""));
    let args = ["diff", "--git", "v1", "rules", "--format", "json"];
    let (_, all, _) = repository.run(&args);
    let names = |json: &str| files(json).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    assert!(names(&all).contains(&"old/e.xml".to_owned()), "{all}");
    // A directory, and a name.
    let (_, some, _) = repository.run(&[&args[..], &["--exclude", "old", "--exclude", "a.xml"]].concat());
    let mut expected = names(&all);
    expected.retain(|name| name != "old/e.xml" && name != "a.xml");
    assert_eq!(names(&some), expected);
    // Two trees.
    let trees = ["diff", "v1:rules", "v2:rules", "--format", "json", "--exclude", "b.xml"];
    let (_, some, _) = repository.run(&trees);
    assert!(!names(&some).contains(&"b.xml".to_owned()), "{some}");
}

#[test]
fn revisions_are_compared() {
    let repository = repository();
    let is = |list: &[(&str, &str)]| -> Vec<(String, String)> {
        list.iter().map(|&(file, level)| (file.to_owned(), level.to_owned())).collect()
    };
    let between =
        is(&[("a.xml", "breaking"), ("b.xml", "breaking"), ("c.xml", "none"), ("d.xml", "compatible")]);
    for args in
        [["--git", "v1..v2", "rules"].as_slice(), &["v1:rules", "v2:rules"], &["--git", "v1...v2", "rules/"]]
    {
        let (exit, json, errors) = repository.run(&[&["diff", "--format", "json"], args].concat());
        assert_eq!((exit, errors.as_str()), (1, ""), "{args:?}");
        assert_eq!(files(&json), between, "{args:?}");
    }
    // By default HEAD and the working tree, with files that git does not know yet.
    let working =
        is(&[("a.xml", "breaking"), ("c.xml", "none"), ("d.xml", "none"), ("新.xml", "compatible")]);
    for args in [["--git", "rules"].as_slice(), &["rules", "--git"], &["--git", "HEAD", "rules"]] {
        let (_, json, errors) = repository.run(&[&["diff", "--format", "json"], args].concat());
        assert_eq!((files(&json), errors.as_str()), (working.clone(), ""), "{args:?}");
    }
    // The whole tree, and from a folder inside.
    let (_, json, _) = repository.run(&["diff", "--format", "json", "--git", "v1..v2"]);
    assert_eq!(files(&json)[0].0, "rules/a.xml");
    let inside = repository.run_in("rules", &["diff", "--format", "json", "--git", "v1..v2", "a.xml"]);
    assert_eq!(files(&String::from_utf8(inside.stdout).unwrap()), is(&[("rules/a.xml", "breaking")]));
}

#[test]
fn files_of_revisions_are_compared() {
    let repository = repository();
    let (exit, text, errors) = repository.run(&["diff", "v1:rules/a.xml", "v2:rules/a.xml"]);
    assert_eq!((exit, errors.as_str()), (1, ""));
    assert!(text.starts_with("v2:rules/a.xml: 1 breaking\n"), "{text}");
    assert!(text.contains("maxLengthRule 60 bytes -> 50 bytes"), "{text}");
    let (_, text, _) = repository.run(&["diff", "HEAD:rules/a.xml", "rules/a.xml"]);
    assert!(text.contains("maxLengthRule 50 bytes -> 40 bytes"), "{text}");
    let fails = |args: &[&str], message: &str| {
        let (exit, _, errors) = repository.run(&[&["diff"], args].concat());
        assert!(exit == 2 && errors.contains(message), "{args:?}: {errors}");
    };
    fails(
        &["v1:rules/z.xml", "rules/a.xml"],
        "error: v1:rules/z.xml: cannot read: no such file or directory",
    );
    fails(&["--git", "v7..v2", "rules"], "v7 is not a revision of the git repository");
    fails(&["--git", "--format=json", "v1..v2", "rules"], "--git takes one path");
    fails(&["v1:rules", "rules/a.xml"], "v1:rules is a directory");
    fails(&["--git", "v1..v2", "nowhere"], "nowhere");
    fails(&["v1:notes.txt", "rules/a.xml"], "v1:notes.txt");
}

/// Objects that are the same on both sides may even be gone.
#[test]
fn errors_of_git_are_in_both_languages() {
    let fails = |repository: &Repository, args: &[&str], en: &str, zh: &str| {
        for (lang, message) in [("en", format!("error: {en}\n")), ("zh", format!("错误：{zh}\n"))] {
            let (exit, _, errors) = repository.run(&[args, &["--lang", lang]].concat());
            assert_eq!((exit, errors), (2, message), "{args:?}");
        }
    };
    let outside = Repository(tempfile::tempdir().unwrap());
    let (en, zh) = ("the working directory is not in a git repository", "当前目录不在 git 仓库中");
    fails(&outside, &["log", "a.xml"], en, zh);
    fails(&outside, &["diff", "--git", "v1"], en, zh);
    let empty = Repository::new();
    fails(&empty, &["log", "a.xml"], "the git repository has no commits yet", "git 仓库还没有任何提交");
    let repository = repository();
    let (en, zh) = ("v9 is not a revision of the git repository", "v9 不是 git 仓库中的版本");
    fails(&repository, &["diff", "--git", "v9..v1"], en, zh);
    let (en, zh) =
        ("z.xml: git has no version of it; check the path", "z.xml：git 中没有它的任何版本；请检查路径");
    fails(&repository, &["log", "z.xml"], en, zh);
    fails(&repository, &["log", "/z.xml"], "the path is outside the git repository", "该路径不在 git 仓库中");
}

#[test]
fn unchanged_files_are_never_read() {
    let repository = repository();
    let id = repository.git(&["rev-parse", "v2:rules/c.xml"]);
    repository.write("rules/d.xml", &schema(61, ""));
    repository.commit("2026-11-03");
    let (folder, file) = id.trim().split_at(2);
    fs::remove_file(repository.path().join(".git/objects").join(folder).join(file)).unwrap();
    let (exit, json, errors) = repository.run(&["diff", "--format", "json", "--git", "v2..HEAD", "rules"]);
    assert_eq!((exit, errors.as_str()), (1, ""), "a.xml and d.xml changed, c.xml did not");
    assert!(files(&json).contains(&("c.xml".to_owned(), "none".to_owned())));
}

/// The settings that docs/diff.md shows, as git uses them.
#[test]
fn git_diff_uses_the_program() {
    let repository = repository();
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/diff.md")).unwrap();
    let block = |begins: &str| {
        let start = page.find(begins).unwrap_or_else(|| panic!("no {begins} in docs/diff.md"));
        page[start..].split("```").next().unwrap().to_owned()
    };
    repository.write("rules/.gitattributes", "*.xml diff=tmall-schema\n");
    // As it is on the page, with the program of the test.
    let with_program = |settings: String| settings.replace("tmall-schema ", &format!("{PROGRAM} "));
    let config = with_program(block("[diff \"tmall-schema\"]\n  textconv"));
    let before = fs::read_to_string(repository.path().join(".git/config")).unwrap();
    fs::write(repository.path().join(".git/config"), format!("{before}{config}")).unwrap();
    let text = repository.git(&["diff", "v1", "v2", "--", "rules"]);
    assert!(text.contains("\n-") && text.contains("60 bytes") && text.contains("50 bytes"), "{text}");
    let config = with_program(block("[diff \"tmall-schema\"]\n  command"));
    fs::write(repository.path().join(".git/config"), format!("{before}{config}")).unwrap();
    let text = repository.git(&["diff", "v1", "v2", "--", "rules"]);
    assert!(text.contains("maxLengthRule 60 bytes -> 50 bytes"), "{text}");
    assert!(text.contains("schema added") && text.contains("schema removed"), "{text}");
}

/// 30 days, on each of which another thing may change.
#[test]
fn history_of_a_month() {
    let repository = Repository::new();
    let options = |count: usize| {
        let option = |n: usize| format!("<option displayName=\"o{n}\" value=\"{n}\"/>");
        (0..count).map(option).collect::<String>()
    };
    for day in 1..=30 {
        let length = if day < 12 { 60 } else { 50 };
        let count = 3 + day / 10;
        let brand = format!(
            "<field id=\"brand\" name=\"品牌\" type=\"singleCheck\"><options>{}</options></field>",
            options(count)
        );
        let name = if day < 20 { "rules/1512.xml" } else { "rules/shirts.xml" };
        if day == 20 {
            repository.git(&["mv", "rules/1512.xml", name]);
        }
        repository.write(name, &schema(length, &brand));
        repository.write("notes.txt", &day.to_string());
        repository.commit(&format!("2026-11-{day:02}"));
    }
    let (exit, text, errors) = repository.run(&["log", "rules/shirts.xml", "brand"]);
    assert_eq!((exit, errors.as_str()), (0, ""));
    let days: Vec<&str> =
        text.lines().filter_map(|line| line.get(..10)).filter(|day| day.starts_with("2026")).collect();
    assert_eq!(days, ["2026-11-30", "2026-11-20", "2026-11-10"], "also before it was renamed: {text}");
    let (_, json, _) = repository.run(&["log", "rules/shirts.xml", "/title", "--format", "json"]);
    let history: Json = serde_json::from_str(&json).unwrap();
    let [change] = history["changes"].as_array().unwrap().as_slice() else { panic!("{json}") };
    assert_eq!((&change["date"], &change["level"]), (&"2026-11-12".into(), &"breaking".into()));
    assert_eq!(change["commit"].as_str().unwrap().len(), 40);
    let (_, text, _) =
        repository.run(&["log", "rules/shirts.xml", "--since", "2026-11-11", "--level", "breaking"]);
    assert!(text.starts_with("2026-11-12 ") && text.ends_with("1 with changes; 1 breaking\n"), "{text}");
    let (_, blame, _) = repository.run(&["log", "--blame", "rules/shirts.xml", "title"]);
    let rule = blame.lines().find(|line| line.contains("maxLengthRule")).unwrap();
    assert!(rule.trim().starts_with("2026-11-12 "), "{blame}");
    let name = blame.lines().find(|line| line.contains("标题") && line.contains("name")).unwrap();
    assert!(name.trim().starts_with("2026-11-01 ") && !name.contains("earlier"), "{blame}");
    let (exit, _, errors) = repository.run(&["log", "rules/none.xml"]);
    assert!(exit == 2 && errors.contains("rules/none.xml"), "{errors}");
}

/// Commits of branches that were merged did not follow each other: what counts is what the branch itself had.
#[test]
fn history_of_merged_branches() {
    let repository = Repository::new();
    let price = |length: u32| {
        format!(
            "\n\n\n\n\n<field id=\"price\" type=\"input\"><rules><rule name=\"maxLengthRule\" value=\"{length}\"/></rules></field>"
        )
    };
    repository.write("a.xml", &schema(60, &price(10)));
    repository.commit("2026-11-01");
    repository.git(&["checkout", "--quiet", "-b", "other"]);
    repository.write("a.xml", &schema(50, &price(10)));
    repository.commit("2026-11-02");
    repository.git(&["checkout", "--quiet", "main"]);
    repository.write("a.xml", &schema(60, &price(20)));
    repository.commit("2026-11-03");
    repository.git(&["merge", "--quiet", "--no-commit", "--no-ff", "other"]);
    repository.commit("2026-11-04");
    let (_, json, errors) = repository.run(&["log", "a.xml", "--format", "json"]);
    let history: Json = serde_json::from_str(&json).unwrap();
    let changes: Vec<String> = history["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| format!("{} {}", change["date"].as_str().unwrap(), change["path"].as_str().unwrap()))
        .collect();
    assert_eq!(
        (changes, errors.as_str()),
        (vec!["2026-11-04 /title".to_owned(), "2026-11-03 /price".to_owned(), "2026-11-01 ".to_owned()], "")
    );
}

/// On one day, too, the newest commit comes first.
#[test]
fn several_commits_of_a_day() {
    let repository = Repository::new();
    for (name, length) in [("b", 60), ("a", 60), ("b", 50)] {
        repository.write(&format!("rules/{name}.xml"), &schema(length, ""));
        repository.commit("2026-11-01");
    }
    let (_, text, _) = repository.run(&["log", "rules"]);
    let names =
        text.lines().filter(|line| line.starts_with("2026")).map(|line| line.rsplit('/').next().unwrap());
    assert_eq!(names.collect::<Vec<_>>(), ["b.xml", "a.xml", "b.xml"], "{text}");
    assert!(text.find("rule-changed") < text.find("schema-added"), "{text}");
}

#[cfg(unix)]
#[test]
fn links_and_submodules_are_no_versions() {
    let repository = repository();
    std::os::unix::fs::symlink("a.xml", repository.path().join("rules/link.xml")).unwrap();
    repository.git(&[
        "update-index",
        "--add",
        "--cacheinfo",
        &format!("160000,{},rules/sub.xml", "1".repeat(40)),
    ]);
    repository.git(&["add", "rules/link.xml"]);
    repository.git(&["commit", "--quiet", "-m", "links"]);
    for args in
        [&["log", "rules"][..], &["diff", "--git", "v2..HEAD", "rules"], &["diff", "v2:rules", "HEAD:rules"]]
    {
        let (exit, text, errors) = repository.run(args);
        assert!(exit == 0 && errors.is_empty(), "{args:?}: {errors}");
        assert!(!text.contains("link.xml") && !text.contains("sub.xml"), "{text}");
    }
}

/// Without a working tree, all is there but the working tree.
#[test]
fn bare_repositories() {
    let repository = repository();
    let bare = Repository(tempfile::tempdir().unwrap());
    repository.git(&["clone", "--quiet", "--bare", ".", bare.path().to_str().unwrap()]);
    let (exit, json, errors) = bare.run(&["diff", "--git", "v1..v2", "rules/", "--format", "json"]);
    assert_eq!((exit, errors.as_str()), (1, ""));
    assert_eq!(
        files(&json),
        files(&repository.run(&["diff", "--git", "v1..v2", "rules/", "--format", "json"]).1)
    );
    // What is not on disk may be a directory.
    let (exit, text, errors) = bare.run(&["log", "rules"]);
    assert_eq!((exit, errors.as_str()), (0, ""));
    assert_eq!(text, repository.run(&["log", "rules"]).1);
    assert_eq!(bare.run(&["log", "rules/a.xml"]).1, repository.run(&["log", "rules/a.xml"]).1);
    for (lang, message) in
        [("en", "error: the git repository has no working tree"), ("zh", "错误：该 git 仓库没有工作区")]
    {
        let (exit, _, errors) = bare.run(&["diff", "--git", "rules", "--lang", lang]);
        assert!(exit == 2 && errors.starts_with(message), "{errors}");
    }
}

/// A clone without older commits does not know when what it has began.
#[test]
fn shallow_clones() {
    let repository = repository();
    repository.write("rules/a.xml", &schema(40, ""));
    repository.commit("2026-11-03");
    let clone = Repository(tempfile::tempdir().unwrap());
    let from = format!("file://{}", repository.path().display());
    repository.git(&["clone", "--quiet", "--depth", "2", &from, clone.path().to_str().unwrap()]);
    let (exit, text, errors) = clone.run(&["log", "rules/a.xml"]);
    assert!(exit == 0 && errors.starts_with("warning: the git repository is a shallow clone"), "{errors}");
    assert!(text.contains("50 bytes -> 40 bytes") && !text.contains("schema-added"), "{text}");
    let (_, blame, _) = clone.run(&["log", "--blame", "rules/c.xml", "title"]);
    assert!(blame.contains("2026-11-02 ") && blame.contains(" or earlier  rule"), "{blame}");
    let (exit, _, errors) = clone.run(&["diff", "--git", "HEAD~2..HEAD"]);
    assert!(exit == 2 && errors.contains("git fetch --unshallow"), "{errors}");
    // A file of a commit that has its parents was not there before.
    clone.write("rules/new.xml", &schema(1, ""));
    clone.commit("2026-11-04");
    let (_, text, errors) = clone.run(&["log", "rules/new.xml"]);
    assert!(text.contains("schema-added") && errors.is_empty(), "{text}{errors}");
}

#[test]
fn revisions_outside_of_a_repository() {
    let outside = Repository(tempfile::tempdir().unwrap());
    let (exit, _, errors) = outside.run(&["diff", "HEAD:a.xml", "HEAD~1:a.xml"]);
    assert_eq!((exit, errors.as_str()), (2, "error: the working directory is not in a git repository\n"));
    let (exit, _, errors) = outside.run(&["diff", "c:\\a.xml", "c:\\b.xml"]);
    assert!(exit == 2 && errors.contains("cannot read"), "{errors}");
}
