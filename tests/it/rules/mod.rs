//! House rules: files, binding, each form, the packs, and hostile input.

mod files;
mod forms;
mod hostile;
mod packs;

use tmall_schema::{Param, Report, RuleSet, Schema, Validator};

/// A schema with units, tiers, images and a title.
const SCHEMA: &str = r#"<itemRule>
  <field id="title" name="标题" type="input"/>
  <field id="price" name="价格" type="input"/>
  <field id="stock" name="库存" type="input"/>
  <field id="tags" name="标签" type="multiInput"/>
  <field id="images" name="图片" type="complex"><fields>
    <field id="image_0" name="图片1" type="input"/><field id="image_1" name="图片2" type="input"/>
    <field id="image_2" name="图片3" type="input"/>
  </fields></field>
  <field id="colors" name="颜色" type="complex"><fields><field id="p-1" type="multiInput"/></fields></field>
  <field id="sku" name="SKU" type="multiComplex"><fields>
    <field id="p-1" name="颜色" type="input"/><field id="p-2" name="尺码" type="input"/>
    <field id="price" name="价格" type="input"/><field id="stock" name="库存" type="input"/>
    <field id="tiers" name="阶梯" type="multiComplex"><fields>
      <field id="from" name="起" type="input"/><field id="at" name="价" type="input"/>
    </fields></field>
  </fields></field>
</itemRule>"#;

/// An item of lines such as `/sku/0/price = 10`, in the order of the paths; `@name=text` behind a value is an attribute.
fn item(lines: &str) -> Param {
    let schema = Schema::parse(SCHEMA).unwrap();
    let mut root = Vec::new();
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (path, value) = line.split_once(" = ").unwrap_or_else(|| panic!("{line}"));
        let steps: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        insert(&mut root, &steps, value);
    }
    let xml = format!("<itemParam>{}</itemParam>", xml(&root));
    Param::parse(&xml).unwrap().bind(&schema)
}

#[derive(Debug)]
struct Node {
    id: String,
    values: Vec<String>,
    rows: Vec<Vec<Node>>,
}

fn insert(fields: &mut Vec<Node>, steps: &[&str], value: &str) {
    let (id, rest) = steps.split_first().unwrap();
    let at = fields.iter().position(|field| field.id == *id).unwrap_or_else(|| {
        fields.push(Node { id: (*id).to_owned(), values: Vec::new(), rows: Vec::new() });
        fields.len() - 1
    });
    let field = &mut fields[at];
    match rest.split_first() {
        None => field.values.push(value.to_owned()),
        Some((number, inner)) => {
            let (number, inner) = match number.parse::<usize>() {
                Ok(number) => (number, inner),
                Err(_) => (0, rest),
            };
            while field.rows.len() <= number {
                field.rows.push(Vec::new());
            }
            insert(&mut field.rows[number], inner, value);
        }
    }
}

fn xml(fields: &[Node]) -> String {
    let field = |field: &Node| {
        let value = |text: &String| {
            let (text, attributes) = text.split_once('@').unwrap_or((text, ""));
            let attribute = match attributes.split_once('=') {
                Some((name, value)) => format!(" {name}=\"{value}\""),
                None => String::new(),
            };
            format!("<value{attribute}>{}</value>", text.replace('&', "&amp;").replace('<', "&lt;"))
        };
        let values: String = field.values.iter().map(value).collect();
        let values = if field.id == "tags" || field.values.len() > 1 {
            format!("<values>{values}</values>")
        } else {
            values
        };
        let rows: String =
            field.rows.iter().map(|row| format!("<complex-values>{}</complex-values>", xml(row))).collect();
        format!("<field id=\"{}\">{values}{rows}</field>", field.id)
    };
    fields.iter().map(field).collect()
}

fn report(rules: &str, item: &Param) -> Report {
    let schema = Schema::parse(SCHEMA).unwrap();
    let rules = RuleSet::parse(rules).unwrap_or_else(|problems| panic!("{problems}\n{rules}"));
    Validator::compile(&schema).with_rules(rules.bind(&schema)).check(item)
}

/// The findings of a rule on an item: `severity path: message`.
fn found(rule: &str, lines: &str) -> Vec<String> {
    let rules = format!("[[rule]]\ncode = \"r\"\n{rule}");
    let report = report(&rules, &item(lines));
    let own = report.findings().iter().filter(|finding| finding.code_text() == "r");
    own.map(|finding| format!("{} {}: {finding}", finding.severity(), finding.path())).collect()
}
