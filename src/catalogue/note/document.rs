//! Notes on a document as a whole, and on its unknown content.

use crate::catalogue::entry::{Entry, NOTE, Source};
use crate::catalogue::example::Example;
use crate::catalogue::template::template;
use crate::catalogue::words::words;
use crate::code::NoteCode;

/// All entries of this file.
pub(in crate::catalogue) static ENTRIES: &[&Entry] = &[
    &UNKNOWN_ROOT,
    &NOT_A_SCHEMA,
    &FIELDS_IN_ROOT,
    &EMPTY_RULE,
    &DROPPED_CHARACTERS,
    &SPLIT_CHARACTER,
    &UNKNOWN_ELEMENT,
    &UNKNOWN_ATTRIBUTE,
    &UNEXPECTED_TEXT,
    &REPEATED_WRAPPER,
    &OLD_FORM,
];

pub(in crate::catalogue) static UNKNOWN_ROOT: Entry = Entry {
    code: NoteCode::UnknownRoot.as_str(),
    title: words("Unknown root element", "不认识的根元素"),
    meaning: words(
        "The platform does not use a root element of this name. The document is read all the same, because \
         the name has no effect; but it may be the wrong document.",
        "根元素不是平台使用的名称。根元素名不影响读取，文档照常读取，但有可能给错了文档。",
    ),
    templates: &[&template("the platform does not use this root element", "不认识的根元素")],
    fix: words(
        "Check that it is the right document; a schema has the root itemRule or itemSchema.",
        "请确认文档是否正确；schema 的根元素是 itemRule 或 itemSchema。",
    ),
    examples: &[Example::of_schemas(
        r#"
        <category>
          <field id="title" name="商品标题" type="input"/>
        </category>"#,
        r#"
        <itemRule>
          <field id="title" name="商品标题" type="input"/>
        </itemRule>"#,
    )],
    ..NOTE
};

pub(in crate::catalogue) static NOT_A_SCHEMA: Entry = Entry {
    code: NoteCode::NotASchema.as_str(),
    title: words("Item where a schema is expected", "需要 schema，给的可能是商品"),
    meaning: words(
        "The document was given as a schema, but its root is itemParam, or no field has a rule, an option, a \
         sub-field, a default or a label. It is probably an item: under such a schema nearly everything is valid. The command line shows \
         this as a warning.",
        "文档作为 schema 给出，但其根元素是 itemParam，或所有字段都没有规则、选项、子字段、默认值和标签。它很可能是一个商品：\
         按这样的 schema，几乎任何内容都合格。命令行将此显示为警告。",
    ),
    sources: &[Source::Decision],
    templates: &[&template(
        "this is probably an item, not a schema: it asks for nothing",
        "这很可能是商品而不是 schema：其中没有任何要求",
    )],
    fix: words(
        "Check the order of the arguments; give the rule document of the category as the schema.",
        "请检查参数的顺序；schema 应为类目的规则文档。",
    ),
    examples: &[Example::of_schemas(
        r#"
        <itemParam>
          <field id="title" name="商品标题" type="input"><value>纯棉衬衫</value></field>
        </itemParam>"#,
        r#"
        <itemRule>
          <field id="title" name="商品标题" type="input"><rules>
            <rule name="requiredRule" value="true"/>
          </rules></field>
        </itemRule>"#,
    )],
    ..NOTE
};

pub(in crate::catalogue) static FIELDS_IN_ROOT: Entry = Entry {
    code: NoteCode::FieldsInRoot.as_str(),
    title: words("Element fields inside the root", "根元素下的 fields 元素"),
    meaning: words(
        "The fields of the document are in an element fields inside the root. They are read as if they were in the \
         root.",
        "文档的字段写在根元素下的 fields 元素中，按直接写在根元素下读取。",
    ),
    sources: &[Source::Documents],
    templates: &[&template(
        "<fields> inside the root; its fields are read",
        "根元素下有 <fields>，已读取其中的字段",
    )],
    fix: words(
        "Nothing; `tmall-schema fmt` removes the element.",
        "无需处理；`tmall-schema fmt` 会去掉该元素。",
    ),
    examples: &[Example::of_schemas(
        r#"
        <schema><fields>
          <field id="title" name="商品标题" type="input"><rules>
            <rule name="requiredRule" value="true"/>
          </rules></field>
        </fields></schema>"#,
        r#"
        <schema>
          <field id="title" name="商品标题" type="input"><rules>
            <rule name="requiredRule" value="true"/>
          </rules></field>
        </schema>"#,
    )],
    ..NOTE
};

