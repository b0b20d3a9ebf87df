//! The form to a param.

use std::sync::Arc;

use crate::error::{Error, ErrorKind, FieldError, Limit, Result};
use crate::json::param::known::{Known, Lookup, Scope, is_value};
use crate::json::param::tree::{Key, Tree, What};
use crate::param::Param;
use crate::schema::Schema;
use crate::span::{Position, Source, Span};
use crate::value::compact::ValueExtras;
use crate::value::{Content, ParamField, Row, Value};
use crate::vocab::attribute;
use crate::xml::ReadOptions;
use crate::xml::encoding::{Illegal, has_illegal, prepare};

pub(super) fn from_text(json: &str, schema: Option<&Schema>, options: &ReadOptions) -> Result<Param> {
    let decoded = prepare(json, Illegal::Keep, options);
    if let Some(failure) = decoded.failure {
        return Err(failure);
    }
    let source = Source::new(decoded.text, decoded.map, Position::START);
    let tree = Tree::parse(&source, options)?;
    let mut reader = Reader { options, lookup: Lookup::new(schema), source: Some(&source), fields: 0 };
    let root_span = tree.span;
    let mut param = Param::unbound(reader.document(tree)?);
    param.root_span = root_span;
    param.schema = schema.cloned();
    param.source = Some(Arc::new(source));
    Ok(param)
}

pub(super) fn from_tree(tree: Tree, schema: Option<&Schema>) -> Result<Param> {
    let options = ReadOptions::new();
    let mut reader = Reader { options: &options, lookup: Lookup::new(schema), source: None, fields: 0 };
    let mut param = Param::unbound(reader.document(tree)?);
    param.schema = schema.cloned();
    Ok(param)
}

struct Reader<'a> {
    options: &'a ReadOptions,
    lookup: Lookup<'a>,
    /// What spans point into.
    source: Option<&'a Source>,
    /// How many fields there were.
    fields: usize,
}

/// A field whose content is being read.
struct Target<'a> {
    known: Option<Known<'a>>,
    /// How many elements there would be around the field's values in XML.
    depth: usize,
    /// Whether texts would be in a `values` element.
    wrapped: bool,
    content: Content,
}

impl<'a> Reader<'a> {
    fn document(&mut self, tree: Tree) -> Result<Vec<ParamField>> {
        match tree.what {
            What::Object(entries) => self.fields(entries, self.lookup.top(), 1),
            What::List(_) | What::Text(_) => Ok(Vec::new()), // the tree of a document is an object
        }
    }

    /// The entries of an object at this depth.
    fn fields(&mut self, entries: Vec<(Key, Tree)>, scope: Scope, depth: usize) -> Result<Vec<ParamField>> {
        entries.into_iter().map(|(key, tree)| self.field(key, tree, scope, depth + 1)).collect()
    }

    fn field(&mut self, key: Key, tree: Tree, scope: Scope, depth: usize) -> Result<ParamField> {
        self.fields += 1;
        if self.fields > self.options.max_fields {
            return Err(self.limit(Limit::Fields, self.options.max_fields, key.span));
        }
        self.check_depth(depth, key.span)?;
        self.check_text(&key.text, key.span)?;
        if key.text.is_empty() {
            return Err(self.error(FieldError::WithoutId, key.span));
        }
        let known = self.lookup.find(scope, &key.text);
        let listed = matches!(tree.what, What::List(_));
        // The wrapper that the schema wants: the form has none that could be wrong.
        let wrapped = match known.filter(|known| known.takes_texts()).and_then(|known| known.kind) {
            Some(kind) => kind.is_multi(),
            None => listed,
        };
        let mut content = Content::default();
        if has_illegal(&key.text) {
            content.marks.mark_illegal(key.span.unwrap_or_default());
        }
        let span = key.span.zip(tree.span).map(|(key, value)| Span::new(key.start, value.end));
        let mut target = Target { known, depth, wrapped, content };
        match tree.what {
            What::List(items) => items.into_iter().try_for_each(|item| self.one(item, &mut target))?,
            What::Text(_) | What::Object(_) => self.one(tree, &mut target)?,
        }
        Ok(ParamField { content: target.content, span, listed, ..ParamField::new(key.text) })
    }

    /// A value or a row.
    fn one(&mut self, tree: Tree, target: &mut Target<'a>) -> Result<()> {
        let span = tree.span;
        match tree.what {
            What::Text(text) => {
                let value = self.value(text, ValueExtras::default(), span, target)?;
                target.content.values.push(value);
            }
            What::Object(entries) if is_value(keys(&entries), target.known) => {
                let (text, attributes) = self.text_and_attributes(entries, span)?;
                let value = self.value(text, attributes, span, target)?;
                target.content.values.push(value);
            }
            What::Object(entries) => {
                let scope = target.known.map_or(Scope::Unknown, Known::scope);
                self.check_depth(target.depth + 1, span)?;
                let fields = self.fields(entries, scope, target.depth + 1)?;
                target.content.rows.push(Row { fields, span, ..Row::default() });
            }
            What::List(_) => {} // no list holds one
        }
        Ok(())
    }

    fn value(
        &self,
        text: String,
        attributes: ValueExtras,
        span: Option<Span>,
        target: &Target<'_>,
    ) -> Result<Value> {
        self.check_depth(target.depth + 1 + usize::from(target.wrapped), span)?;
        self.check_text(&text, span)?;
        Ok(Value { text: text.into(), attributes, span, wrapped: target.wrapped })
    }

    /// Of two keys `value` the last is the text.
    fn text_and_attributes(
        &self,
        entries: Vec<(Key, Tree)>,
        span: Option<Span>,
    ) -> Result<(String, ValueExtras)> {
        if entries.len() > self.options.max_attributes.saturating_add(1) {
            return Err(self.limit(Limit::Attributes, self.options.max_attributes, span));
        }
        let last = entries.iter().rposition(|(key, _)| key.text == attribute::VALUE);
        let (mut text, mut attributes) = (String::new(), ValueExtras::default());
        for (i, (key, tree)) in entries.into_iter().enumerate() {
            let What::Text(found) = tree.what else { continue };
            if Some(i) == last {
                text = found;
            } else {
                self.check_text(&found, tree.span)?;
                attributes.push((key.text, found));
            }
        }
        Ok((text, attributes))
    }

    fn check_depth(&self, depth: usize, span: Option<Span>) -> Result<()> {
        if depth > self.options.max_depth {
            return Err(self.limit(Limit::Depth, self.options.max_depth, span));
        }
        Ok(())
    }

    fn check_text(&self, text: &str, span: Option<Span>) -> Result<()> {
        if text.len() > self.options.max_text {
            return Err(self.limit(Limit::Text, self.options.max_text, span));
        }
        Ok(())
    }

    fn limit(&self, limit: Limit, max: usize, span: Option<Span>) -> Error {
        self.error(ErrorKind::Limit { limit, max: max as u64 }, span)
    }

    fn error(&self, kind: impl Into<ErrorKind>, span: Option<Span>) -> Error {
        let position = self.source.zip(span).map(|(source, span)| source.position(span.start));
        Error::new(kind, position)
    }
}

fn keys(entries: &[(Key, Tree)]) -> impl Iterator<Item = (&str, bool)> + Clone {
    entries.iter().map(|(key, tree)| (key.text.as_str(), tree.is_text()))
}
