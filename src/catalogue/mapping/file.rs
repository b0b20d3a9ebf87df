//! Problems of a mapping file itself.

use crate::catalogue::entry::{Entry, Family, MAPPING};
use crate::catalogue::mapping_example::{MappingExample, TITLE};
use crate::catalogue::words::words;
use crate::code::MappingCode;

/// All entries of this file.
pub(in crate::catalogue) static ENTRIES: &[&Entry] = &[
    &SYNTAX,
    &FILE,
    &UNKNOWN_KEY,
    &WRONG_TYPE,
    &CONFLICT,
    &BAD_PATH,
    &BAD_EXPRESSION,
    &BAD_DATE_FORMAT,
    &BAD_TABLE,
    &UNKNOWN_TABLE,
];

pub(in crate::catalogue) static SYNTAX: Entry = Entry {
    code: MappingCode::Syntax.as_str(),
    family: Family::MappingFile,
    title: words("Mapping file is not valid TOML", "映射文件不是有效的 TOML"),
    meaning: words(
        "The mapping file cannot be read as TOML: a quote or bracket is not closed, a text is not in quotes, or a key is given twice. Nothing else of the file is checked then.",
        "映射文件不是有效的 TOML：引号或括号没有闭合，文本没有加引号，或同一个键写了两次。此时不再检查文件的其余部分。",
    ),
    fix: words(
        "Correct the place that the message names. Texts and field paths are in quotes.",
        "改正提示所指的位置。文本和字段路径都要加引号。",
    ),
    mappings: &[MappingExample {
        mapping: r#"
            [fields]
            "/title" = name"#,
        fixed: r#"
            [fields]
            "/title" = "name""#,
        ..TITLE
    }],
    ..MAPPING
};

pub(in crate::catalogue) static FILE: Entry = Entry {
    code: MappingCode::File.as_str(),
    family: Family::MappingFile,
    title: words("File cannot be read", "无法读取文件"),
    meaning: words(
        "The mapping, or a file that it names under include or csv, cannot be opened, is too large, has an encoding other than UTF-8 and GBK, or includes itself. Paths are relative to the folder of the file that names them.",
        "映射文件本身，或它在 include、csv 中引用的文件无法打开、过大、编码不是 UTF-8 或 GBK，或者循环引用。路径相对于引用它的文件所在的目录。",
    ),
    fix: words("Correct the path, or save the file as UTF-8.", "改正路径，或把文件保存为 UTF-8。"),
    mappings: &[MappingExample {
        mapping: r#"
            include = "nowhere.toml"
            [fields]
            "/title" = "name""#,
        fixed: r#"
            [fields]
            "/title" = "name""#,
        ..TITLE
    }],
    ..MAPPING
};

pub(in crate::catalogue) static UNKNOWN_KEY: Entry = Entry {
    code: MappingCode::UnknownKey.as_str(),
    family: Family::MappingFile,
    title: words("Unknown key in a mapping", "映射中有未知的键"),
    meaning: words(
        "A key has no meaning at this place, and is most likely misspelled. It would have no effect.",
        "该键在此处没有意义，多半是拼写错误，不会起作用。",
    ),
    fix: words(
        "Correct the key (the message names the most similar one) or remove it. docs/mapping.md lists all keys.",
        "改正键名（提示中会给出最相近的）或删除它。全部键见 docs/mapping.md。",
    ),
    mappings: &[MappingExample {
        mapping: r#"
            [fields]
            "/title" = { form = "name" }"#,
        fixed: r#"
            [fields]
            "/title" = { from = "name" }"#,
        ..TITLE
    }],
    ..MAPPING
};

pub(in crate::catalogue) static WRONG_TYPE: Entry = Entry {
    code: MappingCode::WrongType.as_str(),
    family: Family::MappingFile,
    title: words("Key has a value of the wrong type", "键的值类型不对"),
    meaning: words(
        "The value of a key is of another type than the key takes: a number where a text belongs, a word that the key does not know, or a number out of range.",
        "键的值不是它所要求的类型：应为文本处写了数字，取值不在允许的词之中，或数字超出范围。",
    ),
    fix: words("Write the value as the message says.", "按提示改写该值。"),
    mappings: &[MappingExample {
        mapping: r#"
            [fields]
            "/title" = 3"#,
        fixed: r#"
            [fields]
            "/title" = { value = "3" }"#,
        ..TITLE
    }],
    ..MAPPING
};

pub(in crate::catalogue) static CONFLICT: Entry = Entry {
    code: MappingCode::Conflict.as_str(),
    family: Family::MappingFile,
    title: words("Keys contradict each other, or one is missing", "键之间矛盾或有缺失"),
    meaning: words(
        "Keys exclude each other, as two sources of one value do; or a key lacks another that it depends on, such as unlisted without a table.",
        "某些键互相排斥，如一个值有两个来源；或缺少所依赖的键，如有 unlisted 而没有 table。",
    ),
    fix: words("Remove one of the keys, or add the missing one.", "删去其中一个键，或补上缺少的键。"),
    mappings: &[MappingExample {
        mapping: r#"
            [fields]
            "/title" = { from = "name", value = "纯棉衬衫" }"#,
        fixed: r#"
            [fields]
            "/title" = { from = "name" }"#,
        ..TITLE
    }],
    ..MAPPING
};

