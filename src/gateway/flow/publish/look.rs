//! What lists and statuses say on the way to a published item.

use serde::Deserialize;

use super::{LOOKS, List, MOST_SENDS, Publish, Step};
use crate::gateway::flow::{End, pause};
use crate::gateway::reply::Reply;

impl Publish {
    /// `true`: items may be published under it; `false`: it was rejected; anything else: it waits for its audit.
    pub(super) fn product_status(
        &mut self,
        ids: Vec<String>,
        at: usize,
        waits: Option<String>,
        status: Option<&str>,
    ) {
        let Some(id) = ids.get(at).cloned() else { return self.go(Step::ProductSchema) };
        let waits = match status {
            Some("true") => {
                self.product = Some(id);
                // After an update of the product, the item that was refused is sent again.
                let step = if self.item.is_some() { Step::AddItem } else { Step::ItemSchema };
                return self.go(step);
            }
            Some("false") => waits,
            _ => waits.or_else(|| Some(id.clone())),
        };
        if at + 1 < ids.len() {
            return self.go(Step::ProductStatus { ids, at: at + 1, waits });
        }
        self.end(match waits {
            Some(product) => End::ProductWaits { product },
            None => End::ProductRejected { product: id },
        });
    }

    pub(super) fn looked(&mut self, reply: &Reply, list: List, page: usize, seen: usize, looks: u32) {
        let items = reply.list("items");
        let wanted = self.outer_id.clone().unwrap_or_default();
        if let Some(item) = items.iter().find_map(|item| id_of(item, &wanted)) {
            return self.end(End::Published { item });
        }
        // An answer that does not even say how many there are proves nothing.
        let Some(total) = reply.text("total_results").and_then(|total| total.parse::<usize>().ok()) else {
            return self.again(None, End::Uncertain);
        };
        let seen = seen + items.len();
        if !items.is_empty() && seen < total {
            return self.go(Step::LookForItem { list, page: page + 1, seen, looks });
        }
        match list {
            List::OnSale => self.go(Step::LookForItem { list: List::Warehouse, page: 1, seen: 0, looks }),
            List::Warehouse if looks < LOOKS => {
                self.go(Step::LookForItem { list: List::OnSale, page: 1, seen: 0, looks: looks + 1 });
                self.wait = Some(pause(4));
            }
            List::Warehouse if self.sends < MOST_SENDS => self.go(Step::AddItem),
            List::Warehouse => self.end(End::GaveUp),
        }
    }
}

/// Ids in a list that commas separate.
pub(super) fn ids(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|id| !id.is_empty()).map(str::to_owned).collect()
}

/// The id of an item in a list, if its code is the wanted one. Its digits are kept.
fn id_of(item: &str, outer_id: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Listed {
        num_iid: Box<serde_json::value::RawValue>,
        outer_id: Option<String>,
    }
    let item: Listed = serde_json::from_str(item).ok()?;
    let id = item.num_iid.get().trim_matches('"').to_owned();
    (item.outer_id.as_deref() == Some(outer_id)).then_some(id)
}
