//! The two commands with which the README begins. `docs_pages.rs` runs the others.

use std::process::Command;

const README: &str = include_str!("../../../README.md");

/// The fenced blocks of a language.
fn blocks(language: &str) -> Vec<&'static str> {
    let fence = format!("```{language}\n");
    README.split(fence.as_str()).skip(1).filter_map(|rest| rest.split("\n```").next()).collect()
}

fn run(words: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_tmall-schema"))
        .args(words)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("LC_ALL", "C")
        .env("NO_COLOR", "1")
        .env_remove("COLUMNS")
        .output()
        .unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn the_first_command_validates_the_demonstration() {
    let commands = blocks("sh");
    let words: Vec<&str> = commands[0].strip_prefix("cargo run -- ").unwrap().split(' ').collect();
    let (code, text) = run(&words);
    assert_eq!(code, Some(1));
    assert!(text.contains("error[max-length]: 71 bytes long, at most 60 allowed"), "{text}");
    assert!(
        text.ends_with("1 item: 1 invalid; 8 errors, 2 warnings, 1 note not shown (--show-notes)\n"),
        "{text}"
    );
}

#[test]
fn the_second_command_is_what_the_checks_run() {
    let command = blocks("sh")[1];
    let checks = include_str!("../../../.ci/run");
    assert!(checks.lines().any(|line| line.starts_with(command)), "{command}");
}
