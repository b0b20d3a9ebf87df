//! The shop behind the gateway: schemas of categories, and the items that were published.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde_json::{Map, Value, json};
use tmall_schema::envelope::{self, Opened};
use tmall_schema::gateway::china_time;
use tmall_schema::{Lang, Param, ParamField, ReadOptions, Validator};

use super::answer::{Outcome, Refusal};
use super::icbu::Drafts;

/// The id of the first item; as long as those of the platform.
const FIRST: u64 = 521_369_500_001;

/// The field of an update of some fields that names them.
const UPDATE_FIELDS: &str = "update_fields";

/// The pages of lists.
const USUAL_PAGE: usize = 40;
const LARGEST_PAGE: usize = 200;

/// How many findings an answer names.
const MOST_FINDINGS: usize = 5;

/// A category: its schema as text, and the validator of its items.
struct Category {
    document: String,
    validator: Validator,
}

struct Item {
    category: String,
    outer_id: Option<String>,
    title: String,
    xml: String,
}

/// Schemas by category, and the items that were published.
pub(super) struct Shop {
    categories: HashMap<String, Category>,
    items: Mutex<BTreeMap<u64, Item>>,
    drafts: Mutex<Drafts>,
}

impl Shop {
    /// Reads the schemas of a folder: `1512.xml`, or an answer `1512.json`, is that of category 1512. What cannot be
    /// read is named.
    pub(super) fn open(folder: &Path) -> (Shop, Vec<String>) {
        let is_schema = |path: &PathBuf| {
            path.extension().is_some_and(|extension| extension == "xml" || extension == "json")
        };
        let (mut categories, mut faults) = (HashMap::new(), Vec::new());
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(is_schema).collect();
        files.sort();
        for file in files {
            let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            match category(&file) {
                Ok(category) => drop(categories.insert(stem, category)),
                Err(message) => faults.push(format!("{}: {message}", file.display())),
            }
        }
        (Shop { categories, items: Mutex::default(), drafts: Mutex::default() }, faults)
    }

    /// How many categories there are.
    pub(super) fn len(&self) -> usize {
        self.categories.len()
    }

    /// Carries out a call. Nothing if the shop does not know the method.
    pub(super) fn call(
        &self,
        method: &str,
        get: &dyn Fn(&str) -> Option<String>,
        now: i64,
    ) -> Option<Outcome> {
        let text = |name: &str| get(name).unwrap_or_default();
        let schema =
            |category: &str, key: &str| -> Outcome { Ok(one(key, json!(self.category(category)?.document))) };
        Some(match method {
            "taobao.time.get" => Ok(one("time", json!(china_time(now)))),
            "taobao.itemcats.get" => {
                let mut ids: Vec<&String> = self.categories.keys().collect();
                ids.sort();
                let cats: Vec<Value> =
                    ids.iter().map(|id| json!({ "cid": id, "name": id, "is_parent": false })).collect();
                Ok(one("item_cats", json!({ "item_cat": cats })))
            }
            // No category here has key properties; so no product is needed.
            "tmall.product.match.schema.get" | "tmall.product.schema.match" => {
                self.category(&text("category_id")).map(|_| one("match_result", json!("")))
            }
            "tmall.product.add.schema.get" => {
                self.category(&text("category_id")).map(|_| one("add_product_rule", json!("")))
            }
            "tmall.item.add.schema.get" => schema(&text("category_id"), "add_item_result"),
            "alibaba.item.publish.schema.get" => schema(&text("cat_id"), "result"),
            "tmall.item.update.schema.get" => self
                .stored_schema(&text("item_id"), None)
                .map(|document| one("update_item_result", json!(document))),
            "alibaba.item.edit.schema.get" => {
                self.stored_schema(&text("item_id"), None).map(|document| one("result", json!(document)))
            }
            "tmall.item.increment.update.schema.get" => self
                .stored_schema(&text("item_id"), get("xml_data").as_deref())
                .map(|document| one("update_item_result", json!(document))),
            "tmall.item.schema.increment.update" => {
                self.increment(&text("item_id"), &text("xml_data")).map(|id| {
                    let mut members = one("update_item_result", json!(id.to_string()));
                    members.insert("gmt_modified".to_owned(), json!(china_time(now)));
                    members
                })
            }
            "tmall.item.schema.add" => self.add(&text("category_id"), &text("xml_data")).map(|id| {
                let mut members = one("add_item_result", json!(id.to_string()));
                members.insert("gmt_create".to_owned(), json!(china_time(now)));
                members
            }),
            "alibaba.item.publish.submit" => self.add(&text("cat_id"), &text("schema")).map(|id| {
                let mut members = one("item_id", json!(id));
                members.insert("create_time".to_owned(), json!(china_time(now)));
                members
            }),
            "tmall.item.schema.update" => self.update(&text("item_id"), &text("xml_data")).map(|id| {
                let mut members = one("update_item_result", json!(id.to_string()));
                members.insert("gmt_modified".to_owned(), json!(china_time(now)));
                members
            }),
            "alibaba.item.edit.submit" => self.update(&text("item_id"), &text("schema")).map(|id| {
                let mut members = one("item_id", json!(id));
                members.insert("update_time".to_owned(), json!(china_time(now)));
                members
            }),
            "taobao.items.onsale.get" => {
                let number =
                    |name: &str, usual| get(name).and_then(|text| text.parse().ok()).unwrap_or(usual);
                let (page, size) = (number("page_no", 1), number("page_size", USUAL_PAGE));
                Ok(self.list(get("outer_id").as_deref(), page, size.min(LARGEST_PAGE)))
            }
            "taobao.items.inventory.get" => Ok(list_of(&[], 0)),
            "taobao.item.seller.get" => self.item(&text("num_iid")),
            _ => return None,
        })
    }

