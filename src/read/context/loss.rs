//! Content that a reader does not keep, so that writing loses it.

use std::collections::HashSet;

use crate::error::{Loss, LossKind};
use crate::read::context::{Context, Document};
use crate::span::Span;
use crate::xml::event::Events;
use crate::xml::name::local;
use crate::xml::reference::Irregular;

impl Context<'_> {
    /// Content that is read without being kept, so that writing loses it.
    pub(crate) fn lose(&mut self, kind: LossKind, name: impl Into<String>, span: Span) {
        let position = Some(self.events.position(span.start));
        self.losses.push(Loss { position, ..Loss::new(kind, name, Some(span)) });
    }

    /// Attributes of an element of a param that has none; declarations of namespaces are not content by themselves.
    pub(in crate::read) fn lose_attributes(&mut self) {
        for index in 0..self.events.attribute_count() {
            self.lose_attribute(index);
        }
    }

    pub(in crate::read) fn lose_attribute(&mut self, index: usize) {
        let attribute = self.events.attribute(index);
        let (name, span) = (self.events.attribute_name(attribute), self.events.attribute_span(attribute));
        if name == "xmlns" {
            return;
        }
        self.lose(LossKind::Attribute, name, span);
        if name.starts_with("xmlns:") {
            self.prefixes.extend(self.losses.pop());
        }
    }

    /// Attributes of a param that are kept under their names.
    pub(in crate::read) fn keep_names(&mut self) {
        self.keeps_names = true;
    }

    /// Whether another attribute of the tag has the same name without its prefix, so that this one means nothing: one
    /// without a prefix, or an earlier one.
    pub(in crate::read) fn is_shadowed(&mut self, index: usize) -> bool {
        let has_prefix =
            |events: &Events<'_>, index| events.attribute_name(events.attribute(index)).contains(':');
        if !has_prefix(&self.events, index) {
            return false;
        }
        let start = self.events.tag().span.start;
        if self.shadowed.as_ref().is_none_or(|(tag, _)| *tag != start) {
            let count = self.events.attribute_count();
            let name = |index: &usize| local(self.events.attribute_name(self.events.attribute(*index)));
            let (with, without): (Vec<usize>, Vec<usize>) =
                (0..count).partition(|&index| has_prefix(&self.events, index));
            let mut taken: HashSet<&str> = without.iter().map(name).collect();
            let shadowed = with.into_iter().filter(|index| !taken.insert(name(index))).collect();
            self.shadowed = Some((start, shadowed));
        }
        self.shadowed.as_ref().is_some_and(|(_, shadowed)| shadowed.contains(&index))
    }

    /// What writing loses, in document order.
    pub(crate) fn take_losses(&mut self) -> Vec<Loss> {
        for (span, irregular) in self.events.irregular().to_vec() {
            if irregular == Irregular::Half && self.document == Document::Param {
                self.lose(LossKind::HalfCharacter, self.events.slice(span), span);
            }
        }
        let mut losses = std::mem::take(&mut self.losses);
        if self.keeps_names {
            losses.append(&mut self.prefixes);
        }
        losses.sort_by_key(|loss| loss.span.map(|span| span.start));
        losses
    }
}
