//! The values of a param for the fields of bound rules.

use std::cell::{Cell, OnceCell};
use std::ops::ControlFlow;

use crate::condition::Disabled;
use crate::param::Param;
use crate::path;
use crate::rules::bound::{BoundRules, Chain, ChainStep, FieldChains, Uses};
use crate::rules::model::Form;
use crate::span::Span;
use crate::value::{ParamField, Row, Value};

/// Continues, or stops because no more findings are needed.
pub(super) type Flow = ControlFlow<()>;

/// A row of a param, or its top, with the rows around it.
#[derive(Clone, Copy)]
pub(super) struct Node<'n> {
    fields: &'n [ParamField],
    row: Option<&'n Row>,
    parent: Option<&'n Node<'n>>,
    /// The field that the row belongs to, and its number where it has one.
    step: Option<(&'n ChainStep, Option<usize>)>,
    depth: usize,
}

/// Where a rule looks: the item, or one row.
#[derive(Clone, Copy)]
pub(super) struct Scope<'n> {
    pub(super) node: &'n Node<'n>,
    /// The way to the row; none for the item.
    pub(super) chain: Option<&'n Chain>,
}

/// A value that is not blank.
#[derive(Clone, Copy)]
pub(super) struct Found<'n> {
    pub(super) node: &'n Node<'n>,
    pub(super) step: &'n ChainStep,
    pub(super) field: &'n ParamField,
    /// The number of the value, where the field takes several.
    pub(super) number: Option<usize>,
    pub(super) value: &'n Value,
}

/// Takes the rows of one field: the row around it, its step, the way to it, and the rows.
type EachGroup<'e> = &'e mut dyn FnMut(&Node<'_>, &ChainStep, &Chain, &[Row]) -> Flow;

/// Finds the fields of one param.
pub(super) struct Walker<'w> {
    rules: &'w BoundRules,
    top: Node<'w>,
    param: &'w Param,
    /// Which fields are disabled, once one is met that may be.
    disabled: OnceCell<Disabled<'w>>,
    /// By the slot of a step: the number under which its field was found in the row before. Rows mostly have the same
    /// fields.
    hints: Vec<Cell<usize>>,
}

impl<'n> Node<'n> {
    /// The node a number of levels outwards.
    fn at_depth(&'n self, depth: usize) -> &'n Node<'n> {
        let mut node = self;
        while let Some(parent) = node.parent.filter(|_| node.depth > depth) {
            node = parent;
        }
        node
    }

    pub(super) fn span(&self) -> Option<Span> {
        self.row.and_then(Row::span)
    }

    /// The path of the row.
    pub(super) fn path(&self) -> String {
        let mut pointer = match self.parent {
            Some(parent) => parent.path(),
            None => String::new(),
        };
        if let Some((step, number)) = self.step {
            path::push_step(&mut pointer, &step.id);
            if let Some(number) = number {
                path::push_step(&mut pointer, &number.to_string());
            }
        }
        pointer
    }

    /// The path of a field in the row, or of one of its values.
    pub(super) fn path_of(&self, id: &str, number: Option<usize>) -> String {
        let mut pointer = self.path();
        path::push_step(&mut pointer, id);
        if let Some(number) = number {
            path::push_step(&mut pointer, &number.to_string());
        }
        pointer
    }

    pub(super) fn step_name(&self) -> Option<&'n str> {
        self.step.and_then(|(step, _)| step.name.as_deref())
    }
}

impl<'n> Scope<'n> {
    /// How many steps of a chain lead to a row around this scope.
    fn shared(&self, chain: &Chain) -> usize {
        let common = self.chain.map_or(0, |own| own.common(chain));
        common.min(chain.steps.len().saturating_sub(1))
    }

    /// The node where the rest of a chain begins, and the rest.
    pub(super) fn start<'c>(&self, chain: &'c Chain) -> (&'n Node<'n>, &'c [ChainStep]) {
        let shared = self.shared(chain);
        (self.node.at_depth(shared), chain.steps.get(shared..).unwrap_or_default())
    }

    /// Whether a place has several values here, and is a list in expressions.
    pub(super) fn is_list(&self, place: &FieldChains) -> bool {
        match place.chains.as_slice() {
            [chain] => self.start(chain).1.iter().any(|step| step.is_array),
            _ => true,
        }
    }
}

