//! The form of a text.

use crate::catalogue::entry::{Entry, FINDING, Family, Source};
use crate::catalogue::example::Example;
use crate::catalogue::grade::{ERROR, WARNING};
use crate::catalogue::words::words;
use crate::code::Code;

pub(crate) mod texts {
    use crate::catalogue::template::{Template, template};

    pub(crate) static VALUE_TYPE: Template = template("\"{actual}\" is not {want}", "“{actual}”不是{want}");
    pub(crate) static PATTERN: Template =
        template("\"{actual}\" does not match the pattern {limit}", "“{actual}”不符合正则表达式 {limit}");
    pub(crate) static FORBIDDEN: Template = template(
        "\"{part}\" is not allowed: no part of the value may match the pattern {limit}",
        "不允许出现“{part}”：任何部分都不得匹配正则表达式 {limit}",
    );
    /// A pattern such as `a*` without an anchor matches in any text, so no value is allowed.
    pub(crate) static FORBIDDEN_NOTHING: Template = template(
        "no part of the value may match the pattern {limit}, which matches even an empty text",
        "任何部分都不得匹配正则表达式 {limit}，而它连空文本也能匹配",
    );
    pub(crate) static DATE_FORMAT: Template =
        template("\"{actual}\" is not a date in the format {limit}", "“{actual}”不是格式为 {limit} 的日期");
    pub(crate) static ILLEGAL: Template = template(
        "the text contains {character}, a character that XML does not allow",
        "含有 XML 不允许的字符 {character}",
    );
    pub(crate) static SPLIT: Template = template(
        "{character} is written as two references, which no XML parser accepts",
        "{character} 写成了两个引用，XML 解析器不接受",
    );
    pub(crate) static HALF: Template = template(
        "a reference stands for half a character, which no XML parser accepts",
        "引用只是半个字符，XML 解析器不接受",
    );
    pub(crate) static MARKUP: Template = template(
        "the platform keeps only the text outside of <{element}>; write &lt;{element}&gt; for <{element}>",
        "平台只保留 <{element}> 之外的文本；<{element}> 应写成 &lt;{element}&gt;",
    );
    pub(crate) static LINE_BREAK: Template = template(
        "the text contains a tab or line break, which the platform replaces by a space",
        "含有制表符或换行符，平台会替换成空格",
    );
}

/// All entries of this file.
pub(super) static ENTRIES: &[&Entry] = &[&VALUE_TYPE, &REGEX, &ILLEGAL_CHARACTER, &MARKUP, &LINE_BREAK];

pub(super) static VALUE_TYPE: Entry = Entry {
    code: Code::ValueType.as_str(),
    family: Family::Form,
    grade: ERROR,
    title: words("Text of the wrong type", "值的类型不符"),
    meaning: words(
        "A valueTypeRule gives the type of the text: integer (32 bits), long (64 bits), decimal (no \
         exponent, no thousands separators), double, date (yyyy-MM-dd, a day of the calendar), time \
         (yyyy-MM-dd HH:mm:ss) or url (http, https or //host/…). Nothing is trimmed: a space at either end \
         is part of the text.",
        "valueTypeRule 规定文本的类型：integer（32 位）、long（64 位）、decimal（不带指数和千位分隔符）、double、\
         date（yyyy-MM-dd，须为真实日期）、time（yyyy-MM-dd HH:mm:ss）、url（http、https 或 //主机/…）。\
         首尾空格不会去掉，也算在文本之内。",
    ),
    sources: &[Source::Guide, Source::Documents],
    fix: words(
        "Write the value in the form that the message names, without units, separators or surrounding \
         spaces.",
        "按提示中的形式填写，不要带单位、分隔符或首尾空格。",
    ),
    templates: &[&texts::VALUE_TYPE],
    examples: &[Example {
        grade: ERROR,
        schema: r#"
            <field id="price" name="价格" type="input"><rules>
              <rule name="valueTypeRule" value="decimal"/>
            </rules></field>"#,
        item: r#"
            <field id="price" type="input"><value>1,299 元</value></field>"#,
        fixed: r#"
            <field id="price" type="input"><value>1299.00</value></field>"#,
    }],
    ..FINDING
};

