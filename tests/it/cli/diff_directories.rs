//! `diff` of directories: what does not depend on threads, language or run, and what is never read.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::generate;
use serde_json::Value as Json;

const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/diff-demo");

/// Exit code and standard output.
fn diff(folder: &Path, args: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tmall-schema"));
    command.env_clear().env("LC_ALL", "C").current_dir(folder).arg("diff").args(args);
    let output = command.output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
}

/// Many categories on both sides, some of which differ.
fn many(folder: &Path, count: u64) {
    for side in ["old", "new"] {
        fs::create_dir_all(folder.join(side).join("deep")).unwrap();
    }
    for number in 0..count {
        let text = generate::schema(&generate::Shape::small(), number);
        let changed = match number % 4 {
            0 => text.replace("value=\"60\"", "value=\"50\"").replacen(
                "<option ",
                "<option readonly=\"true\" ",
                3,
            ),
            1 => text.replacen("</itemRule>", "<field id=\"late\" type=\"input\"/></itemRule>", 1),
            2 if number % 8 == 2 => text[..text.len() / 2].to_owned(),
            _ => text.clone(),
        };
        let name = if number % 3 == 0 { format!("deep/{number}.xml") } else { format!("{number}.xml") };
        fs::write(folder.join("old").join(&name), text).unwrap();
        fs::write(folder.join("new").join(&name), changed).unwrap();
    }
}

#[test]
fn output_does_not_depend_on_jobs() {
    let place = tempfile::tempdir().unwrap();
    many(place.path(), 24);
    for format in ["text", "json", "markdown", "html"] {
        let run = |jobs: &str| {
            diff(place.path(), &["old", "new", "--format", format, "--view", "all", "--jobs", jobs])
        };
        let (exit, text) = run("1");
        assert_eq!(exit, 2, "some files are cut off");
        assert!(text.contains("16.xml"), "{text}");
        assert_eq!(run("4").1, text, "{format}");
    }
}

#[test]
fn equal_bytes_are_not_parsed() {
    let place = tempfile::tempdir().unwrap();
    for side in ["old", "new"] {
        fs::create_dir(place.path().join(side)).unwrap();
        fs::write(place.path().join(side).join("a.xml"), "this is not a schema").unwrap();
    }
    let (exit, text) = diff(place.path(), &["old", "new"]);
    assert_eq!((exit, text.as_str()), (0, "1 schema: nothing changed\n"));
    // Two files that are named are read, so that what is not a schema is noticed.
    assert_eq!(diff(place.path(), &["old/a.xml", "new/a.xml"]).0, 2);
}

/// The fingerprints of a run, by file.
fn fingerprints(folder: &Path, args: &[&str]) -> BTreeMap<String, Vec<String>> {
    let (_, text) = diff(folder, &[&["yesterday", "today", "--format", "json"], args].concat());
    let report: Json = serde_json::from_str(&text).unwrap();
    let schemas = report["schemas"].as_array().unwrap();
    let file = |schema: &Json| {
        let changes = schema["changes"].as_array().unwrap();
        let prints = changes.iter().map(|change| change["fingerprint"].as_str().unwrap().to_owned());
        (schema["file"].as_str().unwrap().to_owned(), prints.collect())
    };
    schemas.iter().map(file).collect()
}

#[test]
fn fingerprints_are_the_same_in_every_run_and_language() {
    let demo = Path::new(DEMO);
    let first = fingerprints(demo, &[]);
    assert_eq!(first.values().map(Vec::len).sum::<usize>(), 40);
    for (file, prints) in &first {
        let mut apart = prints.clone();
        apart.sort();
        apart.dedup();
        assert_eq!(apart.len(), prints.len(), "{file}");
    }
    assert_eq!(fingerprints(demo, &["--lang", "zh", "--jobs", "1", "--items", "items"]), first);
    // A schema that is gone is another than any other that is gone.
    let place = tempfile::tempdir().unwrap();
    for name in ["yesterday/a.xml", "yesterday/b.xml", "today/c.xml"] {
        fs::create_dir_all(place.path().join(name).parent().unwrap()).unwrap();
        fs::write(place.path().join(name), "<itemRule/>").unwrap();
    }
    let prints: Vec<String> = fingerprints(place.path(), &[]).into_values().flatten().collect();
    assert!(prints.len() == 3 && prints[0] != prints[1] && prints[1] != prints[2], "{prints:?}");
}

