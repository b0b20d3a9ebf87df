//! What the platform stored of what was sent: two items compared by their values.
//!
//! The platform drops and renumbers silently, so what was published is read back and compared.
//! [`Param::compare`] reports what was lost, changed and added, by path, and passes over the differences that the
//! platform makes without a change of meaning.
//!
//! ```
//! use tmall_schema::{DifferenceKind, Param, ReadbackOptions};
//!
//! let sent = Param::parse(r#"<itemParam>
//!   <field id="title"><value>纯棉衬衫</value></field>
//!   <field id="color"><values><value inputValue="雾霾蓝">-1</value><value>28341</value></values></field>
//!   <field id="pic"><value>http://img.alicdn.com/a.jpg</value></field>
//! </itemParam>"#)?;
//! let stored = Param::parse(r#"<itemParam>
//!   <field id="title"><value>纯棉衫</value></field>
//!   <field id="color"><values><value>28341</value><value inputValue="雾霾蓝">-1001</value></values></field>
//!   <field id="pic"><value>//img.alicdn.com/a.jpg</value></field>
//! </itemParam>"#)?;
//! let readback = sent.compare(&stored, None, &ReadbackOptions::new());
//! let [difference] = readback.differences() else { panic!() };
//! assert_eq!((difference.kind(), difference.path()), (DifferenceKind::Changed, "/title"));
//! assert!(!readback.is_kept());
//! # Ok::<(), tmall_schema::Error>(())
//! ```
//!
//! # What is equal
//!
//! | sent and stored | equal if |
//! |---|---|
//! | custom values: a negative whole number with an `inputValue` | the `inputValue` is the same; the number is only a marker |
//! | numbers of a field that the schema types as integer, long, decimal or double | they are the same decimal: `10` and `10.00` |
//! | addresses of images | they differ in `http:`, `https:` or no protocol only; also those in the `img` tags of a text |
//! | several values of one field | they are the same values in any order, unless [`ReadbackOptions::with_order`] asks for it |
//! | a field that is empty, and one that is not there | always |
//! | a value whose attributes are a part of those of the other | those that were sent are stored; the platform adds `displayName` and others |
//!
//! An address is one of an image if the schema says so by a rule on the size of the file or the picture or by the
//! value type `url`, or if its path ends as those of images do, or if its host is one that the platform stores images
//! at.
//!
//! # Which rows are compared
//!
//! Rows are paired by the first of these that applies:
//! 1. the fields that [`ReadbackOptions::with_key`] names for the table;
//! 2. the sale properties of the schema: fields `prop_` or `p-` and digits of type `singleCheck` or `input` in the row,
//!    also inside a complex in it, such as `/sku/props/p-1627207`;
//! 3. the order: equal rows at the beginning and at the end, and those between them one by one.
//!
//! Of the rows that are left, those that are equal apart from the key are paired. Rows without any key are then
//! paired by their order.
//!
//! # What is not compared
//!
//! - `update_fields` at the top: it says what to update and is not stored.
//! - Fields of type `label`, and fields that the schema disables on either side: they read as empty everywhere.
//! - Names and declared types of fields, and attributes of the elements around rows.

mod address;
mod compare;
mod difference;
mod form;
mod options;
mod plan;
mod present;
mod rows;
mod same;
mod values;
mod view;

pub use difference::{Difference, DifferenceKind, Held, Readback};
pub use options::ReadbackOptions;

use crate::param::Param;
use crate::schema::Schema;

impl Param {
    /// Compares an item that was sent (`self`) with what was stored of it.
    ///
    /// With a schema, numbers and rows are compared as it says, disabled fields are left out, and paths are those
    /// of its fields. The page `docs/readback.md` says what counts as equal. Takes time linear in the sizes
    /// of both items.
    #[must_use]
    pub fn compare(&self, stored: &Param, schema: Option<&Schema>, options: &ReadbackOptions) -> Readback {
        compare::compare(self, stored, schema, options)
    }
}
