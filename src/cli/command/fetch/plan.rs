//! What is fetched: one call for each file.

use std::collections::HashSet;

use tmall_schema::gateway::Method;

use crate::cli::args::ContentArg;
use crate::cli::error::{CliError, UsageError};
use crate::cli::fingerprint::fingerprint;
use crate::cli::lang::Message;
use crate::cli::settings::{FetchSettings, SchemasSettings};

/// A file, and the call that gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its path in the directory.
    pub(super) file: String,
    pub(super) method: String,
    pub(super) params: Vec<(String, String)>,
}

/// The names that methods have for ids.
const CATEGORY: &[&str] = &["category_id", "cat_id", "leaf_cat_id"];
const BRAND: &[&str] = &["brand_id"];
const PRODUCT: &[&str] = &["product_id", "spu_id"];

/// All entries of the settings, in their order.
pub(super) fn entries(settings: &FetchSettings) -> Result<Vec<Entry>, CliError> {
    if settings.schemas.is_empty() {
        return Err(refuse(
            "nothing to fetch; the settings need [[fetch.schemas]] with categories",
            "没有要获取的内容；设置中需要 [[fetch.schemas]] 及其 categories",
        ));
    }
    let extension = match settings.content.unwrap_or_default() {
        ContentArg::Document => "xml",
        ContentArg::Answer => "json",
    };
    let mut entries = Vec::new();
    for schemas in &settings.schemas {
        expand(schemas, extension, &mut entries)?;
    }
    let mut files = HashSet::new();
    if let Some(entry) = entries.iter().find(|entry| !files.insert(entry.file.to_lowercase())) {
        let file = &entry.file;
        return Err(refuse(
            &format!("two schemas would be written to {file}; give [[fetch.schemas]] a folder"),
            &format!("有两个 schema 会写入 {file}；请在 [[fetch.schemas]] 中设置 folder"),
        ));
    }
    Ok(entries)
}

/// What distinguishes the plan of one run from that of another.
pub(super) fn identity(entries: &[Entry], url: &str) -> String {
    let mut texts = vec![url];
    for entry in entries {
        texts.extend([entry.file.as_str(), entry.method.as_str()]);
        texts.extend(entry.params.iter().flat_map(|(name, value)| [name.as_str(), value.as_str()]));
    }
    fingerprint(&texts)
}

fn refuse(en: &str, zh: &str) -> CliError {
    UsageError::Gateway(Message::new(en, zh)).into()
}

/// Every category with every brand and every product.
fn expand(schemas: &SchemasSettings, extension: &str, entries: &mut Vec<Entry>) -> Result<(), CliError> {
    let none = [String::new()];
    let of = |ids: &[String]| if ids.is_empty() { none.to_vec() } else { ids.to_vec() };
    for category in &of(&schemas.categories) {
        for brand in &of(&schemas.brands) {
            for product in &of(&schemas.products) {
                entries.push(entry(schemas, [category, brand, product], extension)?);
            }
        }
    }
    Ok(())
}

fn entry(schemas: &SchemasSettings, ids: [&String; 3], extension: &str) -> Result<Entry, CliError> {
    let method = Method::find(&schemas.method);
    let mut params: Vec<(String, String)> = Vec::new();
    let mut is_used = [false; 3];
    let kinds =
        [("{category}", CATEGORY, ids[0]), ("{brand}", BRAND, ids[1]), ("{product}", PRODUCT, ids[2])];
    for (name, template) in &schemas.params {
        let mut value = template.clone();
        for (at, (placeholder, _, id)) in kinds.iter().enumerate() {
            if value.contains(placeholder) {
                value = value.replace(placeholder, id);
                is_used[at] = true;
            }
        }
        params.push((name.clone(), value));
    }
    for (at, (placeholder, names, id)) in kinds.iter().enumerate() {
        if id.is_empty() || is_used[at] {
            continue;
        }
        let known = |name: &&&str| method.is_some_and(|method| method.param(name).is_some());
        let Some(name) = names.iter().find(known) else {
            let (method, what) = (&schemas.method, placeholder);
            return Err(refuse(
                &format!(
                    "{method} has no parameter for {what}; write it into one of the params of [[fetch.schemas]]"
                ),
                &format!("{method} 没有与 {what} 对应的参数；请把它写入 [[fetch.schemas]] 的 params"),
            ));
        };
        params.push(((*name).to_owned(), (*id).clone()));
    }
    // Without a product it answers with the general rules of the category.
    if schemas.method == "tmall.item.add.schema.get" {
        let lacks = |params: &[(String, String)], wanted: &str| params.iter().all(|(name, _)| name != wanted);
        if lacks(&params, "product_id") {
            params.push(("product_id".to_owned(), "0".to_owned()));
            if lacks(&params, "isv_init") {
                params.push(("isv_init".to_owned(), "true".to_owned()));
            }
        }
    }
    let stem: Vec<&str> = ids.iter().map(|id| id.as_str()).filter(|id| !id.is_empty()).collect();
    let name = format!("{}.{extension}", stem.join("-"));
    let file = match &schemas.folder {
        Some(folder) => format!("{folder}/{name}"),
        None => name,
    };
    Ok(Entry { file, method: schemas.method.clone(), params })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schemas(method: &str, categories: &[&str], brands: &[&str]) -> SchemasSettings {
        let texts = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
        SchemasSettings {
            method: method.to_owned(),
            categories: texts(categories),
            brands: texts(brands),
            products: Vec::new(),
            params: Vec::new(),
            folder: None,
        }
    }

    fn files(schemas: Vec<SchemasSettings>) -> Result<Vec<Entry>, CliError> {
        entries(&FetchSettings { schemas, ..FetchSettings::default() })
    }

    #[test]
    fn one_file_for_every_pair() {
        let all = files(vec![schemas("tmall.product.add.schema.get", &["1", "2"], &["30", "40"])]).unwrap();
        let names: Vec<&str> = all.iter().map(|entry| entry.file.as_str()).collect();
        assert_eq!(names, ["1-30.xml", "1-40.xml", "2-30.xml", "2-40.xml"]);
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(all[0].params, [pair("category_id", "1"), pair("brand_id", "30")]);
    }

    #[test]
    fn names_of_ids_differ_between_methods() {
        let mut taobao = schemas("alibaba.item.publish.schema.get", &["1"], &[]);
        taobao.params = vec![("market".to_owned(), "taobao".to_owned())];
        let mut icbu = schemas("alibaba.icbu.product.schema.get", &["1"], &[]);
        icbu.folder = Some("icbu".to_owned());
        icbu.params =
            vec![("param_product_top_publish_request".to_owned(), "{\"cat_id\":\"{category}\"}".to_owned())];
        let all = files(vec![taobao, icbu]).unwrap();
        assert_eq!(all[0].params.last().unwrap(), &("cat_id".to_owned(), "1".to_owned()));
        assert_eq!(all[1].params[0].1, "{\"cat_id\":\"1\"}");
        assert_eq!(all[1].file, "icbu/1.xml");
    }

    #[test]
    fn what_has_no_place_is_refused() {
        let twice = vec![
            schemas("tmall.item.add.schema.get", &["1"], &[]),
            schemas("tmall.item.add.schema.get", &["1"], &[]),
        ];
        assert!(files(twice).is_err());
        assert!(files(vec![schemas("tmall.item.add.schema.get", &["1"], &["2"])]).is_err());
        assert!(files(Vec::new()).is_err());
    }
}
