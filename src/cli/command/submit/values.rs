//! Values for the schemas that the platform asks to be filled in on the way.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tmall_schema::gateway::{Fill, Purpose};
use tmall_schema::{Lang, Param, Schema, Validator, WriteOptions};

use super::prepare::Item;
use crate::cli::checking::Checking;
use crate::cli::lang::Message;

/// The field that marks an item as new.
const NEW_MARK: &str = "is_xinpin";

/// The most schemas that are kept.
const KEPT: usize = 64;

/// Fills in schemas, with the checks of the run.
pub(super) struct Values {
    checking: Checking,
    /// Values for products.
    product: Option<Param>,
    compiled: Mutex<HashMap<String, Arc<Validator>>>,
}

impl Values {
    pub(super) fn new(checking: Checking, product: Option<Param>) -> Values {
        Values { checking, product, compiled: Mutex::default() }
    }

    /// What is sent for a schema; an error says why nothing can be.
    pub(super) fn fill(&self, fill: &Fill, item: &Item) -> Result<String, Message> {
        let product = self.product.as_ref().unwrap_or(&item.param);
        match fill.purpose {
            Purpose::Item | Purpose::Update => {
                let validator = self.validator(&fill.schema, fill.purpose == Purpose::Item)?;
                check(&validator, &item.param)?;
                Ok(item.xml.clone())
            }
            // What is filled in is the item that was refused.
            Purpose::ItemWithoutNewMark => {
                let mut param = item.param.clone();
                param.set(NEW_MARK, "false").map_err(|error| failed(&error))?;
                let schema = item.param.schema();
                param.to_xml_with(schema, &WriteOptions::new()).map_err(|error| failed(&error))
            }
            Purpose::PartialUpdate => self.completed(&fill.schema, &item.param),
            Purpose::Match | Purpose::Product | Purpose::ProductUpdate => {
                self.completed(&fill.schema, product)
            }
            _ => Err(Message::new("this schema cannot be filled in", "无法填写这个 schema")),
        }
    }

    /// The values that a schema holds, and over them those that are at hand.
    fn completed(&self, schema: &str, values: &Param) -> Result<String, Message> {
        let validator = self.validator(schema, true)?;
        let schema = validator.schema();
        let mut own = values.clone().bind(schema);
        let foreign: Vec<String> = own
            .fields()
            .iter()
            .map(|field| field.id().to_owned())
            .filter(|id| schema.field(&format!("/{id}")).is_none())
            .collect();
        for id in foreign {
            own.remove(&id).map_err(|error| failed(&error))?;
        }
        let mut param = Param::from_present(schema);
        param.merge(&own);
        check(&validator, &param)?;
        param.to_xml(schema).map_err(|error| failed(&error))
    }

    fn validator(&self, schema: &str, is_common: bool) -> Result<Arc<Validator>, Message> {
        let known = || self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(validator) = known().get(schema) {
            return Ok(Arc::clone(validator));
        }
        let parsed = Schema::parse(schema).map_err(|error| failed(&error))?;
        let validator = Arc::new(self.checking.compile(&parsed));
        if is_common {
            let mut all = known();
            if all.len() >= KEPT {
                all.clear();
            }
            all.insert(schema.to_owned(), Arc::clone(&validator));
        }
        Ok(validator)
    }
}

/// The platform's present schema may be newer than the one at hand.
fn check(validator: &Validator, param: &Param) -> Result<(), Message> {
    let report = validator.check(param);
    let mut errors = report.errors();
    let Some(first) = errors.next() else { return Ok(()) };
    let more = errors.count();
    let line = |lang| format!("{} {}", first.path(), first.message(lang));
    let (more_en, more_zh) = match more {
        0 => (String::new(), String::new()),
        more => (format!(" (and {more} more)"), format!("（另有 {more} 个）")),
    };
    Err(Message::new(
        format!("invalid under the present schema: {}{more_en}", line(Lang::En)),
        format!("不符合平台当前的 schema：{}{more_zh}", line(Lang::Zh)),
    ))
}

fn failed(error: &tmall_schema::Error) -> Message {
    Message::of(|lang| error.message(lang))
}
