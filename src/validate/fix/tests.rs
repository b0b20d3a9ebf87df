use super::*;
use crate::schema::Schema;

fn fix(schema: &str, item: &str) -> (String, usize) {
    let root = if schema.contains("icbuCatProp") { "itemSchema" } else { "itemRule" };
    let validator = Validator::compile(&Schema::parse(&format!("<{root}>{schema}</{root}>")).unwrap());
    let fixed =
        validator.fix(&format!("<itemParam>{item}</itemParam>"), &ReadOptions::new(), |_| true).unwrap();
    let again = validator.fix(&fixed.text, &ReadOptions::new(), |_| true).unwrap();
    assert_eq!((again.text.as_str(), again.findings.len()), (fixed.text.as_str(), 0));
    let text = fixed.text.strip_prefix("<itemParam>").and_then(|text| text.strip_suffix("</itemParam>"));
    (text.unwrap().to_owned(), fixed.findings.len())
}

#[test]
fn values() {
    let schema = r#"<field id="c" type="singleCheck"><options><option displayName="红" value="1"/>
        <option displayName="其它" value="-1"/></options></field>
        <field id="n" type="input"><rules><rule name="valueTypeRule" value="integer"/></rules></field>
        <field id="l" type="input"><rules><rule name="maxLengthRule" value="3"/></rules></field><field id="m" type="input"/>"#;
    for (item, wanted) in [
        (
            "<field id='c'>\r\n<value a = '>' >红</value ></field>",
            "<field id='c'>\r\n<value a = '>' >1</value ></field>",
        ),
        ("<field id='c'><value>1&#32;</value></field>", "<field id='c'><value>1</value></field>"),
        (
            "<field id='n'><value><![CDATA[ 12 ]]></value><!-- x --></field>",
            "<field id='n'><value>12</value><!-- x --></field>",
        ),
        (
            "<field id='l'><value b='inputValue' inputValue = ' a\"&lt; '>-1</value></field>",
            "<field id='l'><value b='inputValue' inputValue = 'a&quot;&lt;'>-1</value></field>",
        ),
        (
            "<field id='m'><value>a<p>b</p>&amp;</value></field>",
            "<field id='m'><value>a&lt;p&gt;b&lt;/p&gt;&amp;amp;</value></field>",
        ),
    ] {
        assert_eq!(fix(schema, item), (wanted.to_owned(), 1), "{item}");
    }
    // What is not certain stays.
    for item in [
        "<field id='c'><value>2</value></field>",
        "<field id='n'><value> x</value></field>",
        "<field id='m'/>",
    ] {
        assert_eq!(fix(schema, item), (item.to_owned(), 0));
    }
}

#[test]
fn wrappers() {
    let schema = r#"<field id="icbuCatProp" type="input"/><field id="s" type="input"/><field id="m" type="multiInput"/>
        <field id="c" type="complex"><fields><field id="x" type="input"/></fields></field>
        <field id="r" type="multiComplex"><fields><field id="x" type="input"/></fields></field>"#;
    let x = "<field id='x'><value>1</value></field>";
    for (item, wanted, count) in [
        (
            "<field id='s'><values> <value>1</value></values></field>",
            "<field id='s'> <value>1</value></field>",
            1,
        ),
        (
            "<field id='m'> <value>1</value>\n<value/> </field>",
            "<field id='m'> <values><value>1</value>\n<value/></values> </field>",
            1,
        ),
        ("<field id='m'><value>1</value><values><value>2</value></values></field>", "", 0),
        (
            &format!("<field id='c'><complex-values a='1'>{x}</complex-values></field>"),
            &format!("<field id='c'><complex-value a='1'>{x}</complex-value></field>"),
            1,
        ),
        (
            &format!(
                "<field id='c'><complex-values><complex-value>{x}</complex-value></complex-values></field>"
            ),
            &format!("<field id='c'><complex-value>{x}</complex-value></field>"),
            1,
        ),
        (
            &format!("<field id='c'>{x}</field>"),
            &format!("<field id='c'><complex-value>{x}</complex-value></field>"),
            1,
        ),
        (
            &format!(
                "<field id='r'><complex-value>{x}</complex-value><complex-values>{x}</complex-values></field>"
            ),
            &format!(
                "<field id='r'><complex-values>{x}</complex-values><complex-values>{x}</complex-values></field>"
            ),
            1,
        ),
        ("<field id='s'><default-value>1</default-value></field>", "", 0),
    ] {
        let wanted = if wanted.is_empty() { item } else { wanted };
        assert_eq!(fix(schema, item), (wanted.to_owned(), count), "{item}");
    }
}
