//! The generator of test documents keeps its own promises. Otherwise tests and benches that use it would show
//! something else than they say.

use std::collections::HashSet;

use crate::support::generate::{Shape, params, schema};
use crate::support::random::cases;
use crate::support::reference::checker;
use crate::support::reference::measure::Counts;
use crate::support::reference::pair::Pair;
use crate::support::tree::Field;
use roxmltree::{Document, Node};
use tmall_schema::{ByteCount, FieldKind};

fn all<'a, 'i>(document: &'a Document<'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    document.descendants().filter(move |node| node.has_tag_name(name))
}

#[test]
fn one_seed_gives_the_same_bytes_and_another_gives_others() {
    let shape = Shape::small();
    assert_eq!(schema(&shape, 7), schema(&shape, 7));
    assert_eq!(params(&shape, 7, 5), params(&shape, 7, 5));
    assert_ne!(schema(&shape, 7), schema(&shape, 8));
    assert_ne!(params(&shape, 7, 5), params(&shape, 8, 5));
}

/// Numbers of one benchmark run are compared with those of another, perhaps on another machine.
#[test]
fn the_bytes_stay_what_they_were() {
    let text = schema(&Shape::small(), 1) + &params(&Shape::small(), 1, 3);
    let fnv = text.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
    });
    assert_eq!(
        format!("{fnv:016x}"),
        "e767d07dec9eb6f7",
        "if this is on purpose: old numbers no longer compare"
    );
}

#[test]
fn sizes_are_within_a_tenth_of_those_stated() {
    let stated = [50_000, 900_000, 2_300_000, 20_000_000];
    for ((name, shape), stated) in Shape::sizes().into_iter().zip(stated) {
        for seed in 0..if name == "huge" { 2 } else { 8 } {
            let bytes = schema(&shape, seed).len();
            assert!(bytes.abs_diff(stated) <= stated / 10, "{name}, seed {seed}: {bytes} bytes");
        }
    }
}

#[test]
fn a_large_category_has_what_it_says() {
    let text = schema(&Shape::large(), 1);
    let document = Document::parse(&text).unwrap();
    let root = document.root_element();
    assert_eq!(root.tag_name().name(), "itemRule");
    assert_eq!(root.children().count(), 120);

    let field = |id: &str| all(&document, "field").find(|node| node.attribute("id") == Some(id)).unwrap();
    let options =
        |node: Node<'_, '_>| node.descendants().filter(|inner| inner.has_tag_name("option")).count();
    assert_eq!(options(field("prop_20000")), 30_000);
    assert_eq!(root.children().filter(|node| (500..=2_000).contains(&options(*node))).count(), 8);
    let sku = field("sku").children().find(|node| node.has_tag_name("fields")).unwrap();
    assert_eq!(sku.children().count(), 20);

    let types: HashSet<_> = root.children().filter_map(|node| node.attribute("type")).collect();
    assert_eq!(types.len(), 7, "{types:?}");
    for element in
        ["default-value", "default-values", "default-complex-values", "label-group", "depend-group"]
    {
        assert!(all(&document, element).count() > 0, "{element}");
    }
    assert!(text.contains("&amp;") && text.contains("&lt;a href='") && !text.contains('\n'));
    assert!(
        text.starts_with(
            "<itemRule><field id=\"infos\" name=\"信息\" type=\"label\"><label-group name=\"\">"
        )
    );
}

#[test]
fn ids_and_option_values_are_distinct() {
    for shape in [Shape::large(), Shape::small().brands(90_000)] {
        let text = schema(&shape, 3);
        let document = Document::parse(&text).unwrap();
        for (parent, child, key) in
            [("options", "option", "value"), ("fields", "field", "id"), ("itemRule", "field", "id")]
        {
            for list in all(&document, parent) {
                let keys =
                    list.children().filter(|node| node.has_tag_name(child)).map(|node| node.attribute(key));
                let mut seen = HashSet::new();
                keys.for_each(|key| assert!(seen.insert(key), "{key:?} twice in {parent}"));
            }
        }
    }
}

/// What is wrong with an item, by its shape and by the slow validator. Rules that neither the format nor an item
/// decides are not faults.
fn problems(schema: &str, item: &str) -> Vec<String> {
    let (schema, item) = (Document::parse(schema).unwrap(), Document::parse(item).unwrap());
    let pair = Pair::of_documents(&schema, &item);
    let mut problems = Vec::new();
    shape(&pair.fields, item.root_element(), "", &mut problems);
    let counts = Counts { byte: Some(ByteCount::Gbk), ..Counts::default() };
    problems.extend(checker::findings(&pair, counts).into_iter().filter(|line| !line.starts_with("note ")));
    problems
}