pub(in crate::catalogue) static BAD_PATH: Entry = Entry {
    code: MappingCode::BadPath.as_str(),
    family: Family::MappingFile,
    title: words("Invalid path into the record", "记录中的路径无效"),
    meaning: words(
        "A path into the record cannot be read, or starts further out than there are rows around the field. Paths look like detail.brand, images[0], skus[*].price, $.brand or ^.style.",
        "记录中的路径无法识别，或起点超出了字段外层的行。路径形如 detail.brand、images[0]、skus[*].price、$.brand、^.style。",
    ),
    fix: words(
        "Correct the path. Write keys with dots or brackets as [\"odd.key\"].",
        "改正路径。含点或方括号的键写成 [\"odd.key\"]。",
    ),
    mappings: &[MappingExample {
        mapping: r#"
            [fields]
            "/title" = "detail..name""#,
        record: r#"{"detail": {"name": "纯棉衬衫"}}"#,
        fixed: r#"
            [fields]
            "/title" = "detail.name""#,
        ..TITLE
    }],
    ..MAPPING
};

pub(in crate::catalogue) static BAD_EXPRESSION: Entry = Entry {
    code: MappingCode::BadExpression.as_str(),
    family: Family::MappingFile,
    title: words("Invalid template or expression", "模板或表达式无效"),
    meaning: words(
        "A template or expression cannot be read, is too long, or uses something that expressions do not have: statements, functions, or another filter or test than lower, upper, title, trim, replace, length, default, join, split, first, last, int, float, round, abs, min, max, sum, string; defined, undefined, none, number, string, startingwith, endingwith.",
        "模板或表达式无法识别、过长，或使用了表达式没有的内容：语句、函数，或下列之外的过滤器和测试：lower、upper、title、trim、replace、length、default、join、split、first、last、int、float、round、abs、min、max、sum、string；defined、undefined、none、number、string、startingwith、endingwith。",
    ),
    fix: words(
        "Correct the expression, or prepare the value in your data before it is filled in.",
        "改正表达式，或在填写之前先在数据中准备好该值。",
    ),
    mappings: &[MappingExample {
        mapping: r#"
            [fields]
            "/title" = { template = "{{ name|shout }}" }"#,
        fixed: r#"
            [fields]
            "/title" = { template = "{{ name|upper }}" }"#,
        ..TITLE
    }],
    ..MAPPING
};

pub(in crate::catalogue) static BAD_DATE_FORMAT: Entry = Entry {
    code: MappingCode::BadDateFormat.as_str(),
    family: Family::MappingFile,
    title: words("Invalid date format", "日期格式无效"),
    meaning: words(
        "A date format has no part of a date, or a part that does not exist, or its offset is not like +08:00. Formats use % signs: %Y-%m-%d %H:%M:%S.",
        "日期格式中没有日期成分，或含有不存在的成分，或时区偏移不是 +08:00 的形式。格式用 % 符号书写：%Y-%m-%d %H:%M:%S。",
    ),
    fix: words(
        "Write the format with % signs, or \"unix\" or \"unix-ms\" for seconds or milliseconds since 1970.",
        "用 % 符号书写格式；自 1970 年起的秒或毫秒写作 \"unix\"、\"unix-ms\"。",
    ),
    mappings: &[MappingExample {
        schema: r#"<field id="title" name="商品标题" type="input"/>"#,
        mapping: r#"
            [fields]
            "/title" = { from = "day", date = "yyyy-MM-dd" }"#,
        record: r#"{"day": "2026-01-31"}"#,
        fixed: r#"
            [fields]
            "/title" = { from = "day", date = "%Y-%m-%d" }"#,
        ..TITLE
    }],
    ..MAPPING
};

pub(in crate::catalogue) static BAD_TABLE: Entry = Entry {
    code: MappingCode::BadTable.as_str(),
    family: Family::MappingFile,
    title: words("Unusable look-up table", "对照表无法使用"),
    meaning: words(
        "A CSV file that serves as a look-up table lacks a column, or has a key twice with different values.",
        "用作对照表的 CSV 文件缺少某列，或同一个键对应不同的值。",
    ),
    fix: words(
        "Correct the CSV file, or name its columns with key and value.",
        "改正 CSV 文件，或用 key 和 value 指明列名。",
    ),
    mappings: &[],
    ..MAPPING
};

pub(in crate::catalogue) static UNKNOWN_TABLE: Entry = Entry {
    code: MappingCode::UnknownTable.as_str(),
    family: Family::MappingFile,
    title: words("Undefined table", "没有定义的对照表"),
    meaning: words(
        "A field names a look-up table that neither this file nor an included one defines under [tables].",
        "字段使用的对照表在本文件和所引用文件的 [tables] 中都没有定义。",
    ),
    fix: words(
        "Define the table under [tables], or correct its name.",
        "在 [tables] 中定义该表，或改正表名。",
    ),
    mappings: &[MappingExample {
        mapping: r#"
            [fields]
            "/title" = { from = "name", table = "titles" }"#,
        fixed: r#"
            [tables]
            titles = { "纯棉衬衫" = "纯棉长袖衬衫" }
            [fields]
            "/title" = { from = "name", table = "titles" }"#,
        ..TITLE
    }],
    ..MAPPING
};
