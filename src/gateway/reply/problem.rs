//! What a refusal means for the publishing of an item. The table is what integrators met; it is open.

use crate::answer::ApiError;

/// What a refusal means for the publishing of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// The item is already there; its ids, as far as the text names them.
    Duplicate {
        /// The ids of the items that exist.
        items: Vec<String>,
    },
    /// The platform changed the properties of the category: the product must be updated first.
    PropertiesChanged,
    /// The item no longer exists.
    ItemGone,
    /// The product no longer exists: match again.
    ProductGone,
    /// The seller may not mark items as new: send without that mark.
    NewItemMark,
    /// The category is not usable: unknown, frozen or not authorised.
    Category,
    /// The item or product is locked or under audit.
    Locked,
    /// The rows of SKUs contradict each other or the item, or a quantity is outside of its limits.
    Rows,
}

/// Words in the sub code, in the code or in the messages, and what they mean.
const SIGNS: &[(&str, Problem)] = &[
    ("ITEM_PROPERTIES_ERROR", Problem::PropertiesChanged),
    ("类目必选属性未填写", Problem::PropertiesChanged),
    ("isv.item-is-delete", Problem::ItemGone),
    ("item_delete", Problem::ItemGone),
    ("ITEM_NOT_FOUND", Problem::ItemGone),
    ("已经被删除", Problem::ItemGone),
    ("无效产品ID", Problem::ProductGone),
    ("add-xinpin", Problem::NewItemMark),
    ("invalid-parameter:xinpin", Problem::NewItemMark),
    ("isXinpin", Problem::NewItemMark),
    ("category-not-found", Problem::Category),
    ("category-frozen", Problem::Category),
    ("isv.invalid-parameter:cid", Problem::Category),
    ("TOP_NOT_PERMIT_TO_EDIT", Problem::Locked),
    ("PUB_BIZCHECK_PRODUCT_IN_AUDITING", Problem::Locked),
    ("IC_CHECKSTEP_SKU_DUPLICATE", Problem::Rows),
    ("IC_CHECKSTEP_ITME_NOT_IN_SKU_PRICE", Problem::Rows),
    ("ERR_RULE_ITEM_PUB_QUANTITY_LIMIT", Problem::Rows),
];

const DUPLICATE: &str = "ALREADY_EXISTS_SAME_SPU";

/// The fewest digits of an item's id in a text: 12 were seen; prices and counts have fewer.
const FEWEST_DIGITS: usize = 9;

impl Problem {
    /// The name in JSON.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Problem::Duplicate { .. } => "duplicate",
            Problem::PropertiesChanged => "properties-changed",
            Problem::ItemGone => "item-gone",
            Problem::ProductGone => "product-gone",
            Problem::NewItemMark => "new-item-mark",
            Problem::Category => "category",
            Problem::Locked => "locked",
            Problem::Rows => "rows",
        }
    }

    /// What an error means, if its words are known.
    #[must_use]
    pub fn of(error: &ApiError) -> Option<Problem> {
        let texts = [
            error.sub_code.as_deref(),
            Some(error.code.as_str()),
            error.sub_message.as_deref(),
            Some(error.message.as_str()),
        ];
        let texts: Vec<&str> = texts.into_iter().flatten().collect();
        let says = |sign: &str| texts.iter().any(|text| text.contains(sign));
        if says(DUPLICATE) {
            let messages =
                [error.sub_message.as_deref(), Some(error.message.as_str()), error.sub_code.as_deref()];
            let items = messages.into_iter().flatten().map(ids).find(|ids| !ids.is_empty());
            return Some(Problem::Duplicate { items: items.unwrap_or_default() });
        }
        SIGNS.iter().find(|(sign, _)| says(sign)).map(|(_, problem)| problem.clone())
    }
}

/// The ids in a text, behind the last colon if any are there.
fn ids(text: &str) -> Vec<String> {
    let runs = |text: &str| -> Vec<String> {
        let runs = text.split(|c: char| !c.is_ascii_digit());
        runs.filter(|run| run.len() >= FEWEST_DIGITS).map(str::to_owned).collect()
    };
    let behind = text.rsplit([':', '：']).next().map(runs).unwrap_or_default();
    if behind.is_empty() { runs(text) } else { behind }
}
