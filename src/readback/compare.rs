//! Two items, field by field.

use std::collections::{HashMap, VecDeque};

use crate::param::Param;
use crate::path;
use crate::readback::difference::{Difference, DifferenceKind, Held, Readback};
use crate::readback::options::ReadbackOptions;
use crate::readback::plan::Plan;
use crate::readback::view;
use crate::schema::{FieldRef, Schema};
use crate::span::Span;
use crate::value::{ParamField, Row};
use crate::vocab::FieldKind;

pub(super) fn compare(
    sent: &Param,
    stored: &Param,
    schema: Option<&Schema>,
    options: &ReadbackOptions,
) -> Readback {
    let plan = Plan::new(schema);
    let (sent_fields, stored_fields) =
        (view::fields(sent, schema, &plan), view::fields(stored, schema, &plan));
    let mut comparison = Comparison {
        options,
        sent: Side { param: sent, path: String::new() },
        stored: Side { param: stored, path: String::new() },
        ids: Vec::new(),
        differences: Vec::new(),
    };
    comparison.fields(&sent_fields, &stored_fields, &plan);
    Readback { differences: comparison.differences }
}

/// One of the two items, and where the comparison is in it.
pub(super) struct Side<'a> {
    param: &'a Param,
    path: String,
}

pub(super) struct Comparison<'a> {
    pub(super) options: &'a ReadbackOptions,
    sent: Side<'a>,
    stored: Side<'a>,
    /// The ids of the fields around, for the keys that the options name.
    pub(super) ids: Vec<String>,
    differences: Vec<Difference>,
}

/// A step of a path: an index that may differ between the two items.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct At {
    pub(super) sent: Option<usize>,
    pub(super) stored: Option<usize>,
}

/// What is at a place of an item.
pub(super) struct Piece {
    pub(super) held: Held,
    pub(super) span: Option<Span>,
}

impl Comparison<'_> {
    /// The fields of one level: those of one id are paired in their order.
    pub(super) fn fields(&mut self, sent: &[ParamField], stored: &[ParamField], plan: &Plan<'_>) {
        let mut by_id: HashMap<&str, VecDeque<&ParamField>> = HashMap::with_capacity(stored.len());
        for field in stored {
            by_id.entry(field.id()).or_default().push_back(field);
        }
        for field in sent {
            let other = by_id.get_mut(field.id()).and_then(VecDeque::pop_front);
            self.field(Some(field), other, plan.child(field.id()));
        }
        // What is left of each id comes last in its order, so as many are skipped as were paired.
        let mut skip: HashMap<&str, usize> = HashMap::new();
        for field in stored {
            *skip.entry(field.id()).or_default() += 1;
        }
        for field in stored {
            let (Some(left), Some(to_skip)) = (by_id.get(field.id()), skip.get_mut(field.id())) else {
                continue;
            };
            if *to_skip <= left.len() {
                self.field(None, Some(field), plan.child(field.id()));
            }
            *to_skip -= 1;
        }
    }

    fn field(&mut self, sent: Option<&ParamField>, stored: Option<&ParamField>, plan: &Plan<'_>) {
        let Some(id) = sent.or(stored).map(ParamField::id) else { return };
        let lengths = (self.sent.path.len(), self.stored.path.len());
        path::push_step(&mut self.sent.path, id);
        path::push_step(&mut self.stored.path, id);
        self.ids.push(id.to_owned());
        self.content(sent, stored, plan);
        self.ids.pop();
        self.sent.path.truncate(lengths.0);
        self.stored.path.truncate(lengths.1);
    }

    fn content(&mut self, sent: Option<&ParamField>, stored: Option<&ParamField>, plan: &Plan<'_>) {
        let name = name(plan, sent, stored);
        let full = |field: Option<&ParamField>| field.is_some_and(|field| !field.is_empty());
        let is_array = is_array(plan, sent, stored);
        match (sent, stored, full(sent), full(stored)) {
            (Some(sent), Some(stored), true, true) => {
                let shapes = [sent, stored].map(|field| (has_values(field), has_rows(field)));
                if shapes[0] != shapes[1] {
                    let pieces = (Some(piece(sent, is_array)), Some(piece(stored, is_array)));
                    return self.report(At::default(), name, pieces);
                }
                self.values(sent, stored, plan, is_array, name);
                self.rows(sent.rows(), stored.rows(), plan, is_array, name);
            }
            (Some(sent), _, true, _) => {
                self.report(At::default(), name, (Some(piece(sent, is_array)), None));
            }
            // Something sent empty was to be cleared.
            (sent, Some(stored), _, true) => {
                let empty = sent.map(|sent| piece(sent, is_array));
                self.report(At::default(), name, (empty, Some(piece(stored, is_array))));
            }
            (_, _, _, _) => {}
        }
    }

    /// Compares two rows, or complex values, at their places.
    pub(super) fn row(&mut self, sent: &Row, stored: &Row, at: At, plan: &Plan<'_>) {
        let lengths = self.enter(at);
        self.fields(sent.fields(), stored.fields(), plan);
        self.leave(lengths);
    }

    /// Adds a difference at a place below the field.
    pub(super) fn report(&mut self, at: At, name: Option<&str>, pieces: (Option<Piece>, Option<Piece>)) {
        let lengths = self.enter(at);
        let kind = match &pieces {
            (Some(_), Some(_)) => DifferenceKind::Changed,
            (Some(_), None) => DifferenceKind::Lost,
            (None, _) => DifferenceKind::Added,
        };
        let (path, other) = match kind {
            DifferenceKind::Lost => (&self.sent.path, None),
            DifferenceKind::Changed => (&self.sent.path, Some(&self.stored.path)),
            DifferenceKind::Added => (&self.stored.path, None),
        };
        let (sent_position, stored_position) =
            (self.sent.position(&pieces.0), self.stored.position(&pieces.1));
        self.differences.push(Difference {
            kind,
            path: path.clone(),
            stored_path: other.filter(|other| *other != path).cloned(),
            field: name.map(str::to_owned),
            old: pieces.0.map(|piece| piece.held),
            new: pieces.1.map(|piece| piece.held),
            sent_position,
            stored_position,
        });
        self.leave(lengths);
    }

    fn enter(&mut self, at: At) -> (usize, usize) {
        let lengths = (self.sent.path.len(), self.stored.path.len());
        for (path, index) in [(&mut self.sent.path, at.sent), (&mut self.stored.path, at.stored)] {
            if let Some(index) = index {
                path::push_step(path, &index.to_string());
            }
        }
        lengths
    }

    fn leave(&mut self, lengths: (usize, usize)) {
        self.sent.path.truncate(lengths.0);
        self.stored.path.truncate(lengths.1);
    }
}

