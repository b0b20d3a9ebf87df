//! The items of `--items`: which schema each belongs to, and what the changes of the schema do to them.

use std::collections::HashMap;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::{Component, Path};

use tmall_schema::{ImpactChecker, ImpactFinding, Outcome, Param, ReadOptions, Schema, Validator};

use super::pairs::Pairs;
use crate::cli::batch;
use crate::cli::error::CliError;
use crate::cli::input::{FileKinds, Source, expand};
use crate::cli::results::change::ReportedChange;
use crate::cli::results::items::{BreakingError, BrokenItem, Cause, ItemsImpact};

/// All items by the pair of schemas that they belong to.
#[derive(Debug, Default)]
pub(super) struct Items {
    by_pair: Vec<Vec<Source>>,
    /// Items without a schema, and items that do not exist.
    pub(super) lost: Vec<CliError>,
    pub(super) count: usize,
}

impl Items {
    /// Finds the items that are named, and the schema of each.
    pub(super) fn find(arguments: &[String], pairs: &Pairs, new: &str) -> Result<Items, CliError> {
        let sources = expand(arguments, FileKinds::XmlAndJson)?;
        let mut items = Items { by_pair: Vec::new(), lost: Vec::new(), count: sources.len() };
        items.by_pair.resize_with(pairs.list.len(), Vec::new);
        let stems = Stems::of(pairs);
        for source in sources {
            let pair = if pairs.of_directories {
                match &source {
                    Source::File(path) => stems.find(path),
                    Source::Stdin | Source::Nothing(..) => None,
                }
            } else {
                Some(0)
            };
            match (pair, &source) {
                (Some(pair), Source::File(_) | Source::Stdin) => items.by_pair[pair].push(source),
                (None, Source::File(path)) if let Err(error) = path.metadata() => {
                    items.lost.push(CliError::open(path, error));
                }
                (None, Source::File(_) | Source::Stdin) => items.lost.push(CliError::NoSchemaFor {
                    item: source.name(),
                    directory: Path::new(new).to_owned(),
                }),
                (_, Source::Nothing(..)) => items.lost.extend(source.bytes().err()),
            }
        }
        Ok(items)
    }

    pub(super) fn of(&self, pair: usize) -> &[Source] {
        self.by_pair.get(pair).map_or(&[], Vec::as_slice)
    }
}

/// The pairs of directories by file stem.
struct Stems<'p> {
    by_stem: HashMap<String, Vec<(usize, &'p str)>>,
}

impl Stems<'_> {
    fn of(pairs: &Pairs) -> Stems<'_> {
        let mut by_stem: HashMap<String, Vec<(usize, &str)>> = HashMap::new();
        for (index, pair) in pairs.list.iter().enumerate() {
            let path = Path::new(&pair.name);
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            by_stem.entry(stem).or_default().push((index, &pair.name));
        }
        Stems { by_stem }
    }

    /// The schema with the name of the item, else with that of the nearest folder around it. Of several with the
    /// same name the one whose folders agree most with those of the item.
    fn find(&self, item: &Path) -> Option<usize> {
        let mut named = item.to_owned();
        named.set_extension("");
        named.ancestors().find_map(|path| {
            let stem = path.file_name()?.to_string_lossy();
            let candidates = self.by_stem.get(stem.as_ref())?;
            let around = path.parent().unwrap_or(Path::new(""));
            // Of equals the first.
            let best = candidates.iter().enumerate().max_by_key(|(at, (_, name))| {
                let schema_around = Path::new(name).parent().unwrap_or(Path::new(""));
                (common_end(around, schema_around), std::cmp::Reverse(*at))
            });
            best.map(|(_, (index, _))| *index)
        })
    }
}

/// The number of folders that two paths have in common at their ends.
fn common_end(one: &Path, other: &Path) -> usize {
    let folders = |path: &Path| -> Vec<String> {
        let normal = path.components().rev().filter_map(|component| match component {
            Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
            _ => None,
        });
        normal.collect()
    };
    folders(one).iter().zip(&folders(other)).take_while(|(one, other)| one == other).count()
}

