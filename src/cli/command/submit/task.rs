//! One item on its way: a machine that asks for calls, and what the journal has to know of them.

use std::time::Duration;

use serde_json::Value;
use tmall_schema::gateway::{Ask, End, Fill, Next, Publish, Reply, Update};
use tmall_schema::{Param, ParamField};

use super::journal::Known;
use super::prepare::Item;
use crate::cli::args::{SubmitArgs, SubmitMethod};
use crate::cli::lang::Message;

/// The way of an item, to its publication or to its update.
#[derive(Clone, Debug)]
pub(super) enum Machine {
    Publish(Box<Publish>),
    Update(Box<Update>),
}

impl Machine {
    fn new(item: &Item, args: &SubmitArgs) -> Result<Machine, Message> {
        Ok(match args.method {
            SubmitMethod::Add | SubmitMethod::Publish => {
                let publish = match args.method {
                    SubmitMethod::Publish => {
                        let market = args.market.clone().unwrap_or_default();
                        Publish::market(item.target.as_str(), market, args.spu.as_deref())
                    }
                    _ => Publish::start(item.target.as_str(), args.brand.as_deref()),
                };
                Machine::Publish(Box::new(match &item.outer_id {
                    Some(outer_id) => publish.outer_id(outer_id.as_str()),
                    None => publish,
                }))
            }
            SubmitMethod::Update => Machine::Update(Box::new(Update::full(item.target.as_str()))),
            SubmitMethod::Edit => Machine::Update(Box::new(Update::edit(item.target.as_str()))),
            SubmitMethod::Increment => {
                let fields = only_update_fields(&item.param)?;
                Machine::Update(Box::new(Update::partial(item.target.as_str(), fields)))
            }
        })
    }

    pub(super) fn next(&self) -> Next {
        match self {
            Machine::Publish(publish) => publish.next(),
            Machine::Update(update) => update.next(),
        }
    }

    pub(super) fn sending(&mut self) {
        match self {
            Machine::Publish(publish) => publish.sending(),
            // The same update twice gives the same item.
            Machine::Update(_) => {}
        }
    }

    pub(super) fn answer(&mut self, reply: &Reply) {
        match self {
            Machine::Publish(publish) => publish.answer(reply),
            Machine::Update(update) => update.answer(reply),
        }
    }

    pub(super) fn filled(&mut self, xml: String) {
        match self {
            Machine::Publish(publish) => publish.filled(xml),
            Machine::Update(update) => update.filled(xml),
        }
    }

    pub(super) fn waited(&mut self) {
        match self {
            Machine::Publish(publish) => publish.waited(),
            Machine::Update(update) => update.waited(),
        }
    }

    /// The state, for the journal.
    pub(super) fn state(&self) -> Value {
        let state = match self {
            Machine::Publish(publish) => serde_json::to_value(publish),
            Machine::Update(update) => serde_json::to_value(update),
        };
        // The machines consist of texts and numbers.
        state.unwrap_or_default()
    }

    /// A machine that was in the middle of a request.
    fn resumed(state: Value, method: SubmitMethod) -> Option<Machine> {
        Some(match method.is_adding() {
            true => {
                let mut publish: Publish = serde_json::from_value(state).ok()?;
                publish.resume();
                Machine::Publish(Box::new(publish))
            }
            false => Machine::Update(Box::new(serde_json::from_value(state).ok()?)),
        })
    }
}

/// The document that names the fields of an update.
fn only_update_fields(param: &Param) -> Result<String, Message> {
    const UPDATE_FIELDS: &str = "update_fields";
    let failed = |error: tmall_schema::Error| {
        Message::new(error.message(tmall_schema::Lang::En), error.message(tmall_schema::Lang::Zh))
    };
    if param.field(UPDATE_FIELDS).is_none_or(ParamField::is_empty) {
        return Err(Message::new(
            "the item names no fields in update_fields",
            "商品没有在 update_fields 中列出要更新的字段",
        ));
    }
    let mut only = param.clone();
    let others: Vec<String> =
        param.fields().iter().map(|field| field.id().to_owned()).filter(|id| id != UPDATE_FIELDS).collect();
    for id in others {
        only.remove(&id).map_err(failed)?;
    }
    only.to_xml_with(param.schema(), &tmall_schema::WriteOptions::new()).map_err(failed)
}

/// Where an item is.
#[derive(Debug)]
pub(super) enum Stage {
    Flow(Machine),
    /// What was stored is read back.
    Readback {
        id: String,
        attempts: u32,
    },
    Over,
}

/// How an item ended.
#[derive(Clone, Debug)]
pub(super) enum Outcome {
    /// It has errors and was not sent.
    Invalid,
    /// As the platform, or the machine, says.
    End(End),
    /// It could not be filled in, or its journal does not allow it to be sent; why.
    NotSent(Message),
    /// The run ended before it.
    Pending,
}