#[test]
fn markdown_keeps_within_its_room() {
    for most in [600, 1200, 2000] {
        let (_, text) = diff(
            Path::new(DEMO),
            &["yesterday", "today", "--format", "markdown", "--max-bytes", &most.to_string()],
        );
        assert!(text.len() <= most && text.contains("… and more"), "{most}: {}", text.len());
    }
}

/// What a chat without tables does not render is not there, also where documents contain it.
#[test]
fn the_style_lists_has_headings_and_lists_only() {
    for lang in ["en", "zh"] {
        let (_, text) = diff(
            Path::new(DEMO),
            &[
                "yesterday",
                "today",
                "--items",
                "items",
                "--format",
                "markdown",
                "--lang",
                lang,
                "--markdown-style",
                "lists",
            ],
        );
        assert!(text.contains("\n#### ") && text.contains("\n- 1512.xml"), "{text}");
        for line in text.lines() {
            assert!(!line.contains("**") && !line.starts_with('|'), "{line}");
            assert!(!line.replace("\\`", "").contains('`'), "{line}");
        }
    }
}

/// An item that breaks is reported with the change that breaks it.
#[test]
fn items_are_checked_under_both_sides() {
    let (_, text) = diff(Path::new(DEMO), &["yesterday", "today", "--items", "items", "--format", "json"]);
    let report: Json = serde_json::from_str(&text).unwrap();
    let summary = &report["summary"]["items"];
    assert_eq!(summary.to_string(), r#"{"broken":4,"fixed":1,"items":6,"unreadable":0}"#);
    for schema in report["schemas"].as_array().unwrap() {
        for broken in schema["items"]["broken"].as_array().unwrap() {
            for finding in broken["findings"].as_array().unwrap() {
                let change = finding["change"].as_str().expect("a change is to blame");
                let changes = schema["changes"].as_array().unwrap();
                let blamed = changes.iter().find(|one| one["fingerprint"] == change).unwrap();
                assert_eq!(blamed["level"], "breaking");
            }
        }
    }
}

/// Whether its entry has expired or not.
#[test]
fn the_ignore_file_of_the_page_is_read() {
    let page = include_str!("../../../docs/diff.md");
    let (_, block) = page.split_once("```toml\n").unwrap();
    let (block, _) = block.split_once("```").unwrap();
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("ignores.toml");
    fs::write(&file, block).unwrap();
    let arguments = ["yesterday", "today", "--ignore-file", file.to_str().unwrap()];
    let (code, text) = diff(Path::new(DEMO), &arguments);
    assert_eq!(code, 1, "{text}");
}

/// The job of `docs/ci.md`, with stand-ins for the programs that it calls.
#[cfg(unix)]
#[test]
fn the_daily_job_posts_what_breaks() {
    use std::os::unix::fs::PermissionsExt;
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/ci.md")).unwrap();
    let (_, job) = page.split_once("```sh\n#!/bin/sh").expect("the job is there");
    let (job, _) = job.split_once("```").unwrap();
    let place = tempfile::tempdir().unwrap();
    let at = |name: &str| place.path().join(name);
    let program = |name: &str, text: &str| {
        fs::write(at(name), format!("#!/bin/sh\n{text}\n")).unwrap();
        fs::set_permissions(at(name), fs::Permissions::from_mode(0o755)).unwrap();
    };
    program("daily", &job.replace("/srv/schemas", &place.path().display().to_string()));
    program("jq", "for last; do :; done; cat \"$last\"");
    let fetches = |day: &str| program("fetch-schemas", &format!("cp -r {DEMO}/{day}/. \"$1\""));
    let posts = || program("curl", "cat > posted");
    // As `fetch` does, it leaves `new` as it is when it fails.
    let fetch = "rm -rf part && mkdir part && ./fetch-schemas part && rm -rf new && mv part new";
    let own = env!("CARGO_BIN_EXE_tmall-schema");
    program(
        "tmall-schema",
        &format!("[ \"$*\" = 'fetch --config fetch.toml --out new' ] || exec {own} \"$@\"\n{fetch}"),
    );
    let copied = Command::new("cp").args(["-r", &format!("{DEMO}/items"), "."]).current_dir(&place).status();
    assert!(copied.unwrap().success());
    let path = format!("{}:{}", place.path().display(), std::env::var("PATH").unwrap());
    // Whether the job succeeds, and what it posts.
    let run = || {
        let _ = fs::remove_file(at("posted"));
        let status = Command::new(at("daily")).env("PATH", &path).status().unwrap();
        (status.success(), fs::read_to_string(at("posted")).ok())
    };
    let baseline = || {
        let files = fs::read_dir(at("today")).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<String> = files.map(|name| name.into_string().unwrap()).collect();
        names.sort();
        names
    };

    posts();
    fetches("yesterday");
    assert_eq!(run(), (true, None), "there is nothing to compare with yet");
    assert_eq!(run(), (true, None), "nothing has changed");
    let before = baseline();
    assert!(before.contains(&"50011999.xml".to_owned()), "{before:?}");

    program("fetch-schemas", "echo '<itemRule/>' > \"$1/1512.xml\"; exit 1");
    assert_eq!(run(), (false, None), "half of a fetch is not compared");
    assert_eq!(baseline(), before, "and is not a baseline");

    fetches("today");
    program("curl", "cat > /dev/null; exit 22");
    assert_eq!(run(), (false, None));
    assert_eq!(baseline(), before, "what was not posted is posted the next time");

    posts();
    let (_, posted) = run();
    let posted = posted.unwrap();
    assert!(posted.contains("/prop_30606 型号：新增规则") && posted.contains("删除 schema"), "{posted}");
    assert!(!posted.contains('|') && !posted.contains("**"), "a table, or bold text: {posted}");
    let after = baseline();
    assert_ne!(after, before);

    // An item whose schema was removed is reported every day, until it is removed too.
    assert!(run().1.is_some_and(|text| text.contains("1 个未能校验")));
    fs::remove_dir_all(at("items/50011999")).unwrap();
    assert_eq!(run(), (true, None), "nothing has changed");

    program("fetch-schemas", &format!("cp -r {DEMO}/today/. \"$1\"; echo '<item' > \"$1/1512.xml\""));
    assert!(run().1.is_some_and(|text| text.contains("1512.xml")), "a schema that cannot be read");
    fetches("today");
    assert_eq!(run(), (true, None), "and is not a baseline");
}

/// A folder of 4,000 schemas of which 400 changed in the same way, and four in their own.
#[test]
fn equal_changes_of_many_schemas_are_one_piece_of_news() {
    let place = tempfile::tempdir().unwrap();
    for side in ["old", "new"] {
        fs::create_dir(place.path().join(side)).unwrap();
    }
    for number in 0..4000 {
        let schema = |length: u32, more: &str| {
            format!(
                "<itemRule><field id=\"title\" name=\"标题\" type=\"input\"><rules>\
                 <rule name=\"maxLengthRule\" value=\"{length}\" unit=\"byte\"/></rules></field>{more}</itemRule>"
            )
        };
        let own = match number % 1000 {
            7 => format!("<field id=\"f{number}\" type=\"input\"/>"),
            _ => String::new(),
        };
        let name = format!("{}.xml", 10_000 + number);
        fs::write(place.path().join("old").join(&name), schema(60, "")).unwrap();
        let length = if number % 10 == 0 { 50 } else { 60 };
        fs::write(place.path().join("new").join(&name), schema(length, &own)).unwrap();
    }
    let (exit, text) = diff(place.path(), &["old", "new", "--format", "markdown"]);
    assert_eq!(exit, 1);
    let line = "- `/title` 标题: maxLengthRule 60 bytes -> 50 bytes in 400 schemas (`10000.xml`, `10010.xml`, \
                `10020.xml`, …) (a value of 60 bytes was valid)";
    assert_eq!(text.matches("maxLengthRule").count(), 1, "{text}");
    assert!(text.contains(line) && text.len() < 20_000, "{text}");
    assert!(!text.contains("… and more"), "all of it fits: {text}");
    for number in [7, 1007, 2007, 3007] {
        assert!(text.contains(&format!("- `/f{number}`: added: input (it is optional)")), "{text}");
    }
    let place_of = |part: &str| text.find(part).unwrap();
    assert!(place_of(line) < place_of("| schema |") && place_of("| schema |") < place_of("### `10007.xml`"));
    assert!(text.contains("… 374 more schemas"), "{text}");
    let (_, json) = diff(place.path(), &["old", "new", "--format", "json"]);
    let report: Json = serde_json::from_str(&json).unwrap();
    let [group] = report["groups"].as_array().unwrap().as_slice() else { panic!("{json}") };
    assert_eq!(group["schemas"].as_array().unwrap().len(), 400);
    assert_eq!((&group["path"], &group["old"]["value"]), (&"/title".into(), &"60".into()));
}
