//! Fields.

use crate::path;
use crate::schema::arena::{Arena, FieldExtra, FieldNode, NOWHERE, OptionNode};
use crate::schema::{Condition, Label, OptionRef, RuleRef, Unknown};
use crate::span::{Position, Span};
use crate::value::{Content, Row, Value};
use crate::vocab::{Bound, FieldKind, RuleName, TRUE, attribute};

/// A field of a schema. A handle: `Copy`, and as small as two words.
#[derive(Clone, Copy, Debug)]
pub struct FieldRef<'s> {
    pub(crate) arena: &'s Arena,
    pub(crate) index: u32,
}

/// A number that identifies a field within its schema, for tables beside it. It is not valid in other schemas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FieldId(pub(crate) u32);

/// A `property` of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Property<'s> {
    /// The key, if there is one.
    pub key: Option<&'s str>,
    /// The value, if there is one.
    pub value: Option<&'s str>,
}

static NO_EXTRA: FieldExtra = FieldExtra::NONE;

impl<'s> FieldRef<'s> {
    pub(crate) fn node(self) -> &'s FieldNode {
        &self.arena.fields[self.index as usize]
    }

    pub(crate) fn extra(self) -> &'s FieldExtra {
        match self.node().extra {
            NOWHERE => &NO_EXTRA,
            index => &self.arena.extras[index as usize],
        }
    }

    /// A number that identifies this field within its schema.
    pub fn field_id(self) -> FieldId {
        FieldId(self.index)
    }

    /// The id, never empty. It may hold dots, colons, `->` and Chinese.
    pub fn id(self) -> &'s str {
        self.arena.text(self.node().id)
    }

    /// Whether no sibling before it has the same id: of several siblings with one id, only the first counts.
    pub fn is_first(self) -> bool {
        self.node().is_first
    }

    /// The name for people.
    pub fn name(self) -> Option<&'s str> {
        self.arena.get(self.node().name)
    }

    /// The type, if it is one of the seven.
    pub fn kind(self) -> Option<FieldKind> {
        self.node().kind
    }

    /// The type as written.
    pub fn type_text(self) -> &'s str {
        self.arena.text(self.node().type_text)
    }

    /// Whether two fields have the same type. Types compare trimmed and without case, also those that we do not know.
    pub(crate) fn has_type_of(self, other: FieldRef<'_>) -> bool {
        self.kind() == other.kind()
            && (self.kind().is_some()
                || self.type_text().trim().eq_ignore_ascii_case(other.type_text().trim()))
    }

    /// The type in the platform's spelling, or as written if it is not one of the seven.
    pub(crate) fn type_name(self) -> &'s str {
        match self.kind() {
            Some(kind) => kind.as_str(),
            None => self.type_text(),
        }
    }

    /// The field that this one is a sub-field of.
    pub fn parent(self) -> Option<FieldRef<'s>> {
        match self.node().parent {
            NOWHERE => None,
            index => Some(FieldRef { index, ..self }),
        }
    }

    /// The fields around this one, the nearest first.
    pub fn ancestors(self) -> impl Iterator<Item = FieldRef<'s>> {
        std::iter::successors(self.parent(), |field| field.parent())
    }

    /// The sub-fields.
    pub fn fields(self) -> impl Iterator<Item = FieldRef<'s>> {
        self.arena.children(self.index).map(move |index| FieldRef { index, ..self })
    }

    /// The fields inside this one at every depth, in document order.
    pub fn descendants(self) -> impl Iterator<Item = FieldRef<'s>> {
        (self.index + 1..self.node().end).map(move |index| FieldRef { index, ..self })
    }

    /// The first sub-field of an id.
    pub fn child(self, id: &str) -> Option<FieldRef<'s>> {
        self.fields().find(|field| field.id() == id)
    }

    /// The path of ids that leads here, see [`Schema::field`](crate::schema::Schema::field).
    pub fn path(self) -> String {
        let mut steps: Vec<&str> = self.ancestors().map(FieldRef::id).collect();
        steps.reverse();
        steps.push(self.id());
        let mut pointer = String::new();
        for step in steps {
            path::push_step(&mut pointer, step);
        }
        pointer
    }

    /// The rules, in document order.
    pub fn rules(self) -> impl ExactSizeIterator<Item = RuleRef<'s>> {
        self.arena.rules[self.node().rules.range()]
            .iter()
            .map(move |node| RuleRef { arena: self.arena, node })
    }

    /// The rules of a name, in document order.
    pub fn rules_named(self, name: RuleName) -> impl Iterator<Item = RuleRef<'s>> {
        self.rules().filter(move |rule| rule.known() == Some(name))
    }

    /// The options, in document order.
    pub fn options(self) -> impl ExactSizeIterator<Item = OptionRef<'s>> {
        self.option_nodes().iter().map(move |node| OptionRef { arena: self.arena, node })
    }

    pub(crate) fn option_nodes(self) -> &'s [OptionNode] {
        &self.arena.options[self.node().options.range()]
    }

    pub(crate) fn option_at(self, number: u32) -> Option<OptionRef<'s>> {
        let node = self.option_nodes().get(number as usize)?;
        Some(OptionRef { arena: self.arena, node })
    }

    /// The place of an option of this field among its options.
    pub(crate) fn number_of(self, option: OptionRef<'_>) -> u32 {
        let options = &self.arena.options[self.node().options.range()];
        crate::span::small(options.partition_point(|node| node.start < option.node.start))
    }

    pub(crate) fn rule_at(self, number: usize) -> Option<RuleRef<'s>> {
        let node = self.arena.rules[self.node().rules.range()].get(number)?;
        Some(RuleRef { arena: self.arena, node })
    }

    /// The first option of a value. Looks at one after the other.
    pub fn option(self, value: &str) -> Option<OptionRef<'s>> {
        self.options().find(|option| option.value() == Some(value))
    }

    /// The advice for sellers: text, and a link where there is one. Conditions are not looked at.
    pub fn tips(self) -> impl Iterator<Item = (&'s str, Option<&'s str>)> {
        self.rules_named(RuleName::Tip).map(|rule| (rule.value().unwrap_or_default(), rule.url()))
    }

    /// Whether the field has a `requiredRule` without a condition.
    pub fn is_required(self) -> bool {
        self.rules_named(RuleName::Required).any(|rule| rule.is_true() && rule.condition().is_none())
    }

    /// Whether a `valueAttributeRule` asks each value for an `inputValue`. A choice then also takes texts that are not
    /// options. Conditions are not looked at.
    pub fn wants_input_value(self) -> bool {
        self.rules_named(RuleName::ValueAttribute)
            .any(|rule| rule.value().map(str::trim) == Some(attribute::INPUT_VALUE))
    }

    /// Whether a complex takes several instances: it has a `maxInputNumRule` above 1, whatever its condition.
    pub fn is_repeatable(self) -> bool {
        self.kind() == Some(FieldKind::Complex)
            && self.rules_named(RuleName::MaxInputNum).any(|rule| {
                let most = if rule.bound() == Some(Bound::NotInclude) { 2 } else { 1 };
                rule.number().is_some_and(|number| number.exceeds(most))
            })
    }

    /// Whether the value is an array in the JSON form: several texts, or rows.
    pub fn is_array(self) -> bool {
        match self.kind() {
            Some(FieldKind::MultiComplex) => true,
            Some(kind) => kind.is_multi() || self.is_repeatable(),
            None => false,
        }
    }

    /// The labels of a `label` field: its outermost groups.
    pub fn labels(self) -> &'s [Label] {
        &self.extra().labels
    }

    /// The properties.
    pub fn properties(self) -> impl Iterator<Item = Property<'s>> {
        self.extra()
            .properties
            .iter()
            .map(|property| Property { key: property.key.as_deref(), value: property.value.as_deref() })
    }

    /// The default values of a field of texts.
    pub fn default_values(self) -> &'s [Value] {
        self.extra().default.as_ref().map_or(&[], |content| &content.values)
    }

    /// The default complex values or rows.
    pub fn default_rows(self) -> &'s [Row] {
        self.extra().default.as_ref().map_or(&[], |content| &content.rows)
    }

    /// The values that the item has now, in a schema for editing.
    pub fn present_values(self) -> &'s [Value] {
        self.extra().present.as_ref().map_or(&[], |content| &content.values)
    }

    /// The complex values or rows that the item has now, in a schema for editing.
    pub fn present_rows(self) -> &'s [Row] {
        self.extra().present.as_ref().map_or(&[], |content| &content.rows)
    }

    /// What the item has now, else the default; nothing if neither says anything.
    pub(crate) fn given(self) -> Option<&'s Content> {
        let extra = self.extra();
        let is_given = |content: &&Content| !content.values.is_empty() || !content.rows.is_empty();
        extra.present.as_deref().filter(is_given).or(extra.default.as_deref().filter(is_given))
    }

    pub(crate) fn present(self) -> Option<&'s Content> {
        self.extra().present.as_deref()
    }

    pub(crate) fn default(self) -> Option<&'s Content> {
        self.extra().default.as_deref()
    }

    /// Whether a `depend-group` that is not empty is directly in the field. Which of the field's rules it belongs
    /// to is not known, so it belongs to none; but a disableRule without a group of its own may be meant, so it is
    /// not evaluated. The group itself is part of [`unknown`](FieldRef::unknown).
    pub fn has_stray_group(self) -> bool {
        self.unknown().iter().any(Unknown::is_stray_group)
    }

    /// Whether it is not known whether a rule of the field has a condition: a disableRule without a group of its own,
    /// beside a stray one.
    pub(crate) fn has_unclear_condition(self, rule: RuleRef<'_>) -> bool {
        rule.known() == Some(RuleName::Disable)
            && rule.condition().is_none_or(Condition::is_empty)
            && self.has_stray_group()
    }

    /// Unknown content.
    pub fn unknown(self) -> &'s [Unknown] {
        &self.extra().unknown
    }

    /// The element `field` in the document's text.
    pub fn span(self) -> Span {
        self.node().span
    }

    /// Where the element begins.
    pub fn position(self) -> Position {
        self.arena.source.position(self.node().span.start)
    }
}

impl PartialEq for FieldRef<'_> {
    /// Whether it is the same field of the same schema.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.arena, other.arena) && self.index == other.index
    }
}

impl Eq for FieldRef<'_> {}

/// Whether the value of a `requiredRule`, `disableRule` or `readOnlyRule` says yes.
pub(crate) fn is_true(value: Option<&str>) -> bool {
    value.is_some_and(|value| value.trim().eq_ignore_ascii_case(TRUE))
}
