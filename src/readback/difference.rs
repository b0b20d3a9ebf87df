//! What a comparison found.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::lang::Lang;
use crate::span::Position;
use crate::value::{ParamField, Row, Value};

/// The differences between an item that was sent and what is stored of it: the result of [`Param::compare`].
///
/// [`Param::compare`]: crate::param::Param::compare
///
/// ```
/// use tmall_schema::{DifferenceKind, Param, ReadbackOptions};
///
/// let sent = Param::parse(r#"<itemParam>
///   <field id="title"><value>纯棉衬衫</value></field>
///   <field id="color"><values><value inputValue="雾霾蓝">-1</value><value>28341</value></values></field>
///   <field id="pic"><value>http://img.alicdn.com/a.jpg</value></field>
/// </itemParam>"#)?;
/// let stored = Param::parse(r#"<itemParam>
///   <field id="title"><value>纯棉衫</value></field>
///   <field id="color"><values><value>28341</value><value inputValue="雾霾蓝">-1001</value></values></field>
///   <field id="pic"><value>//img.alicdn.com/a.jpg</value></field>
/// </itemParam>"#)?;
/// let readback = sent.compare(&stored, None, &ReadbackOptions::new());
/// let [difference] = readback.differences() else { panic!() };
/// assert_eq!((difference.kind(), difference.path()), (DifferenceKind::Changed, "/title"));
/// assert!(!readback.is_kept());
/// # Ok::<(), tmall_schema::Error>(())
/// ```
///
/// # What is equal
///
/// | sent and stored | equal if |
/// |---|---|
/// | custom values: a negative whole number with an `inputValue` | the `inputValue` is the same; the number is only a marker |
/// | numbers of a field that the schema types as integer, long, decimal or double | they are the same decimal: `10` and `10.00` |
/// | addresses of images | they differ in `http:`, `https:` or no protocol only; also those in the `img` tags of a text |
/// | several values of one field | they are the same values in any order, unless [`with_order`](crate::readback::ReadbackOptions::with_order) asks for it |
/// | a field that is empty, and one that is not there | always |
/// | a value whose attributes are a part of those of the other | those that were sent are stored; the platform adds `displayName` and others |
///
/// An address is one of an image if the schema says so by a rule on the size of the file or the picture or by the
/// value type `url`, or if its path ends as those of images do, or if its host is one that the platform stores images
/// at.
///
/// # Which rows are compared
///
/// Rows are paired by the first of these that applies:
/// 1. the fields that [`with_key`](crate::readback::ReadbackOptions::with_key) names for the table;
/// 2. the sale properties of the schema: fields `prop_` or `p-` and digits of type `singleCheck` or `input` in the row,
///    also inside a complex in it, such as `/sku/props/p-1627207`;
/// 3. the order: equal rows at the beginning and at the end, and those between them one by one.
///
/// Of the rows that are left, those that are equal apart from the key are paired. Rows without any key are then
/// paired by their order.
///
/// # What is not compared
///
/// - `update_fields` at the top: it says what to update and is not stored.
/// - Fields of type `label`, and fields that the schema disables on either side: they read as empty everywhere.
/// - Names and declared types of fields, and attributes of the elements around rows.
#[derive(Clone, Debug, Default)]
pub struct Readback {
    pub(super) differences: Vec<Difference>,
}

/// One thing that was stored differently from what was sent.
#[derive(Clone, Debug)]
pub struct Difference {
    pub(super) kind: DifferenceKind,
    pub(super) path: String,
    pub(super) stored_path: Option<String>,
    pub(super) field: Option<String>,
    pub(super) old: Option<Held>,
    pub(super) new: Option<Held>,
    pub(super) sent_position: Option<Position>,
    pub(super) stored_position: Option<Position>,
}

/// In what way it differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum DifferenceKind {
    /// It was sent and is not stored.
    Lost,
    /// It is stored as something else. Something sent empty, to clear it, and stored with a value is this too.
    Changed,
    /// It is stored and was not sent.
    Added,
}

/// What is on one side.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Held {
    /// One value.
    Value(Value),
    /// The values of a field that takes several.
    Values(Vec<Value>),
    /// A complex value, or one row.
    Row(Row),
    /// All rows of a table.
    Rows(Vec<Row>),
    /// Values and rows together, which no field takes.
    Mixed(ParamField),
}

impl Readback {
    /// What differs: in the order of what was sent, of each level that which was added after the rest.
    #[must_use]
    pub fn differences(&self) -> &[Difference] {
        &self.differences
    }

    /// How many differences there are of a kind.
    #[must_use]
    pub fn count(&self, kind: DifferenceKind) -> usize {
        self.differences.iter().filter(|difference| difference.kind == kind).count()
    }

    /// Whether all that was sent is stored: nothing was lost or changed. Something may have been added.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.differences.iter().all(|difference| difference.kind == DifferenceKind::Added)
    }
}

impl Difference {
    /// In what way it differs.
    #[must_use]
    pub fn kind(&self) -> DifferenceKind {
        self.kind
    }

    /// Where: a JSON Pointer into the JSON form of the item that was sent; of something added, of the stored one.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Where it is in the stored item, if that is another place.
    #[must_use]
    pub fn stored_path(&self) -> Option<&str> {
        self.stored_path.as_deref()
    }

    /// The field's name: the schema's, else the one that was sent or stored.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        self.field.as_deref()
    }

    /// What was sent.
    #[must_use]
    pub fn sent(&self) -> Option<&Held> {
        self.old.as_ref()
    }

    /// What is stored.
    #[must_use]
    pub fn stored(&self) -> Option<&Held> {
        self.new.as_ref()
    }

    /// Where it is in the document that was sent.
    #[must_use]
    pub fn sent_position(&self) -> Option<Position> {
        self.sent_position
    }

    /// Where it is in the stored document.
    #[must_use]
    pub fn stored_position(&self) -> Option<Position> {
        self.stored_position
    }

    /// The difference in one sentence, without the path.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let text = |held: &Option<Held>| held.as_ref().map_or_else(String::new, Held::to_string);
        let (old, new) = (text(&self.old), text(&self.new));
        match self.kind {
            DifferenceKind::Lost => lang.pick(format!("{old} was lost"), format!("{old} 丢失")),
            DifferenceKind::Changed => {
                lang.pick(format!("{old} was changed to {new}"), format!("{old} 变成了 {new}"))
            }
            DifferenceKind::Added => lang.pick(format!("{new} was added"), format!("多出了 {new}")),
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.message(Lang::En))
    }
}

impl DifferenceKind {
    /// All kinds.
    pub const ALL: [DifferenceKind; 3] =
        [DifferenceKind::Lost, DifferenceKind::Changed, DifferenceKind::Added];

    /// The name in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            DifferenceKind::Lost => "lost",
            DifferenceKind::Changed => "changed",
            DifferenceKind::Added => "added",
        }
    }
}

impl fmt::Display for DifferenceKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for DifferenceKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
