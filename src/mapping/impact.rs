//! The impact of schema changes on a mapping.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::bind::bind;
use super::coverage::Coverage;
use super::mapping::Mapping;
use super::model::{At, Entry};
use super::problem::{MappingProblem, place};
use crate::code::ChangeCode;
use crate::diff::Changes;
use crate::schema::Schema;
use crate::span::Position;

/// The impact of the changes between two schemas on a mapping: see [`Mapping::impact`].
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct MappingImpact {
    /// The entries whose fields have changed, in the order of the mapping.
    pub touched: Vec<TouchedEntry>,
    /// What fits the old schema and does not fit the new one: fields that were removed or have another type,
    /// constants and targets of tables that are no longer options.
    pub unfit: Vec<MappingProblem>,
    /// Fields that the mapping does not fill and that have become required, or required under a condition.
    pub missed: Coverage,
}

/// An entry of a mapping whose field has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TouchedEntry {
    /// The field that it fills.
    pub path: String,
    /// The mapping file, if it has a name.
    pub file: Option<Arc<str>>,
    /// The place in the mapping file.
    pub position: Option<Position>,
    /// The changes, by their index among all.
    pub changes: Vec<usize>,
}

impl TouchedEntry {
    /// File and place as messages have them, such as `shirts.toml:3:9`.
    #[must_use]
    pub fn place(&self) -> Option<String> {
        place(self.file.as_deref(), self.position)
    }
}

impl MappingImpact {
    /// Whether no field that the mapping fills has changed, and no new field has to be filled.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.touched.is_empty() && self.unfit.is_empty() && self.missed == Coverage::default()
    }

    /// Whether the mapping no longer works: a part of it does not fit, or it leaves out a field that is always
    /// required now.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        !self.unfit.is_empty() || !self.missed.required.is_empty()
    }
}

impl Mapping {
    /// The impact of the changes from one schema to another. Empty if the mapping fills no field of either.
    ///
    /// A change concerns the entry of its field. If the field was removed or has another type, it also concerns all
    /// entries inside it. Any other change of a field without an entry concerns the first entry inside it.
    ///
    /// ```
    /// use tmall_schema::{Mapping, Schema};
    /// let old = Schema::parse(r#"<itemRule><field id="color" type="singleCheck"><options>
    ///   <option displayName="红" value="1"/><option displayName="绿" value="2"/></options></field></itemRule>"#)?;
    /// let new = Schema::parse(r#"<itemRule><field id="color" type="singleCheck"><options>
    ///   <option displayName="红" value="1"/></options></field>
    ///   <field id="size" type="input"><rules><rule name="requiredRule" value="true"/></rules></field></itemRule>"#)?;
    /// let mapping = Mapping::parse("[fields]\n'/color' = { value = '绿' }\n")?;
    ///
    /// let impact = mapping.impact(&old, &new, &Schema::diff(&old, &new));
    /// assert_eq!(impact.touched[0].path, "/color");
    /// assert_eq!(impact.unfit[0].code().as_str(), "not-an-option");
    /// assert_eq!(impact.missed.required, ["/size"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn impact(&self, old: &Schema, new: &Schema, changes: &Changes) -> MappingImpact {
        let is_of = |schema: &Schema| self.entries.iter().any(|entry| schema.field(&entry.path).is_some());
        if changes.is_empty() || !(is_of(old) || is_of(new)) {
            return MappingImpact::default();
        }
        MappingImpact {
            touched: self.touched(changes),
            unfit: self.unfit(old, new),
            missed: missed(&self.coverage(old), self.coverage(new)),
        }
    }

    fn touched(&self, changes: &Changes) -> Vec<TouchedEntry> {
        // Changes of the same field are adjacent.
        let mut last: Option<(&str, bool, Vec<usize>)> = None;
        let mut by_entry: HashMap<usize, Vec<usize>> = HashMap::new();
        for (number, change) in changes.iter().enumerate() {
            let path = change.path();
            // The root is not a field.
            if path.is_empty() {
                continue;
            }
            let whole = matches!(change.code(), ChangeCode::FieldRemoved | ChangeCode::FieldTypeChanged);
            let entries = match last.take() {
                Some((known, known_whole, entries)) if known == path && known_whole == whole => entries,
                _ => concerned(&self.entries, path, whole),
            };
            for entry in &entries {
                by_entry.entry(*entry).or_default().push(number);
            }
            last = Some((path, whole, entries));
        }
        let mut touched: Vec<(At, TouchedEntry)> = by_entry
            .into_iter()
            .filter_map(|(number, changes)| {
                let Entry { path, at, .. } = self.entries.get(number)?;
                let (file, position) = self.files.place(*at);
                Some((*at, TouchedEntry { path: path.clone(), file, position, changes }))
            })
            .collect();
        touched.sort_by(|(one, a), (other, b)| one.cmp(other).then_with(|| a.path.cmp(&b.path)));
        touched.into_iter().map(|(_, entry)| entry).collect()
    }

    fn unfit(&self, old: &Schema, new: &Schema) -> Vec<MappingProblem> {
        let (_, mut problems) = bind(self, new);
        if problems.is_empty() {
            return problems;
        }
        let (_, known) = bind(self, old);
        let key = |problem: &MappingProblem| {
            let place = (problem.file.clone(), problem.position);
            (problem.code, problem.path.clone(), problem.actual.clone(), place)
        };
        let known: Vec<_> = known.iter().map(key).collect();
        problems.retain(|problem| !known.contains(&key(problem)));
        problems
    }
}

