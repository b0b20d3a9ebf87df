//! A mapping held against a schema.

use std::collections::HashMap;
use std::sync::Arc;

use super::Mapping;
use super::apply::{Applier, is_choice};
use super::model::{At, Custom, Entry, Files, Fill, From};
use super::option::{Found, Match, Options};
use super::path::{Frame, RecordPath};
use super::plan::{Node, Plan};
use super::problem::MappingProblem;
use super::record::Json;
use super::text::Texts;
use crate::code::MappingCode;
use crate::schema::{FieldId, FieldRef, Schema};
use crate::value::Tag;
use crate::vocab::{FieldKind, RuleName, ValueType};

/// The plan of all that fits, and what does not, in the order of the file.
pub(super) fn bind(mapping: &Mapping, schema: &Schema) -> (Plan, Vec<MappingProblem>) {
    let mut binder = Binder { schema, mapping, by_field: HashMap::new(), problems: Vec::new() };
    for (number, entry) in mapping.entries.iter().enumerate() {
        if let Some(field) = binder.field_of(entry) {
            binder.by_field.insert(field.field_id(), number);
        }
    }
    let mut nodes = Vec::new();
    for field in schema.fields() {
        nodes.extend(binder.node(field, 0));
    }
    let mut problems = binder.problems;
    let plan = Plan {
        schema: schema.clone(),
        files: Arc::clone(&mapping.files),
        entries: Arc::clone(&mapping.entries),
        nodes,
        records: mapping.records.clone(),
    };
    check_constants(&plan, &plan.nodes, &mut problems);
    problems.sort_by_key(|(at, _)| *at);
    (plan, problems.into_iter().map(|(_, problem)| problem).collect())
}

type Problems = Vec<(At, MappingProblem)>;

struct Binder<'m> {
    schema: &'m Schema,
    mapping: &'m Mapping,
    by_field: HashMap<FieldId, usize>,
    problems: Problems,
}

impl<'m> Binder<'m> {
    fn tell(&mut self, code: MappingCode, at: At, path: &str, text: (String, String)) {
        self.problems.push((at, self.mapping.files.problem(code, at, path, text)));
    }

