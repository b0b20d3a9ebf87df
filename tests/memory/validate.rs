//! What validation takes from the heap: nothing that grows with a valid item.

use crate::generate;
use crate::generate::Shape;
use crate::heap::measure;
use tmall_schema::{Code, Param, Schema, Severity, ValidateOptions, Validator};

/// Rows in which fields are disabled by a field of the row, by one of the top, and one by the other; with rules
/// under conditions, values of several, a complex in the row, and all kinds of texts.
const SCHEMA: &str = r#"<itemRule>
  <field id="mode" type="singleCheck"><options><option displayName="a" value="1"/><option displayName="b" value="2"/></options></field>
  <field id="sku" type="multiComplex"><rules><rule name="maxInputNumRule" value="9999"/></rules><fields>
    <field id="kind" type="singleCheck"><rules><rule name="requiredRule" value="true"/></rules><options>
      <option displayName="other" value="-1"/><option displayName="x" value="1"/></options></field>
    <field id="own" type="input"><rules><rule name="requiredRule" value="true"/>
      <rule name="disableRule" value="true"><depend-group><depend-express fieldId="kind" symbol="!=" value="-1"/></depend-group></rule></rules></field>
    <field id="far" type="input"><rules><rule name="requiredRule" value="true"/>
      <rule name="disableRule" value="true"><depend-group><depend-express fieldId="mode" symbol="==" value="1"/></depend-group></rule></rules></field>
    <field id="chain" type="input"><rules><rule name="requiredRule" value="true"/>
      <rule name="disableRule" value="true"><depend-group operator="or"><depend-express fieldId="own" symbol="is null"/><depend-express fieldId="far" symbol="is null"/></depend-group></rule></rules></field>
    <field id="price" type="input"><rules><rule name="valueTypeRule" value="double"/>
      <rule name="maxValueRule" value="100.50" exProperty="not include"/><rule name="minValueRule" value="-1e3"/><rule name="maxDecimalDigitsRule" value="2.0"/></rules></field>
    <field id="when" type="input"><rules><rule name="valueTypeRule" value="date"/><rule name="maxValueRule" value="2112-12-31"/><rule name="regexRule" value="yyyy-MM-dd"/></rules></field>
    <field id="link" type="input"><rules><rule name="valueTypeRule" value="url"/><rule name="regexRule" value="^.*\.jpg$"/></rules></field>
    <field id="text" type="input"><rules>
      <rule name="valueTypeRule" value="text"><depend-group><depend-express fieldId="kind" symbol="this field’s value in fieldOptions"/></depend-group></rule>
      <rule name="minLengthRule" value="2" unit="character"/><rule name="maxLengthRule" value="20" unit="byte"/></rules></field>
    <field id="tags" type="multiCheck"><rules><rule name="maxInputNumRule" value="3"/></rules><options>
      <option displayName="t1" value="1"/><option displayName="t2" value="2"/></options></field>
    <field id="size" type="complex"><rules><rule name="maxLengthRule" value="8"/><rule name="requiredRule" value="true"/></rules><fields>
      <field id="width" type="input"/><field id="height" type="multiInput"/></fields></field>
  </fields></field></itemRule>"#;

fn item(rows: usize) -> String {
    let row = |number: usize| {
        let own = if number.is_multiple_of(2) {
            ("-1", "<field id='own'><value>雾霾蓝</value></field>")
        } else {
            ("1", "")
        };
        format!(
            "<complex-values><field id='kind'><value>{}</value></field>{}<field id='price'><value>{number}e-3</value></field>\
             <field id='when'><value>2024-02-29</value></field><field id='link'><value>//x.cn/{number}.jpg</value></field>\
             <field id='text'><value>汉字，café。</value></field><field id='tags'><values><value>1</value><value>2</value></values></field>\
             <field id='size'><complex-values><field id='width'><value>10</value></field><field id='height'><values><value>20</value><value>30</value></values></field></complex-values></field>\
             </complex-values>",
            own.0, own.1
        )
    };
    let rows: String = (0..rows).map(row).collect();
    format!("<itemParam><field id='mode'><value>1</value></field><field id='sku'>{rows}</field></itemParam>")
}

pub fn validating_a_valid_item_takes_nothing_that_grows_with_it() {
    let shape = Shape::large();
    let large = generate::schema(&shape, 1);
    // Notes on rules of the server and on absent complex values take memory; which there are differs by item.
    let quiet =
        ValidateOptions::new().with_severity(Code::Unchecked, None).with_severity(Code::RequiredInside, None);
    let usual = ValidateOptions::new();
    let of_large = |rows| generate::params(&shape, 1, rows);
    type Case<'c> = (&'c str, &'c str, &'c ValidateOptions, &'c dyn Fn(usize) -> String);
    let cases: [Case<'_>; 2] = [("large", &large, &quiet, &of_large), ("by hand", SCHEMA, &usual, &item)];
    for (name, schema, options, item) in cases {
        let validator = Validator::compile_with(&Schema::parse(schema).unwrap(), options);
        let [few, many] = [60, 600].map(|rows| {
            let param = Param::parse(&item(rows)).unwrap();
            // Tables and patterns that are made once, with the first item, do not count.
            let report = validator.check(&param);
            assert!(report.findings().is_empty(), "{name}: {:?}", report.findings());
            let (_, check) = measure(|| validator.check(&param));
            let (_, is_valid) = measure(|| validator.is_valid(&param));
            [check, is_valid].map(|heap| (heap.allocations, heap.peak))
        });
        assert_eq!(few, many, "{name}: (allocations, bytes) of check and is_valid");
    }

    let validator = Validator::compile(&Schema::parse(&large).unwrap());
    for rows in [60, 600] {
        let param = Param::parse(&of_large(rows)).unwrap();
        let reported = validator.check(&param).findings().len();
        let allocations = measure(|| validator.check(&param)).1.allocations;
        assert!(
            reported > 5 && allocations < 200,
            "{rows} rows: {reported} notes, {allocations} allocations"
        );
    }

    // And that the cases would notice: a finding a row is memory a row.
    let validator = Validator::compile_with(
        &Schema::parse(SCHEMA).unwrap(),
        &ValidateOptions::new().with_severity(Code::Required, Some(Severity::Note)),
    );
    let broken = |rows| Param::parse(&item(rows).replace("10</value>", "1000000</value>")).unwrap();
    let [few, many] =
        [broken(60), broken(600)].map(|param| measure(|| validator.check(&param)).1.allocations);
    assert!(many >= few + 540, "{few} {many}");
}
