//! Comparing schemas: the cases of `fixtures/conformance`, and what holds of every pair.

use std::fs;
use std::path::Path;

use serde::Deserialize;
use tmall_schema::{ChangeCode, Changes, Level, ReadOptions, Schema, envelope};

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    old: String,
    new: String,
    #[serde(default)]
    root: Option<String>,
    #[serde(default)]
    raw: bool,
    #[serde(default)]
    error: bool,
    #[serde(default)]
    changes: Vec<String>,
}

impl Case {
    fn schema(&self, text: &str) -> Result<Schema, tmall_schema::Error> {
        let root = self.root.as_deref().unwrap_or("itemRule");
        let wraps = !self.raw && !text.trim_start().starts_with("<?xml");
        let text = if wraps { format!("<{root}>{text}</{root}>") } else { text.to_owned() };
        envelope::schema(text.as_bytes(), &ReadOptions::new())
    }

    fn reported(&self) -> Option<Vec<String>> {
        let (old, new) = (self.schema(&self.old).ok()?, self.schema(&self.new).ok()?);
        Some(lines(&Schema::diff(&old, &new)))
    }
}

fn lines(changes: &Changes) -> Vec<String> {
    let line = |change: &tmall_schema::Change| {
        let line = format!("{} {} {}", change.level(), change.code(), change.path());
        line.trim_end().to_owned()
    };
    let mut lines: Vec<String> = changes.iter().map(line).collect();
    lines.sort();
    lines
}

fn cases(file: &str) -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/conformance").join(file);
    toml::from_str::<Cases>(&fs::read_to_string(path).unwrap()).unwrap().case
}

