//! Checks a mapping against a schema, which gives a plan.

use std::collections::HashMap;
use std::sync::Arc;

use compact_str::CompactString;

use super::applier::Applier;
use super::limits::SUGGESTION_BUDGET;
use super::mapping::Mapping;
use super::message::{Message, message};
use super::model::{At, Custom, Entry, Fill, From};
use super::option::{Found, Match, Options, is_choice};
use super::pairs;
use super::plan::{Node, Plan};
use super::problem::{MappingProblem, MappingProblems};
use super::record::Json;
use super::record_path::{Frame, RecordPath};
use super::text::Texts;
use crate::code::MappingCode;
use crate::schema::{FieldId, FieldRef, Schema};
use crate::suggest::Budget;
use crate::value::Tag;
use crate::vocab::{FieldKind, RuleName, ValueType};

impl Mapping {
    /// Checks the mapping against a schema: every path, type, constant and table.
    ///
    /// # Errors
    /// All that does not fit, each with its place in the mapping file.
    pub fn bind(&self, schema: &Schema) -> Result<Plan, MappingProblems> {
        let (plan, problems) = bind(self, schema);
        if problems.is_empty() { Ok(plan) } else { Err(MappingProblems(problems)) }
    }
}

/// The plan of what fits, and the problems in the order of the file.
pub(super) fn bind(mapping: &Mapping, schema: &Schema) -> (Plan, Vec<MappingProblem>) {
    let mut binder = Binder {
        schema,
        mapping,
        by_field: HashMap::new(),
        problems: Vec::new(),
        nodes: 0,
        suggestions: Budget::new(),
    };
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
        lowest_options: lowest_options(&nodes),
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
    /// How many nodes there are so far.
    nodes: usize,
    suggestions: Budget,
}

impl<'m> Binder<'m> {
    fn report(&mut self, code: MappingCode, at: At, path: &str, message: Message) {
        self.problems.push((at, self.mapping.files.problem(code, at, path, message)));
    }

