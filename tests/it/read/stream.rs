//! A schema field by field: the same as all at once, and in bounded memory.

use std::io::{self, BufRead, BufReader, Read};

use crate::support::corpus;
use crate::support::documents;
use crate::support::dump;
use crate::support::generate;
use crate::support::random;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use tmall_schema::{Dialect, ErrorKind, Limit, NoteCode, ReadOptions, Schema, SchemaReader};

/// What reading gave, in a form that can be compared.
#[derive(Debug, PartialEq)]
struct Reported {
    fields: Vec<String>,
    /// What goes with a document as a whole, or the error.
    rest: Result<Rest, String>,
}

#[derive(Debug, PartialEq)]
struct Rest {
    root: String,
    dialect: Dialect,
    notes: Vec<String>,
    unknown: String,
}

fn error(error: &tmall_schema::Error) -> String {
    format!("{error:?}")
}

fn whole(input: &[u8], options: &ReadOptions) -> Reported {
    reported(Schema::read_with(input, options))
}

fn reported(read: tmall_schema::Result<Schema>) -> Reported {
    match read {
        Ok(schema) => Reported {
            fields: dump::fields(&schema),
            rest: Ok(Rest {
                root: schema.root().to_owned(),
                dialect: schema.dialect(),
                notes: dump::notes(schema.notes()),
                unknown: format!("{:?}", schema.unknown()),
            }),
        },
        Err(failure) => Reported { fields: Vec::new(), rest: Err(error(&failure)) },
    }
}

fn streamed(input: impl BufRead, options: &ReadOptions) -> Reported {
    let mut reader = SchemaReader::with_options(input, options);
    let mut fields = Vec::new();
    let mut notes = Vec::new();
    while let Some(field) = reader.next() {
        match field {
            Ok(field) => {
                fields.push(dump::field(field.schema(), field.field()));
                notes.extend(field.notes().to_vec());
            }
            Err(failure) => {
                assert!(reader.next().is_none(), "the error comes last");
                return Reported { fields, rest: Err(error(&failure)) };
            }
        }
    }
    notes.extend(reader.notes().to_vec());
    let rest = Rest {
        root: reader.root().unwrap().to_owned(),
        dialect: reader.dialect().unwrap(),
        notes: dump::notes(&notes),
        unknown: format!("{:?}", reader.unknown()),
    };
    Reported { fields, rest: Ok(rest) }
}

/// The stream gives what the whole gives, however the input comes.
fn same(input: &[u8], options: &ReadOptions) -> Result<(), TestCaseError> {
    let expected = whole(input, options);
    for capacity in [1, 3, 7, 100, 8_192] {
        let got = streamed(BufReader::with_capacity(capacity, input), options);
        prop_assert_eq!(&got.rest, &expected.rest, "by {} of {}", capacity, String::from_utf8_lossy(input));
        if expected.rest.is_ok() {
            prop_assert_eq!(&got.fields, &expected.fields, "by {}", capacity);
        }
    }
    Ok(())
}

fn limits() -> impl Strategy<Value = ReadOptions> {
    let or_default = |most: usize, default: usize| prop_oneof![3 => Just(default), 1 => 0..most];
    (
        or_default(8, 64),
        or_default(8, 1_000),
        or_default(4, 256),
        or_default(40, 1 << 20),
        or_default(900, 1 << 20),
    )
        .prop_map(|(depth, fields, attributes, text, input)| {
            ReadOptions::new()
                .with_max_depth(depth)
                .with_max_fields(fields)
                .with_max_attributes(attributes)
                .with_max_text(text)
                .with_max_input(input)
        })
}

