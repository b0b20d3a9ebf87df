//! Workbooks: templates that are filled with items give the same items, rejected rows are corrected where they are, and
//! hostile workbooks are refused or read in bounded memory.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use calamine::{Data, Reader, Xlsx, open_workbook};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use rust_xlsxwriter::Workbook;
use tmall_schema::{Param, Schema};

pub(super) fn fixture(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(path)
}

pub(super) fn run(args: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tmall-schema"))
        .args(args)
        .env_clear()
        .env("LC_ALL", "C")
        .current_dir(folder)
        .output()
        .unwrap()
}

pub(super) fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// Fields of all kinds, with options whose names are missing, doubled, or values of others.
const SCHEMA: &str = r#"<itemRule>
  <field id="title" name="标题" type="input"/>
  <field id="price" name="价格" type="input"><rules><rule name="valueTypeRule" value="decimal"/></rules></field>
  <field id="count" name="数量" type="input"><rules><rule name="valueTypeRule" value="integer"/></rules></field>
  <field id="day" name="日期" type="input"><rules><rule name="valueTypeRule" value="date"/></rules></field>
  <field id="time" name="时间" type="input"><rules><rule name="valueTypeRule" value="time"/></rules></field>
  <field id="color" name="颜色" type="singleCheck"><options>
    <option displayName="红色" value="1"/><option displayName="蓝色" value="2"/><option displayName="1" value="3"/>
    <option displayName="蓝色" value="4"/><option value="5"/><option displayName="其他" value="-1"/></options></field>
  <field id="tags" name="标签" type="multiCheck"><options>
    <option displayName="新" value="n"/><option displayName="旧" value="o"/><option displayName="促" value="p"/>
    <option displayName="热" value="h"/></options></field>
  <field id="images" name="图片" type="multiInput"/>
  <field id="box" name="物流" type="complex"><fields>
    <field id="weight" name="重量" type="input"/>
    <field id="parts" name="部件" type="multiComplex"><fields>
      <field id="part" name="部件" type="input"/></fields></field></fields></field>
  <field id="sku" name="规格" type="multiComplex"><fields>
    <field id="name" name="名称" type="input"/>
    <field id="stock" name="库存" type="input"><rules><rule name="valueTypeRule" value="integer"/></rules></field>
    <field id="tiers" name="阶梯" type="multiComplex"><fields>
      <field id="from" name="起" type="input"/><field id="to" name="止" type="input"/></fields></field></fields></field>
</itemRule>"#;

/// Texts that spreadsheet programs like to change, also those that look like numbers in the short form.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        9 => "[=+@'\"<>&#0-9A-Za-z一-龥./ -]{0,8}[=+@'\"<>&0-9a-z一-龥]",
        1 => "-?[0-9](\\.[0-9]{1,2})?[eE][+-][0-9]{2}",
    ]
}

fn some<S: Strategy<Value = String> + 'static>(text: S) -> BoxedStrategy<Option<serde_json::Value>> {
    proptest::option::of(text.prop_map(serde_json::Value::String)).boxed()
}

