//! The texts of subcommands.

use super::CommandText;

pub(super) const COMMANDS: &[CommandText] = &[
    CommandText {
        path: "",
        about: "校验、填写、改写和比较天猫、淘宝和阿里巴巴国际站商品的 Schema XML",
        details: "",
        after: "\
示例：
  tmall-schema validate --schema rule.xml items/
  tmall-schema diff yesterday/ today/
  tmall-schema inspect rule.xml
  tmall-schema inspect rule.xml --path /sku/price
  tmall-schema fmt --check items/
  tmall-schema fill --schema rule.xml --map shirts.toml goods.ndjson --out-dir items
  tmall-schema readback item.xml stored.xml --schema rule.xml
  tmall-schema log rules/1512.xml /title
  tmall-schema rules check house.toml rule.xml
  tmall-schema schema export rule.xml --to json-schema
  tmall-schema explain unknown-option
  tmall-schema fetch --config fetch.toml --out today
  tmall-schema submit items/ --schema rules/1512.xml --method tmall.item.schema.add
  tmall-schema sandbox --schemas rules --app 12345678:secret

退出码：
  0  没有达到阈值的问题或变更
  1  有达到阈值的问题或变更
  2  用法有误，或有输入无法读取

设置也可以写在 tmall-schema.toml 中：使用工作目录或离它最近的上级目录里的那一个，命令行选项优先。
键名即选项名（- 写作 _），放在以子命令命名的表中。例如：
  [validate]
  schema_dir = \"rules\"
  ignore = [\"line-break\", \"max-length:/sku/*/outer_id\"]

除 fetch 和 submit --yes 会调用设置中的网关外，不会向外发送任何数据。",
    },
    CommandText {
        path: "validate",
        about: "按 schema 校验商品",
        details: "\
按 schema 的全部规则检查每个商品。违反规则的为错误；只在某些合理的解读下才算违反的为警告；无法离线检查的为提示。",
        after: "\
示例：
  tmall-schema validate --schema rule.xml item.xml
  tmall-schema validate --schema-dir rules/ items/    用 rules/1512.xml 校验 items/1512.xml 和 items/1512/a.xml
  tmall-schema validate --schema rule.xml --format ndjson 'items/**/*.xml'
  tmall-schema validate --schema rule.xml --severity unknown-field=warning item.xml
  tmall-schema validate --schema rule.xml --ignore 'max-length:/sku/*/outer_id' item.xml
  cat item.xml | tmall-schema validate --schema rule.xml -
  tmall-schema validate --schema rule.xml --format sarif --output items.sarif items/
  tmall-schema validate --schema rule.xml --statistics items/
  tmall-schema validate --schema rule.xml --format json --output known.json items/
  tmall-schema validate --schema rule.xml --baseline known.json items/
  tmall-schema validate --schema rule.xml --ignore-file ignores.toml items/
  tmall-schema validate --schema rule.xml items/ --diff
  tmall-schema validate --schema rule.xml items/ --fix wrapper,unknown-option

忽略文件是一个 TOML 列表。每一项都要有 reason，并至少有 code、path、file 之一。
过了截止日期（until）的项不再生效，会被报告。例如：
  [[ignore]]
  code = \"max-length\"
  path = \"/sku/*/outer_id\"
  file = \"items/1512*.xml\"
  until = 2026-12-31
  reason = \"下次导入时缩短\"

退出码：
  0  没有达到 --fail-on 的问题
  1  至少有一个达到 --fail-on 的问题
  2  用法有误，或有输入无法读取；其余输入照常校验",
    },
    CommandText {
        path: "diff",
        about: "比较 schema：有哪些变更，哪些商品因此失效",
        details: "\
可能使原本有效的商品变为无效的变更为破坏性变更；只是放宽要求的为兼容变更；不影响有效性的为无影响变更。\
比较目录时，按相对路径逐个文件配对。",
        after: "\
示例：
  tmall-schema diff old.xml new.xml
  tmall-schema diff yesterday/ today/
  tmall-schema diff yesterday/ today/ --items 'items/**/*.xml'
  tmall-schema diff old.xml new.xml --mapping shirts.toml
  tmall-schema diff yesterday/ today/ --format markdown --output changes.md
  tmall-schema diff yesterday/ today/ --format markdown --markdown-style lists --lang zh
  tmall-schema diff yesterday/ today/ --format html --output changes.html
  tmall-schema diff old.xml new.xml --view all --fail-on never
  tmall-schema diff yesterday/ today/ --ignore 'option-removed:/prop_20000'
  tmall-schema diff yesterday/ today/ --ignore-file ignores.toml
  tmall-schema diff yesterday/ today/ --known reported.txt --format markdown
  tmall-schema diff HEAD~1:rules/1512.xml rules/1512.xml
  tmall-schema diff --git v1..v2 rules/
  tmall-schema diff --git rules/

忽略文件是一个 TOML 列表。每一项都要有 reason，并至少有 code、path、file 之一。
过了截止日期（until）的项不再生效，会被报告；没有匹配到任何变更的项也会被报告。例如：
  [[ignore]]
  code = \"option-removed\"
  path = \"/prop_20000\"
  file = \"5000*.xml\"
  until = 2026-12-31
  reason = \"我们没有这些品牌的商品\"

退出码：
  0  没有达到 --fail-on 的变更，也没有使映射失效的变更
  1  至少有一个这样的变更
  2  用法有误，或有 schema 或商品无法读取；其余文件照常比较",
    },
    CommandText {
        path: "inspect",
        about: "以大纲形式显示 schema：字段、规则、选项，以及用文字表述的条件",
        details: "",
        after: "\
ID 之后的标记：* 必填，? 有条件必填，x 始终禁用。

示例：
  tmall-schema inspect rule.xml
  tmall-schema inspect rule.xml --path /prop_20000   一个字段及其全部选项
  tmall-schema inspect rule.xml --path price         ID 或名称中含有它的字段
  tmall-schema inspect rule.xml --required           新商品要填什么
  tmall-schema inspect rule.xml --required item.xml  这个商品要填什么，可以省略什么
  tmall-schema inspect answer.json --tips            API 返回结果中的 schema，附填写提示
  tmall-schema inspect rule.xml --format json | jq '.fields[].id'",
    },
    CommandText {
        path: "fmt",
        about: "把文档改写为规范的 XML，或转换格式",
        details: "\
文件就地改写，每个文件的改写都是原子操作；对目录改写其中所有 *.xml 文件。标准输入（-）的结果输出到标准输出。\
改写保留文档的全部内容，只删除注释。如有内容在结果中无法容纳，则拒绝该文档并指出位置；--drop 去掉这些内容。\
对 param 而言，指值及其属性以外的一切：不认识的元素和属性、值旁边的文本、规则、默认值、标签。

schema 和 param 按内容区分：根元素为 itemParam 的是 param；有规则、选项、子字段、标签或默认值的是 schema；\
只有值的是 param；这些都没有时由根元素的名称决定。可用 --as 指定。",
        after: "\
示例：
  tmall-schema fmt items/                             改写目录中的所有文件
  tmall-schema fmt --check 'items/**/*.xml'           列出不规范的文件，退出码为 1
  tmall-schema fmt answer.json --stdout               输出 API 返回结果中的 schema
  tmall-schema fmt item.xml --to json                 把 param 转换为 JSON
  tmall-schema fmt item.json --schema rule.xml --to xml
  cat item.xml | tmall-schema fmt -",
    },
    CommandText {
        path: "fill",
        about: "用卖家自己的数据生成商品",
        details: "\
映射把每条记录转成一个商品，每个商品都按 schema 校验。有效的商品会写出，其余的连同问题一起报告。\
没有映射时，每条记录就是一个 JSON 形式的商品，或是 fill template 生成的模板中的一行。",
        after: "\
示例：
  tmall-schema fill init rule.xml --from goods.csv > shirts.toml   生成初始映射
  tmall-schema fill check rule.xml shirts.toml goods.csv           检查映射缺少什么
  tmall-schema fill --schema rule.xml --map shirts.toml goods.ndjson --out-dir items
  tmall-schema fill --schema rule.xml --map shirts.toml goods.xlsx --sheet 2 --rejects wrong.xlsx --out-dir items
  tmall-schema fill --schema rule.xml --map shirts.toml one.json > item.xml
  tmall-schema fill --schema rule.xml --map shirts.toml goods.csv --dry-run --limit 10
  tmall-schema fill --schema increment.xml --map title.toml one.json --defaults --update-fields title

设置取自 tmall-schema.toml 的 [fill]。商品按 validate 的选项和设置校验。

退出码：
  0  所有记录都成为有效商品
  1  至少有一条记录被拒绝
  2  用法有误，映射不适用，或数据无法读取",
    },
    CommandText {
        path: "fill init",
        about: "输出一份初始映射",
        details: "必填字段在前，其余字段写成注释；每个字段附有名称、类型、限制、填写提示和前几个选项。",
        after: "",
    },
    CommandText {
        path: "fill template",
        about: "生成一份可直接填写的工作簿，不需要映射",
        details: "\
第一张工作表中每个字段一列，每个表格类字段另有一张工作表；各表的第一列都是商品标识。\
必填字段有底色并标有 *；表头的批注写有限制和填写提示。有选项的字段有下拉列表。\
fill 只凭 schema 即可读取该工作簿。",
        after: "\
示例：
  tmall-schema fill template rule.xml -o shirts.xlsx               生成待填写的工作簿
  tmall-schema fill --schema rule.xml shirts.xlsx --out-dir items  由它生成商品
  tmall-schema fill template rule.xml --from items/*.xml -o shirts.xlsx",
    },
    CommandText {
        path: "fill check",
        about: "报告映射缺少什么，以及哪些条目不起作用",
        details: "",
        after: "\
退出码：
  0  映射适用于该 schema，且填写了所有始终必填的字段
  1  映射不适用或有缺漏
  2  用法有误，或有文件无法读取",
    },
    CommandText {
        path: "readback",
        about: "比较提交的商品与平台保存的内容：哪些丢失、变更或多出",
        details: "\
平台所做的、不改变含义的改动不算差异：自定义值的编号、多个值的顺序、图片地址的协议；给出 schema 时，还有同一数字的其他写法。\
被 schema 禁用的字段和 update_fields 不比较。",
        after: "\
行的配对依据：--key，其次是 schema 中的销售属性（prop_1627207、p-1627207），再次是顺序。

示例：
  tmall-schema readback item.xml stored.xml
  tmall-schema readback item.xml answer.json --schema rule.xml
  tmall-schema readback item.xml edit-rule.xml   编辑用 schema 中的值
  tmall-schema readback item.xml stored.xml --key /sku=outer_id
  tmall-schema readback item.xml stored.xml --ordered --format markdown
  tmall-schema readback item.xml stored.xml --format json | jq '.changes[].path'

退出码：
  0  提交的内容已全部保存；可能多出其他值
  1  有内容丢失或变更
  2  用法有误，或有输入无法读取",
    },
    CommandText {
        path: "log",
        about: "显示一个 schema 或其中一个字段的历史：何时有哪些变更",
        details: "\
各版本来自 git，或来自按日期建立的目录，例如 rules/2026-11-21/1512.xml，此时 FILE 为 rules/1512.xml。\
最新的变更在最前。日期为北京时间。",
        after: "\
示例：
  tmall-schema log rules/1512.xml
  tmall-schema log rules/1512.xml /title
  tmall-schema log rules/1512.xml 品牌 --level breaking
  tmall-schema log rules/ --since 2026-11-01 --format markdown
  tmall-schema log --blame rules/1512.xml /prop_20000

退出码：
  0  已显示历史，无论有无变更
  2  用法有误，或有版本无法读取；其余版本照常比较",
    },
    CommandText {
        path: "fetch",
        about: "从平台网关获取各类目的 schema，写入目录",
        details: "\
要获取的内容写在设置的 [fetch] 中，网关写在 [gateway] 中；用 --config 指定设置文件。只有全部 schema 都取到后才替换目录；\
在此之前放在它旁边，中断或失败的运行由下一次接着进行。除请求外不发送任何内容。",
        after: "\
应用密钥取自 TMALL_SCHEMA_APP_SECRET 或 secret_file，session 取自 TMALL_SCHEMA_SESSION 或 session_file；
密钥文件必须仅所有者可读。例如 fetch.toml：
  [gateway]
  app_key = \"12345678\"
  secret_file = \"secret\"
  session_file = \"session\"

  [[fetch.schemas]]
  categories = [\"1512\", \"50008901\"]

示例：
  tmall-schema fetch --config fetch.toml --out today
  tmall-schema fetch --config fetch.toml --out today --previous yesterday
  tmall-schema diff yesterday today

退出码：
  0  已获取全部 schema
  1  有一些未取到；报告说明是哪些及原因，目录保持原样
  2  用法有误，或网关拒绝了应用或 session",
    },
    CommandText {
        path: "submit",
        about: "校验商品并发送到平台网关，然后读回平台保存的内容",
        details: "\
不加 --yes 时不发送任何内容，只显示将发送什么。有错误的商品不会发送。请求、返回结果和状态写入日志；\
用同一日志再次运行会接着上次进行。结果未知的商品先按 outer_id 查找，之后才可能再次发送。",
        after: "\
网关和应用写在设置的 [gateway] 中；用 --config 指定设置文件。应用密钥取自 TMALL_SCHEMA_APP_SECRET 或 secret_file，
session 取自 TMALL_SCHEMA_SESSION 或 session_file。

接口：
  tmall.item.schema.add               发布商品：匹配或新增产品，然后新增商品
  tmall.item.schema.update            全量更新商品；文件以商品 id 命名，例如 521369504454.xml
  tmall.item.schema.increment.update  更新 update_fields 列出的字段；文件以商品 id 命名
  alibaba.item.publish.submit         在某个市场发布商品：淘宝，或带产品的天猫
  alibaba.item.edit.submit            以新接口全量更新商品；文件以商品 id 命名

示例：
  tmall-schema submit items/ --schema rules/1512.xml --method tmall.item.schema.add
  tmall-schema submit items/ --schema rules/1512.xml --method tmall.item.schema.add --yes
  tmall-schema submit items/ --schema-dir rules/ --method tmall.item.schema.add --journal shirts.ndjson --yes
  tmall-schema submit 521369504454.xml --schema rules/1512.xml --method tmall.item.schema.update --yes

退出码：
  0  所有商品都已按发送的内容保存；不加 --yes 时，都可以发送
  1  有商品存在错误、被拒绝、结果未知，或保存的内容不同
  2  用法有误，有输入无法读取，或网关拒绝了应用或 session",
    },
    CommandText {
        path: "request",
        about: "输出发往平台网关的已签名请求，供自己的 HTTP 客户端使用",
        details: "\
签名前按接口表检查参数；tmall-schema explain METHOD 可显示接口的参数。不会发送任何内容。\
含有 session 或密钥的请求只会写入仅所有者可读的文件。",
        after: "\
应用密钥取自 TMALL_SCHEMA_APP_SECRET 或 --secret-file，session 取自 TMALL_SCHEMA_SESSION 或 --session-file，
app key 取自 --app-key 或 TMALL_SCHEMA_APP_KEY。密钥文件必须仅所有者可读。

示例：
  tmall-schema request taobao.time.get | curl --config -
  tmall-schema request tmall.item.add.schema.get --param category_id=1512 --param product_id=0 -o request.curl
  tmall-schema request tmall.item.schema.add --param category_id=1512 --param product_id=0 --param-file xml_data=item.xml
  tmall-schema request com.alibaba.trade:alibaba.trade.cancel --param tradeID=1 --format json
  tmall-schema request stocks/update --param updateType=1 --param-file skuList=skus.json -o request.curl",
    },
    CommandText {
        path: "sign",
        about: "对标准输入中的请求体签名",
        details: "\
表单按参数处理；JSON 和 XML 作为请求体，接在 --query 的参数之后。默认只输出签名；--format json 还输出签名串，其中的密钥显示为 ***。",
        after: "\
示例：
  printf 'a=1&b=2' | tmall-schema sign --sign-method md5
  printf 'a=1&b=2' | tmall-schema sign --scheme 1688 --path param2/1/system/currentTime/1000000
  tmall-schema sign --scheme iop --path /order/get --format json < form.txt",
    },
    CommandText {
        path: "verify",
        about: "检查标准输入中请求体的签名，并说明哪里不对",
        details: "\
签名取自参数（sign、_aop_signature 或 Signature），除非用 --signature 另行给出。签名不对时，会与已知错误得出的签名比较。",
        after: "\
示例：
  tmall-schema verify < form.txt
  tmall-schema verify --scheme top-inbound --query 'method=x&sign=0123' < body.json
  tmall-schema verify --scheme 1688 < message.txt

退出码：
  0  签名正确
  1  签名错误或缺失
  2  用法有误，或有输入无法读取",
    },
    CommandText {
        path: "sandbox",
        about: "在本机运行一个网关，用于测试客户端",
        details: "\
支持淘宝和天猫的协议以及 1688 的形式：检查时间、签名、接口和参数，返回目录中的 schema，校验要发布的商品，并像平台一样应答。\
商品保留到程序结束为止。标准输出的第一行是含有地址的 JSON 对象。默认只监听本机，可用 --host 指定其他地址。",
        after: "\
支持查询时间和类目、获取发布和编辑商品的 schema（tmall.item.* 和 alibaba.item.*）、发布、全量和增量更新以及查询商品列表；
其他接口按未知接口拒绝。outer_id 与已有商品相同的视为重复铺货。

故障按占全部调用的比例给出：throttle 被限流一秒；timeout 返回服务超时，但其中一半实际已执行；lost 已执行但连接中断。

示例：
  tmall-schema sandbox --schemas rules --app 12345678:secret
  tmall-schema sandbox --schemas rules --app 12345678:secret --port 8080
  tmall-schema sandbox --schemas rules --app 12345678:secret --faults throttle=0.1,timeout=0.05,lost=0.02",
    },
    CommandText {
        path: "rules",
        about: "检查和查看自定义规则",
        details: "\
自定义规则是店铺或平台在 schema 之外对商品的要求。validate、fill 和 diff --items 使用 --rules FILE 和 --pack PACK 中的规则。",
        after: "",
    },
    CommandText {
        path: "rules check",
        about: "按 schema 检查规则文件",
        details: "\
报告每处错误及其位置。列出哪些规则适用于该 schema 及其涉及的字段，以及哪些规则因 schema 没有相应字段而未启用。",
        after: "\
示例：
  tmall-schema rules check house.toml rule.xml

退出码：
  0  文件正确，且至少有一条规则适用
  1  没有规则适用于该 schema
  2  用法有误，文件有错误，或有输入无法读取",
    },
    CommandText {
        path: "rules show",
        about: "输出规则包，作为编写规则文件的起点",
        details: "",
        after: "\
示例：
  tmall-schema rules show tmall > house.toml",
    },
    CommandText {
        path: "schema",
        about: "把 schema 导出为其他形式",
        details: "",
        after: "",
    },
    CommandText {
        path: "schema export",
        about: "把 schema 导出为 JSON Schema，或带表单的网页",
        details: "\
JSON Schema 描述商品的 JSON 形式，不会比 validate 更严格：无法表达或只能部分表达的规则列在标准错误中。

表单是一个可离线使用的 HTML 网页，填写时即时校验，并可保存商品的 XML。网页内含 WebAssembly 形式的引擎，取自 npm 包。",
        after: "\
示例：
  tmall-schema schema export rule.xml --to json-schema -o rule.schema.json
  tmall-schema schema export rule.xml --to form --engine tmall_schema_small.wasm.gz -o form.html

退出码：
  0  已导出
  2  用法有误，或有输入无法读取",
    },
    CommandText {
        path: "explain",
        about: "解释代码和接口：含义、示例和修改方法",
        details: "消息出自同一份目录。示例中显示的问题是对示例实际校验得出的。对平台网关的接口，显示其参数和返回的键。",
        after: "\
示例：
  tmall-schema explain                         列出全部代码
  tmall-schema explain max-length
  tmall-schema explain wrapper --lang zh
  tmall-schema explain tmall.item.schema.add
  tmall-schema explain --format json | jq '.codes[].code'
  tmall-schema explain --format markdown > codes.md",
    },
    CommandText {
        path: "completions",
        about: "输出 shell 的补全脚本",
        details: "",
        after: "\
示例：
  tmall-schema completions bash > ~/.local/share/bash-completion/completions/tmall-schema
  tmall-schema completions zsh > ~/.zfunc/_tmall-schema
  tmall-schema completions fish > ~/.config/fish/completions/tmall-schema.fish",
    },
    CommandText {
        path: "man",
        about: "输出手册页",
        details: "",
        after: "\
示例：
  tmall-schema man | man -l -
  tmall-schema man fmt > tmall-schema-fmt.1
  tmall-schema man fill init | man -l -
  tmall-schema man --lang zh > tmall-schema.zh.1",
    },
];
