//! The items of `--items`: which schema each belongs to, and what the changes of the schema do to them.

use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::Path;

use tmall_schema::{ImpactChecker, ImpactFinding, Param, ParamImpact, ReadOptions, Schema, Validator};

use super::pairs::Pairs;
use crate::cli::args::PathGlob;
use crate::cli::batch;
use crate::cli::error::CliError;
use crate::cli::input::{FileKinds, Source, Stems, expand};
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
    pub(super) fn find(
        arguments: &[String],
        pairs: &Pairs,
        new: &str,
        exclude: &[PathGlob],
    ) -> Result<Items, CliError> {
        let sources = expand(arguments, FileKinds::XmlAndJson, exclude)?;
        let mut items = Items { by_pair: Vec::new(), lost: Vec::new(), count: sources.len() };
        items.by_pair.resize_with(pairs.list.len(), Vec::new);
        let stems = Stems::of(pairs.list.iter().map(|pair| pair.name.as_str()));
        for source in sources {
            let pair = if pairs.of_directories {
                match &source {
                    Source::File(path) => stems.find(path),
                    Source::Stdin | Source::Git(_) | Source::Nothing(..) => None,
                }
            } else {
                Some(0)
            };
            match (pair, &source) {
                (Some(pair), Source::File(_) | Source::Git(_) | Source::Stdin) => {
                    items.by_pair[pair].push(source);
                }
                (None, Source::File(path)) if let Err(error) = path.metadata() => {
                    items.lost.push(CliError::open(path, error));
                }
                (None, Source::File(_) | Source::Git(_) | Source::Stdin) => {
                    items.lost.push(CliError::NoSchemaFor {
                        item: source.name(),
                        directory: Path::new(new).to_owned(),
                        names: match &source {
                            Source::File(path) => Stems::names(path),
                            Source::Stdin | Source::Git(_) | Source::Nothing(..) => Vec::new(),
                        },
                    });
                }
                (_, Source::Nothing(..)) => items.lost.extend(source.bytes().err()),
            }
        }
        Ok(items)
    }

    pub(super) fn of(&self, pair: usize) -> &[Source] {
        self.by_pair.get(pair).map_or(&[], Vec::as_slice)
    }
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
                ParamImpact::Broken(findings) => {
                    let error = |one: &ImpactFinding| BreakingError {
                        finding: Some(one.finding().clone()),
                        cause: one.change().and_then(|at| Some(Cause::of(at, self.changes.get(at)?))),
                    };
                    broken(findings.iter().map(error).collect())
                }
                ParamImpact::Fixed => ItemEffect::Fixed(item.name()),
                ParamImpact::Valid | ParamImpact::Invalid | _ => ItemEffect::Unaffected,
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
                Source::File(_) | Source::Git(_) | Source::Nothing(..) => {
                    item.param(self.read, new).map_err(|_| error)
                }
            }),
        }
    }
}