proptest! {
    #![proptest_config(random::config(60))]

    #[test]
    fn a_stream_gives_what_the_whole_gives(xml in documents::schema()) {
        let options = ReadOptions::new();
        same(xml.as_bytes(), &options)?;
        same(&documents::in_gbk(&xml), &options)?;
        prop_assert_eq!(reported(Schema::parse(&xml)), whole(xml.as_bytes(), &options));
    }

    #[test]
    fn characters_that_xml_forbids(xml in documents::schema(), places in vec(any::<Index>(), 1..20)) {
        let xml = documents::with_control_characters(&xml, &places);
        let options = ReadOptions::new();
        same(xml.as_bytes(), &options)?;
        same(&documents::in_gbk(&xml), &options)?;
        // The bytes look like UTF-16 if the zeros fall so.
        prop_assume!(!xml.starts_with("<\0") && !xml.starts_with("\0<"));
        prop_assert_eq!(reported(Schema::parse(&xml)), whole(xml.as_bytes(), &options));
    }

    #[test]
    fn references_that_no_parser_accepts(xml in documents::schema(), places in vec(any::<Index>(), 1..20)) {
        let xml = documents::with_irregular_references(&xml, &places);
        let options = ReadOptions::new();
        same(xml.as_bytes(), &options)?;
        prop_assert_eq!(reported(Schema::parse(&xml)), whole(xml.as_bytes(), &options));
    }

    #[test]
    fn damaged_documents_give_the_same_error(
        utf8 in documents::corrupt(documents::schema()),
        gbk in documents::corrupt_bytes(documents::schema().prop_map(|xml| documents::in_gbk(&xml))),
        options in limits(),
    ) {
        for input in [&utf8, &gbk] {
            same(input, &ReadOptions::new())?;
            same(input, &options)?;
        }
        // What a text's declaration says of an encoding does not matter, what that of bytes says does.
        let expected = whole(&utf8, &ReadOptions::new());
        let of_encoding = expected.rest.as_ref().is_err_and(|error| error.contains("Encoding("));
        if let Some(text) = std::str::from_utf8(&utf8).ok().filter(|_| !of_encoding) {
            prop_assert_eq!(reported(Schema::parse(text)), expected);
        }
    }

}

proptest! {
    #![proptest_config(random::config(3))]

    #[test]
    fn cut_at_every_byte(xml in documents::schema(), gbk in any::<bool>()) {
        let input = if gbk { documents::in_gbk(&xml) } else { xml.into_bytes() };
        let options = ReadOptions::new();
        for end in 0..input.len().min(2_000) {
            let expected = whole(&input[..end], &options);
            let got = streamed(BufReader::with_capacity(64, &input[..end]), &options);
            prop_assert_eq!(got.rest, expected.rest);
        }
    }
}

#[test]
fn a_large_category() {
    let xml = generate::schema(&generate::Shape::medium(), 3);
    for input in [xml.as_bytes().to_vec(), documents::in_gbk(&xml)] {
        let expected = whole(&input, &ReadOptions::new());
        for capacity in [50, 50_000, 1 << 24] {
            let got = streamed(BufReader::with_capacity(capacity, input.as_slice()), &ReadOptions::new());
            assert!(got == expected, "by {capacity}");
        }
    }
}

#[test]
fn documents_from_the_field() {
    let Some(corpus) = corpus::folder() else { return };
    let files = std::fs::read_dir(&corpus).unwrap();
    let files = files.map(|file| file.unwrap().path());
    for file in files.filter(|file| file.extension().is_some_and(|extension| extension == "xml")) {
        let input = std::fs::read(&file).unwrap();
        let outcome = same(&input, &ReadOptions::new());
        assert!(outcome.is_ok(), "{}: {}", file.display(), outcome.unwrap_err());
    }
}

fn reader(xml: &str) -> SchemaReader<&[u8]> {
    SchemaReader::new(xml.as_bytes())
}

#[test]
fn an_error_comes_after_the_fields_before_it_and_ends_the_stream() {
    let mut fields =
        reader("<itemRule><field id='a' type='b'/> <field type='b'/><field id='c' type='b'/></itemRule>");
    assert_eq!(fields.next().unwrap().unwrap().field().id(), "a");
    let error = fields.next().unwrap().unwrap_err();
    assert_eq!(error.to_string(), "a field has no id at line 1, column 36 (byte 35)");
    assert!(fields.next().is_none() && fields.next().is_none());
    assert_eq!(fields.dialect(), Some(Dialect::Classic));
}

#[test]
fn what_is_known_grows_as_the_stream_goes_on() {
    let mut fields = reader(
        "<odd:itemSchema v='1'><field id='a' type='input'/>x<field id='icbuCatProp' type='complex'><rules><rule/></rules></field>\
         <field id='a' type='input'/><y/></odd:itemSchema>",
    );
    assert_eq!((fields.root(), fields.dialect(), fields.notes().len()), (None, None, 0));
    let first = fields.next().unwrap().unwrap();
    assert_eq!((fields.root(), fields.dialect()), (Some("itemSchema"), None));
    assert_eq!(first.schema().dialect(), Dialect::ItemSchema);
    assert_eq!(first.schema().root(), "itemSchema");
    assert_eq!(first.schema().source(), "<field id='a' type='input'/>");
    let second = fields.next().unwrap().unwrap();
    assert_eq!(fields.dialect(), Some(Dialect::Icbu));
    assert_eq!(second.into_schema().dialect(), Dialect::Icbu);
    let third = fields.next().unwrap().unwrap();
    assert_eq!(third.schema().dialect(), Dialect::Icbu);
    let codes = |notes: &[tmall_schema::Note]| notes.iter().map(|note| note.code).collect::<Vec<_>>();
    let so_far = [NoteCode::UnknownAttribute, NoteCode::UnexpectedText, NoteCode::DuplicateField];
    assert_eq!(codes(fields.notes()), so_far);
    assert!(fields.next().is_none());
    assert_eq!(codes(fields.notes()), [&so_far[..], &[NoteCode::UnknownElement]].concat());
    assert_eq!(fields.unknown().len(), 3);
}

