//! The part of a schema that a change is about.

use crate::schema::{Condition, ConditionPart, FieldId, FieldRef, OptionRef, RuleRef, Schema, Unknown};
use crate::span::{Position, Span};

/// A part of a schema. Keeps the schema.
#[derive(Clone, Debug)]
pub(super) struct SchemaPart {
    pub(super) schema: Schema,
    pub(super) location: Location,
}

/// Where in a schema: fields by their index, rules and options by their number within the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Location {
    Root,
    Field(u32),
    Rule(u32, u32),
    Option(u32, u32),
}

impl Location {
    /// The field, or the field of the rule or option.
    pub(super) fn field(self, schema: &Schema) -> Option<FieldRef<'_>> {
        match self {
            Location::Root => None,
            Location::Field(index) | Location::Rule(index, _) | Location::Option(index, _) => {
                schema.get(FieldId(index))
            }
        }
    }

    pub(super) fn rule(self, schema: &Schema) -> Option<RuleRef<'_>> {
        let Location::Rule(_, number) = self else { return None };
        self.field(schema)?.rule_at(number as usize)
    }

    pub(super) fn option(self, schema: &Schema) -> Option<OptionRef<'_>> {
        let Location::Option(_, number) = self else { return None };
        self.field(schema)?.option_at(number)
    }
}

impl SchemaPart {
    /// The field, or the field of the rule or option.
    pub(super) fn field(&self) -> Option<FieldRef<'_>> {
        self.location.field(&self.schema)
    }

    pub(super) fn rule(&self) -> Option<RuleRef<'_>> {
        self.location.rule(&self.schema)
    }

    pub(super) fn option(&self) -> Option<OptionRef<'_>> {
        self.location.option(&self.schema)
    }

    /// The name of the field for people.
    pub(super) fn field_name(&self) -> Option<&str> {
        self.field()?.name()
    }

    pub(super) fn span(&self) -> Span {
        let of_rule = self.rule().map(RuleRef::span);
        let of_option = || self.option().map(OptionRef::span);
        let of_field = || self.field().map(FieldRef::span);
        of_rule.or_else(of_option).or_else(of_field).unwrap_or_else(|| self.schema.span())
    }

    /// The start of the span. Faster than the span, whose end must be searched for.
    pub(super) fn position(&self) -> Position {
        let of_rule = self.rule().map(RuleRef::position);
        let of_option = || self.option().map(OptionRef::position);
        let of_field = || self.field().map(FieldRef::position);
        let of_root = || self.schema.position(self.schema.span().range().start);
        of_rule.or_else(of_option).or_else(of_field).unwrap_or_else(of_root)
    }
}

/// The unknown content of a condition, at every depth.
pub(super) fn unknown_of_condition(condition: Option<Condition<'_>>) -> Vec<&Unknown> {
    let mut found = Vec::new();
    if let Some(condition) = condition {
        collect_unknown(condition, &mut found);
    }
    found
}

fn collect_unknown<'s>(condition: Condition<'s>, found: &mut Vec<&'s Unknown>) {
    found.extend(condition.unknown());
    for part in condition.parts() {
        match part {
            ConditionPart::Express(express) => found.extend(express.unknown()),
            ConditionPart::Group(group) => collect_unknown(group, found),
        }
    }
}
