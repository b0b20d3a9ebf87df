//! Two schemas compared, items under both, and what became of an item that was sent.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::api::FORMAT_VERSION;
use crate::api::failure::{Failure, FailureObject};
use crate::api::handle::SchemaHandle;
use crate::api::item::Item;
use crate::api::options::Langs;
use crate::api::validate::{CompileChoices, ValidateCallOptions, finding_object};
use crate::code::Level;
use crate::diff::{Change, Changes, Fact, ImpactChecker, ImpactFinding, ParamImpact};
use crate::readback::{DifferenceKind, Held, Readback, ReadbackOptions};
use crate::schema::Schema;
use crate::span::Position;
use crate::validate::{Finding, Localized};

/// Options of [`diff`].
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct DiffOptions {
    /// The language of messages: `en`, `zh` or `both`.
    pub lang: Option<String>,
}

/// The answer of [`diff`]: `level` and `changes`.
#[derive(Clone, Debug)]
pub struct ChangesAnswer {
    changes: Changes,
    langs: Langs,
}

impl ChangesAnswer {
    /// The changes themselves, whose messages are in both languages.
    #[must_use]
    pub fn changes(&self) -> &Changes {
        &self.changes
    }
}

#[derive(Serialize)]
struct ChangesObject<'c> {
    format_version: u32,
    level: Option<Level>,
    changes: Vec<ChangeObject<'c>>,
}

#[derive(Serialize)]
struct ChangeObject<'c> {
    code: &'static str,
    level: Level,
    path: &'c str,
    field: Option<&'c str>,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_zh: Option<String>,
    old: Option<Fact>,
    new: Option<Fact>,
    fingerprint: String,
}

fn change(change: &Change, langs: Langs) -> ChangeObject<'_> {
    ChangeObject {
        code: change.code().as_str(),
        level: change.level(),
        path: change.path(),
        field: change.field(),
        message: change.sentence(langs.main),
        message_zh: langs.zh().map(|lang| change.sentence(lang)),
        old: change.old(),
        new: change.new(),
        fingerprint: change.fingerprint(),
    }
}

fn changes(changes: &Changes, langs: Langs) -> Vec<ChangeObject<'_>> {
    changes.iter().map(|one| change(one, langs)).collect()
}

impl Serialize for ChangesAnswer {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let object = ChangesObject {
            format_version: FORMAT_VERSION,
            level: self.changes.level(),
            changes: changes(&self.changes, self.langs),
        };
        object.serialize(serializer)
    }
}

/// Compares two schemas.
///
/// # Errors
/// If the options are wrong.
pub fn diff(old: &SchemaHandle, new: &SchemaHandle, options: &DiffOptions) -> Result<ChangesAnswer, Failure> {
    let langs = Langs::new(options.lang.as_deref())?;
    Ok(ChangesAnswer { changes: Schema::diff(old.schema(), new.schema()), langs })
}

/// Options of [`impact`]: those of validation.
pub type ImpactOptions = ValidateCallOptions;

/// The answer of [`impact`]: the changes, and the items that are no longer valid, now valid, or unreadable, by index.
#[derive(Debug)]
pub struct ImpactAnswer {
    checker: ImpactChecker,
    items: usize,
    broken: Vec<(usize, Vec<ImpactFinding>)>,
    fixed: Vec<usize>,
    unreadable: Vec<(usize, Failure)>,
    langs: Langs,
}

#[derive(Serialize)]
struct ImpactObject<'i> {
    format_version: u32,
    level: Option<Level>,
    changes: Vec<ChangeObject<'i>>,
    items: usize,
    broken: Vec<BrokenObject<'i>>,
    fixed: &'i [usize],
    unreadable: Vec<UnreadableObject<'i>>,
}

#[derive(Serialize)]
struct BrokenObject<'i> {
    item: usize,
    findings: Vec<Localized<'i, Finding>>,
}

#[derive(Serialize)]
struct UnreadableObject<'i> {
    item: usize,
    error: FailureObject<'i>,
}

impl Serialize for ImpactAnswer {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let all = self.checker.changes();
        let fingerprints: Vec<String> = all.iter().map(Change::fingerprint).collect();
        let change = |at: Option<usize>| at.and_then(|at| fingerprints.get(at)).map(String::as_str);
        let broken = self.broken.iter().map(|(item, findings)| BrokenObject {
            item: *item,
            findings: findings
                .iter()
                .map(|one| finding_object(one.finding(), self.langs).with_change(change(one.change())))
                .collect(),
        });
        let unreadable = self
            .unreadable
            .iter()
            .map(|(item, failure)| UnreadableObject { item: *item, error: FailureObject::new(failure) });
        let object = ImpactObject {
            format_version: FORMAT_VERSION,
            level: all.level(),
            changes: changes(all, self.langs),
            items: self.items,
            broken: broken.collect(),
            fixed: &self.fixed,
            unreadable: unreadable.collect(),
        };
        object.serialize(serializer)
    }
}