impl Side<'_> {
    fn position(&self, piece: &Option<Piece>) -> Option<crate::span::Position> {
        let span = piece.as_ref()?.span?;
        self.param.position(span.range().start)
    }
}

fn name<'a>(
    plan: &Plan<'a>,
    sent: Option<&'a ParamField>,
    stored: Option<&'a ParamField>,
) -> Option<&'a str> {
    let of_schema = plan.field.and_then(FieldRef::name);
    of_schema.or_else(|| sent.and_then(ParamField::name)).or_else(|| stored.and_then(ParamField::name))
}

/// Whether the JSON form of the field is an array: as the schema says, else as the items show.
fn is_array(plan: &Plan<'_>, sent: Option<&ParamField>, stored: Option<&ParamField>) -> bool {
    if let Some(known) = plan.field {
        return known.is_array();
    }
    let kind = [sent, stored].into_iter().flatten().find_map(ParamField::kind);
    match kind {
        Some(kind) => kind.is_multi() || kind == FieldKind::MultiComplex,
        None => [sent, stored].into_iter().flatten().any(|field| {
            field.listed || field.values().len() > 1 || field.values().iter().any(|value| value.wrapped)
        }),
    }
}

fn has_values(field: &ParamField) -> bool {
    field.values().iter().any(|value| !value.is_empty())
}

fn has_rows(field: &ParamField) -> bool {
    field.rows().iter().any(|row| !row.is_empty())
}

/// All that a field holds.
fn piece(field: &ParamField, is_array: bool) -> Piece {
    let (held, inner) = match (field.values(), field.rows()) {
        ([value], []) if !is_array => (Held::Value(value.clone()), value.span),
        ([], [row]) if !is_array => (Held::Row(row.clone()), row.span),
        ([], []) if !is_array => (Held::Value("".into()), None),
        (values, []) => (Held::Values(values.to_vec()), values.first().and_then(|value| value.span)),
        ([], rows) => (Held::Rows(rows.to_vec()), rows.first().and_then(|row| row.span)),
        (_, _) => (Held::Mixed(field.clone()), None),
    };
    Piece { held, span: inner.or(field.span) }
}
