//! From what a rule found to a finding.

use std::borrow::Cow;
use std::ops::ControlFlow;

use super::RuleCheck;
use crate::code::Severity;
use crate::lang::Lang;
use crate::mapping::expression::Template;
use crate::mapping::message::{Message, message};
use crate::mapping::record::Json;
use crate::mapping::record_path::Frame;
use crate::rules::bound::ChainStep;
use crate::rules::limits::MAX_MESSAGE_CHARS;
use crate::rules::pack::Pack;
use crate::rules::standard_text;
use crate::rules::walk::{Flow, Found, Node, Scope};
use crate::span::Span;
use crate::validate::{Finding, FindingKind, HouseRule, Subject};
use crate::value::ParamField;

/// What a finding is about.
pub(super) struct Spot {
    path: String,
    field: Option<String>,
    span: Option<Span>,
    actual: Option<String>,
}

/// What the form provides to messages.
pub(super) type Variables<'v> = &'v [(&'static str, &'v str)];

impl Spot {
    pub(super) fn value(found: &Found<'_>) -> Spot {
        Spot {
            path: found.node.path_of(&found.step.id, found.number),
            field: found.step.name.as_deref().map(str::to_owned),
            span: found.value.span.or(found.field.span()).or(found.node.span()),
            actual: Some(found.text().to_owned()),
        }
    }

    pub(super) fn field(node: &Node<'_>, step: &ChainStep, field: &ParamField) -> Spot {
        Spot { span: field.span().or(node.span()), ..Spot::missing(node, step) }
    }

    /// A field that is not there.
    fn missing(node: &Node<'_>, step: &ChainStep) -> Spot {
        Spot {
            path: node.path_of(&step.id, None),
            field: step.name.as_deref().map(str::to_owned),
            span: node.span(),
            actual: None,
        }
    }

    pub(super) fn row(node: &Node<'_>) -> Spot {
        Spot {
            path: node.path(),
            field: node.step_name().map(str::to_owned),
            span: node.span(),
            actual: None,
        }
    }
}

impl RuleCheck<'_, '_> {
    /// The first value of a place, else its field, else where it would be, else the row or item.
    pub(super) fn spot_of(&self, place: usize, scope: &Scope<'_>) -> Spot {
        let mut spot = None;
        let _ = self.walker.values(scope, place, &mut |found| {
            spot = Some(Spot::value(&found));
            ControlFlow::Break(())
        });
        if spot.is_none() {
            let _ = self.walker.fields(scope, place, &mut |node, step, field| {
                spot = Some(Spot::field(node, step, field));
                ControlFlow::Break(())
            });
        }
        spot.unwrap_or_else(|| {
            let chains = &self.walker.place(place).chains;
            let absent = chains.first().map(|chain| scope.start(chain));
            match absent {
                Some((node, [step])) => Spot::missing(node, step),
                _ => Spot::row(scope.node),
            }
        })
    }

    /// Reports that the rule is broken.
    pub(super) fn report(
        &mut self,
        scope: &Scope<'_>,
        spot: impl FnOnce(&Self) -> Spot,
        variables: Variables<'_>,
    ) -> Flow {
        // Every form calls this only if the sink wants findings of the rule's severity, but it may have enough of them.
        if !self.sink.wants(self.severity) {
            return ControlFlow::Continue(());
        }
        let spot = match self.uses.on {
            Some(on) => self.spot_of(on, scope),
            None => spot(self),
        };
        let message = self.message(scope, variables);
        let finding = self.finding(spot, self.severity, message);
        self.sink.take(self.severity, &mut || finding.clone())
    }

    /// That the rule could not be evaluated.
    pub(super) fn unevaluated(&self, scope: &Scope<'_>, why: &Message) -> Finding {
        let Message { en, zh } = why;
        let text = message!("the rule cannot be evaluated: {en}", "规则无法求值：{zh}");
        self.finding(Spot::row(scope.node), Severity::Note, text)
    }

    fn finding(&self, spot: Spot, severity: Severity, message: Message) -> Finding {
        let Spot { path, field, span, actual } = spot;
        let kind = FindingKind::HouseRule(Box::new(HouseRule {
            code: std::sync::Arc::clone(&self.rule.rule().code),
            pack: self.rule.file.pack.map(Pack::as_str),
            en: short(message.en),
            zh: short(message.zh),
        }));
        Finding {
            kind,
            severity,
            path,
            subject: Subject::Own { field, rule: None },
            actual,
            // What a rule wants instead is in its message, in words.
            suggestion: None,
            span,
            position: span.and_then(|span| self.param.position(span.range().start)),
        }
    }

    fn message(&self, scope: &Scope<'_>, variables: Variables<'_>) -> Message {
        let standard = standard_text::of(self.rule.form(), variables);
        let Some(texts) = &self.rule.rule().message else { return standard };
        // What is missing is empty in a message: it must not hide the finding.
        let value = |place: Option<usize>, name: &str| match place {
            Some(place) => self.json(place, scope).map(joined),
            None => variables.iter().find(|(known, _)| *known == name).map(|(_, text)| text_of(text)),
        };
        let entries = self.uses.message.iter().map(|name| {
            (Cow::Borrowed(name.name.as_str()), value(name.place, &name.name).unwrap_or_else(|| text_of("")))
        });
        let here = Json::Object(entries.collect());
        let frame = Frame { here: &here, outer: None };
        let fill = |template: &Template, lang: Lang| {
            template.text(&frame).unwrap_or_else(|_| standard.of(lang).to_owned())
        };
        Message { en: fill(&texts.en, Lang::En), zh: fill(&texts.zh, Lang::Zh) }
    }
}

fn text_of(text: &str) -> Json<'static> {
    Json::Text(Cow::Owned(text.to_owned()))
}

/// A list as one text.
fn joined(json: Json<'static>) -> Json<'static> {
    let Json::List(items) = json else { return json };
    let texts = items.iter().filter_map(|item| match item {
        Json::Text(text) => Some(text.as_ref()),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Cell(_) | Json::List(_) | Json::Object(_) => {
            None
        }
    });
    text_of(&texts.collect::<Vec<_>>().join(", "))
}

fn short(text: String) -> String {
    match text.char_indices().nth(MAX_MESSAGE_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
