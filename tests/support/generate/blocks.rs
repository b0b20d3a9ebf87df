//! The parts that every category has, in the words and the order of real documents.

use super::Shape;
use super::model::{Field, Fill, Group, Kind, Labels, Options, Part, Preset, Rule, Text};
use super::rng::Rng;
use super::sku;
use super::words;

/// What is before the properties.
pub fn opening(rng: &mut Rng) -> Vec<Field> {
    vec![
        infos(rng),
        text("title", "商品标题", 60).required().rule(Rule::tip(rng)).fill(Fill::Text { least: 8, most: 30 }),
        sell_points(),
        fixed("item_type", "发布类型", &[("一口价", "b")]).required().preset(one("b")),
        fixed("stuff_status", "宝贝类型", &[("全新", "5"), ("二手", "6")]).required().preset(one("5")),
        yes_no("sub_stock", "拍下减库存").rule(Rule::tip(rng)).preset(one("false")),
        several("second_kill", "商品秒杀", &[("电脑用户", "web"), ("手机用户", "wap")]).rule(Rule::tip(rng)),
    ]
}

/// What is after the properties.
pub fn closing(shape: &Shape, rng: &mut Rng) -> Vec<Field> {
    let mut fields = sku::fields(shape, rng);
    fields.extend(trade(rng));
    fields.extend(delivery(rng));
    fields.push(description(shape.modules, rng));
    fields.push(images("item_images", "商品图片", "item_image", 5));
    fields.push(images("product_images", "产品图片", "product_image", 5));
    fields.push(mobile());
    fields.extend(system(rng));
    fields.push(wireless(shape.modules, rng));
    fields
}

/// The free text that belongs to the option `其它` of a choice, disabled unless that option is taken.
pub fn companion(choice: &Field, symbol: &'static str, rng: &mut Rng) -> Field {
    let unless = Group::and([Part::new(choice.id.clone(), symbol, "-1")]);
    let mut field = Field::new(Kind::Input, format!("in_{}", choice.id), choice.name.clone());
    if rng.percent(30) {
        field = field.required();
    }
    field.rule(Rule::disabled_when(unless))
}

fn infos(rng: &mut Rng) -> Field {
    let welcome = Labels {
        name: "sys_infos",
        labels: vec![("欢迎".into(), "欢迎使用Schema商品发布体系".into())],
        groups: Vec::new(),
    };
    let developers = Labels {
        name: "dev_infos",
        labels: (1..=3)
            .map(|number| (format!("开发者说明{number}").into(), words::tip(rng).into()))
            .collect(),
        groups: vec![Labels {
            name: "dev_infos_detail",
            labels: vec![("版本".into(), rng.range(10_000, 20_000).to_string().into())],
            groups: Vec::new(),
        }],
    };
    let mut field = Field::new(Kind::Label, "infos", "信息");
    field.labels = vec![Labels { name: "", labels: Vec::new(), groups: vec![welcome, developers] }];
    field
}

fn sell_points() -> Field {
    Field::new(Kind::Complex, "sell_points", "商品卖点")
        .rule(Rule::closed("minLengthRule", "0", Some("character")))
        .rule(Rule::closed("maxLengthRule", "20", Some("character")))
        .rule(Rule::new("tipRule", "最多5个卖点短语,每个卖点短语最多6个字,总字数不超过20个字"))
        .fields((0..5).map(|number| {
            Field::new(Kind::Input, format!("sell_point_{number}"), "商品卖点")
                .value_type("text")
                .rule(Rule::closed("minLengthRule", "0", Some("character")))
                .rule(Rule::closed("maxLengthRule", "6", Some("character")))
                // Five of these make at most the 20 characters that the whole may have.
                .fill(Fill::Text { least: 2, most: 4 })
        }))
}

fn trade(rng: &mut Rng) -> Vec<Field> {
    let sale = Group::and([Part::new("item_status", "!=", "1")]);
    vec![
        fixed("item_status", "商品状态", &[("出售中", "0"), ("定时上架", "1"), ("仓库中", "2")])
            .required()
            .preset(one("0")),
        Field::new(Kind::Input, "start_time", "开始时间")
            .value_type("time")
            .rule(Rule::disabled_when(sale))
            .preset(one("2026-05-28 14:57:54"))
            .fill(Fill::Time),
        fixed("lang", "商品文字的字符集", &[("zh_CN", "zh_CN"), ("zh_HK", "zh_HK")]),
        quantity("quantity", "商品数量")
            .required()
            .rule(Rule::new("regexRule", "^[0-9]*$"))
            .rule(Rule::tip(rng)),
        money("price", "商品价格")
            .required()
            .rule(Rule::new("regexRule", r"^([0-9]+|[0-9]{1,3}(,[0-9]{3})*)(\.[0-9]{0,2})?$"))
            .rule(Rule::server(rng))
            .rule(Rule::tip(rng)),
        text("barcode", "条形码", 64)
            .rule(Rule::tip(rng))
            .rule(Rule::server(rng))
            .fill(Fill::Code { length: 13 }),
        text("outer_id", "商家外部编码", 64).fill(Fill::Code { length: 16 }),
    ]
}

