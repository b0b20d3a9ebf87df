//! Events to a param.

use std::sync::Arc;

use crate::code::NoteCode;
use crate::error::Result;
use crate::param::Param;
use crate::read::context::{Context, Document};
use crate::read::schema::RootTag;
use crate::span::{Base, Position, Source};
use crate::value::compact::Tags;
use crate::value::{Content, ParamField};
use crate::vocab::element;
use crate::vocab::root::Root;
use crate::xml::ReadOptions;
use crate::xml::encoding::{Decoded, Illegal, decode_owned, prepare};
use crate::xml::event::{Event, Events};

pub(crate) fn from_text(xml: &str, options: &ReadOptions) -> Result<Param> {
    from_decoded(prepare(xml, Illegal::Keep, options), Position::START, options)
}

pub(crate) fn from_bytes(input: Vec<u8>, options: &ReadOptions) -> Result<Param> {
    from_decoded(decode_owned(input, Illegal::Keep, options), Position::START, options)
}

/// Reads a decoded input that begins at `base`, which is the beginning unless it is a part of another.
pub(crate) fn from_decoded(decoded: Decoded, base: impl Into<Base>, options: &ReadOptions) -> Result<Param> {
    let source = Source::new(decoded.text, decoded.map, base);
    let mut context = Context::new(Events::new(&source, options), options, Document::Param);
    context.tags = Tags::of_thread();
    let outcome = document(&mut context, options);
    std::mem::take(&mut context.tags).keep();
    if let Some(failure) = decoded.failure
        && (outcome.is_ok() || context.events.hit_end)
    {
        return Err(failure);
    }
    let mut param = outcome?;
    param.losses = context.take_losses();
    param.notes = context.into_notes();
    param.source = Some(Arc::new(source));
    Ok(param)
}

fn document(context: &mut Context<'_>, options: &ReadOptions) -> Result<Param> {
    context.events.next()?;
    let root = context.events.name();
    let root_span = context.events.tag().span;
    let known = Root::of(root);
    if known == Root::Unknown {
        context.note(NoteCode::UnknownRoot, context.events.full_name(), root_span);
    }
    let position = context.events.position(root_span.start);
    let tag = RootTag { name: root.to_owned(), span: root_span, position };
    // Params of alibaba.com are written like those of the other `itemSchema` dialect.
    let detected = known.dialect(|_| false);
    let mut fields = Vec::new();
    let mut content = Content::default();
    context.mark_illegal_since(root_span.start, &mut content);
    context.lose_attributes();
    let outcome = top_level(context, element::ROOT, &mut content, &mut fields);
    tag.explain(outcome, context.fields)?;
    while context.events.next()? != Event::Eof {}
    tag.explain(Ok(()), context.fields)?;
    fields.shrink_to_fit();
    let mut param = Param::unbound(fields);
    param.root = Some(root.to_owned());
    param.dialect = Some(options.dialect.unwrap_or(detected));
    param.stray = content;
    param.has_rules = context.has_rules;
    param.root_span = Some(root_span);
    Ok(param)
}

/// The fields in the open element: the root, or `fields` in it.
fn top_level(
    context: &mut Context<'_>,
    place: &'static str,
    content: &mut Content,
    fields: &mut Vec<ParamField>,
) -> Result<()> {
    loop {
        while context.usual_field(fields)? {}
        if !context.next_child(place, content)? {
            return Ok(());
        }
        match context.events.name() {
            element::FIELD => fields.push(context.field()?),
            element::FIELDS if place == element::ROOT => {
                context.fields_in_root()?;
                context.mark_illegal_since(context.events.tag().span.start, content);
                top_level(context, element::FIELDS, content, fields)?;
            }
            _ => context.unknown_element(place, Some(&mut *content))?,
        }
    }
}
