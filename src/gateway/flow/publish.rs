//! From a category to a published item: the platform's guide, chapter 9, and what integrators had to add.

mod answer;
mod look;

use serde::{Deserialize, Serialize};

use crate::answer::Call;
use crate::gateway::flow::{Ask, End, Fill, MOST_ATTEMPTS, Next, Purpose, pause};
use crate::gateway::reply::Reply;

/// The product id of categories without key properties.
const NO_PRODUCT: &str = "0";

/// How often an item is looked for before it counts as absent: what was just published may not be listed yet.
const LOOKS: u32 = 2;

/// How often an item is sent at most.
const MOST_SENDS: u32 = 3;

/// The largest page of a list.
const PAGE: usize = 200;

/// From a category to a published item, as a state machine without input or output: [`Publish::next`] says what to do
/// next, and the caller passes the answers back.
///
/// ```
/// use tmall_schema::gateway::{End, Method, Next, Publish, Reply};
///
/// let mut publish = Publish::start("1512", None).outer_id("shirt-1");
/// let answers = [
///     r#"{"tmall_product_match_schema_get_response":{"match_result":""}}"#,
///     r#"{"tmall_item_add_schema_get_response":{"add_item_result":"<itemRule/>"}}"#,
///     r#"{"tmall_item_schema_add_response":{"add_item_result":"521369504454"}}"#,
/// ];
/// let mut answers = answers.iter();
/// let end = loop {
///     match publish.next() {
///         Next::Send(ask) => {
///             // Sign ask.request() and send it with your own client.
///             let answer = answers.next().map_or("", |answer| answer);
///             publish.answer(&Reply::read(Method::find(ask.method), 200, answer.as_bytes()));
///         }
///         Next::Fill(fill) => publish.filled(format!("<itemParam><!-- by {} --></itemParam>", fill.schema.len())),
///         Next::Wait { .. } => publish.waited(),
///         Next::End(end) => break end,
///         _ => unreachable!(),
///     }
///     // A state can be stored at any time, and read again after a crash.
///     let stored = serde_json::to_string(&publish).unwrap();
///     publish = serde_json::from_str(&stored).unwrap();
/// };
/// assert_eq!(end, End::Published { item: "521369504454".to_owned() });
/// ```
///
/// # What never happens
///
/// A call that adds an item or a product is not sent again before it was looked up whether the first one was carried
/// out: unless the platform refused it for a reason that excludes that. The state is stored *before* a request is sent:
/// [`Publish::sending`] marks that, so that a machine that is read again after a crash treats the call as one without an
/// answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publish {
    category: String,
    /// The market of the newer methods, which take the product as it is.
    #[serde(default)]
    market: Option<String>,
    brand: Option<String>,
    outer_id: Option<String>,
    step: Step,
    /// How often the present call was sent.
    attempts: u32,
    /// For how many seconds to wait before the present step.
    wait: Option<u64>,
    /// Whether the present call may have been sent although no answer was passed back.
    is_sent: bool,
    matching: Option<String>,
    product: Option<String>,
    item: Option<String>,
    /// How often a call that adds the item was sent.
    sends: u32,
    product_sends: u32,
    product_was_updated: bool,
    new_mark_was_removed: bool,
    was_matched_again: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Step {
    MatchSchema,
    FillMatch {
        schema: String,
    },
    Match,
    ProductStatus {
        ids: Vec<String>,
        at: usize,
        waits: Option<String>,
    },
    ProductSchema,
    FillProduct {
        schema: String,
    },
    AddProduct {
        xml: String,
    },
    /// Whether a product whose adding had no answer is there now.
    LookForProduct {
        xml: String,
    },
    ItemSchema,
    FillItem {
        schema: String,
        purpose: Purpose,
    },
    AddItem,
    LookForItem {
        list: List,
        page: usize,
        seen: usize,
        looks: u32,
    },
    ProductUpdateSchema,
    FillProductUpdate {
        schema: String,
    },
    UpdateProduct {
        xml: String,
    },
    End(End),
}

/// The two lists of a seller's items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum List {
    OnSale,
    Warehouse,
}

impl Publish {
    /// Begins with a category, and a brand if a product of one may have to be added.
    #[must_use]
    pub fn start(category: impl Into<String>, brand: Option<&str>) -> Publish {
        Publish {
            category: category.into(),
            market: None,
            brand: brand.map(str::to_owned),
            outer_id: None,
            step: Step::MatchSchema,
            attempts: 0,
            wait: None,
            is_sent: false,
            matching: None,
            product: None,
            item: None,
            sends: 0,
            product_sends: 0,
            product_was_updated: false,
            new_mark_was_removed: false,
            was_matched_again: false,
        }
    }

    /// Begins with the item, by the newer methods (`alibaba.item.publish.*`) of a market: `taobao`, `tmall` or `litetao`. A
    /// product (`spu_id`) is required for Tmall; nothing is matched or added on this way.
    #[must_use]
    pub fn market(category: impl Into<String>, market: impl Into<String>, product: Option<&str>) -> Publish {
        Publish {
            market: Some(market.into()),
            product: product.map(str::to_owned),
            step: Step::ItemSchema,
            ..Publish::start(category, None)
        }
    }

    /// The seller's own code of the item. Without it the item cannot be looked up after a lost answer.
    #[must_use]
    pub fn outer_id(mut self, outer_id: impl Into<String>) -> Publish {
        self.outer_id = Some(outer_id.into());
        self
    }