/// The indices of the entries that a change of a field concerns.
fn concerned(entries: &[Entry], path: &str, whole: bool) -> Vec<usize> {
    let is_inside = |entry: &Entry| entry.path.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
    let own = entries.iter().position(|entry| entry.path == path);
    let mut inside =
        entries.iter().enumerate().filter(|(_, entry)| is_inside(entry)).map(|(number, _)| number);
    match (own, whole) {
        (own, true) => own.into_iter().chain(inside).collect(),
        (Some(own), false) => vec![own],
        (None, false) => inside.next().into_iter().collect(),
    }
}

fn missed(old: &Coverage, mut new: Coverage) -> Coverage {
    let required: BTreeSet<&String> = old.required.iter().collect();
    let conditional: BTreeSet<&String> = old.conditional.iter().collect();
    new.required.retain(|path| !required.contains(path));
    new.conditional.retain(|path| !required.contains(path) && !conditional.contains(path));
    new
}

#[cfg(test)]
mod tests {
    use super::*;

    fn impact(old: &str, new: &str, mapping: &str) -> MappingImpact {
        let schema = |fields: &str| Schema::parse(&format!("<itemRule>{fields}</itemRule>")).unwrap();
        let (old, new) = (schema(old), schema(new));
        Mapping::parse(mapping).unwrap().impact(&old, &new, &Schema::diff(&old, &new))
    }

    fn touched(impact: &MappingImpact) -> Vec<(&str, usize)> {
        impact.touched.iter().map(|entry| (entry.path.as_str(), entry.changes.len())).collect()
    }

    const RULE: &str = "<rules><rule name='requiredRule' value='true'/></rules>";
    const ROWS: &str = "[fields]\n'/sku' = { rows = 'skus' }\n'/sku/price' = 'price'\n'/sku/size' = 'size'\n";

    fn sku(inside: &str, rules: &str) -> String {
        format!("<field id='sku' type='multiComplex'><fields>{inside}</fields>{rules}</field>")
    }

    #[test]
    fn changes_concern_the_entry_of_their_field() {
        let fields = "<field id='price' type='input'/><field id='size' type='input'/>";
        let (old, new) = (sku(fields, ""), sku(fields, RULE));
        assert_eq!(touched(&impact(&old, &new, ROWS)), [("/sku", 1)]);
        let required =
            "<field id='price' type='input'><rules><rule name='requiredRule' value='true'/></rules></field>
            <field id='size' type='input'/>";
        assert_eq!(touched(&impact(&old, &sku(required, ""), ROWS)), [("/sku/price", 1)]);
        // A field that nothing fills.
        let impact = impact(&old, &format!("{old}<field id='x' type='input'/>"), ROWS);
        assert!(impact.is_empty() && !impact.is_broken());
    }

