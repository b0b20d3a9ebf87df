//! `fill init`: a mapping to begin with.

use tmall_schema::{FieldKind, FieldRef, Mapping, Schema};

use super::check::is_given;
use super::data;
use super::guess::{Data, Sure};
use crate::cli::args::InitArgs;
use crate::cli::console::Console;
use crate::cli::error::{CliError, Exit};
use crate::cli::input::{Source, check_stdin, read_options};
use crate::cli::lang::pick;
use crate::cli::output::Output;
use crate::cli::settings::Settings;
use crate::cli::text::one_line;
use crate::cli::words::{Mark, Words};

/// Options that are shown of a field.
const OPTIONS: usize = 5;
/// Records that are looked at for their names.
const RECORDS: usize = 200;
/// The longest tip, in characters.
const TIP: usize = 120;

pub(super) fn run(args: &InitArgs, settings: &Settings, console: &Console) -> Result<Exit, CliError> {
    check_stdin([Some(args.schema.as_str()), args.from.as_deref()].into_iter().flatten())?;
    let source = Source::of(&args.schema);
    let schema = source.schema(&read_options(args.reading.dialect.or(settings.dialect)))?;
    let data = match &args.from {
        Some(name) => Some(names(name, data::Input::new(&args.input, settings))?),
        None => None,
    };
    let mut skeleton = Skeleton { words: Words::new(&schema, console.lang), data, text: String::new() };
    skeleton.schema(&schema, &source.name());
    let mut output = Output::open(args.output.output.as_deref(), console)?;
    output.write(&skeleton.text)?;
    output.finish()?;
    Ok(Exit::Clean)
}

fn names(name: &str, input: data::Input) -> Result<Data, CliError> {
    let mapping = Mapping::default();
    let mut paths = Vec::new();
    for raw in data::open(name, input, &mapping, &indicatif::ProgressBar::hidden())?.take(RECORDS) {
        for record in raw?.records(&mapping, tmall_schema::Lang::En).unwrap_or_default().iter().take(RECORDS)
        {
            paths.extend(record.paths());
        }
    }
    Ok(Data::new(paths))
}

struct Skeleton<'s> {
    words: Words<'s>,
    data: Option<Data>,
    text: String,
}

/// Whether an entry is to be filled in, or may be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Active,
    CommentedOut,
}

impl<'s> Skeleton<'s> {
    fn pick<T>(&self, en: T, zh: T) -> T {
        pick(self.words.lang(), en, zh)
    }

    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn comment(&mut self, text: &str) {
        let text = format!("# {}", one_line(text));
        self.line(text.trim_end());
    }

    fn schema(&mut self, schema: &'s Schema, name: &str) {
        self.comment(&self.pick(format!("A mapping for {name}"), format!("{name} 的映射")));
        self.comment(self.pick(
            "Behind each field: the path into your record, or { value = \"…\" }, { template = \"…\" }, …",
            "每个字段后面写记录中的路径，或 { value = \"…\" }、{ template = \"…\" } 等",
        ));
        self.comment(self.pick(
            "TODO marks a path that is made up; \"guess\" one that was found by its name alone",
            "TODO 表示路径是占位的；“猜测”表示仅按名称找到，请核对",
        ));
        self.line("\n[fields]");
        let mut seen = std::collections::HashSet::new();
        let fields: Vec<FieldRef<'s>> = schema.fields().filter(|field| seen.insert(field.id())).collect();
        let of = |mark: Mark| fields.iter().copied().filter(move |field| Mark::of(*field) == mark);
        for (mark, state) in [
            (Mark::Required, State::Active),
            (Mark::SometimesRequired, State::CommentedOut),
            (Mark::Optional, State::CommentedOut),
        ] {
            let title = match mark {
                Mark::Optional => self.pick("optional", "选填"),
                mark => mark.words(self.words.lang()),
            };
            if of(mark).next().is_some() {
                self.line(&format!("\n# ---- {title} ----"));
            }
            for field in of(mark) {
                self.field(field, state, "");
            }
        }
    }

    /// A field, and what is inside it. `below` is the list in the data whose rows are being filled.
    fn field(&mut self, field: FieldRef<'s>, state: State, below: &str) {
        let Some(kind) = field.kind().filter(|kind| *kind != FieldKind::Label) else { return };
        self.about(field);
        let rows = kind.has_fields();
        if rows && !field.is_array() {
            // Nothing fills a complex value but its sub-fields.
            self.inside(field, state, below);
            return;
        }
        let (entry, note, inner) =
            if rows { self.rows(field, below) } else { self.value(field, state, below) };
        let mark = if state == State::CommentedOut { "# " } else { "" };
        let note = if note.is_empty() { String::new() } else { format!("  # {note}") };
        self.line(&format!("{mark}{} = {entry}{note}", quoted(&field.path())));
        if rows {
            self.inside(field, state, &inner);
        }
    }

