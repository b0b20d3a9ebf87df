//! The fuzz targets that validate.

// Each program uses one of them.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::panic)]

use std::time::{Duration, Instant};

use tmall_schema::{
    ByteCount, CharacterCount, Code, Dialect, Finding, Lang, Param, ReadOptions, Report, Schema, Severity,
    ValidateOptions, Validator,
};

/// An input is a schema, a line like this, and a param. Without the line it is a schema, and the param is empty.
const SEPARATOR: &[u8] = b"\n=====\n";

/// What is small enough must not take longer, without optimisation and with sanitizers, on a busy machine. Much more
/// than it takes there: only what never ends is meant.
const LONGEST: Duration = Duration::from_secs(120);

fn options() -> ReadOptions {
    ReadOptions::new().with_max_input(1 << 18).with_max_text(1 << 14).with_max_fields(10_000)
}

fn parts(input: &[u8]) -> (&[u8], &[u8]) {
    let at = input.windows(SEPARATOR.len()).position(|window| window == SEPARATOR);
    at.map_or((input, b"<itemParam/>"), |at| (&input[..at], &input[at + SEPARATOR.len()..]))
}

/// Validation ends, its entry points agree, and every finding can be shown.
pub fn validate(input: &[u8]) {
    let (schema, param) = parts(input);
    let start = Instant::now();
    let (Ok(schema), Ok(param)) =
        (Schema::read_with(schema, &options()), Param::read_with(param, &options()))
    else {
        return;
    };
    // In every dialect, and with every way to count.
    let fixed =
        ValidateOptions::new().with_byte_count(ByteCount::Gbk).with_character_count(CharacterCount::Scalar);
    for (dialect, options) in [
        (schema.dialect(), ValidateOptions::new()),
        (Dialect::Icbu, ValidateOptions::new().with_character_count(CharacterCount::Utf16)),
        (Dialect::ItemSchema, fixed),
    ] {
        let schema = schema.clone().with_dialect(dialect);
        let validator = Validator::compile_with(&schema, &options);
        checked(&validator, &param);
        checked(&validator, &Param::from_defaults(&schema));
        for requirement in validator.requirements(&param) {
            pointer(&requirement.path);
        }
        for note in validator.notes() {
            assert!(!note.to_string().is_empty());
        }
    }
    assert!(start.elapsed() < LONGEST, "{:?}", start.elapsed());
}

fn checked(validator: &Validator, param: &Param) {
    let report = validator.check(param);
    assert_eq!(validator.is_valid(param), report.is_valid(), "{report}");
    let mut handed = Vec::new();
    validator.check_into(param, |finding| handed.push(line(&finding)));
    assert_eq!(handed, report.findings().iter().map(line).collect::<Vec<_>>());
    let source = param.source().unwrap_or_default();
    for finding in report.findings().iter().take(1_000) {
        pointer(finding.path());
        for lang in [Lang::En, Lang::Zh] {
            assert!(!finding.message(lang).trim().is_empty(), "{}", line(finding));
        }
        if let Some(span) = finding.span() {
            assert!(source.get(span.range()).is_some(), "{}: {span:?}", line(finding));
            assert!(finding.position().is_some());
        }
        assert_eq!(finding.severity() == Severity::Note, finding.code() == Code::Unchecked);
    }
    assert_eq!(report.in_lang(Lang::Zh).to_string().is_empty(), report.findings().is_empty());
    paths_lead_somewhere(validator, param, &report);
}

/// Where the param has the shape of the schema, paths of values lead to them in its JSON form.
fn paths_lead_somewhere(validator: &Validator, param: &Param, report: &Report) {
    let odd = [
        Code::TooManyValues,
        Code::DuplicateField,
        Code::UnexpectedValue,
        Code::UnknownField,
        Code::TypeMismatch,
        Code::Wrapper,
        Code::IllegalCharacter,
    ];
    if report.findings().iter().any(|finding| odd.contains(&finding.code())) {
        return;
    }
    let json: serde_json::Value = serde_json::from_str(&param.to_json(Some(validator.schema()))).unwrap();
    for finding in report.findings().iter().take(200) {
        if matches!(
            finding.code(),
            Code::ValueType | Code::UnknownOption | Code::DuplicateValue | Code::DisabledValue
        ) {
            assert!(json.pointer(finding.path()).is_some(), "{} in {json}", line(finding));
        }
    }
}

fn line(finding: &Finding) -> String {
    format!("{} {} {}", finding.severity(), finding.code(), finding.path())
}

/// Asserts that a text is a JSON Pointer.
fn pointer(path: &str) {
    assert!(path.is_empty() || path.starts_with('/'), "{path}");
    let mut rest = path.chars();
    while let Some(c) = rest.next() {
        assert!(c != '~' || matches!(rest.next(), Some('0' | '1')), "{path}");
    }
}

