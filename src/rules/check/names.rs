//! The names of expressions and messages.

use std::borrow::Cow;
use std::ops::ControlFlow;

use super::RuleCheck;
use crate::mapping::expression::Expr;
use crate::mapping::message::Message;
use crate::mapping::record::Json;
use crate::mapping::record_path::Frame;
use crate::rules::bound::NameUse;
use crate::rules::walk::Scope;

impl RuleCheck<'_, '_> {
    /// Whether an expression holds; none if that depends on values that are missing.
    pub(super) fn evaluate(
        &self,
        expr: &Expr,
        names: &[NameUse],
        scope: &Scope<'_>,
    ) -> Result<Option<bool>, Message> {
        let mut entries = Vec::with_capacity(names.len());
        for name in names {
            if let Some(value) = name.place.and_then(|place| self.json(place, scope)) {
                entries.push((Cow::Borrowed(name.name.as_str()), value));
            }
        }
        let is_complete = entries.len() == names.len();
        match expr.holds(&Frame { here: &Json::Object(entries), outer: None }) {
            Ok(holds) => Ok(Some(holds)),
            Err(_) if !is_complete => Ok(None),
            Err(why) => Err(why),
        }
    }

    /// The text of a place, or the list of its texts; none if a single text is missing.
    pub(super) fn json(&self, place: usize, scope: &Scope<'_>) -> Option<Json<'static>> {
        let mut texts = Vec::new();
        let is_list = scope.is_list(self.walker.place(place));
        let _ = self.walker.values(scope, place, &mut |found| {
            texts.push(Json::Text(Cow::Owned(found.text().to_owned())));
            if is_list { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        if is_list { Some(Json::List(texts)) } else { texts.pop() }
    }
}