/// A chain of fields each of which depends on the one before, and ids with dots in them.
fn delivery(rng: &mut Rng) -> Vec<Field> {
    let unless = |field: &'static str, symbol: &'static str, value: &'static str| {
        Rule::disabled_when(Group::and([Part::new(field, symbol, value)]))
    };
    vec![
        several("delivery_way", "提取方式", &[("电子凭证", "1"), ("邮寄", "2")]).required(),
        fixed(
            "locality_life.expirydate",
            "有效期",
            &[("按时间区间", "1"), ("按购买日起时间区间", "2"), ("按购买日起有效天数区间", "3")],
        )
        .rule(unless("delivery_way", "not contains", "1")),
        Field::new(Kind::Complex, "locality_life.expirydate.startend", "有效期按时间区间")
            .rule(unless("locality_life.expirydate", "!=", "1"))
            .fields([
                date("locality_life.expirydate.startend.start", "开始时间").required(),
                date("locality_life.expirydate.startend.end", "结束时间").required(),
            ]),
        Field::new(Kind::Input, "locality_life.expirydate.severalDays", "有效期按购买日起有效天数区间")
            .value_type("integer")
            .rule(unless("locality_life.expirydate", "!=", "3"))
            .fill(Fill::Whole { least: 1, most: 365 }),
        Field::new(Kind::Complex, "location", "所在地")
            .required()
            .fields([text("prov", "省份", 20).required(), text("city", "城市", 20).required()])
            .preset(Preset::Rows(vec![vec!["浙江".into(), "杭州".into()]])),
        fixed("freight_payer", "运费承担方式", &[("卖家承担运费", "2"), ("买家承担运费", "1")])
            .rule(unless("delivery_way", "not contains", "2"))
            .preset(one("1")),
        fixed("freight_by_buyer", "买家承担运费", &[("使用运费模板", "postage"), ("填写运费", "fee")])
            .rule(unless("freight_payer", "!=", "1")),
        Field::new(Kind::Input, "postage_id", "运费模板ID")
            .value_type("long")
            .rule(unless("freight_by_buyer", "!=", "postage"))
            .fill(Fill::Whole { least: 1_000_000, most: 9_999_999_999 }),
        Field::new(Kind::Input, "after_sale_id", "售后说明模板ID")
            .value_type("long")
            .rule(dev_tip(rng, "请使用taobao.aftersale.get接口获取售后说明模板信息"))
            .fill(Fill::Whole { least: 1, most: 9_999_999 }),
    ]
}

const MODULES: [&str; 20] = [
    "商品参数",
    "商品展示",
    "商品细节",
    "颜色选择",
    "品质保障",
    "适用年龄",
    "包装图示",
    "安装说明",
    "使用说明",
    "赠品介绍",
    "买家须知",
    "物流快递",
    "售后",
    "品牌介绍",
    "视频推介",
    "店铺活动",
    "关联推荐",
    "功能展示",
    "尺码说明",
    "模特展示",
];

