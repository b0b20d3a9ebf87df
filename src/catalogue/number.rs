//! The limits of numbers, dates and digits.

use crate::catalogue::entry::{Entry, FINDING, Family, Source};
use crate::catalogue::example::Example;
use crate::catalogue::grade::ERROR;
use crate::catalogue::words::words;
use crate::code::Code;

pub(crate) mod texts {
    use crate::catalogue::template::{Template, template};

    pub(crate) static LARGE: Template =
        template("\"{actual}\" is too large, {range}", "“{actual}”过大，{range}");
    pub(crate) static SMALL: Template =
        template("\"{actual}\" is too small, {range}", "“{actual}”过小，{range}");
    pub(crate) static LATE: Template =
        template("\"{actual}\" is too late, {range}", "“{actual}”过晚，{range}");
    pub(crate) static EARLY: Template =
        template("\"{actual}\" is too early, {range}", "“{actual}”过早，{range}");
    pub(crate) static NO_NUMBER: Template =
        template("\"{actual}\" is not a number, {range}", "“{actual}”不是数字，{range}");
    pub(crate) static DIGITS: Template =
        template("{actual} {unit} after the decimal point, {range}", "小数位数为 {actual}，{range} {unit}");
}

/// All entries of this file.
pub(super) static ENTRIES: &[&Entry] = &[&MAX_VALUE, &MIN_VALUE, &MAX_DIGITS, &MIN_DIGITS];

pub(super) static MAX_VALUE: Entry = Entry {
    code: Code::MaxValue.as_str(),
    family: Family::Limits,
    grade: ERROR,
    title: words("Number or date too large", "数值过大或日期过晚"),
    meaning: words(
        "A maxValueRule limits the number; with exProperty=\"not include\" the limit itself is not allowed \
         either. Numbers are compared as exact decimals of any length. If the value type is date or time, \
         moments are compared, and a date without a time is its first instant. A text that is not a number \
         breaks the limit.",
        "maxValueRule 限制数值的上限；exProperty=\"not include\" 时上限本身也不允许。数值按任意长度的精确小数比较。\
         值类型为 date 或 time 时按时间先后比较，没有时间的日期视为当天零点。不是数字的文本也不符合上限。",
    ),
    sources: &[Source::Guide, Source::Documents],
    fix: words("Give a value within the limit.", "填写限制以内的值。"),
    templates: &[&texts::LARGE, &texts::LATE, &texts::NO_NUMBER],
    examples: &[
        Example {
            grade: ERROR,
            schema: r#"
                <field id="quantity" name="库存" type="input"><rules>
                  <rule name="maxValueRule" value="1000000" exProperty="not include"/>
                </rules></field>"#,
            item: r#"
                <field id="quantity" type="input"><value>1000000</value></field>"#,
            fixed: r#"
                <field id="quantity" type="input"><value>999999</value></field>"#,
        },
        Example {
            grade: ERROR,
            schema: r#"
                <field id="made_on" name="生产日期" type="input"><rules>
                  <rule name="valueTypeRule" value="date"/>
                  <rule name="maxValueRule" value="2112-12-31"/>
                </rules></field>"#,
            item: r#"
                <field id="made_on" type="input"><value>2113-01-01</value></field>"#,
            fixed: r#"
                <field id="made_on" type="input"><value>2026-01-31</value></field>"#,
        },
    ],
    ..FINDING
};

pub(super) static MIN_VALUE: Entry = Entry {
    code: Code::MinValue.as_str(),
    family: Family::Limits,
    grade: ERROR,
    title: words("Number or date too small", "数值过小或日期过早"),
    meaning: words(
        "A minValueRule requires a number of at least its value; with exProperty=\"not include\" the number \
         must be larger. Numbers and moments are compared as for `max-value`.",
        "minValueRule 规定数值的下限；exProperty=\"not include\" 时必须大于下限。数值和时间的比较与 `max-value` 相同。",
    ),
    sources: &[Source::Guide, Source::Documents],
    fix: words("Give a value within the limit.", "填写限制以内的值。"),
    templates: &[&texts::SMALL, &texts::EARLY, &texts::NO_NUMBER],
    examples: &[
        Example {
            grade: ERROR,
            schema: r#"
                <field id="price" name="价格" type="input"><rules>
                  <rule name="valueTypeRule" value="decimal"/>
                  <rule name="minValueRule" value="0.00" exProperty="not include"/>
                </rules></field>"#,
            item: r#"
                <field id="price" type="input"><value>0</value></field>"#,
            fixed: r#"
                <field id="price" type="input"><value>0.01</value></field>"#,
        },
        Example {
            grade: ERROR,
            schema: r#"
                <field id="start_time" name="上架时间" type="input"><rules>
                  <rule name="valueTypeRule" value="time"/>
                  <rule name="minValueRule" value="2026-01-01"/>
                </rules></field>"#,
            item: r#"
                <field id="start_time" type="input"><value>2025-12-31 23:59:59</value></field>"#,
            fixed: r#"
                <field id="start_time" type="input"><value>2026-01-01 00:00:00</value></field>"#,
        },
    ],
    ..FINDING
};

pub(super) static MAX_DIGITS: Entry = Entry {
    code: Code::MaxDecimalDigits.as_str(),
    family: Family::Limits,
    grade: ERROR,
    title: words("Too many decimal digits", "小数位数过多"),
    meaning: words(
        "A maxDecimalDigitsRule limits the digits that are written after the decimal point; trailing zeros \
         count too, so 10.00 has two. A text that is not a number is reported as `unchecked`.",
        "maxDecimalDigitsRule 限制小数点后所写的位数，末尾的零也计算在内，10.00 为两位。不是数字的文本报告为 `unchecked`。",
    ),
    sources: &[Source::Sdk],
    fix: words("Round the number, or remove trailing zeros.", "四舍五入，或去掉末尾的零。"),
    templates: &[&texts::DIGITS],
    examples: &[Example {
        grade: ERROR,
        schema: r#"
            <field id="price" name="价格" type="input"><rules>
              <rule name="maxDecimalDigitsRule" value="2"/>
            </rules></field>"#,
        item: r#"
            <field id="price" type="input"><value>129.905</value></field>"#,
        fixed: r#"
            <field id="price" type="input"><value>129.91</value></field>"#,
    }],
    ..FINDING
};

pub(super) static MIN_DIGITS: Entry = Entry {
    code: Code::MinDecimalDigits.as_str(),
    family: Family::Limits,
    grade: ERROR,
    title: words("Too few decimal digits", "小数位数不足"),
    meaning: words(
        "A minDecimalDigitsRule requires digits after the decimal point, and zeros count: where two are \
         required, 129.9 has to be written 129.90.",
        "minDecimalDigitsRule 规定小数点后至少要写的位数，零也计算在内：要求两位时，129.9 须写成 129.90。",
    ),
    sources: &[Source::Sdk],
    fix: words("Add zeros at the end of the number.", "在末尾补零。"),
    templates: &[&texts::DIGITS],
    examples: &[Example {
        grade: ERROR,
        schema: r#"
            <field id="price" name="价格" type="input"><rules>
              <rule name="minDecimalDigitsRule" value="2"/>
            </rules></field>"#,
        item: r#"
            <field id="price" type="input"><value>129.9</value></field>"#,
        fixed: r#"
            <field id="price" type="input"><value>129.90</value></field>"#,
    }],
    ..FINDING
};
