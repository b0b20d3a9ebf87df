//! Events to a schema's arena. `field`, `rule`, `option` and `label` read the elements of these names.

mod field;
mod gathered;
mod label;
mod option;
mod rule;

use crate::code::NoteCode;
use crate::error::{Error, ErrorKind, Loss, Result};
use crate::note::Note;
use crate::read::context::{Context, Document};
use crate::schema::{
    Arena, FieldExtra, FieldNode, GroupNode, NOWHERE, OptionExtra, OptionNode, RuleExtra, RuleNode, Schema,
    Str, Unknown,
};
use crate::span::{Base, Position, Source, Span, small};
use crate::vocab::root::Root;
use crate::vocab::{Dialect, element};
use crate::xml::ReadOptions;
use crate::xml::encoding::{Decoded, Illegal, decode_owned, prepare};
use crate::xml::event::{Event, Events};

pub(crate) use option::FAST_OPTION;

pub(crate) fn from_text(xml: &str, options: &ReadOptions) -> Result<Schema> {
    from_decoded(prepare(xml, Illegal::Drop, options), Position::START, options)
}

pub(crate) fn from_bytes(input: Vec<u8>, options: &ReadOptions) -> Result<Schema> {
    from_decoded(decode_owned(input, Illegal::Drop, options), Position::START, options)
}

/// Reads a decoded input that begins at `base`, which is the beginning unless it is a part of another.
pub(crate) fn from_decoded(decoded: Decoded, base: impl Into<Base>, options: &ReadOptions) -> Result<Schema> {
    let source = Source::new(decoded.text, decoded.map, base);
    let mut context = Context::new(Events::new(&source, options), options, Document::Schema);
    let mut builder = Builder::default();
    let outcome = builder.document(&mut context);
    if let Some(failure) = decoded.failure
        && (outcome.is_ok() || context.events.hit_end)
    {
        return Err(failure);
    }
    let root = outcome?;
    builder.losses = context.take_losses();
    let mut notes = context.into_notes();
    notes.extend(root.notes(builder.fields.is_empty(), builder.asks_for_something()));
    Ok(builder.finish(source, root, notes, options.dialect))
}

/// The root element.
#[derive(Clone, Debug)]
pub(crate) struct RootTag {
    pub(crate) name: String,
    pub(crate) span: Span,
    pub(crate) position: Position,
}

/// Which element of the top level is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Inside {
    Root,
    /// The element `fields` directly in the root.
    Fields,
}

impl RootTag {
    /// The outcome of reading a document with this root. Under a root that the platform does not use there must be a
    /// field; without any, a field is what is missing, whatever the first one lacks. `fields` is how many were begun.
    pub(crate) fn explain<T>(&self, outcome: Result<T>, fields: usize) -> Result<T> {
        // A field is counted before its attributes are checked.
        let has_field = match &outcome {
            Ok(_) => fields > 0,
            Err(error) if matches!(error.kind(), ErrorKind::Field(_)) => fields > 1,
            Err(_) => true,
        };
        if has_field || Root::is_known(&self.name) {
            return outcome;
        }
        let kind = ErrorKind::NoDocument { root: Some(self.name.clone()), instead: None };
        Err(Error::new(kind, Some(self.position)))
    }

    /// The notes on a schema as a whole.
    pub(crate) fn notes(&self, is_empty: bool, asks_for_something: bool) -> impl Iterator<Item = Note> {
        let is_item = self.name == element::ITEM_PARAM || !is_empty && !asks_for_something;
        let codes = [(is_item, NoteCode::NotASchema), (is_empty, NoteCode::EmptyRule)];
        let RootTag { span, position, .. } = *self;
        let codes = codes.into_iter().filter_map(|(is_so, code)| is_so.then_some(code));
        codes.map(move |code| Note { code, detail: String::new(), span, position })
    }
}

#[derive(Default)]
pub(crate) struct Builder {
    pool: String,
    fields: Vec<FieldNode>,
    extras: Vec<FieldExtra>,
    rules: Vec<RuleNode>,
    options: Vec<OptionNode>,
    option_extras: Vec<OptionExtra>,
    conditions: Vec<GroupNode>,
    rule_extras: Vec<RuleExtra>,
    pub(crate) root_unknown: Vec<Unknown>,
    pub(crate) losses: Vec<Loss>,
}

