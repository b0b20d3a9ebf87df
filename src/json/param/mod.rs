//! The JSON form of a param. [`Param::to_json`] defines it and [`Param::from_json`] says how it is read.

mod known;
mod loss;
mod read;
mod tree;
mod write;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::{Loss, Result};
use crate::param::Param;
use crate::schema::Schema;
use crate::xml::ReadOptions;

impl Param {
    /// Reads a param from its JSON form, see [`Param::to_json`]; with a schema, for that schema.
    ///
    /// - A number, `true`, `false` or `null` is an error: what counts is the text as written, and JSON does not
    ///   keep it (`1.0` and `1.00` are one number). An array within an array is an error too.
    /// - A key that is given twice is two fields, in this order, as in the XML.
    /// - What does not fit the field is kept for the validator to report: a text or an array on a complex,
    ///   an object or an array on an `input`, texts and objects in one array. Texts become values, objects rows.
    /// - An object may be a value with attributes or a group of sub-fields. With a schema the field decides: on a
    ///   field of texts an object is a value if it has a text `value` and texts under names that XML allows as
    ///   attributes; on a complex that has a sub-field called `value` it never is. Everywhere else (no schema, a
    ///   field that the schema does not know, a complex without such a sub-field) it is a value if it has a text
    ///   `value` and besides only attributes that values are known to carry, at least one, as texts.
    /// - The limits of [`ReadOptions`] hold; the depth is that of the XML which the same values would be. Of arrays
    ///   and objects never more than 120 levels are nested.
    /// - A byte order mark is skipped. Values, rows and fields know where they were.
    /// - Names and types of fields are not part of the form; the schema has them.
    ///
    /// ```
    /// use tmall_schema::{Param, Schema};
    /// let schema = Schema::parse(r#"<itemRule>
    ///   <field id="color" type="singleCheck"/>
    ///   <field id="content" type="multiComplex"><fields>
    ///     <field id="type" type="singleCheck"/><field id="value" type="input"/>
    ///   </fields></field>
    /// </itemRule>"#)?;
    /// let param = Param::from_json(
    ///     r#"{"color": {"value": "-1", "inputValue": "雾霾蓝"}, "content": [{"type": "text", "value": "好"}]}"#,
    ///     Some(&schema),
    /// )?;
    /// assert_eq!(param.text("color"), Some("-1"));
    /// assert_eq!(param.text("/content/0/value"), Some("好"));
    ///
    /// let error = Param::from_json("{\n  \"sku\": [{\"price\": 10.00}]}", None).unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "/sku/0/price is a number; write it as a text at line 2, column 21 (byte 22)",
    /// );
    /// # Ok::<(), tmall_schema::Error>(())
    /// ```
    ///
    /// # Errors
    /// If the text is not JSON, not an object, holds anything but texts, arrays and objects, or a field
    /// without an id, or passes a limit.
    pub fn from_json(json: &str, schema: Option<&Schema>) -> Result<Param> {
        Param::from_json_with(json, schema, &ReadOptions::new())
    }

    /// Reads a param from its JSON form, with options.
    ///
    /// # Errors
    /// As [`Param::from_json`].
    pub fn from_json_with(json: &str, schema: Option<&Schema>, options: &ReadOptions) -> Result<Param> {
        read::from_text(json, schema, options)
    }

