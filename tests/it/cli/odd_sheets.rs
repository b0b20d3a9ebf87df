//! Sheets as people make them: headers in two rows, errors of other programs, texts that look like numbers in files of
//! text.

use std::fs;
use std::path::Path;

use rust_xlsxwriter::{Format, Workbook};

use super::sheets::{STRINGS, fixture, run, sheet, sheet_of, text, workbook};

const SCHEMA: &str = r#"<itemRule>
  <field id="code" name="货号" type="input"><rules><rule name="requiredRule" value="true"/></rules></field>
  <field id="title" name="标题" type="input"><rules><rule name="maxLengthRule" value="8" unit="byte"/></rules></field>
  <field id="price" name="价格" type="input"><rules><rule name="valueTypeRule" value="decimal"/></rules></field>
</itemRule>"#;
const MAPPING: &str = "[fields]\n\"/code\" = \"货号\"\n\"/title\" = \"标题\"\n\"/price\" = \"价格\"\n";

/// A folder with a schema and a mapping.
fn place() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("s.xml"), SCHEMA).unwrap();
    fs::write(place.path().join("m.toml"), MAPPING).unwrap();
    place
}

fn fill(place: &Path, args: &[&str]) -> String {
    text(&run(&[&["fill", "--schema", "s.xml", "--map", "m.toml"], args].concat(), place))
}

/// What a text is, a file of text does not say; so a text that looks like a shortened number is marked in rejects.
#[test]
fn rejects_as_text_keep_what_is_a_text() {
    let place = place();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let (long, plain) = ("长长长长长", Format::new().set_num_format("@"));
    for (column, header) in (0..).zip(["货号", "标题", "价格"]) {
        sheet.write_string(0, column, header).unwrap();
    }
    for (row, code) in (1..).zip(["1E+05", "=\"x\"", "a\"b"]) {
        sheet.write_string_with_format(row, 0, code, &plain).unwrap();
        sheet.write_string(row, 1, long).unwrap();
    }
    sheet.write_number(4, 0, 3e20).unwrap();
    book.save(place.path().join("d.xlsx")).unwrap();
    let mut known = None;
    for (data, rejects) in [("d.xlsx", "a.csv"), ("a.csv", "b.csv"), ("b.csv", "c.csv")] {
        let report = fill(place.path(), &[data, "--out-dir", "o", "--overwrite", "--rejects", rejects]);
        assert!(
            !report.contains("\"1E+05\" is a number") && report.contains("\"3E+20\" is a number"),
            "{report}"
        );
        let written = fs::read_to_string(place.path().join(rejects)).unwrap();
        assert!(written.contains("\n\"=\"\"1E+05\"\"\",长"), "{written}");
        assert_eq!(known.get_or_insert(written.clone()), &written, "{data}");
    }
    // Corrected, they are the items that the workbook would have given.
    let corrected = known.unwrap().replace(long, "短").replace("3E+20", "300");
    fs::write(place.path().join("a.csv"), corrected).unwrap();
    let report = fill(place.path(), &["a.csv", "--out-dir", "items"]);
    assert_eq!(report, "4 records: 4 valid, 0 rejected\n");
    for (number, code) in (1..).zip(["1E+05", "=\"x\"", "a\"b", "300"]) {
        let item = fs::read_to_string(place.path().join(format!("items/{number:06}.xml"))).unwrap();
        assert!(item.contains(&format!("<value>{code}</value>")), "{item}");
    }
    // Other programs mark texts in the same way.
    fs::write(place.path().join("e.csv"), "货号,标题\n=\"00123\",短\n").unwrap();
    assert!(fill(place.path(), &["e.csv"]).contains("<value>00123</value>"));
    // A program that opened and saved the file leaves no mark, and no one knows whether it changed the text.
    fs::write(place.path().join("f.csv"), "货号,标题,#problems\n1E+05,短,\n").unwrap();
    assert!(fill(place.path(), &["f.csv"]).contains("\"1E+05\" is a number"));
}

/// Newer errors, and those of other programs.
#[test]
fn errors_that_are_not_of_old_have_cells() {
    let place = place();
    let cell = |at: &str, text: &str| format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let error = |at: &str, text: &str| format!("<c r=\"{at}\" t=\"e\"><f>A1</f><v>{text}</v></c>");
    let rows = [
        format!("<row r=\"1\">{}{}{}</row>", cell("A1", "货号"), cell("B1", "标题"), cell("C1", "价格")),
        format!("<row r=\"2\">{}{}</row>", cell("A2", "a"), error("C2", "#SPILL!")),
        format!("<row r=\"3\">{}{}</row>", error("A3", "#ERROR!"), error("C3", "#N/A")),
        format!("<row r=\"5\">{}{}</row>", cell("A5", "b"), error("B5", "#WHATEVER!")),
    ];
    for formula in ["<f>A1</f>", ""] {
        let rows = rows.concat().replace("<f>A1</f>", formula);
        workbook(&place.path().join("d.xlsx"), &sheet_of(&rows), STRINGS);
        let report = fill(place.path(), &["d.xlsx", "--dry-run"]);
        for words in [
            "/price: S!C2: the cell holds the error #SPILL!",
            "/code: S!A3: the cell holds the error #ERROR!",
            "/price: S!C3: the cell holds the error #N/A",
            "/title: S!B5: the cell holds the error #VALUE!",
        ] {
            assert!(report.contains(words), "{words}\n{report}");
        }
    }
}