/// What was stored.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    pub(super) kept: bool,
    pub(super) differences: Vec<String>,
}

/// One item on its way.
pub(super) struct Task {
    pub(super) item: Item,
    pub(super) stage: Stage,
    pub(super) outcome: Outcome,
    pub(super) stored: Option<Result<Stored, Message>>,
    /// Whether an earlier run had settled it.
    pub(super) is_earlier: bool,
    /// How often the present call found no connection.
    pub(super) unreachable: u32,
}

impl Task {
    /// Begins, or continues where the journal ends.
    pub(super) fn new(item: Item, known: Option<&Known>, args: &SubmitArgs) -> Task {
        let mut task = Task {
            item,
            stage: Stage::Over,
            outcome: Outcome::Pending,
            stored: None,
            is_earlier: false,
            unreachable: 0,
        };
        if !task.item.errors.is_empty() {
            task.outcome = Outcome::Invalid;
            return task;
        }
        let fresh = |task: &mut Task| match Machine::new(&task.item, args) {
            Ok(machine) => task.stage = Stage::Flow(machine),
            Err(message) => task.outcome = Outcome::NotSent(message),
        };
        let Some(known) = known else {
            fresh(&mut task);
            return task;
        };
        let is_same = known.content == task.item.content;
        let is_adding = args.method.is_adding();
        match (&known.end, &known.state) {
            (Some(end @ (End::Published { .. } | End::Updated { .. } | End::Exists { .. })), _) => {
                match (is_same, is_adding) {
                    (true, _) => task.settle(end.clone(), known.kept, args),
                    (false, true) => {
                        let id = id_of(end).unwrap_or_default();
                        task.outcome = Outcome::NotSent(Message::new(
                            format!("it was published as {id} and has changed since; update it instead"),
                            format!("已发布为 {id}，之后内容有变化；请改用更新"),
                        ));
                    }
                    (false, false) => fresh(&mut task),
                }
            }
            // It is unknown whether it was sent.
            (None | Some(End::Uncertain), Some(state)) if is_adding => {
                match (is_same, Machine::resumed(state.clone(), args.method)) {
                    (true, Some(machine)) => task.stage = Stage::Flow(machine),
                    (false, _) => {
                        task.outcome = Outcome::NotSent(Message::new(
                            "it has changed, and the outcome of the request before is unknown; restore it first",
                            "内容有变化，而之前请求的结果未知；请先恢复原内容",
                        ));
                    }
                    (true, None) => {
                        task.outcome = Outcome::NotSent(Message::new(
                            "the journal does not hold the state of its request",
                            "日志中没有其请求的状态",
                        ));
                    }
                }
            }
            // A refusal, or an update, which can be sent again.
            _ => fresh(&mut task),
        }
        task
    }

    /// An earlier run sent it.
    fn settle(&mut self, end: End, kept: Option<bool>, args: &SubmitArgs) {
        self.is_earlier = true;
        match kept {
            // One that differs is read once more: it may have been corrected.
            Some(true) => self.stored = Some(Ok(Stored { kept: true, differences: Vec::new() })),
            _ if args.no_readback => {}
            _ => {
                if let Some(id) = id_of(&end) {
                    self.stage = Stage::Readback { id, attempts: 0 };
                }
            }
        }
        self.outcome = Outcome::End(end);
    }

    /// Whether it is stored as it was sent, as far as that was asked for.
    pub(super) fn is_good(&self) -> bool {
        let is_stored = match &self.outcome {
            Outcome::End(End::Published { .. } | End::Updated { .. }) => true,
            // Somebody, or an earlier run, published it: what is stored decides.
            Outcome::End(End::Exists { .. }) => self.stored.is_some(),
            Outcome::End(_) | Outcome::Invalid | Outcome::NotSent(_) | Outcome::Pending => false,
        };
        let is_kept = match &self.stored {
            Some(Ok(stored)) => stored.kept,
            Some(Err(_)) => false,
            None => true,
        };
        is_stored && is_kept
    }
}

/// The item that is there at the end.
pub(super) fn id_of(end: &End) -> Option<String> {
    match end {
        End::Published { item } | End::Updated { item } => Some(item.clone()),
        End::Exists { items } => match items.as_slice() {
            [item] => Some(item.clone()),
            _ => None,
        },
        _ => None,
    }
}

/// What a step of an item asks for.
pub(super) enum Step {
    Call(Ask),
    Fill(Fill),
    Wait(Duration),
    End(End),
}

impl Machine {
    pub(super) fn step(&self) -> Step {
        match self.next() {
            Next::Send(ask) => Step::Call(ask),
            Next::Fill(fill) => Step::Fill(fill),
            Next::Wait { seconds } => Step::Wait(Duration::from_secs(seconds)),
            Next::End(end) => Step::End(end),
            // A step of a newer library.
            _ => Step::End(End::GaveUp),
        }
    }
}
