//! What changes do to items: which were valid and no longer are, and by which change; which have become valid.

use std::collections::HashMap;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::{Component, Path};

use tmall_schema::{Finding, ImpactChecker, ImpactFinding, Outcome, Param, ReadOptions, Schema, Validator};

use super::pairs::Pairs;
use super::row::Row;
use crate::cli::batch;
use crate::cli::error::CliError;
use crate::cli::input::{Kinds, Source, expand};

/// What becomes of the items of one schema.
#[derive(Debug, Default)]
pub(crate) struct Impact {
    /// Valid before and not now.
    pub(crate) broken: Vec<Broken>,
    /// Valid now and not before.
    pub(crate) mended: Vec<String>,
    pub(crate) unreadable: Vec<CliError>,
}

/// An item that is no longer valid.
#[derive(Debug)]
pub(crate) struct Broken {
    pub(crate) file: String,
    /// What is wrong with it now; nothing if there is no schema any more.
    pub(crate) errors: Vec<Blamed>,
}

/// Something that is wrong with an item now, and which change makes it so.
#[derive(Debug)]
pub(crate) struct Blamed {
    pub(crate) finding: Option<Finding>,
    pub(crate) cause: Option<Cause>,
}

/// A change, as far as those who tell of items need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cause {
    /// Which one it is among the changes.
    pub(crate) at: usize,
    pub(crate) fingerprint: String,
    /// None of a schema as a whole.
    pub(crate) path: Option<String>,
    pub(crate) field: Option<String>,
    pub(crate) message: String,
}

impl Cause {
    fn of(at: usize, row: &Row) -> Cause {
        Cause {
            at,
            fingerprint: row.fingerprint.clone(),
            path: (!row.is_of_schema()).then(|| row.path.clone()),
            field: row.field.clone(),
            message: row.message.clone(),
        }
    }
}

/// All items, each with the pair of schemas that it goes by.
#[derive(Debug, Default)]
pub(super) struct Items {
    by_pair: Vec<Vec<Source>>,
    /// Items that go by no schema, or that are not there.
    pub(super) lost: Vec<CliError>,
    pub(super) count: usize,
}

impl Items {
    /// Finds the items that are named, and the schema of each.
    pub(super) fn find(arguments: &[String], pairs: &Pairs, new: &str) -> Result<Items, CliError> {
        let sources = expand(arguments, Kinds::XmlAndJson)?;
        let mut items = Items { by_pair: Vec::new(), lost: Vec::new(), count: sources.len() };
        items.by_pair.resize_with(pairs.list.len(), Vec::new);
        let stems = Stems::of(pairs);
        for source in sources {
            let pair = if pairs.of_directories {
                match &source {
                    Source::File(path) => stems.find(path),
                    _ => None,
                }
            } else {
                Some(0)
            };
            match (pair, &source) {
                (Some(pair), Source::File(_) | Source::Stdin) => items.by_pair[pair].push(source),
                (None, Source::File(_) | Source::Stdin) => items.lost.push(CliError::NoSchemaFor {
                    item: source.name(),
                    directory: Path::new(new).to_owned(),
                }),
                (_, Source::Nothing(_) | Source::Unwalkable(..)) => {
                    items.lost.extend(source.bytes().err());
                }
            }
        }
        Ok(items)
    }

    pub(super) fn of(&self, pair: usize) -> &[Source] {
        self.by_pair.get(pair).map_or(&[], Vec::as_slice)
    }
}

/// Which pairs of a directory have a name, without folder and extension.
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

    /// The schema that has the name of the item, else that of the nearest folder around it. Of several of one
    /// name it is the one that lies in folders like the item's.
    fn find(&self, item: &Path) -> Option<usize> {
        let mut named = item.to_owned();
        named.set_extension("");
        named.ancestors().find_map(|path| {
            let stem = path.file_name()?.to_string_lossy();
            let candidates = self.by_stem.get(stem.as_ref())?;
            let around = path.parent().unwrap_or(Path::new(""));
            // The first of equals, which are in order.
            let best = candidates.iter().enumerate().max_by_key(|(at, (_, name))| {
                let schema_around = Path::new(name).parent().unwrap_or(Path::new(""));
                (common_end(around, schema_around), std::cmp::Reverse(*at))
            });
            best.map(|(_, (index, _))| *index)
        })
    }
}

/// How many folders two paths have in common at their ends.
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

/// What items are judged by.
pub(super) enum Judges<'s> {
    /// Both schemas, compared.
    Both { old: &'s Schema, new: &'s Schema, judge: &'s ImpactChecker },
    /// The old one, where there is no schema any more.
    Old(Validator),
}

/// Judges items of one pair.
pub(super) struct Trial<'s> {
    pub(super) judges: Judges<'s>,
    /// The changes, in the order of those of the judge.
    pub(super) rows: &'s [Row],
    pub(super) read: &'s ReadOptions,
}

/// What becomes of one item.
enum Fate {
    Broken(Broken),
    Mended(String),
    Unreadable(CliError),
    Same,
}

impl Trial<'_> {
    /// Judges items by both schemas.
    pub(super) fn impact(&self, items: &[Source], jobs: NonZeroUsize) -> Result<Impact, CliError> {
        let mut impact = Impact::default();
        batch::in_order(
            items,
            jobs,
            |item| self.fate(item),
            |fate| {
                match fate {
                    Fate::Broken(broken) => impact.broken.push(broken),
                    Fate::Mended(name) => impact.mended.push(name),
                    Fate::Unreadable(error) => impact.unreadable.push(error),
                    Fate::Same => {}
                }
                Ok(ControlFlow::Continue(()))
            },
        )?;
        Ok(impact)
    }

    fn fate(&self, item: &Source) -> Fate {
        let param = match self.param(item) {
            Ok(param) => param,
            Err(error) => return Fate::Unreadable(error),
        };
        let broken = |errors| Fate::Broken(Broken { file: item.name(), errors });
        match &self.judges {
            Judges::Old(old) if old.is_valid(&param) => {
                broken(vec![Blamed { finding: None, cause: self.rows.first().map(|row| Cause::of(0, row)) }])
            }
            Judges::Old(_) => Fate::Same,
            Judges::Both { judge, .. } => match judge.check(&param) {
                Outcome::Broken(findings) => {
                    let blamed = |one: &ImpactFinding| Blamed {
                        finding: Some(one.finding().clone()),
                        cause: one.change().and_then(|at| Some(Cause::of(at, self.rows.get(at)?))),
                    };
                    broken(findings.iter().map(blamed).collect())
                }
                Outcome::Fixed => Fate::Mended(item.name()),
                _ => Fate::Same,
            },
        }
    }

    /// Reads an item. Its JSON form is read by a schema: by the old one, else by the new one, in which there
    /// may be fields that the old one did not have.
    fn param(&self, item: &Source) -> Result<Param, CliError> {
        match &self.judges {
            Judges::Old(old) => item.param(self.read, old.schema()),
            Judges::Both { old, new, .. } => item.param(self.read, old).or_else(|error| match item {
                Source::Stdin => Err(error),
                item => item.param(self.read, new).map_err(|_| error),
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
