//! JSON whose keys keep their order.

use serde::ser::{Serialize, SerializeMap, Serializer};

/// A JSON value. Objects keep the order in which keys were added.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Bool(bool),
    Number(u64),
    Text(String),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Node::Bool(yes) => serializer.serialize_bool(*yes),
            Node::Number(number) => serializer.serialize_u64(*number),
            Node::Text(text) => serializer.serialize_str(text),
            Node::List(list) => serializer.collect_seq(list),
            Node::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

impl From<&str> for Node {
    fn from(text: &str) -> Node {
        Node::Text(text.to_owned())
    }
}

impl From<String> for Node {
    fn from(text: String) -> Node {
        Node::Text(text)
    }
}

impl From<usize> for Node {
    fn from(number: usize) -> Node {
        Node::Number(number as u64)
    }
}

impl From<bool> for Node {
    fn from(yes: bool) -> Node {
        Node::Bool(yes)
    }
}

impl From<Vec<Node>> for Node {
    fn from(list: Vec<Node>) -> Node {
        Node::List(list)
    }
}

/// An object of these entries.
pub(super) fn object<const N: usize>(entries: [(&str, Node); N]) -> Node {
    Node::Object(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

/// An object of one entry.
pub(super) fn one(key: &str, value: impl Into<Node>) -> Node {
    object([(key, value.into())])
}

pub(super) fn list<const N: usize>(nodes: [Node; N]) -> Node {
    Node::List(nodes.into())
}

pub(super) fn not(node: Node) -> Node {
    one("not", node)
}

pub(super) fn pattern(pattern: impl Into<String>) -> Node {
    one("pattern", Node::Text(pattern.into()))
}

pub(super) fn reference(name: &str) -> Node {
    one("$ref", format!("#/$defs/{name}"))
}

pub(super) fn of_type(name: &str) -> Node {
    one("type", name)
}

/// Keywords that mean the same beside each other as apart.
const INDEPENDENT: [&str; 7] = ["type", "const", "enum", "oneOf", "pattern", "minLength", "maxLength"];

/// What all of these say; nothing is `true`. Lists in lists, and objects that can be one, are joined.
pub(super) fn all(nodes: Vec<Node>) -> Node {
    let mut flat: Vec<Node> = Vec::new();
    let mut add = |node: Node| match (flat.last_mut(), node) {
        (_, Node::Bool(true)) => {}
        (Some(Node::Object(known)), Node::Object(more)) if can_join(known, &more) => known.extend(more),
        (_, node) => flat.push(node),
    };
    for node in nodes {
        match node.into_all_of() {
            Ok(inner) => inner.into_iter().for_each(&mut add),
            Err(node) => add(node),
        }
    }
    match flat.len() {
        0 => Node::Bool(true),
        1 => flat.remove(0),
        _ => one("allOf", flat),
    }
}

fn can_join(known: &[(String, Node)], more: &[(String, Node)]) -> bool {
    let is_independent = |(key, _): &(String, Node)| INDEPENDENT.contains(&key.as_str());
    known.iter().chain(more).all(is_independent)
        && more.iter().all(|(key, _)| known.iter().all(|(other, _)| other != key))
}

/// What one of these says.
pub(super) fn any(mut nodes: Vec<Node>) -> Node {
    if nodes.len() == 1 { nodes.remove(0) } else { one("anyOf", nodes) }
}

impl Node {
    /// The parts of an object that only says `allOf`; else the node itself.
    fn into_all_of(self) -> Result<Vec<Node>, Node> {
        let Node::Object(mut entries) = self else { return Err(self) };
        if let [(key, Node::List(inner))] = entries.as_mut_slice()
            && key == "allOf"
        {
            return Ok(std::mem::take(inner));
        }
        Err(Node::Object(entries))
    }

    /// Adds an entry to an object.
    pub(super) fn with(mut self, key: &str, value: impl Into<Node>) -> Node {
        if let Node::Object(entries) = &mut self {
            entries.push((key.to_owned(), value.into()));
        }
        self
    }
}