pub(in crate::catalogue) static EMPTY_RULE: Entry = Entry {
    code: NoteCode::EmptyRule.as_str(),
    title: words("Schema without fields", "没有字段的 schema"),
    meaning: words(
        "The schema has no fields. For a product rule this means that the category has no key properties; \
         any item without values is valid.",
        "schema 中没有字段。对产品规则而言，这表示该类目没有关键属性；没有值的商品都符合它。",
    ),
    sources: &[Source::Guide],
    templates: &[&template("no fields: this category has no key properties", "没有字段：该类目无关键属性")],
    fix: words(
        "Nothing, if it is the rule of a product. If it is the rule of an item, it was not fetched \
         correctly.",
        "如果是产品规则，无需处理；如果是商品规则，说明获取有误。",
    ),
    examples: &[Example::of_schemas(
        "<itemRule/>",
        r#"
        <itemRule>
          <field id="title" name="商品标题" type="input"/>
        </itemRule>"#,
    )],
    ..NOTE
};

pub(in crate::catalogue) static DROPPED_CHARACTERS: Entry = Entry {
    code: NoteCode::DroppedCharacters.as_str(),
    title: words("Characters that XML does not allow", "已去掉不允许的字符"),
    meaning: words(
        "The document has characters that XML does not allow, such as control characters, raw or as references \
         like `&#8;`. They occur in the platform's answers; its own SDK removes the raw ones before reading. We \
         remove both. The number after the text is how many.",
        "文档中有 XML 不允许的字符，如控制字符，可能是字符本身，也可能是 `&#8;` 这样的引用。平台返回的内容中确实会出现，\
         平台 SDK 在读取前去掉字符本身；我们两种都去掉。文本后的数字是去掉的个数。",
    ),
    sources: &[Source::Sdk, Source::Documents],
    templates: &[&template("characters that XML does not allow were removed", "已去掉 XML 不允许的字符")],
    fix: words("Nothing.", "无需处理。"),
    examples: &[Example::of_schemas(
        "
        <itemRule>
          <field id=\"title\" name=\"商品\u{8}标题\" type=\"input\"/>
        </itemRule>",
        r#"
        <itemRule>
          <field id="title" name="商品标题" type="input"/>
        </itemRule>"#,
    )],
    ..NOTE
};

pub(in crate::catalogue) static SPLIT_CHARACTER: Entry = Entry {
    code: NoteCode::SplitCharacter.as_str(),
    title: words("Character written as two references", "一个字符写成了两个引用"),
    meaning: words(
        "A character such as an emoji is written as two references, one for each half of its surrogate pair. No XML \
         parser accepts that. In a schema it is read as the character; in an item it is `illegal-character`.",
        "表情等字符写成了两个引用，分别是其代理对的两半，XML 解析器都不接受。在 schema 中按该字符读取；\
         在商品中为 `illegal-character`。",
    ),
    sources: &[Source::Documents, Source::Decision],
    templates: &[&template(
        "two references that no XML parser accepts are read as one character",
        "XML 解析器不接受的两个引用，已按一个字符读取",
    )],
    fix: words("Nothing.", "无需处理。"),
    examples: &[Example::of_schemas(
        r#"
        <itemRule>
          <field id="title" name="标题&#55357;&#56832;" type="input"/>
        </itemRule>"#,
        r#"
        <itemRule>
          <field id="title" name="标题&#128512;" type="input"/>
        </itemRule>"#,
    )],
    ..NOTE
};

pub(in crate::catalogue) static UNKNOWN_ELEMENT: Entry = Entry {
    code: NoteCode::UnknownElement.as_str(),
    title: words("Unknown element", "不认识的元素"),
    meaning: words(
        "The element is unknown, or not known at this place. It is kept, written and compared, but has no \
         effect on validation.",
        "不认识的元素，或不应出现在此处的元素。它会原样保留，写出和比较时都包含它，但不影响校验。",
    ),
    templates: &[&template("unknown element; it is kept", "不认识的元素，已保留")],
    fix: words(
        "Check whether it is a misspelled or misplaced element.",
        "请检查是否写错了元素名，或放错了位置。",
    ),
    examples: &[Example::of_schemas(
        r#"
        <itemRule>
          <field id="title" name="商品标题" type="input"><hint>不超过三十个汉字</hint></field>
        </itemRule>"#,
        r#"
        <itemRule>
          <field id="title" name="商品标题" type="input"><rules>
            <rule name="tipRule" value="不超过三十个汉字"/>
          </rules></field>
        </itemRule>"#,
    )],
    ..NOTE
};