pub(super) static REGEX: Entry = Entry {
    code: Code::Regex.as_str(),
    family: Family::Form,
    grade: ERROR,
    title: words("Text that does not match its pattern", "不符合正则表达式"),
    meaning: words(
        "A regexRule has a Java pattern that the whole value must match; with exProperty=\"not include\" no \
         part of the value may match. On a date field, a pattern such as yyyy-MM-dd is a date format. A \
         pattern that cannot be evaluated exactly as Java does is reported as `unchecked`, never guessed.",
        "regexRule 的值是 Java 正则表达式，整个值必须匹配；exProperty=\"not include\" 时，值的任何部分都不得匹配。\
         在日期字段上，yyyy-MM-dd 之类表示日期格式。无法与 Java 完全一致地判断的表达式报告为 `unchecked`，不作猜测。",
    ),
    sources: &[Source::Guide, Source::Documents],
    fix: words(
        "Change the value so that it matches the pattern, or remove the part that the message quotes.",
        "按正则表达式要求的形式修改，或去掉提示中指出的内容。",
    ),
    templates: &[&texts::PATTERN, &texts::FORBIDDEN, &texts::FORBIDDEN_NOTHING, &texts::DATE_FORMAT],
    examples: &[
        Example {
            grade: ERROR,
            schema: r#"
                <field id="outer_id" name="商家编码" type="input"><rules>
                  <rule name="regexRule" value="[A-Z]{2}\d{4}"/>
                </rules></field>"#,
            item: r#"
                <field id="outer_id" type="input"><value>qh2026</value></field>"#,
            fixed: r#"
                <field id="outer_id" type="input"><value>QH2026</value></field>"#,
        },
        Example {
            grade: ERROR,
            schema: r#"
                <field id="title" name="商品标题" type="input"><rules>
                  <rule name="regexRule" value="[&lt;&gt;]" exProperty="not include"/>
                </rules></field>"#,
            item: r#"
                <field id="title" type="input"><value>衬衫&lt;新款&gt;</value></field>"#,
            fixed: r#"
                <field id="title" type="input"><value>衬衫（新款）</value></field>"#,
        },
        Example {
            grade: ERROR,
            schema: r#"
                <field id="made_on" name="生产日期" type="input"><rules>
                  <rule name="valueTypeRule" value="date"/>
                  <rule name="regexRule" value="yyyy-MM-dd"/>
                </rules></field>"#,
            item: r#"
                <field id="made_on" type="input"><value>2026-01-31 10:00:00</value></field>"#,
            fixed: r#"
                <field id="made_on" type="input"><value>2026-01-31</value></field>"#,
        },
    ],
    ..FINDING
};

