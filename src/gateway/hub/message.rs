//! Messages by topic and tag.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use crate::gateway::hub::{HubError, Tag};

/// A message of a topic.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Message {
    /// A product changed, topic `ali1688_product_topic`.
    Product(ProductMessage),
    /// An order changed, topic `ali1688_order_topic`.
    Order(OrderMessage),
    /// A shipment changed, topic `ali1688_logistic_topic`.
    Logistics(LogisticsMessage),
    /// A message of another topic, as it came.
    Unknown {
        /// Its topic.
        topic: String,
        /// Its tag.
        tag: String,
        /// Its body.
        body: String,
    },
}

/// A product changed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ProductMessage {
    /// What happened, such as `PRODUCT_PRODUCT_EXPIRE`.
    pub tag: Tag,
    /// The products.
    pub product_ids: Vec<String>,
    /// The seller.
    pub member_id: Option<String>,
    /// The status as the message names it.
    pub status: Option<String>,
    /// When it was sent, in the platform's time.
    pub sent_at: Option<String>,
    /// What the guide does not list, as JSON.
    pub others: BTreeMap<String, String>,
}

/// An order changed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OrderMessage {
    /// What happened, such as `ORDER_BUYER_MAKE`.
    pub tag: Tag,
    /// The order.
    pub order_id: String,
    /// Its status, such as `waitbuyerpay`.
    pub status: Option<String>,
    /// The buyer.
    pub buyer_member_id: Option<String>,
    /// The refund, if it is about one.
    pub refund_id: Option<String>,
    /// What was done about the refund.
    pub refund_action: Option<String>,
    /// Who did it.
    pub operator: Option<String>,
    /// When it was sent, in the platform's time.
    pub sent_at: Option<String>,
    /// What the guide does not list, as JSON.
    pub others: BTreeMap<String, String>,
}

/// A shipment changed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LogisticsMessage {
    /// What happened; the guide prints no tag for a change of status.
    pub tag: Tag,
    /// The shipment.
    pub logistics_id: String,
    /// The carrier; the new one, if it changed.
    pub carrier: Option<String>,
    /// The number of the parcel; the new one, if it changed.
    pub mail_no: Option<String>,
    /// The carrier before.
    pub old_carrier: Option<String>,
    /// The number of the parcel before.
    pub old_mail_no: Option<String>,
    /// The new status, such as `ACCEPT`.
    pub status: Option<String>,
    /// When it happened, if the message says so.
    pub time: Option<String>,
    /// The orders in it, and their lines.
    pub orders: Vec<(String, Option<String>)>,
    /// What the guide does not list, as JSON.
    pub others: BTreeMap<String, String>,
}

/// The members of the guide's examples.
const PRODUCT: &[&str] = &["productIds", "memberId", "status", "msgSendTime"];
const ORDER: &[&str] =
    &["orderId", "currentStatus", "buyerMemberId", "refundId", "refundAction", "operator", "msgSendTime"];
const LOGISTICS: &[&str] = &[
    "logisticsId",
    "newCpCode",
    "cpCode",
    "newMailNo",
    "mailNo",
    "oldCpCode",
    "oldMailNo",
    "statusChanged",
    "changeTime",
    "eventTime",
    "orderLogsItems",
];

type Object = BTreeMap<String, Box<RawValue>>;

struct Members<'a> {
    topic: &'a str,
    object: Object,
}

impl Members<'_> {
    /// A text or a number, as it is written; nothing if it is empty.
    fn text(&self, name: &str) -> Option<String> {
        scalar(self.object.get(name)?.get())
    }

    /// The members that the guide does not list.
    fn others(&self, listed: &[&str]) -> BTreeMap<String, String> {
        let others = self.object.iter().filter(|(name, _)| !listed.contains(&name.as_str()));
        others.map(|(name, value)| (name.clone(), value.get().to_owned())).collect()
    }

    fn need(&self, name: &'static str) -> Result<String, HubError> {
        self.text(name).ok_or(HubError::Missing { of: self.topic.to_owned(), name })
    }
}

fn scalar(json: &str) -> Option<String> {
    let text = match json.as_bytes().first()? {
        b'"' => serde_json::from_str(json).ok()?,
        b'{' | b'[' => return None,
        _ if json == "null" => return None,
        _ => json.to_owned(),
    };
    Some(text).filter(|text: &String| !text.is_empty())
}

impl Message {
    /// Reads a message.
    ///
    /// # Errors
    /// If a message of a known topic is not a JSON object, or lacks the id of what it is about.
    pub fn read(topic: &str, tag: &str, body: &str) -> Result<Message, HubError> {
        if !matches!(topic, "ali1688_product_topic" | "ali1688_order_topic" | "ali1688_logistic_topic") {
            let (topic, tag, body) = (topic.to_owned(), tag.to_owned(), body.to_owned());
            return Ok(Message::Unknown { topic, tag, body });
        }
        let not_an_object = |_| HubError::NotAnObject { topic: topic.to_owned() };
        let mut object: Object = serde_json::from_str(body).map_err(not_an_object)?;
        let tag = Tag::of(tag);
        if topic == "ali1688_logistic_topic" && !object.contains_key("logisticsId") {
            // The members stand in an object named after the change.
            let model = object.iter().find_map(|(name, value)| {
                let inner: Object = serde_json::from_str(value.get()).ok()?;
                inner.contains_key("logisticsId").then(|| (name.clone(), inner))
            });
            if let Some((name, inner)) = model {
                object.remove(&name);
                object.extend(inner);
            }
        }
        let members = Members { topic, object };
        let text = |name: &str| members.text(name);
        Ok(match topic {
            "ali1688_product_topic" => {
                let ids = members.need("productIds")?;
                Message::Product(ProductMessage {
                    tag,
                    product_ids: ids
                        .split(',')
                        .map(|id| id.trim().to_owned())
                        .filter(|id| !id.is_empty())
                        .collect(),
                    member_id: text("memberId"),
                    status: text("status"),
                    sent_at: text("msgSendTime"),
                    others: members.others(PRODUCT),
                })
            }
            "ali1688_order_topic" => Message::Order(OrderMessage {
                tag,
                order_id: members.need("orderId")?,
                status: text("currentStatus"),
                buyer_member_id: text("buyerMemberId"),
                refund_id: text("refundId"),
                refund_action: text("refundAction"),
                operator: text("operator"),
                sent_at: text("msgSendTime"),
                others: members.others(ORDER),
            }),
            _ => Message::Logistics(LogisticsMessage {
                tag,
                logistics_id: members.need("logisticsId")?,
                carrier: text("newCpCode").or_else(|| text("cpCode")),
                mail_no: text("newMailNo").or_else(|| text("mailNo")),
                old_carrier: text("oldCpCode"),
                old_mail_no: text("oldMailNo"),
                status: text("statusChanged"),
                time: text("changeTime").or_else(|| text("eventTime")),
                orders: members
                    .object
                    .get("orderLogsItems")
                    .map(|items| orders(items.get()))
                    .unwrap_or_default(),
                others: members.others(LOGISTICS),
            }),
        })
    }
}

/// The orders of a shipment: one object, or a list.
fn orders(json: &str) -> Vec<(String, Option<String>)> {
    let objects: Vec<Object> = serde_json::from_str(json)
        .or_else(|_| serde_json::from_str(json).map(|object| vec![object]))
        .unwrap_or_default();
    let of = |object: &Object, name: &str| object.get(name).and_then(|value| scalar(value.get()));
    objects.iter().filter_map(|object| Some((of(object, "orderId")?, of(object, "orderEntryId")))).collect()
}
