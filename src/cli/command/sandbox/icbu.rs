//! Products of alibaba.com: one JSON text holds the parameters, and a refusal of the business is inside of a success.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use tmall_schema::{Lang, Param};

use super::answer::Refusal;
use super::shop::Shop;

/// Drafts, which may be incomplete, by their ids: the category and the values.
pub(super) type Drafts = BTreeMap<u64, (String, String)>;

/// The id of the first draft.
const FIRST_DRAFT: u64 = 700_000_001;

impl Shop {
    /// Carries out a call. Nothing if the shop does not know the method.
    pub(super) fn icbu(
        &self,
        method: &str,
        get: &dyn Fn(&str) -> Option<String>,
    ) -> Option<Map<String, Value>> {
        if method == "alibaba.icbu.category.schema.level.get" {
            // The whole schema at once: the levels below are there already.
            let document = self.document(&get("cat_id").unwrap_or_default());
            return Some(Map::from_iter([("result".to_owned(), json!({ "data": document.ok() }))]));
        }
        let asked: Map<String, Value> =
            serde_json::from_str(&get("param_product_top_publish_request").unwrap_or_default())
                .unwrap_or_default();
        let of = |name: &str| match asked.get(name) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        };
        let data = |document: String| ("data", json!(document));
        let product = |id: u64| ("product_id", json!(id));
        let outcome = match method {
            "alibaba.icbu.product.schema.get" => self.document(&of("cat_id")).map(data),
            "alibaba.icbu.product.schema.render" => self.stored_schema(&of("product_id"), None).map(data),
            "alibaba.icbu.product.schema.render.draft" => self.draft(&of("product_id")).map(data),
            "alibaba.icbu.product.schema.add" => self.add(&of("cat_id"), &of("xml")).map(product),
            "alibaba.icbu.product.schema.add.draft" => self.add_draft(&of("cat_id"), &of("xml")).map(product),
            "alibaba.icbu.product.schema.update" => self.update(&of("product_id"), &of("xml")).map(product),
            _ => return None,
        };
        let mut members = Map::new();
        members.insert("biz_success".to_owned(), json!(outcome.is_ok()));
        let (code, message) = match outcome {
            Ok((key, value)) => {
                members.insert(key.to_owned(), value);
                (String::new(), String::new())
            }
            // Several texts come with semicolons between them.
            Err(refusal) => (refusal.sub_code, refusal.sub_msg.replace('；', ";")),
        };
        members.insert("msg_code".to_owned(), json!(code));
        members.insert("message".to_owned(), json!(message));
        members.insert("trace_id".to_owned(), json!("sandbox"));
        Some(members)
    }

    fn add_draft(&self, category: &str, xml: &str) -> Result<u64, Refusal> {
        self.document(category)?;
        Param::parse(xml)
            .map_err(|error| Refusal::service("isv.invalid-parameter:xml", error.message(Lang::Zh)))?;
        let mut drafts = self.drafts();
        let id = drafts.last_key_value().map_or(FIRST_DRAFT, |(id, _)| id + 1);
        drafts.insert(id, (category.to_owned(), xml.to_owned()));
        Ok(id)
    }

    fn draft(&self, id: &str) -> Result<String, Refusal> {
        let draft = id.parse().ok().and_then(|id: u64| self.drafts().get(&id).cloned());
        let (category, xml) = draft.ok_or_else(|| {
            Refusal::service("isv.invalid-parameter:product_id", format!("there is no draft {id}"))
        })?;
        self.filled_schema(&category, &xml, None)
    }
}
