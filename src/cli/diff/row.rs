//! A change as it is reported: all that a report says of it, without the schemas.

use std::sync::Arc;

use serde::Serialize;
use tmall_schema::{Change, Fact, Lang, Level, Position};

use super::mapped::Filled;
use crate::cli::args::ChangeCodeArg;
use crate::cli::lang::pick;
use crate::cli::render::fingerprint::fingerprint;

/// One change.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) code: ChangeCodeArg,
    pub(crate) level: Level,
    /// The ids that lead to the field; empty at the root.
    pub(crate) path: String,
    pub(crate) field: Option<String>,
    /// What changed.
    pub(crate) message: String,
    /// Why it has its level.
    pub(crate) reason: String,
    pub(crate) old: Option<State>,
    pub(crate) new: Option<State>,
    pub(crate) old_at: Option<Position>,
    pub(crate) new_at: Option<Position>,
    pub(crate) fingerprint: String,
    /// Of a change to an option: how many options the field had.
    pub(crate) options: Option<usize>,
    /// Where the mapping fills what has changed.
    pub(crate) filled: Vec<Arc<Filled>>,
}

/// What was, or what is.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum State {
    Of(Fact),
    /// A schema as a whole.
    File {
        file: String,
    },
}

impl Row {
    pub(super) fn of(change: &Change, options: Option<usize>, lang: Lang) -> Row {
        Row {
            code: ChangeCodeArg::Within(change.code()),
            level: change.level(),
            path: change.path().to_owned(),
            field: change.field().map(str::to_owned),
            message: change.message(lang),
            reason: change.reason(lang),
            old: change.old().map(State::Of),
            new: change.new().map(State::Of),
            old_at: change.old_position(),
            new_at: change.new_position(),
            fingerprint: change.fingerprint(),
            options,
            filled: Vec::new(),
        }
    }

    /// A schema that is in one directory only.
    pub(crate) fn of_schema(code: ChangeCodeArg, file: &str, lang: Lang) -> Row {
        let is_new = code == ChangeCodeArg::SchemaAdded;
        let (level, message, reason) = if is_new {
            let message = pick(lang, "schema added", "新增 schema");
            (
                Level::Compatible,
                message,
                pick(lang, "no item can have been judged by it", "原先没有商品按它校验"),
            )
        } else {
            let message = pick(lang, "schema removed", "删除 schema");
            (
                Level::Breaking,
                message,
                pick(lang, "its items have no schema any more", "该类目的商品不再有 schema"),
            )
        };
        let state = || State::File { file: file.to_owned() };
        Row {
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
            // The path says nothing here, the name of the file all.
            fingerprint: fingerprint(&[code.as_str(), file]),
            options: None,
            filled: Vec::new(),
        }
    }

    /// Whether it is about a schema as a whole, and no place in it.
    pub(crate) fn is_of_schema(&self) -> bool {
        matches!(self.code, ChangeCodeArg::SchemaAdded | ChangeCodeArg::SchemaRemoved)
    }
}
