//! One validator on many threads at once gives the reports that it gives on one.

use std::sync::Barrier;

use crate::support::generate;
use tmall_schema::{Assets, Lang, Param, Report, Schema, ValidateOptions, Validator};

const THREADS: usize = 8;

fn is_shared<T: Send + Sync + 'static>() {}

/// What is promised of the types holds for all of them, also inside another thread's data.
#[test]
fn types_are_send_and_sync() {
    is_shared::<Schema>();
    is_shared::<Param>();
    is_shared::<Validator>();
    is_shared::<ValidateOptions>();
    is_shared::<Assets>();
    is_shared::<Report>();
}

/// All that a report says, in both languages.
fn reported(validator: &Validator, param: &Param) -> String {
    let report = validator.check(param);
    assert_eq!(validator.is_valid(param), report.is_valid());
    let place = |finding: &tmall_schema::Finding| format!("{:?} {:?}\n", finding.span(), finding.position());
    let places: String = report.findings().iter().map(place).collect();
    format!("{}{}{places}", report.in_lang(Lang::En), report.in_lang(Lang::Zh))
}

/// Items of a schema of all kinds of fields: right ones, and each with some of its texts made wrong.
fn items(schema: &Schema, shape: &generate::Shape) -> Vec<Param> {
    let mut items = Vec::new();
    for seed in 0..2 {
        let xml = generate::params(shape, seed, 4);
        for (text, wrong) in
            [("", ""), ("<value>1", "<value>一"), ("<value>", "<value>-9"), ("0</value>", "é😀\t</value>")]
        {
            let xml = if text.is_empty() { xml.clone() } else { xml.replace(text, wrong) };
            items.push(Param::parse(&xml).unwrap().bind(schema));
        }
    }
    items
}

#[test]
fn reports_are_the_same_on_many_threads() {
    let shape = generate::Shape::small();
    let schema = Schema::parse(&generate::schema(&shape, 7)).unwrap();
    let items = items(&schema, &shape);
    let alone = Validator::compile(&schema);
    let expected: Vec<String> = items.iter().map(|item| reported(&alone, item)).collect();
    assert!(expected.iter().any(|reported| reported.lines().count() > 10), "some items are wrong");
    for round in 0..2 {
        // A new one each time: what it makes when it is first asked is made by several threads at once.
        let validator = Validator::compile(&schema);
        let start = Barrier::new(THREADS);
        std::thread::scope(|scope| {
            for thread in 0..THREADS {
                let (validator, start, items, expected) = (&validator, &start, &items, &expected);
                scope.spawn(move || {
                    start.wait();
                    for step in 0..items.len() {
                        // All begin with the same item, and then go different ways.
                        let at = step * (2 * thread + 1) % items.len();
                        assert_eq!(
                            reported(validator, &items[at]),
                            expected[at],
                            "round {round}, thread {thread}"
                        );
                    }
                });
            }
        });
    }
}

/// Options in long lists, patterns, and conditions over rows are worked out lazily or with memory of their own; here
/// all of them at once, in one field each.
#[test]
fn what_is_made_when_first_asked_is_made_once() {
    let options: String = (0..500).map(|n| format!(r#"<option displayName="n{n}" value="v{n}"/>"#)).collect();
    let schema = Schema::parse(&format!(
        r#"<itemRule>
        <field id="long" type="multiCheck"><options>{options}<option displayName="own" value="-1"/></options></field>
        <field id="text" type="input"><rules><rule name="regexRule" value="(?=.*[0-9])[a-z0-9]++"/>
          <rule name="regexRule" value="x" exProperty="not include"/></rules></field>
        <field id="rows" type="multiComplex"><fields>
          <field id="a" type="input"><rules><rule name="disableRule" value="true"><depend-group>
            <depend-express fieldId="b" value="1" symbol="=="/></depend-group></rule></rules></field>
          <field id="b" type="input"><rules><rule name="disableRule" value="true"><depend-group>
            <depend-express fieldId="a" value="1" symbol="=="/></depend-group></rule></rules></field>
        </fields></field></itemRule>"#
    ))
    .unwrap();
    let row = |a: u8, b: u8| {
        format!(
            r#"<complex-values><field id="a"><value>{a}</value></field><field id="b"><value>{b}</value></field></complex-values>"#
        )
    };
    let item = |n: u8| {
        Param::parse(&format!(
            r#"<itemParam><field id="long"><values><value>v{n}</value><value>w{n}</value><value inputValue="y">-{n}</value></values></field>
            <field id="text"><value>x{n}</value></field><field id="rows">{}{}</field></itemParam>"#,
            row(n % 2, 1),
            row(2, n % 3)
        ))
        .unwrap()
    };
    let items: Vec<Param> = (1..7).map(item).collect();
    let alone = Validator::compile(&schema);
    let expected: Vec<String> = items.iter().map(|item| reported(&alone, item)).collect();
    assert!(
        expected[0].contains("unknown-option") && expected[0].contains("disabled-value"),
        "{}",
        expected[0]
    );
    for _ in 0..20 {
        let validator = Validator::compile(&schema);
        let start = Barrier::new(THREADS);
        std::thread::scope(|scope| {
            for thread in 0..THREADS {
                let (validator, start, items, expected) = (&validator, &start, &items, &expected);
                scope.spawn(move || {
                    start.wait();
                    let at = thread % items.len();
                    assert_eq!(reported(validator, &items[at]), expected[at]);
                });
            }
        });
    }
}
