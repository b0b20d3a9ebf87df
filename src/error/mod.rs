//! What stops the work: one error, with a place where there is one.

mod json;

use std::fmt;
use std::io;

pub(crate) use json::of_json;

use crate::answer::ApiError;
use crate::lang::Lang;
use crate::span::Position;
use crate::vocab::FieldKind;

/// The result of everything that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// The work could not be done. One word wide.
///
/// [`Display`](fmt::Display) gives the English text with the place; [`Error::message`] gives the text
/// alone in either language.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    position: Option<Position>,
}

/// What went wrong.
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input could not be read.
    Io(io::Error),
    /// The input's encoding is none that we read, or the input breaks it.
    Encoding(EncodingError),
    /// The input is not well-formed XML.
    Malformed(Malformed),
    /// A limit of [`ReadOptions`](crate::xml::ReadOptions) was passed.
    Limit {
        /// Which one.
        limit: Limit,
        /// The number that was passed.
        max: u64,
    },
    /// A field cannot be held as a field.
    Field(FieldError),
    /// The platform answered with an error instead of a document.
    Answer(ApiError),
    /// An API answer holds no document; what it holds instead, if that is short.
    NoDocument(Option<String>),
    /// An API answer holds several documents.
    SeveralDocuments(usize),
    /// The input is not the JSON that was wanted.
    Json(String),
    /// Something in the JSON form of a param has no place there.
    JsonValue {
        /// Where, as a JSON Pointer; empty if it is the whole document.
        path: String,
        /// What stands there, in words.
        found: &'static str,
    },
    /// A param cannot be changed as asked.
    Set(SetError),
    /// An attribute would have to be written under a name that is none in XML.
    BadName {
        /// Where it stands, as a JSON Pointer.
        path: String,
        /// The name.
        name: String,
    },
    /// A character that XML cannot hold would have to be written.
    Unwritable {
        /// Where it stands, as a JSON Pointer.
        path: String,
        /// The character.
        character: char,
    },
}

/// What is wrong with the encoding of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EncodingError {
    /// An encoding that we do not read, by its name.
    Unsupported(String),
    /// Bytes that are none in the encoding of this name.
    Invalid(&'static str),
}

/// Why an input is not well-formed XML.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Malformed {
    /// No root element.
    NoRoot,
    /// The input ends within an element.
    UnclosedElement(String),
    /// The input ends within a tag, a comment, a CDATA section, a processing instruction or a reference.
    Unclosed(&'static str),
    /// An end tag that does not fit the open element.
    WrongEndTag {
        /// The open element.
        open: String,
        /// The end tag's name.
        found: String,
    },
    /// An end tag where nothing is open.
    EndTagAlone(String),
    /// A second root element.
    SecondRoot(String),
    /// Text before or after the root element.
    TextOutsideRoot,
    /// An attribute that stands twice in one tag.
    DuplicateAttribute(String),
    /// Something in a tag that is no name, no attribute or no end of it.
    BadTag(String),
    /// `<` within an attribute.
    LessThanInAttribute,
    /// A reference that is none, or names a character that XML cannot hold.
    BadReference(String),
    /// An entity other than the five predefined ones.
    UnknownEntity(String),
    /// A DOCTYPE.
    Doctype,
    /// `]]>` within text.
    CdataEndInText,
    /// `--` within a comment.
    DoubleHyphen,
    /// An XML declaration elsewhere than at the very beginning.
    MisplacedDeclaration,
    /// A markup declaration that is no comment, no CDATA section and no DOCTYPE.
    BadMarkup,
}

/// The limits of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Limit {
    /// Bytes of input.
    Input,
    /// Elements within each other.
    Depth,
    /// Fields in a document.
    Fields,
    /// Attributes of an element.
    Attributes,
    /// Bytes of one text or attribute.
    Text,
}

/// Why an element `field` is none.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FieldError {
    /// No `id`, or an empty one.
    WithoutId,
    /// No `type` on this field of a schema.
    WithoutType(String),
}

/// Why a param cannot be changed as asked.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SetError {
    /// The param was made without a schema; bind one first.
    NoSchema,
    /// The schema has no such field.
    UnknownField(String),
    /// The path does not lead to a place for a value.
    BadPath(String),
    /// The row does not exist.
    NoRow {
        /// The field of rows.
        path: String,
        /// How many rows it has.
        rows: usize,
    },
    /// The field takes another kind of value.
    WrongKind {
        /// The field.
        path: String,
        /// What it takes.
        kind: FieldKind,
        /// What was given, in words.
        given: &'static str,
    },
    /// The schema does not say of what type the field is in a way that we know.
    UnknownType {
        /// The field.
        path: String,
        /// Its type as written.
        kind: String,
    },
    /// The schema offers no incremental update of this field.
    NotUpdatable(String),
}

impl Error {
    pub(crate) fn new(kind: impl Into<ErrorKind>, position: Option<Position>) -> Error {
        Error(Box::new(Inner { kind: kind.into(), position }))
    }

