//! From an item to its update, in full or of some fields.

use serde::{Deserialize, Serialize};

use crate::gateway::flow::{Ask, End, Fill, MOST_ATTEMPTS, Next, Purpose, pause};
use crate::gateway::reply::{Advice, Problem, Reply, ReplyOutcome};

/// From an item to its update, as a state machine like [`Publish`](super::Publish). An update can be sent again without harm: it gives the same item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Update {
    item: String,
    /// The document that names the fields, for an update of some.
    fields: Option<String>,
    /// Whether the newer methods are used.
    #[serde(default)]
    is_newer: bool,
    step: Step,
    attempts: u32,
    wait: Option<u64>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Step {
    Schema,
    Fill { schema: String },
    Send { xml: String },
    End(End),
}

impl Update {
    /// An update of the whole item.
    #[must_use]
    pub fn full(item: impl Into<String>) -> Update {
        let item = item.into();
        Update { item, fields: None, is_newer: false, step: Step::Schema, attempts: 0, wait: None }
    }

    /// An update of the whole item by the newer methods (`alibaba.item.edit.*`).
    #[must_use]
    pub fn edit(item: impl Into<String>) -> Update {
        Update { is_newer: true, ..Update::full(item) }
    }

    /// An update of some fields, by an item with `update_fields`. One field an update is the platform's advice.
    #[must_use]
    pub fn partial(item: impl Into<String>, update_fields: impl Into<String>) -> Update {
        Update { fields: Some(update_fields.into()), ..Update::full(item) }
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
        let item = ("item_id", self.item.as_str());
        Next::Send(match (&self.step, &self.fields) {
            (Step::End(end), _) => return Next::End(end.clone()),
            (Step::Fill { schema }, fields) => {
                let purpose = if fields.is_some() { Purpose::PartialUpdate } else { Purpose::Update };
                return Next::Fill(Fill { purpose, schema: schema.clone() });
            }
            (Step::Schema, None) if self.is_newer => Ask::new("alibaba.item.edit.schema.get", [item]),
            (Step::Send { xml }, None) if self.is_newer => {
                Ask::new("alibaba.item.edit.submit", [item, ("schema", xml)])
            }
            (Step::Schema, None) => Ask::new("tmall.item.update.schema.get", [item]),
            (Step::Schema, Some(fields)) => {
                Ask::new("tmall.item.increment.update.schema.get", [item, ("xml_data", fields)])
            }
            (Step::Send { xml }, None) => Ask::new("tmall.item.schema.update", [item, ("xml_data", xml)]),
            (Step::Send { xml }, Some(_)) => {
                Ask::new("tmall.item.schema.increment.update", [item, ("xml_data", xml)])
            }
        })
    }

    /// Takes the values for the schema that was asked for.
    pub fn filled(&mut self, xml: impl Into<String>) {
        if matches!(self.step, Step::Fill { .. }) {
            self.go(Step::Send { xml: xml.into() });
        }
    }

    /// The time has passed.
    pub fn waited(&mut self) {
        self.wait = None;
    }

    fn go(&mut self, step: Step) {
        (self.step, self.attempts, self.wait) = (step, 0, None);
    }

    /// Takes the answer to the call that was asked for; [`Reply::none`] if none came.
    pub fn answer(&mut self, reply: &Reply) {
        let Next::Send(ask) = self.next() else { return };
        let is_sending = matches!(self.step, Step::Send { .. });
        match reply.advice(ask.call()) {
            Advice::Done => {
                let key = match (self.is_newer, is_sending) {
                    (true, true) => "item_id",
                    (true, false) => "result",
                    (false, _) => "update_item_result",
                };
                let result = reply.text(key).filter(|text| !text.trim().is_empty());
                self.go(match (result, is_sending) {
                    (Some(item), true) => Step::End(End::Updated { item }),
                    (Some(schema), false) => Step::Fill { schema },
                    (None, _) => Step::End(End::Unintelligible { method: ask.method.to_owned() }),
                });
            }
            advice @ (Advice::Wait { .. } | Advice::Retry | Advice::Look) => {
                self.attempts += 1;
                let seconds = if let Advice::Wait { seconds: Some(seconds) } = advice {
                    seconds.saturating_add(1)
                } else {
                    pause(self.attempts)
                };
                match self.attempts < MOST_ATTEMPTS {
                    true => self.wait = Some(seconds),
                    // What was sent may have been carried out.
                    false if is_sending => self.go(Step::End(End::Uncertain)),
                    false => self.go(Step::End(End::GaveUp)),
                }
            }
            Advice::Stop(_) => {
                let ReplyOutcome::Refused(error) = reply.outcome() else {
                    return self.go(Step::End(End::GaveUp));
                };
                self.go(Step::End(match Problem::of(error) {
                    Some(Problem::ItemGone) => End::ItemGone,
                    _ => End::refused(ask.method, error),
                }));
            }
        }
    }
}
