//! Paths of rules: ids behind slashes, `*` for the rows or sub-fields of a field, and ids with a `*` in them for several
//! fields.

use crate::mapping::message::{Message, message};
use crate::path::unescape;
use crate::rules::limits::MAX_FIELDS;
use crate::schema::{FieldRef, Schema};

/// A path such as `/sku/*/prop_*`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FieldPath {
    steps: Vec<Step>,
    /// As written.
    pub(super) text: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Id(String),
    /// The parts of an id around its stars.
    Pattern(Vec<String>),
    /// The rows of a field that has rows, the sub-fields of another: dialects differ in which of them tiers are.
    All,
}

impl FieldPath {
    pub(super) fn parse(text: &str) -> Result<FieldPath, Message> {
        let Some(rest) = text.strip_prefix('/') else {
            return Err(message!("a path starts with /: \"/{text}\"", "路径应以 / 开头：\"/{text}\""));
        };
        let mut steps = Vec::new();
        for part in rest.split('/') {
            match part {
                "" => return Err(message!("an id is missing in \"{text}\"", "“{text}”中缺少字段 id")),
                "*" if steps.is_empty() => {
                    return Err(message!(
                        "\"*\" stands for the rows or sub-fields of a field, as in \"/sku/*/price\", so an id comes before it",
                        "* 表示字段的各行或各子字段，如 \"/sku/*/price\"，其前应有字段 id",
                    ));
                }
                "*" => steps.push(Step::All),
                id if id.contains('*') => steps.push(Step::Pattern(id.split('*').map(unescape).collect())),
                id => steps.push(Step::Id(unescape(id))),
            }
        }
        Ok(FieldPath { steps, text: text.to_owned() })
    }

    /// The fields of a schema that the path leads to, in the order of the schema; of several with one id the first.
    pub(super) fn fields<'s>(&self, schema: &'s Schema) -> Vec<FieldRef<'s>> {
        let mut found: Vec<FieldRef<'s>> = Vec::new();
        for (number, step) in self.steps.iter().enumerate() {
            let matches = |field: &FieldRef<'s>| field.is_first() && step.matches(field.id());
            found = match number {
                0 => schema.fields().filter(matches).take(MAX_FIELDS).collect(),
                _ if *step == Step::All => {
                    let below = |field: FieldRef<'s>| match field.is_array() {
                        true => vec![field],
                        false => field.fields().filter(matches).collect(),
                    };
                    found.iter().flat_map(|field| below(*field)).take(MAX_FIELDS).collect()
                }
                _ => found.iter().flat_map(|field| field.fields()).filter(matches).take(MAX_FIELDS).collect(),
            };
        }
        found
    }
}

impl Step {
    fn matches(&self, id: &str) -> bool {
        let parts = match self {
            Step::Id(wanted) => return wanted == id,
            Step::All => return true,
            Step::Pattern(parts) => parts,
        };
        let Some(((first, middle), last)) = parts
            .split_first()
            .and_then(|(first, rest)| rest.split_last().map(|(last, middle)| ((first, middle), last)))
        else {
            return false;
        };
        let inner = id.strip_prefix(first.as_str()).and_then(|rest| rest.strip_suffix(last.as_str()));
        let Some(mut rest) = inner else { return false };
        // The first place of each part leaves the most for those behind it.
        middle.iter().all(|part| match rest.split_once(part.as_str()) {
            Some((_, after)) => {
                rest = after;
                true
            }
            None => false,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        let matches = |pattern: &str, id: &str| match &FieldPath::parse(pattern).unwrap().steps[..] {
            [step] => step.matches(id),
            _ => panic!("{pattern}"),
        };
        for (pattern, id, wanted) in [
            ("/prop_*", "prop_1", true),
            ("/prop_*", "prop_", true),
            ("/prop_*", "xprop_1", false),
            ("/*_id", "a_id", true),
            ("/a*b*c", "aXbYc", true),
            ("/a*b*c", "ac", false),
            ("/a*a", "a", false),
            ("/a~1*", "a/b", true),
            ("/title", "title", true),
            ("/title", "titles", false),
        ] {
            assert_eq!(matches(pattern, id), wanted, "{pattern} {id}");
        }
    }

    #[test]
    fn wrong_paths() {
        for text in ["", "title", "/", "/*", "//a", "/a/", "/*/a"] {
            assert!(FieldPath::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn rows_and_sub_fields() {
        let schema = Schema::parse(
            r#"<itemRule><field id="sku" type="multiComplex"><fields><field id="price" type="input"/></fields></field>
            <field id="tiers" type="complex"><fields>
              <field id="tier_0" type="complex"><fields><field id="price" type="input"/></fields></field>
              <field id="tier_1" type="complex"><fields><field id="price" type="input"/></fields></field>
            </fields></field></itemRule>"#,
        )
        .unwrap();
        let found = |path: &str| -> Vec<String> {
            FieldPath::parse(path).unwrap().fields(&schema).iter().map(|field| field.path()).collect()
        };
        assert_eq!(found("/sku/*"), ["/sku"]);
        assert_eq!(found("/sku/*/price"), ["/sku/price"]);
        assert_eq!(found("/sku/price"), ["/sku/price"]);
        assert_eq!(found("/tiers/*/price"), ["/tiers/tier_0/price", "/tiers/tier_1/price"]);
        assert_eq!(found("/tiers/tier_*/price"), found("/tiers/*/price"));
        assert_eq!(found("/tiers/*"), ["/tiers/tier_0", "/tiers/tier_1"]);
        assert_eq!(found("/tiers/price"), [""; 0]);
    }
}
