//! The exact texts and places of the errors of reading, in both languages: `fixtures/errors.toml`, whose head
//! says how a case is written. `UPDATE_FIXTURES=1` writes the outcomes into that file, to be looked at.

use std::collections::BTreeSet;
use std::io::BufReader;
use std::path::PathBuf;

use encoding_rs::Encoding;
use serde::Deserialize;
use tmall_schema::{Error, ErrorKind, Lang, Param, Position, ReadOptions, Result, Schema, SchemaReader};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    input: String,
    encoding: Option<String>,
    only: Option<Document>,
    #[serde(default)]
    options: toml::Table,
    en: Option<String>,
    zh: Option<String>,
    at: Option<[u64; 3]>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Document {
    Schema,
    Param,
}

/// What is compared of an error.
#[derive(Debug, PartialEq)]
struct Reported {
    en: String,
    zh: String,
    at: Option<[u64; 3]>,
}

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/errors.toml")
}

fn cases() -> (String, Vec<Case>) {
    let text = std::fs::read_to_string(path()).unwrap();
    let file: File = toml::from_str(&text).unwrap();
    (text, file.case)
}

impl Case {
    fn bytes(&self) -> Vec<u8> {
        match self.encoding.as_deref() {
            None => self.input.clone().into_bytes(),
            Some("bytes") => self.input.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect(),
            Some("utf-16le") => self.input.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Some("utf-16be") => self.input.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            Some(name) => {
                let (bytes, _, unmappable) =
                    Encoding::for_label(name.as_bytes()).unwrap().encode(&self.input);
                assert!(!unmappable, "{}", self.name);
                bytes.into_owned()
            }
        }
    }

    fn options(&self) -> ReadOptions {
        let mut options = ReadOptions::new();
        for (name, value) in &self.options {
            let value = usize::try_from(value.as_integer().unwrap()).unwrap();
            options = match name.as_str() {
                "max_input" => options.with_max_input(value),
                "max_depth" => options.with_max_depth(value),
                "max_fields" => options.with_max_fields(value),
                "max_attributes" => options.with_max_attributes(value),
                "max_text" => options.with_max_text(value),
                other => panic!("{}: no option {other}", self.name),
            };
        }
        options
    }

    /// The errors that the readers give, by the name of the reader.
    fn errors(&self) -> Vec<(&'static str, Error)> {
        let (bytes, options) = (self.bytes(), self.options());
        let mut errors = Vec::new();
        let mut push = |name: &'static str, outcome: Result<()>| match outcome {
            Err(error) => errors.push((name, error)),
            Ok(()) => panic!("{}: {name} finds nothing wrong", self.name),
        };
        // A text is UTF-8 whatever its declaration says, so it does not have the errors of encodings.
        let text = String::from_utf8(bytes.clone()).ok().filter(|_| self.encoding.is_none());
        if self.only != Some(Document::Param) {
            push("Schema::read", Schema::read_with(&*bytes, &options).map(drop));
            // Buffers of three bytes, so that everything is cut somewhere.
            let pieces = BufReader::with_capacity(3, &*bytes);
            let mut stream = SchemaReader::with_options(pieces, &options);
            push("SchemaReader", stream.try_for_each(|field| field.map(drop)));
            if let Some(text) = &text {
                push("Schema::parse", Schema::parse_with(text, &options).map(drop));
            }
        }
        if self.only != Some(Document::Schema) {
            push("Param::read", Param::read_with(&*bytes, &options).map(drop));
            if let Some(text) = &text {
                push("Param::parse", Param::parse_with(text, &options).map(drop));
            }
        }
        errors
    }
}

fn reported(error: &Error) -> Reported {
    let at = |Position { line, column, offset }| [u64::from(line), u64::from(column), offset];
    Reported { en: error.message(Lang::En), zh: error.message(Lang::Zh), at: error.position().map(at) }
}

#[test]
fn every_error_has_its_text_and_its_place() {
    let (text, cases) = cases();
    let mut outcomes = Vec::new();
    let mut wrong = Vec::new();
    for case in &cases {
        let wanted = Reported {
            en: case.en.clone().unwrap_or_default(),
            zh: case.zh.clone().unwrap_or_default(),
            at: case.at,
        };
        let errors = case.errors();
        for (reader, error) in &errors {
            let reported = reported(error);
            if reported != wanted {
                wrong.push(format!("{} ({reader}):\n{}", case.name, as_toml(&reported)));
            }
        }
        outcomes.push(reported(&errors[0].1));
    }
    if std::env::var_os("UPDATE_FIXTURES").is_some() {
        std::fs::write(path(), updated(&text, &outcomes)).unwrap();
        return;
    }
    assert!(wrong.is_empty(), "{} errors are reported differently:\n\n{}", wrong.len(), wrong.join("\n"));
}