fn object(
    fields: Vec<(&'static str, BoxedStrategy<Option<serde_json::Value>>)>,
) -> BoxedStrategy<serde_json::Value> {
    let (names, values): (Vec<_>, Vec<_>) = fields.into_iter().unzip();
    values
        .prop_map(move |values| {
            let pairs =
                names.iter().zip(values).filter_map(|(name, value)| Some(((*name).to_owned(), value?)));
            serde_json::Value::Object(pairs.collect())
        })
        .boxed()
}

/// Rows, none of which is empty.
fn rows(row: BoxedStrategy<serde_json::Value>) -> BoxedStrategy<Option<serde_json::Value>> {
    let full =
        row.prop_filter("a row without values", |row| row.as_object().is_some_and(|row| !row.is_empty()));
    let some = proptest::collection::vec(full, 1..4).prop_map(serde_json::Value::Array);
    proptest::option::of(some).boxed()
}

fn list(text: BoxedStrategy<String>, most: usize) -> BoxedStrategy<Option<serde_json::Value>> {
    let texts = proptest::collection::vec(text.prop_map(serde_json::Value::String), 1..=most);
    proptest::option::of(texts.prop_map(serde_json::Value::Array)).boxed()
}

fn item() -> BoxedStrategy<serde_json::Value> {
    let choice = prop_oneof![
        "[1-5]".prop_map(serde_json::Value::String),
        any_text().prop_map(|text| serde_json::json!({ "value": "-1", "inputValue": text })),
    ];
    let tier = object(vec![("from", some(any_text())), ("to", some(any_text()))]);
    let sku =
        object(vec![("name", some(any_text())), ("stock", some("0|[1-9][0-9]{0,4}")), ("tiers", rows(tier))]);
    let part = object(vec![("part", some(any_text()))]);
    let full = |value: &Option<serde_json::Value>| {
        value.as_ref().is_none_or(|value| value.as_object().is_some_and(|object| !object.is_empty()))
    };
    let complex = object(vec![("weight", some(any_text())), ("parts", rows(part))]);
    let complex = proptest::option::of(complex).prop_filter("an empty complex value", full).boxed();
    object(vec![
        ("title", some(any_text())),
        ("price", some("-?(0|[1-9][0-9]{0,6})(\\.[0-9]{1,4})?|0[0-9]{3}")),
        ("count", some("0|[1-9][0-9]{0,8}")),
        ("day", some("20[0-9]{2}-0[1-9]-(1[0-9]|2[0-8])")),
        ("time", some("20[0-9]{2}-0[1-9]-(1[0-9]|2[0-8]) ([01][0-9]:[0-5][0-9]:[0-5][0-9]|00:00:00)")),
        ("color", proptest::option::of(choice).boxed()),
        ("tags", list("[noph]".boxed(), 4)),
        ("images", list(any_text().boxed(), 5)),
        ("box", complex),
        ("sku", rows(sku)),
    ])
}

/// An item as a value, in which the order of fields means nothing.
fn value(param: &Param, schema: &Schema) -> serde_json::Value {
    serde_json::from_str(&param.to_json(Some(schema))).unwrap()
}

/// Template of items, filled again: the items as they are.
#[test]
fn a_template_of_items_gives_the_items_again() {
    let schema = Schema::parse(SCHEMA).unwrap();
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(8);
    let config = Config { cases, max_shrink_iters: 200, failure_persistence: None, ..Config::default() };
    let batches = proptest::collection::vec(item(), 1..12);
    TestRunner::new(config)
        .run(&batches, |items| {
            let place = tempfile::tempdir().unwrap();
            fs::write(place.path().join("schema.xml"), SCHEMA).unwrap();
            let mut args = vec!["fill", "template", "schema.xml", "-o", "t.xlsx", "--from"];
            let names: Vec<String> = (0..items.len()).map(|number| format!("0{number}.json")).collect();
            let mut wanted = BTreeMap::new();
            for (name, item) in names.iter().zip(&items) {
                fs::write(place.path().join(name), item.to_string()).unwrap();
                args.push(name);
                let param = Param::from_json(&item.to_string(), Some(&schema)).unwrap();
                wanted.insert(name.replace(".json", ".xml"), value(&param, &schema));
            }
            let made = run(&args, place.path());
            prop_assert_eq!(text(&made), "");
            let filled =
                run(&["fill", "--schema", "schema.xml", "t.xlsx", "--out-dir", "items"], place.path());
            let count = items.len();
            prop_assert!(text(&filled).contains(&format!("{count} valid")), "{}", text(&filled));
            for (name, wanted) in wanted {
                let xml = fs::read_to_string(place.path().join("items").join(name)).unwrap();
                let param = Param::parse(&xml).unwrap();
                prop_assert_eq!(value(&param, &schema), wanted);
            }
            Ok(())
        })
        .unwrap();
}

/// The cells of a sheet as texts.
pub(super) fn sheet(path: &Path, name: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let range = book.worksheet_range(name).unwrap();
    let cell = |cell: &Data| if *cell == Data::Empty { String::new() } else { cell.to_string() };
    range.rows().map(|row| row.iter().map(cell).collect()).collect()
}

/// Writes texts into a workbook, with the cells that are given changed.
fn write(path: &Path, sheets: &[(&str, Vec<Vec<String>>)]) {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
    }
    book.save(path).unwrap();
}

