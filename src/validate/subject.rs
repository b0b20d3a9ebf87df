//! The field and the rule that a finding is about.

use std::sync::{Arc, OnceLock};

use crate::describe::RuleText;
use crate::lang::Lang;
use crate::schema::{FieldRef, RuleRef};

/// The field and the rule that a finding is about.
#[derive(Clone, Debug)]
pub(crate) enum Subject {
    Own {
        /// The display name of the field.
        field: Option<String>,
        rule: Option<Box<RuleText>>,
    },
    /// Of a rule that is not checked: nearly each item of a category reports it, in the same words.
    Shared(Arc<SharedSubject>),
}

/// A subject that is made once for a schema, with its messages.
#[derive(Debug)]
pub(crate) struct SharedSubject {
    field: Option<String>,
    rule: Option<RuleText>,
    en: Texts,
    zh: Texts,
}

/// What is made of a subject in one language.
#[derive(Debug, Default)]
struct Texts {
    message: OnceLock<String>,
    /// A part of the JSON object.
    json: OnceLock<String>,
}

/// A place for a shared subject, which the first finding fills.
pub(super) type SubjectCell = OnceLock<Arc<SharedSubject>>;

impl Subject {
    pub(super) fn own(field: Option<FieldRef<'_>>, rule: Option<RuleRef<'_>>) -> Subject {
        Subject::Own { field: name_of(field), rule: rule.map(RuleText::brief).map(Box::new) }
    }

    pub(super) fn shared(
        cell: &SubjectCell,
        field: Option<FieldRef<'_>>,
        rule: Option<RuleRef<'_>>,
    ) -> Subject {
        let make = || SharedSubject {
            field: name_of(field),
            rule: rule.map(RuleText::brief),
            en: Texts::default(),
            zh: Texts::default(),
        };
        Subject::Shared(Arc::clone(cell.get_or_init(|| Arc::new(make()))))
    }

    pub(super) fn field(&self) -> Option<&str> {
        match self {
            Subject::Own { field, .. } => field.as_deref(),
            Subject::Shared(subject) => subject.field.as_deref(),
        }
    }

    pub(super) fn rule(&self) -> Option<&RuleText> {
        match self {
            Subject::Own { rule, .. } => rule.as_deref(),
            Subject::Shared(subject) => subject.rule.as_ref(),
        }
    }
}

impl SharedSubject {
    /// The message in a language, which is made once. All findings of the subject have the same.
    pub(super) fn message(&self, lang: Lang, make: impl FnOnce() -> String) -> &str {
        lang.pick(&self.en, &self.zh).message.get_or_init(make)
    }

    /// The part of the JSON object that all findings of the subject have the same, which is made once for a language.
    pub(super) fn json(&self, lang: Lang, make: impl FnOnce() -> String) -> &str {
        lang.pick(&self.en, &self.zh).json.get_or_init(make)
    }
}

fn name_of(field: Option<FieldRef<'_>>) -> Option<String> {
    field.and_then(FieldRef::name).map(str::to_owned)
}
