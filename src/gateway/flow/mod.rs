//! Publishing and updating as state machines without input or output: they ask for the next request or document, and take
//! the answer, or the fact that none came.
//!
//! ```
//! use tmall_schema::gateway::{End, Method, Next, Publish, Reply};
//!
//! let mut publish = Publish::start("1512", None).outer_id("shirt-1");
//! let answers = [
//!     r#"{"tmall_product_match_schema_get_response":{"match_result":""}}"#,
//!     r#"{"tmall_item_add_schema_get_response":{"add_item_result":"<itemRule/>"}}"#,
//!     r#"{"tmall_item_schema_add_response":{"add_item_result":"521369504454"}}"#,
//! ];
//! let mut answers = answers.iter();
//! let end = loop {
//!     match publish.next() {
//!         Next::Send(ask) => {
//!             // Sign ask.request() and send it with your own client.
//!             let answer = answers.next().map_or("", |answer| answer);
//!             publish.answer(&Reply::read(Method::find(ask.method), 200, answer.as_bytes()));
//!         }
//!         Next::Fill(fill) => publish.filled(format!("<itemParam><!-- by {} --></itemParam>", fill.schema.len())),
//!         Next::Wait { .. } => publish.waited(),
//!         Next::End(end) => break end,
//!         _ => unreachable!(),
//!     }
//!     // A state can be stored at any time, and read again after a crash.
//!     let stored = serde_json::to_string(&publish).unwrap();
//!     publish = serde_json::from_str(&stored).unwrap();
//! };
//! assert_eq!(end, End::Published { item: "521369504454".to_owned() });
//! ```
//!
//! # What never happens
//!
//! A call that adds an item or a product is not sent again before somebody has looked whether the first one was carried
//! out: unless the platform refused it for a reason that excludes that. The state is stored *before* a request is sent:
//! [`Publish::sending`] marks that, so that a machine that is read again after a crash treats the call as one without an
//! answer.

mod publish;
mod update;

pub use publish::Publish;
pub use update::Update;

use serde::{Deserialize, Serialize};

use crate::answer::{ApiError, Call};
use crate::gateway::method::Method;
use crate::gateway::request::top;
use crate::param::Param;
use crate::schema::Schema;

/// What a machine asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Next {
    /// Send this call, and hand in its answer.
    Send(Ask),
    /// Fill in this schema, and hand in the values as XML.
    Fill(Fill),
    /// Wait, and say so.
    Wait {
        /// For how many seconds.
        seconds: u64,
    },
    /// It has ended.
    End(End),
}

/// A call that is to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Ask {
    /// The method.
    pub method: &'static str,
    /// Its parameters.
    pub params: Vec<(&'static str, String)>,
}

impl Ask {
    fn new<const N: usize>(method: &'static str, params: [(&'static str, &str); N]) -> Ask {
        Ask { method, params: params.into_iter().map(|(name, value)| (name, value.to_owned())).collect() }
    }

    /// The request, which lacks the session.
    #[must_use]
    pub fn request(&self) -> top::Request {
        let request = top::Request::new(self.method);
        self.params.iter().fold(request, |request, (name, value)| request.param(*name, value))
    }

    /// Whether it reads or writes.
    #[must_use]
    pub fn call(&self) -> Call {
        Method::find(self.method).map_or(Call::Unknown, |method| method.call)
    }
}

/// A schema that is to be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fill {
    /// What the values are for.
    pub purpose: Purpose,
    /// The schema as the platform sent it.
    pub schema: String,
}

/// What values are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Purpose {
    /// Finding a product.
    Match,
    /// A new product.
    Product,
    /// Required fields of a product that are empty, after the platform changed the properties of the category.
    ProductUpdate,
    /// A new item.
    Item,
    /// A new item once more, without the mark for new items (`is_xinpin`), which the seller may not set.
    ItemWithoutNewMark,
    /// An update of the whole item.
    Update,
    /// An update of some fields: every field of the schema goes back with its default.
    PartialUpdate,
}

/// How it ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "end")]
#[non_exhaustive]
pub enum End {
    /// The item is published.
    Published {
        /// Its id.
        item: String,
    },
    /// The item is updated.
    Updated {
        /// Its id.
        item: String,
    },
    /// The item was there before.
    Exists {
        /// The ids that the platform named.
        items: Vec<String>,
    },
    /// The product waits for its audit; start again in some hours.
    ProductWaits {
        /// The product.
        product: String,
    },
    /// The platform rejected the product.
    ProductRejected {
        /// The product.
        product: String,
    },
    /// The item is gone.
    ItemGone,
    /// The platform refused the call, and only a person can change that: the seller's authorisation, a permission, the
    /// category, or the values.
    Refused {
        /// The method.
        method: String,
        /// The gateway's code.
        code: String,
        /// The service's code.
        sub_code: String,
        /// The reason.
        message: String,
    },
    /// Nobody knows whether the item was published, and looking is not possible: it has no code of the seller, or the
    /// platform does not answer.
    Uncertain,
    /// The platform was not available, however often it was asked; nothing is uncertain.
    GaveUp,
    /// An answer does not hold what it must.
    Unintelligible {
        /// The method.
        method: String,
    },
}

impl End {
    fn refused(method: &str, error: &ApiError) -> End {
        End::Refused {
            method: method.to_owned(),
            code: error.code.clone(),
            sub_code: error.sub_code.clone().unwrap_or_default(),
            message: error.sub_message.clone().unwrap_or_else(|| error.message.clone()),
        }
    }
}

/// How often one call is repeated, after throttling or a fault that passes.
const MOST_ATTEMPTS: u32 = 6;

/// How long to wait before a call is repeated: twice as long each time.
fn pause(attempts: u32) -> u64 {
    1 << attempts.min(8)
}

/// The value of a field at the top of a document: what an item or a schema holds, else its default. In a product's schema the
/// platform writes what it says of the product, such as `can_publish_item`, as a default.
fn value_in(document: &str, path: &str) -> Option<String> {
    let of = |param: &Param| param.text(path).map(str::to_owned);
    match Schema::parse(document) {
        Ok(schema) => of(&Param::from_present(&schema))
            .or_else(|| of(&Param::from_defaults(&schema)))
            .or_else(|| of(&Param::parse(document).ok()?)),
        // An item may lack types.
        Err(_) => of(&Param::parse(document).ok()?),
    }
}

#[cfg(test)]
mod tests;