#[test]
fn rejected_rows_of_a_template_are_corrected_and_filled_again() {
    let place = tempfile::tempdir().unwrap();
    let schema = fixture("demo/schema.xml").display().to_string();
    let made = run(&["fill", "template", &schema, "-o", "t.xlsx", "--example"], place.path());
    assert_eq!(text(&made), "");
    let (mut items, mut rows) =
        (sheet(&place.path().join("t.xlsx"), "Items"), sheet(&place.path().join("t.xlsx"), "销售属性"));
    assert_eq!(items[1][0], "#item");
    let at = |rows: &[Vec<String>], key: &str| rows[1].iter().position(|known| known == key).unwrap();
    // Two good items; five mistakes: a title that is too long, an unknown brand, a price that is no number, a missing size,
    // and a row of an item that does not exist.
    let mut second = items[2].clone();
    second[0] = "second".to_owned();
    let (title, brand) = (at(&items, "/title"), at(&items, "/prop_20000"));
    second[title] = "长".repeat(40);
    second[brand] = "没有这个品牌".to_owned();
    // Dates would come back from the library as numbers.
    let time = at(&items, "/start_time");
    items[2][time].clear();
    second[time].clear();
    items.push(second);
    let mut row = rows[2].clone();
    row[0] = "second".to_owned();
    let (price, size) = (at(&rows, "/sku/sku_price"), at(&rows, "/sku/prop_20509"));
    row[price] = "十元".to_owned();
    row[size].clear();
    rows.push(row.clone());
    row[0] = "third".to_owned();
    rows.push(row);
    write(&place.path().join("t.xlsx"), &[("Items", items), ("销售属性", rows)]);
    let args = ["fill", "--schema", &schema, "t.xlsx", "--out-dir", "items", "--rejects", "wrong.xlsx"];
    let filled = run(&args, place.path());
    let report = text(&filled);
    for words in [
        "error /title: Items!B4:",
        "error /prop_20000: Items!C4:",
        "error /sku/0/sku_price: 销售属性!",
        "error /sku/0/prop_20509: 销售属性!",
        "销售属性!A5 names the item \"third\"",
        "3 records: 1 valid",
    ] {
        assert!(report.contains(words), "{words}\n{report}");
    }
    // Corrected where it is.
    let wrong = place.path().join("wrong.xlsx");
    let (mut items, mut rows) = (sheet(&wrong, "Items"), sheet(&wrong, "销售属性"));
    let problems = at(&items, "#problems");
    assert!(items[2][problems].contains("商品标题: 80 bytes long"), "{items:?}");
    assert!(rows[2][at(&rows, "#problems")].contains("尺码: a value is required"), "{rows:?}");
    items.retain(|row| !row[0].is_empty());
    items[2][title] = "短标题".to_owned();
    items[2][brand] = "青禾".to_owned();
    rows[2][price] = "10.00".to_owned();
    rows[2][size] = "M".to_owned();
    // The row of no item is there too, as it was.
    assert_eq!(rows[3][0], "third");
    rows.truncate(3);
    write(&place.path().join("wrong.xlsx"), &[("Items", items), ("销售属性", rows)]);
    let args = ["fill", "--schema", &schema, "wrong.xlsx", "--out-dir", "items", "--rejects", "still.xlsx"];
    let again = text(&run(&args, place.path()));
    assert!(again.starts_with("1 record: 1 valid"), "{again}");
    assert!(
        place.path().join("items/second.xml").exists() && place.path().join("items/example.xml").exists()
    );
}

