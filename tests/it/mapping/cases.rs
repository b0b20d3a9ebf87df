//! Mapping files: each feature and each error, case by case (`fixtures/mapping/cases`, whose README says how a
//! case is written). `UPDATE_FIXTURES=1` writes what came out into the cases, to be looked at.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tmall_schema::{Lang, Mapping, MappingCode, MappingProblem, Record, Schema};

/// The parts of a case, by name.
#[derive(Default)]
struct Case {
    name: String,
    parts: Vec<(String, String)>,
}

impl Case {
    fn part(&self, name: &str) -> Option<&str> {
        self.parts.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str())
    }
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/mapping/cases")
}

fn cases(text: &str) -> Vec<Case> {
    let mut cases = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("=== ") {
            cases.push(Case { name: name.to_owned(), parts: Vec::new() });
        } else if let Some(part) = line.strip_prefix("--- ") {
            let case: &mut Case = cases.last_mut().unwrap();
            case.parts.push((part.to_owned(), String::new()));
        } else if let Some((_, text)) = cases.last_mut().and_then(|case| case.parts.last_mut()) {
            text.push_str(line);
            text.push('\n');
        }
    }
    for case in &mut cases {
        for (_, text) in &mut case.parts {
            text.truncate(text.trim_end().len());
            text.push('\n');
        }
    }
    cases
}

fn lines<'p>(
    problems: impl IntoIterator<Item = &'p MappingProblem>,
    codes: &mut BTreeSet<&'static str>,
) -> String {
    let mut text = String::new();
    for problem in problems {
        codes.insert(problem.code().as_str());
        assert!(!problem.message(Lang::Zh).is_empty());
        text.push_str(&problem.line(Lang::En));
        text.push('\n');
    }
    text
}

/// What a case comes to: a param, or problems.
fn run(case: &Case, schema: &Schema, codes: &mut BTreeSet<&'static str>) -> (&'static str, String) {
    let load = |path: &str| {
        let part = format!("file {path}");
        case.part(&part).map(|text| text.as_bytes().to_vec()).ok_or(io::ErrorKind::NotFound.into())
    };
    let mapping = match Mapping::parse_with(case.part("mapping").unwrap(), "m.toml", load) {
        Ok(mapping) => mapping,
        Err(problems) => return ("problems", lines(&problems, codes)),
    };
    let plan = match mapping.bind(schema) {
        Ok(plan) => plan,
        Err(problems) => return ("problems", lines(&problems, codes)),
    };
    let text = case.part("record").unwrap_or("{}");
    let record = match case.part("cells") {
        Some(cells) => {
            let pairs = cells.lines().map(|line| line.split_once('=').unwrap());
            Record::from_cells(pairs).unwrap()
        }
        None => Record::from_json(text).unwrap(),
    };
    match plan.apply(&record) {
        Ok(param) => ("param", format!("{}\n", param.to_json(Some(schema)))),
        Err(error) => ("problems", lines(error.problems(), codes)),
    }
}

