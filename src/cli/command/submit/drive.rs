//! Many items at a time: threads take the item whose turn it is, make its next call, and put it back. An item that waits
//! holds up no other.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use tmall_schema::gateway::{Advice, Ask, Carried, End, Method, Reply};
use tmall_schema::{ApiErrorClass, Call, Lang, Param, ReadbackOptions, Schema};

use super::journal::{Event, Journal, bounded};
use super::task::{Outcome, Stage, Step, Stored, Task, id_of};
use super::values::Values;
use crate::cli::error::CliError;
use crate::cli::fingerprint::fingerprint;
use crate::cli::lang::Message;
use crate::cli::net::{Answered, Caller, NetFault, backoff};
use crate::cli::progress::Progress;

/// Longer texts are documents, which the state holds already.
const LONG: usize = 200;

/// Why a run ends early.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// The gateway refuses the app or the session.
    Refused,
    /// It bans calls for longer than anyone wants to wait.
    Banned(Duration),
}

/// All that the items of a run share.
pub(super) struct Drive<'a> {
    pub(super) caller: &'a Caller,
    pub(super) journal: &'a Journal,
    pub(super) values: &'a Values,
    /// The method that gives what is stored, and the key of its schema.
    pub(super) readback: (&'static str, &'static str),
    pub(super) reads_back: bool,
    pub(super) progress: Progress,
    /// Answers that are the same for many items: schemas of a category.
    pub(super) common: Mutex<HashMap<String, Reply>>,
}

/// Whose turn it is.
struct Queue {
    due: BinaryHeap<Reverse<(Instant, usize)>>,
    at_work: usize,
    stop: Option<Stop>,
    failed: Option<CliError>,
}

