//! The example programs do what they say. `cargo test` builds them beside the tests.

use std::process::{Command, Output};

use tmall_schema::{Param, ReadOptions, Validator, envelope};

fn run(example: &str, arguments: &[&str]) -> Output {
    let tests = std::env::current_exe().unwrap();
    let program = tests.parent().and_then(std::path::Path::parent).unwrap().join("examples").join(example);
    Command::new(program).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap()
}

#[test]
fn publish() {
    let output = run("publish", &[]);
    assert!(output.status.success(), "{output:?}");
    let findings = String::from_utf8(output.stderr).unwrap();
    assert!(
        findings.starts_with("【错误】品牌：“青禾”不在可选值之中；这是选项“29001”的显示名，请填写该值\n"),
        "{findings}"
    );
    // What it prints is an item that the schema of the answer takes.
    let answer = include_bytes!("../../../fixtures/demo/answer.json");
    let schema = envelope::schema(answer, &ReadOptions::new()).unwrap();
    let item = Param::parse(&String::from_utf8(output.stdout).unwrap()).unwrap();
    assert_eq!(item.text("prop_20000"), Some("29001"));
    let report = Validator::compile(&schema).check(&item);
    assert!(report.is_valid(), "{report}");
}

#[test]
fn an_answer_that_says_no_is_an_error() {
    let output = run("publish", &["fixtures/cli/documents/refusal.json"]);
    assert!(!output.status.success());
    assert!(output.stdout.is_empty());
}

/// The example and its form on the command line send the same item.
#[test]
fn increment() {
    let output = run("increment", &[]);
    assert!(output.status.success(), "{output:?}");
    let printed = String::from_utf8(output.stdout).unwrap();
    let (request, item) = printed.trim_end().split_once('\n').unwrap();
    assert_eq!(Param::parse(request).unwrap().text("update_fields"), Some("title"));
    let item = Param::parse(item).unwrap();
    assert_eq!(item.text("title"), Some("青禾 2026 秋季新款 纯棉衬衫"));
    assert_eq!(item.text("update_fields"), Some("title"));
    // The defaults of the other fields are carried back.
    assert_eq!(item.text("/sell_points/sell_point_0"), Some("纯棉"));
    assert_eq!(item.text("item_status"), Some("2"));
}

#[cfg(feature = "cli")]
#[test]
fn increment_on_the_command_line() {
    let folder = "fixtures/mapping/increment";
    let output = Command::new(env!("CARGO_BIN_EXE_tmall-schema"))
        .args([
            "fill",
            "--schema",
            &format!("{folder}/answer.json"),
            "--map",
            &format!("{folder}/title.toml"),
        ])
        .args([&format!("{folder}/new.json"), "--defaults", "--update-fields", "title"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let printed = String::from_utf8(run("increment", &[]).stdout).unwrap();
    // The command line writes the same item as `fmt` would.
    let item = |text: &str| Param::parse(text).unwrap().to_json(None);
    assert_eq!(item(&String::from_utf8(output.stdout).unwrap()), item(printed.lines().nth(1).unwrap()));
}
