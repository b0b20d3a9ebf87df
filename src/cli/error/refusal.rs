//! What the program does not do to a document.

use tmall_schema::Lang;

use crate::cli::lang::pick;

/// Why a document is not rewritten or converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It is inside an API response.
    Answer,
    /// It is JSON.
    Json,
    /// Items are compared as if they were schemas.
    Items,
}

impl Refusal {
    /// The reason, and what to do instead.
    pub(super) fn message(self, lang: Lang) -> &'static str {
        let (en, zh) = match self {
            Refusal::Answer => (
                "an API response cannot be rewritten in place; use --stdout, --to or --output to print the document inside",
                "不会就地改写 API 返回结果；请用 --stdout、--to 或 --output 输出其中的文档",
            ),
            Refusal::Json => (
                "JSON cannot be rewritten in place; use --to xml or --to json to convert it",
                "不会就地改写 JSON；请用 --to xml 或 --to json 转换",
            ),
            Refusal::Items => (
                "both documents are items, and diff compares schemas; compare items with tmall-schema readback SENT STORED",
                "两个文档都是商品参数，而 diff 比较的是 schema；请用 tmall-schema readback SENT STORED 比较商品",
            ),
        };
        pick(lang, en, zh)
    }
}