    fn field_of(&mut self, entry: &Entry) -> Option<FieldRef<'m>> {
        let found = self.schema.field(&entry.path);
        if found.is_none() {
            let near = nearest_path(self.schema, &entry.path);
            let (en, zh) = match near {
                Some(near) => (format!("; did you mean \"{near}\"?"), format!("；是不是“{near}”？")),
                None => (String::new(), String::new()),
            };
            let text = (format!("the schema has no such field{en}"), format!("schema 中没有该字段{zh}"));
            self.tell(MappingCode::UnknownField, entry.at, &entry.path, text);
        }
        found
    }

    /// The node of a field, if it or anything inside it is filled. `depth` is the number of rows around it.
    fn node(&mut self, field: FieldRef<'m>, depth: usize) -> Option<Node> {
        let entry = self.by_field.get(&field.field_id()).copied();
        let entries: &'m [Entry] = &self.mapping.entries;
        let filled = entry.and_then(|number| entries.get(number));
        let inside = field.descendants().any(|inner| self.by_field.contains_key(&inner.field_id()));
        if filled.is_none() && !inside {
            return None;
        }
        let path = field.path();
        let kind = match field.kind() {
            Some(kind) if kind != FieldKind::Label => kind,
            _ => {
                if let Some(entry) = filled {
                    let kind = field.type_text();
                    let text = (
                        format!("a field of type {kind} takes no value"),
                        format!("类型为 {kind} 的字段不能填值"),
                    );
                    self.tell(MappingCode::WrongKind, entry.at, &path, text);
                }
                return None;
            }
        };
        let mut inner_depth = depth;
        if let Some(entry) = filled {
            for fill in &entry.fills {
                if kind.has_fields() {
                    self.rows(fill, field, &path, depth);
                } else {
                    self.texts(fill, kind, &path, depth);
                }
            }
            let moves = |fill: &Fill| !matches!(fill.from, From::Nothing);
            inner_depth += usize::from(kind.has_fields() && entry.fills.iter().any(moves));
        } else if field.is_array() {
            let first = field.descendants().find_map(|inner| self.by_field.get(&inner.field_id())).copied();
            let at = first.and_then(|number| entries.get(number)).map(|entry| entry.at).unwrap_or_default();
            let text = (
                format!("nothing says where its rows come from; add \"{path}\" = {{ rows = \"…\" }}"),
                format!("没有说明各行的来源；请加上 \"{path}\" = {{ rows = \"…\" }}"),
            );
            self.tell(MappingCode::NoRows, at, &path, text);
        }
        let mut nodes = Vec::new();
        for child in field.fields() {
            nodes.extend(self.node(child, inner_depth));
        }
        let looked_up = filled.is_some_and(|entry| entry.fills.iter().any(|fill| fill.by != Match::None));
        let options =
            (looked_up && is_choice(kind, field.options().len())).then(|| Options::new(self.schema, field));
        if let (Some(entry), Some(options)) = (filled, &options) {
            self.choice(entry, options, &path);
        } else if let Some(entry) = filled {
            for (at, _) in entry.fills.iter().filter_map(|fill| fill.custom.as_ref()) {
                let text = (
                    "a custom value goes with a field that has options".to_owned(),
                    "只有带选项的字段才能填自定义值".to_owned(),
                );
                self.tell(MappingCode::NoCustomOption, *at, &path, text);
            }
        }
        Some(Node {
            tag: Arc::new(Tag::new(field.id(), None, Some(kind))),
            path,
            kind,
            is_array: field.is_array(),
            wants_time: field
                .rules_named(RuleName::ValueType)
                .any(|rule| rule.value_type() == Some(ValueType::Time)),
            entry: filled.and(entry),
            options,
            nodes,
        })
    }

    /// A fill of a field that takes rows or a complex value.
    fn rows(&mut self, fill: &Fill, field: FieldRef<'_>, path: &str, depth: usize) {
        let kind = field.type_text();
        let wrong = match &fill.from {
            From::Constant(_) | From::Template(_) | From::Expr(_) => true,
            From::Product(_) => !field.is_array(),
            From::Nothing => field.is_array(),
            From::Rows(_) | From::Paths(_) => false,
        };
        let steps = fill.split.is_some()
            || fill.join.is_some()
            || fill.pick.is_some()
            || fill.table.is_some()
            || fill.number.is_some()
            || fill.date.is_some()
            || fill.default.is_some()
            || fill.custom.is_some()
            || !fill.attributes.is_empty();
        if wrong || steps {
            let text = match field.is_array() {
                true => (
                    format!(
                        "a field of type {kind} is filled by rows: \"rows\" or \"product\", and its sub-fields"
                    ),
                    format!("类型为 {kind} 的字段按行填写：使用“rows”或“product”，并填写其子字段"),
                ),
                false => (
                    format!("a field of type {kind} is filled by its sub-fields"),
                    format!("类型为 {kind} 的字段通过其子字段填写"),
                ),
            };
            self.tell(MappingCode::WrongKind, fill.from_at, path, text);
        }
        self.outwards(fill, path, depth);
    }

    /// A fill of a field that takes texts.
    fn texts(&mut self, fill: &Fill, kind: FieldKind, path: &str, depth: usize) {
        let of_rows = matches!(fill.from, From::Rows(_) | From::Product(_));
        if of_rows || fill.only.is_some() || fill.distinct.is_some() {
            let text =
                (format!("a field of type {kind} takes no rows"), format!("类型为 {kind} 的字段没有行"));
            self.tell(MappingCode::WrongKind, fill.from_at, path, text);
        }
        if matches!(fill.from, From::Nothing) && fill.default.is_none() {
            let text = (
                "nothing says where the value comes from: \"from\", \"value\", \"template\" or \"expr\""
                    .to_owned(),
                "没有说明值的来源：“from”“value”“template”或“expr”".to_owned(),
            );
            self.tell(MappingCode::Conflict, fill.from_at, path, text);
        }
        self.outwards(fill, path, depth);
        for (_, inner) in &fill.attributes {
            self.outwards(inner, path, depth);
        }
    }

    /// Paths that begin further out than there are rows.
    fn outwards(&mut self, fill: &Fill, path: &str, depth: usize) {
        let mut all: Vec<&RecordPath> = Vec::new();
        match &fill.from {
            From::Paths(paths) => all.extend(paths),
            From::Rows(path) => all.push(path),
            From::Product(parts) => all.extend(parts.iter().map(|(_, path)| path)),
            _ => {}
        }
        let too_far = all.into_iter().find(|path| path.begins().0.is_some_and(|out| out > depth));
        if let Some(found) = too_far {
            let text = (
                format!(
                    "\"{}\" leads out of the record: there are {depth} rows around this field",
                    found.text
                ),
                format!("“{}”超出了记录：该字段外层只有 {depth} 层行", found.text),
            );
            self.tell(MappingCode::BadPath, fill.from_at, path, text);
        }
    }

    /// What a fill of a choice names of its options.
    fn choice(&mut self, entry: &Entry, options: &Options, path: &str) {
        for fill in &entry.fills {
            if let Some((at, Custom::Option)) = &fill.custom {
                let custom = options.custom();
                if custom.len() != 1 {
                    let text = match custom.as_slice() {
                        [] => (
                            "the field has no option of negative value, so it takes no custom values"
                                .to_owned(),
                            "该字段没有负数选项，不支持自定义值".to_owned(),
                        ),
                        several => {
                            let all = several.join(", ");
                            (
                                format!("the field has several options for custom values: name one of {all}"),
                                format!("该字段有多个自定义选项，请指明其中之一：{all}"),
                            )
                        }
                    };
                    self.tell(MappingCode::NoCustomOption, *at, path, text);
                }
            } else if let Some((at, custom)) = &fill.custom
                && options.custom().is_empty()
            {
                let _ = custom;
                let text = (
                    "the field has no option of negative value, so it takes no custom values".to_owned(),
                    "该字段没有负数选项，不支持自定义值".to_owned(),
                );
                self.tell(MappingCode::NoCustomOption, *at, path, text);
            }
            let Some((_, table)) = &fill.table else { continue };
            // A table that is followed by another step gives no options itself.
            if fill.by == Match::None || fill.custom.is_some() || options.is_open || fill.join.is_some() {
                continue;
            }
            let mut targets: Vec<(At, &str)> =
                table.entries.values().map(|(at, target)| (*at, target.as_str())).collect();
            targets.sort_unstable();
            let mut budget = 20_000_000;
            for (at, target) in targets {
                if matches!(options.find(target, fill.by), Found::One(_)) {
                    continue;
                }
                let text = not_an_option(options, target, fill.by, &mut budget);
                let mut problem = self.mapping.files.problem(MappingCode::NotAnOption, at, path, text);
                problem.actual = Some(target.to_owned());
                self.problems.push((at, problem));
            }
        }
    }
}