    /// The JSON form on one line.
    ///
    /// An object with one key for each field that is set, in order; the values are those of the XML, as texts.
    ///
    /// | field | JSON |
    /// |---|---|
    /// | `input`, `singleCheck` | `"10.00"` |
    /// | `multiInput`, `multiCheck` | `["1", "8"]` |
    /// | `complex` | `{"price": "10.00"}` |
    /// | `multiComplex`, and a complex that takes several instances | `[{"price": "10.00"}, {}]` |
    /// | a value with attributes, in any of these places | `{"value": "-1", "inputValue": "雾霾蓝"}` |
    /// | set to nothing on purpose | `""`, `[]`, `{}` |
    ///
    /// The paths of findings are JSON Pointers into this form.
    ///
    /// What is an array is decided by this schema, else by that of the param, else by the types that the
    /// fields declare, else by the shape of the values.
    ///
    /// Reading with the same schema, or without one as it was written without one, gives an equal param. Where
    /// the form must bend for that:
    ///
    /// - Values and rows on one field become an array, the values first; so do several on a field that takes one.
    /// - Plain values on a complex, as alibaba.com's sample has them, are written as on any other field.
    /// - A group that would be read as a value with attributes has its sub-field `value` in an array:
    ///   `{"value": ["a"], "text": "b"}`.
    /// - Should a value have an attribute that is itself called `value`, it comes before the text: of two keys
    ///   `value` the last is the text.
    ///
    /// Not in the form, and so lost (see [`lost_in_json`](Param::lost_in_json)): all that is not written as XML, except
    /// labels; mark-up inside values; the attributes of the elements around rows, which the platform does not use.
    /// And a value with attributes comes back as a row of texts where [`Param::from_json`] takes its object for
    /// one: on a complex that has a sub-field `value`, and, away from fields that the schema knows to be of
    /// texts, if one of its attributes is not among those that values are known to carry.
    ///
    /// ```
    /// use tmall_schema::Param;
    /// let param = Param::parse(r#"<itemParam>
    ///   <field id="title" type="input"><value>纯棉衬衫</value></field>
    ///   <field id="sku" type="multiComplex"><complex-values>
    ///     <field id="price" type="input"><value>10.00</value></field></complex-values></field>
    /// </itemParam>"#)?;
    /// let json = param.to_json(None);
    /// assert_eq!(json, r#"{"title":"纯棉衬衫","sku":[{"price":"10.00"}]}"#);
    /// assert_eq!(Param::from_json(&json, None)?, param);
    /// # Ok::<(), tmall_schema::Error>(())
    /// ```
    pub fn to_json(&self, schema: Option<&Schema>) -> String {
        // The form has texts for keys and values, so nothing in it can fail.
        write::with(self, schema, |form| serde_json::to_string(form)).unwrap_or_default()
    }

    /// Content of the document that the param was read from which [`to_json`](Param::to_json) has no place for, or that
    /// does not come back from there. Programs that convert a document should refuse if there is any, see
    /// [`Loss::refusal`].
    #[must_use]
    pub fn lost_in_json(&self, schema: Option<&Schema>) -> Vec<Loss> {
        let mut losses = self.losses.clone();
        loss::find(self, schema, &mut losses);
        self.placed(losses)
    }

    /// The JSON form on many lines, indented.
    pub fn to_json_pretty(&self, schema: Option<&Schema>) -> String {
        write::with(self, schema, |form| serde_json::to_string_pretty(form)).unwrap_or_default()
    }
}

/// As [`Param::to_json`] for a reader with this schema, for any serializer.
pub(crate) struct ParamForm<'a> {
    pub(crate) param: &'a Param,
    pub(crate) schema: Option<&'a Schema>,
}

impl Serialize for ParamForm<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write::with(self.param, self.schema, |form| form.serialize(serializer))
    }
}

/// The JSON form of a param as it came from any deserializer, before a schema says what its parts are.
#[derive(Debug)]
pub(crate) struct ParamTree(tree::Tree);

impl ParamTree {
    /// As [`Param::from_json`], without places.
    pub(crate) fn into_param(self, schema: Option<&Schema>) -> Result<Param> {
        read::from_tree(self.0, schema)
    }
}

impl<'de> Deserialize<'de> for ParamTree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<ParamTree, D::Error> {
        tree::Tree::deserialize(deserializer).map(ParamTree)
    }
}

/// As [`Param::to_json`] without a schema, so that it can be read without one.
impl Serialize for Param {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write::with(self, None, |form| form.serialize(serializer))
    }
}

/// As [`Param::from_json`] without a schema and without places; from any format that describes itself.
impl<'de> Deserialize<'de> for Param {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Param, D::Error> {
        let tree = tree::Tree::deserialize(deserializer)?;
        read::from_tree(tree, None).map_err(serde::de::Error::custom)
    }
}