#[test]
fn rejected_rows_of_a_sheet_are_coloured() {
    let place = tempfile::tempdir().unwrap();
    let sheets = fixture("sheets");
    for name in ["schema.xml", "mapping.toml", "goods.xlsx"] {
        fs::copy(sheets.join(name), place.path().join(name)).unwrap();
    }
    let args = ["--lang", "zh", "fill", "--schema", "schema.xml", "--map", "mapping.toml", "goods.xlsx"];
    let args = [&args[..], &["--out-dir", "items", "--rejects", "wrong.xlsx"]].concat();
    assert_eq!(run(&args, place.path()).status.code(), Some(1));
    let wrong = place.path().join("wrong.xlsx");
    let rows = sheet(&wrong, "商品");
    assert_eq!(rows[0], ["系列", "款号", "名称", "价格", "条码", "上市", "库存", "#问题"]);
    assert_eq!(rows[1][..7], ["青禾", "00125", "毛衣", "88", "6901234567894", "2026-03-06", "#N/A"]);
    assert!(rows[2][7].contains("标题：长度 8 字节"), "{rows:?}");
    let mut book: Xlsx<_> = open_workbook(&wrong).unwrap();
    let styles = book.worksheet_style("商品").unwrap();
    let is_coloured = |row, column| {
        styles
            .get((row, column))
            .and_then(|style| style.fill.as_ref())
            .is_some_and(calamine::Fill::is_visible)
    };
    assert!(is_coloured(1, 6) && is_coloured(2, 2) && is_coloured(2, 4));
    assert!(!is_coloured(1, 1) && !is_coloured(2, 3));
}

/// What a program shortened is reported again when the rejects are filled as they are, and a text of the same look stays a
/// text.
#[test]
fn rejected_rows_keep_what_is_a_text() {
    let place = tempfile::tempdir().unwrap();
    for name in ["schema.xml", "formulas.toml", "formulas.xlsx"] {
        fs::copy(fixture("sheets").join(name), place.path().join(name)).unwrap();
    }
    let fill = |data: &str, rejects: &str| {
        let args = ["fill", "--schema", "schema.xml", "--map", "formulas.toml", data, "--out-dir", "items"];
        text(&run(&[&args[..], &["--overwrite", "--rejects", rejects]].concat(), place.path()))
    };
    for (data, rejects) in [("formulas.xlsx", "wrong.xlsx"), ("wrong.xlsx", "still.xlsx")] {
        let report = fill(data, rejects);
        assert!(report.contains("1E+05)\n  error /price"), "{report}");
        assert!(report.contains("/outer_id: 公式!A") && report.contains("\"4E+20\" is a number"), "{report}");
        assert!(!report.contains("\"1E+05\" is a number"), "{report}");
    }
    // Of a text file nobody knows; so it is reported, from the rejects too.
    fs::write(place.path().join("t.csv"), "款号,名称,价格\n1E+05,衬衫,9\n").unwrap();
    for (data, rejects) in [("t.csv", "t.xlsx"), ("t.xlsx", "u.xlsx")] {
        assert!(fill(data, rejects).contains("\"1E+05\" is a number"), "{data}");
    }
}

