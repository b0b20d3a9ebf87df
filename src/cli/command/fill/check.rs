//! `fill check`: fields that a mapping does not fill, and parts of it or of the data that have no effect.

use std::collections::{BTreeMap, BTreeSet};

use tmall_schema::suggest::similar;
use tmall_schema::{FieldRef, Mapping, Schema};

use super::data::{self, DataOptions};
use crate::cli::args::CheckArgs;
use crate::cli::console::Console;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::input::{Source, check_stdin, open_mapping, read_options};
use crate::cli::lang::{counted, pick};
use crate::cli::output::Output;
use crate::cli::results::mapping::has_own_value;
use crate::cli::settings::Settings;
use crate::cli::text::one_line;

/// The most records that are searched for unused paths.
const RECORDS: usize = 10_000;

pub(super) fn run(args: &CheckArgs, settings: &Settings, console: &Console) -> Result<Exit, CliError> {
    check_stdin([Some(args.schema.as_str()), args.data.as_deref()].into_iter().flatten())?;
    let schema = Source::of(&args.schema)
        .checked_schema(&read_options(args.reading.dialect.or(settings.dialect)), console)?;
    let mapping = open_mapping(&args.mapping, console)?;
    let mut lines = CheckLines { console, text: String::new(), wrong: 0, hints: 0 };
    let plan = mapping.bind(&schema);
    if let Err(problems) = &plan {
        for problem in problems {
            lines.wrong(&problem.line(console.lang));
        }
    }
    required(&mapping, &schema, &mut lines);
    if let (Ok(plan), Some(name)) = (&plan, &args.data) {
        let mut unused: BTreeMap<String, u64> = BTreeMap::new();
        let mut seen = 0;
        let mut places = BTreeSet::new();
        let bar = console.progress(data::size(name));
        for raw in data::open(name, DataOptions::new(&args.input, settings), &mapping, &bar)?.take(RECORDS) {
            let raw = raw?;
            for record in raw.records(&mapping, console.lang).unwrap_or_default() {
                seen += 1;
                places.extend(record.paths());
                for path in plan.unused(&record) {
                    *unused.entry(path).or_default() += 1;
                }
            }
        }
        bar.finish();
        for (field, path) in plan.unfed(&places).into_iter().filter(|_| seen > 0) {
            let near = near(path, &places).map_or_else(String::new, |near| {
                pick(console.lang, format!("; did you mean {near}?"), format!("；是否应为 {near}？"))
            });
            lines.hint(&pick(
                console.lang,
                format!("{field} is filled from {path}, which no record has ({seen} read){near}"),
                format!("{field} 取自 {path}，但记录中都没有（已读取 {seen} 条）{near}"),
            ));
        }
        let is_used = |path: &str| mapping.groups() && is_used_elsewhere(path, &unused, &places);
        for (path, times) in unused.iter().filter(|(path, _)| !is_used(path)) {
            lines.hint(&pick(
                console.lang,
                format!("{path} is never used (in {times} of {seen} records)"),
                format!("{path} 从未使用（{seen} 条记录中有 {times} 条含有）"),
            ));
        }
    }
    lines.finish(args)
}

/// The path into the records that a misspelt one most likely means. Paths inside rows are compared with those below
/// any list.
fn near(path: &str, places: &BTreeSet<String>) -> Option<String> {
    let wanted = path.replace("[*]", "");
    let below = |place: &str| place.rsplit_once("[*].").map(|(_, key)| key.to_owned());
    let names: BTreeSet<String> =
        places.iter().flat_map(|place| [Some(place.replace("[*]", "")), below(place)]).flatten().collect();
    similar(&wanted, names.iter().map(String::as_str)).first().map(|near| (*near).to_owned())
}

/// Whether a path is used in another form: of rows that are grouped into one record, each value occurs twice, in the
/// record itself and in the list of its rows.
fn is_used_elsewhere(path: &str, unused: &BTreeMap<String, u64>, places: &BTreeSet<String>) -> bool {
    match path.split_once("[*].") {
        // If it is unused in both, only the path in the record itself is reported.
        Some((_, key)) if places.contains(key) => true,
        _ => places
            .iter()
            .filter(|place| place.split_once("[*].").is_some_and(|(_, key)| key == path))
            .any(|place| !unused.contains_key(place)),
    }
}

fn required(mapping: &Mapping, schema: &Schema, lines: &mut CheckLines<'_>) {
    let coverage = mapping.coverage(schema);
    let named = |path: &str| {
        let name = schema.field(path).and_then(FieldRef::name).filter(|name| !name.is_empty());
        name.map_or_else(|| path.to_owned(), |name| format!("{path} {name}"))
    };
    let lang = lines.console.lang;
    for path in &coverage.required {
        let (path, has_default) = (named(path), schema.field(path).is_some_and(has_own_value));
        if has_default {
            lines.hint(&pick(
                lang,
                format!("{path} is required but not filled; --defaults carries its value"),
                format!("{path} 为必填但未填写；使用 --defaults 可带上其默认值"),
            ));
        } else {
            lines.wrong(&pick(
                lang,
                format!("{path} is required but not filled"),
                format!("{path} 为必填但未填写"),
            ));
        }
    }
    for path in &coverage.conditional {
        let path = named(path);
        lines.hint(&pick(
            lang,
            format!("{path} is required under a condition but not filled"),
            format!("{path} 有条件必填但未填写"),
        ));
    }
}

/// The problems, one line each.
struct CheckLines<'c> {
    console: &'c Console,
    text: String,
    wrong: usize,
    hints: usize,
}

impl CheckLines<'_> {
    fn wrong(&mut self, text: &str) {
        self.wrong += 1;
        let title = pick(self.console.lang, "error: ", "错误：");
        self.text.push_str(&format!("{title}{}\n", one_line(text)));
    }

    fn hint(&mut self, text: &str) {
        self.hints += 1;
        let title = pick(self.console.lang, "hint: ", "提示：");
        self.text.push_str(&format!("{title}{}\n", one_line(text)));
    }

    fn finish(mut self, args: &CheckArgs) -> Result<Exit, CliError> {
        let (wrong, hints) = (self.wrong, self.hints);
        let lang = self.console.lang;
        let errors = counted(lang, wrong, "error", "errors", "个错误");
        let hints = counted(lang, hints, "hint", "hints", "条提示");
        self.text.push_str(&format!("{errors}{}{hints}\n", pick(lang, ", ", "，")));
        let mut output = Output::open(args.output.output.as_deref(), self.console)?;
        output.write(&self.text)?;
        output.finish()?;
        Ok(if wrong == 0 { Exit::Clean } else { Exit::Found })
    }
}
