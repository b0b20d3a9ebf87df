//! How a schema is held: flat arenas of small nodes that point into the source text.
//!
//! A schema is 90 % options, so an option is 24 bytes and no string: a [`Str`] is a piece of the source text
//! or, where that holds references, of one pool of decoded text. Fields are in document order, each with
//! the end of its subtree, so children and descendants are ranges.

use std::ops::Range;

use crate::error::Loss;
use crate::note::Note;
use crate::schema::{Label, Unknown};
use crate::span::{Source, Span, small};
use crate::value::Content;
use crate::value::few::Rare;
use crate::vocab::{Dialect, FieldKind, RuleName};

/// A text: in the source, or (marked in the length) in the pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Str {
    start: u32,
    len: u32,
}

const POOL: u32 = 1 << 31;

impl Str {
    pub(crate) const NONE: Str = Str { start: u32::MAX, len: 0 };

    pub(crate) const fn source(span: Span) -> Str {
        Str { start: span.start, len: span.end - span.start }
    }

    /// A value of the source, if it was given.
    pub(crate) fn of(span: Option<Span>) -> Str {
        span.map_or(Str::NONE, Str::source)
    }

    pub(crate) const fn pool(start: u32, len: u32) -> Str {
        Str { start, len: len | POOL }
    }

    pub(crate) const fn is_none(self) -> bool {
        self.start == u32::MAX
    }

    fn bytes<'s>(self, source: &'s str, pool: &'s str) -> Option<&'s [u8]> {
        if self.is_none() {
            return None;
        }
        let start = self.start as usize;
        let length = (self.len & !POOL) as usize;
        let home = if self.len & POOL == 0 { source } else { pool };
        home.as_bytes().get(start..start + length)
    }

    pub(crate) fn resolve<'s>(self, source: &'s str, pool: &'s str) -> Option<&'s str> {
        if self.is_none() {
            return None;
        }
        let start = self.start as usize;
        let length = (self.len & !POOL) as usize;
        let home = if self.len & POOL == 0 { source } else { pool };
        home.get(start..start + length)
    }
}

/// An index that may point nowhere.
pub(crate) const NOWHERE: u32 = u32::MAX;

/// A stretch of an arena.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Stretch {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Stretch {
    pub(crate) fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

#[derive(Clone, Debug)]
pub(crate) struct FieldNode {
    pub(crate) id: Str,
    pub(crate) name: Str,
    /// The type as written.
    pub(crate) type_text: Str,
    pub(crate) kind: Option<FieldKind>,
    pub(crate) span: Span,
    pub(crate) parent: u32,
    /// One after the last field inside this one.
    pub(crate) end: u32,
    pub(crate) rules: Stretch,
    pub(crate) options: Stretch,
    /// Into `extras`.
    pub(crate) extra: u32,
    /// Whether no sibling before it has the same id.
    pub(crate) is_first: bool,
}

/// What most fields do not have.
#[derive(Clone, Debug, Default)]
pub(crate) struct FieldExtra {
    pub(crate) present: Option<Box<Content>>,
    pub(crate) default: Option<Box<Content>>,
    pub(crate) labels: Rare<Label>,
    pub(crate) properties: Rare<PropertyNode>,
    pub(crate) unknown: Rare<Unknown>,
}

impl FieldExtra {
    pub(crate) const NONE: FieldExtra = FieldExtra {
        present: None,
        default: None,
        labels: Rare::NONE,
        properties: Rare::NONE,
        unknown: Rare::NONE,
    };
}

#[derive(Clone, Debug)]
pub(crate) struct PropertyNode {
    pub(crate) key: Option<String>,
    pub(crate) value: Option<String>,
    pub(crate) unknown: Vec<Unknown>,
}

#[derive(Clone, Debug)]
pub(crate) struct RuleNode {
    pub(crate) name: Str,
    pub(crate) value: Str,
    pub(crate) ex_property: Str,
    pub(crate) unit: Str,
    pub(crate) known: Option<RuleName>,
    pub(crate) span: Span,
    /// Into `conditions`.
    pub(crate) condition: u32,
    /// Into `rule_extras`.
    pub(crate) extra: u32,
}

/// What most rules do not have.
#[derive(Clone, Debug)]
pub(crate) struct RuleExtra {
    pub(crate) url: Str,
    pub(crate) desc: Str,
    pub(crate) unknown: Rare<Unknown>,
}

