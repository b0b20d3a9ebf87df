//! The tags of messages: what happened.

use std::fmt;

/// What happened to what a message is about. Each name is that of the guide's tag.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Tag {
    /// A product was published or edited.
    ProductNewOrModify,
    /// A product was posted again.
    ProductRepost,
    /// A product expired.
    ProductExpire,
    /// A product was deleted.
    ProductDelete,
    /// An order was created.
    OrderMake,
    /// The price of an order changed.
    OrderPriceModify,
    /// A refund was requested before the order was completed.
    OrderRefundInSales,
    /// A refund was requested after the order was completed.
    OrderRefundAfterSales,
    /// The buyer confirmed the receipt.
    OrderConfirmReceive,
    /// An order was completed.
    OrderSuccess,
    /// The carrier or the number of a parcel changed.
    MailNoChange,
    /// Another tag, as it came; for a change of a shipment's status the guide prints none.
    Other(String),
}

/// The tags as the guide prints them, without the spaces that its columns put into them; `COMFIRM` is its spelling.
const TAGS: &[(&str, Tag)] = &[
    ("PRODUCT_PRODUCT_NEW_OR_MODIFY", Tag::ProductNewOrModify),
    ("PRODUCT_PRODUCT_REPOST", Tag::ProductRepost),
    ("PRODUCT_PRODUCT_EXPIRE", Tag::ProductExpire),
    ("PRODUCT_PRODUCT_DELETE", Tag::ProductDelete),
    ("ORDER_BUYER_MAKE", Tag::OrderMake),
    ("ORDER_ORDER_PRICE_MODIFY", Tag::OrderPriceModify),
    ("ORDER_ORDER_BUYER_REFUND_IN_SALES", Tag::OrderRefundInSales),
    ("ORDER_ORDER_REFUND_AFTER_SALES", Tag::OrderRefundAfterSales),
    ("ORDER_ORDER_COMFIRM_RECEIVEGOODS", Tag::OrderConfirmReceive),
    ("ORDER_ORDER_SUCCESS", Tag::OrderSuccess),
    ("LOGISTICS_MAIL_NO_CHANGE", Tag::MailNoChange),
];

impl Tag {
    /// All tags of the guide.
    pub fn all() -> impl Iterator<Item = Tag> {
        TAGS.iter().map(|(_, tag)| tag.clone())
    }

    /// The tag of a text.
    #[must_use]
    pub fn of(text: &str) -> Tag {
        let known = TAGS.iter().find(|(known, _)| *known == text).map(|(_, tag)| tag.clone());
        known.unwrap_or_else(|| Tag::Other(text.to_owned()))
    }

    /// The tag as messages have it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        if let Tag::Other(text) = self {
            return text;
        }
        TAGS.iter().find(|(_, tag)| tag == self).map_or("", |(text, _)| text)
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