fn description(modules: usize, rng: &mut Rng) -> Field {
    let order = |id: String, name: String| {
        Field::new(Kind::Input, id, name).value_type("integer").fill(Fill::Whole { least: 0, most: 40 })
    };
    let mut names = MODULES;
    // The first one is required and stays.
    rng.shuffle(&mut names[1..]);
    let parts = (0..modules).map(|number| {
        let name = names[number % names.len()];
        let id = format!("desc_module_{}_cat_mod", number * 7 + 5);
        let mut content = html(format!("{id}_content"), format!("{name}内容"));
        let mut position = order(format!("{id}_order"), format!("{name}排序值"));
        if number % 4 == 0 {
            content = content.required();
            position = position.required();
        }
        let module = Field::new(Kind::Complex, id, name).fields([content, position]);
        if number == 0 { module.required() } else { module }
    });
    let own = Field::new(Kind::MultiComplex, "desc_module_user_mods", "自定义模块列表")
        .rule(Rule::closed("maxInputNumRule", "18", None))
        .rule(Rule::new("tipRule", "PC版描述最多支持添加18个自定义描述模块"))
        .fields([
            text("desc_module_user_mod_name", "自定义模块名称", 10)
                .required()
                .fill(Fill::Text { least: 2, most: 5 }),
            html("desc_module_user_mod_content", "自定义模块内容"),
            order("desc_module_user_mod_order".into(), "自定义模块排序值".into()),
        ])
        .preset(Preset::Rows(
            (1..=2).map(|row| vec![format!("模块{row}").into(), format!("<p>{row}</p>").into()]).collect(),
        ));
    Field::new(Kind::Complex, "description", "商品描述")
        .rule(Rule::closed("minLengthRule", "5", Some("character")))
        .rule(Rule::closed("maxLengthRule", "25000", Some("character")))
        .rule(Rule::new("tipRule", "PC版描述最多支持发布20个有内容的描述模块"))
        .required()
        .fields(parts)
        .fields([own])
}

fn images(id: &'static str, name: &'static str, each: &str, count: usize) -> Field {
    Field::new(Kind::Complex, id, name).fields((0..count).map(|number| {
        let image =
            url(format!("{each}_{number}"), name).rule(Rule::closed("maxTargetSizeRule", "500", Some("kb")));
        if number == 0 { image.required() } else { image }
    }))
}

/// Complex in complex, rows in complex, and rules of one name under different conditions.
fn mobile() -> Field {
    let is = |word: &'static str| Group::and([Part::new("wap_desc_content_type", "==", word)]);
    let audio = Field::new(Kind::Complex, "wap_desc_audio", "无线商品音频描述").fields([
        text("wap_desc_audio_title", "无线商品描述音频标题", 60),
        Field::new(Kind::Input, "wap_desc_audio_url", "无线商品描述音频文件地址")
            .value_type("url")
            .rule(Rule::new("regexRule", r"^.*\.mp3$"))
            .rule(Rule::closed("maxInputNumRule", "1", None))
            .rule(Rule::closed("maxTargetSizeRule", "204800", Some("byte")))
            .fill(Fill::Url { suffix: ".mp3" }),
    ]);
    let content = Field::new(Kind::MultiComplex, "wap_desc_content", "无线商品描述内容（文本或图片）")
        .fields([
            fixed("wap_desc_content_type", "无线商品描述类型", &[("图片", "image"), ("文本", "text")])
                .required(),
            Field::new(Kind::Input, "wap_desc_content_content", "无线商品描述内容")
                .rule(Rule::new("valueTypeRule", "textarea").when(is("text")))
                .rule(Rule::new("valueTypeRule", "url").when(is("image")))
                .rule(Rule::closed("maxLengthRule", "500", Some("character")).when(is("text")))
                .rule(Rule::closed("minImageSizeRule", "0x480", None).when(is("image")))
                .rule(Rule::closed("maxImageSizeRule", "960x620", None).when(is("image")))
                .fill(Fill::TextOrImage { sibling: "wap_desc_content_type" }),
        ]);
    Field::new(Kind::Complex, "wap_desc", "无线商品描述")
        .rule(Rule::closed("maxLengthRule", "5000", Some("character")))
        .fields([
            Field::new(Kind::Input, "wap_desc_summary", "无线商品描述摘要")
                .value_type("textarea")
                .rule(Rule::closed("maxLengthRule", "140", Some("character")))
                .fill(Fill::Text { least: 10, most: 140 }),
            audio,
            content,
        ])
}

fn system(rng: &mut Rng) -> Vec<Field> {
    const UPDATABLE: &[(&str, &str)] = &[
        ("商品卖点", "sell_points"),
        ("商品描述", "description"),
        ("商品标题", "title"),
        ("新商品无线描述", "wireless_desc"),
    ];
    let decimals = Rule::new("regexRule", r"^\d+(\.\d+)?$");
    vec![
        Field::new(Kind::Complex, "item_size_weight", "商品物流重量体积").required().fields([
            text("item_size", "商品物流体积(立方米)", 40),
            text("item_weight", "商品物流重量(千克)", 40)
                .required()
                .rule(decimals)
                .fill(Fill::Decimal { least: 0, most: 500 }),
        ]),
        fixed("valid_thru", "有效期", &[("7天", "7"), ("14天", "14")]).required(),
        yes_no("is_taobao", "是否在淘宝和天猫显示").rule(Rule::tip(rng)).preset(one("true")),
        several("update_fields", "更新字段列表", UPDATABLE)
            .preset(Preset::Many(UPDATABLE.iter().map(|option| option.1.into()).collect()))
            .fill(Fill::Nothing),
        Field::new(Kind::Input, "service_version", "天猫系统服务版本")
            .value_type("long")
            .required()
            .rule(Rule::server(rng))
            .rule(Rule::new("readOnlyRule", "true"))
            .preset(Preset::One(rng.range(10_000, 20_000).to_string().into()))
            .fill(Fill::Preset),
    ]
}

