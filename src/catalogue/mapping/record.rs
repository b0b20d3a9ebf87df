//! Problems of a record with the mapping that is applied to it.

use crate::catalogue::entry::{Entry, Family, MAPPING};
use crate::catalogue::mapping_example::{MappingExample, TITLE};
use crate::catalogue::words::words;
use crate::code::MappingCode;

/// All entries of this file.
pub(in crate::catalogue) static ENTRIES: &[&Entry] = &[
    &UNKNOWN_OPTION,
    &AMBIGUOUS_OPTION,
    &NOT_IN_TABLE,
    &NOT_A_NUMBER,
    &SHORTENED_NUMBER,
    &CELL_ERROR,
    &NOT_A_DATE,
    &WRONG_SHAPE,
    &SEVERAL_VALUES,
    &MISSING_VALUE,
    &EXPRESSION_FAILED,
];

pub(in crate::catalogue) static UNKNOWN_OPTION: Entry = Entry {
    code: MappingCode::UnknownOption.as_str(),
    family: Family::MappingRecord,
    title: words("Text of the record is not an option", "记录中的文本不在选项之中"),
    meaning: words(
        "The field has options, and the text of the record is neither the value nor the name of one. It is never guessed.",
        "该字段有选项，而记录中的文本既不是选项的取值，也不是其名称。程序不会猜测。",
    ),
    fix: words(
        "Add the text to a look-up table, send it as a custom value with custom, or correct the record.",
        "把该文本加入对照表，用 custom 作为自定义值填写，或改正记录。",
    ),
    mappings: &[MappingExample {
        schema: r#"
            <field id="color" name="颜色" type="singleCheck"><options>
              <option displayName="红色" value="28326"/>
              <option displayName="军绿色" value="3232483"/>
            </options></field>"#,
        mapping: r#"
            [fields]
            "/color" = "color""#,
        record: r#"{"color": "橄榄"}"#,
        fixed: r#"
            [tables]
            colors = { "橄榄" = "军绿色" }
            [fields]
            "/color" = { from = "color", table = "colors" }"#,
        ..TITLE
    }],
    ..MAPPING
};

pub(in crate::catalogue) static AMBIGUOUS_OPTION: Entry = Entry {
    code: MappingCode::AmbiguousOption.as_str(),
    family: Family::MappingRecord,
    title: words("Text of the record fits several options", "记录中的文本对应多个选项"),
    meaning: words(
        "Several options with different values have this text as their value or name.",
        "有多个取值不同的选项以该文本为取值或名称。",
    ),
    fix: words(
        "Choose one with a look-up table, or restrict the look-up with match = \"value\" or match = \"name\".",
        "用对照表指定其一，或用 match = \"value\"、match = \"name\" 限定查找方式。",
    ),
    mappings: &[MappingExample {
        schema: r#"
            <field id="size" name="尺码" type="singleCheck"><options>
              <option displayName="36" value="1"/>
              <option displayName="1" value="2"/>
            </options></field>"#,
        mapping: r#"
            [fields]
            "/size" = "size""#,
        record: r#"{"size": "1"}"#,
        fixed: r#"
            [fields]
            "/size" = { from = "size", match = "name" }"#,
        ..TITLE
    }],
    ..MAPPING
};

pub(in crate::catalogue) static NOT_IN_TABLE: Entry = Entry {
    code: MappingCode::NotInTable.as_str(),
    family: Family::MappingRecord,
    title: words("Text of the record is not in the table", "记录中的文本不在对照表中"),
    meaning: words(
        "The look-up table does not have the text, not even without regard to case, width and spaces.",
        "对照表中没有该文本，忽略大小写、全半角和空格也没有。",
    ),
    fix: words(
        "Add the text to the table, or let such texts pass with unlisted = \"keep\" or drop them with unlisted = \"skip\".",
        "在对照表中补充该文本；也可用 unlisted = \"keep\" 保留、unlisted = \"skip\" 略过这类文本。",
    ),
    mappings: &[MappingExample {
        mapping: r#"
            [fields]
            "/title" = { from = "name", table = { shirt = "纯棉衬衫" } }"#,
        record: r#"{"name": "coat"}"#,
        fixed: r#"
            [fields]
            "/title" = { from = "name", table = { shirt = "纯棉衬衫", coat = "风衣" } }"#,
        ..TITLE
    }],
    ..MAPPING
};

