//! Documents inside API responses.
//!
//! The platform returns a schema inside an API response, and what programs keep in files is often the response as
//! it came. [`open`] takes either: a document is handed through untouched, an answer is searched for the one
//! document in it, at any depth.
//!
//! ```
//! use tmall_schema::envelope;
//! use tmall_schema::{ErrorKind, ReadOptions};
//!
//! let options = ReadOptions::new();
//! let answer = r#"{"tmall_item_add_schema_get_response":
//!     {"add_item_result":"\u003citemRule\u003e<field id=\"title\" type=\"input\"/></itemRule>"}}"#;
//! assert!(envelope::schema(answer.as_bytes(), &options)?.field("/title").is_some());
//! assert!(envelope::schema(b"<itemRule><field id='title' type='input'/></itemRule>", &options).is_ok());
//!
//! let refused = r#"{"error_response":{"code":27,"msg":"Invalid session","sub_code":"session-expired"}}"#;
//! let error = envelope::schema(refused.as_bytes(), &options).unwrap_err();
//! assert_eq!(error.to_string(), "the platform answered with error 27, Invalid session, session-expired");
//! assert!(matches!(error.kind(), ErrorKind::Answer(answer) if answer.code == "27"));
//! # Ok::<(), tmall_schema::Error>(())
//! ```
//!
//! # How an input is taken
//!
//! | input | what it is |
//! |---|---|
//! | XML whose root is one of the platform's (`itemRule`, `itemSchema`, `itemParam`, and `rules`, `schema`, `itemrule` of old samples), or any root with a `field` directly inside | the document itself |
//! | XML that is not well-formed before its kind is known | the document itself: reading it says what is wrong |
//! | JSON or other XML that is an error answer, see below | the error [`ErrorKind::Answer`] |
//! | JSON or other XML with one document inside | that document |
//! | the same with several, or with none | the errors [`ErrorKind::SeveralDocuments`] and [`ErrorKind::NoDocument`], the latter with what is there instead if that is short, such as product ids |
//! | JSON that is an object with the one key `…_response`, without a document | the error [`ErrorKind::NoDocument`] |
//! | other JSON without a document | [`Opened::Json`]: it may be the JSON form of a param |
//!
//! A document inside an answer is
//! - a text that is XML with a root that the platform uses, or with any root that has a `field` directly
//!   inside: a JSON string, or the text or CDATA of an element, at any depth. A fragment of HTML is not a document.
//!   White space around it does not count. A text that is itself JSON, another answer, or XML that was
//!   escaped once more is opened too.
//! - an element in such a form, in an answer in XML;
//! - the empty text of `add_product_rule`. The platform's guide: if this rule is empty, the category has no key
//!   properties. It becomes a schema without fields and with the note
//!   [`EmptyRule`](crate::code::NoteCode::EmptyRule). Any other empty text is not a document: that of `match_result`,
//!   for one, may mean that no product was found.
//!
//! An error answer is one with any of these; [`ApiError`](crate::answer::ApiError) holds its parts and
//! says what class of error it is.
//! - `error_response` at any depth, in JSON and XML;
//! - `biz_success` false, `success` false or `error` true, as truth values or their texts, also beside a document: at the
//!   top, in the `…_response` object and in its `result` (or `…_result`). `success` and `error` count only beside
//!   `message`, `msg`, `msg_code`, `code`, `request_id` or `trace_id`: otherwise they may be fields of an item. Inside
//!   `…_response`, which no item is, these may be around the flag or in `result`, and `error_msg`, `er_code`,
//!   `error_code` and `sub_code` count as well;
//! - in the same places, if there is no document: `type` (`ISP`, `ISV` or `SYSTEM`) with `code` and `message`; `er_code`
//!   or `er_msg` beside an empty result; `code`, `msg` and `sub_code` without their `error_response`; the forms of other
//!   gateways, such as `error_code` with `error_message`, or `flag` `failure`; and a `code` other than 0 with a message
//!   and a request id.
//!
//! An answer with `icbu` in the name of an element or a key on the way to the document comes from alibaba.com;
//! so the document is read in the dialect [`Icbu`](crate::vocab::Dialect::Icbu) unless the options name another one.
//!
//! # Places
//!
//! Lines, columns and offsets of a document handed through, and of one that is in the answer as elements,
//! are those of the input. So are those of a document that was in the answer as a text, however often it was
//! escaped: a place is that of the character, or of the escape that stands for it. [`Document::bytes`], spans and the
//! sources that [`Schema::source`] and [`Param::source`] give are those of the document, unescaped.

mod json;
mod search;
mod xml;

use std::borrow::Cow;

use encoding_rs::Encoding;

use crate::error::{EncodingError, Error, ErrorKind, Result};
use crate::param::Param;
use crate::read::{param, schema};
use crate::schema::Schema;
use crate::span::{Base, OffsetMap, Position, Source, small};
use crate::vocab::root::Root;
use crate::vocab::{Dialect, answer};
use crate::xml::ReadOptions;
use crate::xml::encoding::{
    BOM, Decoded, Decoder, Illegal, PROBE, decode, decode_part, input_limit, prepare,
};
use crate::xml::event::{Event, Events};