#[test]
fn every_feature_and_every_error() {
    let mut wrong = Vec::new();
    let mut codes = BTreeSet::new();
    let mut files: Vec<PathBuf> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    files.sort();
    let mut count = 0;
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let mut schema = None;
        let mut updated = text.split("=== ").next().unwrap().to_owned();
        for mut case in cases(&text) {
            if let Some(fields) = case.part("schema") {
                schema = Some(Schema::parse(&format!("<itemRule>{fields}</itemRule>")).unwrap());
            }
            let (part, actual) = run(&case, schema.as_ref().unwrap(), &mut codes);
            if case.part(part) != Some(actual.as_str()) {
                let expected = case.part("param").or(case.part("problems")).unwrap_or_default();
                let name = format!("{}: {}", file.file_name().unwrap().display(), case.name);
                wrong.push(format!("{name}\n--- expected\n{expected}\n--- actual {part}\n{actual}"));
            }
            case.parts.retain(|(name, _)| name != "param" && name != "problems");
            case.parts.push((part.to_owned(), actual));
            updated.push_str(&format!("=== {}\n", case.name));
            for (name, text) in &case.parts {
                updated.push_str(&format!("--- {name}\n{text}"));
            }
            updated.push('\n');
            count += 1;
        }
        if std::env::var_os("UPDATE_FIXTURES").is_some() {
            fs::write(&file, updated).unwrap();
            wrong.clear();
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(count > 60, "only {count} cases were found");
    let missing: Vec<&str> =
        MappingCode::ALL.iter().map(|code| code.as_str()).filter(|code| !codes.contains(code)).collect();
    assert!(missing.is_empty(), "no case has {missing:?}");
}

#[test]
fn plans_go_between_threads() {
    fn goes<T: Send + Sync>() {}
    goes::<tmall_schema::Plan>();
    goes::<Mapping>();
}

#[test]
fn a_file_names_others_from_its_own_folder() {
    let place = tempfile::tempdir().unwrap();
    let at = |name: &str| place.path().join(name);
    fs::create_dir(at("shared")).unwrap();
    fs::write(
        at("shared/base.toml"),
        "[tables]\nc = { csv = \"c.csv\" }\n[fields]\n\"/a\" = { from = \"x\", table = \"c\" }\n",
    )
    .unwrap();
    // As a spreadsheet saves it: a byte order mark, quotes; and the same in GBK.
    for csv in
        ["\u{FEFF}名称,值\r\n\"红\",1\r\n".as_bytes().to_vec(), b"\xC3\xFB,v\r\n\xBA\xEC,1\r\n".to_vec()]
    {
        fs::write(at("shared/c.csv"), csv).unwrap();
        fs::write(at("m.toml"), "include = \"shared/base.toml\"\n").unwrap();
        let mapping = Mapping::open(&at("m.toml")).unwrap();
        let schema = Schema::parse("<itemRule><field id='a' type='input'/></itemRule>").unwrap();
        let param =
            mapping.bind(&schema).unwrap().apply(&Record::from_json(r#"{"x":"红"}"#).unwrap()).unwrap();
        assert_eq!(param.text("a"), Some("1"));
    }
    let problems = Mapping::open(Path::new("nowhere/m.toml")).unwrap_err();
    assert_eq!(problems.iter().next().unwrap().code(), MappingCode::File);
}

/// The blocks of a language on the page.
fn blocks(language: &str) -> Vec<&'static str> {
    let page = include_str!("../../../docs/mapping.md");
    let fence = format!("```{language}\n");
    let blocks: Vec<&str> =
        page.split(fence.as_str()).skip(1).filter_map(|rest| rest.split("\n```").next()).collect();
    assert!(!blocks.is_empty());
    blocks
}

#[test]
fn examples_of_the_page_parse() {
    let load =
        |path: &str| Ok(if path.ends_with(".csv") { "id,尺码\n1,S\n" } else { "" }.as_bytes().to_vec());
    for block in blocks("toml") {
        Mapping::parse_with(block, "m.toml", load).unwrap_or_else(|problems| panic!("{problems}\n{block}"));
    }
    let page = include_str!("../../../docs/mapping.md");
    for code in MappingCode::ALL {
        assert!(page.contains(&format!("`{code}`")), "the page does not tell {code}");
    }
}

/// The examples in the tables of the page, each on a field.
#[test]
fn examples_in_tables_parse() {
    let page = include_str!("../../../docs/mapping.md");
    let mut count = 0;
    for line in page.lines().filter(|line| line.starts_with("| `")) {
        let Some(example) =
            line.rsplit(" | ").next().and_then(|cell| cell.trim_end_matches(" |").strip_prefix("`{"))
        else {
            continue;
        };
        let example = format!("{{{}", example.trim_end_matches('`').replace("\\|", "|"));
        let text = format!("[tables]\ncolors = {{ a = \"b\" }}\n[fields]\n\"/a\" = {example}\n");
        Mapping::parse(&text).unwrap_or_else(|problems| panic!("{problems}\n{text}"));
        count += 1;
    }
    assert!(count > 15, "only {count} examples were found");
}

/// What the program takes, the JSON Schema for editors takes too, and it knows a wrong key.
#[test]
fn the_schema_for_editors_agrees() {
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../../../docs/mapping.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let check = |text: &str, reported: &str| {
        let value: serde_json::Value = toml::from_str(text).unwrap();
        let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{reported}: {errors:?}\n{text}");
    };
    for block in blocks("toml") {
        check(block, "docs");
    }
    for folder in ["clothing", "wholesale", "global", "two-categories", "increment"] {
        let folder = folder_of(folder);
        for path in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.extension().is_some_and(|extension| extension == "toml") {
                check(&fs::read_to_string(&path).unwrap(), &path.display().to_string());
            }
        }
    }
    for case in cases(&fs::read_to_string(folder().join("apply.txt")).unwrap()) {
        check(case.part("mapping").unwrap(), &case.name);
    }
    for wrong in
        ["x = 1", "[fields]\n\"/a\" = { form = \"x\" }", "[fields]\n\"a\" = \"x\"", "[source]\ngroup = \"a\""]
    {
        let value: serde_json::Value = toml::from_str(wrong).unwrap();
        assert!(!validator.is_valid(&value), "{wrong}");
    }
}

fn folder_of(name: &str) -> PathBuf {
    folder().parent().unwrap().join(name)
}