#[test]
fn thirty_thousand_options_can_be_chosen() {
    let place = tempfile::tempdir().unwrap();
    let mut schema = "<itemRule><field id=\"brand\" name=\"品牌\" type=\"singleCheck\"><options>".to_owned();
    for number in 0..30_000 {
        schema.push_str(&format!("<option displayName=\"品牌{number}\" value=\"{number}\"/>"));
    }
    schema.push_str("</options></field></itemRule>");
    fs::write(place.path().join("s.xml"), schema).unwrap();
    fs::write(place.path().join("a.json"), "{\"brand\":\"29999\"}").unwrap();
    assert_eq!(
        text(&run(&["fill", "template", "s.xml", "-o", "t.xlsx", "--from", "a.json"], place.path())),
        ""
    );
    assert_eq!(sheet(&place.path().join("t.xlsx"), "Items")[2], ["a", "品牌29999"]);
    assert_eq!(sheet(&place.path().join("t.xlsx"), "Options").len(), 30_000);
    let filled = run(&["fill", "--schema", "s.xml", "t.xlsx"], place.path());
    assert!(text(&filled).contains("<value>29999</value>"), "{}", text(&filled));
}

/// A zip archive of stored and deflated parts.
fn archive(path: &Path, parts: &[(&str, &[u8])]) {
    let mut zip = zip::ZipWriter::new(fs::File::create(path).unwrap());
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, bytes) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap();
}

const TYPES: &str =
    r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const ROOT: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#;

/// A workbook of one sheet, with a table of texts.
pub(super) fn workbook(path: &Path, sheet: &[u8], strings: &[u8]) {
    archive(
        path,
        &[
            ("[Content_Types].xml", TYPES.as_bytes()),
            ("_rels/.rels", ROOT.as_bytes()),
            ("xl/workbook.xml", BOOK.as_bytes()),
            ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
            ("xl/worksheets/sheet1.xml", sheet),
            ("xl/sharedStrings.xml", strings),
        ],
    );
}

pub(super) fn sheet_of(rows: &str) -> Vec<u8> {
    format!(
        "<?xml version=\"1.0\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>"
    )
    .into_bytes()
}

pub(super) const STRINGS: &[u8] =
    b"<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"/>";