pub(in crate::catalogue) static NOT_A_NUMBER: Entry = Entry {
    code: MappingCode::NotANumber.as_str(),
    family: Family::MappingRecord,
    title: words("Text of the record is not a number", "记录中的文本不是数字"),
    meaning: words(
        "The mapping converts the text to a number, and it is not one: it has a unit, a currency sign or commas, or is too long.",
        "映射要把该文本转换为数字，但它不是数字：带有单位、货币符号或逗号，或者过长。",
    ),
    fix: words(
        "Write digits only. Accept commas between groups of three digits with number = { grouped = true }.",
        "只写数字。千位分隔符可用 number = { grouped = true } 允许。",
    ),
    mappings: &[MappingExample {
        mapping: r#"
            [fields]
            "/title" = { from = "price", number = true }"#,
        record: r#"{"price": "1,000"}"#,
        fixed: r#"
            [fields]
            "/title" = { from = "price", number = { grouped = true } }"#,
        ..TITLE
    }],
    ..MAPPING
};

pub(in crate::catalogue) static SHORTENED_NUMBER: Entry = Entry {
    code: MappingCode::ShortenedNumber.as_str(),
    family: Family::MappingRecord,
    title: words("Number that a spreadsheet has shortened", "电子表格缩写的数字"),
    meaning: words(
        "A cell of a CSV file, or of a sheet, holds a number such as 6.90123E+12. The spreadsheet program saved it in this short form, and digits may be lost.",
        "CSV 文件或工作表的单元格中是 6.90123E+12 这样的数字。电子表格程序以缩写形式保存，可能已丢失位数。",
    ),
    fix: words(
        "Format the column as text and save again. Where the lost digits do not matter, write number = { shortened = true }.",
        "把该列设为文本格式后重新保存。若丢失的位数无关紧要，可写 number = { shortened = true }。",
    ),
    mappings: &[],
    ..MAPPING
};

pub(in crate::catalogue) static CELL_ERROR: Entry = Entry {
    code: MappingCode::CellError.as_str(),
    family: Family::MappingRecord,
    title: words("Cell with an error of the spreadsheet", "单元格为电子表格的错误值"),
    meaning: words(
        "A cell that the mapping reads holds an error such as #N/A or #DIV/0!: its formula could not be evaluated when the file was saved. Or the program that saved the file did not evaluate the formula at all; such a cell has the text #FORMULA.",
        "映射读取的单元格是 #N/A、#DIV/0! 之类的错误值：保存文件时其公式无法计算。也可能是保存文件的程序根本没有计算公式，这样的单元格记为 #FORMULA。",
    ),
    fix: words(
        "Correct the formula, or write the value itself into the cell, and save again. For #FORMULA, open the file in a spreadsheet program and save it.",
        "请改正公式，或在单元格中直接填写值，然后重新保存。若为 #FORMULA，请用电子表格程序打开文件并保存一次。",
    ),
    mappings: &[],
    ..MAPPING
};

pub(in crate::catalogue) static NOT_A_DATE: Entry = Entry {
    code: MappingCode::NotADate.as_str(),
    family: Family::MappingRecord,
    title: words("Text of the record is not a date", "记录中的文本不是日期"),
    meaning: words(
        "The mapping converts the text to a date, and it has none of the formats that date gives, or is not a day of the calendar.",
        "映射要把该文本转换为日期，但它不符合 date 给出的任何格式，或不是真实的日期。",
    ),
    fix: words("Add the format to date, or correct the record.", "在 date 中补充该格式，或改正记录。"),
    mappings: &[MappingExample {
        mapping: r#"
            [fields]
            "/title" = { from = "day", date = "%Y/%m/%d" }"#,
        record: r#"{"day": "2026-01-31"}"#,
        fixed: r#"
            [fields]
            "/title" = { from = "day", date = ["%Y/%m/%d", "%Y-%m-%d"] }"#,
        ..TITLE
    }],
    ..MAPPING
};

