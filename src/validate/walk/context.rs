//! What a finding is about, while it is not made yet.

use crate::code::Severity;
use crate::condition::frame::Frame;
use crate::param::Param;
use crate::schema::{FieldRef, RuleRef};
use crate::span::Span;
use crate::validate::message::kind::FindingKind;
use crate::validate::report::Finding;
use crate::validate::subject::{Subject, SubjectCell};
use crate::validate::suggestion::Suggestion;

/// What a finding is about.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) frame: &'a Frame<'a>,
    pub(super) field: Option<FieldRef<'a>>,
    /// The id of a field that is not in the schema.
    pub(super) id: &'a str,
    /// The number of the value, where the field takes several.
    pub(super) number: Option<usize>,
    pub(super) span: Option<Span>,
    pub(super) rule: Option<RuleRef<'a>>,
    pub(super) actual: Option<&'a str>,
    /// What the text should be instead.
    pub(super) better: Option<Better<'a>>,
    /// Where the subject is kept, if findings of all items share it.
    pub(super) shared: Option<&'a SubjectCell>,
}

/// A text that would be valid, for the value or for its `inputValue`.
#[derive(Clone, Copy)]
pub(super) enum Better<'a> {
    Text(&'a str),
    InputValue(&'a str),
}

/// Gives the text without the white space around it, if that passes a check.
pub(super) type Trimmed<'f, 'a> = &'f dyn Fn(&dyn Fn(&str) -> bool) -> Option<Better<'a>>;

impl<'a> Context<'a> {
    /// A row, or the top.
    pub(super) fn row(frame: &'a Frame<'a>, span: Option<Span>) -> Context<'a> {
        Context {
            frame,
            field: None,
            id: "",
            number: None,
            span,
            rule: None,
            actual: None,
            better: None,
            shared: None,
        }
    }

    /// A field of a row.
    pub(super) fn field(frame: &'a Frame<'a>, field: FieldRef<'a>, span: Option<Span>) -> Context<'a> {
        Context { field: Some(field), ..Context::row(frame, span) }
    }

    /// A field that is not in the schema.
    pub(super) fn unknown(frame: &'a Frame<'a>, id: &'a str, span: Option<Span>) -> Context<'a> {
        Context { id, ..Context::row(frame, span) }
    }

    pub(super) fn finding(&self, param: &Param, kind: FindingKind, severity: Severity) -> Finding {
        let path = match self.field.map_or(self.id, FieldRef::id) {
            "" => self.frame.own_path(),
            id => self.frame.path(id, self.number),
        };
        let suggestion = match self.better {
            Some(Better::Text(text)) => Some(Suggestion::Text { text: text.to_owned() }),
            Some(Better::InputValue(text)) => Some(Suggestion::InputValue { text: text.to_owned() }),
            None => Suggestion::of(&kind),
        };
        Finding {
            suggestion,
            kind,
            severity,
            path,
            subject: match self.shared {
                Some(cell) => Subject::shared(cell, self.field, self.rule),
                None => Subject::own(self.field, self.rule),
            },
            actual: self.actual.map(str::to_owned),
            span: self.span,
            position: self.span.and_then(|span| param.position(span.range().start)),
        }
    }
}