pub(in crate::catalogue) static UNKNOWN_ATTRIBUTE: Entry = Entry {
    code: NoteCode::UnknownAttribute.as_str(),
    title: words("Unknown attribute", "不认识的属性"),
    meaning: words(
        "The attribute is not known on this element. It is kept, written and compared, but has no effect on \
         validation.",
        "该元素上有不认识的属性。它会原样保留，写出和比较时都包含它，但不影响校验。",
    ),
    templates: &[&template("unknown attribute; it is kept", "不认识的属性，已保留")],
    fix: words("Check whether it is a misspelled attribute.", "请检查是否写错了属性名。"),
    examples: &[Example::of_schemas(
        r#"
        <itemRule>
          <field id="title" name="商品标题" type="input" maxlength="60"/>
        </itemRule>"#,
        r#"
        <itemRule>
          <field id="title" name="商品标题" type="input"><rules>
            <rule name="maxLengthRule" value="60"/>
          </rules></field>
        </itemRule>"#,
    )],
    ..NOTE
};

pub(in crate::catalogue) static UNEXPECTED_TEXT: Entry = Entry {
    code: NoteCode::UnexpectedText.as_str(),
    title: words("Text between elements", "应为元素处有文本"),
    meaning: words(
        "There is text where only elements have a meaning. It is kept, but has no effect on validation.",
        "只应有元素的位置出现了文本。它会保留，但不影响校验。",
    ),
    templates: &[&template("text where only elements are expected; it is kept", "此处不应有文本，已保留")],
    fix: words(
        "Check whether the text belongs in an element, such as default-value.",
        "请检查该文本是否应写在某个元素中，如 default-value。",
    ),
    examples: &[Example::of_schemas(
        r#"
        <itemRule>
          <field id="title" name="商品标题" type="input">纯棉衬衫</field>
        </itemRule>"#,
        r#"
        <itemRule>
          <field id="title" name="商品标题" type="input"><default-value>纯棉衬衫</default-value></field>
        </itemRule>"#,
    )],
    ..NOTE
};

pub(in crate::catalogue) static REPEATED_WRAPPER: Entry = Entry {
    code: NoteCode::RepeatedWrapper.as_str(),
    title: words("Repeated wrapper element", "重复的包裹元素"),
    meaning: words(
        "An element that holds others, such as rules, occurs twice in one field. Both are read as if they \
         were one.",
        "一个字段中有两个同名的包裹元素，如 rules。两个都会读取，视同一个。",
    ),
    templates: &[&template("this element occurs twice; both were read", "该元素重复出现，均已读取")],
    fix: words("Nothing.", "无需处理。"),
    examples: &[Example::of_schemas(
        r#"
        <itemRule>
          <field id="title" name="商品标题" type="input">
            <rules><rule name="requiredRule" value="true"/></rules>
            <rules><rule name="maxLengthRule" value="60"/></rules>
          </field>
        </itemRule>"#,
        r#"
        <itemRule>
          <field id="title" name="商品标题" type="input">
            <rules><rule name="requiredRule" value="true"/><rule name="maxLengthRule" value="60"/></rules>
          </field>
        </itemRule>"#,
    )],
    ..NOTE
};

pub(in crate::catalogue) static OLD_FORM: Entry = Entry {
    code: NoteCode::OldForm.as_str(),
    title: words("Form of old samples", "旧版示例的写法"),
    meaning: words(
        "The schema is written as in the platform's old samples: required=\"true\" on a field, the name as \
         an element, the type of a value on a value element. It is read as the rule or name that it stands \
         for, and is never written in this form.",
        "schema 采用平台旧版示例的写法：字段上写 required=\"true\"，名称写成元素，值类型写在 value 元素上。\
         会读作相应的规则或名称，写出时不再使用这种写法。",
    ),
    templates: &[&template("written as in the platform's old samples", "旧版示例的写法")],
    fix: words(
        "Nothing; `tmall-schema fmt` writes today's form.",
        "无需处理；`tmall-schema fmt` 会改写为现在的写法。",
    ),
    examples: &[Example::of_schemas(
        r#"
        <itemRule>
          <field id="title" name="商品标题" type="input" required="true"/>
        </itemRule>"#,
        r#"
        <itemRule>
          <field id="title" name="商品标题" type="input"><rules>
            <rule name="requiredRule" value="true"/>
          </rules></field>
        </itemRule>"#,
    )],
    ..NOTE
};
