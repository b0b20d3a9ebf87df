//! Content that the format does not define: kept as it is, so that writing loses nothing and comparing sees it.

use crate::vocab::element;

/// An unknown element, with all that is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownElement {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<UnknownNode>,
}

/// A piece of unknown content.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UnknownNode {
    /// An attribute of a known element.
    Attribute(String, String),
    /// An element.
    Element(UnknownElement),
    /// Text that is not white space alone.
    Text(String),
}

/// A piece of unknown content and the element in which it was.
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

    fn local_name(&self) -> &str {
        self.name.rsplit(':').next().unwrap_or_default()
    }

    /// Whether it is a `depend-group` with a `depend-express` at any depth. An empty group is as if absent.
    fn is_filled_group(&self) -> bool {
        self.local_name() == element::DEPEND_GROUP
            && self.children.iter().any(|child| match child {
                UnknownNode::Element(child) => {
                    child.local_name() == element::DEPEND_EXPRESS || child.is_filled_group()
                }
                UnknownNode::Attribute(..) | UnknownNode::Text(_) => false,
            })
    }

    /// Elements and text in document order.
    pub fn children(&self) -> &[UnknownNode] {
        &self.children
    }
}

impl Unknown {
    /// The name of the element in which it was: `field`, `rules`, `options` …; content within values
    /// belongs to their field.
    pub fn place(&self) -> &str {
        self.place
    }

    /// Whether it is a `depend-group` that is not empty, directly in a field.
    pub(crate) fn is_stray_group(&self) -> bool {
        self.place == element::FIELD
            && matches!(&self.node, UnknownNode::Element(group) if group.is_filled_group())
    }

    /// What it is.
    pub fn node(&self) -> &UnknownNode {
        &self.node
    }
}

/// Brings unknown content into the order in which it is written: by place, attributes first and by name.
/// So a schema that was written and is read again is equal. Returns the names of attributes that are not kept, because
/// another of the same name and another value is.
pub(crate) fn normalize_unknown(unknown: &mut Vec<Unknown>) -> Vec<String> {
    let mut lost = Vec::new();
    let rank = |unknown: &Unknown| match &unknown.node {
        UnknownNode::Attribute(name, _) => (unknown.place, 0, name.clone()),
        UnknownNode::Element(_) | UnknownNode::Text(_) => (unknown.place, 1, String::new()),
    };
    unknown.sort_by_cached_key(rank);
    // Texts with nothing between them would be read as one; a wrapper that was there twice is written once,
    // and its attributes too.
    unknown.dedup_by(|later, earlier| match (&mut earlier.node, &later.node) {
        (UnknownNode::Attribute(name, value), UnknownNode::Attribute(other, more)) => {
            let is_same = earlier.place == later.place && name == other;
            if is_same && value != more {
                lost.push(other.clone());
            }
            is_same
        }
        (UnknownNode::Text(text), UnknownNode::Text(more)) if earlier.place == later.place => {
            text.push(' ');
            text.push_str(more);
            true
        }
        _ => false,
    });
    lost
}
