//! The keys of the tables for gateways.

use super::{Key, Kind, NONE, key};

pub(super) const GATEWAY: &[Key] = &[
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
        ("Address of the gateway: `https`, or `http` on this machine", "网关地址：`https`，或本机的 `http`"),
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
];

pub(super) const FETCH: &[Key] = &[
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
];

pub(super) const FETCH_SCHEMAS: &[Key] = &[
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
        ("Folder in the directory for these schemas", "这些 schema 所在的子目录"),
        "folder = \"products\"",
    ),
];
