//! What was stored of what was sent: each kind of equality, each way to pair rows, and the property that a change is
//! reported exactly once.

use proptest::prelude::*;
use tmall_schema::{Difference, Lang, Param, Readback, ReadbackOptions, Schema};

fn param(fields: &str) -> Param {
    Param::parse(&format!("<itemParam>{fields}</itemParam>")).unwrap()
}

fn schema(fields: &str) -> Schema {
    Schema::parse(&format!("<itemRule>{fields}</itemRule>")).unwrap()
}

/// One line a difference: kind, path, old and new.
fn lines(readback: &Readback) -> Vec<String> {
    let line = |difference: &Difference| {
        let sides = [difference.sent(), difference.stored()].into_iter().flatten();
        let sides: Vec<String> = sides.map(ToString::to_string).collect();
        format!("{} {} {}", difference.kind(), difference.path(), sides.join(" "))
    };
    readback.differences().iter().map(line).collect()
}

fn compare_with(sent: &str, stored: &str, rules: Option<&str>, options: &ReadbackOptions) -> Vec<String> {
    let rules = rules.map(schema);
    lines(&param(sent).compare(&param(stored), rules.as_ref(), options))
}

fn compare(sent: &str, stored: &str) -> Vec<String> {
    compare_with(sent, stored, None, &ReadbackOptions::new())
}

fn ruled(sent: &str, stored: &str, rules: &str) -> Vec<String> {
    compare_with(sent, stored, Some(rules), &ReadbackOptions::new())
}

fn input(id: &str, text: &str) -> String {
    format!("<field id='{id}' type='input'><value>{text}</value></field>")
}

fn multi(id: &str, texts: &[&str]) -> String {
    let values: String = texts.iter().map(|text| format!("<value>{text}</value>")).collect();
    format!("<field id='{id}' type='multiCheck'><values>{values}</values></field>")
}

/// Rows of a table, each of fields with texts.
fn table(id: &str, rows: &[&[(&str, &str)]]) -> String {
    let row = |row: &&[(&str, &str)]| {
        let fields: String = row.iter().map(|(id, text)| input(id, text)).collect();
        format!("<complex-values>{fields}</complex-values>")
    };
    format!("<field id='{id}' type='multiComplex'>{}</field>", rows.iter().map(row).collect::<String>())
}

