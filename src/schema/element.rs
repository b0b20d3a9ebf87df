//! Content that the format does not know: kept as it is, so that writing loses nothing and comparing sees it.

/// An element that we do not know, with all that is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownElement {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<UnknownNode>,
}

/// A piece of content that we do not know.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UnknownNode {
    /// An attribute of an element that we know.
    Attribute(String, String),
    /// An element.
    Element(UnknownElement),
    /// Text that is not white space alone.
    Text(String),
}

/// A piece of unknown content and the element in which it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    pub(crate) place: &'static str,
    pub(crate) node: UnknownNode,
}

impl UnknownElement {
    /// The name as written, with its prefix.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The attributes, sorted by name.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Elements and text in document order.
    pub fn children(&self) -> &[UnknownNode] {
        &self.children
    }
}

impl Unknown {
    /// The name of the element in which it stood: `field`, `rules`, `options` …; what stood within values is
    /// told of their field.
    pub fn place(&self) -> &str {
        self.place
    }

    /// What it is.
    pub fn node(&self) -> &UnknownNode {
        &self.node
    }
}
