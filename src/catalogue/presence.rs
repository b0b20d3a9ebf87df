//! Whether a value is required, allowed and complete.

use crate::catalogue::entry::{Entry, FINDING, Family, Source};
use crate::catalogue::example::Example;
use crate::catalogue::grade::{ERROR, NOTE, WARNING};
use crate::catalogue::words::words;
use crate::code::Code;

pub(crate) mod texts {
    use crate::catalogue::template::{Template, template};

    pub(crate) static REQUIRED: Template = template("a value is required", "必填，缺少值");
    pub(crate) static VALUE_INSIDE: Template =
        template("at least one value inside is required", "必填，其中至少要有一个值");
    pub(crate) static UNKNOWN_TYPE: Template = template(
        "a value is required, unless the platform fills this field: its type is unknown",
        "必填，缺少值；但字段类型未知，也可能由平台填写",
    );
    pub(crate) static DROPPED: Template = template(
        "a value is required, and what is given is in a place that the platform may not read",
        "必填，而所填内容写在平台可能不读取的位置",
    );
    pub(crate) static NAMED: Template = template(
        "update_fields names this field, but the item does not have it",
        "update_fields 中列出了该字段，但商品中没有它",
    );
    pub(crate) static REQUIRED_INSIDE: Template = template(
        "not given; if it is given, these sub-fields are required: {fields}",
        "未填写；一旦填写，其中的 {fields} 必填",
    );
    pub(crate) static READ_ONLY_VALUE: Template = template(
        "this field is read-only and must keep the value \"{want}\", but it has \"{actual}\"",
        "该字段只读，值应保持为“{want}”，却填了“{actual}”",
    );
    pub(crate) static READ_ONLY: Template = template(
        "this field is read-only, and its values differ from those of the schema",
        "该字段只读，所填的值与 schema 给出的不一致",
    );
    pub(crate) static READ_ONLY_UNKNOWN: Template = template(
        "this field is read-only, and the schema gives no value to keep",
        "该字段只读，而 schema 没有给出应保持的值",
    );
    pub(crate) static ATTRIBUTE: Template =
        template("the value needs a non-empty attribute {attribute}", "该值必须带有非空的属性 {attribute}");
    pub(crate) static DISABLED: Template = template(
        "this field is currently disabled; the platform ignores the value",
        "该字段当前被禁用，平台会忽略此值",
    );
}

/// All entries of this file.
pub(super) static ENTRIES: &[&Entry] =
    &[&REQUIRED, &REQUIRED_INSIDE, &READ_ONLY, &VALUE_ATTRIBUTE, &DISABLED_VALUE];

pub(super) static REQUIRED: Entry = Entry {
    code: Code::Required.as_str(),
    family: Family::Presence,
    grade: ERROR,
    variants: &[(
        WARNING,
        words(
            "if the type of the field is unknown, if what is given is in the wrong element, or if only \
             update_fields asks for the field",
            "字段类型未知、所填内容写错了元素，或只有 update_fields 要求该字段时",
        ),
    )],
    title: words("Required value missing", "缺少必填值"),
    meaning: words(
        "A requiredRule requires a value, and the item has none, or only white space. A complex needs at \
         least one value inside, a multiComplex at least one row with a value. Required sub-fields are \
         checked only where the row or complex value around them exists.",
        "requiredRule 要求填写，但商品中没有值，或只有空白字符。complex 内至少要有一个值，multiComplex \
         至少要有一行有值；必填的子字段只在其所在的行或复合值存在时才检查。",
    ),
    sources: &[Source::Guide, Source::Documents, Source::Decision],
    fix: words(
        "Give the field a value. `tmall-schema inspect SCHEMA --required ITEM` lists all fields that the \
         item currently requires, with the conditions.",
        "为该字段填写值。`tmall-schema inspect SCHEMA --required ITEM` 可列出该商品当前的全部必填字段及其条件。",
    ),
    templates: &[
        &texts::REQUIRED,
        &texts::VALUE_INSIDE,
        &texts::UNKNOWN_TYPE,
        &texts::DROPPED,
        &texts::NAMED,
    ],
    examples: &[
        Example {
            grade: ERROR,
            schema: r#"
                <field id="title" name="商品标题" type="input"><rules>
                  <rule name="requiredRule" value="true"/>
                </rules></field>"#,
            item: r#"
                <field id="title" type="input"><value> </value></field>"#,
            fixed: r#"
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
            fixed: r#"
                <field id="sku" type="multiComplex"><complex-values>
                  <field id="price" type="input"><value>10.00</value></field>
                </complex-values></field>"#,
        },
        Example {
            grade: WARNING,
            schema: r#"
                <field id="update_fields" name="更新字段列表" type="multiInput"/>
                <field id="sell_points" name="商品卖点" type="input"/>"#,
            item: r#"
                <field id="update_fields" type="multiInput"><values><value>sell_points</value></values></field>"#,
            fixed: r#"
                <field id="update_fields" type="multiInput"><values><value>sell_points</value></values></field>
                <field id="sell_points" type="input"><value>纯棉</value></field>"#,
        },
    ],
    ..FINDING
};

