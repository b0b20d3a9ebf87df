//! Examples of changes: a schema as it was and as it is.

use crate::catalogue::example::document;
use crate::code::Level;
use crate::vocab::element;
use crate::vocab::root::Root;

/// Two schemas that differ in one thing. One of them is missing in the examples of added and removed schemas.
///
/// ```
/// use tmall_schema::{ChangeCode, Schema};
/// let pair = &ChangeCode::OptionRemoved.entry().pairs()[0];
/// let (old, new) = (pair.old().unwrap(), pair.new().unwrap());
/// let changes = Schema::diff(&Schema::parse(&old)?, &Schema::parse(&new)?);
/// let change = changes.iter().next().unwrap();
/// assert_eq!((change.code(), change.level()), (ChangeCode::OptionRemoved, pair.level()));
/// # Ok::<(), tmall_schema::Error>(())
/// ```
#[derive(Debug)]
pub struct Pair {
    pub(super) level: Level,
    /// The content of the root, in lines of any common indent, or a document with its root.
    pub(super) old: Option<&'static str>,
    pub(super) new: Option<&'static str>,
}

impl Pair {
    /// The level of the change here.
    #[must_use]
    pub fn level(&self) -> Level {
        self.level
    }

    /// The old schema; `None` if the schema is added.
    #[must_use]
    pub fn old(&self) -> Option<String> {
        self.old.map(whole)
    }

    /// The new schema; `None` if the schema is removed.
    #[must_use]
    #[expect(clippy::new_ret_no_self, reason = "the getter of the new schema, beside that of the old")]
    pub fn new(&self) -> Option<String> {
        self.new.map(whole)
    }
}

fn whole(text: &str) -> String {
    let has_root = Root::names().any(|root| text.trim_start().starts_with(&format!("<{root}")));
    if has_root { format!("{}\n", text.trim()) } else { document(element::ITEM_RULE, text) }
}