fn not_an_option(options: &Options, text: &str, by: Match, budget: &mut usize) -> (String, String) {
    if let Found::Several(several) = options.find(text, by) {
        let words = options.words(&several);
        return (
            format!("\"{text}\" may be any of the options {}", words.join(", ")),
            format!("“{text}”对应多个选项：{}", words.join("、")),
        );
    }
    let words = options.words(&options.nearest(text, budget));
    if words.is_empty() {
        return (format!("\"{text}\" is no option"), format!("“{text}”不在可选值之中"));
    }
    (
        format!("\"{text}\" is no option; near it: {}", words.join(", ")),
        format!("“{text}”不在可选值之中；相近的选项：{}", words.join("、")),
    )
}

/// Works out constants and defaults, which no record changes.
fn check_constants(plan: &Plan, nodes: &[Node], problems: &mut Problems) {
    for node in nodes {
        let fills =
            node.entry.and_then(|entry| plan.entries.get(entry)).map_or(&[][..], |entry| &entry.fills);
        for fill in fills.iter().filter(|_| !node.kind.has_fields()) {
            constant(plan, node, fill, problems);
        }
        check_constants(plan, &node.nodes, problems);
    }
}

fn constant(plan: &Plan, node: &Node, fill: &Fill, problems: &mut Problems) {
    let is_constant = matches!(fill.from, From::Constant(_));
    if is_constant {
        let mut applier = Applier::new(plan);
        applier.begin_at(&node.path);
        applier.wants_time = node.wants_time;
        let frame = Frame { here: &Json::Null, outer: None };
        let texts = applier.texts(fill, &frame);
        problems.extend(applier.problems.into_iter().map(|problem| (fill.from_at, problem)));
        let Ok(Texts::Some(items)) = texts else { return };
        let texts: Vec<String> = items.into_iter().map(|item| item.text.into_owned()).collect();
        are_options(plan, node, fill, fill.from_at, &texts, problems);
    }
    if let Some((at, texts)) = &fill.default {
        are_options(plan, node, fill, *at, texts, problems);
    }
}

fn are_options(plan: &Plan, node: &Node, fill: &Fill, at: At, texts: &[String], problems: &mut Problems) {
    let files: &Files = &plan.files;
    if node.kind.is_single() && texts.len() > 1 {
        let text = (
            format!("{} values for a field that takes one", texts.len()),
            format!("该字段只能有一个值，却给出 {} 个", texts.len()),
        );
        problems.push((at, files.problem(MappingCode::SeveralValues, at, &node.path, text)));
    }
    let Some(options) = &node.options else { return };
    let may_be_other =
        fill.by == Match::None || fill.custom.is_some() || options.is_open || !fill.attributes.is_empty();
    if may_be_other {
        return;
    }
    let mut budget = 20_000_000;
    for text in texts {
        if !matches!(options.find(text, fill.by), Found::One(_)) {
            let wrong = not_an_option(options, text, fill.by, &mut budget);
            let mut problem = files.problem(MappingCode::NotAnOption, at, &node.path, wrong);
            problem.actual = Some(text.clone());
            problems.push((at, problem));
        }
    }
}

/// The path of the schema that a mistyped one may have meant.
fn nearest_path(schema: &Schema, path: &str) -> Option<String> {
    if path.len() > 200 {
        return None;
    }
    let last = path.rsplit('/').next().unwrap_or_default();
    let tolerance = last.chars().count().div_ceil(3);
    schema
        .all_fields()
        .take(5000)
        .filter_map(|field| {
            let known = field.path();
            let distance = if field.id() == last || field.name() == Some(last) {
                0
            } else {
                strsim::osa_distance(path, &known)
            };
            (distance <= tolerance).then_some((distance, known))
        })
        .min()
        .map(|(_, known)| known)
}
