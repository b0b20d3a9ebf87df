//! Errors of encodings and XML in words.

use crate::error::{EncodingError, Malformed, Markup};
use crate::lang::Lang;

impl EncodingError {
    pub(super) fn message(&self, lang: Lang) -> String {
        match self {
            EncodingError::Unsupported(name) => lang.pick(
                format!("the encoding \"{name}\" is not supported; convert the input to UTF-8 or GBK"),
                format!("不支持编码“{name}”，请转换为 UTF-8 或 GBK"),
            ),
            EncodingError::Invalid { encoding: "UTF-8", byte } => lang.pick(
                format!(
                    "byte 0x{byte:02X} is not UTF-8; if the file is GBK, declare it in its first line: \
                     <?xml version=\"1.0\" encoding=\"GBK\"?>"
                ),
                format!(
                    "字节 0x{byte:02X} 不是 UTF-8；如果文件是 GBK 编码，请在首行声明：\
                     <?xml version=\"1.0\" encoding=\"GBK\"?>"
                ),
            ),
            EncodingError::Invalid { encoding, byte } => lang.pick(
                format!(
                    "byte 0x{byte:02X} is not {encoding}, which the XML declaration states; if the file is UTF-8, \
                     declare that"
                ),
                format!("字节 0x{byte:02X} 不是 XML 声明的 {encoding} 编码；如果文件是 UTF-8 编码，请改正声明"),
            ),
            EncodingError::Incomplete(encoding) => lang.pick(
                format!("the input ends within a character of {encoding}; it may be cut off"),
                format!("输入在一个 {encoding} 字符中间结束，可能被截断"),
            ),
            EncodingError::NotUtf8(byte) => lang.pick(
                format!("byte 0x{byte:02X} is not UTF-8; save the file as UTF-8"),
                format!("字节 0x{byte:02X} 不是 UTF-8，请将文件存为 UTF-8"),
            ),
        }
    }
}

impl Malformed {
    pub(super) fn message(&self, lang: Lang) -> String {
        let fixed = match self {
            Malformed::UnclosedElement(name) => {
                return lang.pick(
                    format!("the input ends before <{name}> is closed"),
                    format!("输入在 <{name}> 关闭之前结束"),
                );
            }
            Malformed::Unclosed(markup) => {
                let (en, zh) = markup.words();
                return lang.pick(format!("a {en} is not closed"), format!("{zh}没有结束"));
            }
            Malformed::WrongEndTag { open, found } => {
                return lang.pick(
                    format!("</{found}> does not close <{open}>"),
                    format!("</{found}> 与 <{open}> 不匹配"),
                );
            }
            Malformed::EndTagAlone(name) => {
                return lang
                    .pick(format!("</{name}> has no start tag"), format!("</{name}> 没有对应的开始标签"));
            }
            Malformed::SecondRoot(name) => {
                return lang.pick(
                    format!("<{name}> is a second root element; a document has one"),
                    format!("<{name}> 是第二个根元素，文档只能有一个"),
                );
            }
            Malformed::DuplicateAttribute(name) => {
                return lang
                    .pick(format!("the attribute {name} is given twice"), format!("属性 {name} 重复"));
            }
            Malformed::AttributeWithoutValue(name) => {
                return lang.pick(
                    format!("the attribute {name} has no value; write {name}=\"…\""),
                    format!("属性 {name} 没有值，请写成 {name}=\"…\""),
                );
            }
            Malformed::UnquotedValue(name) => {
                return lang.pick(
                    format!("the value of the attribute {name} must be in quotes; write {name}=\"…\""),
                    format!("属性 {name} 的值须加引号，请写成 {name}=\"…\""),
                );
            }
            Malformed::BadTag(found) => {
                return lang.pick(
                    format!("\"{found}\" is not allowed in a tag"),
                    format!("标签中不允许出现“{found}”"),
                );
            }
            Malformed::BareLessThan(found) => {
                return lang.pick(
                    format!("\"{found}\" cannot follow \"<\"; if the \"<\" is text, write &lt;"),
                    format!("“<”之后不能是“{found}”；如果“<”是文本，请写成 &lt;"),
                );
            }
            Malformed::BareAmpersand(text) => {
                return lang.pick(
                    format!("\"{text}\" is not a reference; write &amp; for \"&\""),
                    format!("“{text}”不是有效的引用；“&”请写成 &amp;"),
                );
            }
            Malformed::BadReference(text) => {
                return lang.pick(
                    format!("\"{text}\" does not refer to a character that XML allows"),
                    format!("“{text}”不是 XML 允许的字符引用"),
                );
            }
            Malformed::UnknownEntity(name) => {
                return lang.pick(
                    format!(
                        "XML has no entity &{name}; (write the character itself, or &amp;{name}; for this text)"
                    ),
                    format!("XML 没有实体 &{name};（请直接写该字符；若要原样的文本，请写成 &amp;{name};）"),
                );
            }
            Malformed::NoRoot => ("the document is empty: it has no root element", "文档为空：没有根元素"),
            Malformed::TextBeforeRoot => {
                ("text before the root element; XML starts with \"<\"", "根元素之前有文本；XML 应以“<”开头")
            }
            Malformed::TextAfterRoot => ("text after the root element", "根元素之后有文本"),
            Malformed::LessThanInAttribute => (
                "\"<\" in an attribute value; write &lt;, or close the quotes before it",
                "属性值中含有“<”；请写成 &lt;，或补上前面缺少的引号",
            ),
            Malformed::Doctype => ("a DOCTYPE is not accepted; remove it", "不接受 DOCTYPE，请删除"),
            Malformed::CdataEndInText => {
                ("\"]]>\" is not allowed in text; write ]]&gt;", "文本中不允许出现“]]>”，请写成 ]]&gt;")
            }
            Malformed::DoubleHyphen => ("\"--\" is not allowed in a comment", "注释中不允许出现“--”"),
            Malformed::MisplacedDeclaration => (
                "an XML declaration is allowed only at the very beginning of the document",
                "XML 声明只能在文档的最开头",
            ),
            Malformed::BadMarkup => (
                "\"<!\" does not begin a comment or a CDATA section; if the \"<\" is text, write &lt;",
                "“<!”之后不是注释或 CDATA 段；如果“<”是文本，请写成 &lt;",
            ),
        };
        lang.pick(fixed.0, fixed.1).to_owned()
    }
}

impl Markup {
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Markup::Tag => ("tag", "标签"),
            Markup::Comment => ("comment", "注释"),
            Markup::CdataSection => ("CDATA section", "CDATA 段"),
            Markup::ProcessingInstruction => ("processing instruction", "处理指令"),
        }
    }
}