impl Builder {
    /// The whole document, from its prolog to its end.
    pub(crate) fn document(&mut self, context: &mut Context<'_>) -> Result<RootTag> {
        let root = self.root(context)?;
        if let Err(failure) = self.top_level(context, Inside::Root) {
            return root.explain(Err(failure), context.fields);
        }
        self.check_siblings(context, 0, self.fields.len());
        while context.events.next()? != Event::Eof {}
        root.explain(Ok(()), context.fields)?;
        Ok(root)
    }

    /// Up to the root's start tag, this included.
    pub(crate) fn root(&mut self, context: &mut Context<'_>) -> Result<RootTag> {
        context.events.next()?;
        let span = context.events.tag().span;
        let name = context.events.name();
        if !Root::is_known(name) {
            context.note(NoteCode::UnknownRoot, context.events.full_name(), span);
        }
        context.field_tag = span;
        context.wrapper_attributes(element::ROOT)?;
        self.root_unknown.append(&mut context.unknown);
        let position = context.events.position(span.start);
        Ok(RootTag { name: name.to_owned(), span, position })
    }

    /// The rest of the root's children, up to the root's end, this included.
    pub(crate) fn top_level(&mut self, context: &mut Context<'_>, inside: Inside) -> Result<()> {
        if inside == Inside::Fields {
            self.sub_fields(context, element::FIELDS, NOWHERE)?;
        }
        self.sub_fields(context, element::ROOT, NOWHERE)?;
        self.root_unknown.append(&mut context.unknown);
        context.normalize(&mut self.root_unknown);
        Ok(())
    }

    /// Whether any field has what only schemas have: a rule, an option, a sub-field, a default or a label. A category that
    /// is closed to the seller is sent as one label and nothing else.
    pub(crate) fn asks_for_something(&self) -> bool {
        self.fields.iter().any(|field| {
            let extra = self.extras.get(field.extra as usize);
            field.parent != NOWHERE
                || extra.is_some_and(|extra| extra.default.is_some() || !extra.labels.is_empty())
                || !field.rules.range().is_empty()
                || !field.options.range().is_empty()
        })
    }

    pub(crate) fn finish(
        self,
        source: Source,
        root: RootTag,
        mut notes: Vec<Note>,
        dialect: Option<Dialect>,
    ) -> Schema {
        for (at, count, position) in source.drops() {
            let span = Span::new(at, at);
            notes.push(Note { code: NoteCode::DroppedCharacters, detail: count.to_string(), span, position });
        }
        notes.sort_by_key(|note| note.position.offset);
        let mut arena = Arena {
            source,
            pool: self.pool,
            root: root.name,
            root_span: root.span,
            dialect: Dialect::Classic,
            fields: self.fields,
            extras: self.extras,
            rules: self.rules,
            options: self.options,
            option_extras: self.option_extras,
            conditions: self.conditions,
            rule_extras: self.rule_extras,
            root_unknown: self.root_unknown,
            notes,
            losses: self.losses,
        };
        arena.shrink();
        arena.dialect = dialect.unwrap_or_else(|| {
            let has_field =
                |id: &str| arena.top().any(|field| arena.text(arena.fields[field as usize].id) == id);
            Root::of(&arena.root).dialect(has_field)
        });
        Schema::of(arena)
    }

    /// An attribute's value: as a span of the source, or decoded in the pool.
    #[inline]
    fn intern(&mut self, context: &Context<'_>, index: usize) -> Result<Str> {
        let attribute = context.events.attribute(index);
        match context.events.plain_value(attribute) {
            Some(span) => Ok(Str::source(span)),
            None => {
                let decoded = context.events.attribute_value(attribute)?;
                Ok(self.push_pool(&decoded))
            }
        }
    }

    /// The attributes of the tag: `slot` gives the place of one that has a meaning; the others are kept.
    #[inline]
    fn attributes<N>(
        &mut self,
        context: &mut Context<'_>,
        place: &'static str,
        node: &mut N,
        slot: impl for<'n> Fn(&'n mut N, &str) -> Option<&'n mut Str>,
    ) -> Result<()> {
        context.attributes(place, node, slot, |context, index| self.intern(context, index))
    }

    fn push_pool(&mut self, text: &str) -> Str {
        let start = small(self.pool.len());
        self.pool.push_str(text);
        Str::pool(start, small(text.len()))
    }

    fn text<'a>(&'a self, context: &Context<'a>, text: Str) -> &'a str {
        text.resolve(context.events.source_text(), &self.pool).unwrap_or_default()
    }
}
