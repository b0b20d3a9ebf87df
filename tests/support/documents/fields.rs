//! Fields of schemas and of params, with all that may be in them.

use proptest::prelude::*;

use super::parts::{
    always, attribute_text, attributes, element, id, kind, maybe, named, one_of, rarely, spaced, stray_text,
    text, unknown_element,
};

/// A field of a schema, with up to so many levels of sub-fields.
pub fn schema_field(depth: u32) -> BoxedStrategy<String> {
    let attributes = attributes(vec![
        always("id", id()),
        always("type", kind()),
        maybe("name", attribute_text()),
        rarely("required", one_of(&["true", "false"])),
        rarely("extra", attribute_text()),
    ]);
    let name = one_of(&["field", "field", "field", "field", "x:field"]);
    element(name, attributes, spaced(schema_child(depth), 4))
}

fn schema_child(depth: u32) -> BoxedStrategy<String> {
    let rules = element(named("rules"), one_of(&["", "", " "]), spaced(rule(), 3));
    let options = element(named("options"), one_of(&["", "", " "]), spaced(option(), 4));
    let label_group = label_group(2);
    let properties = element(named("properties"), one_of(&["", ""]), spaced(property(), 2));
    let plain = prop_oneof![
        4 => rules,
        3 => options,
        1 => label_group,
        1 => properties,
        1 => prop_oneof![unknown_element(1), group(1)],
        1 => stray_text(),
        // It belongs to no rule.
        1 => group(1),
        1 => one_of(&["<name>名</name>", "<name/>", "<value type=\"text\"/>", "<value type='date' />"]),
        2 => content(depth.min(1)),
    ];
    if depth == 0 {
        return plain.boxed();
    }
    let fields = element(named("fields"), one_of(&["", "", "\n"]), spaced(schema_field(depth - 1), 3));
    prop_oneof![6 => plain, 2 => fields, 1 => schema_field(depth - 1)].boxed()
}

fn rule() -> BoxedStrategy<String> {
    let name = one_of(&[
        "requiredRule",
        "disableRule",
        "readOnlyRule",
        "maxLengthRule",
        "minLengthRule",
        "maxValueRule",
        "valueTypeRule",
        "regexRule",
        "regxRule",
        "maxInputNumRule",
        "maxTargetSizeRule",
        "tipRule",
        "devTipRule",
        "383278799_1",
        "",
    ]);
    let attributes = attributes(vec![
        maybe("name", name),
        maybe("value", attribute_text()),
        rarely("exProperty", one_of(&["include", "not include", "?"])),
        rarely("unit", one_of(&["byte", "character", "kb", ""])),
        rarely("url", attribute_text()),
        rarely("desc", attribute_text()),
        rarely("odd", attribute_text()),
    ]);
    element(named("rule"), attributes, conditions())
}

fn option() -> BoxedStrategy<String> {
    let usual = (attribute_text(), attribute_text(), one_of(&["", "", " ", " readonly=\"false\"", " a='>'"]))
        .prop_map(|(name, value, end)| format!("<option displayName=\"{name}\" value=\"{value}\"{end}/>"));
    let attributes = attributes(vec![
        maybe("displayName", attribute_text()),
        maybe("value", attribute_text()),
        rarely("readonly", one_of(&["true", "false"])),
        rarely("odd", attribute_text()),
    ]);
    prop_oneof![3 => usual, 2 => element(named("option"), attributes, conditions())].boxed()
}

/// Mostly none, at times a group or two.
fn conditions() -> BoxedStrategy<String> {
    let some = prop_oneof![5 => group(2), 1 => unknown_element(0), 1 => stray_text()].boxed();
    prop_oneof![3 => named(""), 1 => spaced(some, 2)].boxed()
}

