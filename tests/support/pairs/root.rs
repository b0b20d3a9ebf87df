//! A whole schema, with its fields by number.

use std::fmt;

use crate::support::tree::{Field, xml};

#[derive(Clone, PartialEq)]
pub struct Root {
    pub name: String,
    /// Whether a field makes it a schema of alibaba.com.
    pub icbu: bool,
    pub fields: Vec<Field>,
}

impl Root {
    pub fn xml(&self) -> String {
        let icbu = if self.icbu {
            "<field id=\"icbuCatProp\" type=\"input\"/>
"
        } else {
            ""
        };
        format!(
            "<{}>
{}{icbu}</{}>",
            self.name,
            xml::fields(&self.fields),
            self.name
        )
    }

    /// How many fields there are, at all levels.
    pub fn len(&self) -> usize {
        fn count(fields: &[Field]) -> usize {
            fields.iter().map(|field| 1 + count(&field.fields)).sum()
        }
        count(&self.fields)
    }

    /// The list that holds the nth field in document order, and its index there.
    pub fn siblings(&mut self, nth: usize) -> Option<(&mut Vec<Field>, usize)> {
        fn find<'f>(fields: &'f mut Vec<Field>, left: &mut usize) -> Option<(&'f mut Vec<Field>, usize)> {
            let mut at = 0;
            while at < fields.len() {
                if *left == 0 {
                    return Some((fields, at));
                }
                *left -= 1;
                let inside = subtree(&fields[at]) - 1;
                if *left < inside {
                    return find(&mut fields[at].fields, left);
                }
                *left -= inside;
                at += 1;
            }
            None
        }
        fn subtree(field: &Field) -> usize {
            1 + field.fields.iter().map(subtree).sum::<usize>()
        }
        find(&mut self.fields, &mut { nth })
    }

    pub fn field(&mut self, nth: usize) -> Option<&mut Field> {
        let (siblings, at) = self.siblings(nth)?;
        siblings.get_mut(at)
    }
}

/// As XML, for failures that are easy to read.
impl fmt::Debug for Root {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.xml())
    }
}