impl RuleExtra {
    pub(crate) const NONE: RuleExtra = RuleExtra { url: Str::NONE, desc: Str::NONE, unknown: Rare::NONE };

    /// Adds it to the arena, if there is anything; gives its place.
    pub(crate) fn keep(self, arena: &mut Vec<RuleExtra>) -> u32 {
        if self.url.is_none() && self.desc.is_none() && self.unknown.is_empty() {
            return NOWHERE;
        }
        arena.push(self);
        small(arena.len() - 1)
    }
}

/// 24 bytes; most of a schema.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OptionNode {
    pub(crate) start: u32,
    pub(crate) name: Str,
    pub(crate) value: Str,
    /// Into `option_extras`.
    pub(crate) extra: u32,
}

/// What most options do not have.
#[derive(Clone, Debug)]
pub(crate) struct OptionExtra {
    pub(crate) readonly: Str,
    pub(crate) condition: u32,
    pub(crate) unknown: Vec<Unknown>,
}

/// A `depend-group` as written.
#[derive(Clone, Debug)]
pub(crate) struct GroupNode {
    pub(crate) operator: Str,
    pub(crate) parts: Vec<PartNode>,
    pub(crate) span: Span,
    pub(crate) unknown: Rare<Unknown>,
}

#[derive(Clone, Debug)]
pub(crate) enum PartNode {
    Express(ExpressNode),
    Group(GroupNode),
}

/// A `depend-express` as written.
#[derive(Clone, Debug)]
pub(crate) struct ExpressNode {
    pub(crate) field_id: Str,
    pub(crate) value: Str,
    pub(crate) symbol: Str,
    pub(crate) span: Span,
    pub(crate) unknown: Rare<Unknown>,
}

#[derive(Clone, Debug)]
pub(crate) struct Arena {
    pub(crate) source: Source,
    pub(crate) pool: String,
    pub(crate) root: String,
    pub(crate) root_span: Span,
    pub(crate) dialect: Dialect,
    pub(crate) fields: Vec<FieldNode>,
    pub(crate) extras: Vec<FieldExtra>,
    pub(crate) rules: Vec<RuleNode>,
    pub(crate) options: Vec<OptionNode>,
    pub(crate) option_extras: Vec<OptionExtra>,
    pub(crate) conditions: Vec<GroupNode>,
    pub(crate) rule_extras: Vec<RuleExtra>,
    /// Unknown content of the root.
    pub(crate) root_unknown: Vec<Unknown>,
    pub(crate) notes: Vec<Note>,
    /// Content of the document that was read without being kept.
    pub(crate) losses: Vec<Loss>,
}

impl Arena {
    pub(crate) fn get(&self, text: Str) -> Option<&str> {
        text.resolve(&self.source.text, &self.pool)
    }

    /// The bytes of a text, for those who only compare it.
    pub(crate) fn bytes(&self, text: Str) -> Option<&[u8]> {
        text.bytes(&self.source.text, &self.pool)
    }

    pub(crate) fn text(&self, text: Str) -> &str {
        self.get(text).unwrap_or_default()
    }

    /// Gives back the memory that growing left over.
    pub(crate) fn shrink(&mut self) {
        self.pool.shrink_to_fit();
        self.fields.shrink_to_fit();
        self.extras.shrink_to_fit();
        self.rules.shrink_to_fit();
        self.rule_extras.shrink_to_fit();
        self.options.shrink_to_fit();
        self.option_extras.shrink_to_fit();
        self.conditions.shrink_to_fit();
    }

    /// The top-level fields.
    pub(crate) fn top(&self) -> Siblings<'_> {
        Siblings { fields: &self.fields, next: 0, end: self.fields.len() }
    }

    pub(crate) fn children(&self, field: u32) -> Siblings<'_> {
        let end = self.fields[field as usize].end as usize;
        Siblings { fields: &self.fields, next: field as usize + 1, end }
    }
}

/// The indices of sibling fields.
pub(crate) struct Siblings<'s> {
    fields: &'s [FieldNode],
    next: usize,
    end: usize,
}

impl Iterator for Siblings<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        if self.next >= self.end {
            return None;
        }
        let at = self.next;
        self.next = self.fields[at].end as usize;
        u32::try_from(at).ok()
    }
}