    /// What went wrong.
    pub fn kind(&self) -> &ErrorKind {
        &self.0.kind
    }

    /// Where, if it is a place in a document.
    pub fn position(&self) -> Option<Position> {
        self.0.position
    }

    /// What went wrong, in words, without the place.
    pub fn message(&self, lang: Lang) -> String {
        self.0.kind.message(lang)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))?;
        match self.0.position {
            Some(position) => write!(f, " at {position}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error").field("kind", &self.0.kind).field("position", &self.0.position).finish()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0.kind {
            ErrorKind::Io(error) => Some(error),
            _ => None,
        }
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Error {
        Error::new(ErrorKind::Io(error), None)
    }
}

macro_rules! into_kind {
    ($($name:ident => $variant:ident,)*) => {$(
        impl From<$name> for ErrorKind {
            fn from(value: $name) -> ErrorKind { ErrorKind::$variant(value) }
        }
    )*};
}

into_kind! {
    EncodingError => Encoding,
    Malformed => Malformed,
    FieldError => Field,
    ApiError => Answer,
    SetError => Set,
}

impl ErrorKind {
    fn message(&self, lang: Lang) -> String {
        match self {
            ErrorKind::Io(error) => lang.pick(format!("cannot read: {error}"), format!("无法读取：{error}")),
            ErrorKind::Encoding(error) => error.message(lang),
            ErrorKind::Malformed(error) => error.message(lang),
            ErrorKind::Limit { limit, max } => limit.message(*max, lang),
            ErrorKind::Field(FieldError::WithoutId) => {
                lang.pick("a field has no id", "field 缺少 id").to_owned()
            }
            ErrorKind::Field(FieldError::WithoutType(id)) => {
                lang.pick(format!("the field \"{id}\" has no type"), format!("字段“{id}”缺少 type"))
            }
            ErrorKind::Answer(error) => error.text(lang),
            ErrorKind::NoDocument(None) => {
                lang.pick("the answer holds no document", "返回结果中没有 XML 文档").to_owned()
            }
            ErrorKind::NoDocument(Some(text)) => lang.pick(
                format!("the answer holds no document, but \"{text}\""),
                format!("返回结果中没有 XML 文档，内容为“{text}”"),
            ),
            ErrorKind::SeveralDocuments(count) => lang.pick(
                format!("the answer holds {count} documents; hand in the one that is meant"),
                format!("返回结果中有 {count} 个 XML 文档，请只传入需要的那一个"),
            ),
            ErrorKind::Json(what) => {
                lang.pick(format!("not the JSON wanted: {what}"), format!("JSON 不符合要求：{what}"))
            }
            ErrorKind::JsonValue { path, found } => json_value(path, found, lang),
            ErrorKind::Set(error) => error.message(lang),
            ErrorKind::BadName { path, name } => lang.pick(
                format!("the value at {path} has an attribute \"{name}\", which is no name in XML"),
                format!("{path} 的值的属性名“{name}”不是有效的 XML 名称"),
            ),
            ErrorKind::Unwritable { path, character } => {
                let code = u32::from(*character);
                lang.pick(
                    format!("the value at {path} holds U+{code:04X}, which XML cannot hold"),
                    format!("{path} 的值含有 XML 不允许的字符 U+{code:04X}"),
                )
            }
        }
    }
}

fn json_value(path: &str, found: &str, lang: Lang) -> String {
    if path.is_empty() {
        return lang.pick(
            format!("an object with a key for each field is wanted, not {found}"),
            format!("应为以字段 id 为键的对象，而不是{}", zh_json(found)),
        );
    }
    let (en, zh) = match found {
        "null" => ("leave the field out, or write \"\" to clear it", "请去掉该字段，或写 \"\" 以清空"),
        "an array within an array" => ("a field takes one array", "一个字段只能有一层数组"),
        _ => ("write it as a text", "请写成字符串"),
    };
    lang.pick(format!("{path} is {found}; {en}"), format!("{path} 是{}，{zh}", zh_json(found)))
}

fn zh_json(found: &str) -> &str {
    match found {
        "a number" => "数字",
        "a text" => "字符串",
        "an array" => "数组",
        "an array within an array" => "数组中的数组",
        other => other,
    }
}

impl EncodingError {
    fn message(&self, lang: Lang) -> String {
        match self {
            EncodingError::Unsupported(name) => lang.pick(
                format!("the encoding \"{name}\" is not read; convert the input to UTF-8 or GBK"),
                format!("不支持编码“{name}”，请转换为 UTF-8 或 GBK"),
            ),
            EncodingError::Invalid(name) => {
                lang.pick(format!("bytes that are not {name}"), format!("存在不是 {name} 编码的字节"))
            }
        }
    }
}

