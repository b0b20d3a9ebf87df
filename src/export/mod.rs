//! Schemas in other forms: as a JSON Schema of the JSON form of an item, and as a page with a form.

mod condition;
mod conditional;
mod field;
mod node;
mod number;
mod report;
mod text;
mod value;

use serde::Serialize;
use serde::ser::Serializer;

use crate::export::field::Fields;
use crate::export::node::{Node, any, not, object, of_type, one, reference};
pub use crate::export::report::{Reason, Unexpressed};
use crate::schema::Schema;

/// A JSON Schema (draft 2020-12) of the JSON form of an item, and what it does not say.
///
/// It is never stricter than the validator: an item that it refuses has an error, if no key is given twice. It serializes
/// as the JSON Schema.
#[derive(Clone, Debug)]
pub struct JsonSchema {
    root: Node,
    unexpressed: Vec<Unexpressed>,
}

impl JsonSchema {
    /// The rules that it does not say, or only in part, in the order of the schema.
    #[must_use]
    pub fn unexpressed(&self) -> &[Unexpressed] {
        &self.unexpressed
    }

    /// The JSON Schema as text, indented.
    #[must_use]
    pub fn to_json_pretty(&self) -> String {
        // It has texts for keys, so nothing in it can fail.
        serde_json::to_string_pretty(&self.root).unwrap_or_default()
    }
}

impl Serialize for JsonSchema {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.root.serialize(serializer)
    }
}

impl Schema {
    /// A JSON Schema (draft 2020-12) of the JSON form of an item, see [`Param::to_json`](crate::Param::to_json).
    ///
    /// Types, limits, options, patterns and conditions are said where JSON Schema can say them without refusing what the
    /// validator accepts. The rest is listed under `x-tmall` of the field, and by [`JsonSchema::unexpressed`].
    ///
    /// ```
    /// use tmall_schema::Schema;
    /// let schema = Schema::parse(r#"<itemRule><field id="price" name="价格" type="input"><rules>
    ///   <rule name="requiredRule" value="true"/><rule name="valueTypeRule" value="decimal"/>
    ///   <rule name="readOnlyRule" value="true"/></rules></field></itemRule>"#)?;
    /// let exported = schema.to_json_schema();
    /// let json: serde_json::Value = serde_json::to_value(&exported).unwrap();
    /// assert_eq!(json["properties"]["price"]["title"], "价格");
    /// assert_eq!(json["required"], serde_json::json!(["price"]));
    /// assert_eq!(exported.unexpressed()[0].rule, "readOnlyRule");
    /// # Ok::<(), tmall_schema::Error>(())
    /// ```
    #[must_use]
    pub fn to_json_schema(&self) -> JsonSchema {
        let mut fields = Fields::new(self);
        let mut entries =
            vec![("$schema".to_owned(), Node::from("https://json-schema.org/draft/2020-12/schema"))];
        entries.extend(fields.object(None));
        let conditionals: Vec<Node> = fields.conditionals.iter().flat_map(|one| one.nodes(self)).collect();
        if !conditionals.is_empty() {
            entries.push(("allOf".to_owned(), Node::List(conditionals)));
        }
        entries.push(("$defs".to_owned(), definitions()));
        let about = object([
            ("format_version", Node::from(1_usize)),
            ("root", Node::from(self.root())),
            ("dialect", Node::from(self.dialect().as_str())),
        ]);
        entries.push(("x-tmall".to_owned(), about));
        JsonSchema { root: Node::Object(entries), unexpressed: fields.unexpressed }
    }
}

/// What all fields share.
fn definitions() -> Node {
    let entry = || any(vec![of_type("string"), reference("object")]);
    let filled = || one("minLength", 1_usize).with("type", "string");
    let empty_list = one("type", "array").with("maxItems", 0_usize);
    let empty_object = one("type", "object").with("maxProperties", 0_usize);
    let blank_text = node::all(vec![of_type("string"), text::blank()]);
    object([
        // No numbers anywhere, and no lists in lists.
        ("anything", any(vec![of_type("string"), reference("object"), reference("list")])),
        ("object", object([("type", Node::from("object")), ("additionalProperties", reference("anything"))])),
        ("list", object([("type", Node::from("array")), ("items", entry())])),
        // A value with attributes.
        ("attributed", reference("object")),
        // A list where one text is expected.
        (
            "single",
            node::all(vec![
                reference("list"),
                not(object([("contains", filled()), ("minContains", Node::from(2_usize))])),
            ]),
        ),
        // Content that is not text, for fields that take no text.
        (
            "nothing",
            any(vec![
                one("const", ""),
                reference("object"),
                node::all(vec![reference("list"), not(one("contains", filled()))]),
            ]),
        ),
        ("blank", any(vec![blank_text, empty_list, empty_object])),
    ])
}
