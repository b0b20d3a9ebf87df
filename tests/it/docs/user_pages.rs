//! The pages for users: `README.md`, `docs/*.md`, and their Chinese versions.
//!
//! Every `console` block is executed: a line `$ tmall-schema …` runs the program, `$ cat FILE` prints a file, and
//! what they print must be what the page shows below them. `UPDATE_DOCS=1 cargo test --test it console_blocks` writes
//! the real output into the pages. The commands of a page run in one temporary folder, in which `fixtures` is
//! the folder of this repository.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tmall_schema::Mapping;

/// Pages for those who change the code, which are in English only.
const ENGLISH_ONLY: [&str; 1] = ["docs/architecture.md"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All pages, as paths below the root.
fn pages() -> Vec<String> {
    let mut pages = vec!["README.md".to_owned(), "README.zh-CN.md".to_owned()];
    for entry in fs::read_dir(root().join("docs")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name.ends_with(".md") {
            pages.push(format!("docs/{name}"));
        }
    }
    pages.sort();
    pages
}

fn read(page: &str) -> String {
    fs::read_to_string(root().join(page)).unwrap_or_else(|error| panic!("{page}: {error}"))
}

/// A page in parts.
#[derive(Debug)]
enum Part {
    /// A line outside of code blocks.
    Line(String),
    /// A code block: its language, and its lines.
    Code(String, Vec<String>),
}

fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        match line.strip_prefix("```") {
            Some(language) => {
                let code = lines.by_ref().take_while(|line| *line != "```").map(str::to_owned).collect();
                parts.push(Part::Code(language.to_owned(), code));
            }
            None => parts.push(Part::Line(line.to_owned())),
        }
    }
    parts
}

/// Code blocks of a page, with their languages.
fn blocks(text: &str) -> Vec<(String, String)> {
    let code = |part| match part {
        Part::Code(language, lines) => Some((language, lines.join("\n"))),
        Part::Line(_) => None,
    };
    parts(text).into_iter().filter_map(code).collect()
}

fn headings(text: &str) -> Vec<(usize, String)> {
    let heading = |part| match part {
        Part::Line(line) if line.starts_with('#') => {
            let title = line.trim_start_matches('#');
            Some((line.len() - title.len(), title.trim().to_owned()))
        }
        Part::Line(_) | Part::Code(..) => None,
    };
    parts(text).into_iter().filter_map(heading).collect()
}

