//! The numbers of values and rows.

use crate::catalogue::entry::{Entry, FINDING, Family, Source};
use crate::catalogue::example::Example;
use crate::catalogue::grade::ERROR;
use crate::catalogue::words::words;
use crate::code::Code;

pub(crate) mod texts {
    use crate::catalogue::template::{Template, template};

    pub(crate) static GIVEN: Template = template("{actual} given, {range}", "填写了 {actual} 个，{range} 个");
}

/// All entries of this file.
pub(super) static ENTRIES: &[&Entry] = &[&MAX, &MIN];

pub(super) static MAX: Entry = Entry {
    code: Code::MaxInputNum.as_str(),
    family: Family::Limits,
    grade: ERROR,
    title: words("Too many values", "值过多"),
    meaning: words(
        "A maxInputNumRule limits the number of values of a multiInput or multiCheck, of rows of a \
         multiComplex, and of instances of a complex. Empty values and rows are not counted.",
        "maxInputNumRule 限制 multiInput、multiCheck 的值的个数，multiComplex 的行数，complex 的实例数。空的值和行不计算在内。",
    ),
    sources: &[Source::Guide, Source::Documents],
    fix: words("Remove values or rows.", "减少值或行。"),
    templates: &[&texts::GIVEN],
    examples: &[Example {
        grade: ERROR,
        schema: r#"
            <field id="seller_cids" name="店铺类目" type="multiInput"><rules>
              <rule name="maxInputNumRule" value="2"/>
            </rules></field>"#,
        item: r#"
            <field id="seller_cids" type="multiInput"><values>
              <value>410132580</value><value>8</value><value>15</value>
            </values></field>"#,
        fixed: r#"
            <field id="seller_cids" type="multiInput"><values>
              <value>410132580</value><value>8</value>
            </values></field>"#,
    }],
    ..FINDING
};

pub(super) static MIN: Entry = Entry {
    code: Code::MinInputNum.as_str(),
    family: Family::Limits,
    grade: ERROR,
    title: words("Too few values", "值过少"),
    meaning: words(
        "A minInputNumRule requires a minimum number of values, rows or instances, counted as for \
         `max-input-num`. It does not apply to a field without any value; `required` covers that.",
        "minInputNumRule 规定值、行或实例的最少个数，计数方式与 `max-input-num` 相同。完全没有值的字段不适用，由 `required` 判断。",
    ),
    sources: &[Source::Guide, Source::Documents],
    fix: words("Add values or rows; empty ones are not counted.", "增加值或行，空的不计算在内。"),
    templates: &[&texts::GIVEN],
    examples: &[Example {
        grade: ERROR,
        schema: r#"
            <field id="size" name="尺码" type="multiCheck"><rules>
              <rule name="minInputNumRule" value="2"/>
            </rules><options>
              <option displayName="S" value="28314"/>
              <option displayName="M" value="28315"/>
            </options></field>"#,
        item: r#"
            <field id="size" type="multiCheck"><values><value>28314</value></values></field>"#,
        fixed: r#"
            <field id="size" type="multiCheck"><values><value>28314</value><value>28315</value></values></field>"#,
    }],
    ..FINDING
};
