//! Options: nine tenths of a schema.

use crate::code::NoteCode;
use crate::error::Result;
use crate::read::context::{Context, shortened};
use crate::read::schema::Builder;
use crate::read::schema::field::Open;
use crate::schema::{NOWHERE, OptionExtra, OptionNode, Str};
use crate::span::small;
use crate::vocab::{attribute, element};
use crate::xml::event::Event;
use crate::xml::fast_tag::FastTag;

/// How the platform writes nearly every option.
pub(crate) const FAST_OPTION: FastTag =
    FastTag { before_first: "<option displayName=\"", before_second: "\" value=\"" };

/// What the attributes of an option give.
struct Attributes {
    name: Str,
    value: Str,
    readonly: Str,
}

impl Builder {
    /// The element `options`. Its loop is written out: fast tags are tried before each event.
    pub(super) fn options(&mut self, context: &mut Context<'_>, open: &mut Open) -> Result<()> {
        context.wrapper_attributes(element::OPTIONS)?;
        loop {
            context.skip_blank();
            while let Some((tag, name, value)) = context.events.fast_tag(&FAST_OPTION) {
                context.skip_blank();
                let (name, value) = (Str::source(name), Str::source(value));
                let option = OptionNode { start: tag.start, name, value, extra: NOWHERE };
                open.options.push(option, &mut self.options);
            }
            match context.events.next()? {
                Event::Start if context.events.name() == element::OPTION => {
                    let option = self.option(context)?;
                    open.options.push(option, &mut self.options);
                }
                Event::Start => context.unknown_element(element::OPTIONS, None)?,
                Event::Text(text) => context.stray_text(text, element::OPTIONS, None)?,
                Event::End | Event::Eof => return Ok(()),
            }
        }
    }

    #[inline]
    fn option(&mut self, context: &mut Context<'_>) -> Result<OptionNode> {
        let tag = context.events.tag();
        let mark = context.unknown_mark();
        let mut given = Attributes { name: Str::NONE, value: Str::NONE, readonly: Str::NONE };
        self.attributes(context, element::OPTION, &mut given, |given, name| match name {
            attribute::DISPLAY_NAME => Some(&mut given.name),
            attribute::VALUE => Some(&mut given.value),
            attribute::READONLY => Some(&mut given.readonly),
            _ => None,
        })?;
        let Attributes { name, value, readonly } = given;
        if name.is_none() {
            let value = shortened(self.text(context, value));
            context.note(NoteCode::OptionWithoutName, value, tag.span);
        }
        if value.is_none() {
            let name = shortened(self.text(context, name));
            context.note(NoteCode::OptionWithoutValue, name, tag.span);
        }
        let condition = if tag.empty {
            context.events.next()?;
            NOWHERE
        } else {
            self.condition_of(context, element::OPTION)?
        };
        let mut extra = NOWHERE;
        if condition != NOWHERE || !readonly.is_none() || context.has_unknown_since(mark) {
            extra = small(self.option_extras.len());
            let unknown = context.take_unknown(mark);
            self.option_extras.push(OptionExtra { readonly, condition, unknown });
        }
        Ok(OptionNode { start: tag.span.start, name, value, extra })
    }
}
