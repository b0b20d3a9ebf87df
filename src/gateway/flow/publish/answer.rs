//! What an answer means: which step comes after it.

use super::look::ids;
use super::{List, MOST_SENDS, NO_PRODUCT, Publish, Step};
use crate::answer::ApiErrorClass;
use crate::gateway::flow::{Ask, End, Next, Purpose, pause, value_in};
use crate::gateway::reply::{Advice, Problem, Reply, ReplyOutcome};

impl Publish {
    /// Takes the answer to the call that was asked for; [`Reply::none`] if none came.
    pub fn answer(&mut self, reply: &Reply) {
        self.is_sent = false;
        let Next::Send(ask) = self.next() else { return };
        let is_adding = matches!(self.step, Step::AddItem | Step::AddProduct { .. });
        // A call that only looks for an item leaves it uncertain, if it fails for good.
        let is_looking = matches!(self.step, Step::LookForItem { .. } | Step::LookForProduct { .. });
        let gave_up = if is_looking { End::Uncertain } else { End::GaveUp };
        match reply.advice(ask.call()) {
            Advice::Done => self.done(&ask, reply),
            Advice::Wait { seconds } => self.again(seconds.map(|seconds| seconds.saturating_add(1)), gave_up),
            // A fault of the platform does not say whether the call came through; adding is not repeated on it.
            Advice::Retry | Advice::Look if is_adding => self.look(),
            // Looking up, and updates that give the same product when they are repeated.
            Advice::Retry | Advice::Look => self.again(None, gave_up),
            Advice::Stop(class) => self.stopped(&ask, reply, class, gave_up),
        }
    }

    /// What was to be added is looked for.
    fn look(&mut self) {
        if let Step::AddProduct { xml } = &self.step {
            let step = match self.matching {
                Some(_) => Step::LookForProduct { xml: xml.clone() },
                None => Step::End(End::Uncertain),
            };
            self.product_sends += 1;
            self.go(step);
        } else {
            self.sends += 1;
            if self.outer_id.is_none() {
                return self.end(End::Uncertain);
            }
            self.go(Step::LookForItem { list: List::OnSale, page: 1, seen: 0, looks: 1 });
        }
        self.wait = Some(pause(2));
    }

    fn stopped(&mut self, ask: &Ask, reply: &Reply, class: ApiErrorClass, gave_up: End) {
        let ReplyOutcome::Refused(error) = reply.outcome() else { return self.end(gave_up) };
        // What looks for an item, and is refused, leaves it uncertain.
        if gave_up == End::Uncertain {
            return self.end(End::Uncertain);
        }
        let is_item = self.step == Step::AddItem;
        let is_classic = self.market.is_none();
        let has_product = is_classic && self.product.as_deref().is_some_and(|product| product != NO_PRODUCT);
        // Only what the business declines is a problem of publishing.
        let problem = match class {
            ApiErrorClass::Authorise | ApiErrorClass::Configuration | ApiErrorClass::Caller => None,
            ApiErrorClass::Throttled
            | ApiErrorClass::Transient
            | ApiErrorClass::Uncertain
            | ApiErrorClass::Permission
            | ApiErrorClass::Parameter
            | ApiErrorClass::Business => Problem::of(error),
        };
        match problem {
            Some(Problem::Duplicate { items }) if is_item => self.end(End::Exists { items }),
            Some(Problem::PropertiesChanged) if is_item && has_product && !self.product_was_updated => {
                self.product_was_updated = true;
                self.go(Step::ProductUpdateSchema);
            }
            Some(Problem::NewItemMark) if is_item && !self.new_mark_was_removed => {
                self.new_mark_was_removed = true;
                let schema = self.item.clone().unwrap_or_default();
                self.go(Step::FillItem { schema, purpose: Purpose::ItemWithoutNewMark });
            }
            Some(Problem::ProductGone) if is_classic && !self.was_matched_again => {
                self.was_matched_again = true;
                self.product = None;
                self.go(Step::MatchSchema);
            }
            _ => self.end(End::refused(ask.method, error)),
        }
    }

    /// A key of an answer, which differs between the ways.
    fn key(&self, classic: &'static str, newer: &'static str) -> &'static str {
        if self.market.is_some() { newer } else { classic }
    }

    fn done(&mut self, ask: &Ask, reply: &Reply) {
        let text =
            |key: &str| reply.text(key).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let unintelligible = || Step::End(End::Unintelligible { method: ask.method.to_owned() });
        let without_product = |flow: &mut Publish| {
            flow.product = Some(NO_PRODUCT.to_owned());
            flow.go(Step::ItemSchema);
        };
        match self.step.clone() {
            Step::MatchSchema => match text("match_result") {
                Some(schema) => self.go(Step::FillMatch { schema }),
                None => without_product(self),
            },
            Step::Match => match ids(&text("match_result").unwrap_or_default()) {
                ids if ids.is_empty() => self.go(Step::ProductSchema),
                ids => self.go(Step::ProductStatus { ids, at: 0, waits: None }),
            },
            Step::LookForProduct { xml } => match ids(&text("match_result").unwrap_or_default()) {
                ids if !ids.is_empty() => self.go(Step::ProductStatus { ids, at: 0, waits: None }),
                _ if self.product_sends < MOST_SENDS => self.go(Step::AddProduct { xml }),
                _ => self.end(End::Uncertain),
            },
            Step::ProductStatus { ids, at, waits } => {
                let status =
                    text("get_product_result").and_then(|document| value_in(&document, "/can_publish_item"));
                self.product_status(ids, at, waits, status.as_deref());
            }
            Step::ProductSchema => match text("add_product_rule") {
                Some(schema) => self.go(Step::FillProduct { schema }),
                None => without_product(self),
            },
            Step::AddProduct { .. } => {
                let product =
                    text("add_product_result").and_then(|document| value_in(&document, "/product_id"));
                match product {
                    Some(id) => self.go(Step::ProductStatus { ids: vec![id], at: 0, waits: None }),
                    None => self.go(unintelligible()),
                }
            }
            Step::ItemSchema => match text(self.key("add_item_result", "result")) {
                Some(schema) => self.go(Step::FillItem { schema, purpose: Purpose::Item }),
                None => self.go(unintelligible()),
            },
            Step::AddItem => match text(self.key("add_item_result", "item_id")) {
                Some(item) => self.end(End::Published { item }),
                None => self.look(),
            },
            Step::LookForItem { list, page, seen, looks } => self.looked(reply, list, page, seen, looks),
            Step::ProductUpdateSchema => match text("update_product_schema") {
                Some(schema) => self.go(Step::FillProductUpdate { schema }),
                None => self.go(unintelligible()),
            },
            Step::UpdateProduct { .. } => {
                let ids = self.product.clone().into_iter().collect();
                self.go(Step::ProductStatus { ids, at: 0, waits: None });
            }
            Step::FillMatch { .. }
            | Step::FillProduct { .. }
            | Step::FillItem { .. }
            | Step::FillProductUpdate { .. }
            | Step::End(_) => {}
        }
    }
}
