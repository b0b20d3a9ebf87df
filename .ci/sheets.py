"""A person with a spreadsheet program: fills a template, makes five mistakes, corrects the rejects, and fills again."""

import re
import subprocess
import sys

import openpyxl

root, program = sys.argv[1:]
schema = f"{root}/fixtures/demo/schema.xml"


def run(*args, code=0):
    done = subprocess.run([program, "fill", *args], capture_output=True, text=True)
    assert done.returncode == code, (args, done)
    return done.stdout + done.stderr


def column(sheet, key):
    """The column of a field, by the hidden second row."""
    return next(cell.column for cell in sheet[2] if cell.value == key)


# What was written can be read: names, hidden keys, notes, lists of options, formats.
book = openpyxl.load_workbook("template.xlsx")
items, units = book["Items"], book["销售属性"]
assert book["Options"].sheet_state == "veryHidden"
assert items.row_dimensions[2].hidden and items.freeze_panes == "B3"
title = items.cell(1, column(items, "/title"))
assert title.value == "商品标题 *" and "at most 60 bytes" in title.comment.text
assert items.column_dimensions["B"].width > 10
lists = {str(rule.sqref): rule.formula1 for rule in items.data_validations.dataValidation}
assert lists["C3:C1048576"] == "'Options'!$A$1:$A$4", lists
assert [cell.value for cell in book["Options"]["A"]][1] == "青禾"

# Filled in by hand, with five mistakes.
for name in ["good", "bad"]:
    row = items.max_row + 1
    for cell in items[3]:
        items.cell(row, cell.column, cell.value)
    items.cell(row, 1, name)
    row = units.max_row + 1
    for cell in units[3]:
        units.cell(row, cell.column, cell.value)
    units.cell(row, 1, name)
items.cell(5, column(items, "/title"), "长" * 40)
items.cell(5, column(items, "/prop_20000"), "没有这个品牌")
units.cell(5, column(units, "/sku/sku_price"), "十元")
units.cell(5, column(units, "/sku/prop_20509")).value = None
items.cell(5, column(items, "/item_images/item_image_0"), "no link")
book.save("filled.xlsx")

found = run("--schema", schema, "filled.xlsx", "--out-dir", "items", "--rejects", "wrong.xlsx", code=1)
for cell in ["Items!B5", "Items!C5", "Items!K5", "销售属性!D5", "销售属性!C5"]:
    assert f": {cell}: " in found, (cell, found)
assert "3 records: 2 valid" in found, found

# The rejects: the row as it was, coloured where something is wrong.
book = openpyxl.load_workbook("wrong.xlsx")
items, units = book["Items"], book["销售属性"]
assert items.max_row == 3 and items.cell(3, 1).value == "bad"
assert items.cell(3, 2).fill.fgColor.rgb == "FFFFC7CE", items.cell(3, 2).fill.fgColor.rgb
assert "at most 60" in items.cell(3, column(items, "#problems")).value
items.cell(3, column(items, "/title"), "短标题")
items.cell(3, column(items, "/prop_20000"), "青禾")
items.cell(3, column(items, "/item_images/item_image_0"), "https://example.com/1.jpg")
units.cell(3, column(units, "/sku/sku_price"), 10)
units.cell(3, column(units, "/sku/prop_20509"), "M")
book.save("wrong.xlsx")
found = run("--schema", schema, "wrong.xlsx", "--out-dir", "items", "--rejects", "still.xlsx")
assert re.match("1 record: 1 valid", found), found

# LibreOffice opens what we write, and saves it in its formats with nothing lost.
for kind in ["ods", "xls"]:
    done = subprocess.run(["soffice", "--headless", "--convert-to", kind, "template.xlsx"], capture_output=True, text=True)
    assert done.returncode == 0, done
    found = run("--schema", schema, f"template.{kind}", "--out-dir", f"of-{kind}")
    assert found.startswith("1 record: 1 valid"), found
    example = open("items/example.xml", encoding="utf-8").read()
    assert open(f"of-{kind}/example.xml", encoding="utf-8").read() == example, kind
print("sheets: openpyxl and LibreOffice agree")