    fn category(&self, id: &str) -> Result<&Category, Refusal> {
        self.categories.get(id).ok_or_else(|| {
            Refusal::service("isv.invalid-parameter:category-not-found", format!("there is no category {id}"))
        })
    }

    /// The schema of a category as text.
    pub(super) fn document(&self, category: &str) -> Result<String, Refusal> {
        Ok(self.category(category)?.document.clone())
    }

    pub(super) fn drafts(&self) -> std::sync::MutexGuard<'_, Drafts> {
        self.drafts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn items(&self) -> std::sync::MutexGuard<'_, BTreeMap<u64, Item>> {
        self.items.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn item_category(&self, id: &str) -> Result<String, Refusal> {
        let items = self.items();
        let item = id.parse().ok().and_then(|id: u64| items.get(&id));
        item.map(|item| item.category.clone()).ok_or_else(|| gone(id))
    }

    /// The values of an item that is valid.
    fn check(&self, category: &str, xml: &str) -> Result<Param, Refusal> {
        let category = self.category(category)?;
        let param = Param::parse(xml)
            .map_err(|error| Refusal::service("isv.invalid-parameter:xml_data", error.message(Lang::Zh)))?;
        let report = category.validator.check(&param);
        if report.is_valid() {
            return Ok(param);
        }
        let all: Vec<String> = report
            .errors()
            .take(MOST_FINDINGS)
            .map(|finding| format!("{} {}", finding.path(), finding.message(Lang::Zh)))
            .collect();
        Err(Refusal::service("isv.invalid-parameter", all.join("；")))
    }

    pub(super) fn add(&self, category: &str, xml: &str) -> Result<u64, Refusal> {
        let param = self.check(category, xml)?;
        let outer_id = outer_id(&param);
        let mut items = self.items();
        if outer_id.is_some() {
            let same: Vec<String> = items
                .iter()
                .filter(|(_, item)| item.outer_id == outer_id)
                .map(|(id, _)| id.to_string())
                .collect();
            if !same.is_empty() {
                return Err(Refusal::service(
                    "isv.item-service-error:IC_CHECKSTEP_ALREADY_EXISTS_SAME_SPU",
                    format!("您已发布过同款商品，已发布的商品ID列表为：{}", same.join(",")),
                ));
            }
        }
        let id = items.last_key_value().map_or(FIRST, |(id, _)| id + 1);
        let title = param.text("/title").unwrap_or_default().to_owned();
        items.insert(id, Item { category: category.to_owned(), outer_id, title, xml: xml.to_owned() });
        Ok(id)
    }

