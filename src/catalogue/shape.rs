//! Whether fields and values are where the schema and the platform expect them.

use crate::catalogue::entry::{Entry, FINDING, Family, Source};
use crate::catalogue::example::Example;
use crate::catalogue::grade::{ERROR, WARNING};
use crate::catalogue::words::words;
use crate::code::Code;

pub(crate) mod texts {
    use crate::catalogue::template::{Template, template};

    pub(crate) static UNKNOWN_FIELD: Template =
        template("the schema has no such field", "schema 中没有该字段");
    pub(crate) static UNKNOWN_FIELD_NEAR: Template = template(
        "the schema has no such field; most similar: {near}",
        "schema 中没有该字段；最接近的是 {near}",
    );
    pub(crate) static TYPE_MISMATCH: Template = template(
        "the type is {declared}, but the schema has {want}",
        "type 写的是 {declared}，schema 要求 {want}",
    );
    pub(crate) static DUPLICATE_FIELD: Template =
        template("this field occurs twice; the first one counts", "字段重复，以第一个为准");
    pub(crate) static TOO_MANY: Template =
        template("{count} values, only one is allowed", "只允许一个值，却有 {count} 个");
    pub(crate) static ON_LABEL: Template = template("a label takes no value", "label 字段不能有值");
    pub(crate) static PLAIN_ON_COMPLEX: Template =
        template("this field takes sub-fields, not a plain value", "此处应填子字段，却直接填了值");
    pub(crate) static COMPLEX_ON_PLAIN: Template =
        template("this field takes a plain value, not sub-fields", "此处应直接填值，却填了子字段");
    pub(crate) static ALONE: Template = template(
        "the value must be directly in <value>; the platform may drop it",
        "值应直接写在 <value> 中，否则平台可能丢弃",
    );
    pub(crate) static WRAPPED: Template = template(
        "this must be in <{want}>; the platform may drop it",
        "应放在 <{want}> 中，否则平台可能丢弃",
    );
    pub(crate) static REFUSED: Template = template(
        "this must be in <{want}>; otherwise the platform rejects the whole item",
        "应放在 <{want}> 中，否则平台会拒绝整个商品",
    );
    pub(crate) static NOT_AN_ITEM: Template = template(
        "this document has rules or options but no values: it is a schema, not an item",
        "该文档有规则或选项，却没有任何值：它是 schema，不是商品",
    );
    pub(crate) static IGNORED: Template = template(
        "the platform does not accept this as a value and drops it",
        "平台不会把此内容当作值，会直接丢弃",
    );
}

/// All entries of this file.
pub(super) static ENTRIES: &[&Entry] = &[
    &UNKNOWN_FIELD,
    &TYPE_MISMATCH,
    &DUPLICATE_FIELD,
    &TOO_MANY_VALUES,
    &UNEXPECTED_VALUE,
    &WRAPPER,
    &NOT_AN_ITEM,
];

pub(super) static UNKNOWN_FIELD: Entry = Entry {
    code: Code::UnknownField.as_str(),
    family: Family::Shape,
    grade: ERROR,
    title: words("Field that the schema does not have", "schema 中没有的字段"),
    meaning: words(
        "The item has a field whose id the schema does not have at this place: a misspelled id, a sub-field \
         outside of its complex, or a field that the category no longer has. Its value has no effect.",
        "商品中有 schema 此处没有的字段：id 写错、子字段写到了 complex 之外，或该类目已没有此字段。其值不会生效。",
    ),
    sources: &[Source::Decision],
    fix: words(
        "Correct the id (the message names the most similar one), move the field to its place, or remove \
         it. If the schema is old, fetch it again.",
        "改正 id（提示中会给出最接近的），把字段移到正确的位置，或删除它。若 schema 已过时，请重新获取。",
    ),
    templates: &[&texts::UNKNOWN_FIELD, &texts::UNKNOWN_FIELD_NEAR],
    examples: &[Example {
        grade: ERROR,
        schema: r#"
            <field id="title" name="商品标题" type="input"/>"#,
        item: r#"
            <field id="titel" type="input"><value>纯棉衬衫</value></field>"#,
        fixed: r#"
            <field id="title" type="input"><value>纯棉衬衫</value></field>"#,
    }],
    ..FINDING
};

