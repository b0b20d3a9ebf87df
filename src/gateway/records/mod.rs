//! Records of the external API for Tmall Global shops: stock, prices, goods, orders and returns, built and read.
//!
//! Source: its document of 2019-02-18. Which members it requires is checked before a body is built. Numbers keep their
//! digits, and members that it does not list are kept.
//!
//! ```
//! use tmall_schema::gateway::records::{Record, STOCK, StockUpdate, stock_bodies};
//!
//! let stock = Record::new(&STOCK).with("sku", "869aa622133")?.with("stocks", "12")?;
//! assert_eq!(
//!     stock_bodies(StockUpdate::Full, &[stock])?,
//!     [r#"{"updateType":0,"skuList":[{"sku":"869aa622133","stocks":12}]}"#]
//! );
//! let without = Record::new(&STOCK).with("stocks", "12")?;
//! let error = stock_bodies(StockUpdate::Full, &[without]).unwrap_err();
//! assert_eq!(error.to_string(), "stock: sku | upcCode | internalId is missing");
//! # Ok::<(), tmall_schema::gateway::records::RecordError>(())
//! ```

mod kind;
mod page;
mod record;

pub use kind::{
    CANCELLATION, CANCELLED_LINE, Form, GOODS, Kind, Member, NEW_GOODS, NEW_SKU, ORDER, ORDER_LINE, PRICE,
    RETURN, RETURN_LINE, SKU, STOCK,
};
pub use page::{
    MOST, Pages, StockUpdate, cancellation_bodies, confirmation_body, goods_bodies, price_bodies, read,
    stock_bodies,
};
pub use record::Record;

use std::fmt;

use crate::lang::Lang;

/// Why a record cannot be read or sent.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RecordError {
    /// It is not a JSON object.
    NotAnObject {
        /// The kind of record.
        kind: &'static str,
    },
    /// The kind has no such member.
    Unknown {
        /// The kind of record.
        kind: &'static str,
        /// The member.
        member: String,
    },
    /// A value does not have the form of its member.
    Form {
        /// The kind of record.
        kind: &'static str,
        /// The member.
        member: String,
    },
    /// A member is required and missing.
    Missing {
        /// The kind of record.
        kind: &'static str,
        /// The member, or several of which one is required.
        member: String,
    },
    /// The platform refused the request.
    Refused {
        /// The answer in one sentence.
        message: String,
        /// The same in Chinese.
        zh: String,
    },
}

impl RecordError {
    /// The error in one sentence.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            RecordError::NotAnObject { kind } => {
                lang.pick(format!("{kind}: not a JSON object"), format!("{kind}：不是 JSON 对象"))
            }
            RecordError::Unknown { kind, member } => lang
                .pick(format!("{kind}: there is no member {member}"), format!("{kind}：没有成员 {member}")),
            RecordError::Form { kind, member } => lang.pick(
                format!("{kind}: the value of {member} does not have its form"),
                format!("{kind}：{member} 的值格式不符"),
            ),
            RecordError::Missing { kind, member } => {
                lang.pick(format!("{kind}: {member} is missing"), format!("{kind}：缺少 {member}"))
            }
            RecordError::Refused { message, zh } => lang.pick(message.clone(), zh.clone()),
        }
    }
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl std::error::Error for RecordError {}

#[cfg(test)]
mod tests;