use search::{Body, DocumentSearch, Find};
use xml::{Kind, Origin, inspect};

/// What an input turned out to be.
#[derive(Clone, Debug)]
pub enum Opened<'i> {
    /// A schema or a param as XML: which of the two, the caller knows.
    Document(Document<'i>),
    /// JSON in which no document was found.
    Json(Json<'i>),
}

/// A document, and where it was found.
#[derive(Clone, Debug)]
pub struct Document<'i> {
    form: Form<'i>,
    path: Option<String>,
}

#[derive(Clone, Debug)]
enum Form<'i> {
    Whole(&'i [u8]),
    Part { bytes: &'i [u8], encoding: &'static Encoding, base: Position },
    Text { text: String, base: Base },
}

/// JSON that may be the JSON form of a param.
#[derive(Clone, Debug)]
pub struct Json<'i> {
    text: &'i str,
    instead: Option<String>,
}

/// Opens an input: an API response, or a document as it is.
///
/// ```
/// use tmall_schema::envelope::{self, Opened};
/// use tmall_schema::ReadOptions;
///
/// let answer = "<match_response><match_result>&lt;rules&gt;&lt;field id='a' type='input'/&gt;&lt;/rules&gt;\
///     </match_result></match_response>";
/// let options = ReadOptions::new();
/// match envelope::open(answer.as_bytes(), &options)? {
///     Opened::Document(document) => {
///         assert_eq!(document.path(), Some("/match_response/match_result"));
///         assert_eq!(document.bytes(), b"<rules><field id='a' type='input'/></rules>");
///         assert_eq!(document.schema(&options)?.fields().count(), 1);
///     }
///     Opened::Json(json) => println!("perhaps a param: {}", json.text()),
/// }
/// # Ok::<(), tmall_schema::Error>(())
/// ```
///
/// # Errors
/// If the input is an error answer, an answer in XML without a document, an answer with several, JSON that is
/// malformed, or larger than the options allow.
pub fn open<'i>(input: &'i [u8], options: &ReadOptions) -> Result<Opened<'i>> {
    match input.strip_prefix(BOM).unwrap_or(input).trim_ascii_start().first() {
        Some(b'{' | b'[' | b'"') => open_json(input, options),
        _ => open_xml(input, options).map(Opened::Document),
    }
}

/// Reads the schema that an input is or holds.
///
/// # Errors
/// As [`open`] and [`Schema::read`]; JSON without a document is [`ErrorKind::NoDocument`].
pub fn schema(input: &[u8], options: &ReadOptions) -> Result<Schema> {
    open(input, options)?.into_document()?.schema(options)
}

/// Reads the param that an input is or holds as XML.
///
/// # Errors
/// As [`open`] and [`Param::read`]; JSON without a document is [`ErrorKind::NoDocument`].
pub fn param(input: &[u8], options: &ReadOptions) -> Result<Param> {
    open(input, options)?.into_document()?.param(options)
}

impl<'i> Opened<'i> {
    /// The document, where nothing else will do.
    ///
    /// # Errors
    /// [`ErrorKind::NoDocument`] for JSON.
    pub fn into_document(self) -> Result<Document<'i>> {
        match self {
            Opened::Document(document) => Ok(document),
            Opened::Json(json) => Err(no_document(None, json.instead)),
        }
    }
}

impl<'i> Json<'i> {
    /// The JSON as it was given, without a byte order mark.
    pub fn text(&self) -> &'i str {
        self.text
    }
}

impl Document<'_> {
    /// Where in the answer it was found: keys, names of elements and indices as a JSON Pointer. Nothing if the
    /// input is the document.
    pub fn path(&self) -> Option<&str> {
        self.path.as_deref()
    }

    /// The dialect that the answer gives away.
    pub fn dialect(&self) -> Option<Dialect> {
        let path = self.path.as_deref()?.to_ascii_lowercase();
        path.contains(answer::ICBU).then_some(Dialect::Icbu)
    }

    /// The document as written in the input, in its encoding, or as UTF-8 if it was a text within.
    pub fn bytes(&self) -> &[u8] {
        match &self.form {
            Form::Whole(bytes) | Form::Part { bytes, .. } => bytes,
            Form::Text { text, .. } => text.as_bytes(),
        }
    }

    /// Reads the document as a schema.
    ///
    /// # Errors
    /// As [`Schema::read`].
    pub fn schema(&self, options: &ReadOptions) -> Result<Schema> {
        let options = &*self.with_dialect(options);
        match &self.form {
            Form::Whole(bytes) => schema::from_bytes(bytes.to_vec(), options),
            Form::Part { bytes, encoding, base } => {
                schema::from_decoded(decode_part(bytes, encoding, Illegal::Drop, *base), *base, options)
            }
            Form::Text { text, base } => {
                schema::from_decoded(prepare(text, Illegal::Drop, options), base.clone(), options)
            }
        }
    }

    /// Reads the document as a param.
    ///
    /// # Errors
    /// As [`Param::read`].
    pub fn param(&self, options: &ReadOptions) -> Result<Param> {
        let options = &*self.with_dialect(options);
        match &self.form {
            Form::Whole(bytes) => param::from_bytes(bytes.to_vec(), options),
            Form::Part { bytes, encoding, base } => {
                param::from_decoded(decode_part(bytes, encoding, Illegal::Keep, *base), *base, options)
            }
            Form::Text { text, base } => {
                param::from_decoded(prepare(text, Illegal::Keep, options), base.clone(), options)
            }
        }
    }

    fn with_dialect<'o>(&self, options: &'o ReadOptions) -> Cow<'o, ReadOptions> {
        match (options.dialect, self.dialect()) {
            (None, Some(dialect)) => Cow::Owned(options.clone().with_dialect(dialect)),
            _ => Cow::Borrowed(options),
        }
    }
}

