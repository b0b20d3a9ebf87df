//! The item that a schema for editing holds.

use std::collections::HashSet;
use std::sync::Arc;

use compact_str::CompactString;

use crate::param::Param;
use crate::schema::{FieldRef, Schema};
use crate::value::{Content, ParamField, Row, Tag};
use crate::vocab::{FieldKind, element};

/// Which values of a schema are those of the item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Take {
    /// The present ones only.
    Present,
    /// The present ones, and default values of fields that have none.
    Both,
}

impl Param {
    /// The item that a schema for editing holds, with the places at which its values are.
    ///
    /// In the newer dialects these are the present values beside the rules, if there are any: then a default value
    /// is what the platform would fill in, not what is stored. The classic dialect has the stored values as default
    /// values.
    ///
    /// ```
    /// use tmall_schema::{Param, Schema};
    /// let schema = Schema::parse("<itemSchema><field id='a' type='input'><value>1</value></field>\
    ///     <field id='b' type='input'><default-value>2</default-value></field></itemSchema>")?;
    /// let item = Param::from_present(&schema);
    /// assert_eq!((item.text("a"), item.text("b")), (Some("1"), None));
    /// # Ok::<(), tmall_schema::Error>(())
    /// ```
    #[must_use]
    pub fn from_present(schema: &Schema) -> Param {
        let has_present =
            schema.all_fields().any(|field| field.present().is_some_and(|content| !content.is_empty()));
        let take =
            if has_present && schema.dialect().has_present_values() { Take::Present } else { Take::Both };
        let mut param = Param::new(schema);
        param.fields = fields(schema.fields(), take);
        param.source = Some(Arc::new(schema.0.source.clone()));
        param
    }
}

impl Schema {
    /// Whether what was read as a schema is an item: its root is `itemParam`, or it holds values and nothing that a
    /// schema has, such as rules, options, sub-fields or default values.
    #[must_use]
    pub fn is_item(&self) -> bool {
        let asks = |field: FieldRef<'_>| {
            field.rules().len() > 0
                || field.options().len() > 0
                || field.fields().next().is_some()
                || !field.labels().is_empty()
                || field.default().is_some_and(|content| !content.is_empty())
        };
        let holds = |field: FieldRef<'_>| field.present().is_some_and(|content| !content.is_empty());
        self.root() == element::ITEM_PARAM || (self.all_fields().any(holds) && !self.all_fields().any(asks))
    }
}

fn fields<'s>(fields: impl Iterator<Item = FieldRef<'s>>, take: Take) -> Vec<ParamField> {
    // Of several siblings with one id the first counts.
    let mut seen = HashSet::new();
    fields.filter(|field| seen.insert(field.id())).filter_map(|known| field(known, take)).collect()
}

fn field(known: FieldRef<'_>, take: Take) -> Option<ParamField> {
    let content = match take {
        Take::Present => known.present(),
        Take::Both => known.given(),
    };
    let mut content = content.cloned().unwrap_or_default();
    if known.kind() == Some(FieldKind::Complex) && content.rows.len() <= 1 && !known.is_repeatable() {
        let mut row =
            content.rows.pop().unwrap_or_else(|| Row { span: Some(known.span()), ..Row::default() });
        let own: HashSet<CompactString> = row.fields.iter().map(|field| field.tag.id.clone()).collect();
        row.fields.extend(fields(known.fields(), take).into_iter().filter(|field| !own.contains(field.id())));
        if !row.fields.is_empty() {
            content.rows.push(row);
        }
    }
    if content.is_empty() {
        return None;
    }
    let tag = Tag::new(known.id(), known.name(), known.kind());
    let content = Content { values: content.values, rows: content.rows, ..Content::default() };
    Some(ParamField { content, span: Some(known.span()), ..ParamField::tagged(tag) })
}