fn run(file: &str) {
    let mut wrong = Vec::new();
    let cases = cases(file);
    assert!(!cases.is_empty());
    for case in cases {
        let mut wanted = case.changes.clone();
        wanted.sort();
        match case.reported() {
            None if case.error => {}
            Some(reported) if !case.error && reported == wanted => {}
            reported => wrong.push(format!("{}:\n  reported {reported:?}\n  wanted   {wanted:?}", case.name)),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn conformance() {
    run("diff.toml");
    run("changes.toml");
}

/// The levels that a code can have by its nature: what only people read is never more than cosmetic, and so on.
fn levels(code: ChangeCode) -> &'static [Level] {
    match code {
        ChangeCode::FieldTypeChanged => &[Level::Cosmetic, Level::Breaking],
        ChangeCode::FieldRenamed
        | ChangeCode::LabelChanged
        | ChangeCode::PropertyChanged
        | ChangeCode::OptionRenamed
        | ChangeCode::OptionsReordered => &[Level::Cosmetic],
        _ => Level::ALL,
    }
}

#[test]
fn every_code_has_a_case_for_each_of_its_levels() {
    let cases: Vec<Case> = ["diff.toml", "changes.toml"].into_iter().flat_map(cases).collect();
    let lines: Vec<&str> = cases.iter().flat_map(|case| &case.changes).map(String::as_str).collect();
    for code in ChangeCode::ALL {
        for level in Level::ALL {
            let begins = format!("{level} {code}");
            let there = lines.iter().any(|line| *line == begins || line.starts_with(&format!("{begins} ")));
            assert_eq!(there, levels(*code).contains(level), "{begins}");
        }
    }
}

/// For each kind of thing that is added there is one that is removed, and for each that tightens one that relaxes:
/// every case the other way round names the same places, and what had more can have less.
#[test]
fn twins() {
    let twin = |code: ChangeCode| match code {
        ChangeCode::FieldAdded => ChangeCode::FieldRemoved,
        ChangeCode::FieldRemoved => ChangeCode::FieldAdded,
        ChangeCode::RuleAdded => ChangeCode::RuleRemoved,
        ChangeCode::RuleRemoved => ChangeCode::RuleAdded,
        ChangeCode::OptionAdded => ChangeCode::OptionRemoved,
        ChangeCode::OptionRemoved => ChangeCode::OptionAdded,
        other => other,
    };
    let mut seen = std::collections::BTreeSet::new();
    for case in ["diff.toml", "changes.toml"].into_iter().flat_map(cases).filter(|case| !case.error) {
        let (old, new) = (case.schema(&case.old).unwrap(), case.schema(&case.new).unwrap());
        let places = |changes: &Changes, code: &dyn Fn(ChangeCode) -> ChangeCode| {
            let mut places: Vec<(String, ChangeCode)> =
                changes.iter().map(|change| (change.path().to_owned(), code(change.code()))).collect();
            places.sort();
            places
        };
        let (there, back) = (Schema::diff(&old, &new), Schema::diff(&new, &old));
        assert_eq!(places(&there, &|code| code), places(&back, &twin), "{}", case.name);
        // Cosmetic both ways, or not at all: the same are valid.
        let both = [there.level(), back.level()];
        assert_eq!(
            both.contains(&Some(Level::Cosmetic)),
            both == [Some(Level::Cosmetic); 2] || WAIVED.contains(&case.name.as_str()),
            "{}: {both:?}",
            case.name
        );
        seen.extend(there.iter().chain(&back).map(|change| (change.code(), change.level())));
    }
    // What breaks one way lets more in the other way.
    for code in ChangeCode::ALL.iter().filter(|code| levels(**code).len() == 3) {
        assert!(seen.contains(&(*code, Level::Breaking)), "{code}");
        assert!(seen.contains(&(twin(*code), Level::Compatible)), "{code}");
    }
}

/// Cosmetic one way and not the other, and why that is so.
const WAIVED: &[&str] = &[];

/// Nothing differs from itself, nor from its canonical form.
#[test]
fn no_fixture_differs_from_itself() {
    let folders = ["fixtures/demo", "fixtures/read", "fixtures/schema"];
    let mut count = 0;
    let mut same = |schema: &Schema, name: &str| {
        assert_eq!(Schema::diff(schema, schema).to_string(), "", "{name}");
        let Ok(xml) = schema.to_xml() else { return };
        assert_eq!(Schema::diff(schema, &Schema::parse(&xml).unwrap()).to_string(), "", "{name}");
        count += 1;
    };
    let mut waiting: Vec<_> =
        folders.iter().map(|folder| Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).collect();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if let Ok(schema) = envelope::schema(&fs::read(&path).unwrap(), &ReadOptions::new()) {
            same(&schema, &path.display().to_string());
        }
    }
    for case in ["diff.toml", "changes.toml"].into_iter().flat_map(cases) {
        for text in [&case.old, &case.new] {
            if let Ok(schema) = case.schema(text) {
                same(&schema, &case.name);
            }
        }
    }
    assert!(count > 200, "{count}");
}

/// Text may be cut up by comments, instructions and CDATA sections, or written with references: it is one text, and
/// nothing changed. `(…)` is where it is.
#[test]
fn text_that_is_written_otherwise_is_the_same() {
    let places = [
        "<field id='a' type='input'><rules>(…)</rules></field>",
        "<field id='a' type='input'>(…)</field>",
        "<field id='a' type='input'><rules/>(…)<options/></field>",
        "<field id='a' type='complex'><fields>(…)<field id='b' type='input'/></fields></field>",
        "(…)<field id='a' type='input'/>",
        "<field id='a' type='input'><rules><rule name='tipRule' value='x'>(…)</rule></rules></field>",
        "<field id='a' type='input'><rules><rule name='tipRule' value='x'><depend-group>(…)<depend-express fieldId='b' value='1'/></depend-group></rule></rules></field>",
        "<field id='a' type='input'><rules><rule name='tipRule' value='x'><depend-group><depend-express fieldId='b' value='1'>(…)</depend-express></depend-group></rule></rules></field>",
        "<field id='a' type='singleCheck'><options>(…)<option displayName='x' value='1'/></options></field>",
        "<field id='a' type='singleCheck'><options><option displayName='x' value='1'>(…)</option></options></field>",
        "<field id='a' type='input'><default-value>(…)</default-value></field>",
        "<field id='a' type='input'><value>(…)</value></field>",
        "<field id='a' type='multiInput'><default-values><default-value>(…)</default-value></default-values></field>",
        "<field id='a' type='complex'><fields><field id='b' type='input'/></fields><default-complex-values><field id='b'><value>(…)</value></field></default-complex-values></field>",
        "<field id='a' type='label'><label-group name='g'>(…)<label name='l' value='v'/></label-group></field>",
        "<field id='a' type='label'><label-group name='g'><label name='l'>(…)</label></label-group></field>",
        "<field id='a' type='input'><properties>(…)<property key='k' value='v'/></properties></field>",
        "<field id='a' type='input'><new><thing>(…)</thing></new></field>",
    ];
    let spellings = [
        "one &lt; two",
        "one<!-- x --> &#60; two",
        "one &lt;<?p i?> two",
        "<![CDATA[one < two]]>",
        "one <![CDATA[< ]]>two",
        "<![CDATA[one]]><![CDATA[ <]]><!-- <a> --><![CDATA[]]> two",
        "<!-- a -->o<!-- b -->n<!-- c -->e<!-- d --> <!-- e -->&lt;<!-- f --> <!-- g -->two<!-- h -->",
    ];
    for place in places {
        let read = |text: &str| {
            Schema::parse(&format!("<itemRule>{}</itemRule>", place.replace("(…)", text))).unwrap()
        };
        let first = read(spellings[0]);
        for spelling in spellings {
            let changes = Schema::diff(&first, &read(spelling));
            assert!(changes.is_empty(), "{place} with {spelling}: {changes}");
        }
        let written = Schema::parse(&first.to_xml().unwrap()).unwrap();
        assert!(Schema::diff(&first, &written).is_empty(), "{place}");
        for other in ["one &lt;two", "one &lt; <!-- --> two", "one &lt; <!-- two -->"] {
            assert!(!Schema::diff(&first, &read(other)).is_empty(), "{place} with {other}");
        }
    }
}

/// The same of attributes: quotes, references, and where they are.
#[test]
fn attributes_that_are_written_otherwise_are_the_same() {
    let schema = |field: &str, option: &str, rule: &str| {
        let xml = format!(
            "<itemRule><field {field}><rules><rule {rule}/></rules><options><option {option}/></options></field></itemRule>"
        );
        Schema::parse(&xml).unwrap()
    };
    let one = schema(
        "id='a' name='大 &amp; 小' type='singleCheck'",
        "displayName='&lt;红&gt;' value='1'",
        "name='tipRule' value='看 \"这里\"' url='http://a/?b=1&amp;c=2'",
    );
    let other = schema(
        "type=\"singleCheck\"\n  name=\"&#22823; &#38; &#x5c0f;\" id=\"&#97;\"",
        "value=\"&#49;\" displayName=\"&#60;红>\"",
        "url=\"http://a/?b=1&#38;c=2\" value=\"看 &quot;这里&quot;\" name=\"tipRule\"",
    );
    for changes in [Schema::diff(&one, &other), Schema::diff(&other, &one)] {
        assert!(changes.is_empty(), "{changes}");
    }
}

/// The same text says something else where a byte is another byte, where a condition names another field, and where
/// the list that it asks for changed.
#[test]
fn the_same_text_can_say_something_else() {
    let reported = |old: &Schema, new: &Schema| lines(&Schema::diff(old, new));
    let bytes = "<itemSchema><field id='a' type='complex'><fields><field id='x' type='input'><rules><rule name='maxLengthRule' value='9' unit='byte'/></rules></field></fields></field></itemSchema>";
    let old = Schema::parse(bytes).unwrap();
    let new = old.with_dialect(tmall_schema::Dialect::Icbu);
    assert_eq!(reported(&old, &new), ["breaking dialect-changed", "breaking rule-changed /a/x"]);
    let asks = |symbol: &str, before: &str| {
        Schema::parse(&format!(
            "<itemRule>{before}<field id='b' type='complex'><fields><field id='x' type='input'><rules><rule name='requiredRule' value='true'><depend-group><depend-express fieldId='a' symbol=\"{symbol}\" value='1'/></depend-group></rule></rules></field></fields></field></itemRule>"
        ))
        .unwrap()
    };
    let plain = |before: &str| asks("==", before);
    let input = "<field id='a' type='input'/>";
    assert_eq!(
        reported(&plain(""), &plain(input)),
        ["compatible condition-changed /b/x", "compatible field-added /a"]
    );
    let off = "<field id='a' type='input'><rules><rule name='disableRule' value='true'/></rules></field>";
    assert_eq!(
        reported(&plain(input), &plain(off)),
        ["compatible condition-changed /b/x", "compatible rule-added /a"]
    );
    let list = |more: &str| {
        format!(
            "<field id='a' type='input'><options><option displayName='1' value='1'/>{more}</options></field>"
        )
    };
    let member = |before: &str| asks("this field's value in fieldOptions", before);
    assert_eq!(
        reported(&member(&list("")), &member(&list("<option displayName='2' value='2'/>"))),
        ["breaking condition-changed /b/x", "breaking option-added /a"]
    );
}
