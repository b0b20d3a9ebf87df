//! Paths in items and the fields of a schema that they lead to: row numbers are in the former only.

use tmall_schema::{FieldRef, Schema};

/// An id as a step of a path (RFC 6901).
#[cfg(feature = "sheets")]
pub(crate) fn escaped(id: &str) -> String {
    id.replace('~', "~0").replace('/', "~1")
}

/// The id that a step of a path stands for.
pub(crate) fn unescaped(step: &str) -> String {
    // "~1" first, so that "~01" becomes "~1" and not "/".
    step.replace("~1", "/").replace("~0", "~")
}

/// The field that a path of an item leads to. Row numbers are skipped.
pub(crate) fn field<'s>(schema: &'s Schema, path: &str) -> Option<FieldRef<'s>> {
    let steps = steps(schema, path);
    match steps.last()? {
        Step::Field(_, field) => Some(*field),
        Step::Row(field) => Some(*field),
        Step::Unknown(_) => None,
    }
}

/// The path with `*` for the numbers of rows and values: the same for all rows, and a glob that matches them.
pub(crate) fn pattern(schema: &Schema, path: &str) -> String {
    let mut pattern = String::with_capacity(path.len());
    for step in steps(schema, path) {
        pattern.push('/');
        pattern.push_str(match step {
            Step::Field(id, _) | Step::Unknown(id) => id,
            Step::Row(_) => "*",
        });
    }
    pattern
}

enum Step<'s, 'p> {
    Field(&'p str, FieldRef<'s>),
    /// The number of a row or value of this field.
    Row(FieldRef<'s>),
    Unknown(&'p str),
}

fn steps<'s, 'p>(schema: &'s Schema, path: &'p str) -> Vec<Step<'s, 'p>> {
    let mut steps = Vec::new();
    let mut pointer = String::new();
    let mut around: Option<FieldRef<'s>> = None;
    let mut is_known = true;
    for step in path.split('/').skip(1) {
        let next = if is_known { schema.field(&format!("{pointer}/{step}")) } else { None };
        let is_number = !step.is_empty() && step.bytes().all(|byte| byte.is_ascii_digit());
        match (next, around) {
            (Some(next), _) => {
                pointer = next.path();
                around = Some(next);
                steps.push(Step::Field(step, next));
            }
            (None, Some(array)) if is_known && is_number && array.is_array() => steps.push(Step::Row(array)),
            (None, _) => {
                is_known = false;
                steps.push(Step::Unknown(step));
            }
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_numbers_of_fields_with_rows() {
        let schema = Schema::parse(
            r#"<itemRule><field id="sku" type="multiComplex"><fields><field id="price" type="input"/>
            <field id="7" type="input"/></fields></field><field id="box" type="complex"><fields>
            <field id="sizes" type="multiCheck"/></fields></field></itemRule>"#,
        )
        .unwrap();
        let pattern = |path: &str| pattern(&schema, path);
        assert_eq!(pattern("/sku/12/price"), "/sku/*/price");
        assert_eq!(pattern("/sku/12"), "/sku/*");
        assert_eq!(pattern("/sku/7"), "/sku/7");
        assert_eq!(pattern("/sku/0/7"), "/sku/*/7");
        assert_eq!(pattern("/box/sizes/3"), "/box/sizes/*");
        assert_eq!(pattern("/sku/0/none/1"), "/sku/*/none/1");
        assert_eq!(pattern("/none/1"), "/none/1");
        assert_eq!(pattern(""), "");
        let id = |path: &str| field(&schema, path).map(FieldRef::path);
        assert_eq!(id("/sku/0/price").as_deref(), Some("/sku/price"));
        assert_eq!(id("/sku/price").as_deref(), Some("/sku/price"));
        assert_eq!(id("/sku/3").as_deref(), Some("/sku"));
        assert_eq!(id("/sku/3/none"), None);
        assert_eq!(id(""), None);
    }
}
