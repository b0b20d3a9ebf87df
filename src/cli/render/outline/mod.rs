//! A schema as an outline for people.

mod field;

use anstyle::Style;
use tmall_schema::{FieldRef, Label, Lang, Note, Schema};

use crate::cli::style::{GUIDE, HEADING, ID, KIND, MARK, NAME, TIP, styled};
use crate::cli::text::{one_line, padding, shortened, width, wrapped};
use crate::cli::words::{Mark, Words};

/// The width that lines keep to where their content allows it.
const COLUMNS: usize = 100;
/// Longer ids and names do not widen the columns of their siblings.
const WIDEST_ID: usize = 32;
const WIDEST_NAME: usize = 24;
/// The options shown of a field; all of them if there are only a few more.
const FIRST_OPTIONS: usize = 5;

/// Whether tips are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tips {
    Shown,
    Hidden,
}

/// The whole schema.
pub(crate) fn schema(schema: &Schema, name: &str, notes: &[&Note], tips: Tips, lang: Lang) -> String {
    let mut outline = Outline::new(schema, tips, lang);
    outline.schema(schema, name, notes);
    outline.text
}

/// One field with everything about it.
pub(crate) fn field<'s>(
    schema: &'s Schema,
    field: FieldRef<'s>,
    notes: &[&Note],
    tips: Tips,
    lang: Lang,
) -> String {
    let mut outline = Outline::new(schema, tips, lang);
    outline.whole_field(field, notes);
    outline.text
}

/// Draws fields with their content.
struct Outline<'s> {
    words: Words<'s>,
    tips: Tips,
    text: String,
}

/// The columns that siblings share.
#[derive(Default)]
struct SiblingColumns {
    id: usize,
    name: usize,
    kind: usize,
}