    #[test]
    fn a_change_around_entries_concerns_the_first_or_all() {
        let fields = "<field id='a' type='input'/><field id='b' type='input'/>";
        let complex =
            |rules: &str| format!("<field id='c' type='complex'><fields>{fields}</fields>{rules}</field>");
        let mapping = "[fields]\n'/c/a' = 'a'\n'/c/b' = 'b'\n";
        let ruled = impact(&complex(""), &complex(RULE), mapping);
        assert_eq!(touched(&ruled), [("/c/a", 1)]);
        assert!(!ruled.is_broken(), "{ruled:?}");
        let gone = impact(&complex(""), "<field id='d' type='input'/>", mapping);
        assert_eq!(touched(&gone), [("/c/a", 1), ("/c/b", 1)]);
        let codes: Vec<_> = gone.unfit.iter().map(|problem| problem.code().as_str()).collect();
        assert_eq!(codes, ["unknown-field", "unknown-field"]);
        let typed = impact(&complex(""), "<field id='c' type='input'/>", mapping);
        assert_eq!(touched(&typed).len(), 2);
        assert_eq!(typed.unfit.len(), 2);
    }

    #[test]
    fn what_did_not_fit_before_is_not_reported() {
        let choice =
            |options: &str| format!("<field id='c' type='singleCheck'><options>{options}</options></field>");
        let (old, new) = (
            choice("<option displayName='x' value='1'/><option displayName='y' value='2'/>"),
            choice("<option displayName='x' value='1'/><option displayName='z' value='2'/>"),
        );
        let mapping =
            "[fields]\n'/gone' = 'g'\n'/c' = { from = 'c', table = { a = 'x', b = 'y', d = 'w' } }\n";
        let impact = impact(&old, &new, mapping);
        let reported: Vec<_> =
            impact.unfit.iter().map(|problem| problem.actual().unwrap_or_default()).collect();
        assert_eq!(reported, ["y"]);
        assert_eq!(impact.unfit[0].position().unwrap().line, 3);
        assert_eq!(impact.touched[0].place().unwrap(), "3:1");
    }

    #[test]
    fn what_was_missed_before_is_not_reported() {
        let field = |id: &str, rules: &str| format!("<field id='{id}' type='input'>{rules}</field>");
        let sometimes = "<rules><rule name='requiredRule' value='true'><depend-group operator='and'>\
            <depend-express fieldId='a' value='1' symbol='=='/></depend-group></rule></rules>";
        let fields = |[b, c, d, e]: [&str; 4]| {
            field("a", "") + &field("b", b) + &field("c", c) + &field("d", d) + &field("e", e)
        };
        let (old, new) = (fields([RULE, sometimes, "", ""]), fields([sometimes, RULE, RULE, sometimes]));
        let missed = impact(&old, &new, "[fields]\n'/a' = 'a'\n").missed;
        assert_eq!(missed.required, ["/c", "/d"]);
        assert_eq!(missed.conditional, ["/e"]);
        // Within rows only where the rows are filled.
        let (old, new) = (sku(&field("size", ""), ""), sku(&(field("size", "") + &field("code", RULE)), ""));
        assert_eq!(impact(&old, &new, ROWS).missed.required, ["/sku/code"]);
        let title = field("title", "");
        let other = impact(&(old + &title), &(new + &title), "[fields]\n'/title' = 't'\n");
        assert!(other.is_empty());
    }

    #[test]
    fn a_mapping_of_other_schemas_is_not_concerned() {
        let new = format!("<field id='a' type='input'>{RULE}</field>");
        assert!(impact("<field id='b' type='input'/>", &new, "[fields]\n'/z' = 'z'\n").is_empty());
    }
}
