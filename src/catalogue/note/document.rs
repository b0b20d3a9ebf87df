//! About a document as a whole, and what stands in it besides what we know.

use crate::catalogue::entry::{Entry, NOTE, Source};
use crate::catalogue::example::Example;
use crate::catalogue::template::template;
use crate::catalogue::words::words;
use crate::code::NoteCode;

pub(in crate::catalogue) static UNKNOWN_ROOT: Entry = Entry {
    code: NoteCode::UnknownRoot.as_str(),
    title: words("Unknown root element", "不认识的根元素"),
    meaning: words(
        "The root element has none of the names that the platform uses. The document is read all the same, \
         since the name decides nothing; but it may be another document than was meant.",
        "根元素不是平台使用的名称。根元素名不影响读取，文档照常读取，但有可能给错了文档。",
    ),
    templates: &[&template("the root element is not one that the platform uses", "不认识的根元素")],
    fix: words(
        "See whether it is the right document; a schema has the root itemRule or itemSchema.",
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

pub(in crate::catalogue) static EMPTY_RULE: Entry = Entry {
    code: NoteCode::EmptyRule.as_str(),
    title: words("Schema without fields", "没有字段的 schema"),
    meaning: words(
        "The schema has no field. For a product rule this is the platform's way to say that the category has \
         no key properties; any item without values is valid by it.",
        "schema 中没有字段。对产品规则而言，这表示该类目没有关键属性；没有值的商品都符合它。",
    ),
    sources: &[Source::Guide],
    templates: &[&template("no fields: this category has no key properties", "没有字段：该类目无关键属性")],
    fix: words(
        "Nothing, if it is the rule of a product. A rule of an item without fields was not fetched properly.",
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
    title: words("Forbidden characters dropped", "已去掉不允许的字符"),
    meaning: words(
        "The document has characters that XML forbids, such as raw control characters. They do occur in the \
         platform's answers; its own SDK drops them before reading, and so do we. The number behind the text \
         says how many.",
        "文档中有 XML 不允许的字符，如控制字符。平台返回的内容中确实会出现，平台 SDK 在读取前将其去掉，我们也一样。\
         文本后的数字是去掉的个数。",
    ),
    sources: &[Source::Sdk, Source::Documents],
    templates: &[&template("characters that XML forbids were dropped", "已去掉 XML 不允许的字符")],
    fix: words("Nothing has to be done.", "无需处理。"),
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

pub(in crate::catalogue) static UNKNOWN_ELEMENT: Entry = Entry {
    code: NoteCode::UnknownElement.as_str(),
    title: words("Unknown element", "不认识的元素"),
    meaning: words(
        "An element that we do not know, or not at this place. It is kept as it is, is written again and \
         compared, but means nothing to a judgement.",
        "不认识的元素，或不应出现在此处的元素。它会原样保留，写出和比较时都包含它，但不影响校验。",
    ),
    templates: &[&template("unknown element, kept", "不认识的元素，已保留")],
    fix: words(
        "Look whether it is a misspelled element that should mean something.",
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
        "An attribute that we do not know on this element. It is kept as it is, is written again and compared, \
         but means nothing to a judgement.",
        "该元素上有不认识的属性。它会原样保留，写出和比较时都包含它，但不影响校验。",
    ),
    templates: &[&template("unknown attribute, kept", "不认识的属性，已保留")],
    fix: words(
        "Look whether it is a misspelled attribute that should mean something.",
        "请检查是否写错了属性名。",
    ),
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
    title: words("Text where elements belong", "应为元素处有文本"),
    meaning: words(
        "Text stands where only elements mean something. It is kept, and means nothing to a judgement.",
        "只应有元素的位置出现了文本。它会保留，但不影响校验。",
    ),
    templates: &[&template("text where elements are expected, kept", "此处不应有文本，已保留")],
    fix: words(
        "Look whether the text should stand in an element, such as default-value.",
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
    title: words("Element that should be there once", "重复的包裹元素"),
    meaning: words(
        "An element that holds others, such as rules, is there twice in one field. Both are read, as if they \
         were one.",
        "一个字段中有两个同名的包裹元素，如 rules。两个都会读取，视同一个。",
    ),
    templates: &[&template("this element is there twice, both were read", "该元素重复出现，均已读取")],
    fix: words("Nothing has to be done.", "无需处理。"),
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
        "The schema is written as in the platform's old samples: required=\"true\" on a field, the name as an \
         element, the type of a value on a value element. It is read as the rule or name that it stands for, \
         and is never written so.",
        "schema 采用平台旧版示例的写法：字段上写 required=\"true\"，名称写成元素，值类型写在 value 元素上。\
         会读作相应的规则或名称，写出时不再使用这种写法。",
    ),
    templates: &[&template("form of old samples", "旧版示例的写法")],
    fix: words(
        "Nothing has to be done; `tmall-schema fmt` writes the form of today.",
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