/// Splits a command as a shell does, with quotes but without escapes.
fn words(command: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for c in command.chars() {
        match quote {
            Some(end) if c == end => quote = None,
            None if c == '\'' || c == '"' => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            None if c == ' ' => words.extend(word.take()),
            _ => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

fn execute(command: &str, folder: &Path) -> String {
    let words = words(command);
    match words[0].as_str() {
        "cat" => fs::read_to_string(folder.join(&words[1])).unwrap(),
        "tmall-schema" => {
            let mut program = Command::new(env!("CARGO_BIN_EXE_tmall-schema"));
            let output = program
                .args(&words[1..])
                .current_dir(folder)
                .env("LC_ALL", "C")
                .env("NO_COLOR", "1")
                .env_remove("COLUMNS")
                .env_remove("GITHUB_WORKSPACE")
                .env_remove("CI_PROJECT_DIR")
                .output()
                .unwrap();
            // As on a terminal.
            String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap()
        }
        other => panic!("only tmall-schema and cat can be run, not {other}: {command}"),
    }
}

/// The page with the real output in its `console` blocks, and the number of commands.
fn with_output(page: &str) -> (String, usize) {
    let folder = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(root().join("fixtures"), folder.path().join("fixtures")).unwrap();
    let (mut text, mut count) = (String::new(), 0);
    for part in parts(&read(page)) {
        match part {
            Part::Line(line) => text.push_str(&format!("{line}\n")),
            Part::Code(language, lines) => {
                text.push_str(&format!("```{language}\n"));
                if language == "console" {
                    assert!(lines[0].starts_with("$ "), "{page}: a console block begins with a command");
                    for command in lines.iter().filter_map(|line| line.strip_prefix("$ ")) {
                        let output = execute(command, folder.path());
                        text.push_str(&format!("$ {command}\n{}", output.trim_end()));
                        if !output.trim_end().is_empty() {
                            text.push('\n');
                        }
                        count += 1;
                    }
                } else {
                    lines.iter().for_each(|line| text.push_str(&format!("{line}\n")));
                }
                text.push_str("```\n");
            }
        }
    }
    (text, count)
}

#[test]
fn console_blocks_show_what_the_commands_print() {
    let mut count = 0;
    for page in pages() {
        let (expected, commands) = with_output(&page);
        count += commands;
        let actual = read(&page);
        if std::env::var_os("UPDATE_DOCS").is_some() {
            if actual != expected {
                fs::write(root().join(&page), &expected).unwrap();
            }
            continue;
        }
        let difference = actual.lines().zip(expected.lines()).enumerate().find(|(_, (a, b))| a != b);
        if let Some((line, (actual, expected))) = difference {
            panic!(
                "{page}:{}: the page has\n{actual}\nand the command prints\n{expected}\n\
                 UPDATE_DOCS=1 cargo test --test it console_blocks writes the pages",
                line + 1
            );
        }
        assert_eq!(actual, expected, "{page}");
    }
    assert!(count > 20, "only {count} commands were found");
}

#[test]
fn both_languages_have_the_same_headings_code_and_tables() {
    let pages = pages();
    let all: BTreeSet<&str> = pages.iter().map(String::as_str).collect();
    let mut pairs = 0;
    for page in pages.iter().filter(|page| !page.ends_with(".zh-CN.md")) {
        let chinese = page.replace(".md", ".zh-CN.md");
        if ENGLISH_ONLY.contains(&page.as_str()) {
            assert!(!all.contains(chinese.as_str()), "{page} is not in English only");
            continue;
        }
        assert!(all.contains(chinese.as_str()), "{chinese} is missing");
        let (en, zh) = (read(page), read(&chinese));
        let levels = |text: &str| headings(text).into_iter().map(|(level, _)| level).collect::<Vec<_>>();
        assert_eq!(levels(&en), levels(&zh), "{page}: headings");
        let (en_blocks, zh_blocks) = (blocks(&en), blocks(&zh));
        assert_eq!(en_blocks.len(), zh_blocks.len(), "{page}: code blocks");
        for (en, zh) in en_blocks.iter().zip(&zh_blocks) {
            assert_eq!(en.0, zh.0, "{page}: languages of code blocks");
            // Usage and examples of the generated pages are help texts, which are translated.
            if en.0 != "text" {
                assert_eq!(en.1, zh.1, "{page}: code");
            }
        }
        let rows = |text: &str| text.lines().filter(|line| line.starts_with('|')).count();
        assert_eq!(rows(&en), rows(&zh), "{page}: rows of tables");
        // Each leads to the other.
        let name = |page: &str| page.rsplit('/').next().unwrap().to_owned();
        assert!(en.contains(&name(&chinese)) && zh.contains(&name(page)), "{page}: links between languages");
        pairs += 1;
    }
    let chinese = pages.iter().filter(|page| page.ends_with(".zh-CN.md")).count();
    assert_eq!(pairs, chinese, "a Chinese page without an English one");
}

/// The anchor that GitHub gives a heading.
fn anchor(title: &str) -> String {
    let keep = |c: char| match c {
        ' ' => Some('-'),
        '-' | '_' => Some(c),
        _ => c.is_alphanumeric().then_some(c),
    };
    title.to_lowercase().chars().filter_map(keep).collect()
}

/// The targets of the links of a page.
fn links(text: &str) -> Vec<String> {
    let mut links = Vec::new();
    for part in parts(text) {
        let Part::Line(line) = part else { continue };
        let targets = line.split("](").skip(1).filter_map(|rest| rest.split(')').next().map(str::to_owned));
        links.extend(targets);
    }
    links
}

#[test]
fn links_lead_somewhere() {
    let mut count = 0;
    for page in pages() {
        let text = read(&page);
        for link in links(&text) {
            if link.starts_with("https://") {
                continue;
            }
            let (file, fragment) = link.split_once('#').unwrap_or((&link, ""));
            let folder = Path::new(&page).parent().unwrap();
            let target = if file.is_empty() { PathBuf::from(&page) } else { folder.join(file) };
            // The crate as it is published does not hold other packages.
            if target.starts_with("bindings") && !root().join("bindings/python").exists() {
                println!("{page}: {link} is not part of the published crate");
                continue;
            }
            assert!(root().join(&target).exists(), "{page}: {link} does not exist");
            if !fragment.is_empty() {
                let text = fs::read_to_string(root().join(&target)).unwrap();
                let found = headings(&text).iter().any(|(_, title)| anchor(title) == fragment);
                assert!(found, "{page}: {link}: no such heading");
            }
            count += 1;
        }
    }
    assert!(count > 50, "only {count} links were found");
}

#[test]
fn code_of_the_pages_is_checked() {
    let library = read("src/lib.rs");
    for page in pages() {
        for (language, code) in blocks(&read(&page)) {
            match language.as_str() {
                // Run by the documentation tests; Chinese pages have the same blocks.
                "rust" => assert!(
                    page.ends_with(".zh-CN.md") || library.contains(&format!("include_str!(\"../{page}\")")),
                    "{page}: its Rust code is not run"
                ),
                "toml" if code.starts_with("[fields]") => {
                    Mapping::parse(&code).unwrap_or_else(|problems| panic!("{page}: {problems}"));
                }
                "toml" => {
                    toml::from_str::<toml::Table>(&code).unwrap_or_else(|error| panic!("{page}: {error}"));
                }
                "json" => {
                    serde_json::from_str::<serde_json::Value>(&code)
                        .unwrap_or_else(|error| panic!("{page}: {error}"));
                }
                // The documentation tests take a block without a language for Rust.
                "" => panic!("{page}: a code block without a language"),
                _ => {}
            }
        }
    }
}