impl Malformed {
    fn message(&self, lang: Lang) -> String {
        match self {
            Malformed::NoRoot => lang.pick("no root element", "没有根元素").to_owned(),
            Malformed::UnclosedElement(name) => {
                lang.pick(format!("the input ends within <{name}>"), format!("输入在 <{name}> 关闭之前结束"))
            }
            Malformed::Unclosed(what) => {
                lang.pick(format!("a {what} is not closed"), format!("{}没有结束", zh_markup(what)))
            }
            Malformed::WrongEndTag { open, found } => lang.pick(
                format!("</{found}> does not close <{open}>"),
                format!("</{found}> 与 <{open}> 不匹配"),
            ),
            Malformed::EndTagAlone(name) => {
                lang.pick(format!("</{name}> closes nothing"), format!("</{name}> 没有对应的开始标签"))
            }
            Malformed::SecondRoot(name) => {
                lang.pick(format!("<{name}> is a second root element"), format!("<{name}> 是第二个根元素"))
            }
            Malformed::TextOutsideRoot => {
                lang.pick("text outside the root element", "根元素之外有文本").to_owned()
            }
            Malformed::DuplicateAttribute(name) => {
                lang.pick(format!("the attribute {name} stands twice"), format!("属性 {name} 重复"))
            }
            Malformed::BadTag(found) => lang
                .pick(format!("\"{found}\" is not allowed in a tag"), format!("标签中不允许出现“{found}”")),
            Malformed::LessThanInAttribute => {
                lang.pick("\"<\" within an attribute", "属性值中含有“<”").to_owned()
            }
            Malformed::BadReference(text) => {
                lang.pick(format!("\"{text}\" is no reference"), format!("“{text}”不是有效的引用"))
            }
            Malformed::UnknownEntity(name) => {
                lang.pick(format!("the entity &{name}; is not known"), format!("未知实体 &{name};"))
            }
            Malformed::Doctype => lang.pick("a DOCTYPE is refused", "不接受 DOCTYPE").to_owned(),
            Malformed::CdataEndInText => lang.pick("\"]]>\" within text", "文本中含有“]]>”").to_owned(),
            Malformed::DoubleHyphen => lang.pick("\"--\" within a comment", "注释中含有“--”").to_owned(),
            Malformed::MisplacedDeclaration => lang
                .pick("an XML declaration that is not at the very beginning", "XML 声明不在文档开头")
                .to_owned(),
            Malformed::BadMarkup => lang
                .pick("\"<!\" begins no comment and no CDATA section", "“<!”之后不是注释或 CDATA")
                .to_owned(),
        }
    }
}

fn zh_markup(what: &str) -> &str {
    match what {
        "tag" => "标签",
        "comment" => "注释",
        "CDATA section" => "CDATA 段",
        "processing instruction" => "处理指令",
        other => other,
    }
}

impl Limit {
    /// The name of the option that moves the limit.
    pub const fn option(self) -> &'static str {
        match self {
            Limit::Input => "max_input",
            Limit::Depth => "max_depth",
            Limit::Fields => "max_fields",
            Limit::Attributes => "max_attributes",
            Limit::Text => "max_text",
        }
    }

    fn message(self, max: u64, lang: Lang) -> String {
        let (en, zh) = match self {
            Limit::Input => ("bytes of input", "输入字节数"),
            Limit::Depth => ("elements within each other", "元素嵌套层数"),
            Limit::Fields => ("fields", "字段数"),
            Limit::Attributes => ("attributes of one element", "单个元素的属性数"),
            Limit::Text => ("bytes of one text or attribute", "单个文本或属性的字节数"),
        };
        let option = self.option();
        lang.pick(format!("more than {max} {en} ({option})"), format!("{zh}超过 {max}（{option}）"))
    }
}

impl SetError {
    fn message(&self, lang: Lang) -> String {
        match self {
            SetError::NoSchema => {
                lang.pick("the param has no schema; bind one first", "param 没有绑定 schema").to_owned()
            }
            SetError::UnknownField(path) => {
                lang.pick(format!("the schema has no field {path}"), format!("schema 中没有字段 {path}"))
            }
            SetError::BadPath(path) => lang.pick(
                format!("\"{path}\" does not lead to a place for a value"),
                format!("“{path}”不是可以填值的位置"),
            ),
            SetError::NoRow { path, rows } => lang.pick(
                format!("{path} has {rows} rows; push a row first"),
                format!("{path} 只有 {rows} 行，请先添加行"),
            ),
            SetError::WrongKind { path, kind, given } => lang.pick(
                format!("{path} is of type {kind} and does not take {given}"),
                format!("{path} 的类型是 {kind}，不接受{}", zh_given(given)),
            ),
            SetError::UnknownType { path, kind } => lang.pick(
                format!("{path} is of type \"{kind}\", which is not known"),
                format!("{path} 的类型“{kind}”未知"),
            ),
            SetError::NotUpdatable(id) => lang.pick(
                format!("the schema does not offer \"{id}\" in update_fields"),
                format!("schema 的 update_fields 不支持“{id}”"),
            ),
        }
    }
}

fn zh_given(given: &str) -> &str {
    match given {
        "a text" => "单个文本",
        "several values" => "多个值",
        "a complex value" => "复合值",
        "a row" => "行",
        other => other,
    }
}