pub(in crate::catalogue) static WRONG_SHAPE: Entry = Entry {
    code: MappingCode::WrongShape.as_str(),
    family: Family::MappingRecord,
    title: words("Record has an object or list for a text", "记录中应为文本处是对象或列表"),
    meaning: words(
        "The path leads to an object, or to a list inside a list, where a text is expected; or a product has too many combinations.",
        "路径指向对象或列表中的列表，而此处应为文本；或 product 的组合过多。",
    ),
    fix: words("Lengthen the path to the text, such as detail.name.", "把路径写到文本为止，如 detail.name。"),
    mappings: &[MappingExample {
        mapping: r#"
            [fields]
            "/title" = "detail""#,
        record: r#"{"detail": {"name": "纯棉衬衫", "year": 2026}}"#,
        fixed: r#"
            [fields]
            "/title" = "detail.name""#,
        ..TITLE
    }],
    ..MAPPING
};

pub(in crate::catalogue) static SEVERAL_VALUES: Entry = Entry {
    code: MappingCode::SeveralValues.as_str(),
    family: Family::MappingRecord,
    title: words("Several values for a field that takes one", "单值字段得到多个值"),
    meaning: words(
        "The mapping or the record gives several values, and the field takes one; or the number of attributes differs from the number of values; or a record that is an item in its JSON form has a key more than once.",
        "映射或记录给出了多个值，而该字段只能有一个；或属性的个数与值的个数不一致；或 JSON 形式的商品记录中同一个键出现多次。",
    ),
    fix: words(
        "Select one with pick or take, or combine them with join.",
        "用 pick 或 take 选取一个，或用 join 合并。",
    ),
    mappings: &[MappingExample {
        mapping: r#"
            [fields]
            "/title" = "names""#,
        record: r#"{"names": ["纯棉", "衬衫"]}"#,
        fixed: r#"
            [fields]
            "/title" = { from = "names", join = " " }"#,
        ..TITLE
    }],
    ..MAPPING
};

pub(in crate::catalogue) static MISSING_VALUE: Entry = Entry {
    code: MappingCode::MissingValue.as_str(),
    family: Family::MappingRecord,
    title: words("Record lacks a value that the mapping requires", "记录缺少映射要求的值"),
    meaning: words(
        "The mapping has required = true, and the record has no value; or a row has none of the mapped values and would be lost.",
        "映射写有 required = true 而记录中没有值；或某一行没有任何可填的值，会因此丢失。",
    ),
    fix: words(
        "Complete the record, give a default, or exclude rows with where.",
        "补全记录，用 default 给出默认值，或用 where 排除行。",
    ),
    mappings: &[MappingExample {
        mapping: r#"
            [fields]
            "/title" = { from = "title", required = true }"#,
        fixed: r#"
            [fields]
            "/title" = { from = ["title", "name"], required = true }"#,
        ..TITLE
    }],
    ..MAPPING
};

pub(in crate::catalogue) static EXPRESSION_FAILED: Entry = Entry {
    code: MappingCode::ExpressionFailed.as_str(),
    family: Family::MappingRecord,
    title: words("Expression cannot be evaluated", "表达式无法计算"),
    meaning: words(
        "A template or expression fails for this record: it uses a name that the record does not have, computes with a text, or gives a list or an object.",
        "模板或表达式对该记录无法计算：使用了记录中没有的名称，用文本进行运算，或结果是列表、对象。",
    ),
    fix: words(
        "Give a default with |default(…), ask with \"is defined\", or convert with |float.",
        "用 |default(…) 给出默认值，用 is defined 判断，或用 |float 转换。",
    ),
    mappings: &[MappingExample {
        mapping: r#"
            [fields]
            "/title" = { template = "{{ brand }} {{ name }}" }"#,
        fixed: r#"
            [fields]
            "/title" = { template = "{{ brand|default('青禾') }} {{ name }}" }"#,
        ..TITLE
    }],
    ..MAPPING
};