pub(super) static REQUIRED_INSIDE: Entry = Entry {
    code: Code::RequiredInside.as_str(),
    family: Family::Presence,
    grade: NOTE,
    title: words("Absent complex value with required sub-fields", "未填写的复合字段中有必填子字段"),
    meaning: words(
        "A complex that is not required itself is absent, and has required sub-fields. They are required as \
         soon as any value inside is given. Some platforms also require them where the complex is absent, so \
         the item may be rejected.",
        "某个自身并非必填的 complex 没有填写，而其中有必填的子字段。只要填写其中任何值，这些子字段就必填；\
         有的平台在没有填写该 complex 时也要求它们，因此商品可能被拒绝。",
    ),
    sources: &[Source::Documents, Source::Decision],
    fix: words(
        "If the platform rejects the item, give the complex with its required sub-fields. Otherwise the item \
         needs no change.",
        "若平台拒绝该商品，请填写该 complex 及其必填子字段；否则无需修改。",
    ),
    templates: &[&texts::REQUIRED_INSIDE],
    examples: &[Example {
        grade: NOTE,
        schema: r#"
            <field id="location" name="所在地" type="complex"><fields>
              <field id="prov" name="省份" type="input"><rules>
                <rule name="requiredRule" value="true"/>
              </rules></field>
            </fields></field>"#,
        item: "",
        fixed: r#"
            <field id="location" type="complex"><complex-values>
              <field id="prov" type="input"><value>浙江</value></field>
            </complex-values></field>"#,
    }],
    ..FINDING
};

pub(super) static READ_ONLY: Entry = Entry {
    code: Code::ReadOnly.as_str(),
    family: Family::Presence,
    grade: ERROR,
    variants: &[(WARNING, words("if the schema gives no value to keep", "schema 没有给出应保持的值时"))],
    title: words("Read-only field changed", "修改了只读字段"),
    meaning: words(
        "A readOnlyRule says that the field keeps its value: the present value of the schema, or else its \
         default. The item has another one. Only texts are compared, not attributes, and the order in a \
         multiCheck does not matter; a row is compared with the schema's row of the same number. A field \
         that is not sent is not changed.",
        "readOnlyRule 表示该字段的值不能改：以 schema 给出的现有值为准，没有则以默认值为准，而商品中的值与之不同。\
         只比较文本，不比较属性，multiCheck 不计顺序；行与 schema 中序号相同的行比较。不传该字段则不算修改。",
    ),
    sources: &[Source::Guide, Source::Decision],
    fix: words(
        "Send the schema's value, or leave the field out. `Param::from_defaults` starts with these values.",
        "填写 schema 给出的值，或不传该字段。`Param::from_defaults` 会带上这些值。",
    ),
    templates: &[&texts::READ_ONLY_VALUE, &texts::READ_ONLY, &texts::READ_ONLY_UNKNOWN],
    examples: &[
        Example {
            grade: ERROR,
            schema: r#"
                <field id="outer_id" name="商家编码" type="input"><rules>
                  <rule name="readOnlyRule" value="true"/>
                </rules><default-value>QH2026</default-value></field>"#,
            item: r#"
                <field id="outer_id" type="input"><value>QH2027</value></field>"#,
            fixed: r#"
                <field id="outer_id" type="input"><value>QH2026</value></field>"#,
        },
        Example {
            grade: WARNING,
            schema: r#"
                <field id="outer_id" name="商家编码" type="input"><rules>
                  <rule name="readOnlyRule" value="true"/>
                </rules></field>"#,
            item: r#"
                <field id="outer_id" type="input"><value>QH2027</value></field>"#,
            fixed: "",
        },
    ],
    ..FINDING
};

pub(super) static VALUE_ATTRIBUTE: Entry = Entry {
    code: Code::ValueAttribute.as_str(),
    family: Family::Presence,
    grade: ERROR,
    title: words("Missing attribute of a value", "值缺少必需的属性"),
    meaning: words(
        "A valueAttributeRule names an attribute that every value of the field must have, with a text: the \
         value alone is not enough.",
        "valueAttributeRule 规定该字段的每个值都必须带有某个属性，且不能为空：仅有值的文本并不足够。",
    ),
    sources: &[Source::Documents, Source::Decision],
    fix: words(
        "Add the attribute to the value: <value inputValue=\"…\">…</value>.",
        "为值加上该属性：<value inputValue=\"…\">…</value>。",
    ),
    templates: &[&texts::ATTRIBUTE],
    examples: &[Example {
        grade: ERROR,
        schema: r#"
            <field id="material" name="材质" type="multiInput"><rules>
              <rule name="valueAttributeRule" value="inputValue"/>
            </rules></field>"#,
        item: r#"
            <field id="material" type="multiInput"><values><value>棉</value></values></field>"#,
        fixed: r#"
            <field id="material" type="multiInput"><values><value inputValue="95">棉</value></values></field>"#,
    }],
    ..FINDING
};

pub(super) static DISABLED_VALUE: Entry = Entry {
    code: Code::DisabledValue.as_str(),
    family: Family::Presence,
    grade: WARNING,
    title: words("Value for a disabled field", "已禁用的字段有值"),
    meaning: words(
        "A disableRule disables its field with all that is inside, if its condition holds or it has none. \
         The platform ignores what is sent for the field, so its rules are not validated, and conditions \
         elsewhere treat it as empty. The value looks as if it had an effect, and has none.",
        "disableRule 的条件成立（或没有条件）时，该字段及其内部全部被禁用：平台会忽略所传的值，\
         因此不再校验其规则，其他条件也视其为空。该值看似有效，实际不起作用。",
    ),
    sources: &[Source::Guide, Source::Documents],
    fix: words(
        "Leave the field out, or change the value that the condition refers to. `tmall-schema inspect \
         SCHEMA --required ITEM` shows why a field is disabled.",
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
        fixed: r#"
            <field id="brand" type="singleCheck"><value>-1</value></field>
            <field id="in_brand" type="input"><value>晨屿</value></field>"#,
    }],
    ..FINDING
};