pub(super) static ILLEGAL_CHARACTER: Entry = Entry {
    code: Code::IllegalCharacter.as_str(),
    family: Family::Form,
    grade: ERROR,
    title: words("Character that XML does not allow", "XML 不允许的字符"),
    meaning: words(
        "XML 1.0 cannot contain most control characters, not even as references, nor references to the halves of a \
         surrogate pair (&#55357;&#56832; for an emoji), so the item can be neither \
         sent nor stored. They come from copied office texts and old databases, and are invisible. They are \
         also reported in disabled fields, because the platform rejects the whole document.",
        "XML 1.0 不能包含大多数控制字符，写成字符引用也不行；也不能把一个字符写成代理对的两个引用（如表情 &#55357;&#56832;），因此商品无法提交和保存。这类字符多来自复制的办公文档或旧数据库，\
         肉眼不可见。即使字段已禁用也会报告，因为含有它的文档会被整体拒绝。",
    ),
    sources: &[Source::Sdk, Source::Documents],
    fix: words(
        "Remove the character from the text; write a split one as itself.",
        "从文本中删除该字符；拆成两个引用的，直接写该字符。",
    ),
    templates: &[&texts::ILLEGAL, &texts::SPLIT, &texts::HALF],
    examples: &[
        Example {
            grade: ERROR,
            schema: r#"
            <field id="title" name="商品标题" type="input"/>"#,
            item: "
            <field id=\"title\" type=\"input\"><value>纯棉\u{b}衬衫</value></field>",
            fixed: r#"
            <field id="title" type="input"><value>纯棉衬衫</value></field>"#,
        },
        Example {
            grade: ERROR,
            schema: r#"
            <field id="title" name="商品标题" type="input"/>"#,
            item: r#"
            <field id="title" type="input"><value>纯棉衬衫&#55357;&#56832;</value></field>"#,
            fixed: r#"
            <field id="title" type="input"><value>纯棉衬衫😀</value></field>"#,
        },
        Example {
            grade: ERROR,
            schema: r#"
            <field id="title" name="商品标题" type="input"/>"#,
            item: r#"
            <field id="title" type="input"><value>纯棉衬衫&#55357;</value></field>"#,
            fixed: r#"
            <field id="title" type="input"><value>纯棉衬衫</value></field>"#,
        },
    ],
    ..FINDING
};

pub(super) static MARKUP: Entry = Entry {
    code: Code::Markup.as_str(),
    family: Family::Form,
    grade: WARNING,
    title: words("Mark-up inside a value", "值中有未转义的标签"),
    meaning: words(
        "The value contains elements, such as the tags of HTML that was not escaped. The platform keeps only the text \
         directly inside the value; what is inside the elements is lost. The other rules validate that text. \
         `tmall-schema fmt` keeps the value as it is.",
        "值中含有元素，例如未转义的 HTML 标签。平台只保留直接写在值中的文本，元素中的内容会丢失；其他规则也只校验该文本。\
         `tmall-schema fmt` 会原样保留该值。",
    ),
    sources: &[Source::Documents],
    fix: words(
        "Escape the value: write &lt; for < and &amp; for &, or put it into a CDATA section.",
        "对值进行转义：< 写成 &lt;，& 写成 &amp;；或放入 CDATA 段。",
    ),
    templates: &[&texts::MARKUP],
    examples: &[Example {
        grade: WARNING,
        schema: r#"
            <field id="description" name="商品描述" type="input"/>"#,
        item: r#"
            <field id="description" type="input"><value>纯棉<p>可机洗</p></value></field>"#,
        fixed: r#"
            <field id="description" type="input"><value>纯棉&lt;p&gt;可机洗&lt;/p&gt;</value></field>"#,
    }],
    ..FINDING
};

pub(super) static LINE_BREAK: Entry = Entry {
    code: Code::LineBreak.as_str(),
    family: Family::Form,
    grade: WARNING,
    title: words("Line break in a single-line text", "单行文本中有换行"),
    meaning: words(
        "The value type is text, which is a single line, and the value contains a tab or line break. The \
         platform accepts it and replaces each by a space, so what is shown differs from what was sent. Line \
         breaks are not reported where the name or a tip of the field asks for one entry a line.",
        "值类型为 text（单行文本），而值中有制表符或换行符。平台会接受，但会替换成空格，显示的内容与所传不同。\
         若字段名称或提示要求每行填写一项，则不报告换行符。",
    ),
    sources: &[Source::Documents],
    fix: words(
        "Use a space instead, or a field whose value type is textarea or html.",
        "改用空格，或使用值类型为 textarea、html 的字段。",
    ),
    templates: &[&texts::LINE_BREAK],
    examples: &[Example {
        grade: WARNING,
        schema: r#"
            <field id="title" name="商品标题" type="input"><rules>
              <rule name="valueTypeRule" value="text"/>
            </rules></field>"#,
        item: r#"
            <field id="title" type="input"><value>纯棉衬衫&#10;秋季新款</value></field>"#,
        fixed: r#"
            <field id="title" type="input"><value>纯棉衬衫 秋季新款</value></field>"#,
    }],
    ..FINDING
};
