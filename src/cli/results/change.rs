//! One change with everything that reports show of it, without the schemas.

use std::sync::Arc;

use serde::Serialize;
use tmall_schema::{Change, Fact, Lang, Level, Position};

use super::mapping::FilledAt;
use crate::cli::args::ChangeCodeArg;
use crate::cli::fingerprint::fingerprint;
use crate::cli::lang::pick;

/// A change between two schemas, or a schema that exists on one side only.
#[derive(Debug)]
pub(crate) struct ReportedChange {
    pub(crate) code: ChangeCodeArg,
    pub(crate) level: Level,
    /// The ids that lead to the field; empty at the root.
    pub(crate) path: String,
    pub(crate) field: Option<String>,
    /// What changed.
    pub(crate) message: String,
    /// Why it has its level.
    pub(crate) reason: String,
    pub(crate) old: Option<ChangeState>,
    pub(crate) new: Option<ChangeState>,
    pub(crate) old_at: Option<Position>,
    pub(crate) new_at: Option<Position>,
    pub(crate) fingerprint: String,
    /// Of a change to an option: how many options the field had.
    pub(crate) options: Option<usize>,
    /// Entries of the mapping that fill the changed field.
    pub(crate) filled: Vec<Arc<FilledAt>>,
}

/// The old or the new state of what changed.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum ChangeState {
    Fact(Fact),
    /// A whole schema.
    Schema {
        file: String,
    },
}

impl ReportedChange {
    pub(crate) fn new(change: &Change, options: Option<usize>, lang: Lang) -> ReportedChange {
        ReportedChange {
            code: ChangeCodeArg::Within(change.code()),
            level: change.level(),
            path: change.path().to_owned(),
            field: change.field().map(str::to_owned),
            message: change.message(lang),
            reason: change.reason(lang),
            old: change.old().map(ChangeState::Fact),
            new: change.new().map(ChangeState::Fact),
            old_at: change.old_position(),
            new_at: change.new_position(),
            fingerprint: change.fingerprint(),
            options,
            filled: Vec::new(),
        }
    }

    /// A schema that exists in one of two directories only.
    pub(crate) fn of_schema(code: ChangeCodeArg, file: &str, lang: Lang) -> ReportedChange {
        let is_new = code == ChangeCodeArg::SchemaAdded;
        let (level, message, reason) = if is_new {
            (
                Level::Compatible,
                pick(lang, "schema added", "新增 schema"),
                pick(lang, "no item was validated against it before", "原先没有商品按它校验"),
            )
        } else {
            (
                Level::Breaking,
                pick(lang, "schema removed", "删除 schema"),
                pick(lang, "its items no longer have a schema", "该类目的商品不再有 schema"),
            )
        };
        let state = || ChangeState::Schema { file: file.to_owned() };
        ReportedChange {
            code,
            level,
            path: String::new(),
            field: None,
            message: message.to_owned(),
            reason: reason.to_owned(),
            old: (!is_new).then(state),
            new: is_new.then(state),
            old_at: None,
            new_at: None,
            // The path is empty for every schema, so the file name identifies the change.
            fingerprint: fingerprint(&[code.as_str(), file]),
            options: None,
            filled: Vec::new(),
        }
    }

    /// Whether it is about a whole schema, not about a place in one.
    pub(crate) fn is_of_schema(&self) -> bool {
        matches!(self.code, ChangeCodeArg::SchemaAdded | ChangeCodeArg::SchemaRemoved)
    }
}