/// What decides on items.
pub(super) enum ItemChecker<'s> {
    /// Both schemas.
    Both { old: &'s Schema, new: &'s Schema, checker: &'s ImpactChecker },
    /// The old schema only, if the schema was removed.
    Old(Validator),
}

/// Validates the items of one pair against both sides.
pub(super) struct ItemsCheck<'s> {
    pub(super) checker: ItemChecker<'s>,
    /// The changes, in the order of those of the checker.
    pub(super) changes: &'s [ReportedChange],
    pub(super) read: &'s ReadOptions,
}

/// The effect on one item.
enum ItemEffect {
    Broken(BrokenItem),
    Fixed(String),
    Unreadable(CliError),
    Unaffected,
}

impl ItemsCheck<'_> {
    pub(super) fn impact(&self, items: &[Source], jobs: NonZeroUsize) -> Result<ItemsImpact, CliError> {
        let mut impact = ItemsImpact::default();
        batch::in_order(
            items,
            jobs,
            |item| self.effect(item),
            |effect| {
                match effect {
                    ItemEffect::Broken(broken) => impact.broken.push(broken),
                    ItemEffect::Fixed(name) => impact.fixed.push(name),
                    ItemEffect::Unreadable(error) => impact.unreadable.push(error),
                    ItemEffect::Unaffected => {}
                }
                Ok(ControlFlow::Continue(()))
            },
        )?;
        Ok(impact)
    }

    fn effect(&self, item: &Source) -> ItemEffect {
        let param = match self.param(item) {
            Ok(param) => param,
            Err(error) => return ItemEffect::Unreadable(error),
        };
        let broken = |errors| ItemEffect::Broken(BrokenItem { file: item.name(), errors });
        match &self.checker {
            ItemChecker::Old(old) if old.is_valid(&param) => {
                let cause = self.changes.first().map(|change| Cause::of(0, change));
                broken(vec![BreakingError { finding: None, cause }])
            }
            ItemChecker::Old(_) => ItemEffect::Unaffected,
            ItemChecker::Both { checker, .. } => match checker.check(&param) {
                Outcome::Broken(findings) => {
                    let error = |one: &ImpactFinding| BreakingError {
                        finding: Some(one.finding().clone()),
                        cause: one.change().and_then(|at| Some(Cause::of(at, self.changes.get(at)?))),
                    };
                    broken(findings.iter().map(error).collect())
                }
                Outcome::Fixed => ItemEffect::Fixed(item.name()),
                Outcome::Valid | Outcome::Invalid | _ => ItemEffect::Unaffected,
            },
        }
    }

    /// Reads an item. Its JSON form depends on a schema: the old one, else the new one, which may have fields
    /// that the old one did not have.
    fn param(&self, item: &Source) -> Result<Param, CliError> {
        match &self.checker {
            ItemChecker::Old(old) => item.param(self.read, old.schema()),
            ItemChecker::Both { old, new, .. } => item.param(self.read, old).or_else(|error| match item {
                Source::Stdin => Err(error),
                Source::File(_) | Source::Nothing(..) => item.param(self.read, new).map_err(|_| error),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::pairs::{Pair, Sides};
    use super::*;

    #[test]
    fn schemas_of_items() {
        let pair = |name: &str| Pair {
            name: name.to_owned(),
            sides: Sides::Added { new: Source::File(name.into()) },
        };
        let list = ["1512.xml", "b/x.xml", "c/x.json", "50008901.xml"].map(pair);
        let pairs = Pairs { list: list.into(), of_directories: true };
        let find = |item: &str| {
            let index = Stems::of(&pairs).find(Path::new(item))?;
            Some(pairs.list[index].name.clone())
        };
        assert_eq!(find("items/1512.xml").as_deref(), Some("1512.xml"));
        assert_eq!(find("items/1512/a.xml").as_deref(), Some("1512.xml"));
        assert_eq!(find("items/1512/50008901.xml").as_deref(), Some("50008901.xml"));
        assert_eq!(find("items/c/x.xml").as_deref(), Some("c/x.json"));
        assert_eq!(find("items/x/1.xml").as_deref(), Some("b/x.xml"));
        assert_eq!(find("items/9.xml"), None);
    }
}
