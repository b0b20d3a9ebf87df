//! Whether there has to be, or may be, a value.

use crate::Code;
use crate::catalogue::words::words;
use crate::catalogue::{ERROR, Entry, Example, Family, Source, WARNING};

pub(crate) mod texts {
    use crate::catalogue::template::{Template, template};

    pub(crate) static REQUIRED: Template = template("a value is required", "必填，缺少值");
    pub(crate) static REQUIRED_INSIDE: Template =
        template("at least one value inside is required", "必填，其中至少要有一个值");
    pub(crate) static DISABLED: Template = template(
        "this field is disabled now; the platform ignores the value",
        "该字段当前被禁用，平台会忽略此值",
    );
}

pub(super) static REQUIRED: Entry = Entry {
    code: Code::Required.as_str(),
    family: Family::Presence,
    grade: ERROR,
    otherwise: &[],
    title: words("Required value missing", "缺少必填值"),
    meaning: words(
        "A requiredRule asks for a value, and the item has none, or white space alone. A complex needs at \
         least one value inside, a multiComplex at least one row with one. Required sub-fields are asked for \
         only where the row or complex value around them is there.",
        "requiredRule 要求填写，但商品中没有值，或只有空白字符。complex 内至少要有一个值，multiComplex \
         至少要有一行有值；必填的子字段只在其所在的行或复合值存在时才检查。",
    ),
    sources: &[Source::Guide, Source::Documents, Source::Decision],
    mend: words(
        "Give the field a value. `tmall-schema inspect SCHEMA --required ITEM` lists all that the item needs \
         now, and the conditions that make it so.",
        "为该字段填写值。`tmall-schema inspect SCHEMA --required ITEM` 可列出该商品当前的全部必填字段及其条件。",
    ),
    templates: &[&texts::REQUIRED, &texts::REQUIRED_INSIDE],
    examples: &[
        Example {
            grade: ERROR,
            schema: r#"
                <field id="title" name="商品标题" type="input"><rules>
                  <rule name="requiredRule" value="true"/>
                </rules></field>"#,
            item: r#"
                <field id="title" type="input"><value> </value></field>"#,
            mended: r#"
                <field id="title" type="input"><value>纯棉衬衫</value></field>"#,
        },
        Example {
            grade: ERROR,
            schema: r#"
                <field id="sku" name="SKU" type="multiComplex"><rules>
                  <rule name="requiredRule" value="true"/>
                </rules><fields>
                  <field id="price" name="价格" type="input"/>
                </fields></field>"#,
            item: "",
            mended: r#"
                <field id="sku" type="multiComplex"><complex-values>
                  <field id="price" type="input"><value>10.00</value></field>
                </complex-values></field>"#,
        },
    ],
};

pub(super) static DISABLED_VALUE: Entry = Entry {
    code: Code::DisabledValue.as_str(),
    family: Family::Presence,
    grade: WARNING,
    otherwise: &[],
    title: words("Value for a disabled field", "已禁用的字段有值"),
    meaning: words(
        "A disableRule whose condition holds, or that has none, disables its field with all that is inside. \
         The platform ignores what is sent for it, so no rule of it is judged, and conditions elsewhere see \
         it as empty. The value looks as if it counted, and does not.",
        "disableRule 的条件成立（或没有条件）时，该字段及其内部全部被禁用：平台会忽略所传的值，\
         因此不再校验其规则，其他条件也视其为空。该值看似有效，实际不起作用。",
    ),
    sources: &[Source::Guide, Source::Documents],
    mend: words(
        "Leave the field out, or change the value that the condition asks about. \
         `tmall-schema inspect SCHEMA --required ITEM` says why a field is disabled.",
        "不传该字段，或修改条件所依据的值。`tmall-schema inspect SCHEMA --required ITEM` 会说明字段被禁用的原因。",
    ),
    templates: &[&texts::DISABLED],
    examples: &[Example {
        grade: WARNING,
        schema: r#"
            <field id="brand" name="品牌" type="singleCheck"><options>
              <option displayName="青禾" value="29001"/>
              <option displayName="其他" value="-1"/>
            </options></field>
            <field id="in_brand" name="自定义品牌" type="input"><rules>
              <rule name="disableRule" value="true"><depend-group operator="and">
                <depend-express fieldId="brand" value="-1" symbol="!="/>
              </depend-group></rule>
            </rules></field>"#,
        item: r#"
            <field id="brand" type="singleCheck"><value>29001</value></field>
            <field id="in_brand" type="input"><value>晨屿</value></field>"#,
        mended: r#"
            <field id="brand" type="singleCheck"><value>-1</value></field>
            <field id="in_brand" type="input"><value>晨屿</value></field>"#,
    }],
};