/// When an item continues; nothing if it is over.
type Turn = Option<Duration>;

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Drive<'_> {
    /// Takes all items to their ends, with so many threads.
    pub(super) fn run(&self, tasks: Vec<Task>, jobs: usize) -> Result<(Vec<Task>, Option<Stop>), CliError> {
        let now = Instant::now();
        let is_open = |task: &Task| !matches!(task.stage, Stage::Over);
        let open = tasks.iter().enumerate().filter(|(_, task)| is_open(task));
        let due: BinaryHeap<_> = open.map(|(at, _)| Reverse((now, at))).collect();
        self.progress.add((tasks.len() - due.len()) as u64);
        let queue = Mutex::new(Queue { due, at_work: 0, stop: None, failed: None });
        let changed = Condvar::new();
        let tasks: Vec<Mutex<Task>> = tasks.into_iter().map(Mutex::new).collect();
        let work = || self.work(&queue, &changed, &tasks);
        thread::scope(|scope| {
            for _ in 1..jobs {
                scope.spawn(work);
            }
            work();
        });
        self.progress.finish();
        let queue = queue.into_inner().unwrap_or_else(PoisonError::into_inner);
        if let Some(error) = queue.failed {
            return Err(error);
        }
        let tasks = tasks.into_iter().map(|task| task.into_inner().unwrap_or_else(PoisonError::into_inner));
        Ok((tasks.collect(), queue.stop))
    }

    /// One thread: until there is nothing left to do.
    fn work(&self, queue: &Mutex<Queue>, changed: &Condvar, tasks: &[Mutex<Task>]) {
        let mut held = lock(queue);
        loop {
            let is_over = held.stop.is_some() || held.failed.is_some();
            if is_over || (held.due.is_empty() && held.at_work == 0) {
                changed.notify_all();
                return;
            }
            let now = Instant::now();
            let first = held.due.peek().map(|Reverse(first)| *first);
            let (since, at) = match first {
                None => {
                    held = changed.wait(held).unwrap_or_else(PoisonError::into_inner);
                    continue;
                }
                Some((due, _)) if due > now => {
                    let left = due - now;
                    held = changed.wait_timeout(held, left).unwrap_or_else(PoisonError::into_inner).0;
                    continue;
                }
                Some(first) => first,
            };
            held.due.pop();
            held.at_work += 1;
            drop(held);
            let mut stop = None;
            let turn = match tasks.get(at) {
                Some(task) => self.step(&mut lock(task), &mut stop),
                None => Ok(None),
            };
            held = lock(queue);
            held.at_work -= 1;
            if let Some(stop) = stop {
                held.stop.get_or_insert(stop);
            }
            match turn {
                // One that continues at once keeps its turn, so that items are finished before others begin.
                Ok(Some(Duration::ZERO)) => held.due.push(Reverse((since, at))),
                Ok(Some(pause)) => held.due.push(Reverse((Instant::now() + pause, at))),
                Ok(None) => self.progress.add(1),
                Err(error) => drop(held.failed.get_or_insert(error)),
            }
            changed.notify_one();
        }
    }

    /// One step of an item, with at most one call.
    fn step(&self, task: &mut Task, stop: &mut Option<Stop>) -> Result<Turn, CliError> {
        match &mut task.stage {
            Stage::Over => Ok(None),
            Stage::Readback { .. } => self.read_back(task, stop),
            Stage::Flow(machine) => match machine.step() {
                Step::Call(ask) => self.call(task, &ask, stop),
                Step::Wait(time) => {
                    if time > self.caller.longest_wait {
                        *stop = Some(Stop::Banned(time));
                        return Ok(Some(time));
                    }
                    machine.waited();
                    Ok(Some(time))
                }
                Step::Fill(fill) => match self.values.fill(&fill, &task.item) {
                    Ok(xml) => {
                        machine.filled(xml);
                        Ok(Some(Duration::ZERO))
                    }
                    Err(message) => {
                        task.outcome = Outcome::NotSent(message);
                        task.stage = Stage::Over;
                        Ok(None)
                    }
                },
                Step::End(end) => self.end(task, end),
            },
        }
    }

    /// Makes the call that a machine asks for.
    fn call(&self, task: &mut Task, ask: &Ask, stop: &mut Option<Stop>) -> Result<Turn, CliError> {
        let Stage::Flow(machine) = &mut task.stage else { return Ok(None) };
        let params: Vec<(String, String)> =
            ask.params.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        let common = common_key(ask);
        if let Some(reply) = common.as_ref().and_then(|key| lock(&self.common).get(key).cloned()) {
            machine.answer(&reply);
            return Ok(Some(Duration::ZERO));
        }
        let before = machine.clone();
        let is_write = ask.call() != Call::Read;
        if is_write {
            machine.sending();
            let shown = params.iter().map(|(name, value)| match value.len() > LONG {
                true => (name.clone(), format!("{} bytes, {}", value.len(), fingerprint(&[value]))),
                false => (name.clone(), value.clone()),
            });
            let event = Event::Sending {
                file: task.item.file.clone(),
                content: task.item.content.clone(),
                method: ask.method.to_owned(),
                params: shown.collect(),
                state: machine.state(),
            };
            self.journal.append(&task.item.key, event)?;
        }
        let answered = match self.caller.call(ask.method, &params) {
            Ok(answered) => answered,
            Err(error) => {
                task.outcome = Outcome::NotSent(Message::of(|lang| error.message(lang)));
                task.stage = Stage::Over;
                return Ok(None);
            }
        };
        if common.is_none() {
            let event = Event::Answer {
                method: ask.method.to_owned(),
                answer: bounded(&answered.body),
                message: answered.message().en,
            };
            self.journal.append(&task.item.key, event)?;
        }
        *stop = refusal(&answered, ask.call());
        // Nothing was sent: the call is made again as if it had never been tried.
        if let Some(fault) = answered.fault.as_ref().filter(|fault| fault.is_unsent()) {
            *machine = before;
            task.unreachable += 1;
            if fault.may_pass() && task.unreachable < self.caller.attempts {
                return Ok(Some(backoff(task.unreachable)));
            }
            task.outcome = Outcome::NotSent(answered.message());
            task.stage = Stage::Over;
            return Ok(None);
        }
        task.unreachable = 0;
        if let Some(key) = common
            && answered.reply.advice(Call::Read) == Advice::Done
        {
            lock(&self.common).insert(key, answered.reply.clone());
        }
        machine.answer(&answered.reply);
        Ok(Some(Duration::ZERO))
    }

    /// The platform, or the machine, has decided.
    fn end(&self, task: &mut Task, end: End) -> Result<Turn, CliError> {
        let event = Event::End {
            file: task.item.file.clone(),
            content: task.item.content.clone(),
            outcome: end.clone(),
        };
        self.journal.append(&task.item.key, event)?;
        let id = id_of(&end).filter(|_| self.reads_back);
        task.outcome = Outcome::End(end);
        match id {
            Some(id) => {
                task.stage = Stage::Readback { id, attempts: 0 };
                Ok(Some(Duration::ZERO))
            }
            None => {
                task.stage = Stage::Over;
                Ok(None)
            }
        }
    }

    /// Reads what was stored, and compares it with what was sent.
    fn read_back(&self, task: &mut Task, stop: &mut Option<Stop>) -> Result<Turn, CliError> {
        let (method, key) = self.readback;
        let Stage::Readback { id, attempts } = &mut task.stage else { return Ok(None) };
        let params = [("item_id".to_owned(), id.clone())];
        let over = |task: &mut Task, stored: Result<Stored, Message>| {
            task.stored = Some(stored);
            task.stage = Stage::Over;
            Ok(None)
        };
        *attempts += 1;
        let attempts_now = *attempts;
        let answered = match self.caller.call(method, &params) {
            Ok(answered) => answered,
            Err(error) => {
                return over(task, Err(Message::of(|lang| error.message(lang))));
            }
        };
        *stop = refusal(&answered, Call::Read);
        let may_pass = answered.fault.as_ref().is_none_or(NetFault::may_pass);
        match answered.reply.advice(Call::Read) {
            Advice::Done => {}
            Advice::Wait { .. } => {
                let ban = answered.ban().unwrap_or_default();
                if ban > self.caller.longest_wait {
                    *stop = Some(Stop::Banned(ban));
                }
                *attempts -= 1;
                return Ok(Some(ban));
            }
            Advice::Retry | Advice::Look if may_pass && attempts_now < self.caller.attempts => {
                return Ok(Some(backoff(attempts_now)));
            }
            _ => return over(task, Err(answered.message())),
        }
        let document = answered.reply.text(key).unwrap_or_default();
        let stored = match Schema::parse(&document) {
            Ok(schema) => {
                let present = Param::from_present(&schema);
                let readback = task.item.param.compare(&present, Some(&schema), &ReadbackOptions::new());
                let lines = readback.differences().iter();
                let lines =
                    lines.map(|difference| format!("{} {}", difference.path(), difference.message(Lang::En)));
                Stored { kept: readback.is_kept(), differences: lines.collect() }
            }
            Err(error) => {
                return over(task, Err(Message::of(|lang| error.message(lang))));
            }
        };
        let event = Event::Readback { kept: stored.kept, differences: stored.differences.clone() };
        self.journal.append(&task.item.key, event)?;
        over(task, Ok(stored))
    }
}

/// A key for calls whose answer is the same for all items: those that give a schema and name neither an item nor a product.
fn common_key(ask: &Ask) -> Option<String> {
    let method = Method::find(ask.method)?;
    let is_schema =
        method.call == Call::Read && method.results.iter().any(|key| key.carries == Carried::Schema);
    let of_one = |name: &str| matches!(name, "item_id" | "propvalues" | "xml_data");
    let is_one =
        ask.params.iter().any(|(name, value)| of_one(name) || (*name == "product_id" && value != "0"));
    if !is_schema || is_one {
        return None;
    }
    let params: Vec<String> = ask.params.iter().map(|(name, value)| format!("{name}={value}")).collect();
    Some(format!("{} {}", ask.method, params.join("&")))
}

/// Whether a refusal is one of every call.
fn refusal(answered: &Answered, call: Call) -> Option<Stop> {
    let error = answered.reply.error()?;
    let is_signature = matches!(error.code.as_str(), "24" | "25" | "IncompleteSignature");
    let is_of_all = match answered.reply.advice(call) {
        Advice::Stop(class) => matches!(class, ApiErrorClass::Authorise | ApiErrorClass::Configuration),
        _ => false,
    };
    (is_of_all || is_signature).then_some(Stop::Refused)
}
