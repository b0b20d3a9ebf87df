//! The fields that a text means, as the options `--path` and `--fields` take it: a pointer, or a text in id or name.

use tmall_schema::{FieldRef, Schema};

use super::error::UsageError;
use super::field_path;

/// How many fields are listed where several may be meant.
const LISTED: usize = 12;

/// The only field that a text means.
pub(crate) fn field<'s>(schema: &'s Schema, text: &str) -> Result<FieldRef<'s>, UsageError> {
    match fields(schema, text)?.as_slice() {
        [field] => Ok(*field),
        fields => Err(several(text, fields)),
    }
}

/// The fields that a text means, at least one: the field that a pointer leads to, else those with this id, else those with
/// this name, else the only one that has the text in its id, name or path.
pub(crate) fn fields<'s>(schema: &'s Schema, text: &str) -> Result<Vec<FieldRef<'s>>, UsageError> {
    let path = if text.starts_with('/') { text.to_owned() } else { format!("/{text}") };
    if let Some(field) = field_path::field(schema, &path) {
        return Ok(vec![field]);
    }
    // A pointer that leads nowhere is misspelled, or of another schema.
    let (found, is_exact) =
        if text.starts_with('/') || text.is_empty() { (Vec::new(), true) } else { with_text(schema, text) };
    match found.as_slice() {
        [] => Err(UsageError::NoField { similar: schema.similar_paths(&path), path }),
        [_, _, ..] if !is_exact => Err(several(text, &found)),
        _ => Ok(found),
    }
}

fn several(text: &str, fields: &[FieldRef<'_>]) -> UsageError {
    let listed = fields.iter().take(LISTED);
    UsageError::SeveralFields {
        text: text.to_owned(),
        fields: listed.map(|field| (field.path(), field.name().map(str::to_owned))).collect(),
        more: fields.len().saturating_sub(LISTED),
    }
}

/// The fields with this id, else those with this name, else those with the text in id, name or path; and whether it is the
/// whole of their id or name. Case does not matter.
fn with_text<'s>(schema: &'s Schema, text: &str) -> (Vec<FieldRef<'s>>, bool) {
    let text = text.to_lowercase();
    let fields = |is_meant: &dyn Fn(FieldRef<'s>) -> bool| -> Vec<FieldRef<'s>> {
        schema.all_fields().filter(|field| is_meant(*field)).collect()
    };
    let name = |field: FieldRef<'_>| field.name().unwrap_or_default().to_lowercase();
    let by_id = fields(&|field| field.id().to_lowercase() == text);
    if !by_id.is_empty() {
        return (by_id, true);
    }
    let by_name = fields(&|field| name(field) == text);
    if !by_name.is_empty() {
        return (by_name, true);
    }
    let by_part = fields(&|field| {
        let id = field.id().to_lowercase();
        id.contains(&text) || name(field).contains(&text) || in_path(field, &text)
    });
    (by_part, false)
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
        let all = |text: &str| fields(&schema, text).map(|fields| fields.len()).ok();
        assert_eq!((all("prop_1"), all("颜色"), all("卖点"), all("标题")), (Some(2), Some(1), Some(1), None));
        assert_eq!(several("标题"), ["/title", "/sub_title"]);
        assert!(matches!(field(&schema, "none"), Err(UsageError::NoField { .. })));
        assert!(matches!(field(&schema, ""), Err(UsageError::NoField { .. })));
    }
}
