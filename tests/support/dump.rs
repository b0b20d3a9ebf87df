//! All that a field of a schema holds, with the place of each thing, as text to be compared.

// Each program that takes this in uses another part of it, and sees it as private.
#![allow(dead_code, unreachable_pub)]

use std::fmt::Write;

use tmall_schema::{Condition, ConditionPart, FieldRef, Note, ParamField, Row, Schema, Span, Value};

/// A field and all inside it. Positions are those of the input; a span also shows its length.
pub fn field(schema: &Schema, field: FieldRef<'_>) -> String {
    let mut dump = Dump { schema, text: String::new() };
    dump.field(field, 0);
    dump.text
}

/// All top-level fields.
pub fn fields(schema: &Schema) -> Vec<String> {
    schema.fields().map(|top| field(schema, top)).collect()
}

/// Notes without their spans, which count from different beginnings.
pub fn notes<'n>(notes: impl IntoIterator<Item = &'n Note>) -> Vec<String> {
    let mut lines: Vec<_> = notes
        .into_iter()
        .map(|note| (note.position, format!("{} {:?} {:?}", note.code, note.detail, note.span.range().len())))
        .collect();
    lines.sort();
    lines.into_iter().map(|(position, text)| format!("{position}: {text}")).collect()
}

struct Dump<'s> {
    schema: &'s Schema,
    text: String,
}

impl Dump<'_> {
    fn line(&mut self, depth: usize, span: Option<Span>, what: std::fmt::Arguments<'_>) {
        let place = span.map(|span| {
            let range = span.range();
            format!(" at {} for {}", self.schema.position(range.start), range.len())
        });
        let _ = writeln!(self.text, "{:1$}{what}{2}", "", depth * 2, place.unwrap_or_default());
    }

    fn field(&mut self, field: FieldRef<'_>, depth: usize) {
        let head = (field.id(), field.name(), field.type_text(), field.kind(), field.path());
        self.line(depth, Some(field.span()), format_args!("field {head:?}"));
        let depth = depth + 1;
        for rule in field.rules() {
            let body = (rule.name(), rule.known(), rule.value(), rule.ex_property(), rule.unit(), rule.url());
            let more = (rule.desc(), rule.unknown());
            self.line(depth, Some(rule.span()), format_args!("rule {body:?} {more:?}"));
            self.condition(rule.condition(), depth + 1);
        }
        for option in field.options() {
            let body = (option.display_name(), option.value(), option.readonly(), option.unknown());
            self.line(depth, Some(option.span()), format_args!("option {body:?}"));
            self.condition(option.condition(), depth + 1);
        }
        let properties: Vec<_> = field.properties().collect();
        let rest = (field.labels(), properties, field.unknown());
        self.line(depth, None, format_args!("{rest:?}"));
        self.content("default", field.default_values(), field.default_rows(), depth);
        self.content("present", field.present_values(), field.present_rows(), depth);
        for inner in field.fields() {
            self.field(inner, depth);
        }
    }

    fn condition(&mut self, condition: Option<Condition<'_>>, depth: usize) {
        let Some(group) = condition else { return };
        let body = (group.operator_text(), group.unknown());
        self.line(depth, Some(group.span()), format_args!("group {body:?}"));
        for part in group.parts() {
            match part {
                ConditionPart::Express(express) => {
                    let body =
                        (express.field_id(), express.value(), express.symbol_text(), express.unknown());
                    self.line(depth + 1, Some(express.span()), format_args!("express {body:?}"));
                }
                ConditionPart::Group(group) => self.condition(Some(group), depth + 1),
                _ => {}
            }
        }
    }

    fn content(&mut self, what: &str, values: &[Value], rows: &[Row], depth: usize) {
        for value in values {
            let attributes: Vec<_> = value.attributes().collect();
            self.line(depth, value.span(), format_args!("{what} {:?} {attributes:?}", value.text()));
        }
        for row in rows {
            let attributes: Vec<_> = row.attributes().collect();
            self.line(depth, row.span(), format_args!("{what} row {attributes:?}"));
            for field in row.fields() {
                self.param_field(field, depth + 1);
            }
        }
    }

    fn param_field(&mut self, field: &ParamField, depth: usize) {
        let head = (field.id(), field.name(), field.declared_type());
        self.line(depth, field.span(), format_args!("field {head:?}"));
        self.content("value", field.values(), field.rows(), depth + 1);
    }
}
