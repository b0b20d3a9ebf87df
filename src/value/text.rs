//! One text of a field, with its attributes.

use compact_str::CompactString;

use crate::span::Span;
use crate::value::compact::ValueExtras;
use crate::vocab::attribute;

/// One text of a field, with the attributes that must survive a round trip.
///
/// ```
/// use tmall_schema::Value;
/// let custom = Value::custom("-1", "雾霾蓝");
/// assert_eq!(custom.text(), "-1");
/// assert_eq!(custom.attribute("inputValue"), Some("雾霾蓝"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Value {
    /// Mostly a few letters or digits, which are stored inline.
    pub(crate) text: CompactString,
    /// The attributes, and what few values have besides.
    pub(crate) attributes: ValueExtras,
    pub(crate) span: Option<Span>,
    /// Whether it was in a `values` element.
    pub(crate) wrapped: bool,
}

impl Value {
    /// A text without attributes.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Value {
        Value { text: CompactString::from(text.into()), ..Value::default() }
    }

    /// A custom option: the negative number that the platform wants, and the text in `inputValue`.
    #[must_use]
    pub fn custom(value: impl Into<String>, text: impl Into<String>) -> Value {
        Value::new(value).with_attribute(attribute::INPUT_VALUE, text)
    }

    /// Adds or replaces an attribute.
    #[must_use]
    pub fn with_attribute(mut self, name: impl Into<String>, value: impl Into<String>) -> Value {
        let (name, value) = (name.into(), value.into());
        match self.attributes.iter_mut().find(|(known, _)| *known == name) {
            Some(known) => known.1 = value,
            None => self.attributes.push((name, value)),
        }
        self
    }

    /// The text, untrimmed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// An attribute by its name.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The attributes as they were written.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The content as it was written, if it holds elements: `a<p>b</p>`.
    ///
    /// That is what people send who forget to escape HTML. The platform keeps only the text directly inside, which is
    /// [`text`](Value::text). The XML writer writes the content as it was; the JSON form has no place for it.
    ///
    /// ```
    /// use tmall_schema::Param;
    /// let param = Param::parse("<itemParam><field id='a'><value>a<p>b</p></value></field></itemParam>")?;
    /// let value = &param.field("a").unwrap().values()[0];
    /// assert_eq!((value.text(), value.markup()), ("a", Some("a<p>b</p>")));
    /// # Ok::<(), tmall_schema::Error>(())
    /// ```
    pub fn markup(&self) -> Option<&str> {
        self.attributes.markup()
    }

    /// Where it was in the text that the param was read from.
    pub fn span(&self) -> Option<Span> {
        self.span
    }

    /// Whether the text is empty; white space is not.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// Text and attributes count, their order and where they were do not.
impl PartialEq for Value {
    fn eq(&self, other: &Value) -> bool {
        self.text == other.text && same_attributes(&self.attributes, &other.attributes)
    }
}

impl Eq for Value {}

pub(crate) fn same_attributes(a: &[(String, String)], b: &[(String, String)]) -> bool {
    a.len() == b.len() && a.iter().all(|pair| b.contains(pair))
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::new(text)
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::new(text)
    }
}
