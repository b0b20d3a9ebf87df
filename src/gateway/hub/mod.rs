//! Messages and tables of 1688's Cloud Hub.
//!
//! Source: the 1688 Cloud Hub developer guide (2020), "Working with 1688 objects". What it does not list is kept: unknown
//! topics and tags as they came, unknown members and columns beside the known ones. Numbers keep all their digits.
//!
//! ```
//! use tmall_schema::gateway::hub::{Message, Table, Tag};
//!
//! let message = Message::read(
//!     "ali1688_order_topic",
//!     "ORDER_BUYER_MAKE",
//!     r#"{"orderId": 1479266113491823456, "currentStatus": "waitbuyerpay",
//!         "msgSendTime": "2018-05-30 19:24:18", "buyerMemberId": "b2b-3676547900b7bb3"}"#,
//! )?;
//! let Message::Order(order) = message else { unreachable!() };
//! assert_eq!((order.tag, order.order_id.as_str()), (Tag::OrderMake, "1479266113491823456"));
//!
//! let table = Table::find("ali1688_invoice").unwrap();
//! let row = table.read([("id", Some("1")), ("order_Id", Some("2")), ("invoice_type", Some("0"))]);
//! assert_eq!(row.unwrap_err().to_string(), "ali1688_invoice: local_invoice_id is missing");
//! # Ok::<(), tmall_schema::gateway::hub::HubError>(())
//! ```

mod message;
mod table;
mod tag;

pub use message::{LogisticsMessage, Message, OrderMessage, ProductMessage};
pub use table::{Column, ColumnKind, Row, Table};
pub use tag::Tag;

use std::fmt;

use crate::lang::Lang;

/// Why a message or a row cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum HubError {
    /// A message is not a JSON object.
    NotAnObject {
        /// Its topic.
        topic: String,
    },
    /// A member or a column that must be there is missing.
    Missing {
        /// The topic or table.
        of: String,
        /// Its name.
        name: &'static str,
    },
    /// A value does not have the form of its column.
    Form {
        /// The table.
        of: String,
        /// The column.
        name: &'static str,
    },
}

impl HubError {
    /// The error in one sentence.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            HubError::NotAnObject { topic } => lang.pick(
                format!("{topic}: the message is not a JSON object"),
                format!("{topic}：消息不是 JSON 对象"),
            ),
            HubError::Missing { of, name } => {
                lang.pick(format!("{of}: {name} is missing"), format!("{of}：缺少 {name}"))
            }
            HubError::Form { of, name } => lang.pick(
                format!("{of}: the value of {name} does not have the form of its column"),
                format!("{of}：{name} 的值不符合该列的格式"),
            ),
        }
    }
}

impl fmt::Display for HubError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl std::error::Error for HubError {}

#[cfg(test)]
mod tests;
