//! Items before anything is sent: read, validated, and with what a request needs.

use std::collections::HashMap;
use std::path::Path;

use tmall_schema::{Finding, Param, ReadOptions};

use crate::cli::args::{CodeArg, SubmitArgs, SubmitMethod};
use crate::cli::checking::is_ignored;
use crate::cli::command::validate::Schemas;
use crate::cli::error::{CliError, UsageError};
use crate::cli::fingerprint::fingerprint;
use crate::cli::ignore::Ignores;
use crate::cli::input::Source;
use crate::cli::lang::Message;

/// An item that could be sent, unless it has errors.
pub(super) struct Item {
    pub(super) file: String,
    /// By what the journal knows it.
    pub(super) key: String,
    pub(super) outer_id: Option<String>,
    /// The category, or for updates the id of the item.
    pub(super) target: String,
    pub(super) param: Param,
    pub(super) xml: String,
    pub(super) content: String,
    pub(super) errors: Vec<Finding>,
}

/// Reads and validates an item.
pub(super) fn item(
    source: &Source,
    args: &SubmitArgs,
    schemas: &Schemas,
    options: &ReadOptions,
    ignores: &Ignores<CodeArg>,
) -> Result<Item, CliError> {
    let file = source.name();
    let schema = schemas.of(source)?;
    let param = source.param(options, schema.validator.schema())?.bind(schema.validator.schema());
    let report = schema.validator.check(&param);
    let errors: Vec<Finding> =
        report.errors().filter(|finding| !is_ignored(ignores, &file, finding)).cloned().collect();
    let target = match args.method {
        SubmitMethod::Add | SubmitMethod::Publish => match category(args, || schemas.name_of(&schema)) {
            Some(category) => category,
            None => return Err(refuse("no category; use --category ID", "缺少类目；请使用 --category ID")),
        },
        SubmitMethod::Update | SubmitMethod::Increment | SubmitMethod::Edit => stem(&file).ok_or_else(|| {
            refuse(
                &format!(
                    "{file}: an update is for the item that its file is named after, such as 521369504454.xml"
                ),
                &format!("{file}：更新的商品由文件名指定，例如 521369504454.xml"),
            )
        })?,
    };
    let xml = param
        .to_xml(schema.validator.schema())
        .map_err(|error| CliError::document(file.clone(), error, None))?;
    let outer_id = outer_id(&param);
    let key = match args.method.is_adding() {
        true => outer_id.clone().unwrap_or_else(|| file.clone()),
        false => target.clone(),
    };
    let content = fingerprint(&[&xml]);
    Ok(Item { file, key, outer_id, target, param, xml, content, errors })
}

/// The category: as named, else the name of the schema's file.
fn category(args: &SubmitArgs, of_directory: impl FnOnce() -> Option<String>) -> Option<String> {
    args.category.clone().or_else(of_directory).or_else(|| stem(args.schemas.schema.as_deref()?))
}

/// Refuses items that one journal cannot distinguish: the platform could not either.
pub(super) fn check_keys(items: &[Item]) -> Result<(), CliError> {
    let mut files: HashMap<&str, &str> = HashMap::new();
    for item in items {
        if let Some(first) = files.insert(&item.key, &item.file) {
            let (key, file) = (&item.key, &item.file);
            return Err(refuse(
                &format!("{first} and {file} are the same item: {key}"),
                &format!("{first} 和 {file} 是同一个商品：{key}"),
            ));
        }
    }
    Ok(())
}

/// The seller's own code.
fn outer_id(param: &Param) -> Option<String> {
    let found = ["/outer_id", "/outerId"].iter().find_map(|path| param.text(path));
    found.map(str::trim).filter(|id| !id.is_empty()).map(str::to_owned)
}

/// The id in the name of a file.
fn stem(file: &str) -> Option<String> {
    let stem = Path::new(file).file_stem()?.to_str()?;
    let is_id = !stem.is_empty() && stem.bytes().all(|byte| byte.is_ascii_digit());
    is_id.then(|| stem.to_owned())
}

pub(super) fn refuse(en: &str, zh: &str) -> CliError {
    UsageError::Gateway(Message::new(en, zh)).into()
}
