//! The state of one run of a plan over a record: where in the param it is, and what it has reported.

use std::sync::Arc;

use super::cells::Reads;
use super::limits::{MAX_PROBLEMS, SUGGESTION_BUDGET};
use super::message::Message;
use super::model::{At, Fill};
use super::plan::{Node, Plan};
use super::problem::MappingProblem;
use super::record::Json;
use crate::code::MappingCode;
use crate::path::push_step;
use crate::value::Tag;

/// A step on the way to a field of the param.
pub(super) enum PathStep<'p> {
    Field(&'p str),
    Row(usize),
    /// A whole path of fields.
    Path(&'p str),
}

/// One run of a plan over a record.
pub(super) struct Applier<'p> {
    pub(super) plan: &'p Plan,
    pub(super) problems: Vec<MappingProblem>,
    /// The way to the current field. It becomes a pointer only when a problem is reported.
    pub(super) steps: Vec<PathStep<'p>>,
    /// The path into the record that was last read.
    pub(super) source: Option<&'p str>,
    /// Whether the field takes dates with a time of day only.
    pub(super) wants_time: bool,
    /// What the search for similar option names may still cost.
    pub(super) budget: usize,
    /// The custom texts of fields that number them, by field id: a color has one number wherever it is used.
    pub(super) customs: Vec<CustomTexts<'p>>,
    /// The tags of the fields of this param, by the number of the node.
    tags: Vec<Option<Arc<Tag>>>,
    /// Which rows of the param were made of which rows of the data, if that is wanted.
    pub(super) trace: Option<Trace>,
    /// Which places of the record were read, if that is wanted.
    pub(super) reads: Option<Reads>,
    /// The keys of the current field in a text of pairs.
    pub(super) pair_keys: &'p [String],
    /// Whether the text that was last read is a cell of a table.
    pub(super) is_cell: bool,
}

/// Follows the rows of one list of the record.
pub(super) struct Trace {
    /// The addresses of the rows.
    rows: Vec<usize>,
    /// The pointers of rows of the param, each with the index of the row of the data.
    pub(super) made: Vec<(String, usize)>,
}

impl Trace {
    pub(super) fn of(rows: &[Json<'_>]) -> Trace {
        Trace { rows: rows.iter().map(address).collect(), made: Vec::new() }
    }
}

pub(super) fn address(json: &Json<'_>) -> usize {
    std::ptr::from_ref(json).addr()
}

/// The custom texts of one field id, in the order of their numbers.
pub(super) struct CustomTexts<'p> {
    pub(super) id: &'p str,
    /// The number above the first one: options own it and others above.
    pub(super) above: i128,
    pub(super) texts: Vec<String>,
}

/// A problem was reported, and the field gets no value.
pub(super) struct Reported;

impl<'p> Applier<'p> {
    pub(super) fn new(plan: &'p Plan) -> Applier<'p> {
        Applier {
            plan,
            problems: Vec::new(),
            steps: Vec::new(),
            source: None,
            wants_time: false,
            budget: SUGGESTION_BUDGET,
            customs: Vec::new(),
            tags: Vec::new(),
            trace: None,
            reads: None,
            is_cell: false,
            pair_keys: &[],
        }
    }

    /// The tag of the fields of a node, which all fields of the param share.
    pub(super) fn tag(&mut self, node: &Node) -> Arc<Tag> {
        if self.tags.len() <= node.number {
            self.tags.resize(node.number + 1, None);
        }
        Arc::clone(self.tags[node.number].get_or_insert_with(|| Arc::new(node.tag.clone())))
    }

    /// Starts at a field, without the fields around it.
    pub(super) fn start_at(&mut self, path: &'p str) {
        self.steps = vec![PathStep::Path(path)];
    }

    /// Reports a problem with a fill.
    pub(super) fn report(
        &mut self,
        code: MappingCode,
        fill: &Fill,
        actual: Option<&str>,
        message: Message,
    ) -> Reported {
        self.report_at(code, fill.from_at, actual, message)
    }

    /// Reports a problem with a part of a fill.
    pub(super) fn report_at(
        &mut self,
        code: MappingCode,
        at: At,
        actual: Option<&str>,
        message: Message,
    ) -> Reported {
        if self.problems.len() < MAX_PROBLEMS {
            let pointer = self.pointer();
            let mut problem = self.plan.files.problem(code, at, &pointer, message);
            problem.actual = actual.map(str::to_owned);
            problem.source = self.source.map(str::to_owned);
            self.problems.push(problem);
        }
        Reported
    }

    /// Notes that the current row of the param is made of a row of the data.
    pub(super) fn trace_row(&mut self, source: &Json<'_>) {
        let Some(Trace { rows, .. }) = &self.trace else { return };
        // Rows of one list lie one after the other in memory.
        let Ok(row) = rows.binary_search(&address(source)) else { return };
        let pointer = self.pointer();
        if let Some(trace) = &mut self.trace {
            trace.made.push((pointer, row));
        }
    }

    pub(super) fn pointer(&self) -> String {
        let mut pointer = String::new();
        for step in &self.steps {
            match step {
                PathStep::Field(id) => push_step(&mut pointer, id),
                PathStep::Row(row) => push_step(&mut pointer, &row.to_string()),
                PathStep::Path(path) => pointer.push_str(path),
            }
        }
        pointer
    }
}