impl<'w> Walker<'w> {
    pub(super) fn new(rules: &'w BoundRules, param: &'w Param) -> Walker<'w> {
        Walker {
            rules,
            top: Node { fields: param.fields(), row: None, parent: None, step: None, depth: 0 },
            param,
            disabled: OnceCell::new(),
            hints: vec![Cell::new(0); rules.steps],
        }
    }

    pub(super) fn top(&self) -> Scope<'_> {
        Scope { node: &self.top, chain: None }
    }

    pub(super) fn place(&self, number: usize) -> &'w FieldChains {
        &self.rules.places[number]
    }

    /// The field of a step in a row. A disabled field reads as missing.
    #[inline]
    fn field<'n>(&self, node: &Node<'n>, step: &ChainStep) -> Option<&'n ParamField> {
        let hint = &self.hints[step.slot];
        let guess = node.fields.get(hint.get()).filter(|field| *field.id() == *step.id);
        let found = match guess {
            Some(found) => found,
            None => {
                let number = node.fields.iter().position(|field| *field.id() == *step.id)?;
                hint.set(number);
                &node.fields[number]
            }
        };
        if step.may_be_off && self.is_off(node, step) { None } else { Some(found) }
    }

    #[cold]
    fn is_off(&self, node: &Node<'_>, step: &ChainStep) -> bool {
        let Some(field) = self.rules.schema.get(step.field) else { return false };
        let disabled = self.disabled.get_or_init(|| Disabled::precomputed(&self.rules.schema, self.param));
        disabled.is_disabled(field, node.row)
    }

    /// The fields at the end of steps: one for each row on the way.
    fn descend(
        &self,
        node: &Node<'_>,
        steps: &[ChainStep],
        each: &mut dyn FnMut(&Node<'_>, &ChainStep, &ParamField) -> Flow,
    ) -> Flow {
        let Some((step, rest)) = steps.split_first() else { return ControlFlow::Continue(()) };
        let Some(found) = self.field(node, step) else { return ControlFlow::Continue(()) };
        if rest.is_empty() {
            return each(node, step, found);
        }
        for (number, row) in found.rows().iter().enumerate() {
            self.descend(&Node::below(node, row, step, number), rest, each)?;
        }
        ControlFlow::Continue(())
    }

    /// The fields of a place that are there.
    pub(super) fn fields(
        &self,
        scope: &Scope<'_>,
        place: usize,
        each: &mut dyn FnMut(&Node<'_>, &ChainStep, &ParamField) -> Flow,
    ) -> Flow {
        for chain in &self.place(place).chains {
            let (node, steps) = scope.start(chain);
            self.descend(node, steps, each)?;
        }
        ControlFlow::Continue(())
    }

    /// The values of a place that are not blank.
    pub(super) fn values(
        &self,
        scope: &Scope<'_>,
        place: usize,
        each: &mut dyn FnMut(Found<'_>) -> Flow,
    ) -> Flow {
        for chain in &self.place(place).chains {
            let (node, steps) = scope.start(chain);
            self.descend_values(node, steps, each)?;
        }
        ControlFlow::Continue(())
    }

    /// The values at the end of steps that are not blank.
    pub(super) fn descend_values(
        &self,
        node: &Node<'_>,
        steps: &[ChainStep],
        each: &mut dyn FnMut(Found<'_>) -> Flow,
    ) -> Flow {
        self.descend(node, steps, &mut |node, step, field| {
            for (number, value) in field.values().iter().enumerate() {
                if !is_blank(value.text()) {
                    let number = step.is_array.then_some(number);
                    each(Found { node, step, field, number, value })?;
                }
            }
            ControlFlow::Continue(())
        })
    }

    /// Whether a field of a place has content.
    pub(super) fn has_value(&self, scope: &Scope<'_>, place: usize) -> bool {
        let flow = self.fields(scope, place, &mut |_, _, field| {
            if has_content(field) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        flow.is_break()
    }

    /// Whether a part of an item holds what a rule needs. A rule that depends on whether values are there needs all of
    /// its top-level fields: what a part does not hold stays as it is.
    pub(super) fn holds_what_is_needed(&self, form: &Form, uses: &Uses) -> bool {
        let depends = match form {
            Form::Assert(_)
            | Form::RequiredTogether(_)
            | Form::AnyOf(_)
            | Form::Count { .. }
            | Form::NoGaps(_) => true,
            Form::Unique(_)
            | Form::OneOf { .. }
            | Form::ForbiddenWords { .. }
            | Form::Sum { .. }
            | Form::Ordered { .. }
            | Form::Matches { .. }
            | Form::Range { .. }
            | Form::Attribute { .. } => false,
        };
        let names = uses.when.iter().chain(&uses.assert).filter_map(|name| name.place);
        let mut chains = uses.fields.iter().copied().chain(names).flat_map(|place| &self.place(place).chains);
        let is_held = |chain: &Chain| {
            let id = chain.steps.first().map_or("", |step| &step.id);
            self.top.fields.iter().any(|field| field.id() == id)
        };
        !depends || chains.all(is_held)
    }

    /// The rows of a place.
    pub(super) fn rows(&self, place: usize, each: &mut dyn FnMut(&Scope<'_>) -> Flow) -> Flow {
        self.row_groups(place, &mut |node, step, chain, rows| {
            for (number, row) in rows.iter().enumerate() {
                each(&Scope { node: &Node::below(node, row, step, number), chain: Some(chain) })?;
            }
            ControlFlow::Continue(())
        })
    }

    /// The rows of a place, those of one field together.
    pub(super) fn row_groups(&self, place: usize, each: EachGroup<'_>) -> Flow {
        for chain in &self.place(place).chains {
            self.descend(&self.top, &chain.steps, &mut |node, step, field| {
                each(node, step, chain, field.rows())
            })?;
        }
        ControlFlow::Continue(())
    }
}

impl<'n> Node<'n> {
    pub(super) fn below(parent: &'n Node<'n>, row: &'n Row, step: &'n ChainStep, number: usize) -> Node<'n> {
        Node {
            fields: row.fields(),
            row: Some(row),
            parent: Some(parent),
            step: Some((step, step.is_array.then_some(number))),
            depth: parent.depth + 1,
        }
    }
}

impl<'n> Found<'n> {
    pub(super) fn text(&self) -> &'n str {
        self.value.text()
    }

    /// What distinguishes the value from others: its text, and of a custom option its own text.
    pub(super) fn key(&self) -> (&'n str, &'n str) {
        (self.text().trim(), self.custom().unwrap_or_default().trim())
    }

    /// The text of a custom option.
    pub(super) fn custom(&self) -> Option<&'n str> {
        if self.value.attributes.is_absent() {
            None
        } else {
            self.value.attribute(crate::vocab::attribute::INPUT_VALUE)
        }
    }
}

fn has_content(field: &ParamField) -> bool {
    field.values().iter().any(|value| !is_blank(value.text()))
        || field.rows().iter().any(|row| row.fields().iter().any(has_content))
}

fn is_blank(text: &str) -> bool {
    // Most values begin with a letter or a digit.
    !text.bytes().next().is_some_and(|byte| byte.is_ascii_graphic()) && text.chars().all(char::is_whitespace)
}
