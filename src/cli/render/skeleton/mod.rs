//! A mapping to begin with: an entry for each field, with what a person should know about it.

mod guess;

use std::collections::{HashMap, HashSet};

use tmall_schema::{FieldKind, FieldRef, Lang, Param, RequirementState, RuleName, Schema, Validator};

use crate::cli::lang::pick;
use crate::cli::results::mapping::has_own_value;
use crate::cli::text::one_line;
use crate::cli::words::{Mark, Words};
use guess::{Confidence, DataPaths};

/// The most options shown of a field.
const OPTIONS: usize = 5;
/// The longest tip, in characters.
const TIP: usize = 120;

/// What sample records hold.
pub(crate) struct Sample {
    /// The paths of all texts.
    pub(crate) paths: Vec<String>,
    /// If several rows of a table seem to form one record: the column by which they are grouped, and a name for their list.
    pub(crate) group: Option<(String, String)>,
}

/// The skeleton of a mapping for a schema. By sample records it guesses where values come from; without them each path
/// is a placeholder.
pub(crate) fn skeleton(schema: &Schema, name: &str, sample: Option<Sample>, lang: Lang) -> String {
    let (paths, group) = sample.map_or((None, None), |sample| (Some(sample.paths), sample.group));
    let data = paths.map(DataPaths::new);
    let validator = Validator::compile(schema);
    let inside = validator.requirements(&Param::new(schema)).into_iter().filter_map(|requirement| {
        let is_inside = requirement.state == RequirementState::IfGiven;
        Some((requirement.field.path(), requirement.around.filter(|_| is_inside)?))
    });
    let (words, required_inside) = (Words::new(schema, lang), inside.collect());
    let mut skeleton = Skeleton { words, data, group, required_inside, text: String::new() };
    skeleton.schema(schema, name);
    skeleton.text
}

struct Skeleton<'s> {
    words: Words<'s>,
    data: Option<DataPaths>,
    group: Option<(String, String)>,
    /// The paths of fields that are required once the complex value around them is given, with its path.
    required_inside: HashMap<String, String>,
    text: String,
}