#[test]
fn spans_of_notes_count_from_the_beginning_of_the_document() {
    let xml = "\u{FEFF}<!-- 注 --><odd>汉<field id='a' type='b'/>\n\u{1}<y/><field id='a' type='b'/></odd>";
    let whole = Schema::parse(xml).unwrap();
    let mut fields = SchemaReader::new(BufReader::with_capacity(5, xml.as_bytes()));
    let of_fields: Vec<_> = fields.by_ref().flat_map(|field| field.unwrap().notes().to_vec()).collect();
    assert!(of_fields.iter().all(|note| note.code == NoteCode::UnknownType));
    let outside = whole.notes().iter().filter(|note| note.code != NoteCode::UnknownType);
    assert_eq!(fields.notes(), outside.cloned().collect::<Vec<_>>());
    assert_eq!(fields.notes().len(), 6);
}

#[test]
fn dialect_of_a_document_to_its_end() {
    let mut fields = reader("<itemSchema><field id='a' type='b'/></itemSchema>");
    assert!(fields.by_ref().all(|field| field.is_ok()));
    assert_eq!(fields.dialect(), Some(Dialect::ItemSchema));
    let mut broken = reader("<itemSchema><field id='a' type='b'/>");
    assert_eq!(broken.by_ref().filter(Result::is_ok).count(), 1);
    assert_eq!(broken.dialect(), None);
    let reported = ReadOptions::new().with_dialect(Dialect::Icbu);
    let mut fields =
        SchemaReader::with_options(&b"<itemRule><field id='a' type='b'/></itemRule>"[..], &reported);
    assert_eq!(fields.next().unwrap().unwrap().schema().dialect(), Dialect::Icbu);
}

/// Gives a byte, is interrupted, gives the next, and fails at last.
struct Faulty<'i>(&'i [u8], bool);

impl Read for Faulty<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.1 = !self.1;
        match self.0 {
            _ if self.1 => Err(io::ErrorKind::Interrupted.into()),
            [] => Err(io::Error::other("the line went dead")),
            [first, rest @ ..] => {
                buffer[0] = *first;
                self.0 = rest;
                Ok(1)
            }
        }
    }
}

#[test]
fn an_input_that_fails() {
    let xml = b"<itemRule><field id='a' type='b'/>\n<field id='b' type='b'/><field";
    let mut fields = SchemaReader::new(BufReader::new(Faulty(xml, false)));
    for id in ["a", "b"] {
        assert_eq!(fields.next().unwrap().unwrap().field().id(), id);
    }
    let error = fields.next().unwrap().unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Io(_)));
    assert_eq!(error.to_string(), "cannot read: the line went dead");
    assert!(fields.next().is_none());
}

/// Whoever sends a field need not send more before it is there.
#[test]
fn a_field_does_not_wait_for_the_next() {
    for prolog in ["", "<?xml version='1.0' ?>\n"] {
        for field in ["<field id='a' type='b'/>", "<field id='a' type='b'><fields> \n </fields>\n</field>"] {
            let xml = format!("{prolog}<itemRule>{field}");
            let mut fields = SchemaReader::new(BufReader::new(Faulty(xml.as_bytes(), false)));
            assert_eq!(fields.next().unwrap().unwrap().field().id(), "a");
            assert!(matches!(fields.next().unwrap().unwrap_err().kind(), ErrorKind::Io(_)));
        }
    }
}

#[test]
fn limits_hold_across_fields() {
    let xml = "<itemRule><field id='a' type='b'/><field id='b' type='b'><fields><field id='c' type='b'/></fields></field></itemRule>";
    let mut fields = SchemaReader::with_options(xml.as_bytes(), &ReadOptions::new().with_max_fields(2));
    assert!(fields.next().unwrap().is_ok());
    let error = fields.next().unwrap().unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Limit { limit: Limit::Fields, max: 2 }));
    let mut fields = SchemaReader::with_options(xml.as_bytes(), &ReadOptions::new().with_max_input(60));
    assert!(fields.next().unwrap().is_ok());
    let error = fields.next().unwrap().unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Limit { limit: Limit::Input, max: 60 }));
}