    fn inside(&mut self, field: FieldRef<'s>, state: State, below: &str) {
        let mut seen = std::collections::HashSet::new();
        let children: Vec<FieldRef<'s>> = field.fields().filter(|child| seen.insert(child.id())).collect();
        // A value that must be there and of which no part must be: one part, to be chosen.
        let some_required = children.iter().any(|child| Mark::of(*child) == Mark::Required);
        if state == State::Active && !some_required && children.len() > 1 {
            let text = self.pick(
                "at least one of the following; the first stands for it",
                "以下至少填写一项，默认取第一项",
            );
            self.comment(&format!("  {text}"));
        }
        for (number, child) in children.into_iter().enumerate() {
            let required = match Mark::of(child) {
                Mark::Disabled => continue,
                Mark::Required => true,
                _ => !some_required && number == 0,
            };
            let state = if required { state } else { State::CommentedOut };
            self.field(child, state, below);
        }
    }

    /// Where a value comes from, what is to be said of that, and nothing.
    fn value(&self, field: FieldRef<'s>, state: State, below: &str) -> (String, String, String) {
        match self.data.as_ref().and_then(|data| data.value(field, below)) {
            Some((path, sure)) => {
                let note = match sure {
                    Sure::Same => self.pick("guess: the same name", "猜测：名称相同"),
                    Sure::Alike => self.pick("guess: a name alike", "猜测：名称相近"),
                    Sure::Synonym => self.pick("guess: another word for it", "猜测：同义名称"),
                };
                (quoted(&path), note.to_owned(), String::new())
            }
            None => {
                let mut options = field.options();
                if let (State::Active, 1, Some(value)) =
                    (state, options.len(), options.next().and_then(tmall_schema::OptionRef::value))
                {
                    let note = self.pick("the only option", "唯一选项");
                    return (format!("{{ value = {} }}", quoted(value)), note.to_owned(), String::new());
                }
                (quoted(&key(field.id())), "TODO".to_owned(), String::new())
            }
        }
    }

    /// The same for rows, with the list that they stand in.
    fn rows(&self, field: FieldRef<'s>, below: &str) -> (String, String, String) {
        let entry = |path: &str| format!("{{ rows = {} }}", quoted(path));
        match self.data.as_ref().and_then(|data| data.rows(field, below)) {
            Some(path) => {
                let inner =
                    if below.is_empty() { format!("{path}[*]") } else { format!("{below}.{path}[*]") };
                let note = self.pick("guess: its rows have such names", "猜测：各行含有这些名称");
                (entry(&path), note.to_owned(), inner)
            }
            None => (entry(&key(field.id())), "TODO".to_owned(), "\u{0}".to_owned()),
        }
    }

    /// What a person should know of a field.
    fn about(&mut self, field: FieldRef<'s>) {
        self.line("");
        let rules = self.words.rules(field);
        let name = field.name().filter(|name| *name != field.id()).unwrap_or_default();
        let mut about = vec![field.type_text().to_owned()];
        about.extend(rules.always);
        let about = self.words.list(&about);
        let text = if name.is_empty() {
            format!("{} — {about}", field.path())
        } else {
            format!("{name} — {about}")
        };
        self.comment(&text);
        for line in rules.lines.iter().take(4) {
            self.comment(&format!("  {line}"));
        }
        for tip in rules.tips.iter().take(3) {
            let mut short: String = tip.chars().take(TIP).collect();
            if short.len() < tip.len() {
                short.push('…');
            }
            self.comment(&format!("  {short}"));
        }
        let count = field.options().len();
        if count > 0 {
            let options: Vec<String> =
                field.options().take(OPTIONS).map(|option| self.words.option(option)).collect();
            let more = if count > OPTIONS { self.pick(" …", " 等") } else { "" };
            let label = self.words.count(count, "option", "options", "个选项");
            let text = format!("{}{more}", self.words.list(&options));
            self.comment(&format!("  {}", self.words.labelled(&label, &text)));
        }
        if is_given(field) {
            let values = match field.present_values() {
                [] => field.default_values(),
                present => present,
            };
            let values: Vec<String> =
                values.iter().take(OPTIONS).map(|value| value.text().to_owned()).collect();
            let label = self
                .pick("the schema's own value, carried by --defaults", "schema 自带的值，--defaults 会带上");
            let text = match values.as_slice() {
                [] => label.to_owned(),
                values => self.words.labelled(label, &self.words.list(values)),
            };
            self.comment(&format!("  {text}"));
        }
    }
}

/// A text in TOML.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// The path to a key of a record.
fn key(id: &str) -> String {
    let is_plain = !id.contains(['.', '[', ']', '"', '\'']) && !id.starts_with(['$', '^']);
    if is_plain { id.to_owned() } else { format!("[{}]", serde_json::to_string(id).unwrap_or_default()) }
}
