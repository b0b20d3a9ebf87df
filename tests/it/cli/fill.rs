//! The worked mappings: each is run as `fixtures/mapping/README.md` says, and writes what is in its `expected` folder.
//! `UPDATE_FIXTURES=1` writes what came out, to be looked at.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tmall_schema::{Param, Schema, Validator};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn run(args: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tmall-schema"))
        .args(args)
        .env("LC_ALL", "C")
        .env_remove("LANG")
        .current_dir(folder)
        .output()
        .unwrap()
}

fn files(folder: &Path) -> BTreeMap<String, String> {
    let Ok(entries) = fs::read_dir(folder) else { return BTreeMap::new() };
    entries
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect()
}

/// Schema, mapping, data, and where under `expected` it goes; below `fixtures/mapping`.
const WORKED: [(&str, &str, &str, &str); 7] = [
    ("clothing/schema.xml", "clothing/mapping.toml", "clothing/records.ndjson", "clothing/expected"),
    ("wholesale/schema.xml", "wholesale/mapping.toml", "wholesale/records.json", "wholesale/expected"),
    ("global/schema.xml", "global/sent.toml", "global/sent.json", "global/expected/sent"),
    ("global/schema.xml", "global/listed.toml", "global/listed.json", "global/expected/listed"),
    ("global/schema.xml", "global/flat.toml", "global/flat.ndjson", "global/expected/flat"),
    (
        "two-categories/shirts.xml",
        "two-categories/shirts.toml",
        "two-categories/records.csv",
        "two-categories/expected/shirts",
    ),
    (
        "two-categories/bags.xml",
        "two-categories/bags.toml",
        "two-categories/records.csv",
        "two-categories/expected/bags",
    ),
];

#[test]
fn worked_mappings() {
    let readme = include_str!("../../../fixtures/mapping/README.md");
    for (schema, mapping, data, expected) in WORKED {
        // The page has one command for each folder.
        let command = format!(
            "fill --schema fixtures/mapping/{schema} --map fixtures/mapping/{mapping} fixtures/mapping/{data} --out-dir items\n"
        );
        let others = ["global/listed", "global/flat", "two-categories/shirts"];
        assert!(
            readme.contains(&command) || others.iter().any(|other| mapping.starts_with(other)),
            "{command}"
        );
        let place = tempfile::tempdir().unwrap();
        let at = |name: &str| format!("fixtures/mapping/{name}");
        let out = place.path().join("items");
        let args = ["fill", "--schema", &at(schema), "--map", &at(mapping), &at(data), "--out-dir"];
        let output = run(&[&args[..], &[out.to_str().unwrap()]].concat(), &root());
        let written = files(&out);
        let canonical = run(&["fmt", "--check", out.to_str().unwrap()], &root());
        assert_eq!(canonical.status.code(), Some(0), "{mapping}: {canonical:?}");
        let rejects = written["rejects.ndjson"].lines().count();
        assert_eq!(output.status.code(), Some(i32::from(rejects > 0)), "{mapping}: {output:?}");
        let expected = root().join(at(expected));
        if std::env::var_os("UPDATE_FIXTURES").is_some() {
            let _ = fs::remove_dir_all(&expected);
            fs::create_dir_all(&expected).unwrap();
            for (name, text) in &written {
                fs::write(expected.join(name), text).unwrap();
            }
        }
        assert_eq!(written, files(&expected), "{mapping}");
        // What was written is valid, as the file itself says.
        let schema = Schema::parse(&fs::read_to_string(root().join(at(schema))).unwrap()).unwrap();
        let validator = Validator::compile(&schema);
        for (name, text) in written.iter().filter(|(name, _)| name.ends_with(".xml")) {
            let report = validator.check(&Param::parse(text).unwrap());
            assert!(report.is_valid(), "{name}: {report}");
        }
        // The check of the mapping finds nothing wrong with it.
        let output = run(&["fill", "check", &at(&args[2][17..]), &at(mapping), &at(data)], &root());
        assert_eq!(output.status.code(), Some(0), "{mapping}: {output:?}");
    }
}

