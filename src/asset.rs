//! Facts about files and pictures, which are not part of any document.

use std::collections::HashMap;

/// What is known about one file.
///
/// Any of it may be missing; a rule that needs it is then reported as unchecked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct AssetFacts {
    /// Its size in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
    /// The picture's width in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<u64>,
    /// The picture's height in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<u64>,
}

impl AssetFacts {
    /// A file without any known facts.
    #[must_use]
    pub fn new() -> AssetFacts {
        AssetFacts::default()
    }

    /// Its size in bytes.
    #[must_use]
    pub fn with_bytes(mut self, bytes: u64) -> AssetFacts {
        self.bytes = Some(bytes);
        self
    }

    /// The picture's width and height in pixels.
    #[must_use]
    pub fn with_pixels(mut self, width: u64, height: u64) -> AssetFacts {
        (self.width, self.height) = (Some(width), Some(height));
        self
    }
}

/// Facts about files by the text of the value that names them, usually a link; compared exactly.
///
/// The rules `maxTargetSizeRule`, `minTargetSizeRule`, `maxImageSizeRule` and `minImageSizeRule` are
/// validated by them.
///
/// ```
/// use tmall_schema::{AssetFacts, Assets, Param, Schema, ValidateOptions, Validator};
/// let schema = Schema::parse(r#"<itemRule><field id="img" type="input"><rules>
///   <rule name="minImageSizeRule" value="800*800"/></rules></field></itemRule>"#)?;
/// let assets = Assets::new().with_asset("//img.example.com/a.jpg", AssetFacts::new().with_pixels(640, 480));
/// let validator = Validator::compile_with(&schema, &ValidateOptions::new().with_assets(assets));
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

    /// Adds what is known of a file.
    #[must_use]
    pub fn with_asset(mut self, url: impl Into<String>, facts: AssetFacts) -> Assets {
        self.facts.insert(url.into(), facts);
        self
    }

    /// What is known of a file.
    pub fn get(&self, url: &str) -> Option<&AssetFacts> {
        self.facts.get(url)
    }
}

impl Extend<(String, AssetFacts)> for Assets {
    fn extend<I: IntoIterator<Item = (String, AssetFacts)>>(&mut self, facts: I) {
        self.facts.extend(facts);
    }
}
