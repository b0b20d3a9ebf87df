//! The calls of the contract by number. `Native.java` has the same numbers.

use serde::Serialize;
use tmall_schema::Lang;
use tmall_schema::api::{self, Failure, FailureClass, text};

use crate::handles::{plan, schema, schema_or_none};

/// An answer, and its texts in both languages if they were asked for.
pub(crate) struct Answer {
    pub(crate) json: String,
    pub(crate) texts: Option<String>,
}

/// What a call is given. A number of a handle is 0 for none.
pub(crate) struct Request<'r> {
    pub(crate) function: i32,
    pub(crate) first: i64,
    pub(crate) second: i64,
    pub(crate) inputs: &'r [Vec<u8>],
    pub(crate) options: &'r [u8],
    /// Whether messages are wanted in both languages.
    pub(crate) texts: bool,
}

fn utf8(bytes: &[u8]) -> Result<&str, Failure> {
    std::str::from_utf8(bytes).map_err(|error| {
        Failure::new(FailureClass::Usage, format!("a text is not UTF-8 at byte {}", error.valid_up_to()))
    })
}

/// The answers have texts for keys, so nothing in them can fail.
fn json(answer: &impl Serialize) -> String {
    serde_json::to_string(answer).unwrap_or_default()
}

/// Texts in English and in Chinese, for each element.
fn texts<T>(of: impl Iterator<Item = T>, text: impl Fn(&T, Lang) -> Vec<String>) -> String {
    json(&of.map(|one| [text(&one, Lang::En), text(&one, Lang::Zh)]).collect::<Vec<_>>())
}

impl Request<'_> {
    fn input(&self, at: usize) -> &[u8] {
        self.inputs.get(at).map_or(&[], Vec::as_slice)
    }

    fn validate(&self) -> Result<Answer, Failure> {
        let answer =
            api::validate(&*schema(self.first)?, self.input(0).into(), &text::options(utf8(self.options)?)?)?;
        let of = || texts(answer.report().findings().iter(), |one, lang| vec![one.message(lang)]);
        Ok(Answer { json: json(&answer), texts: self.texts.then(of) })
    }

    fn diff(&self) -> Result<Answer, Failure> {
        let (old, new) = (schema(self.first)?, schema(self.second)?);
        let answer = api::diff(&old, &new, &text::options(utf8(self.options)?)?)?;
        let of = || texts(answer.changes().iter(), |one, lang| vec![one.message(lang), one.reason(lang)]);
        Ok(Answer { json: json(&answer), texts: self.texts.then(of) })
    }

    fn to_xml(&self) -> Result<String, Failure> {
        let schema = schema(self.first)?;
        let xml = schema.schema().to_xml();
        xml.map_err(|error| Failure::new(FailureClass::Document, error.to_string()))
    }

    fn prepare(&self) -> Result<String, Failure> {
        api::prepare(&*schema(self.first)?, &text::options(utf8(self.options)?)?)?;
        Ok(String::new())
    }

    fn impact(&self, options: &str) -> Result<String, Failure> {
        let items: Vec<&[u8]> = self.inputs.iter().map(Vec::as_slice).collect();
        text::impact(&*schema(self.first)?, &*schema(self.second)?, &items, options)
    }

    /// Makes the call.
    pub(crate) fn answer(&self) -> Result<Answer, Failure> {
        let options = utf8(self.options)?;
        let known = || schema_or_none(self.first);
        let json = match self.function {
            0 => text::inspect(&*schema(self.first)?),
            1 => return self.validate(),
            2 => text::requirements(&*schema(self.first)?, self.input(0), options),
            3 => text::defaults(&*schema(self.first)?),
            4 => text::write(known()?.as_deref(), self.input(0), options),
            5 => text::to_json(known()?.as_deref(), self.input(0), options),
            6 => text::from_json(known()?.as_deref(), self.input(0), options),
            7 => return self.diff(),
            8 => self.impact(options),
            9 => text::readback(known()?.as_deref(), self.input(0), self.input(1), options),
            10 => text::fill(&*plan(self.first)?, utf8(self.input(0))?, options),
            11 => text::explain(utf8(self.input(0))?, options),
            // Not calls of the contract: canonical XML of a schema, and compiling the rules in advance.
            12 => self.to_xml(),
            13 => self.prepare(),
            // Of the contract again.
            14 => text::to_json_schema(&*schema(self.first)?, options),
            15 => text::methods(utf8(self.input(0))?, options),
            16 => text::request(utf8(self.input(0))?, utf8(self.input(1))?, options),
            17 => text::reply(self.input(0), options),
            unknown => Err(Failure::new(FailureClass::Usage, format!("there is no call {unknown}"))),
        };
        Ok(Answer { json: json?, texts: None })
    }
}
