//! What the records of the external API consist of: the tables of its document of 2019-02-18.

/// A kind of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Kind {
    /// Its name in messages.
    pub name: &'static str,
    /// Its members, as the document lists them.
    pub members: &'static [Member],
    /// Members of which one must be there when a record is sent: what names the SKU.
    pub one_of: &'static [&'static str],
}

/// A member of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Member {
    /// Its name.
    pub name: &'static str,
    /// The form of its values.
    pub form: Form,
    /// Whether it must be there when a record is sent.
    pub is_required: bool,
}

/// The form of a member's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Form {
    /// A text.
    Text,
    /// A number, which keeps all its digits.
    Number,
    /// Several texts.
    Texts,
    /// Records of a kind.
    Records(&'static Kind),
}

impl Kind {
    /// The member of a name.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<&'static Member> {
        self.members.iter().find(|member| member.name == name)
    }
}

use Form::{Number, Records, Text, Texts};

const fn may(name: &'static str, form: Form) -> Member {
    Member { name, form, is_required: false }
}

const fn need(name: &'static str, form: Form) -> Member {
    Member { name, form, is_required: true }
}

/// The members that name a SKU.
const SKU_IDS: &[&str] = &["sku", "upcCode", "internalId"];

/// Stock of a SKU, for `stocks/update`.
pub const STOCK: Kind = Kind {
    name: "stock",
    members: &[
        may("sku", Text),
        may("upcCode", Text),
        may("internalId", Text),
        need("stocks", Number),
        may("goodsSn", Text),
    ],
    one_of: SKU_IDS,
};

/// Price of a SKU, for `price/update`.
pub const PRICE: Kind = Kind {
    name: "price",
    members: &[
        may("sku", Text),
        may("upcCode", Text),
        may("internalId", Text),
        need("salePrice", Number),
        may("goodsSn", Text),
    ],
    one_of: SKU_IDS,
};

/// A SKU of goods that are sent.
pub const NEW_SKU: Kind = Kind {
    name: "SKU",
    members: &[
        may("color", Text),
        may("colorCode", Text),
        may("size", Text),
        may("sizeCode", Text),
        need("sku", Text),
        may("upcCode", Text),
        may("internalId", Text),
        may("marketPrice", Number),
        need("salePrice", Number),
        may("importFee", Number),
        may("colorImage", Text),
        need("images", Text),
        may("stocks", Number),
    ],
    one_of: &[],
};

/// Goods that are sent, for `goods`.
pub const NEW_GOODS: Kind = Kind {
    name: "goods",
    members: &[
        need("brand", Text),
        may("brandImage", Text),
        need("goodsSn", Text),
        need("goodsTitle", Text),
        may("goodsCategory", Text),
        may("goodsSeason", Text),
        may("goodsSeries", Text),
        need("goodsYears", Text),
        need("weight", Text),
        may("description", Text),
        may("descriptionImage", Text),
        may("target", Text),
        need("hscode", Text),
        may("sizeChart", Text),
        may("material", Text),
        may("volume", Text),
        may("characteristics", Text),
        may("originCountry", Texts),
        may("careInfo", Text),
        may("shippingRestriction", Text),
        may("newArrivals", Text),
        may("update", Text),
        may("priority", Text),
        may("remarks", Text),
        may("currency", Text),
        may("targetActiveDate", Text),
        may("merchClass", Text),
        need("skuList", Records(&NEW_SKU)),
    ],
    one_of: &[],
};

/// A SKU as it is listed: in goods, and in the answers to updates of stock and price.
pub const SKU: Kind = Kind {
    name: "SKU",
    members: &[
        may("goodsSn", Text),
        may("color", Text),
        may("size", Text),
        may("sku", Text),
        may("upcCode", Text),
        may("internalId", Text),
        may("marketPrice", Number),
        may("salePrice", Number),
        may("inventory", Number),
        may("lockInventory", Number),
        may("importFee", Number),
        may("status", Number),
        may("images", Text),
        may("colorImage", Text),
    ],
    one_of: &[],
};

/// Goods as they are listed, by `goods/list`.
pub const GOODS: Kind = Kind {
    name: "goods",
    members: &[
        may("goodsSn", Text),
        may("goodsTitle", Text),
        may("goodsBrand", Text),
        may("goodsCategory", Text),
        may("status", Number),
        may("createTime", Text),
        may("modifyTime", Text),
        may("goodsList", Records(&SKU)),
    ],
    one_of: &[],
};

/// A line of an order.
pub const ORDER_LINE: Kind = Kind {
    name: "order line",
    members: &[
        may("sku", Text),
        may("upcCode", Text),
        may("internalId", Text),
        may("saleAmount", Number),
        may("tagPrice", Number),
        may("qty", Number),
    ],
    one_of: &[],
};

/// An order, by `order/list`.
pub const ORDER: Kind = Kind {
    name: "order",
    members: &[
        may("orderSn", Text),
        may("orderAccount", Text),
        may("orderAmount", Number),
        may("shippingFee", Number),
        may("discountAmountSum", Number),
        may("consignee", Text),
        may("country", Text),
        may("province", Text),
        may("city", Text),
        may("district", Text),
        may("address", Text),
        may("zipcode", Text),
        may("telephone", Text),
        may("mobile", Text),
        may("platform", Text),
        may("paymentSn", Text),
        may("paymentType", Text),
        may("createTime", Text),
        may("payTime", Text),
        may("shippingStatus", Text),
        may("orderGoods", Records(&ORDER_LINE)),
    ],
    one_of: &[],
};

/// A line of an order that is cancelled.
pub const CANCELLED_LINE: Kind = Kind {
    name: "cancelled line",
    members: &[need("sku", Text), may("internalId", Text), need("qty", Number)],
    one_of: &[],
};

/// An order that is cancelled, for `order/cancelbybrand`; `status` is 10 for success and 20 for failure.
pub const CANCELLATION: Kind = Kind {
    name: "cancellation",
    members: &[
        need("orderSn", Text),
        need("status", Number),
        may("message", Text),
        need("goodsList", Records(&CANCELLED_LINE)),
    ],
    one_of: &[],
};

/// A line of a return.
pub const RETURN_LINE: Kind = Kind {
    name: "return line",
    members: &[
        may("sku", Text),
        may("upcCode", Text),
        may("internalId", Text),
        may("goodsAmount", Number),
        may("qty", Number),
    ],
    one_of: &[],
};

/// A return, by `return/list`.
pub const RETURN: Kind = Kind {
    name: "return",
    members: &[
        may("returnSn", Text),
        may("returnAccount", Text),
        may("returnAmount", Number),
        may("returnShippingFee", Number),
        may("returnee", Text),
        may("province", Text),
        may("city", Text),
        may("district", Text),
        may("zipcode", Text),
        may("address", Text),
        may("expressCompany", Text),
        may("expressSn", Text),
        may("telephone", Text),
        may("mobile", Text),
        may("orderSn", Text),
        may("goodsList", Records(&RETURN_LINE)),
    ],
    one_of: &[],
};