pub(super) static TYPE_MISMATCH: Entry = Entry {
    code: Code::TypeMismatch.as_str(),
    family: Family::Shape,
    grade: ERROR,
    title: words("Wrong type of a field", "字段类型不一致"),
    meaning: words(
        "The item gives another type for the field than the schema. The field is validated as the schema's \
         type. An item may also leave the type out.",
        "商品中该字段的 type 与 schema 不一致，按 schema 的类型校验。商品中也可以不写 type。",
    ),
    sources: &[Source::Decision],
    fix: words("Write the schema's type, or leave the type out.", "改成 schema 中的类型，或不写。"),
    templates: &[&texts::TYPE_MISMATCH],
    examples: &[Example {
        grade: ERROR,
        schema: r#"
            <field id="season" name="季节" type="multiCheck"><options>
              <option displayName="春季" value="1"/>
            </options></field>"#,
        item: r#"
            <field id="season" type="multiInput"><values><value>1</value></values></field>"#,
        fixed: r#"
            <field id="season" type="multiCheck"><values><value>1</value></values></field>"#,
    }],
    ..FINDING
};

pub(super) static DUPLICATE_FIELD: Entry = Entry {
    code: Code::DuplicateField.as_str(),
    family: Family::Shape,
    grade: ERROR,
    title: words("Duplicate field", "字段重复"),
    meaning: words(
        "The item has two fields with the same id side by side. The first is validated; it is not known \
         which one the platform takes.",
        "商品中同一层有两个 id 相同的字段。以第一个为准进行校验，平台取哪一个并不确定。",
    ),
    sources: &[Source::Decision],
    fix: words(
        "Keep one of them. Several values belong in one field: \
         <values><value>…</value><value>…</value></values>.",
        "只保留一个。多个值应写在同一字段内：<values><value>…</value><value>…</value></values>。",
    ),
    templates: &[&texts::DUPLICATE_FIELD],
    examples: &[Example {
        grade: ERROR,
        schema: r#"
            <field id="title" name="商品标题" type="input"/>"#,
        item: r#"
            <field id="title" type="input"><value>纯棉衬衫</value></field>
            <field id="title" type="input"><value>纯棉长袖衬衫</value></field>"#,
        fixed: r#"
            <field id="title" type="input"><value>纯棉衬衫</value></field>"#,
    }],
    ..FINDING
};

pub(super) static TOO_MANY_VALUES: Entry = Entry {
    code: Code::TooManyValues.as_str(),
    family: Family::Shape,
    grade: ERROR,
    title: words("Too many values for a single-value field", "单值字段有多个值"),
    meaning: words(
        "An input or singleCheck has several values, or a complex has several complex values. All of them \
         are validated. Only a complex with a maxInputNumRule above 1 may occur several times.",
        "input 或 singleCheck 有多个值，或 complex 有多个复合值。所有的值都会校验。只有 maxInputNumRule 大于 1 的 complex 可以重复。",
    ),
    sources: &[Source::Guide, Source::Documents],
    fix: words("Keep one value.", "只保留一个值。"),
    templates: &[&texts::TOO_MANY],
    examples: &[Example {
        grade: ERROR,
        schema: r#"
            <field id="title" name="商品标题" type="input"/>"#,
        item: r#"
            <field id="title" type="input"><value>纯棉</value><value>衬衫</value></field>"#,
        fixed: r#"
            <field id="title" type="input"><value>纯棉衬衫</value></field>"#,
    }],
    ..FINDING
};

pub(super) static UNEXPECTED_VALUE: Entry = Entry {
    code: Code::UnexpectedValue.as_str(),
    family: Family::Shape,
    grade: ERROR,
    title: words("Value of the wrong shape", "值的结构不符"),
    meaning: words(
        "A label has a value, although it only shows something; or a complex has a plain text instead of \
         sub-fields; or a field of texts has sub-fields.",
        "label 只用于展示却有值；complex 中直接写了文本而不是子字段；或文本字段中写了子字段。",
    ),
    sources: &[Source::Guide],
    fix: words(
        "Look up the type of the field in the schema, and give values of that shape. Leave labels out.",
        "按 schema 中该字段的类型填写相应结构的值；label 不要传。",
    ),
    templates: &[&texts::PLAIN_ON_COMPLEX, &texts::COMPLEX_ON_PLAIN, &texts::ON_LABEL],
    examples: &[Example {
        grade: ERROR,
        schema: r#"
            <field id="location" name="所在地" type="complex"><fields>
              <field id="prov" name="省" type="input"/>
              <field id="city" name="市" type="input"/>
            </fields></field>"#,
        item: r#"
            <field id="location" type="complex"><value>浙江杭州</value></field>"#,
        fixed: r#"
            <field id="location" type="complex"><complex-values>
              <field id="prov" type="input"><value>浙江</value></field>
              <field id="city" type="input"><value>杭州</value></field>
            </complex-values></field>"#,
    }],
    ..FINDING
};