/// What a pattern says of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    Yes,
    No,
    Unchecked,
}

impl Answer {
    fn or(self, other: bool) -> Answer {
        if other { Answer::Yes } else { self }
    }

    fn not(self) -> Answer {
        match self {
            Answer::Yes => Answer::No,
            Answer::No => Answer::Yes,
            Answer::Unchecked => Answer::Unchecked,
        }
    }

    /// Whether both can be true: what one does not know says nothing.
    fn agrees(self, other: Answer) -> bool {
        self == other || self == Answer::Unchecked || other == Answer::Unchecked
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '&' | '<' | '>' | '"' | '\t' | '\n' | '\r' => out.push_str(&format!("&#{};", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

fn validator(pattern: &str, ex_property: &str) -> Validator {
    let pattern = escaped(pattern);
    let schema = Schema::parse(&format!(
        r#"<itemRule><field id="a" type="input"><rules><rule name="regexRule" value="{pattern}" exProperty="{ex_property}"/></rules></field></itemRule>"#
    ));
    Validator::compile(&schema.unwrap())
}

fn answer(validator: &Validator, param: &Param) -> Answer {
    let report = validator.check(param);
    assert_eq!(validator.is_valid(param), report.is_valid());
    match report.findings() {
        [] => Answer::Yes,
        [finding] if finding.code() == Code::Unchecked => Answer::Unchecked,
        [finding] if finding.code() == Code::Regex => Answer::No,
        _ => panic!("{report}"),
    }
}

/// Whether a pattern matches the whole text.
fn matches(pattern: &str, param: &Param) -> Answer {
    answer(&validator(pattern, "include"), param)
}

/// Whether it matches a part of the text.
fn finds(pattern: &str, param: &Param) -> Answer {
    answer(&validator(pattern, "not include"), param).not()
}

/// The first line is a pattern, the rest a text. Answers come, come again the same, and are those that the parts of a
/// larger pattern ask for.
pub fn java_regex(input: &[u8]) {
    let Ok(input) = std::str::from_utf8(input) else { return };
    let (pattern, text) = input.split_once('\n').unwrap_or((input, ""));
    let pattern = pattern.trim();
    let forbidden =
        |c: char| c < ' ' && !matches!(c, '\t' | '\n' | '\r') || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    if pattern.is_empty() || text.is_empty() || input.len() > 400 || input.contains(forbidden) {
        return;
    }
    let start = Instant::now();
    let param = |text: &str| {
        let schema = Schema::parse(r#"<itemRule><field id="a" type="input"/></itemRule>"#).unwrap();
        let mut param = Param::new(&schema);
        param.set("a", text).unwrap();
        param
    };
    let value = param(text);
    let (whole, part) = (matches(pattern, &value), finds(pattern, &value));
    assert_eq!(whole, matches(pattern, &value), "the same again");
    assert_eq!(part, finds(pattern, &value), "the same again");
    assert!(whole != Answer::Yes || part.agrees(Answer::Yes), "what matches whole is found");
    let literal = |text: &str| format!(r"\Q{text}\E");
    if !text.contains(r"\E") {
        let other = format!("{text}x");
        assert!(matches(&literal(text), &value).agrees(Answer::Yes), "quoted text matches itself");
        assert!(matches(&literal(&other), &value).agrees(Answer::No), "and no other");
        assert!(matches(&literal(text), &param(&other)).agrees(Answer::No), "and no longer one");
        assert!(finds(&literal(text), &param(&other)).agrees(Answer::Yes), "but is found there");
    }
    // A quotation or comment that is not closed would swallow what is put behind the pattern.
    let closed = !pattern.contains(r"\Q") && !pattern.contains('#');
    if closed && !text.contains(r"\E") && whole != Answer::Unchecked {
        let grouped = format!("(?:{pattern})");
        let expect = |larger: String, wanted: Answer| {
            let found = matches(&larger, &value);
            assert!(found.agrees(wanted), "{larger:?} on {text:?}: {found:?} instead of {wanted:?}");
        };
        expect(grouped.clone(), whole);
        expect(format!("{grouped}|{}", literal(text)), Answer::Yes);
        expect(format!("{}|{grouped}", literal(text)), Answer::Yes);
        for other in [format!("x{text}"), "x".to_owned()] {
            expect(format!("{grouped}|{}", literal(&other)), whole.or(other == text));
            expect(format!("{}|{grouped}", literal(&other)), whole.or(other == text));
        }
        expect(format!(r"(?={grouped}\z)[\s\S]*"), whole);
        expect(format!(r"(?!{grouped}\z)[\s\S]*"), whole.not());
        expect(format!(r"[\s\S]*?{grouped}[\s\S]*"), part);
    }
    assert!(start.elapsed() < LONGEST, "{:?}", start.elapsed());
}