#[test]
fn single_values() {
    assert_eq!(compare(&input("a", "x"), &input("a", "x")), Vec::<String>::new());
    assert_eq!(compare(&input("a", "x"), &input("a", "y")), [r#"changed /a "x" "y""#]);
    assert_eq!(compare(&input("a", "x"), ""), [r#"lost /a "x""#]);
    assert_eq!(compare(&input("a", "x"), &input("a", "")), [r#"lost /a "x""#]);
    assert_eq!(compare("", &input("a", "x")), [r#"added /a "x""#]);
    assert_eq!(compare(&input("a", "x "), &input("a", "x")), [r#"changed /a "x " "x""#]);
}

#[test]
fn empty_is_absent_but_something_that_was_cleared_must_be_empty() {
    assert_eq!(compare(&input("a", ""), ""), Vec::<String>::new());
    assert_eq!(compare("", &input("a", "")), Vec::<String>::new());
    assert_eq!(compare("", "<field id='c' type='complex'><complex-values/></field>"), Vec::<String>::new());
    assert_eq!(compare(&input("a", ""), &input("a", "x")), [r#"changed /a "" "x""#]);
}

#[test]
fn several_values() {
    assert_eq!(compare(&multi("m", &["1", "2"]), &multi("m", &["2", "1"])), Vec::<String>::new());
    assert_eq!(compare(&multi("m", &["1", "2"]), &multi("m", &["2"])), [r#"lost /m/0 "1""#]);
    assert_eq!(compare(&multi("m", &["2"]), &multi("m", &["2", "1"])), [r#"added /m/1 "1""#]);
    assert_eq!(compare(&multi("m", &["1", "2"]), &multi("m", &["3", "1"])), [r#"changed /m/1 "2" "3""#]);
    assert_eq!(compare(&multi("m", &["1", "1"]), &multi("m", &["1"])), [r#"lost /m/1 "1""#]);
    assert_eq!(compare(&multi("m", &["1", "2"]), ""), [r#"lost /m ["1","2"]"#]);
    let ordered = ReadbackOptions::new().with_order();
    let changed = compare_with(&multi("m", &["1", "2"]), &multi("m", &["2", "1"]), None, &ordered);
    assert_eq!(changed, [r#"changed /m ["1","2"] ["2","1"]"#]);
    let lost = compare_with(&multi("m", &["1", "2", "3"]), &multi("m", &["1", "3"]), None, &ordered);
    assert_eq!(lost, [r#"lost /m/1 "2""#]);
}

#[test]
fn custom_values_are_their_texts() {
    let value = |marker: &str, text: &str| {
        format!("<field id='p' type='singleCheck'><value inputValue='{text}'>{marker}</value></field>")
    };
    assert_eq!(compare(&value("-1", "雾霾蓝"), &value("-1002", "雾霾蓝")), Vec::<String>::new());
    assert_eq!(
        compare(&value("-1", "雾霾蓝"), &value("-1", "蓝")),
        [r#"changed /p {"value":"-1","inputValue":"雾霾蓝"} {"value":"-1","inputValue":"蓝"}"#]
    );
    // These are not markers.
    assert_eq!(compare(&value("1", "x"), &value("2", "x")).len(), 1);
    assert_eq!(compare(&value("-0", "x"), &value("-1", "x")).len(), 1);
    assert_eq!(compare(&value("-1", ""), &value("-2", "")).len(), 1);
    let several = |a: &str, b: &str| {
        format!(
            "<field id='m' type='multiCheck'><values><value inputValue='a'>{a}</value><value inputValue='b'>{b}</value></values></field>"
        )
    };
    assert_eq!(compare(&several("-1", "-2"), &several("-2", "-1")), Vec::<String>::new());
}

#[test]
fn attributes_that_were_sent_are_stored() {
    let value =
        |attributes: &str| format!("<field id='a' type='input'><value {attributes}>1</value></field>");
    assert_eq!(compare(&value(""), &value("displayName='x'")), Vec::<String>::new());
    assert_eq!(compare(&value("fileId='7' a='b'"), &value("a='b' fileId='7'")), Vec::<String>::new());
    assert_eq!(compare(&value("fileId='7'"), &value("")), [r#"changed /a {"value":"1","fileId":"7"} "1""#]);
    assert_eq!(compare(&value("fileId='7'"), &value("fileId='8'")).len(), 1);
    assert_eq!(
        compare(&value("img='http://img.alicdn.com/a'"), &value("img='//img.alicdn.com/a'")),
        Vec::<String>::new()
    );
    // The value that has the attributes is the one that is stored of it.
    let two = "<field id='m' type='multiCheck'><values><value a='1'>x</value><value a='2'>x</value></values></field>";
    let turned = two.replace("a='1'", "a='0'").replace("a='2'", "a='1'").replace("a='0'", "a='2'");
    assert_eq!(compare(two, &turned), Vec::<String>::new());
}

#[test]
fn numbers_of_numeric_fields() {
    for value_type in ["integer", "long", "decimal", "double", " Decimal "] {
        let rules = format!(
            "<field id='n' type='input'><rules><rule name='valueTypeRule' value='{value_type}'/></rules></field>"
        );
        assert_eq!(ruled(&input("n", "10"), &input("n", "10.00"), &rules), Vec::<String>::new());
        assert_eq!(ruled(&input("n", "0.5"), &input("n", "5e-1"), &rules), Vec::<String>::new());
        assert_eq!(ruled(&input("n", "10"), &input("n", "10.01"), &rules).len(), 1);
        assert_eq!(ruled(&input("n", "x"), &input("n", "X"), &rules).len(), 1);
    }
    assert_eq!(compare(&input("n", "10"), &input("n", "10.00")).len(), 1);
    let text = "<field id='n' type='input'><rules><rule name='valueTypeRule' value='text'/></rules></field>";
    assert_eq!(ruled(&input("n", "10"), &input("n", "10.00"), text).len(), 1);
    let several =
        "<field id='m' type='multiInput'><rules><rule name='valueTypeRule' value='decimal'/></rules></field>";
    assert_eq!(ruled(&multi("m", &["1", "2.0"]), &multi("m", &["2", "1.00"]), several), Vec::<String>::new());
}

#[test]
fn images() {
    let (a, b) = (input("i", "http://img.alicdn.com/x.jpg"), input("i", "//img.alicdn.com/x.jpg"));
    assert_eq!(compare(&a, &b), Vec::<String>::new());
    let (a, b) = (input("i", "http://a.com/x"), input("i", "https://a.com/x"));
    assert_eq!(compare(&a, &b).len(), 1);
    for rule in ["name='maxTargetSizeRule' value='500' unit='kb'", "name='valueTypeRule' value='url'"] {
        let rules = format!("<field id='i' type='input'><rules><rule {rule}/></rules></field>");
        assert_eq!(ruled(&a, &b, &rules), Vec::<String>::new(), "{rule}");
    }
}

#[test]
fn rows_in_order() {
    let one = table("t", &[&[("a", "1"), ("b", "x")], &[("a", "2"), ("b", "y")], &[("a", "3"), ("b", "z")]]);
    let dropped = table("t", &[&[("a", "1"), ("b", "x")], &[("a", "3"), ("b", "z")]]);
    assert_eq!(compare(&one, &one), Vec::<String>::new());
    assert_eq!(compare(&one, &dropped), [r#"lost /t/1 {"a":"2","b":"y"}"#]);
    assert_eq!(compare(&dropped, &one), [r#"added /t/1 {"a":"2","b":"y"}"#]);
    let changed = one.replace(">y<", ">w<");
    assert_eq!(compare(&one, &changed), [r#"changed /t/1/b "y" "w""#]);
    let turned =
        table("t", &[&[("a", "3"), ("b", "z")], &[("a", "2"), ("b", "y")], &[("a", "1"), ("b", "x")]]);
    assert_eq!(compare(&one, &turned).len(), 4);
    assert_eq!(compare(&one, ""), [r#"lost /t [{"a":"1","b":"x"},{"a":"2","b":"y"},{"a":"3","b":"z"}]"#]);
}

#[test]
fn rows_by_a_key() {
    let one = table("sku", &[&[("outer_id", "A"), ("price", "1")], &[("outer_id", "B"), ("price", "2")]]);
    let turned = table("sku", &[&[("outer_id", "B"), ("price", "2")], &[("outer_id", "A"), ("price", "3")]]);
    let by = |table: &str, field: &str| ReadbackOptions::new().with_key(table, field);
    for options in [by("/sku", "outer_id"), by("sku", "/outer_id")] {
        assert_eq!(compare_with(&one, &turned, None, &options), [r#"changed /sku/0/price "1" "3""#]);
    }
    let lost = table("sku", &[&[("outer_id", "B"), ("price", "2")], &[("outer_id", "C"), ("price", "9")]]);
    assert_eq!(
        compare_with(&one, &lost, None, &by("/sku", "outer_id")),
        [r#"lost /sku/0 {"outer_id":"A","price":"1"}"#, r#"added /sku/1 {"outer_id":"C","price":"9"}"#]
    );
    // Equal but for the key: the key is what changed.
    let renamed = table("sku", &[&[("outer_id", "B"), ("price", "2")], &[("outer_id", "Z"), ("price", "1")]]);
    assert_eq!(
        compare_with(&one, &renamed, None, &by("/sku", "outer_id")),
        [r#"changed /sku/0/outer_id "A" "Z""#]
    );
    // Also if the key is gone.
    let dropped = table("sku", &[&[("outer_id", "B"), ("price", "2")], &[("price", "1")]]);
    assert_eq!(compare_with(&one, &dropped, None, &by("/sku", "outer_id")), [r#"lost /sku/0/outer_id "A""#]);
    // A key for another table does not apply.
    assert_eq!(compare_with(&one, &turned, None, &by("/other", "outer_id")).len(), 4);
}

#[test]
fn two_keys_and_rows_without_any() {
    let options = ReadbackOptions::new().with_key("/t", "a").with_key("/t", "b");
    let one = table("t", &[&[("a", "1"), ("b", "1"), ("c", "x")], &[("a", "1"), ("b", "2"), ("c", "y")]]);
    let turned = table("t", &[&[("a", "1"), ("b", "2"), ("c", "y")], &[("a", "1"), ("b", "1"), ("c", "x")]]);
    assert_eq!(compare_with(&one, &turned, None, &options), Vec::<String>::new());
    let keyless = table("t", &[&[("c", "x")], &[("a", "1"), ("c", "y")]]);
    let changed = table("t", &[&[("a", "1"), ("c", "y")], &[("c", "z")]]);
    assert_eq!(compare_with(&keyless, &changed, None, &options), [r#"changed /t/0/c "x" "z""#]);
}

#[test]
fn rows_by_sale_properties() {
    let rules = "<field id='sku' type='multiComplex'><fields>\
        <field id='prop_1627207' type='singleCheck'/><field id='price' type='input'/></fields></field>";
    let row = |color: &str, price: &str| {
        format!(
            "<complex-values><field id='prop_1627207'><value{color}</value></field>{}</complex-values>",
            input("price", price)
        )
    };
    let sku = |rows: &[String]| format!("<field id='sku'>{}</field>", rows.concat());
    let sent = sku(&[row(" inputValue='雾霾蓝'>-1", "1"), row(">28341", "2")]);
    let stored = sku(&[row(">28341", "5"), row(" inputValue='雾霾蓝'>-1001", "1")]);
    assert_eq!(ruled(&sent, &stored, rules), [r#"changed /sku/1/price "2" "5""#]);
    assert_eq!(compare(&sent, &stored).len(), 4, "nothing is known of the rows without a schema");
    let rules = rules.replace(
        "<field id='prop_1627207' type='singleCheck'/>",
        "<field id='props' type='complex'><fields><field id='p-1' type='singleCheck'/></fields></field>",
    );
    let inner = |text: &str| {
        text.replace("<field id='prop_1627207'>", "<field id='props'><complex-values><field id='p-1'>")
            .replace(
                "</value></field><field id='price'",
                "</value></field></complex-values></field><field id='price'",
            )
    };
    assert_eq!(ruled(&inner(&sent), &inner(&stored), &rules), [r#"changed /sku/1/price "2" "5""#]);
}

#[test]
fn the_place_in_the_stored_item() {
    let one = table("sku", &[&[("k", "A"), ("price", "1")], &[("k", "B"), ("price", "2")]]);
    let turned = table("sku", &[&[("k", "B"), ("price", "2")], &[("k", "A"), ("price", "3")]]);
    let options = ReadbackOptions::new().with_key("/sku", "k");
    let readback = param(&one).compare(&param(&turned), None, &options);
    let [difference] = readback.differences() else { panic!("{readback:?}") };
    assert_eq!((difference.path(), difference.stored_path()), ("/sku/0/price", Some("/sku/1/price")));
    let columns =
        [difference.sent_position(), difference.stored_position()].map(|place| place.unwrap().column);
    assert_eq!(columns[0], small_column(&one, "<value>1<"));
    assert_eq!(columns[1], small_column(&turned, "<value>3<"));
    assert_eq!(difference.message(Lang::En), r#""1" was changed to "3""#);
    assert_eq!(difference.message(Lang::Zh), r#""1" 变成了 "3""#);
}

fn small_column(fields: &str, at: &str) -> u32 {
    u32::try_from("<itemParam>".len() + fields.find(at).unwrap() + 1).unwrap()
}

#[test]
fn complex_values_and_paths() {
    let complex = |text: &str| {
        format!(
            "<field id='c' type='complex'><complex-values>{}</complex-values></field>",
            input("x/y", text)
        )
    };
    assert_eq!(compare(&complex("1"), &complex("2")), [r#"changed /c/x~1y "1" "2""#]);
    assert_eq!(compare(&complex("1"), ""), [r#"lost /c {"x/y":"1"}"#]);
    // A complex that repeats is addressed like rows.
    let rules = "<field id='c' type='complex'><rules><rule name='maxInputNumRule' value='3'/></rules><fields>\
        <field id='x/y' type='input'/></fields></field>";
    assert_eq!(ruled(&complex("1"), &complex("2"), rules), [r#"changed /c/0/x~1y "1" "2""#]);
    assert_eq!(compare(&complex("1"), &input("c", "1")), [r#"changed /c {"x/y":"1"} "1""#]);
}

#[test]
fn several_fields_of_one_id() {
    let twice = |a: &str, b: &str| format!("{}{}", input("a", a), input("a", b));
    assert_eq!(compare(&twice("1", "2"), &twice("1", "2")), Vec::<String>::new());
    assert_eq!(compare(&twice("1", "2"), &input("a", "1")), [r#"lost /a "2""#]);
    assert_eq!(compare(&input("a", "1"), &twice("1", "2")), [r#"added /a "2""#]);
}

#[test]
fn what_is_not_compared() {
    let list = multi("update_fields", &["title"]);
    assert_eq!(compare(&list, ""), Vec::<String>::new());
    let rules = "<field id='a' type='input'/><field id='l' type='label'/><field id='b' type='input'><rules>\
        <rule name='disableRule' value='true'><depend-group operator='and'>\
        <depend-express fieldId='a' value='1' symbol='=='/></depend-group></rule></rules></field>";
    let sent = format!("{}{}<field id='l'><value>x</value></field>", input("a", "1"), input("b", "x"));
    assert_eq!(ruled(&sent, &input("a", "1"), rules), Vec::<String>::new());
    assert_eq!(ruled(&sent, &input("a", "2"), rules), [r#"changed /a "1" "2""#]);
    let enabled = format!("{}{}", input("a", "2"), input("b", "x"));
    assert_eq!(ruled(&enabled, &input("a", "2"), rules), [r#"lost /b "x""#]);
}

#[test]
fn the_item_in_a_schema_for_editing() {
    let edit = Schema::parse(
        "<itemSchema>\n<field id='a' type='input'><value>1</value></field>\
         <field id='b' type='input'><default-value>2</default-value></field>\
         <field id='c' type='complex'><complex-value><field id='x' type='input'><value>3</value></field></complex-value>\
         <fields><field id='x' type='input'/></fields></field>\
         <field id='t' type='multiComplex'><complex-values><field id='y' type='input'><value>4</value></field></complex-values>\
         <fields><field id='y' type='input'/></fields></field></itemSchema>",
    )
    .unwrap();
    let stored = Param::from_present(&edit);
    let sent = format!("{}{}", input("a", "9"), input("b", "2"));
    let readback = param(&sent).compare(&stored, Some(&edit), &ReadbackOptions::new());
    assert_eq!(
        lines(&readback),
        [r#"changed /a "9" "1""#, r#"lost /b "2""#, r#"added /c {"x":"3"}"#, r#"added /t [{"y":"4"}]"#]
    );
    assert_eq!(readback.differences()[0].stored_position().unwrap().line, 2);
    // The classic dialect has the stored values as default values.
    let classic = schema("<field id='a' type='input'><default-value>1</default-value></field>");
    assert_eq!(Param::from_present(&classic).text("a"), Some("1"));
}

/// A quadratic comparison of 10,000 rows in another order would take minutes.
#[test]
fn many_rows_in_little_time() {
    let rows = |step: usize| {
        let row = |at: usize| {
            format!("<complex-values>{}{}</complex-values>", input("k", &at.to_string()), input("v", "x"))
        };
        let rows: String = (0..10_000).map(|at| row((at * step) % 10_000)).collect();
        param(&format!("<field id='t' type='multiComplex'>{rows}</field>"))
    };
    let values = |step: usize| {
        let values: String =
            (0..10_000).map(|at| format!("<value a='{at}'>{}</value>", (at * step) % 10_000)).collect();
        param(&format!("<field id='m' type='multiInput'><values>{values}</values></field>"))
    };
    let start = std::time::Instant::now();
    let options = ReadbackOptions::new().with_key("/t", "k");
    assert_eq!(rows(1).compare(&rows(7), None, &options).differences().len(), 0);
    let lost = rows(1).compare(&rows(7), None, &ReadbackOptions::new());
    assert!(lost.differences().len() > 9_000);
    assert!(!values(1).compare(&values(3), None, &options).is_kept());
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

/// A tree of values: texts, several values, complex values and rows.
#[derive(Clone, Debug)]
enum Node {
    Text(String),
    Many(Vec<String>),
    Complex(Vec<(String, Node)>),
    Rows(Vec<Vec<(String, Node)>>),
}

fn xml(fields: &[(String, Node)]) -> String {
    let field = |(id, node): &(String, Node)| match node {
        Node::Text(text) => input(id, text),
        Node::Many(texts) => multi(id, &texts.iter().map(String::as_str).collect::<Vec<_>>()),
        Node::Complex(inner) => {
            format!("<field id='{id}' type='complex'><complex-values>{}</complex-values></field>", xml(inner))
        }
        Node::Rows(rows) => {
            let rows: String =
                rows.iter().map(|row| format!("<complex-values>{}</complex-values>", xml(row))).collect();
            format!("<field id='{id}' type='multiComplex'>{rows}</field>")
        }
    };
    fields.iter().map(field).collect()
}

fn texts(fields: &mut [(String, Node)], found: &mut dyn FnMut(&mut String)) {
    for (_, node) in fields {
        match node {
            Node::Text(text) => found(text),
            Node::Many(many) => many.iter_mut().for_each(&mut *found),
            Node::Complex(inner) => texts(inner, found),
            Node::Rows(rows) => rows.iter_mut().for_each(|row| texts(row, found)),
        }
    }
}

fn fields() -> impl Strategy<Value = Vec<(String, Node)>> {
    let text = "[a-c]{1,2}";
    let leaf =
        prop_oneof![text.prop_map(Node::Text), prop::collection::vec(text, 1..4).prop_map(Node::Many),];
    let named = |node: BoxedStrategy<Node>| {
        prop::collection::btree_map("[a-f]", node, 1..4).prop_map(|map| map.into_iter().collect::<Vec<_>>())
    };
    let node = leaf.prop_recursive(3, 24, 4, move |inner| {
        let level = named(inner.boxed());
        prop_oneof![
            level.clone().prop_map(Node::Complex),
            prop::collection::vec(level, 1..4).prop_map(Node::Rows),
        ]
    });
    prop::collection::btree_map("[a-f]", node, 1..5).prop_map(|map| map.into_iter().collect())
}

proptest! {
    #[test]
    fn an_item_is_stored_as_itself(fields in fields()) {
        let item = param(&xml(&fields));
        prop_assert_eq!(lines(&item.compare(&item, None, &ReadbackOptions::new())), Vec::<String>::new());
        let ordered = ReadbackOptions::new().with_order().with_key("/a", "b");
        prop_assert_eq!(lines(&item.compare(&item, None, &ordered)), Vec::<String>::new());
    }

    /// One text becomes one that is nowhere else.
    #[test]
    fn a_changed_text_is_reported_exactly_once(mut fields in fields(), at in any::<prop::sample::Index>()) {
        let sent = param(&xml(&fields));
        let mut count = 0;
        texts(&mut fields, &mut |_| count += 1);
        let (at, mut number, mut old) = (at.index(count), 0, String::new());
        texts(&mut fields, &mut |text| {
            if number == at {
                old = std::mem::replace(text, "new".to_owned());
            }
            number += 1;
        });
        let stored = param(&xml(&fields));
        let readback = sent.compare(&stored, None, &ReadbackOptions::new());
        let found = lines(&readback);
        prop_assert_eq!(found.len(), 1, "{:?}", found);
        let ends = format!(" \"{old}\" \"new\"");
        prop_assert!(found[0].starts_with("changed /") && found[0].ends_with(&ends), "{} {}", found[0], old);
        let back = stored.compare(&sent, None, &ReadbackOptions::new());
        prop_assert_eq!(back.differences().len(), 1);
    }

    /// Whatever is taken away is lost, whatever is put in is added: at least one of either, and none the other way.
    #[test]
    fn a_field_that_is_dropped_is_lost(mut fields in fields(), at in any::<prop::sample::Index>()) {
        let sent = param(&xml(&fields));
        let (dropped, _) = fields.remove(at.index(fields.len()));
        let stored = param(&xml(&fields));
        let found = lines(&sent.compare(&stored, None, &ReadbackOptions::new()));
        prop_assert_eq!(found.len(), 1);
        let start = format!("lost /{dropped} ");
        prop_assert!(found[0].starts_with(&start), "{}", found[0]);
        let added = lines(&stored.compare(&sent, None, &ReadbackOptions::new()));
        let start = format!("added /{dropped} ");
        prop_assert!(added.len() == 1 && added[0].starts_with(&start), "{:?}", added);
    }
}