pub(super) static WRAPPER: Entry = Entry {
    code: Code::Wrapper.as_str(),
    family: Family::Shape,
    grade: WARNING,
    variants: &[(
        ERROR,
        words(
            "in the icbu dialect, for complex-values in a complex and complex-value in a multiComplex",
            "icbu 方言中，complex 里写了 complex-values 或 multiComplex 里写了 complex-value 时",
        ),
    )],
    title: words("Value in the wrong element", "值所在的元素不对"),
    meaning: words(
        "Each type has its values in an element of its own: input and singleCheck in value; multiInput and \
         multiCheck in values/value; complex in complex-values (complex-value in the newer dialects); \
         multiComplex in one complex-values for each row. The platform silently drops what is in the wrong \
         element. It does not accept text beside the values, or what is in default-value or in unknown \
         elements, as values either.",
        "各类型的值要写在规定的元素中：input、singleCheck 用 value；multiInput、multiCheck 用 values/value；complex 用 \
         complex-values（新方言中为 complex-value）；multiComplex 每行一个 complex-values。写错位置的数据会被平台悄悄丢弃。\
         写在 default-value 中、值旁边的文本或不认识的元素中的内容，平台也不当作值。",
    ),
    sources: &[Source::Documents, Source::Guide],
    fix: words(
        "Move the value into the element that the message names. `tmall-schema fmt ITEM --schema SCHEMA` \
         writes values in the right elements.",
        "把值移到提示所说的元素中。`tmall-schema fmt ITEM --schema SCHEMA` 会把值写到正确的元素中。",
    ),
    templates: &[&texts::WRAPPED, &texts::ALONE, &texts::REFUSED, &texts::IGNORED],
    examples: &[
        Example {
            grade: WARNING,
            schema: r#"
                <field id="seller_cids" name="店铺类目" type="multiInput"/>"#,
            item: r#"
                <field id="seller_cids" type="multiInput"><value>410132580</value></field>"#,
            fixed: r#"
                <field id="seller_cids" type="multiInput"><values><value>410132580</value></values></field>"#,
        },
        Example {
            grade: WARNING,
            schema: r#"
                <field id="title" name="商品标题" type="input"/>"#,
            item: r#"
                <field id="title" type="input"><default-value>纯棉衬衫</default-value></field>"#,
            fixed: r#"
                <field id="title" type="input"><value>纯棉衬衫</value></field>"#,
        },
        Example {
            grade: ERROR,
            schema: r#"
                <field id="icbuCatProp" name="Product properties" type="complex"><fields/></field>
                <field id="ladder" name="Ladder price" type="complex"><fields>
                  <field id="quantity" name="Quantity" type="input"/>
                </fields></field>"#,
            item: r#"
                <field id="ladder" type="complex"><complex-values>
                  <field id="quantity" type="input"><value>10</value></field>
                </complex-values></field>"#,
            fixed: r#"
                <field id="ladder" type="complex"><complex-value>
                  <field id="quantity" type="input"><value>10</value></field>
                </complex-value></field>"#,
        },
    ],
    ..FINDING
};

pub(super) static NOT_AN_ITEM: Entry = Entry {
    code: Code::NotAnItem.as_str(),
    family: Family::Shape,
    grade: WARNING,
    title: words("Schema instead of an item", "应为商品，却是 schema"),
    meaning: words(
        "The fields of the document have rules or options, and none of them has a value. Defaults and \
         sub-fields in fields do not count as values. Most likely the arguments were swapped.",
        "文档中的字段带有规则或选项，却没有任何值。默认值以及 fields 中的子字段不算值。多半是参数写反了。",
    ),
    sources: &[Source::Decision],
    fix: words(
        "Give the schema with --schema, and the item as the argument.",
        "用 --schema 指定 schema，把商品作为参数。",
    ),
    templates: &[&texts::NOT_AN_ITEM],
    examples: &[Example {
        grade: WARNING,
        schema: r#"
            <field id="title" name="商品标题" type="input"/>"#,
        item: r#"
            <field id="title" name="商品标题" type="input"><rules>
              <rule name="maxLengthRule" value="60"/>
            </rules></field>"#,
        fixed: r#"
            <field id="title" type="input"><value>纯棉衬衫</value></field>"#,
    }],
    ..FINDING
};
