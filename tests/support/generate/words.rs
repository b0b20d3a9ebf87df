//! The Chinese of the documents: names of brands, options and properties, tips, and running text.
//! Every character is one that GBK holds, so that a length in bytes has one answer.

use super::rng::Rng;

const HANZI: [char; 120] = [
    '雅', '美', '新', '金', '华', '丽', '天', '海', '龙', '凤', '云', '山', '水', '木', '花', '草', '风',
    '月', '星', '光', '明', '春', '夏', '秋', '冬', '东', '南', '西', '北', '中', '大', '小', '高', '长',
    '宽', '圆', '方', '红', '蓝', '绿', '白', '黑', '紫', '青', '银', '玉', '珠', '宝', '石', '林', '森',
    '江', '河', '湖', '泉', '溪', '波', '浪', '鱼', '鸟', '鹰', '虎', '狮', '马', '羊', '鹿', '象', '兔',
    '安', '康', '福', '寿', '喜', '乐', '和', '平', '静', '雪', '冰', '霜', '露', '雨', '晴', '阳', '岚',
    '峰', '岭', '原', '野', '田', '园', '城', '都', '京', '港', '湾', '洲', '岛', '国', '民', '家', '友',
    '爱', '心', '思', '梦', '诗', '画', '琴', '棋', '书', '香', '茶', '酒', '味', '鲜', '纯', '真', '善',
    '诚',
];

const SYLLABLES: [&str; 40] = [
    "an", "ber", "cal", "da", "el", "fen", "gio", "ha", "il", "jo", "ka", "lan", "mi", "nor", "ol", "pa",
    "qua", "ri", "san", "ta", "ul", "ver", "wil", "xi", "yo", "za", "bri", "cro", "dre", "fla", "gri", "kel",
    "mar", "nes", "pol", "ren", "sta", "tri", "von", "zen",
];

const QUALITIES: [&str; 24] = [
    "加厚",
    "轻薄",
    "复古",
    "简约",
    "防水",
    "透气",
    "经典",
    "休闲",
    "商务",
    "运动",
    "可调节",
    "双层",
    "仿古",
    "拼色",
    "进口",
    "环保",
    "高弹",
    "耐磨",
    "速干",
    "抗菌",
    "无缝",
    "立体",
    "宽松",
    "修身",
];

const NOUNS: [&str; 32] = [
    "棉",
    "涤纶",
    "羊毛",
    "真丝",
    "牛皮",
    "帆布",
    "塑料",
    "陶瓷",
    "玻璃",
    "不锈钢",
    "硅胶",
    "木质",
    "拉链",
    "搭扣",
    "圆领",
    "立领",
    "长款",
    "短款",
    "条纹",
    "格子",
    "印花",
    "纯色",
    "手工",
    "套装",
    "单品",
    "手提",
    "斜挎",
    "双肩",
    "家用",
    "户外",
    "儿童",
    "成人",
];

const PROPERTIES: [&str; 36] = [
    "材质",
    "产地",
    "风格",
    "图案",
    "款式",
    "货号",
    "适用季节",
    "适用场景",
    "适用人群",
    "闭合方式",
    "里料",
    "面料",
    "领型",
    "袖长",
    "版型",
    "厚薄",
    "尺寸",
    "规格",
    "颜色",
    "功能",
    "包装方式",
    "上市时间",
    "保质期",
    "净含量",
    "型号",
    "系列",
    "成分含量",
    "安全等级",
    "流行元素",
    "工艺",
    "质地",
    "性别",
    "销售渠道类型",
    "内部结构",
    "生产许可证编号",
    "月份",
];

const PREFIXES: [&str; 8] = ["", "", "主要", "外层", "内层", "辅助", "是否支持", "建议"];

const TIPS: [&str; 12] = [
    "请认真填写。无货空挂，可能引起投诉与退款",
    "如果规格（如颜色，容量，尺码等）区域已填写，则此处不用填写。",
    "为避免信息变动引发的违规，请谨慎输入。",
    "请根据实际情况填写产品的重要属性，填写属性越完整，越有可能影响搜索流量",
    "请严格按照外包装填写。",
    "该模块最多可上传20张图片，单个图片建议宽度为750px~1242px，高度≤1546px。",
    "商品如果设置为不显示，在主站和后台均不显示该商品。（不设置默认为显示）",
    "即日起，请勿使用制表符、换行符。若填入，系统将自动替换成空格",
    "最多允许输入30个汉字（60字符）",
    "跨境申报的商品，必须支持该服务",
    "仅支持中英文、数字，长度不可超过12个字符。",
    "价格 & 库存以销售属性表中所填为准",
];

