//! Lists page by page, and bodies that hold many records.

use crate::gateway::method::{Method, ParameterKind};
use crate::gateway::records::record::quoted;
use crate::gateway::records::{Kind, Record, RecordError};
use crate::gateway::reply::{Reply, ReplyOutcome};
use crate::lang::Lang;

/// The most records of a page and of an update of prices.
pub const MOST: usize = 100;

/// A list that is read page by page.
///
/// ```
/// use tmall_schema::gateway::records::{GOODS, Pages};
///
/// let mut pages = Pages::new(&GOODS).filter("goodsStatus", "1")?.size(2);
/// assert_eq!(pages.body().as_deref(), Some(r#"{"goodsStatus":1,"pageNo":1,"pageSize":2}"#));
/// let goods = pages.take(200, br#"{"errorCode":200,"data":[{"goodsSn":"a"},{"goodsSn":"b"}],"total":3}"#)?;
/// assert_eq!(goods[1].text("goodsSn"), Some("b"));
/// assert!(pages.body().is_some());
/// pages.take(200, br#"{"errorCode":200,"data":[{"goodsSn":"c"}],"total":3}"#)?;
/// assert_eq!(pages.body(), None);
/// # Ok::<(), tmall_schema::gateway::records::RecordError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Pages {
    kind: &'static Kind,
    filters: Vec<(String, String)>,
    size: usize,
    page: usize,
    seen: usize,
    is_over: bool,
}

impl Pages {
    /// A list of goods, orders or returns, with pages of [`MOST`].
    #[must_use]
    pub fn new(kind: &'static Kind) -> Pages {
        Pages { kind, filters: Vec::new(), size: MOST, page: 1, seen: 0, is_over: false }
    }

    /// The path to call; nothing for a kind that has no list.
    #[must_use]
    pub fn path(&self) -> Option<&'static str> {
        match self.kind.name {
            "goods" => Some("goods/list"),
            "order" => Some("order/list"),
            "return" => Some("return/list"),
            _ => None,
        }
    }

    /// Asks for some of the list: by times (`startModifyTime`), by status, or whether they were retrieved before.
    ///
    /// # Errors
    /// If the list has no such parameter, or it is one of the pages' own.
    pub fn filter(mut self, name: &str, value: impl Into<String>) -> Result<Pages, RecordError> {
        let is_known = self
            .path()
            .and_then(Method::find)
            .is_some_and(|method| method.param(name).is_some() && !name.starts_with("page"));
        if !is_known {
            return Err(RecordError::Unknown { kind: self.kind.name, member: name.to_owned() });
        }
        self.filters.push((name.to_owned(), value.into()));
        Ok(self)
    }

    /// Sets the size of a page, from 1 to [`MOST`].
    #[must_use]
    pub fn size(mut self, size: usize) -> Pages {
        self.size = size.clamp(1, MOST);
        self
    }

    /// The body of the next request; nothing after the last page.
    #[must_use]
    pub fn body(&self) -> Option<String> {
        if self.is_over {
            return None;
        }
        let method = self.path().and_then(Method::find)?;
        let members = self.filters.iter().map(|(name, value)| {
            let kind = method.param(name).map(|param| param.kind);
            let is_text = !matches!(kind, Some(ParameterKind::Json | ParameterKind::Number));
            format!("{}:{}", quoted(name), if is_text { quoted(value) } else { value.clone() })
        });
        let own = [format!("\"pageNo\":{}", self.page), format!("\"pageSize\":{}", self.size)];
        Some(format!("{{{}}}", members.chain(own).collect::<Vec<_>>().join(",")))
    }

    /// Reads the answer to the request: the records of the page.
    ///
    /// # Errors
    /// If the platform refused the request, or a record cannot be read; then the same page is asked for again.
    pub fn take(&mut self, status: u16, answer: &[u8]) -> Result<Vec<Record>, RecordError> {
        let reply = Reply::read(self.path().and_then(Method::find), status, answer);
        let records = read(self.kind, &reply)?;
        self.seen += records.len();
        self.page += 1;
        let total: Option<usize> = reply.text("total").and_then(|total| total.parse().ok());
        // Without a total a page that is not full is the last one.
        self.is_over = records.is_empty()
            || match total {
                Some(total) => self.seen >= total,
                None => records.len() < self.size,
            };
        Ok(records)
    }
}

/// Reads the records of an answer: of a page, or what an update gives back.
///
/// # Errors
/// If the platform refused the request, or a record cannot be read.
pub fn read(kind: &'static Kind, reply: &Reply) -> Result<Vec<Record>, RecordError> {
    if *reply.outcome() != ReplyOutcome::Success {
        return Err(RecordError::Refused { message: reply.message(Lang::En), zh: reply.message(Lang::Zh) });
    }
    reply.list("data").iter().map(|json| Record::read(kind, json)).collect()
}

/// Whether an update of stock replaces or adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(clippy::exhaustive_enums, reason = "the document lists two")]
pub enum StockUpdate {
    /// The stock is what is sent.
    Full,
    /// What is sent is added to the stock.
    Increment,
}

/// Bodies for `stocks/update`, each of at most [`MOST`] records.
///
/// # Errors
/// If a record lacks what is required.
pub fn stock_bodies(update: StockUpdate, records: &[Record]) -> Result<Vec<String>, RecordError> {
    let kind = match update {
        StockUpdate::Full => 0,
        StockUpdate::Increment => 1,
    };
    bodies(&format!("\"updateType\":{kind},"), "skuList", records)
}

/// Bodies for `price/update`, each of at most [`MOST`] records, as the platform requires.
///
/// # Errors
/// If a record lacks what is required.
pub fn price_bodies(records: &[Record]) -> Result<Vec<String>, RecordError> {
    bodies("", "skuList", records)
}

/// Bodies for `goods`, each of at most [`MOST`] records.
///
/// # Errors
/// If a record lacks what is required.
pub fn goods_bodies(records: &[Record]) -> Result<Vec<String>, RecordError> {
    bodies("", "goodsList", records)
}

/// Bodies for `order/cancelbybrand`, each of at most [`MOST`] records.
///
/// # Errors
/// If a record lacks what is required.
pub fn cancellation_bodies(records: &[Record]) -> Result<Vec<String>, RecordError> {
    bodies("", "cancelList", records)
}

/// The body for `status/confirmation`: the orders and the returns that were retrieved.
#[must_use]
pub fn confirmation_body(orders: &[&str], returns: &[&str]) -> String {
    let list = |ids: &[&str]| ids.iter().map(|id| quoted(id)).collect::<Vec<_>>().join(",");
    format!("{{\"orderSnList\":[{}],\"returnSnList\":[{}]}}", list(orders), list(returns))
}

fn bodies(before: &str, list: &str, records: &[Record]) -> Result<Vec<String>, RecordError> {
    let body = |records: &[Record]| {
        let records: Vec<String> = records.iter().map(Record::to_json).collect::<Result<_, _>>()?;
        Ok(format!("{{{before}\"{list}\":[{}]}}", records.join(",")))
    };
    records.chunks(MOST).map(body).collect()
}