/// Whether an entry takes effect.
#[derive(Clone, Copy, PartialEq, Eq)]
enum EntryState {
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
            "After each field: a path into your record, or { value = \"…\" }, { template = \"…\" }, …",
            "每个字段后面写记录中的路径，或 { value = \"…\" }、{ template = \"…\" } 等",
        ));
        self.comment(self.pick(
            "TODO marks a placeholder, \"guess\" a path that was found by its name only",
            "TODO 表示路径是占位的；“猜测”表示仅按名称找到，请核对",
        ));
        if let Some((group, rows)) = self.group.clone() {
            let note = self.pick(
                "guess: rows with the same text here form one record",
                "猜测：此处文本相同的行组成一条记录",
            );
            self.line(&format!("\n[source]\ngroup = {}  # {note}", quoted(&group)));
            self.line(&format!("rows = {}", quoted(&rows)));
        }
        self.line("\n[fields]");
        let mut seen = HashSet::new();
        let fields: Vec<FieldRef<'s>> = schema.fields().filter(|field| seen.insert(field.id())).collect();
        let of = |mark: Mark| fields.iter().copied().filter(move |field| Mark::of(*field) == mark);
        for (mark, state) in [
            (Mark::Required, EntryState::Active),
            (Mark::SometimesRequired, EntryState::CommentedOut),
            (Mark::Optional, EntryState::CommentedOut),
        ] {
            let title = match mark {
                Mark::Optional => self.pick("optional", "选填"),
                Mark::Required | Mark::SometimesRequired | Mark::Disabled => mark.words(self.words.lang()),
            };
            if of(mark).next().is_some() {
                self.line(&format!("\n# ---- {title} ----"));
            }
            for field in of(mark) {
                self.field(field, state, "");
            }
        }
    }

    /// A field with its sub-fields. `below` is the list in the data whose rows are being filled.
    fn field(&mut self, field: FieldRef<'s>, state: EntryState, below: &str) {
        let Some(kind) = field.kind().filter(|kind| *kind != FieldKind::Label) else { return };
        self.about(field);
        let rows = kind.has_fields();
        if rows && !field.is_array() {
            // A complex value is filled by its sub-fields only.
            self.inside(field, state, below);
            return;
        }
        let (entry, note, inner) =
            if rows { self.rows(field, below) } else { self.value(field, state, below) };
        let mark = if state == EntryState::CommentedOut { "# " } else { "" };
        let note = if note.is_empty() { String::new() } else { format!("  # {note}") };
        self.line(&format!("{mark}{} = {entry}{note}", quoted(&field.path())));
        if rows {
            self.inside(field, state, &inner);
        }
    }

    fn inside(&mut self, field: FieldRef<'s>, state: EntryState, below: &str) {
        let mut seen = HashSet::new();
        let children: Vec<FieldRef<'s>> = field.fields().filter(|child| seen.insert(child.id())).collect();
        // A required value without a required part: some part must be chosen, so the first is proposed.
        let some_required = children.iter().any(|child| Mark::of(*child) == Mark::Required);
        if state == EntryState::Active && !some_required && children.len() > 1 {
            let text = self.pick(
                "fill at least one of the following; the first is proposed",
                "以下至少填写一项，默认取第一项",
            );
            self.comment(&format!("  {text}"));
        }
        for (number, child) in children.into_iter().enumerate() {
            let required = match Mark::of(child) {
                Mark::Disabled => continue,
                Mark::Required => true,
                Mark::Optional | Mark::SometimesRequired => !some_required && number == 0,
            };
            let state = if required { state } else { EntryState::CommentedOut };
            self.field(child, state, below);
        }
    }

    /// The entry of a value, the note beside it, and an empty list path.
    fn value(&self, field: FieldRef<'s>, state: EntryState, below: &str) -> (String, String, String) {
        match self.data.as_ref().and_then(|data| data.value(field, below)) {
            Some((path, confidence)) => {
                let note = match confidence {
                    Confidence::Same => self.pick("guess: same name", "猜测：名称相同"),
                    Confidence::Alike => self.pick("guess: similar name", "猜测：名称相近"),
                    Confidence::Synonym => self.pick("guess: synonym", "猜测：同义名称"),
                };
                (self.source(field, &path), note.to_owned(), String::new())
            }
            None => {
                let mut options = field.options();
                if let (EntryState::Active, 1, Some(value)) =
                    (state, options.len(), options.next().and_then(tmall_schema::OptionRef::value))
                {
                    let note = self.pick("the only option", "唯一选项");
                    return (format!("{{ value = {} }}", quoted(value)), note.to_owned(), String::new());
                }
                (self.source(field, &key(field.id())), "TODO".to_owned(), String::new())
            }
        }
    }

    /// The entry of a value at a path. Where a rule asks for `inputValue` and the field has no options, texts are numbered.
    fn source(&self, field: FieldRef<'s>, path: &str) -> String {
        match field.wants_input_value() && field.options().len() == 0 {
            true => format!("{{ from = {}, custom = \"numbered\" }}", quoted(path)),
            false => quoted(path),
        }
    }

    /// The entry of rows, the note beside it, and the list in the data that holds them.
    fn rows(&self, field: FieldRef<'s>, below: &str) -> (String, String, String) {
        let entry = |path: &str| format!("{{ rows = {} }}", quoted(path));
        match self.data.as_ref().and_then(|data| data.rows(field, below)) {
            Some(path) => {
                let inner =
                    if below.is_empty() { format!("{path}[*]") } else { format!("{below}.{path}[*]") };
                let note = self.pick("guess: its rows have these names", "猜测：各行含有这些名称");
                (entry(&path), note.to_owned(), inner)
            }
            None => (entry(&key(field.id())), "TODO".to_owned(), "\u{0}".to_owned()),
        }
    }

    /// How the attributes that a valueAttributeRule asks for are filled.
    fn custom_values(&mut self, field: FieldRef<'s>) {
        for rule in field.rules_named(RuleName::ValueAttribute) {
            let Some(attribute) = rule.value().map(str::trim).filter(|name| !name.is_empty()) else {
                continue;
            };
            let text = match (attribute, field.options().len()) {
                ("inputValue", 0) => self.pick(
                    "each value needs an inputValue: { from = \"…\", custom = \"numbered\" } sends each text as inputValue, under a number".to_owned(),
                    "每个值都需要 inputValue：{ from = \"…\", custom = \"numbered\" } 将文本作为 inputValue 提交，并为其编号".to_owned(),
                ),
                ("inputValue", _) => self.pick(
                    "each value needs an inputValue: options get their name; custom = \"numbered\" also sends texts that are not options".to_owned(),
                    "每个值都需要 inputValue：选项自动使用其名称；加上 custom = \"numbered\" 还可提交选项以外的文本".to_owned(),
                ),
                (other, _) => self.pick(
                    format!("each value needs the attribute {other}: attributes = {{ {other} = \"…\" }}"),
                    format!("每个值都需要属性 {other}：attributes = {{ {other} = \"…\" }}"),
                ),
            };
            self.comment(&format!("  {text}"));
        }
    }

    /// Comments that describe a field.
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
        if let Some(around) = self.required_inside.get(&field.path()) {
            self.comment(&format!("  {}", self.words.required_inside(around)));
        }
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
        self.custom_values(field);
        let count = field.options().len();
        if count > 0 {
            let options: Vec<String> =
                field.options().take(OPTIONS).map(|option| self.words.option(option)).collect();
            let more = if count > OPTIONS { self.pick(" …", " 等") } else { "" };
            let label = self.words.count(count, "option", "options", "个选项");
            let text = format!("{}{more}", self.words.list(&options));
            self.comment(&format!("  {}", self.words.labelled(&label, &text)));
        }
        if has_own_value(field) {
            let values = match field.present_values() {
                [] => field.default_values(),
                present => present,
            };
            let values: Vec<String> =
                values.iter().take(OPTIONS).map(|value| value.text().to_owned()).collect();
            let label =
                self.pick("value of the schema, carried by --defaults", "schema 自带的值，--defaults 会带上");
            let text = match values.as_slice() {
                [] => label.to_owned(),
                values => self.words.labelled(label, &self.words.list(values)),
            };
            self.comment(&format!("  {text}"));
        }
    }
}

/// A text as a TOML string.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// The path to a key of a record.
fn key(id: &str) -> String {
    let is_plain = !id.contains(['.', '[', ']', '"', '\'']) && !id.starts_with(['$', '^', '/']);
    if is_plain { id.to_owned() } else { format!("[{}]", serde_json::to_string(id).unwrap_or_default()) }
}