    fn field_of(&mut self, entry: &Entry) -> Option<FieldRef<'m>> {
        let found = self.schema.field(&entry.path);
        if found.is_none() {
            let text = match self.schema.similar_paths_within(&entry.path, &self.suggestions).first() {
                Some(near) => message!(
                    "the schema has no such field; did you mean \"{near}\"?",
                    "schema 中没有该字段；是不是“{near}”？",
                ),
                None => message!("the schema has no such field", "schema 中没有该字段"),
            };
            self.report(MappingCode::UnknownField, entry.at, &entry.path, text);
        }
        found
    }

    /// The node of a field, if it or a field inside it is filled. `depth` is the number of rows around it.
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
                    let text =
                        message!("a field of type {kind} takes no value", "类型为 {kind} 的字段不能填值",);
                    self.report(MappingCode::WrongKind, entry.at, &path, text);
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
            let text = message!(
                "the source of its rows is missing; add \"{path}\" = {{ rows = \"…\" }}",
                "没有说明各行的来源；请加上 \"{path}\" = {{ rows = \"…\" }}",
            );
            self.report(MappingCode::NoRows, at, &path, text);
        }
        let mut nodes = Vec::new();
        for child in field.fields() {
            nodes.extend(self.node(child, inner_depth));
        }
        let is_choice = is_choice(kind, field.options().len());
        let wants_input_value = field.wants_input_value();
        let looked_up = filled.is_some_and(|entry| entry.fills.iter().any(|fill| fill.by != Match::None));
        let options = (looked_up && is_choice).then(|| Options::new(self.schema, field));
        if let (Some(entry), Some(options)) = (filled, &options) {
            self.choice(entry, options, wants_input_value, &path);
        } else if let Some(entry) = filled.filter(|_| !kind.has_fields()) {
            for (at, custom) in entry.fills.iter().filter_map(|fill| fill.custom.as_ref()) {
                let text = match custom {
                    _ if is_choice => message!(
                        "\"custom\" needs a look-up of options, which \"match\" = \"none\" turns off",
                        "match 为 none 时不查找选项，不能使用 custom",
                    ),
                    Custom::Option => message!(
                        "the field has no options; write custom = \"numbered\" to send each text under a number of its own",
                        "该字段没有选项；请写成 custom = \"numbered\"，每个文本用一个编号提交",
                    ),
                    Custom::Numbered | Custom::Value(_) => continue,
                };
                self.report(MappingCode::NoCustomOption, *at, &path, text);
            }
        }
        let takes_pairs = filled.is_some_and(|entry| entry.fills.iter().any(|fill| fill.pairs));
        let number = self.nodes;
        self.nodes += 1;
        Some(Node {
            pair_keys: if takes_pairs { pairs::keys_of(field) } else { Vec::new() },
            tag: Tag::new(field.id(), None, Some(kind)),
            number,
            path,
            kind,
            is_choice,
            wants_input_value,
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
        let wrong = match &fill.from {
            From::Constant(_) | From::Template(_) | From::Expr(_) => true,
            From::Product(_) => !field.is_array(),
            From::Nothing => field.is_array(),
            From::Rows(_) | From::Paths(_) => false,
        };
        let for_texts = fill.has_text_steps() || fill.default.is_some() || fill.custom.is_some();
        if wrong || for_texts {
            let kind = field.type_text();
            let text = if field.is_array() {
                message!(
                    "a field of type {kind} is filled row by row: give the rows with \"rows\" or \"product\", and fill its sub-fields",
                    "类型为 {kind} 的字段按行填写：请用 rows 或 product 给出各行，并填写其子字段",
                )
            } else {
                message!(
                    "a field of type {kind} has no value of its own: fill its sub-fields; here only the path where they start is allowed",
                    "类型为 {kind} 的字段自身没有值：请填写其子字段，此处只能给出子字段的起始路径",
                )
            };
            self.report(MappingCode::WrongKind, fill.from_at, path, text);
        }
        self.check_depth(fill, path, depth);
    }

    /// A fill of a field that takes texts.
    fn texts(&mut self, fill: &Fill, kind: FieldKind, path: &str, depth: usize) {
        let of_rows = matches!(fill.from, From::Rows(_) | From::Product(_));
        if of_rows || fill.only.is_some() || fill.distinct.is_some() {
            let text = message!(
                "a field of type {kind} has no rows, so \"rows\", \"product\", \"where\" and \"distinct\" do not apply",
                "类型为 {kind} 的字段没有行，不能使用 rows、product、where 和 distinct",
            );
            self.report(MappingCode::WrongKind, fill.from_at, path, text);
        }
        if matches!(fill.from, From::Nothing) && fill.default.is_none() {
            let text = message!(
                "the source of the value is missing: give \"from\", \"value\", \"template\" or \"expr\"",
                "没有说明值的来源：请给出 from、value、template 或 expr",
            );
            self.report(MappingCode::Conflict, fill.from_at, path, text);
        }
        self.check_depth(fill, path, depth);
        for (_, inner) in &fill.attributes {
            self.check_depth(inner, path, depth);
        }
    }

    /// Reports a path that starts further out than there are rows.
    fn check_depth(&mut self, fill: &Fill, path: &str, depth: usize) {
        let mut all: Vec<&RecordPath> = Vec::new();
        match &fill.from {
            From::Paths(paths) => all.extend(paths),
            From::Rows(path) => all.push(path),
            From::Product(parts) => all.extend(parts.iter().map(|(_, path)| path)),
            From::Nothing | From::Constant(_) | From::Template(_) | From::Expr(_) => {}
        }
        let too_far = all.into_iter().find(|path| path.start().0.is_some_and(|out| out > depth));
        if let Some(found) = too_far {
            let text = match depth {
                0 => message!(
                    "\"{path}\" leads out of the record: this field is not inside rows",
                    "“{path}”超出了记录：该字段不在行内",
                    path = found.text,
                ),
                _ => message!(
                    "\"{path}\" leads out of the record: this field is inside {depth} {level} of rows",
                    "“{path}”超出了记录：该字段外层只有 {depth} 层行",
                    path = found.text,
                    level = if depth == 1 { "level" } else { "levels" },
                ),
            };
            self.report(MappingCode::BadPath, fill.from_at, path, text);
        }
    }

    /// Checks the options that the fills of a choice name.
    fn choice(&mut self, entry: &Entry, options: &Options, takes_input_value: bool, path: &str) {
        for fill in &entry.fills {
            if let Some((at, custom)) = &fill.custom {
                match (options.custom().as_slice(), custom) {
                    ([], Custom::Numbered | Custom::Value(_)) if takes_input_value => {}
                    ([], Custom::Option) if takes_input_value => {
                        let text = message!(
                            "the field has no option with a negative value; write \"numbered\" instead of true, which sends each text under a number of its own",
                            "该字段没有负数选项；请把 true 改成 \"numbered\"，每个文本用一个编号提交",
                        );
                        self.report(MappingCode::NoCustomOption, *at, path, text);
                    }
                    ([], _) => {
                        let text = message!(
                            "the field has no option with a negative value, so it takes no custom values",
                            "该字段没有负数选项，不支持自定义值",
                        );
                        self.report(MappingCode::NoCustomOption, *at, path, text);
                    }
                    (several @ [_, _, ..], Custom::Option) => {
                        let text = message!(
                            "the field has several options for custom values; write one of them instead of true: {all}",
                            "该字段有多个自定义选项，请把 true 改成其中之一：{all}",
                            all = several.join(", "),
                        );
                        self.report(MappingCode::NoCustomOption, *at, path, text);
                    }
                    ([_], Custom::Option) | (_, Custom::Value(_) | Custom::Numbered) => {}
                }
            }
            let Some((_, table)) = &fill.table else { continue };
            // The targets are options only if no other step follows.
            if fill.by == Match::None || fill.custom.is_some() || options.is_open || fill.join.is_some() {
                continue;
            }
            let mut targets: Vec<(At, &str)> =
                table.entries.values().map(|(at, target)| (*at, target.as_str())).collect();
            targets.sort_unstable();
            let mut budget = SUGGESTION_BUDGET;
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

/// The lowest negative option value by field id.
fn lowest_options(nodes: &[Node]) -> HashMap<CompactString, i128> {
    let mut all = HashMap::new();
    let mut open: Vec<&Node> = nodes.iter().collect();
    while let Some(node) = open.pop() {
        open.extend(&node.nodes);
        if let Some(lowest) = node.options.as_ref().and_then(Options::lowest) {
            let known = all.entry(node.tag.id.clone()).or_insert(lowest);
            *known = lowest.min(*known);
        }
    }
    all
}

fn not_an_option(options: &Options, text: &str, by: Match, budget: &mut usize) -> Message {
    if let Found::Several(several) = options.find(text, by) {
        let Message { en, zh } = options.words(&several);
        return message!("\"{text}\" fits several options: {en}", "“{text}”对应多个选项：{zh}");
    }
    options.unknown(text, budget)
}

/// Checks constants and defaults, which do not depend on the record.
fn check_constants(plan: &Plan, nodes: &[Node], problems: &mut Problems) {
    for node in nodes {
        for fill in plan.fills(node).iter().filter(|_| !node.kind.has_fields()) {
            constant(plan, node, fill, problems);
        }
        check_constants(plan, &node.nodes, problems);
    }
}

fn constant(plan: &Plan, node: &Node, fill: &Fill, problems: &mut Problems) {
    let is_constant = matches!(fill.from, From::Constant(_));
    if is_constant {
        let mut applier = Applier::new(plan);
        applier.start_at(&node.path);
        applier.wants_time = node.wants_time;
        applier.pair_keys = &node.pair_keys;
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
    let files = &plan.files;
    if node.kind.is_single() && texts.len() > 1 {
        let text = message!(
            "{count} values for a field that takes one",
            "该字段只能有一个值，却给出 {count} 个",
            count = texts.len(),
        );
        problems.push((at, files.problem(MappingCode::SeveralValues, at, &node.path, text)));
    }
    let Some(options) = &node.options else { return };
    let may_be_other =
        fill.by == Match::None || fill.custom.is_some() || options.is_open || !fill.attributes.is_empty();
    if may_be_other {
        return;
    }
    let mut budget = SUGGESTION_BUDGET;
    for text in texts {
        if !matches!(options.find(text, fill.by), Found::One(_)) {
            let wrong = not_an_option(options, text, fill.by, &mut budget);
            let mut problem = files.problem(MappingCode::NotAnOption, at, &node.path, wrong);
            problem.actual = Some(text.clone());
            problems.push((at, problem));
        }
    }
}