/// Fills a workbook with at most this much memory, in megabytes.
#[cfg(target_os = "linux")]
fn fill_within(megabytes: u64, data: &str, folder: &Path) -> Output {
    fs::write(folder.join("s.xml"), "<itemRule><field id=\"a\" type=\"input\"><rules><rule name=\"requiredRule\" value=\"true\"/></rules></field></itemRule>").unwrap();
    fs::write(folder.join("m.toml"), "[fields]\n\"/a\" = \"a\"\n").unwrap();
    let program = env!("CARGO_BIN_EXE_tmall-schema");
    let line = format!(
        "ulimit -v {}; exec '{program}' fill --schema s.xml --map m.toml --dry-run --jobs 1 {data}",
        megabytes * 1024
    );
    Command::new("sh").args(["-c", &line]).env("LC_ALL", "C").current_dir(folder).output().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn hostile_workbooks_are_refused_or_read_in_bounded_memory() {
    let place = tempfile::tempdir().unwrap();
    let path = |name: &str| place.path().join(name);
    let head = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a</t></is></c></row>";
    // A table of texts that becomes larger than the limit.
    let spaces = vec![b' '; 257 << 20];
    workbook(&path("bomb.xlsx"), &sheet_of(head), &spaces);
    assert!(fs::metadata(path("bomb.xlsx")).unwrap().len() < 1 << 20);
    let found = fill_within(400, "bomb.xlsx", place.path());
    assert_eq!(found.status.code(), Some(2));
    assert!(
        text(&found).contains("xl/sharedStrings.xml inside the workbook has more than 256 MiB"),
        "{}",
        text(&found)
    );
    // One text of 20 MB in a cell.
    let long = format!("{head}<row r=\"2\"><c r=\"A2\" t=\"str\"><v>{}</v></c></row>", "x".repeat(20 << 20));
    workbook(&path("long.xlsx"), &sheet_of(&long), STRINGS);
    let found = fill_within(400, "long.xlsx", place.path());
    assert!(text(&found).contains("has a text of more than 4 MiB"), "{}", text(&found));
    // A table that claims to hold four billion texts.
    let strings = b"<sst uniqueCount=\"4000000000\"><si><t>a</t></si></sst>";
    workbook(&path("count.xlsx"), &sheet_of(head), strings);
    let found = fill_within(400, "count.xlsx", place.path());
    assert!(text(&found).contains("the number of its texts is false"), "{}", text(&found));
    // A sheet of the most rows, the declared ones all empty but for the last.
    let mut rows = head.to_owned();
    (2..1_048_576)
        .step_by(16)
        .for_each(|row| rows.push_str(&format!("<row r=\"{row}\"><c r=\"A{row}\"/></row>")));
    rows.push_str("<row r=\"1048576\"><c r=\"A1048576\" t=\"inlineStr\"><is><t>x</t></is></c></row>");
    workbook(&path("rows.xlsx"), &sheet_of(&rows), STRINGS);
    let found = fill_within(400, "rows.xlsx", place.path());
    assert_eq!(text(&found), "1 record: 1 valid, 0 rejected\n");
    // Formulas that refer to each other: what they gave when the file was saved is read.
    let rows = format!(
        "{head}<row r=\"2\"><c r=\"A2\" t=\"str\"><f>A3</f><v>x</v></c></row><row r=\"3\"><c r=\"A3\" t=\"str\"><f>A2</f><v>y</v></c></row>"
    );
    workbook(&path("circle.xlsx"), &sheet_of(&rows), STRINGS);
    let found = fill_within(400, "circle.xlsx", place.path());
    assert_eq!(text(&found), "2 records: 2 valid, 0 rejected\n");
    // OpenDocument repeats rows and cells by a number.
    let ods = |rows: &str| {
        format!(
            "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body><office:spreadsheet><table:table table:name=\"S\"><table:table-row><table:table-cell office:value-type=\"string\"><text:p>a</text:p></table:table-cell></table:table-row>{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
        )
    };
    let cell = "<table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"16384\"><text:p>x</text:p></table:table-cell>";
    let many = format!("<table:table-row table:number-rows-repeated=\"1048576\">{cell}</table:table-row>");
    let mime = b"application/vnd.oasis.opendocument.spreadsheet";
    let parts = |content: &str, name: &str| {
        archive(
            &path(name),
            &[("mimetype", mime), ("META-INF/manifest.xml", b"<m/>"), ("content.xml", content.as_bytes())],
        );
    };
    parts(&ods(&many), "many.ods");
    let found = fill_within(400, "many.ods", place.path());
    assert!(text(&found).contains("the sheet has more than 50000000 cells"), "{}", text(&found));
    let empty = "<table:table-row table:number-rows-repeated=\"1048574\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let last = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row>";
    parts(&ods(&format!("{empty}{last}")), "empty.ods");
    let found = fill_within(400, "empty.ods", place.path());
    assert_eq!(text(&found), "1 record: 1 valid, 0 rejected\n");
    // Neither a workbook nor anything else.
    fs::write(path("text.xlsx"), "a,b\n1,2\n").unwrap();
    let found = fill_within(400, "text.xlsx", place.path());
    assert!(text(&found).contains("the file is not a workbook"), "{}", text(&found));
}

/// Memory does not grow with the rows of a sheet.
#[cfg(target_os = "linux")]
#[test]
fn a_hundred_thousand_rows_are_read_in_bounded_memory() {
    let place = tempfile::tempdir().unwrap();
    let mut rows = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a</t></is></c></row>".to_owned();
    for row in 2..=100_001 {
        rows.push_str(&format!(
            "<row r=\"{row}\"><c r=\"A{row}\" t=\"inlineStr\"><is><t>商品 {row}</t></is></c></row>"
        ));
    }
    workbook(&place.path().join("d.xlsx"), &sheet_of(&rows), STRINGS);
    let found = fill_within(160, "d.xlsx", place.path());
    assert_eq!(text(&found), "100000 records: 100000 valid, 0 rejected\n");
}
