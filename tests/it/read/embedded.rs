//! Places in documents that are in an answer as a text: they are those of the answer, however often it was escaped.

use crate::support::random;
use proptest::prelude::*;
use tmall_schema::envelope;
use tmall_schema::{Position, ReadOptions};

/// A text of which each character knows from which one of the document it comes.
type Traced = Vec<(char, Option<usize>)>;

fn traced(text: &str) -> Traced {
    text.chars().enumerate().map(|(index, c)| (c, Some(index))).collect()
}

fn untraced(text: &str) -> Traced {
    text.chars().map(|c| (c, None)).collect()
}

/// A JSON string; `choose` says which of its spellings a character takes.
fn json_string(text: Traced, choose: &mut impl FnMut(usize) -> usize) -> Traced {
    let mut written = untraced("\"");
    for (c, from) in text {
        let spelling = match (c, choose(3)) {
            ('"' | '\\', _) => format!("\\{c}"),
            ('\n', _) => "\\n".to_owned(),
            ('\r', _) => "\\r".to_owned(),
            (_, 0) => c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect(),
            _ => c.to_string(),
        };
        written.extend(spelling.chars().map(|c| (c, from)));
    }
    written.extend(untraced("\""));
    written
}

/// The content of an element: characters, references, sections of CDATA, comments in between.
fn xml_text(text: Traced, choose: &mut impl FnMut(usize) -> usize) -> Traced {
    let mut written = Traced::new();
    let mut in_cdata = false;
    for (c, from) in text {
        // `]` and `>` might end the section.
        if in_cdata && (matches!(c, ']' | '>' | '\r') || choose(8) == 0) {
            written.extend(untraced("]]>"));
            in_cdata = false;
        } else if !in_cdata && !matches!(c, ']' | '>' | '\r') && choose(20) == 0 {
            written.extend(untraced(if choose(2) == 0 { "<!-- <a> -->" } else { "<?b c?>" }));
        } else if !in_cdata && !matches!(c, ']' | '>' | '\r') && choose(8) == 0 {
            written.extend(untraced("<![CDATA["));
            in_cdata = true;
        }
        let spelling = match c {
            _ if in_cdata => c.to_string(),
            '<' => ["&lt;", "&#60;", "&#x3C;"][choose(3)].to_owned(),
            '&' => "&amp;".to_owned(),
            '>' | '"' | '\r' => format!("&#x{:X};", u32::from(c)),
            '\n' => ["\n", "\r\n", "&#10;"][choose(3)].to_owned(),
            _ if choose(12) == 0 => format!("&#{};", u32::from(c)),
            _ => c.to_string(),
        };
        written.extend(spelling.chars().map(|c| (c, from)));
    }
    if in_cdata {
        written.extend(untraced("]]>"));
    }
    written
}

fn around(before: &str, text: Traced, after: &str) -> Traced {
    [untraced(before), text, untraced(after)].concat()
}

/// Where the first character that stands for that of the document is, counted one by one.
fn place(answer: &Traced, index: usize) -> Position {
    let mut place = Position { line: 1, column: 1, offset: 0 };
    for &(c, from) in answer {
        if from == Some(index) {
            return place;
        }
        place.offset += c.len_utf8() as u64;
        (place.line, place.column) =
            if c == '\n' { (place.line + 1, 1) } else { (place.line, place.column + 1) };
    }
    panic!("the answer lacks character {index}");
}

const DOCUMENT: &str = "<itemRule>\n  <field id=\"汉\" type=\"input\"><label-group><label desc=\"&amp;😀\"/></label-group></field>\n\
    😀<field id='b' type='input'/><![CDATA[x]]><field id='c' type='odd'>\n</field></itemRule>";

proptest! {
    #![proptest_config(random::config(120))]

    #[test]
    fn are_those_of_the_answer(
        layers in prop::collection::vec(0..4_usize, 1..4),
        padding in "[ \n]{0,3}",
        choices in prop::collection::vec(0..1_000_usize, 1..200),
    ) {
        let mut next = 0;
        let mut choose = |among: usize| {
            next += 1;
            choices[next % choices.len()] % among
        };
        let document = format!("{padding}{DOCUMENT}{padding}");
        let mut answer = traced(&document);
        for layer in layers {
            answer = match layer {
                0 => json_string(answer, &mut choose),
                1 => around("{\"汉😀\":1,\n \"r\": ", json_string(answer, &mut choose), "}\n"),
                2 => around("<r>\n<a>1</a>汉<result>", xml_text(answer, &mut choose), "</result></r>"),
                _ => around("<p><q><r x=''>", xml_text(answer, &mut choose), "</r></q></p>"),
            };
        }
        let written: String = answer.iter().map(|&(c, _)| c).collect();
        let schema = envelope::schema(written.as_bytes(), &ReadOptions::new());
        let schema = schema.map_err(|error| TestCaseError::fail(format!("{error}: {written}")))?;
        for (path, tag) in [("/汉", "<field id=\"汉\""), ("/b", "<field id='b'"), ("/c", "<field id='c'")] {
            let index = document[..document.find(tag).unwrap()].chars().count();
            let field = schema.field(path).unwrap();
            prop_assert_eq!(field.position(), place(&answer, index), "{} in {}", path, &written);
        }
        for note in schema.notes() {
            let index = schema.source()[..note.span.range().start].chars().count() + padding.chars().count();
            prop_assert_eq!(note.position, place(&answer, index), "{:?} in {}", note.code, &written);
        }
        prop_assert!(schema.notes().len() >= 2, "text and a type that is unknown: {:?}", schema.notes());
    }
}

#[test]
fn of_an_error_and_of_the_text_without_content() {
    let answer = "{\n  \"r\": \"<itemRule>\\n<field id='\\u6c49' type='input'></itemRule>\"}";
    let error = envelope::schema(answer.as_bytes(), &ReadOptions::new()).unwrap_err();
    let offset = answer.find("</itemRule>").unwrap() as u64;
    assert_eq!(error.position().map(|place| (place.line, place.offset)), Some((2, offset)));
    let empty = r#"{"add_product_rule": ""}"#;
    let schema = envelope::schema(empty.as_bytes(), &ReadOptions::new()).unwrap();
    assert_eq!(schema.notes()[0].position.line, 1);
}

#[test]
fn of_the_text_that_a_place_comes_from() {
    let item = "<itemParam><field id='😀' type='input'/></itemParam>";
    let answer = format!("{{\"😀\":1,\n\"😀\": {}}}", serde_json::to_string(item).unwrap());
    let param = envelope::param(answer.as_bytes(), &ReadOptions::new()).unwrap();
    let (text, at) = param.place_in_input(item.find("<field").unwrap()).unwrap();
    assert!(text.starts_with("\"😀\": \"<itemParam>") && text[at..].starts_with("<field"), "{at} of {text}");
    let param = envelope::param(item.as_bytes(), &ReadOptions::new()).unwrap();
    assert_eq!(param.place_in_input(3), Some((item, 3)));
}