/// Fields of the type that the schema gives, in its wrappers, and with something in them.
fn shape(fields: &[Field], level: Node<'_, '_>, path: &str, problems: &mut Vec<String>) {
    for sent in level.children() {
        let path = format!("{path}/{}", sent.attribute("id").unwrap());
        let Some(field) = fields.iter().find(|field| Some(&*field.id) == sent.attribute("id")) else {
            continue;
        };
        if sent.attribute("type") != field.kind.map(FieldKind::as_str) {
            problems.push(format!("{path}: another type"));
        }
        let count = |name| sent.children().filter(|child| child.has_tag_name(name)).count();
        let texts = |parent: Node<'_, '_>| {
            parent.children().all(|value| value.has_tag_name("value") && value.text().is_some())
        };
        let is_right = match field.kind.unwrap() {
            FieldKind::Input | FieldKind::SingleCheck => count("value") == 1 && texts(sent),
            FieldKind::MultiInput | FieldKind::MultiCheck => {
                let values = sent.first_child().filter(|values| values.has_tag_name("values"));
                count("values") == 1 && values.is_some_and(|values| values.has_children() && texts(values))
            }
            FieldKind::Complex => count("complex-values") == 1,
            FieldKind::MultiComplex => count("complex-values") > 0,
            FieldKind::Label => false,
            other => panic!("type {other}"),
        };
        if !is_right {
            problems.push(format!("{path}: a wrong wrapper, or nothing in it"));
        }
        for row in sent.children().filter(|child| child.has_tag_name("complex-values")) {
            shape(&field.fields, row, &path, problems);
        }
    }
}

#[test]
fn an_item_keeps_the_rules_of_its_schema() {
    for (shape, seeds) in [(Shape::small(), cases(12)), (Shape::large().brands(200), cases(6))] {
        for seed in 0..u64::from(seeds) {
            let found = problems(&schema(&shape, seed), &params(&shape, seed, 20));
            assert!(found.is_empty(), "seed {seed}: {found:#?}");
        }
    }
}

/// Without this, the test above would also pass with a validator that sees nothing.
#[test]
fn what_is_wrong_with_an_item_is_seen() {
    let shape = Shape::small();
    let (rules, item) = (schema(&shape, 1), params(&shape, 1, 2));
    let broken = |from: &str, to: &str| {
        assert!(item.contains(from), "{from}");
        problems(&rules, &item.replacen(from, to, 1)).join("; ")
    };
    let wrapper = "/item_type: a wrong wrapper, or nothing in it";
    for (from, to, problem) in [
        (
            "<field id=\"title\"",
            "<field id=\"titel\"",
            "error required /title; error unknown-field /titel".to_owned(),
        ),
        ("<value>b</value>", "<value>c</value>", "error unknown-option /item_type".to_owned()),
        ("<value>b</value>", "<value/>", format!("{wrapper}; error required /item_type")),
        (
            "<value>b</value>",
            "<value>b</value><value>b</value>",
            format!("{wrapper}; error too-many-values /item_type"),
        ),
        (
            "</itemParam>",
            "<field id=\"infos\" type=\"label\"/></itemParam>",
            "/infos: a wrong wrapper, or nothing in it".to_owned(),
        ),
    ] {
        assert_eq!(broken(from, to), problem);
    }
    let title = "name=\"商品标题\" type=\"input\"><value>";
    assert_eq!(broken(title, &format!("{title}{}", "长".repeat(30))), "error max-length /title");
    let version = "name=\"天猫系统服务版本\" type=\"input\"><value>";
    assert_eq!(broken(version, &format!("{version}1")), "error read-only /service_version");
}

#[test]
fn an_item_has_the_rows_that_were_asked_for_and_takes_every_turn() {
    let text = params(&Shape::large(), 1, 600);
    let document = Document::parse(&text).unwrap();
    let sku = all(&document, "field").find(|node| node.attribute("id") == Some("sku")).unwrap();
    assert_eq!(sku.children().count(), 600);
    let cells: HashSet<_> = sku.children().map(|row| row.children().count()).collect();
    assert_eq!(cells, HashSet::from([19, 20]), "with and without free text");
    assert!(text.contains("<value inputValue=\""), "a value that carries its own text");
    let companions =
        all(&document, "field").filter(|node| node.attribute("id").is_some_and(|id| id.starts_with("in_")));
    assert!(companions.count() > 20);
}

#[test]
fn a_shape_can_be_bent() {
    let shape = Shape::small().fields(60).brands(3).wide(2).wide_options(700, 800).sku_fields(25).modules(2);
    let text = schema(&shape, 5);
    let document = Document::parse(&text).unwrap();
    assert_eq!(document.root_element().children().count(), 60);
    let sku = all(&document, "field").find(|node| node.attribute("id") == Some("sku")).unwrap();
    assert_eq!(sku.children().find(|node| node.has_tag_name("fields")).unwrap().children().count(), 25);
    let found = problems(&text, &params(&shape, 5, 2));
    assert!(found.is_empty(), "{found:#?}");
}