    pub(super) fn update(&self, id: &str, xml: &str) -> Result<u64, Refusal> {
        let category = self.item_category(id)?;
        let param = self.check(&category, xml)?;
        self.replace(id, category, &param, xml)
    }

    /// Takes over the fields that an update of some names, or all that it holds if it names none.
    fn increment(&self, id: &str, xml: &str) -> Result<u64, Refusal> {
        let number: u64 = id.parse().map_err(|_| gone(id))?;
        let (category, old) = {
            let items = self.items();
            let item = items.get(&number).ok_or_else(|| gone(id))?;
            (item.category.clone(), item.xml.clone())
        };
        let wrong = |error: tmall_schema::Error| {
            Refusal::service("isv.invalid-parameter:xml_data", error.message(Lang::Zh))
        };
        let schema = self.category(&category)?.validator.schema();
        let mut over = Param::parse(xml).map_err(wrong)?.bind(schema);
        let named = values(&over, UPDATE_FIELDS);
        over.remove(UPDATE_FIELDS).map_err(wrong)?;
        if !named.is_empty() {
            let others: Vec<String> = over
                .fields()
                .iter()
                .map(|field| field.id().to_owned())
                .filter(|id| !named.contains(id))
                .collect();
            for other in others {
                over.remove(&other).map_err(wrong)?;
            }
        }
        let mut param = Param::parse(&old).map_err(wrong)?;
        param.merge(&over);
        let text = param.to_xml(schema).map_err(wrong)?;
        let param = self.check(&category, &text)?;
        self.replace(id, category, &param, &text)
    }

    fn replace(&self, id: &str, category: String, param: &Param, xml: &str) -> Result<u64, Refusal> {
        let number: u64 = id.parse().map_err(|_| gone(id))?;
        let title = param.text("/title").unwrap_or_default().to_owned();
        let outer_id = outer_id(param);
        self.items().insert(number, Item { category, outer_id, title, xml: xml.to_owned() });
        Ok(number)
    }

    /// The schema of an item with the values that are stored of it; for an update of some fields only with those that
    /// `update_fields` names.
    pub(super) fn stored_schema(&self, id: &str, wanted: Option<&str>) -> Result<String, Refusal> {
        let (category, xml) = {
            let items = self.items();
            let item = id.parse().ok().and_then(|id: u64| items.get(&id)).ok_or_else(|| gone(id))?;
            (item.category.clone(), item.xml.clone())
        };
        self.filled_schema(&category, &xml, wanted)
    }

    /// The schema of a category with the values of an item.
    pub(super) fn filled_schema(
        &self,
        category: &str,
        xml: &str,
        wanted: Option<&str>,
    ) -> Result<String, Refusal> {
        let wrong = |error: tmall_schema::Error| {
            Refusal::service("isv.invalid-parameter:xml_data", error.message(Lang::Zh))
        };
        let wanted = wanted.map(|xml| Param::parse(xml).map(|param| values(&param, UPDATE_FIELDS)));
        let wanted = wanted.transpose().map_err(wrong)?.filter(|ids| !ids.is_empty());
        let param = Param::parse(xml).map_err(wrong)?;
        let is_wanted = |id: &str| {
            id == UPDATE_FIELDS || wanted.as_ref().is_none_or(|ids| ids.iter().any(|known| known == id))
        };
        Ok(with_values(self.category(category)?, &param, &is_wanted))
    }

    fn list(&self, outer_id: Option<&str>, page: usize, size: usize) -> Map<String, Value> {
        let items = self.items();
        let wanted =
            items.iter().filter(|(_, item)| outer_id.is_none() || item.outer_id.as_deref() == outer_id);
        let found: Vec<(&u64, &Item)> = wanted.collect();
        let page = found.iter().skip(page.saturating_sub(1).saturating_mul(size)).take(size);
        list_of(&page.map(|(id, item)| summary(**id, item)).collect::<Vec<_>>(), found.len())
    }