impl<'s> Outline<'s> {
    fn new(schema: &'s Schema, tips: Tips, lang: Lang) -> Outline<'s> {
        Outline { words: Words::new(schema, lang), tips, text: String::new() }
    }

    /// The whole schema.
    fn schema(&mut self, schema: &'s Schema, name: &str, notes: &[&Note]) {
        self.head(schema, name);
        let fields: Vec<FieldRef<'s>> = schema.fields().collect();
        self.fields(&fields, "");
        self.notes(notes);
    }

    fn head(&mut self, schema: &'s Schema, name: &str) {
        let words = &self.words;
        let (mut fields, mut required, mut options) = (0, 0, 0);
        let mut seen = Vec::new();
        for field in schema.all_fields() {
            fields += 1;
            let mark = Mark::of(field);
            required += usize::from(mark == Mark::Required);
            if !seen.contains(&mark) {
                seen.push(mark);
            }
            options += field.options().len();
        }
        let head = [
            words.pick(format!("dialect {}", schema.dialect()), format!("方言 {}", schema.dialect())),
            words.count(fields, "field", "fields", "个字段"),
            words.pick(format!("{required} required"), format!("{required} 个必填")),
            words.count(options, "option", "options", "个选项"),
        ];
        let title = format!("{name} <{}>", schema.root());
        self.text.push_str(&format!("{} {}\n", styled(ID, &one_line(&title)), words.list(&head)));
        let marks: Vec<String> = Mark::MARKED
            .iter()
            .filter(|mark| seen.contains(mark))
            .map(|mark| format!("{} {}", mark.symbol(), mark.words(words.lang())))
            .collect();
        if !marks.is_empty() {
            self.text.push_str(&format!("{}\n", styled(TIP, &marks.join("   "))));
        }
    }

    /// Siblings, each with its content. `prefix` precedes their guides.
    fn fields(&mut self, fields: &[FieldRef<'s>], prefix: &str) {
        let mut columns = SiblingColumns::default();
        for field in fields {
            let mark = if Mark::of(*field) == Mark::Optional { 0 } else { 2 };
            columns.id = columns.id.max((width(&one_line(field.id())) + mark).min(WIDEST_ID));
            columns.name = columns.name.max(width(&name(*field)).min(WIDEST_NAME));
            columns.kind = columns.kind.max(width(field.type_text()));
        }
        for (at, &field) in fields.iter().enumerate() {
            let is_last = at + 1 == fields.len();
            self.field(field, prefix, is_last, &columns);
        }
    }

    fn field(&mut self, field: FieldRef<'s>, prefix: &str, is_last: bool, columns: &SiblingColumns) {
        let children: Vec<FieldRef<'s>> = field.fields().collect();
        let rules = self.words.rules(field);
        let guide = format!("{prefix}{}", if is_last { "└── " } else { "├── " });
        let below = format!("{prefix}{}", if is_last { "    " } else { "│   " });
        let details = format!("{below}{}", if children.is_empty() { "    " } else { "│   " });

        let mark = Mark::of(field);
        let id = one_line(field.id());
        let mut line = format!("{}{}", styled(GUIDE, &guide), styled(ID, &id));
        let mut taken = width(&id);
        if mark != Mark::Optional {
            line.push_str(&format!(" {}", styled(MARK, mark.symbol())));
            taken += 2;
        }
        let name = name(field);
        line.push_str(&padding(taken, columns.id));
        if columns.name > 0 {
            line.push_str(&format!("  {}{}", styled(NAME, &name), padding(width(&name), columns.name)));
        }
        let kind = one_line(field.type_text());
        line.push_str(&format!("  {}", styled(KIND, &kind)));
        let always = self.words.list(&rules.always);
        let start = width(&guide) + columns.id.max(taken) + columns.name.max(width(&name)) + columns.kind + 6;
        let fits = start + width(&always) <= COLUMNS;
        if fits && !always.is_empty() {
            line.push_str(&format!("{}  {}", padding(width(&kind), columns.kind), one_line(&always)));
        }
        self.text.push_str(line.trim_end());
        self.text.push('\n');

        if !fits {
            self.detail(&details, Style::new(), &always);
        }
        for line in &rules.lines {
            self.detail(&details, Style::new(), line);
        }
        self.options(field, &details);
        self.given(field, &details, 2 * COLUMNS);
        for label in field.labels() {
            self.label(label, &details, &mut Vec::new());
        }
        if self.tips == Tips::Shown {
            for tip in &rules.tips {
                self.detail(&details, TIP, tip);
            }
        }
        self.fields(&children, &below);
    }

    /// A line about a field, wrapped if it is long.
    fn detail(&mut self, prefix: &str, style: Style, text: &str) {
        let room = COLUMNS.saturating_sub(width(prefix)).max(COLUMNS / 3);
        for (at, line) in wrapped(&one_line(text), room - 2).into_iter().enumerate() {
            let indent = if at == 0 { "" } else { "  " };
            self.text.push_str(&format!("{}{indent}{}\n", styled(GUIDE, prefix), styled(style, line)));
        }
    }

    fn options(&mut self, field: FieldRef<'s>, prefix: &str) {
        let number = field.options().len();
        if number == 0 {
            if let Some(text) = self.words.no_options(field) {
                self.detail(prefix, Style::new(), &text);
            }
            return;
        }
        let conditional = field
            .options()
            .filter(|option| option.condition().is_some_and(|condition| !condition.is_empty()))
            .count();
        let mut label = self.words.count(number, "option", "options", "个选项");
        if conditional > 0 {
            label.push_str(
                &self
                    .words
                    .pick(format!(" ({conditional} conditional)"), format!("（{conditional} 个有条件）")),
            );
        }
        let joint = self.words.pick(", ", "、");
        let first = if number <= FIRST_OPTIONS + 2 { number } else { FIRST_OPTIONS };
        let mut text = self.words.labelled(&label, "");
        for (at, option) in field.options().enumerate() {
            let words = self.words.option(option);
            let words = shortened(&words, COLUMNS / 2);
            // Everything on one line, but at least one option.
            let room = COLUMNS.saturating_sub(width(prefix) + width(&text) + 6);
            if at > 0 && (at >= first || width(&words) > room) {
                text.push_str(joint);
                text.push('…');
                break;
            }
            if at > 0 {
                text.push_str(joint);
            }
            text.push_str(&words);
        }
        self.detail(prefix, Style::new(), &text);
    }

    /// Default and present values, cut to so many columns.
    fn given(&mut self, field: FieldRef<'s>, prefix: &str, columns: usize) {
        let words = &self.words;
        let given = [
            (words.pick("default", "默认值"), field.default_values(), field.default_rows()),
            (words.pick("value", "现有值"), field.present_values(), field.present_rows()),
        ];
        let mut lines = Vec::new();
        for (label, values, rows) in given {
            if values.iter().any(|value| !value.is_empty() || value.attributes().next().is_some()) {
                lines.push(words.labelled(label, &words.values(field, values)));
            }
            if !rows.is_empty() {
                lines.push(words.labelled(label, &words.rows(rows)));
            }
        }
        for line in lines {
            self.detail(prefix, Style::new(), &shortened(&line, columns));
        }
    }

    /// A label with the names of its groups.
    fn label(&mut self, label: &'s Label, prefix: &str, groups: &mut Vec<&'s str>) {
        match label {
            Label::Group { name, labels, .. } => {
                groups.push(name.as_deref().unwrap_or_default());
                for label in labels {
                    self.label(label, prefix, groups);
                }
                groups.pop();
            }
            Label::Text { name, value, desc, .. } => {
                let groups = groups.iter().copied();
                let names: Vec<&str> =
                    groups.chain(name.as_deref()).filter(|name| !name.is_empty()).collect();
                let texts: Vec<&str> = [value, desc]
                    .into_iter()
                    .flatten()
                    .map(String::as_str)
                    .filter(|text| !text.is_empty())
                    .collect();
                let text = self.words.labelled(&names.join(" / "), &texts.join(" "));
                self.detail(prefix, Style::new(), &text);
            }
            _ => {}
        }
    }

    /// Notes on the schema, with places.
    fn notes(&mut self, notes: &[&Note]) {
        if notes.is_empty() {
            return;
        }
        let heading = self.words.count(notes.len(), "note", "notes", "条提示");
        self.text.push_str(&format!("\n{}\n", styled(HEADING, &heading)));
        for note in notes {
            let place = format!("{}:{}", note.position.line, note.position.column);
            let text = format!("{} [{}]", note.message(self.words.lang()), note.code);
            self.text.push_str(&format!("{place}{}  {}\n", padding(place.len(), 8), one_line(&text)));
        }
    }
}

/// The display name, unless it equals the id.
fn name(field: FieldRef<'_>) -> String {
    let name = field.name().filter(|name| *name != field.id()).unwrap_or_default();
    one_line(name).into_owned()
}