const LINKED_TIPS: [(&str, &str, &str); 4] = [
    ("标题直接影响商品的搜索曝光机会，请", "点此查看详情", "学习填写规范及优化知识"),
    ("若发布时遇到属性、属性值不能满足需求，请点击", "商品属性问题反馈", ""),
    ("关键词是否违规自检工具：", "商品合规工具", ""),
    ("<div>签署服务合约后，您可在卖家中心 ", "加入服务", "，为商品添加服务协议。<br></div>"),
];

const SERVER_RULES: [&str; 6] = [
    "SKU与类目销售属性必须匹配",
    "如果销售属性存在套餐且存在官方标配，官方标配必选",
    "价格受类目限制",
    "条形码必须符合EAN和UPC编码规则",
    "必须在销售属性表中所填最高与最低价格范围区间内",
    "系统提交的版本号需要和服务端服务版本号一致",
];

/// What kind of list the options of a field are.
#[derive(Clone, Copy)]
pub enum Style {
    Brand,
    Plain,
    Colour,
    Size,
}

/// The display name of an option; about one brand in fifty has an ampersand.
pub fn option_name(style: Style, rng: &mut Rng, into: &mut String) {
    match style {
        Style::Brand => brand(rng, into),
        Style::Plain => {
            into.push_str(rng.pick(&QUALITIES));
            into.push_str(rng.pick(&NOUNS));
            match rng.index(16) {
                0 => into.push_str("（单卖）"),
                1 | 2 => {
                    into.push('/');
                    into.push_str(rng.pick(&NOUNS));
                }
                3 => into.push_str("&其他"),
                _ => {}
            }
        }
        Style::Colour => {
            hanzi(rng, 2, into);
            into.push('色');
        }
        Style::Size => {
            let from = rng.range(20, 150);
            into.push_str(rng.pick(&["S", "M", "L", "XL", "XXL", "均码"]));
            into.push('（');
            into.push_str(&from.to_string());
            into.push('-');
            into.push_str(&(from + 4).to_string());
            into.push_str("cm）");
        }
    }
}

fn brand(rng: &mut Rng, into: &mut String) {
    let shape = rng.index(50);
    if shape > 11 {
        latin(rng, into);
    }
    match shape {
        0..=11 => {}
        12..=22 => return,
        23 => {
            into.push('&');
            return latin(rng, into);
        }
        24..=30 => into.push(' '),
        _ => into.push('/'),
    }
    let length = 2 + rng.index(4);
    hanzi(rng, length, into);
}

fn latin(rng: &mut Rng, into: &mut String) {
    let start = into.len();
    for _ in 0..=1 + rng.index(3) {
        into.push_str(rng.pick(&SYLLABLES));
    }
    let end = if rng.percent(30) { into.len() } else { start + 1 };
    into[start..end].make_ascii_uppercase();
}

/// Running Chinese text of exactly this many characters, each of two bytes in GBK.
pub fn hanzi(rng: &mut Rng, length: usize, into: &mut String) {
    for _ in 0..length {
        into.push(rng.pick(&HANZI));
    }
}

/// Letters and digits, as in the codes that sellers give their goods.
pub fn code(rng: &mut Rng, length: usize, into: &mut String) {
    for _ in 0..length {
        into.push(char::from(rng.pick(b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789")));
    }
}

pub fn property_name(rng: &mut Rng) -> String {
    let mut name = rng.pick(&PREFIXES).to_owned();
    name.push_str(rng.pick(&PROPERTIES));
    name
}

/// Advice; every third one holds a link in HTML, as the platform sends it.
pub fn tip(rng: &mut Rng) -> String {
    if !rng.percent(34) {
        return rng.pick(&TIPS).to_owned();
    }
    let (before, link, after) = rng.pick(&LINKED_TIPS);
    let page = rng.range(10_000_000, 99_999_999);
    format!(
        "{before}<a href='//market.example.com/page/index-pc.html?from=schema&id={page}#/detail' \
         target='_blank'>{link}</a>{after}"
    )
}

pub fn server_rule(rng: &mut Rng) -> &'static str {
    rng.pick(&SERVER_RULES)
}
