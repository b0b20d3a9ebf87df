//! What each key of the settings means, with an example.

use tmall_schema::Lang;

use crate::cli::lang::pick;

/// What is documented of a key.
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    /// English and Chinese.
    pub(super) default: (&'static str, &'static str),
    pub(super) meaning: (&'static str, &'static str),
    pub(super) example: &'static str,
}

/// The type of a value.
pub(super) enum Kind {
    Path,
    Paths,
    Text,
    Texts,
    Flag,
    Number,
    OneOf(&'static str),
    Codes,
    Packs,
    Params,
    Tables,
}

impl Kind {
    pub(super) fn name(&self, lang: Lang) -> String {
        let (en, zh) = match self {
            Kind::Path => ("path", "路径"),
            Kind::Paths => ("list of paths", "路径列表"),
            Kind::Text => ("text", "文本"),
            Kind::Texts => ("list of text", "文本列表"),
            Kind::Flag => ("`true` or `false`", "`true` 或 `false`"),
            Kind::Number => ("whole number", "整数"),
            Kind::OneOf(names) => {
                let names: Vec<String> = names.split(' ').map(|name| format!("`{name}`")).collect();
                let (last, first) = names.split_last().unwrap();
                return match lang {
                    Lang::Zh => format!("{} 或 {last}", first.join("、")),
                    _ => format!("{} or {last}", first.join(", ")),
                };
            }
            Kind::Params => ("table of text", "文本的表"),
            Kind::Tables => ("list of tables", "表的列表"),
            Kind::Packs => ("list of `tmall`, `taobao`, `icbu`", "`tmall`、`taobao`、`icbu` 的列表"),
            Kind::Codes => (
                "table: a code and `error`, `warning`, `note` or `off`",
                "表：代码及 `error`、`warning`、`note` 或 `off`",
            ),
        };
        pick(lang, en, zh).to_owned()
    }
}

const NONE: (&str, &str) = ("none", "无");
const OFF: (&str, &str) = ("`false`", "`false`");

const fn key(
    name: &'static str,
    kind: Kind,
    default: (&'static str, &'static str),
    meaning: (&'static str, &'static str),
    example: &'static str,
) -> Key {
    Key { name, kind, default, meaning, example }
}

const DIALECTS: Kind = Kind::OneOf("classic item-schema icbu");

/// The tables in the order of the page, with their keys.
pub(super) const TABLES: &[(&str, &[Key])] = &[
    (
        "",
        &[
            key(
                "lang",
                Kind::OneOf("en zh"),
                ("from `LC_ALL`, `LC_MESSAGES` or `LANG`", "取自 `LC_ALL`、`LC_MESSAGES` 或 `LANG`"),
                ("Language of messages", "消息的语言"),
                "lang = \"zh\"",
            ),
            key(
                "color",
                Kind::OneOf("auto always never"),
                ("`auto`", "`auto`"),
                ("When to use colors", "何时使用颜色"),
                "color = \"never\"",
            ),
            key(
                "quiet",
                Kind::Flag,
                OFF,
                ("Print only results and errors", "只输出结果和错误"),
                "quiet = true",
            ),
            key(
                "jobs",
                Kind::Number,
                ("number of cores", "处理器核数"),
                ("Number of files to process in parallel, 1 or more", "并行处理的文件数，至少为 1"),
                "jobs = 4",
            ),
            key(
                "dialect",
                DIALECTS,
                ("detected", "自动识别"),
                ("Dialect of the documents", "文档的方言"),
                "dialect = \"icbu\"",
            ),
            key(
                "rules",
                Kind::Paths,
                NONE,
                (
                    "Files of house rules for `validate`, `fill` and `diff --items`",
                    "`validate`、`fill` 和 `diff --items` 使用的自定义规则文件",
                ),
                "rules = [\"house.toml\"]",
            ),
            key(
                "pack",
                Kind::Packs,
                NONE,
                ("House rules that come with the program", "程序自带的规则包"),
                "pack = [\"tmall\"]",
            ),
        ],
    ),
    (
        "validate",
        &[
            key(
                "schema",
                Kind::Path,
                NONE,
                ("Schema for all items", "用于所有商品的 schema"),
                "schema = \"rules/1512.xml\"",
            ),
            key(
                "schema_dir",
                Kind::Path,
                NONE,
                (
                    "Directory of schemas: `NAME.xml` or `NAME.json` validates the items called NAME and those in a folder NAME",
                    "schema 目录：用 `NAME.xml` 或 `NAME.json` 校验名为 NAME 的商品和文件夹 NAME 中的商品",
                ),
                "schema_dir = \"rules\"",
            ),
            key(
                "fail_on",
                Kind::OneOf("error warning never"),
                ("`error`", "`error`"),
                ("Lowest severity that makes the exit code 1", "使退出码为 1 的最低严重程度"),
                "fail_on = \"warning\"",
            ),
            key(
                "severity",
                Kind::Codes,
                NONE,
                (
                    "Severity of findings by code; also used by `fill`",
                    "按代码改变问题的严重程度；也用于 `fill`",
                ),
                "severity.unknown-field = \"warning\"",
            ),
            key(
                "ignore",
                Kind::Texts,
                NONE,
                (
                    "Findings to ignore, each `CODE` or `CODE:PATH-GLOB`; also used by `fill`",
                    "要忽略的问题，每项为 `CODE` 或 `CODE:PATH-GLOB`；也用于 `fill`",
                ),
                "ignore = [\"line-break\", \"max-length:/sku/*/outer_id\"]",
            ),
            key(
                "ignore_file",
                Kind::Path,
                NONE,
                (
                    "File with further findings to ignore, each with a reason; also used by `fill`",
                    "另行列出要忽略的问题的文件，每项都有理由；也用于 `fill`",
                ),
                "ignore_file = \"ignores.toml\"",
            ),
            key(
                "baseline",
                Kind::Path,
                NONE,
                (
                    "JSON output of an earlier run, whose findings are not reported again",
                    "以前一次运行的 JSON 输出，其中的问题不再报告",
                ),
                "baseline = \"known.json\"",
            ),
            key(
                "max_findings",
                Kind::Number,
                ("all", "全部"),
                ("Maximum number of findings shown per item", "每个商品最多显示的问题数"),
                "max_findings = 20",
            ),
            key(
                "fail_fast",
                Kind::Flag,
                OFF,
                ("Stop after the first item that fails", "遇到第一个不合格的商品后停止"),
                "fail_fast = true",
            ),
            key("show_notes", Kind::Flag, OFF, ("Show notes", "显示提示"), "show_notes = true"),
            key(
                "character",
                Kind::OneOf("grapheme utf16 scalar"),
                ("every plausible way", "考虑每种合理的方式"),
                ("How to count characters; also used by `fill`", "字符数的计算方式；也用于 `fill`"),
                "character = \"utf16\"",
            ),
            key(
                "byte",
                Kind::OneOf("gbk utf8"),
                ("every plausible way of the dialect", "考虑方言下每种合理的方式"),
                ("How to count bytes; also used by `fill`", "字节数的计算方式；也用于 `fill`"),
                "byte = \"gbk\"",
            ),
            key(
                "assets",
                Kind::Path,
                NONE,
                (
                    "JSON file with the sizes of files and pictures; also used by `fill`",
                    "记录文件和图片尺寸的 JSON 文件；也用于 `fill`",
                ),
                "assets = \"facts.json\"",
            ),
        ],
    ),
    (
        "diff",
        &[
            key(
                "fail_on",
                Kind::OneOf("breaking compatible cosmetic never"),
                ("`breaking`", "`breaking`"),
                ("Lowest level that makes the exit code 1", "使退出码为 1 的最低级别"),
                "fail_on = \"compatible\"",
            ),
            key(
                "view",
                Kind::OneOf("breaking changes all"),
                ("`changes`; `all` in JSON and HTML", "`changes`；JSON 和 HTML 为 `all`"),
                ("Changes to show", "显示哪些变更"),
                "view = \"all\"",
            ),
            key(
                "ignore",
                Kind::Texts,
                NONE,
                (
                    "Changes to ignore, each `CODE` or `CODE:PATH-GLOB`",
                    "要忽略的变更，每项为 `CODE` 或 `CODE:PATH-GLOB`",
                ),
                "ignore = [\"option-added\", \"rule-changed:/sku/*\"]",
            ),
            key(
                "ignore_file",
                Kind::Path,
                NONE,
                (
                    "File with further changes to ignore, each with a reason",
                    "列出更多要忽略的变更及其理由的文件",
                ),
                "ignore_file = \"ignores.toml\"",
            ),
            key(
                "items",
                Kind::Paths,
                NONE,
                (
                    "Items to validate against both schemas: files, directories or globs",
                    "用新旧两个 schema 校验的商品：文件、目录或通配模式",
                ),
                "items = [\"items/**/*.xml\"]",
            ),
            key(
                "mapping",
                Kind::Path,
                NONE,
                ("Mapping file to check against the changes", "要检查是否受变更影响的映射文件"),
                "mapping = \"shirts.toml\"",
            ),
        ],
    ),
    (
        "fill",
        &[
            key(
                "schema",
                Kind::Path,
                NONE,
                ("Schema of the items", "商品的 schema"),
                "schema = \"rules/1512.xml\"",
            ),
            key("map", Kind::Path, NONE, ("Mapping file", "映射文件"), "map = \"shirts.toml\""),
            key(
                "out_dir",
                Kind::Path,
                NONE,
                ("Directory for the items", "存放商品的目录"),
                "out_dir = \"items\"",
            ),
            key(
                "rejects",
                Kind::Path,
                ("`rejects.ndjson` in `out_dir`", "`out_dir` 中的 `rejects.ndjson`"),
                ("File for rejected records", "存放被拒绝记录的文件"),
                "rejects = \"rejects.ndjson\"",
            ),
            key(
                "name_by",
                Kind::Text,
                ("from the mapping, else the record's number", "取自映射，否则为记录序号"),
                (
                    "Path of the value in a record that names the item's file",
                    "记录中用作商品文件名的值的路径",
                ),
                "name_by = \"sku.code\"",
            ),
            key(
                "skip_existing",
                Kind::Flag,
                OFF,
                ("Skip records whose file already exists", "跳过文件已存在的记录"),
                "skip_existing = true",
            ),
            key(
                "defaults",
                Kind::Flag,
                OFF,
                (
                    "Use the schema's current and default values for fields that the record does not fill",
                    "记录没有填写的字段使用 schema 中的当前值和默认值",
                ),
                "defaults = true",
            ),
            key(
                "data_format",
                Kind::OneOf("json ndjson csv workbook"),
                ("from the file name", "取决于文件名"),
                ("Format of the data", "数据格式"),
                "data_format = \"csv\"",
            ),
            key(
                "encoding",
                Kind::OneOf("utf8 gbk"),
                ("UTF-8; for CSV that is not UTF-8, GBK", "UTF-8；CSV 不是 UTF-8 时为 GBK"),
                ("Encoding of the data", "数据编码"),
                "encoding = \"gbk\"",
            ),
        ],
    ),
    (
        "inspect",
        &[key(
            "tips",
            Kind::Flag,
            OFF,
            ("Show tips for sellers and developers", "显示给卖家和开发者的提示"),
            "tips = true",
        )],
    ),
    (
        "fmt",
        &[key(
            "schema",
            Kind::Path,
            NONE,
            ("Schema of the params", "param 的 schema"),
            "schema = \"rules/1512.xml\"",
        )],
    ),
    (
        "gateway",
        &[
            key(
                "protocol",
                Kind::OneOf("top iop"),
                ("`top`", "`top`"),
                (
                    "How calls are signed: `top` for Taobao and Tmall, `iop` for AliExpress, Lazada, Taobao Global and alibaba.com",
                    "调用的签名方式：`top` 用于淘宝和天猫，`iop` 用于速卖通、Lazada、淘宝全球和国际站",
                ),
                "protocol = \"top\"",
            ),
            key(
                "url",
                Kind::Text,
                ("that of `top`", "`top` 的地址"),
                (
                    "Address of the gateway: `https`, or `http` on this machine",
                    "网关地址：`https`，或本机的 `http`",
                ),
                "url = \"https://eco.taobao.com/router/rest\"",
            ),
            key(
                "app_key",
                Kind::Text,
                ("`TMALL_SCHEMA_APP_KEY`", "`TMALL_SCHEMA_APP_KEY`"),
                ("Key of the app", "应用的 app key"),
                "app_key = \"12345678\"",
            ),
            key(
                "secret_file",
                Kind::Path,
                ("`TMALL_SCHEMA_APP_SECRET`", "`TMALL_SCHEMA_APP_SECRET`"),
                (
                    "File with the app's secret, which its owner alone can read",
                    "存放应用密钥的文件，必须仅所有者可读",
                ),
                "secret_file = \"secret\"",
            ),
            key(
                "session_file",
                Kind::Path,
                ("`TMALL_SCHEMA_SESSION`", "`TMALL_SCHEMA_SESSION`"),
                (
                    "File with the seller's session, which its owner alone can read",
                    "存放商家 session 的文件，必须仅所有者可读",
                ),
                "session_file = \"session\"",
            ),
            key(
                "ca_file",
                Kind::Path,
                ("the roots of Mozilla", "Mozilla 的根证书"),
                (
                    "Certificates (PEM) of the authorities that are trusted instead, such as that of a company's proxy; the gateway's certificate is always verified",
                    "改为信任的证书颁发机构的证书（PEM），例如公司代理的；网关的证书始终会校验",
                ),
                "ca_file = \"company.pem\"",
            ),
            key(
                "sign_method",
                Kind::OneOf("md5 hmac hmac-sha256"),
                ("`hmac-sha256`", "`hmac-sha256`"),
                ("Digest of protocol `top`", "`top` 协议的摘要算法"),
                "sign_method = \"md5\"",
            ),
            key(
                "calls_per_second",
                Kind::Number,
                ("5", "5"),
                ("Maximum number of calls per second", "每秒最多的调用次数"),
                "calls_per_second = 10",
            ),
            key(
                "timeout",
                Kind::Number,
                ("60", "60"),
                ("Seconds to wait for an answer", "等待应答的秒数"),
                "timeout = 30",
            ),
            key(
                "attempts",
                Kind::Number,
                ("6", "6"),
                (
                    "Maximum number of times a call is sent; calls that were banned do not count",
                    "一次调用最多发送的次数；被限流的不计",
                ),
                "attempts = 3",
            ),
            key(
                "longest_wait",
                Kind::Number,
                ("600", "600"),
                (
                    "Longest ban by the platform to wait for, in seconds; a longer one ends the run",
                    "平台限流时最多等待的秒数；更长则结束运行",
                ),
                "longest_wait = 60",
            ),
        ],
    ),
    (
        "fetch",
        &[
            key(
                "content",
                Kind::OneOf("document answer"),
                ("`document`", "`document`"),
                (
                    "What is stored: the schema as XML, or the answer as it came",
                    "保存的内容：XML 形式的 schema，或应答原文",
                ),
                "content = \"document\"",
            ),
            key(
                "resume_hours",
                Kind::Number,
                ("12", "12"),
                (
                    "For how many hours an unfinished run is continued; after that the next one starts over",
                    "未完成的运行在多少小时内可以接着进行；超过则重新开始",
                ),
                "resume_hours = 6",
            ),
            key(
                "schemas",
                Kind::Tables,
                ("required", "必填"),
                ("Schemas to fetch, see below", "要获取的 schema，见下"),
                "schemas = [{ categories = [\"1512\"] }]",
            ),
        ],
    ),
    (
        "fetch.schemas",
        &[
            key(
                "method",
                Kind::Text,
                ("`tmall.item.add.schema.get`", "`tmall.item.add.schema.get`"),
                ("Method that answers with the schema", "返回 schema 的接口"),
                "method = \"tmall.product.add.schema.get\"",
            ),
            key(
                "categories",
                Kind::Texts,
                NONE,
                ("Ids of categories", "类目 id"),
                "categories = [\"1512\", \"50008901\"]",
            ),
            key(
                "brands",
                Kind::Texts,
                NONE,
                ("Ids of brands, each with each category", "品牌 id，与每个类目组合"),
                "brands = [\"20000\"]",
            ),
            key(
                "products",
                Kind::Texts,
                NONE,
                ("Ids of products, each with each category and brand", "产品 id，与每个类目和品牌组合"),
                "products = [\"86126527\"]",
            ),
            key(
                "params",
                Kind::Params,
                NONE,
                (
                    "Further parameters; `{category}`, `{brand}` and `{product}` stand for the ids",
                    "其他参数；`{category}`、`{brand}`、`{product}` 代表各 id",
                ),
                "params.isv_init = \"true\"",
            ),
            key(
                "folder",
                Kind::Text,
                NONE,
                ("Folder in the directory for these schemas", "这些 schema 在目录中的子文件夹"),
                "folder = \"products\"",
            ),
        ],
    ),
];
