//! The field that `--path` means: by its pointer, or by a text in its id or name.

use tmall_schema::{FieldRef, Schema};

use crate::cli::error::UsageError;
use crate::cli::field_path;

/// How many fields are listed where several may be meant.
const LISTED: usize = 12;

/// The field that a pointer leads to, else the only one that has the text in its id or name.
pub(super) fn field<'s>(schema: &'s Schema, text: &str) -> Result<FieldRef<'s>, UsageError> {
    let path = if text.starts_with('/') { text.to_owned() } else { format!("/{text}") };
    if let Some(field) = field_path::field(schema, &path) {
        return Ok(field);
    }
    // A pointer that leads nowhere is misspelt, or of another schema.
    let found = if text.starts_with('/') || text.is_empty() { Vec::new() } else { with_text(schema, text) };
    match found.as_slice() {
        [] => Err(UsageError::NoField { similar: field_path::similar(schema, &path), path }),
        [field] => Ok(*field),
        fields => {
            let listed = fields.iter().take(LISTED);
            Err(UsageError::SeveralFields {
                text: text.to_owned(),
                fields: listed.map(|field| (field.path(), field.name().map(str::to_owned))).collect(),
                more: fields.len().saturating_sub(LISTED),
            })
        }
    }
}

/// The fields with this id, else those with this name, else those with the text in id, name or path. Case does not
/// matter.
fn with_text<'s>(schema: &'s Schema, text: &str) -> Vec<FieldRef<'s>> {
    let text = text.to_lowercase();
    let fields = |is_meant: &dyn Fn(FieldRef<'s>) -> bool| -> Vec<FieldRef<'s>> {
        schema.all_fields().filter(|field| is_meant(*field)).collect()
    };
    let name = |field: FieldRef<'_>| field.name().unwrap_or_default().to_lowercase();
    let by_id = fields(&|field| field.id().to_lowercase() == text);
    if !by_id.is_empty() {
        return by_id;
    }
    let by_name = fields(&|field| name(field) == text);
    if !by_name.is_empty() {
        return by_name;
    }
    fields(&|field| {
        let id = field.id().to_lowercase();
        id.contains(&text) || name(field).contains(&text) || in_path(field, &text)
    })
}

/// Whether a text with a slash is in the path, up to its end: not in those of all sub-fields.
fn in_path(field: FieldRef<'_>, text: &str) -> bool {
    let Some((_, last)) = text.rsplit_once('/') else { return false };
    field.id().to_lowercase().contains(last) && field.path().to_lowercase().contains(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_names_and_parts_of_them() {
        let schema = Schema::parse(
            r#"<itemRule><field id="title" name="商品标题" type="input"/>
            <field id="sub_title" name="卖点标题" type="input"/>
            <field id="sku" name="SKU" type="multiComplex"><fields><field id="sku_price" name="价格" type="input"/>
            <field id="prop_1" name="颜色" type="input"/></fields></field>
            <field id="box" name="盒" type="complex"><fields><field id="prop_1" name="盒颜色" type="input"/>
            </fields></field></itemRule>"#,
        )
        .unwrap();
        let one = |text: &str| field(&schema, text).map(FieldRef::path).ok();
        assert_eq!(one("title").as_deref(), Some("/title"));
        assert_eq!(one("/sku/0/sku_price").as_deref(), Some("/sku/sku_price"));
        assert_eq!(one("SKU_PRICE").as_deref(), Some("/sku/sku_price"));
        assert_eq!(one("颜色").as_deref(), Some("/sku/prop_1"));
        assert_eq!(one("卖点").as_deref(), Some("/sub_title"));
        assert_eq!(one("box/prop").as_deref(), Some("/box/prop_1"));
        assert_eq!(one("/price"), None);
        let several = |text: &str| match field(&schema, text) {
            Err(UsageError::SeveralFields { fields, .. }) => {
                fields.into_iter().map(|(path, _)| path).collect::<Vec<_>>()
            }
            other => panic!("{other:?}"),
        };
        assert_eq!(several("prop_1"), ["/sku/prop_1", "/box/prop_1"]);
        assert_eq!(several("标题"), ["/title", "/sub_title"]);
        assert!(matches!(field(&schema, "none"), Err(UsageError::NoField { .. })));
        assert!(matches!(field(&schema, ""), Err(UsageError::NoField { .. })));
    }
}