fn no_document(root: Option<String>, instead: Option<String>) -> Error {
    Error::new(ErrorKind::NoDocument { root, instead }, None)
}

/// The error for JSON that is not UTF-8: no declaration could make it something else.
fn not_utf8(input: &[u8], options: &ReadOptions) -> Error {
    let Some(failure) = decode(input, Illegal::Keep, options).failure else { return no_document(None, None) };
    if let &ErrorKind::Encoding(EncodingError::Invalid { byte, .. }) = failure.kind() {
        return Error::new(EncodingError::NotUtf8(byte), failure.position());
    }
    failure
}

fn open_json<'i>(input: &'i [u8], options: &ReadOptions) -> Result<Opened<'i>> {
    if input.len() > options.max_input {
        return Err(input_limit(options));
    }
    let Ok(text) = std::str::from_utf8(input.strip_prefix(BOM).unwrap_or(input)) else {
        return Err(not_utf8(input, options));
    };
    let mut search = DocumentSearch::new(options);
    if let Err(stop) = json::walk(text, &mut search) {
        let Decoded { text, map, .. } = decode(input, Illegal::Keep, options);
        return Err(stop.into_error(&Source::new(text, map, Position::START)));
    }
    Ok(match search.only()? {
        Some(Find { path, body: Body::Text(found) }) => {
            let line = found.line(text);
            let bom = input.len() - text.len();
            let position = Position {
                line: small(1 + memchr::memchr_iter(b'\n', &text.as_bytes()[..line.start]).count()),
                column: 1,
                offset: (bom + line.start) as u64,
            };
            let line = Source::new(text[line].to_owned(), OffsetMap::default(), position);
            let form = Form::Text { base: found.base(line), text: found.text };
            Opened::Document(Document { form, path: Some(path) })
        }
        None if search.is_response() => return Err(no_document(search.root(), search.instead())),
        // There are no elements in JSON.
        _ => Opened::Json(Json { text, instead: search.instead() }),
    })
}

fn open_xml<'i>(input: &'i [u8], options: &ReadOptions) -> Result<Document<'i>> {
    let whole = Document { form: Form::Whole(input), path: None };
    let Ok(decoder) = Decoder::detect(input, Illegal::Keep) else { return Ok(whole) };
    let encoding = decoder.encoding();
    if has_known_root(input, decoder, options) {
        return Ok(whole);
    }
    let Decoded { text, map, failure: None } = decode(input, Illegal::Keep, options) else {
        return Ok(whole);
    };
    let source = Source::new(text, map, Position::START);
    let mut search = DocumentSearch::new(options);
    match inspect(&source, Origin::Input, &mut search) {
        Kind::Document | Kind::Broken => return Ok(whole),
        Kind::Answer => {}
    }
    let Some(Find { path, body }) = search.only()? else {
        return Err(no_document(search.root(), search.instead()));
    };
    let form = match body {
        Body::Text(found) => {
            let line = found.line(&source.text);
            let (start, end) = (small(line.start), small(line.end));
            let position = source.position_before(start);
            let line = Source::new(source.text[line].to_owned(), source.map.part(start, end), position);
            Form::Text { base: found.base(line), text: found.text }
        }
        Body::Elements(span) => {
            let (base, end) = (source.position(span.start), source.position(span.end));
            match input.get(base.offset as usize..end.offset as usize) {
                Some(bytes) => Form::Part { bytes, encoding, base },
                None => return Ok(whole),
            }
        }
    };
    Ok(Document { form, path: Some(path) })
}

/// Whether the beginning of the input shows that it is a document: so most need not be decoded twice.
fn has_known_root(input: &[u8], mut decoder: Decoder, options: &ReadOptions) -> bool {
    let mut text = String::new();
    decoder.push(&input[..input.len().min(PROBE)], &mut text);
    let source = Source::new(text, Default::default(), Position::START);
    let mut events = Events::new(&source, options);
    matches!(events.next(), Ok(Event::Start)) && Root::is_known(events.name())
}
