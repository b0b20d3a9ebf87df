//! Facts about files and pictures, which schemas and params do not contain.

use std::collections::HashMap;
use std::fmt;

use crate::lang::Lang;

/// The facts of one file. Each may be missing; rules that need it are then reported as unchecked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct AssetFacts {
    /// The size in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
    /// The width of the picture in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<u64>,
    /// The height of the picture in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<u64>,
}

impl AssetFacts {
    /// No facts.
    #[must_use]
    pub fn new() -> AssetFacts {
        AssetFacts::default()
    }

    /// With the size in bytes.
    #[must_use]
    pub fn bytes(mut self, bytes: u64) -> AssetFacts {
        self.bytes = Some(bytes);
        self
    }

    /// With the width and height of the picture in pixels.
    #[must_use]
    pub fn pixels(mut self, width: u64, height: u64) -> AssetFacts {
        (self.width, self.height) = (Some(width), Some(height));
        self
    }
}

/// The facts of files, by the text of the value that names the file, usually a link. Texts are compared exactly.
///
/// `maxTargetSizeRule`, `minTargetSizeRule`, `maxImageSizeRule` and `minImageSizeRule` are checked by them.
///
/// ```
/// use tmall_schema::{AssetFacts, Assets, Param, Schema, ValidateOptions, Validator};
/// let schema = Schema::parse(r#"<itemRule><field id="img" type="input"><rules>
///   <rule name="minImageSizeRule" value="800*800"/></rules></field></itemRule>"#)?;
/// let assets = Assets::new().with("//img.example.com/a.jpg", AssetFacts::new().pixels(640, 480));
/// let validator = Validator::compile_with(&schema, &ValidateOptions::new().assets(assets));
/// let mut param = Param::new(&schema);
/// param.set("img", "//img.example.com/a.jpg")?;
/// assert_eq!(validator.check(&param).findings()[0].to_string(),
///     "640*480 pixels, at least 800*800 required");
/// # Ok::<(), tmall_schema::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(transparent)]
pub struct Assets {
    facts: HashMap<String, AssetFacts>,
}

impl Assets {
    /// No facts.
    #[must_use]
    pub fn new() -> Assets {
        Assets::default()
    }

    /// Reads a JSON object: `{"URL":{"bytes":1,"width":1,"height":1}}`.
    ///
    /// # Errors
    /// If the text is not JSON, or has any other key or type: a misspelled fact would go unnoticed otherwise.
    pub fn from_json(text: &str) -> Result<Assets, AssetsError> {
        serde_json::from_str(text).map_err(|error| AssetsError {
            is_json: error.is_data(),
            line: error.line(),
            column: error.column(),
        })
    }

    /// With the facts of a file.
    #[must_use]
    pub fn with(mut self, url: impl Into<String>, facts: AssetFacts) -> Assets {
        self.facts.insert(url.into(), facts);
        self
    }

    /// The facts of a file.
    #[must_use]
    pub fn get(&self, url: &str) -> Option<&AssetFacts> {
        self.facts.get(url)
    }
}

impl Extend<(String, AssetFacts)> for Assets {
    fn extend<I: IntoIterator<Item = (String, AssetFacts)>>(&mut self, facts: I) {
        self.facts.extend(facts);
    }
}

/// Why a text is not [`Assets`], and where.
///
/// ```
/// let error = tmall_schema::Assets::from_json("{\"//img.example.com/a.jpg\":\n{\"size\":1}}").unwrap_err();
/// assert_eq!(error.line(), 2);
/// assert!(error.to_string().starts_with("each file must be an object of bytes, width and height"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssetsError {
    /// It is JSON, but not of the right form.
    is_json: bool,
    line: usize,
    column: usize,
}

impl AssetsError {
    /// The line, from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }

    /// The column in bytes, from 1; 0 at the end of a line.
    #[must_use]
    pub fn column(&self) -> usize {
        self.column
    }

    /// The message in a language.
    #[must_use]
    pub fn message(&self, lang: Lang) -> &'static str {
        if self.is_json {
            lang.pick(
                "each file must be an object of bytes, width and height, which are whole numbers: \
                 {\"https://…\": {\"bytes\": 1, \"width\": 1, \"height\": 1}}",
                "每个文件须为由 bytes、width 和 height（均为整数）组成的对象：\
                 {\"https://…\": {\"bytes\": 1, \"width\": 1, \"height\": 1}}",
            )
        } else {
            lang.pick("this is not valid JSON", "不是合法的 JSON")
        }
    }
}

impl fmt::Display for AssetsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message(Lang::En))
    }
}

impl std::error::Error for AssetsError {}
