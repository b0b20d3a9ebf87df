//! What is asked of an item now, and why.

use tmall_schema::describe::Describer;
use tmall_schema::{Lang, Param, RequirementState, Schema, Validator};

const SCHEMA: &str = r#"<itemRule>
  <field id="status" type="singleCheck"><rules><rule name="requiredRule" value="true"/></rules>
    <options><option displayName="a" value="0"/><option displayName="b" value="1"/></options></field>
  <field id="time" type="input"><rules>
    <rule name="requiredRule" value="true"><depend-group><depend-express fieldId="status" value="1" symbol="=="/></depend-group></rule>
    <rule name="requiredRule" value="true"><depend-group><depend-express fieldId="status" value="2" symbol="=="/></depend-group></rule>
    <rule name="disableRule" value="true"><depend-group><depend-express fieldId="status" value="0" symbol="=="/></depend-group></rule></rules></field>
  <field id="odd" type="input"><rules>
    <rule name="requiredRule" value="true"><depend-group operator="xor"><depend-express fieldId="status" symbol="is null"/></depend-group></rule></rules></field>
  <field id="odd_limit" type="input"><rules>
    <rule name="maxLengthRule" value="5"><depend-group operator="xor"><depend-express fieldId="status" symbol="is null"/></depend-group></rule></rules></field>
  <field id="later" type="input"><rules><rule name="setRule" value="true"/></rules></field>
  <field id="size" type="complex"><rules><rule name="requiredRule" value="true"/></rules><fields>
    <field id="width" type="input"><rules><rule name="requiredRule" value="true"/></rules></field>
    <field id="note" type="input"/></fields></field>
  <field id="extra" type="complex"><fields>
    <field id="inner" type="input"><rules><rule name="requiredRule" value="true"/></rules></field></fields></field>
  <field id="sku" type="multiComplex"><fields>
    <field id="price" type="input"><rules><rule name="requiredRule" value="true"/></rules></field>
    <field id="no" type="input"/></fields></field>
</itemRule>"#;

/// `state path filled why` for each requirement.
fn asked(item: &str) -> Vec<String> {
    let schema = Schema::parse(SCHEMA).unwrap();
    let validator = Validator::compile(&schema);
    let param = Param::parse(&format!("<itemParam>{item}</itemParam>")).unwrap();
    let line = |one: tmall_schema::Requirement<'_>| {
        let state = match one.state {
            RequirementState::Required => "required",
            RequirementState::Disabled => "disabled",
            RequirementState::IfGiven => "if-given",
            _ => "unknown",
        };
        let filled = if one.filled { " filled" } else { "" };
        let why = one.why.map(|why| format!(" because {why}")).unwrap_or_default();
        format!("{state} {}{filled}{why}", one.path)
    };
    validator.requirements(&param).into_iter().map(line).collect()
}

fn value(id: &str, value: &str) -> String {
    format!(r#"<field id="{id}" type="input"><value>{value}</value></field>"#)
}

#[test]
fn of_a_new_item() {
    // What a required complex needs is listed, and what an optional one will need once it is given.
    let wanted = [
        "required /status",
        "unknown /odd",
        "required /size",
        "required /size/width",
        "if-given /extra/inner",
    ];
    assert_eq!(asked(""), wanted);
}

#[test]
fn of_values_that_switch_others() {
    let reported = asked(&value("status", "1"));
    assert_eq!(reported[..2], ["required /status filled", "required /time because status == \"1\""]);
    let reported = asked(&(value("status", "0") + &value("time", "x")));
    assert_eq!(reported[..2], ["required /status filled", "disabled /time filled because status == \"0\""]);
}

#[test]
fn of_rows_and_complex_values_that_are_there() {
    let row = |fields: &str| format!("<complex-values>{fields}</complex-values>");
    let sku = format!(
        r#"<field id="sku" type="multiComplex">{}{}{}</field>"#,
        row(&value("no", "1")),
        row(&value("no", " ")),
        row(&value("price", "2"))
    );
    let size = format!(r#"<field id="size" type="complex">{}</field>"#, row(&value("note", "n")));
    let extra = format!(r#"<field id="extra" type="complex">{}</field>"#, row(&value("inner", "i")));
    let reported = asked(&(size + &extra + &sku));
    let wanted = [
        "required /status",
        "unknown /odd",
        "required /size filled",
        "required /size/width",
        "required /extra/inner filled",
        "required /sku/0/price",
        "required /sku/2/price filled",
    ];
    assert_eq!(reported, wanted);
}

#[test]
fn of_a_complex_value_that_is_there_and_empty() {
    // As of one that is not there: what it will need once it is filled in.
    let empty = r#"<field id="size" type="complex"><complex-values/></field>"#;
    let blank = format!(
        r#"<field id="size" type="complex"><complex-values>{}</complex-values></field>"#,
        value("note", " ")
    );
    for item in [empty, &blank] {
        assert_eq!(asked(item), asked(""), "{item}");
    }
}

/// The notation and the words are of the same conditions: those that hold, of which any is enough.
#[test]
fn conditions_that_hold() {
    let rule = |express: &str| {
        format!(
            r#"<rule name="requiredRule" value="true"><depend-group><depend-express fieldId="a" {express}/></depend-group></rule>"#
        )
    };
    let rules =
        [r#"symbol="is null""#, r#"value="1" symbol="==""#, r#"value="2" symbol="!=""#].map(rule).concat();
    let schema = format!(
        r#"<itemRule><field id="a" name="甲" type="input"/><field id="b" type="input"><rules>{rules}</rules></field></itemRule>"#
    );
    let schema = Schema::parse(&schema).unwrap();
    let validator = Validator::compile(&schema);
    let requirements = validator.requirements(&Param::new(&schema));
    let [one] = requirements.as_slice() else { panic!("{requirements:?}") };
    let words =
        [Lang::En, Lang::Zh].map(|lang| Describer::new(&schema, lang).conditions(&one.conditions, one.field));
    assert_eq!(one.why.as_deref(), Some("a is null or a != \"2\""));
    let [en, zh] = words.map(Option::unwrap);
    assert_eq!(
        (en.as_str(), zh.as_str()),
        ("a (甲) is empty or a (甲) is not \"2\"", "a（甲）为空 或 a（甲）不为“2”")
    );
}
