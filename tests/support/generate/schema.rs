//! Writes a category as the rule schema that the platform sends: one line, no space that is not needed.

use super::model::{Field, Group, Labels, Options, Preset, Rule};
use super::xml::Xml;

pub fn write(fields: &[Field], capacity: usize) -> String {
    let mut writer = Writer { out: Xml::with_capacity(capacity), name: String::new() };
    writer.out.raw("<itemRule>");
    for field in fields {
        writer.field(field);
    }
    writer.out.raw("</itemRule>");
    writer.out.into_string()
}

struct Writer {
    out: Xml,
    /// Room for one display name, used again and again.
    name: String,
}

impl Writer {
    fn field(&mut self, field: &Field) {
        self.out.raw("<field");
        self.out.attr("id", &field.id);
        if !field.name.is_empty() {
            self.out.attr("name", &field.name);
        }
        self.out.attr("type", field.kind.word());
        self.out.raw(">");
        if !field.rules.is_empty() {
            self.out.raw("<rules>");
            for rule in &field.rules {
                self.rule(rule);
            }
            self.out.raw("</rules>");
        }
        self.options(field.options);
        if !field.fields.is_empty() {
            self.out.raw("<fields>");
            for inner in &field.fields {
                self.field(inner);
            }
            self.out.raw("</fields>");
        }
        for labels in &field.labels {
            self.labels(labels);
        }
        self.preset(field);
        self.out.raw("</field>");
    }

    fn rule(&mut self, rule: &Rule) {
        self.out.raw("<rule");
        self.out.attr("name", &rule.name);
        self.out.attr("value", &rule.value);
        if let Some(bound) = rule.bound {
            self.out.attr("exProperty", bound.ex_property);
            if let Some(unit) = bound.unit {
                self.out.attr("unit", unit);
            }
        }
        if let Some(url) = &rule.url {
            self.out.attr("url", url);
        }
        match &rule.when {
            Some(group) => {
                self.out.raw(">");
                self.group(group);
                self.out.raw("</rule>");
            }
            None => self.out.raw("/>"),
        }
    }

    fn group(&mut self, group: &Group) {
        self.out.raw("<depend-group");
        self.out.attr("operator", group.operator);
        self.out.raw(">");
        for part in &group.parts {
            self.out.raw("<depend-express");
            self.out.attr("fieldId", &part.field);
            self.out.attr("value", &part.value);
            self.out.attr("symbol", part.symbol);
            self.out.raw("/>");
        }
        for inner in &group.groups {
            self.group(inner);
        }
        self.out.raw("</depend-group>");
    }

    fn options(&mut self, options: Options) {
        if options.len() == 0 {
            return;
        }
        self.out.raw("<options>");
        for index in 0..options.len() {
            self.name.clear();
            options.name(index, &mut self.name);
            self.out.raw("<option");
            self.out.attr("displayName", &self.name);
            self.out.attr("value", &options.value(index));
            self.out.raw("/>");
        }
        self.out.raw("</options>");
    }

    fn labels(&mut self, labels: &Labels) {
        self.out.raw("<label-group");
        self.out.attr("name", labels.name);
        self.out.raw(">");
        for (name, value) in &labels.labels {
            self.out.raw("<label");
            self.out.attr("name", name);
            self.out.attr("value", value);
            self.out.attr("desc", "");
            self.out.raw("/>");
        }
        for inner in &labels.groups {
            self.labels(inner);
        }
        self.out.raw("</label-group>");
    }

    fn preset(&mut self, field: &Field) {
        match &field.preset {
            Preset::None => {}
            Preset::One(value) => self.element("default-value", value),
            Preset::Many(values) => {
                self.out.raw("<default-values>");
                for value in values {
                    self.element("default-value", value);
                }
                self.out.raw("</default-values>");
            }
            Preset::Rows(rows) => {
                for row in rows {
                    self.out.raw("<default-complex-values>");
                    for (inner, value) in field.fields.iter().zip(row) {
                        self.out.raw("<field");
                        self.out.attr("id", &inner.id);
                        self.out.attr("name", &inner.name);
                        self.out.attr("type", inner.kind.word());
                        self.out.raw(">");
                        self.element("value", value);
                        self.out.raw("</field>");
                    }
                    self.out.raw("</default-complex-values>");
                }
            }
        }
    }

    fn element(&mut self, name: &str, text: &str) {
        write!(self.out, "<{name}>");
        self.out.text(text);
        write!(self.out, "</{name}>");
    }
}