    /// What comes next. Asking changes nothing.
    #[must_use]
    pub fn next(&self) -> Next {
        if let Step::End(end) = &self.step {
            return Next::End(end.clone());
        }
        if let Some(seconds) = self.wait {
            return Next::Wait { seconds };
        }
        let fill = |purpose: Purpose, schema: &String| Next::Fill(Fill { purpose, schema: schema.clone() });
        let product = self.product.as_deref().unwrap_or(NO_PRODUCT);
        let category = ("category_id", self.category.as_str());
        Next::Send(match &self.step {
            Step::End(end) => return Next::End(end.clone()),
            Step::FillMatch { schema } => return fill(Purpose::Match, schema),
            Step::FillProduct { schema } => return fill(Purpose::Product, schema),
            Step::FillProductUpdate { schema } => return fill(Purpose::ProductUpdate, schema),
            Step::FillItem { schema, purpose } => return fill(*purpose, schema),
            Step::MatchSchema => Ask::new("tmall.product.match.schema.get", [category]),
            Step::Match | Step::LookForProduct { .. } => {
                let values = self.matching.as_deref().unwrap_or_default();
                Ask::new("tmall.product.schema.match", [category, ("propvalues", values)])
            }
            Step::ProductStatus { ids, at, .. } => {
                let id = ids.get(*at).map_or(NO_PRODUCT, String::as_str);
                Ask::new("tmall.product.schema.get", [("product_id", id)])
            }
            Step::ProductSchema => self.with_brand(Ask::new("tmall.product.add.schema.get", [category])),
            Step::AddProduct { xml } => {
                self.with_brand(Ask::new("tmall.product.schema.add", [category, ("xml_data", xml)]))
            }
            Step::ItemSchema if self.market.is_some() => {
                self.of_market("alibaba.item.publish.schema.get", None)
            }
            Step::AddItem if self.market.is_some() => {
                self.of_market("alibaba.item.publish.submit", self.item.as_deref())
            }
            Step::ItemSchema => Ask::new(
                "tmall.item.add.schema.get",
                [category, ("product_id", product), ("type", "b"), ("isv_init", "true")],
            ),
            Step::AddItem => {
                let xml = self.item.as_deref().unwrap_or_default();
                Ask::new("tmall.item.schema.add", [category, ("product_id", product), ("xml_data", xml)])
            }
            Step::LookForItem { list, page, .. } => {
                let method = match list {
                    List::OnSale => "taobao.items.onsale.get",
                    List::Warehouse => "taobao.items.inventory.get",
                };
                let outer_id = self.outer_id.as_deref().unwrap_or_default();
                let (page, size) = (page.to_string(), PAGE.to_string());
                Ask::new(
                    method,
                    [
                        ("fields", "num_iid,outer_id"),
                        ("outer_id", outer_id),
                        ("page_no", &page),
                        ("page_size", &size),
                    ],
                )
            }
            Step::ProductUpdateSchema => {
                Ask::new("tmall.product.update.schema.get", [("product_id", product)])
            }
            Step::UpdateProduct { xml } => {
                Ask::new("tmall.product.schema.update", [("product_id", product), ("xml_data", xml)])
            }
        })
    }

    /// A call of the newer methods.
    fn of_market(&self, method: &'static str, item: Option<&str>) -> Ask {
        let market = self.market.as_deref().unwrap_or_default();
        let mut ask = Ask::new(method, [("market", market), ("cat_id", &self.category)]);
        ask.params.extend(self.product.clone().map(|product| ("spu_id", product)));
        ask.params.extend(item.map(|item| ("schema", item.to_owned())));
        ask
    }

    fn with_brand(&self, mut ask: Ask) -> Ask {
        ask.params.extend(self.brand.clone().map(|brand| ("brand_id", brand)));
        ask
    }

    /// Marks that the present call is being sent. Store the machine after this and before the call; then a crash between
    /// the call and its answer is known.
    pub fn sending(&mut self) {
        self.is_sent = matches!(self.next(), Next::Send(_));
    }

    /// After the machine was read from where it was stored: a call that was being sent counts as one without an answer.
    pub fn resume(&mut self) {
        if std::mem::take(&mut self.is_sent) {
            self.answer(&Reply::none());
        }
    }

    /// Takes the values for the schema that was asked for. Without such a question they are left alone.
    pub fn filled(&mut self, xml: impl Into<String>) {
        let xml = xml.into();
        let step = match &self.step {
            Step::FillMatch { .. } => {
                self.matching = Some(xml);
                Step::Match
            }
            Step::FillProduct { .. } => Step::AddProduct { xml },
            Step::FillProductUpdate { .. } => Step::UpdateProduct { xml },
            Step::FillItem { .. } => {
                self.item = Some(xml);
                Step::AddItem
            }
            Step::MatchSchema
            | Step::Match
            | Step::ProductStatus { .. }
            | Step::ProductSchema
            | Step::AddProduct { .. }
            | Step::LookForProduct { .. }
            | Step::ItemSchema
            | Step::AddItem
            | Step::LookForItem { .. }
            | Step::ProductUpdateSchema
            | Step::UpdateProduct { .. }
            | Step::End(_) => return,
        };
        self.go(step);
    }

    /// The time has passed.
    pub fn waited(&mut self) {
        self.wait = None;
    }

    fn go(&mut self, step: Step) {
        self.step = step;
        self.attempts = 0;
        self.wait = None;
    }

    fn end(&mut self, end: End) {
        self.go(Step::End(end));
    }

    /// The present call is sent again later, or given up.
    fn again(&mut self, seconds: Option<u64>, gave_up: End) {
        self.attempts += 1;
        match self.attempts < MOST_ATTEMPTS {
            true => self.wait = Some(seconds.unwrap_or_else(|| pause(self.attempts))),
            false => self.end(gave_up),
        }
    }

    /// Whether the call that is asked for only reads.
    #[must_use]
    pub fn is_reading(&self) -> bool {
        matches!(self.next(), Next::Send(ask) if ask.call() == Call::Read)
    }
}
