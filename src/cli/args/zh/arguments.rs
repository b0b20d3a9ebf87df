//! The texts of arguments, of their values, and of headings.

use super::{ANY, ArgumentText};

const fn text(path: &'static str, id: &'static str, help: &'static str) -> ArgumentText {
    ArgumentText { path, id, help, details: "" }
}

const fn with_details(
    path: &'static str,
    id: &'static str,
    help: &'static str,
    details: &'static str,
) -> ArgumentText {
    ArgumentText { path, id, help, details }
}

const GLOB: &str =
    "通配模式中，* 匹配一级路径中的任意部分，** 匹配任意多级路径。没有匹配到任何结果的忽略项会被报告。";

pub(super) const ARGUMENTS: &[ArgumentText] = &[
    // Of every subcommand.
    text(ANY, "lang", "消息的语言 [默认值：取自 LC_ALL、LC_MESSAGES 或 LANG]"),
    with_details(
        ANY,
        "color",
        "何时使用颜色 [默认值：auto]",
        "auto 表示在终端上使用颜色，除非设置了 NO_COLOR。设置 CLICOLOR_FORCE 则始终使用颜色。",
    ),
    text(ANY, "quiet", "只输出结果和错误"),
    text(ANY, "config", "使用这个设置文件，而不是最近的 tmall-schema.toml"),
    text(ANY, "no_config", "不使用设置文件"),
    // Of several.
    text(ANY, "output", "把结果写入文件（原子写入）"),
    text(ANY, "dialect", "文档的方言，不自动识别"),
    with_details(
        ANY,
        "exclude",
        "不处理目录和通配模式中的某些文件和目录；可重复使用",
        "不含斜杠的通配模式匹配名称，其他的匹配完整路径。直接给出的文件总会处理。隐藏文件不处理；链接会跟随；\
         .gitignore 等忽略文件不起作用。",
    ),
    text(ANY, "jobs", "并行处理的文件数 [默认值：处理器核数]"),
    text(ANY, "format", "输出格式"),
    text(ANY, "severity", "改变某个代码的问题的严重程度，或将其关闭；可重复使用"),
    with_details(ANY, "ignore", "忽略某个代码的问题，或仅忽略其中路径匹配通配模式的；可重复使用", GLOB),
    text(ANY, "ignore_file", "忽略与文件中的条目相匹配的问题"),
    text(ANY, "character", "只按这种方式计算字符数，而不是考虑每种合理的方式"),
    text(ANY, "byte", "只按这种方式计算字节数，而不是考虑方言下每种合理的方式"),
    with_details(
        ANY,
        "assets",
        "文件和图片的尺寸，供限制尺寸的规则使用",
        "JSON 对象，例如 {\"URL\":{\"bytes\":1,\"width\":1,\"height\":1}}。URL 即值的文本。",
    ),
    text(ANY, "data_format", "数据格式 [默认值：取决于文件名，标准输入为 json]"),
    text(ANY, "encoding", "数据编码 [默认值：UTF-8；CSV 不是 UTF-8 时为 GBK]"),
    text("validate", "items", "商品：文件、目录、加引号的通配模式，或 -（标准输入）"),
    text("validate", "schema", "用于所有商品的 schema"),
    with_details(
        "validate",
        "schema_dir",
        "schema 目录：用 DIR/NAME.xml 或 DIR/NAME.json 校验名为 NAME 的商品和文件夹 NAME 中的商品",
        "先看商品自己的名称，再由近及远看它所在的文件夹的名称。schema 可以放在子文件夹中；\
         有多个同名时，使用所在文件夹与商品的最一致的那一个。",
    ),
    text("validate", "fail_on", "使退出码为 1 的最低严重程度 [默认值：error]"),
    with_details(
        ANY,
        "partial",
        "校验只含要修改内容的商品：缺少的顶层字段不算缺失",
        "update_fields 有值的商品会自动识别为增量更新，无需此选项。",
    ),
    text("validate", "max_findings", "每个商品最多显示 N 个问题，严重的在前；计数仍包含全部"),
    text("validate", "fail_fast", "遇到第一个不合格的商品后停止"),
    with_details(
        "validate",
        "show_notes",
        "显示提示：无法检查的规则，以及 schema 中不支持的部分",
        "JSON、NDJSON 和 SARIF 始终包含商品的提示。",
    ),
    with_details(
        "validate",
        "all",
        "显示全部问题；文本格式在批量校验时，相同的问题显示三次后只计数",
        "不同商品的问题，若代码和字段相同，且规则（没有规则时为消息）相同，则视为相同。",
    ),
    with_details(
        "validate",
        "statistics",
        "按代码和字段统计问题，而不逐个显示",
        "使用 --format json 时，统计结果附在问题之外。表格的行以 * 代替行号。",
    ),
    with_details(
        "validate",
        "baseline",
        "只报告以前的一次运行没有报告过的问题",
        "FILE 是那次运行以 --format json 或 ndjson 输出的结果。文件、路径、代码和严重程度都相同的问题视为已知。",
    ),
    with_details(
        "validate",
        "report_unused_ignores",
        "报告设置中没有匹配到任何结果的忽略项",
        "不使用此选项时，只有全部 ITEM 都是目录才会报告：只校验几个商品，说明不了其他商品的情况。\
         命令行中的忽略项总会报告。",
    ),
    text("diff", "old", "旧的 schema 或 schema 目录；- 为标准输入"),
    text("diff", "new", "新的 schema 或 schema 目录；- 为标准输入"),
    text("diff", "fail_on", "使退出码为 1 的最低级别 [默认值：breaking]"),
    text("diff", "view", "显示哪些变更 [默认值：changes；JSON 和 HTML 为 all]"),
    with_details(
        "diff",
        "items",
        "用新旧两个 schema 校验的商品：文件、目录或加引号的通配模式；可重复使用",
        "报告原本有效而现在无效的商品及导致失效的变更，以及变为有效的商品。\
         比较目录时，DIR/NAME.xml 校验名为 NAME 的商品和文件夹 NAME 中的商品。",
    ),
    with_details(
        "diff",
        "mapping",
        "要检查是否受变更影响的映射文件；见 fill",
        "报告它所填字段的变更、不再适用的条目，以及它没有填写的新增必填字段。后两者算作破坏性变更。",
    ),
    with_details("diff", "ignore", "忽略某个代码的变更，或仅忽略其中路径匹配通配模式的；可重复使用", GLOB),
    text("diff", "ignore_file", "忽略与文件中的条目相匹配的变更"),
    with_details(
        "diff",
        "known",
        "不报告指纹已在文件中的变更，并把新的变更加入该文件",
        "每行为变更的指纹和 schema 的名称；只有指纹的行表示所有 schema 中的该变更。\
         文件不存在时会创建。只加入 --view 显示的变更。",
    ),
    text("diff", "markdown_style", "Markdown 的样式"),
    with_details(
        "diff",
        "max_bytes",
        "Markdown 的最大字节数；超出部分只计数 [默认值：20000]",
        "已知限制：钉钉 20000，企业微信 4096，GitHub 评论 65536。",
    ),
    text("inspect", "schema", "要显示的 schema：文件，或 -（标准输入）"),
    with_details(
        "inspect",
        "path",
        "显示一个字段的全部细节",
        "由 ID 组成的 JSON Pointer，例如 /sku/price。问题路径中的行号会被忽略。开头没有斜杠时，也可以是 ID、显示名或其中的一部分；\
         有多个字段符合时，列出这些字段。",
    ),
    text("inspect", "required", "显示哪些字段必填，哪些被禁用及其原因；针对 ITEM，或没有任何值的商品"),
    text("inspect", "tips", "显示给卖家和开发者的提示"),
    text("fmt", "files", "文件、目录、加引号的通配模式，或 -（标准输入）"),
    text("fmt", "check", "不写入；列出不规范的文件，如有则退出码为 1"),
    text("fmt", "stdout", "输出文档而不改写文件；只用于单个文档"),
    text("fmt", "to", "转换文档并输出；只用于单个文档"),
    text("fmt", "drop", "去掉结果中无处安放的内容，而不是拒绝该文档"),
    text("fmt", "kind", "文档的种类，不按内容识别"),
    text("fmt", "schema", "param 的 schema；提供名称、类型、包装元素和顺序"),
    text("fill", "data", "记录：.json、.ndjson 或 .csv 文件（如之前运行的拒绝记录），或 -（标准输入）"),
    text("fill", "schema", "商品的 schema [默认值：取自设置]"),
    text("fill", "map", "映射文件；没有时，每条记录就是一个 JSON 形式的商品"),
    text("fill", "out_dir", "存放商品的目录，每个商品一个文件；不存在时自动创建"),
    text(
        "fill",
        "rejects",
        "存放被拒绝的记录及其问题的文件，每行一个 JSON 对象 [默认值：--out-dir 中的 rejects.ndjson]",
    ),
    text("fill", "unmatched", "存放没有匹配的值的文件，写成映射中有待补全的对照表"),
    text("fill", "name_by", "记录中用作商品文件名的值的路径 [默认值：取自映射，否则为记录序号]"),
    text("fill", "skip_existing", "跳过文件已存在的记录"),
    text("fill", "overwrite", "覆盖之前运行的商品和拒绝记录"),
    text("fill", "defaults", "记录没有填写的字段使用 schema 中的当前值和默认值"),
    text("fill", "update_fields", "生成这些字段的增量更新；见 --defaults"),
    text("fill", "dry_run", "不写商品；只报告问题"),
    text("fill", "limit", "处理 N 条记录后停止"),
    text("fill init", "schema", "商品的 schema"),
    text("fill init", "from", "用来猜测取值来源的记录（按名称猜测）；每个猜测都有标记"),
    text("readback", "sent", "提交的商品：XML、JSON 或 API 返回结果，或 -（标准输入）"),
    text(
        "readback",
        "stored",
        "平台保存的商品：商品、带值的 schema，或含有其一的 API 返回结果；- 为标准输入",
    ),
    text("readback", "schema", "商品的 schema [默认值：STORED，如果它是 schema]"),
    with_details(
        "readback",
        "key",
        "按行内的一个字段配对表格的各行；可重复使用",
        "同一表格的多个字段合为一个键。字段可写 ID，也可写经过复合字段的指针，例如 /sku=/props/p-1627207。",
    ),
    text("readback", "ordered", "多个值的顺序不同也要报告"),
    text("fill check", "schema", "商品的 schema"),
    text("fill check", "mapping", "映射文件"),
    text("fill check", "data", "记录；其中从未用到的数据也会报告"),
    text("explain", "codes", "要解释的代码，例如 max-length；不给出则列出全部代码"),
    text("completions", "shell", "要补全的 shell"),
    text("man", "subcommand", "要输出手册页的子命令，例如 fmt 或 fill init；不给出则输出程序的手册页"),
];