/// Compares two schemas and validates items under both.
///
/// # Errors
/// If the options are wrong. Items that cannot be read are a part of the answer.
pub fn impact<'i>(
    old: &SchemaHandle,
    new: &SchemaHandle,
    items: impl IntoIterator<Item = Item<'i>>,
    options: &ImpactOptions,
) -> Result<ImpactAnswer, Failure> {
    let langs = Langs::new(options.lang.as_deref())?;
    let chosen = CompileChoices::new(options)?;
    let checker = ImpactChecker::from_validators(
        chosen.compile(old.schema(), langs)?,
        chosen.compile(new.schema(), langs)?,
    );
    let mut answer = ImpactAnswer {
        checker,
        items: 0,
        broken: Vec::new(),
        fixed: Vec::new(),
        unreadable: Vec::new(),
        langs,
    };
    for (number, item) in items.into_iter().enumerate() {
        answer.items += 1;
        match item.read(Some(new), langs).map(|param| answer.checker.check(&param)) {
            Ok(ParamImpact::Broken(findings)) => answer.broken.push((number, findings)),
            Ok(ParamImpact::Fixed) => answer.fixed.push(number),
            Ok(ParamImpact::Valid | ParamImpact::Invalid) => {}
            Err(failure) => answer.unreadable.push((number, failure)),
        }
    }
    Ok(answer)
}

/// Options of [`readback`].
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct ReadbackCallOptions {
    /// The language of messages: `en`, `zh` or `both`.
    pub lang: Option<String>,
    /// The fields that identify the rows of a table, by the path of the table.
    pub keys: BTreeMap<String, Vec<String>>,
    /// Compares the order of several values in one field too.
    pub order: bool,
}

/// The answer of [`readback`]: `changes` and `summary`.
#[derive(Clone, Debug)]
pub struct ReadbackAnswer {
    readback: Readback,
    langs: Langs,
}

#[derive(Serialize)]
struct ReadbackObject<'r> {
    format_version: u32,
    changes: Vec<DifferenceObject<'r>>,
    summary: SummaryObject,
}

#[derive(Serialize)]
struct DifferenceObject<'r> {
    code: DifferenceKind,
    path: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    stored_path: Option<&'r str>,
    field: Option<&'r str>,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_zh: Option<String>,
    old: Option<&'r Held>,
    new: Option<&'r Held>,
    sent: Option<PlaceObject>,
    stored: Option<PlaceObject>,
}

#[derive(Serialize)]
struct PlaceObject {
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct SummaryObject {
    lost: usize,
    changed: usize,
    added: usize,
}

fn place(at: Position) -> PlaceObject {
    PlaceObject { line: at.line, column: at.column }
}

impl Serialize for ReadbackAnswer {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let changes = self.readback.differences().iter().map(|one| DifferenceObject {
            code: one.kind(),
            path: one.path(),
            stored_path: one.stored_path(),
            field: one.field(),
            message: one.message(self.langs.main),
            message_zh: self.langs.zh().map(|lang| one.message(lang)),
            old: one.sent(),
            new: one.stored(),
            sent: one.sent_position().map(place),
            stored: one.stored_position().map(place),
        });
        let object = ReadbackObject {
            format_version: FORMAT_VERSION,
            changes: changes.collect(),
            summary: SummaryObject {
                lost: self.readback.count(DifferenceKind::Lost),
                changed: self.readback.count(DifferenceKind::Changed),
                added: self.readback.count(DifferenceKind::Added),
            },
        };
        object.serialize(serializer)
    }
}

/// Compares an item that was sent with the item that is stored.
///
/// # Errors
/// If the options are wrong, or an item cannot be read.
pub fn readback(
    schema: Option<&SchemaHandle>,
    sent: Item<'_>,
    stored: Item<'_>,
    options: &ReadbackCallOptions,
) -> Result<ReadbackAnswer, Failure> {
    let langs = Langs::new(options.lang.as_deref())?;
    let mut how = ReadbackOptions::new();
    for (table, fields) in &options.keys {
        for field in fields {
            how = how.with_key(table, field);
        }
    }
    if options.order {
        how = how.with_order();
    }
    let (sent, stored) = (sent.read(schema, langs)?, stored.read(schema, langs)?);
    let readback = sent.compare(&stored, schema.map(SchemaHandle::schema), &how);
    Ok(ReadbackAnswer { readback, langs })
}