fn group(depth: u32) -> BoxedStrategy<String> {
    let symbol = one_of(&[
        "==",
        "!=",
        "&lt;",
        ">",
        "is null",
        "contains",
        " not  contains ",
        "this field’s value in fieldOptions",
        "~",
    ]);
    let express = attributes(vec![
        maybe("fieldId", id()),
        maybe("value", attribute_text()),
        maybe("symbol", symbol),
        rarely("odd", attribute_text()),
    ]);
    let express = element(named("depend-express"), express, one_of(&["", "", "", "x", "<y/>"]));
    let part = match depth {
        0 => express,
        _ => prop_oneof![3 => express, 1 => group(depth - 1), 1 => unknown_element(0)].boxed(),
    };
    let attributes = attributes(vec![
        maybe("operator", one_of(&["and", "or", "AND", "xor"])),
        rarely("odd", attribute_text()),
    ]);
    element(named("depend-group"), attributes, spaced(part, 3))
}

fn label_group(depth: u32) -> BoxedStrategy<String> {
    let of_label = attributes(vec![
        maybe("name", attribute_text()),
        maybe("value", attribute_text()),
        maybe("desc", attribute_text()),
        rarely("odd", attribute_text()),
    ]);
    let label = element(named("label"), of_label, named(""));
    let child = match depth {
        0 => label,
        _ => prop_oneof![2 => label, 1 => label_group(depth - 1), 1 => stray_text()].boxed(),
    };
    let attributes = attributes(vec![maybe("name", attribute_text()), rarely("odd", attribute_text())]);
    element(named("label-group"), attributes, spaced(child, 2))
}

fn property() -> BoxedStrategy<String> {
    let attributes = attributes(vec![
        maybe("key", attribute_text()),
        maybe("value", attribute_text()),
        rarely("odd", attribute_text()),
    ]);
    element(named("property"), attributes, named(""))
}

/// A field of a param, with up to so many levels of fields inside.
pub fn param_field(depth: u32) -> BoxedStrategy<String> {
    let attributes = attributes(vec![
        always("id", id()),
        maybe("type", kind()),
        maybe("name", attribute_text()),
        rarely("odd", attribute_text()),
    ]);
    let skipped = one_of(&[
        "<rules><rule name=\"requiredRule\" value=\"true\"/></rules>",
        "<options><option displayName='x' value='1'/></options>",
        "<fields><field id='a' type='input'/></fields>",
        "<label-group name='x'><label value='1'/></label-group>",
    ]);
    // Without a wrapper; in a schema this would be a sub-field.
    let bare = if depth == 0 { named("") } else { param_field(depth - 1) };
    let child =
        prop_oneof![6 => content(depth), 1 => bare, 1 => skipped, 1 => unknown_element(1), 1 => stray_text()]
            .boxed();
    element(one_of(&["field", "field", "p:field"]), attributes, spaced(child, 3))
}

/// Values and rows in any wrapper.
fn content(depth: u32) -> BoxedStrategy<String> {
    let attributes = attributes(vec![
        rarely("inputValue", attribute_text()),
        rarely("id", attribute_text()),
        rarely("x:propId", attribute_text()),
    ]);
    // At times with mark-up that somebody forgot to escape.
    let inner = prop_oneof![
        8 => text(),
        1 => (text(), unknown_element(1), text()).prop_map(|(before, inner, after)| before + &inner + &after),
        1 => one_of(&["a<p>b</p><img src='x'/>c", "<br/>", "汉<b>字</b> <i>字</i>", "<x:p>1</x:p>"]),
    ]
    .boxed();
    let value = element(named("value"), attributes.clone(), inner);
    let values = element(
        named("values"),
        named(""),
        spaced(prop_oneof![4 => value.clone(), 1 => unknown_element(0)].boxed(), 3),
    );
    let default_value = element(named("default-value"), attributes, text());
    let defaults = element(named("default-values"), named(""), spaced(default_value.clone(), 2));
    let plain = prop_oneof![4 => value, 2 => values, 1 => default_value, 1 => defaults];
    if depth == 0 {
        return plain.boxed();
    }
    let field = param_field(depth - 1);
    let wrapper = one_of(&["complex-values", "complex-values", "complex-value", "default-complex-values"]);
    let row = element(wrapper, one_of(&["", "", " a='1'"]), spaced(field.clone(), 3));
    let nested = spaced(element(named("complex-value"), named(""), spaced(field.clone(), 2)), 2);
    let nested = element(named("complex-values"), named(""), nested);
    prop_oneof![4 => plain, 3 => row, 1 => nested].boxed()
}
