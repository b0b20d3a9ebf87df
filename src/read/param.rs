//! Events to a param.

use std::sync::Arc;

use crate::code::NoteCode;
use crate::error::Result;
use crate::param::Param;
use crate::read::content::{Context, Document};
use crate::span::{Position, Source};
use crate::value::Content;
use crate::vocab::{Dialect, element};
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
pub(crate) fn from_decoded(decoded: Decoded, base: Position, options: &ReadOptions) -> Result<Param> {
    let source = Source::new(decoded.text, decoded.map, base);
    let mut context = Context::new(Events::new(&source, options), options, Document::Param);
    let outcome = document(&mut context, options);
    if let Some(failure) = decoded.failure
        && (outcome.is_ok() || context.events.hit_end)
    {
        return Err(failure);
    }
    let mut param = outcome?;
    param.notes = context.notes;
    param.source = Some(Arc::new(source));
    Ok(param)
}

fn document(context: &mut Context<'_>, options: &ReadOptions) -> Result<Param> {
    context.events.next()?;
    let root = context.events.name();
    let root_span = context.events.tag().span;
    if !element::ROOTS.contains(&root) {
        context.note(NoteCode::UnknownRoot, context.events.full_name(), context.events.tag().span);
    }
    let detected = if root == element::ITEM_SCHEMA { Dialect::ItemSchema } else { Dialect::Classic };
    let mut fields = Vec::new();
    let mut content = Content::default();
    loop {
        match context.events.next()? {
            Event::Start if context.events.name() == element::FIELD => fields.push(context.field()?),
            Event::Start => context.unknown_element(element::ROOT, Some(&mut content))?,
            Event::Text(text) => context.stray_text(text, element::ROOT, Some(&mut content))?,
            _ => break,
        }
    }
    while context.events.next()? != Event::Eof {}
    let mut param = Param::unbound(fields);
    param.root = Some(root.to_owned());
    param.dialect = Some(options.dialect.unwrap_or(detected));
    param.stray = content;
    param.root_span = Some(root_span);
    Ok(param)
}