/// A shop's table with sixty records in the same order, whatever the number of threads.
#[test]
fn output_does_not_depend_on_jobs() {
    let place = tempfile::tempdir().unwrap();
    let line = fs::read_to_string(root().join("fixtures/mapping/clothing/records.ndjson")).unwrap();
    let records: String = (0..200)
        .map(|number| line.lines().nth(number % 3).unwrap().replace("QH-26", &format!("QH-{number}-")) + "\n")
        .collect();
    fs::write(place.path().join("records.ndjson"), records).unwrap();
    let (schema, mapping) =
        ("fixtures/mapping/clothing/schema.xml", "fixtures/mapping/clothing/mapping.toml");
    let (schema, mapping) = (root().join(schema), root().join(mapping));
    let results: Vec<_> = ["1", "2", "7"]
        .iter()
        .map(|jobs| {
            let (schema, mapping) = (schema.to_str().unwrap(), mapping.to_str().unwrap());
            let args =
                ["fill", "-s", schema, "-m", mapping, "records.ndjson", "--out-dir", jobs, "--jobs", jobs];
            let output = run(&args, place.path());
            assert_eq!(output.status.code(), Some(1));
            (output.stdout, files(&place.path().join(jobs)))
        })
        .collect();
    assert_eq!(results[0], results[1]);
    assert_eq!(results[0], results[2]);
    assert_eq!(results[0].1.len(), 135);

    // A second run leaves alone what is there.
    let args = ["fill", "-s", schema.to_str().unwrap(), "-m", mapping.to_str().unwrap(), "records.ndjson"];
    let item = place.path().join("1/QH-0-01.xml");
    fs::write(&item, "mine").unwrap();
    // The same for a record that does not give an item: it is not looked at.
    fs::write(place.path().join("1/QH-2-03.xml"), "mine").unwrap();
    let output = run(&[&args[..], &["--out-dir", "1", "--skip-existing"]].concat(), place.path());
    assert!(
        String::from_utf8(output.stdout)
            .unwrap()
            .ends_with("200 records: 0 valid, 135 already exist, 65 rejected\n")
    );
    assert_eq!(fs::read_to_string(item).unwrap(), "mine");
}

#[test]
fn a_skeleton_parses_at_once_and_fits() {
    for schema in [
        "fixtures/demo/schema.xml",
        "fixtures/mapping/wholesale/schema.xml",
        "fixtures/cli/documents/rule.xml",
    ] {
        for lang in ["en", "zh"] {
            let output = run(&["fill", "init", schema, "--lang", lang], &root());
            assert_eq!(output.status.code(), Some(0));
            let text = String::from_utf8(output.stdout).unwrap();
            let rule = Schema::parse(&fs::read_to_string(root().join(schema)).unwrap()).unwrap();
            tmall_schema::Mapping::parse(&text).unwrap().bind(&rule).unwrap();
            // The other fields too, once their marks are taken away.
            let whole = text.replace("\n# \"/", "\n\"/");
            tmall_schema::Mapping::parse(&whole).unwrap().bind(&rule).unwrap();
        }
    }
}

/// Each form in which a spreadsheet program saves a table.
#[test]
fn tables_of_spreadsheets() {
    let place = tempfile::tempdir().unwrap();
    fs::write(
        place.path().join("s.xml"),
        "<itemRule><field id='a' name='标题' type='input'/><field id='p' name='价格' type='input'/></itemRule>",
    )
    .unwrap();
    fs::write(
        place.path().join("m.toml"),
        "[fields]\n\"/a\" = \"标题\"\n\"/p\" = { from = \"价格\", number = { grouped = true } }\n",
    )
    .unwrap();
    let table = "标题,价格\r\n\"两行\r\n\"\"标题\"\"\",\"1,234.50\"\r\n短,1E+05\r\n,\r\n";
    let (gbk, _, _) = encoding_rs::GBK.encode(table);
    let fill = |args: &[&str]| {
        let args = [&["fill", "-s", "s.xml", "-m", "m.toml"], args].concat();
        let output = run(&args, place.path());
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    for bytes in [table.as_bytes().to_vec(), [b"\xEF\xBB\xBF", table.as_bytes()].concat(), gbk.to_vec()] {
        fs::write(place.path().join("t.csv"), bytes).unwrap();
        let (code, text) = fill(&["t.csv", "--out-dir", "out", "--overwrite"]);
        assert_eq!(code, Some(1));
        assert!(
            text.contains(
                "record 2 (line 4)\n  error /p: \"1E+05\" is a number that the spreadsheet has shortened"
            ),
            "{text}"
        );
        assert!(text.ends_with("2 records: 1 valid, 1 rejected\n"), "{text}");
        let item = fs::read_to_string(place.path().join("out/000001.xml")).unwrap();
        let item = Param::parse(&item).unwrap();
        assert_eq!((item.text("a"), item.text("p")), (Some("两行\r\n\"标题\""), Some("1234.50")));
    }
    // Tabs and semicolons between the cells.
    for separator in ["\t", ";"] {
        fs::write(place.path().join("t.csv"), format!("标题{separator}价格\nx{separator}1\n")).unwrap();
        assert_eq!(fill(&["t.csv", "--dry-run"]), (Some(0), "1 record: 1 valid, 0 rejected\n".to_owned()));
    }
    for (bytes, reason) in [
        (b"\xFF\xFEa\0".to_vec(), "UTF-16"),
        (b"PK\x03\x04rest".to_vec(), "workbook"),
        (b"a,a\n1,2\n".to_vec(), "two columns"),
        (b"a,,b\n1,2,3\n".to_vec(), "no header"),
        (b"a,a[0]\n1,2\n".to_vec(), "contradicts"),
    ] {
        fs::write(place.path().join("t.csv"), bytes).unwrap();
        let output = run(&["fill", "-s", "s.xml", "-m", "m.toml", "t.csv", "--dry-run"], place.path());
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8(output.stderr).unwrap().contains(reason), "{reason}");
    }
}