/// Argument, value, text.
pub(super) const VALUES: &[(&str, &str, &str)] = &[
    ("format", "text", "纯文本"),
    ("format", "concise", "每个问题一行：路径:行:列: error[代码] 消息"),
    ("format", "json", "一个 JSON 对象"),
    ("format", "ndjson", "每个文件一个 JSON 对象，处理完即输出"),
    ("format", "sarif", "SARIF 2.1.0，用于代码扫描和编辑器"),
    ("format", "junit", "JUnit XML：每个商品一个测试套件，每个问题一个失败的测试"),
    ("format", "github", "GitHub 工作流注解"),
    ("format", "gitlab", "GitLab 代码质量报告"),
    ("format", "markdown", "Markdown 文本"),
    ("format", "html", "可离线使用的单个网页"),
    ("markdown_style", "table", "先是一张表，然后是带粗体和代码的列表，GitHub 和 GitLab 都能显示"),
    ("markdown_style", "lists", "只用标题和列表，用于不显示表格的聊天工具"),
    ("view", "breaking", "破坏性变更"),
    ("view", "changes", "破坏性变更和兼容变更，同一字段的选项合为一行"),
    ("view", "all", "也包括无影响的变更，并逐个列出选项"),
    ("character", "grapheme", "用户看到的字符"),
    ("character", "utf16", "UTF-16 代码单元，与 Java 的算法相同"),
    ("character", "scalar", "Unicode 码位"),
    ("dialect", "classic", "天猫：itemRule 和 itemParam"),
    ("dialect", "item-schema", "较新的淘宝和天猫：itemSchema"),
    ("dialect", "icbu", "阿里巴巴国际站：含 icbuCatProp 的 itemSchema"),
    ("to", "xml", "规范的 XML"),
    ("to", "json", "JSON 形式"),
    ("kind", "schema", "平台对商品的规则"),
    ("kind", "param", "卖家提交的商品的值"),
    ("data_format", "json", "一个文档：一条记录或记录的列表"),
    ("data_format", "ndjson", "每行一条记录"),
    ("data_format", "csv", "带表头的表格"),
];

pub(super) const HEADINGS: &[(&str, &str)] = &[("Global options", "通用选项")];
