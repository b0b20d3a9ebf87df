//! One field with everything about it.

use anstyle::Style;
use tmall_schema::{FieldRef, Note};

use super::Outline;
use crate::cli::style::{HEADING, ID, KIND, MARK, TIP, styled};
use crate::cli::text::{one_line, padding, width};
use crate::cli::words::{Mark, Phrase};

/// Longer values of options do not widen the column of values.
const WIDEST_VALUE: usize = 24;
const INDENT: &str = "  ";

impl<'s> Outline<'s> {
    /// The field, its rules in words and as written, all its options, its sub-fields, and the notes on it.
    pub(super) fn whole_field(&mut self, field: FieldRef<'s>, notes: &[&Note]) {
        self.headline(field);
        self.surroundings(field);
        self.rules(field);
        self.all_options(field);
        self.given(field, "", usize::MAX);
        if !field.labels().is_empty() {
            self.heading(self.words.pick("labels", "标签").to_owned());
            for label in field.labels() {
                self.label(label, INDENT, &mut Vec::new());
            }
        }
        for property in field.properties() {
            let (key, value) = (property.key.unwrap_or_default(), property.value.unwrap_or_default());
            let text = format!("{} {key} = {value}", self.words.pick("property", "属性"));
            self.detail("", Style::new(), &text);
        }
        let children: Vec<FieldRef<'s>> = field.fields().collect();
        if !children.is_empty() {
            let count = field.descendants().count();
            self.heading(self.words.count(count, "sub-field", "sub-fields", "个子字段"));
            self.fields(&children, "");
        }
        let range = field.span().range();
        let inside = notes.iter().copied().filter(|note| range.contains(&note.span.range().start));
        self.notes(&inside.collect::<Vec<_>>());
    }

    fn headline(&mut self, field: FieldRef<'s>) {
        let mut line = styled(ID, &one_line(&field.path()));
        if let Some(name) = field.name() {
            line.push_str(&format!("  {}", one_line(name)));
        }
        line.push_str(&format!("  {}", styled(KIND, &one_line(field.type_text()))));
        let words = &self.words;
        let mark = Mark::of(field).words(words.lang());
        if !mark.is_empty() {
            line.push_str(&format!("  {}", styled(MARK, mark)));
        }
        let at = field.position();
        let place = words.pick(
            format!("line {}, column {}", at.line, at.column),
            format!("第 {} 行第 {} 列", at.line, at.column),
        );
        self.text.push_str(&format!("{line}\n{place}\n"));
    }

    /// The fields around it, the outermost first.
    fn surroundings(&mut self, field: FieldRef<'s>) {
        let mut around: Vec<FieldRef<'s>> = field.ancestors().collect();
        around.reverse();
        for field in around {
            let label = self.words.pick("inside", "位于");
            let text = format!(
                "{label} {}  {}  {}",
                field.path(),
                field.name().unwrap_or_default(),
                field.type_text()
            );
            self.detail("", Style::new(), &text);
        }
    }

    /// Each rule in document order: in words, then as written.
    fn rules(&mut self, field: FieldRef<'s>) {
        if field.rules().len() == 0 {
            return;
        }
        self.heading(self.words.count(field.rules().len(), "rule", "rules", "条规则"));
        for rule in field.rules() {
            let raw = self.words.raw(rule);
            let mut text = match self.words.rule(rule, field) {
                Phrase::Words(words) => format!("{words}  [{raw}]"),
                Phrase::Nothing => raw,
                Phrase::Unchecked => self.words.labelled(self.words.pick("not checked", "不校验"), &raw),
            };
            if let Some(condition) = self.words.condition(rule.condition(), field) {
                text = self.words.labelled(&self.words.when(&condition), &text);
            }
            let style =
                if rule.known().is_some_and(tmall_schema::RuleName::is_tip) { TIP } else { Style::new() };
            self.detail(INDENT, style, &text);
        }
    }

    fn all_options(&mut self, field: FieldRef<'s>) {
        let number = field.options().len();
        if number == 0 {
            if let Some(text) = self.words.no_options(field) {
                self.heading(self.words.count(0, "option", "options", "个选项"));
                self.detail(INDENT, Style::new(), &text);
            }
            return;
        }
        self.heading(self.words.count(number, "option", "options", "个选项"));
        let widths = field.options().map(|option| width(&one_line(option.value().unwrap_or_default())));
        let column = widths.max().unwrap_or(0).min(WIDEST_VALUE);
        for option in field.options() {
            let value = match option.value() {
                Some(value) => one_line(value).into_owned(),
                None => self.words.pick("(no value)", "（无值）").to_owned(),
            };
            let name = option.display_name().unwrap_or_default();
            let mut text = format!("{value}{}  {name}", padding(width(&value), column));
            if let Some(readonly) = option.readonly() {
                text.push_str(&format!("  readonly={readonly}"));
            }
            if let Some(condition) = self.words.condition(option.condition(), field) {
                text.push_str(&format!("  {}", self.words.when(&condition)));
            }
            self.text.push_str(&format!("{INDENT}{}\n", one_line(text.trim_end())));
        }
    }

    fn heading(&mut self, text: String) {
        self.text.push_str(&format!("\n{}\n", styled(HEADING, &text)));
    }
}
