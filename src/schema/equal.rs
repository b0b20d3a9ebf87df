//! Equality of schemas: all content counts, positions do not.

use crate::schema::arena::{FieldExtra, PropertyNode};
use crate::schema::{Condition, ConditionPart, Express, FieldRef, OptionRef, RuleRef, Schema};

impl PartialEq for Schema {
    fn eq(&self, other: &Schema) -> bool {
        self.root() == other.root()
            && self.dialect() == other.dialect()
            && self.unknown() == other.unknown()
            && same(self.all_fields(), other.all_fields(), same_field)
    }
}

impl Eq for Schema {}

/// Whether two fields are equal, with all that is inside them.
pub(crate) fn equal_subtrees(a: FieldRef<'_>, b: FieldRef<'_>) -> bool {
    let depth = |field: FieldRef<'_>, root: FieldRef<'_>| {
        field.ancestors().take_while(|around| *around != root).count()
    };
    same_field_at(a, b)
        && same(a.descendants(), b.descendants(), |x, y| depth(x, a) == depth(y, b) && same_field_at(x, y))
}

pub(crate) fn same<A, B>(
    mut a: impl Iterator<Item = A>,
    mut b: impl Iterator<Item = B>,
    equal: impl Fn(A, B) -> bool,
) -> bool {
    loop {
        match (a.next(), b.next()) {
            (None, None) => return true,
            (Some(a), Some(b)) => {
                if !equal(a, b) {
                    return false;
                }
            }
            _ => return false,
        }
    }
}

/// Without the sub-fields: the fields of a schema are compared in document order, with their depth.
fn same_field(a: FieldRef<'_>, b: FieldRef<'_>) -> bool {
    a.ancestors().count() == b.ancestors().count() && same_field_at(a, b)
}

fn same_field_at(a: FieldRef<'_>, b: FieldRef<'_>) -> bool {
    a.id() == b.id()
        && a.name() == b.name()
        && a.has_type_of(b)
        && same(a.rules(), b.rules(), same_rule)
        && same(a.options(), b.options(), same_option)
        && same_extra(a.extra(), b.extra())
}

fn same_extra(a: &FieldExtra, b: &FieldExtra) -> bool {
    a.present == b.present
        && a.default == b.default
        && a.labels == b.labels
        && same(a.properties.iter(), b.properties.iter(), same_property)
        && a.unknown == b.unknown
}

fn same_property(a: &PropertyNode, b: &PropertyNode) -> bool {
    a.key == b.key && a.value == b.value && a.unknown == b.unknown
}

pub(crate) fn same_rule(a: RuleRef<'_>, b: RuleRef<'_>) -> bool {
    a.name() == b.name()
        && a.value() == b.value()
        && a.ex_property() == b.ex_property()
        && a.unit() == b.unit()
        && a.url() == b.url()
        && a.desc() == b.desc()
        && a.unknown() == b.unknown()
        && same_condition(a.condition(), b.condition())
}

fn same_option(a: OptionRef<'_>, b: OptionRef<'_>) -> bool {
    a.display_name() == b.display_name()
        && a.value() == b.value()
        && a.readonly() == b.readonly()
        && a.unknown() == b.unknown()
        && same_condition(a.condition(), b.condition())
}

fn same_condition(a: Option<Condition<'_>>, b: Option<Condition<'_>>) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => same_group(a, b),
        _ => false,
    }
}

fn same_group(a: Condition<'_>, b: Condition<'_>) -> bool {
    a.operator_text() == b.operator_text()
        && a.unknown() == b.unknown()
        && same(a.parts(), b.parts(), |a, b| match (a, b) {
            (ConditionPart::Express(a), ConditionPart::Express(b)) => same_express(a, b),
            (ConditionPart::Group(a), ConditionPart::Group(b)) => same_group(a, b),
            _ => false,
        })
}

fn same_express(a: Express<'_>, b: Express<'_>) -> bool {
    a.field_id() == b.field_id()
        && a.value() == b.value()
        && a.symbol_text() == b.symbol_text()
        && a.unknown() == b.unknown()
}