fn as_toml(reported: &Reported) -> String {
    let mut text = format!("en = {}\nzh = {}\n", quoted(&reported.en), quoted(&reported.zh));
    if let Some([line, column, offset]) = reported.at {
        text.push_str(&format!("at = [{line}, {column}, {offset}]\n"));
    }
    text
}

fn quoted(text: &str) -> String {
    let literal = !text.contains(|c: char| c == '\'' || c.is_control());
    if literal && text.contains(['"', '\\']) {
        format!("'{text}'")
    } else {
        toml::Value::from(text).to_string()
    }
}

/// The file with other outcomes: in each case the lines of the old ones are left out, and the new ones follow.
fn updated(text: &str, outcomes: &[Reported]) -> String {
    let mut blocks = text.split("\n[[case]]\n");
    let mut updated = blocks.next().unwrap_or_default().to_owned();
    for (block, reported) in blocks.zip(outcomes) {
        updated.push_str("\n[[case]]\n");
        let (case, after) = block.split_once("\n\n").unwrap_or((block.trim_end(), ""));
        let is_old = |line: &&str| ["en = ", "zh = ", "at = "].iter().any(|key| line.starts_with(key));
        for line in case.lines().filter(|line| !is_old(line)) {
            updated.push_str(line);
            updated.push('\n');
        }
        updated.push_str(&as_toml(reported));
        if !after.is_empty() {
            updated.push('\n');
            updated.push_str(after);
        }
    }
    updated
}

#[test]
fn the_displayed_error_is_the_english_text_and_the_place() {
    let (_, cases) = cases();
    for case in &cases {
        for (_, error) in case.errors() {
            let place = error.position().map(|place| {
                let Position { line, column, offset } = place;
                format!(" at line {line}, column {column} (byte {offset})")
            });
            assert_eq!(error.to_string(), error.message(Lang::En) + &place.unwrap_or_default());
        }
    }
}

#[test]
fn names_are_given_once() {
    let (_, cases) = cases();
    let names: BTreeSet<&str> = cases.iter().map(|case| case.name.as_str()).collect();
    assert_eq!(names.len(), cases.len());
}

/// The kinds of errors that reading a document may give; each must be in the file.
const KINDS: [&str; 36] = [
    "NoDocument",
    "Encoding(Unsupported",
    "Encoding(Invalid",
    "Malformed(NoRoot",
    "Malformed(UnclosedElement",
    "Malformed(Unclosed",
    "Malformed(WrongEndTag",
    "Malformed(EndTagAlone",
    "Malformed(SecondRoot",
    "Malformed(TextBeforeRoot",
    "Malformed(TextAfterRoot",
    "Malformed(AttributeWithoutValue",
    "Malformed(UnquotedValue",
    "Malformed(DuplicateAttribute",
    "Malformed(BadTag",
    "Malformed(LessThanInAttribute",
    "Malformed(BadReference",
    "Malformed(UnknownEntity",
    "Malformed(Doctype",
    "Malformed(CdataEndInText",
    "Malformed(DoubleHyphen",
    "Malformed(MisplacedDeclaration",
    "Malformed(BadMarkup",
    "Limit(Input",
    "Limit(Depth",
    "Limit(Fields",
    "Limit(Attributes",
    "Limit(Text",
    "Field(WithoutId",
    "Field(WithoutType",
    "Malformed(Unclosed(ProcessingInstruction",
    "Malformed(Unclosed(CdataSection",
    "Malformed(Unclosed(Comment",
    "Encoding(Incomplete",
    "Malformed(BareLessThan",
    "Malformed(BareAmpersand",
];

#[test]
fn every_kind_of_error_has_a_case() {
    let (_, cases) = cases();
    let kinds: Vec<String> = cases
        .iter()
        .flat_map(Case::errors)
        .map(|(_, error)| match error.kind() {
            ErrorKind::Limit { limit, .. } => format!("Limit({limit:?}"),
            kind => format!("{kind:?}"),
        })
        .collect();
    for wanted in KINDS {
        assert!(kinds.iter().any(|kind| kind.starts_with(wanted)), "no case gives {wanted}");
    }
    for kind in &kinds {
        assert!(KINDS.iter().any(|known| kind.starts_with(known)), "{kind} is not in the list above");
    }
}

#[test]
fn an_error_of_the_input_is_handed_on() {
    struct Broken;
    impl std::io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("the disk is gone"))
        }
    }
    for error in [
        Schema::read(BufReader::new(Broken)).unwrap_err(),
        SchemaReader::new(BufReader::new(Broken)).next().unwrap().unwrap_err(),
        Param::read(BufReader::new(Broken)).unwrap_err(),
    ] {
        assert_eq!(error.to_string(), "cannot read: the disk is gone");
        assert_eq!(error.message(Lang::Zh), "无法读取：the disk is gone");
        assert!(std::error::Error::source(&error).is_some());
    }
}
