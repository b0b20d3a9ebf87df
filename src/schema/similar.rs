//! The fields that a misspelled path may mean.

use crate::path;
use crate::schema::{FieldRef, Schema};
use crate::suggest::{Budget, MOST, closest_within};

impl Schema {
    /// The paths that a path of no field may mean, at most three: those of fields whose id or name is its last step, else
    /// those of fields whose id is close to it in spelling. A text that does not begin with `/` may also be a misspelled name.
    ///
    /// ```
    /// let schema = tmall_schema::Schema::parse(
    ///     r#"<itemRule><field id="sku" name="SKU" type="multiComplex"><fields>
    ///     <field id="price" name="价格" type="input"/></fields></field></itemRule>"#,
    /// )?;
    /// for path in ["/price", "价格", "/sku/prise"] {
    ///     assert_eq!(schema.similar_paths(path), ["/sku/price"]);
    /// }
    /// # Ok::<(), tmall_schema::Error>(())
    /// ```
    #[must_use]
    pub fn similar_paths(&self, path: &str) -> Vec<String> {
        self.similar_paths_within(path, &Budget::new())
    }

    /// The same with a budget that is shared with other searches.
    pub(crate) fn similar_paths_within(&self, path: &str, budget: &Budget) -> Vec<String> {
        let last = path::unescape(path.rsplit('/').next().unwrap_or_default());
        let same = |field: &FieldRef<'_>| field.id() == last || field.name() == Some(&last);
        let paths: Vec<String> = self.all_fields().filter(same).take(MOST).map(FieldRef::path).collect();
        if !paths.is_empty() {
            return paths;
        }
        let near = |key: &dyn Fn(FieldRef<'_>) -> Option<&str>| -> Vec<FieldRef<'_>> {
            let keys: Vec<&str> = self.all_fields().filter_map(key).collect();
            let near = closest_within(&last, &keys, budget);
            near.iter()
                .flat_map(|&wanted| self.all_fields().filter(move |field| key(*field) == Some(wanted)))
                .collect()
        };
        let mut fields = near(&|field| Some(field.id()));
        if !path.starts_with('/') {
            fields.extend(near(&|field| field.name()));
        }
        let mut paths: Vec<String> = Vec::new();
        for path in fields.into_iter().map(FieldRef::path) {
            if paths.len() < MOST && !paths.contains(&path) {
                paths.push(path);
            }
        }
        paths
    }
}
