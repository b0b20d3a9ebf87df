//! Facts about files from JSON.

use std::marker::PhantomData;

use crate::asset::Assets;
use crate::error::Result;
use crate::json_text::{MOST_NESTED, Reader};
use crate::span::{Position, Source};
use crate::xml::ReadOptions;
use crate::xml::encoding::{Illegal, prepare};

impl Assets {
    /// Reads a JSON object: `{"URL":{"bytes":1,"width":1,"height":1}}`. A byte order mark is skipped.
    ///
    /// ```
    /// use tmall_schema::Assets;
    /// let assets = Assets::from_json(r#"{"//img.example.com/a.jpg": {"width": 640, "height": 480}}"#)?;
    /// assert!(assets.get("//img.example.com/a.jpg").is_some());
    /// let error = Assets::from_json(r#"{"a.jpg": {"with": 640}}"#).unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "/a.jpg has the unknown key \"with\"; allowed: bytes, width, height at line 1, column 12 (byte 11)",
    /// );
    /// # Ok::<(), tmall_schema::Error>(())
    /// ```
    ///
    /// # Errors
    /// If the text is not JSON, or has another key or type: a misspelled fact would not be missed otherwise.
    pub fn from_json(json: &str) -> Result<Assets> {
        let decoded = prepare(json, Illegal::Keep, &ReadOptions::new());
        if let Some(failure) = decoded.failure {
            return Err(failure);
        }
        let source = Source::new(decoded.text, decoded.map, Position::START);
        let reader = Reader::new(&source.text, MOST_NESTED);
        reader.document(PhantomData::<Assets>).map_err(|stop| stop.into_error(&source))
    }
}