/// Modules that are switched on by a field of their own; some fields inside have no name.
fn wireless(modules: usize, rng: &mut Rng) -> Field {
    let parts = (0..modules.div_ceil(4)).map(|number| {
        let id = format!("user_define_{number}");
        let enable = format!("{id}_enable");
        let off = || Rule::disabled_when(Group::and([Part::new(enable.clone(), "!=", "true")]));
        let pictures = (0..4).map(|picture| url(format!("{id}_image_{picture}"), "").rule(off()));
        Field::new(Kind::Complex, id.clone(), format!("自定义{number}"))
            .rule(dev_tip(rng, "该模块需要您自己命名，可上传两张图片，图片格式支持png,jpg,jpeg。"))
            .fields([
                fixed(enable.clone(), "是否启用", &[("启用", "true"), ("不启用", "false")]),
                text(format!("{id}_name"), "", 24).required().rule(off()),
            ])
            .fields(pictures)
    });
    Field::new(Kind::Complex, "wireless_desc", "新商品无线描述").fields(parts.collect::<Vec<_>>())
}

fn dev_tip(rng: &mut Rng, text: &'static str) -> Rule {
    let page = rng.range(10_000, 99_999);
    let url = format!("http://api.example.com/apidoc/api.htm?path=cid:4-apiId:{page}&lang=zh");
    Rule { url: Some(url.into()), ..Rule::new("devTipRule", text) }
}

fn one(value: &'static str) -> Preset {
    Preset::One(value.into())
}

fn yes_no(id: &'static str, name: &'static str) -> Field {
    fixed(id, name, &[("是", "true"), ("否", "false")])
}

pub fn fixed(
    id: impl Into<Text>,
    name: impl Into<Text>,
    options: &'static [(&'static str, &'static str)],
) -> Field {
    Field::new(Kind::SingleCheck, id, name).options(Options::Fixed(options))
}

fn several(id: &'static str, name: &'static str, options: &'static [(&'static str, &'static str)]) -> Field {
    Field::new(Kind::MultiCheck, id, name).options(Options::Fixed(options))
}

/// Text of at most so many bytes.
pub fn text(id: impl Into<Text>, name: &'static str, bytes: usize) -> Field {
    Field::new(Kind::Input, id, name)
        .value_type("text")
        .rule(Rule::closed("maxLengthRule", bytes.to_string(), Some("byte")))
        .fill(Fill::Text { least: 2, most: bytes.min(24) / 2 })
}

fn html(id: impl Into<Text>, name: impl Into<Text>) -> Field {
    Field::new(Kind::Input, id, name)
        .value_type("html")
        .rule(Rule::closed("minLengthRule", "5", Some("character")))
        .fill(Fill::Html)
}

pub fn url(id: impl Into<Text>, name: &'static str) -> Field {
    Field::new(Kind::Input, id, name).value_type("url").fill(Fill::Url { suffix: ".jpg" })
}

pub fn date(id: &'static str, name: &'static str) -> Field {
    Field::new(Kind::Input, id, name).value_type("date").fill(Fill::Date)
}

pub fn money(id: &'static str, name: &'static str) -> Field {
    Field::new(Kind::Input, id, name)
        .value_type("decimal")
        .rule(Rule::open("minValueRule", "0.00"))
        .rule(Rule::open("maxValueRule", "100000000.00"))
        .fill(Fill::Decimal { least: 1, most: 99_999 })
}

pub fn quantity(id: &'static str, name: &'static str) -> Field {
    Field::new(Kind::Input, id, name)
        .value_type("integer")
        .rule(Rule::closed("minValueRule", "0", None))
        .rule(Rule::open("maxValueRule", "1000000"))
        .fill(Fill::Whole { least: 0, most: 999_999 })
}