    fn item(&self, id: &str) -> Outcome {
        let items = self.items();
        let number = id.parse().ok();
        let (id, item) = number.and_then(|id: u64| Some((id, items.get(&id)?))).ok_or_else(|| gone(id))?;
        let mut found = summary(id, item);
        found["cid"] = json!(item.category);
        found["xml"] = json!(item.xml);
        Ok(one("item", found))
    }
}

fn summary(id: u64, item: &Item) -> Value {
    let mut summary = json!({ "num_iid": id, "title": item.title, "approve_status": "onsale" });
    if let Some(outer_id) = &item.outer_id {
        summary["outer_id"] = json!(outer_id);
    }
    summary
}

/// A page of a list, and how many there are in all.
fn list_of(items: &[Value], total: usize) -> Map<String, Value> {
    let mut members = one("items", json!({ "item": items }));
    members.insert("total_results".to_owned(), json!(total));
    members
}

fn outer_id(param: &Param) -> Option<String> {
    ["/outer_id", "/outerId"].iter().find_map(|path| param.text(path)).map(str::to_owned)
}

/// The values of a field at the top.
fn values(param: &Param, id: &str) -> Vec<String> {
    let field = param.fields().iter().find(|field| field.id() == id);
    field.into_iter().flat_map(ParamField::values).map(|value| value.text().to_owned()).collect()
}

/// The schema of a category, in whose fields at the top the values of an item are.
fn with_values(category: &Category, param: &Param, is_wanted: &dyn Fn(&str) -> bool) -> String {
    let schema = category.validator.schema();
    let source = schema.source();
    let mut text = String::with_capacity(source.len() + param.source().map_or(0, str::len));
    let mut done = 0;
    for field in schema.fields() {
        let span = field.span().range();
        let (Some(before), Some(own)) = (source.get(done..span.start), source.get(span.clone())) else {
            continue;
        };
        text.push_str(before);
        done = span.end;
        if !is_wanted(field.id()) {
            continue;
        }
        let stored = param.fields().iter().find(|stored| stored.id() == field.id() && field.is_first());
        let content = stored.and_then(|stored| Some(content(param.source()?.get(stored.span()?.range())?)));
        match (content, own.strip_suffix("/>"), own.rfind("</")) {
            (Some(content), Some(open), _) => text.push_str(&format!("{open}>{content}</field>")),
            (Some(content), None, Some(end)) => {
                text.push_str(&format!("{}{content}{}", &own[..end], &own[end..]));
            }
            (Some(_) | None, _, _) => text.push_str(own),
        }
    }
    text.push_str(source.get(done..).unwrap_or_default());
    text
}

/// What is between the tags of an element.
fn content(element: &str) -> &str {
    // A `>` may be in an attribute, but no `<`; and the content begins with one.
    match (element.get(1..).and_then(|rest| rest.find('<')), element.rfind("</")) {
        (Some(start), Some(end)) if start < end => element.get(start + 1..end).unwrap_or_default(),
        _ => "",
    }
}

fn gone(id: &str) -> Refusal {
    Refusal::service("isv.item-not-exist:invalid-numIid-or-iid", format!("ITEM_NOT_FOUND: {id}"))
}

fn one(key: &str, value: Value) -> Map<String, Value> {
    Map::from_iter([(key.to_owned(), value)])
}

fn category(file: &Path) -> Result<Category, String> {
    let options = ReadOptions::new();
    let bytes = std::fs::read(file).map_err(|error| error.to_string())?;
    let opened = envelope::open(&bytes, &options).and_then(Opened::into_document);
    let document = opened.map_err(|error| error.to_string())?;
    let schema = document.schema(&options).map_err(|error| error.to_string())?;
    // Encodings other than UTF-8 are written again.
    let text = match std::str::from_utf8(document.bytes()) {
        Ok(text) => text.to_owned(),
        Err(_) => schema.to_xml().map_err(|error| error.to_string())?,
    };
    Ok(Category { document: text, validator: Validator::compile(&schema) })
}