/// A title, names of groups, and headers that are merged downwards, or over several columns.
#[test]
fn headers_in_two_rows() {
    let place = place();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let plain = Format::new();
    sheet.merge_range(0, 0, 0, 3, "2026 秋季", &plain).unwrap();
    sheet.merge_range(1, 0, 2, 0, "货号", &plain).unwrap();
    sheet.merge_range(1, 1, 1, 2, "销售", &plain).unwrap();
    sheet.merge_range(1, 3, 2, 4, "备注", &plain).unwrap();
    sheet.write_string(2, 1, "标题").unwrap();
    sheet.write_string(2, 2, "价格").unwrap();
    sheet.write_string(3, 0, "A1").unwrap();
    sheet.write_string(3, 1, "衬衫").unwrap();
    sheet.write_number(3, 2, 9.5).unwrap();
    sheet.merge_range(3, 3, 4, 4, "清仓", &plain).unwrap();
    sheet.write_string(4, 0, "A2").unwrap();
    sheet.write_string(4, 1, "毛衣毛衣毛衣").unwrap();
    book.save(place.path().join("d.xlsx")).unwrap();
    let found = "record 2 (row 5)\n  error /title: Sheet1!B5: 12 bytes long, at most 8 allowed [max-length]\n2 records: 1 valid, 1 rejected\n";
    assert_eq!(fill(place.path(), &["d.xlsx", "--dry-run"]), found);
    assert_eq!(fill(place.path(), &["d.xlsx", "--dry-run", "--header-row", "3"]), found);
}

/// What is wrong with a complex value is marked in its first column, and what is wrong with a row in its key.
#[test]
fn cells_of_what_is_missing_are_marked() {
    let place = tempfile::tempdir().unwrap();
    let schema = fixture("demo/schema.xml").display().to_string();
    assert_eq!(text(&run(&["fill", "template", &schema, "-o", "t.xlsx", "--example"], place.path())), "");
    let filled = run(&["fill", "--schema", &schema, "t.xlsx", "--dry-run"], place.path());
    assert_eq!(text(&filled), "1 record: 1 valid, 0 rejected\n", "an example without warnings");
    let mut items = sheet(&place.path().join("t.xlsx"), "Items");
    let keys = items[1].clone();
    for (key, cell) in keys.iter().zip(&mut items[2]) {
        if key.starts_with("/item_images") {
            cell.clear();
        }
    }
    let again = items[2].clone();
    items.push(again);
    let mut book = Workbook::new();
    let made = book.add_worksheet();
    made.set_name("Items").unwrap();
    for (row, cells) in (0..).zip(&items) {
        for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            made.write_string(row, column, cell).unwrap();
        }
    }
    book.save(place.path().join("t.xlsx")).unwrap();
    let report = text(&run(
        &["fill", "--schema", &schema, "t.xlsx", "--out-dir", "o", "--rejects", "r.xlsx"],
        place.path(),
    ));
    assert!(report.contains("error /item_images: Items!K3: "), "{report}");
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(place.path().join("r.xlsx")).unwrap();
    let styles = book.worksheet_style("Items").unwrap();
    let is_coloured = |place| {
        styles.get(place).and_then(|style| style.fill.as_ref()).is_some_and(calamine::Fill::is_visible)
    };
    assert!(is_coloured((2, 10)));
    assert!(is_coloured((3, 0)) && !is_coloured((3, 10)));
}

/// Items of several directories may have the same name; in a template each has its own.
#[test]
fn items_of_one_name_are_several_items() {
    let place = place();
    for (folder, code) in [("a", "A"), ("b", "B")] {
        fs::create_dir(place.path().join(folder)).unwrap();
        fs::write(place.path().join(folder).join("x.json"), format!("{{\"code\":\"{code}\"}}")).unwrap();
    }
    let made =
        run(&["fill", "template", "s.xml", "-o", "t.xlsx", "--from", "a/x.json", "b/x.json"], place.path());
    assert_eq!(text(&made), "");
    let filled = run(&["fill", "--schema", "s.xml", "t.xlsx", "--out-dir", "items"], place.path());
    assert_eq!(text(&filled), "2 records: 2 valid, 0 rejected\n");
    let second = fs::read_to_string(place.path().join("items/x-2.xml")).unwrap();
    assert!(second.contains("<value>B</value>"), "{second}");
}
