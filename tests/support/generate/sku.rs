//! The sales units: the rows of an item, and the fields that say more about the colours and sizes in them.

use super::Shape;
use super::blocks::{companion, date, fixed, money, quantity, text, url};
use super::model::{Field, Fill, Kind, Options, Preset, Rule};
use super::rng::Rng;
use super::words::Style;

pub fn fields(shape: &Shape, rng: &mut Rng) -> Vec<Field> {
    let colours = Options::Drawn { seed: rng.draw(), len: 37, style: Style::Colour, other: true };
    let sizes = Options::Drawn { seed: rng.draw(), len: 20, style: Style::Size, other: false };
    let colour = || Field::new(Kind::SingleCheck, "prop_1627207", "颜色分类").options(colours);
    let size = || Field::new(Kind::SingleCheck, "prop_20509", "尺码").options(sizes);

    let alias = |name: &'static str| {
        Field::new(Kind::Input, "alias_name", name)
            .value_type("text")
            .rule(Rule::closed("minLengthRule", "0", Some("byte")))
            .rule(Rule::closed("maxLengthRule", "60", Some("byte")))
    };
    let mut units = columns(colour(), size(), rng);
    units.truncate(shape.sku_fields);
    for number in units.len()..shape.sku_fields {
        units.push(text(format!("sku_extend_{number}"), "扩展", 64));
    }
    let mut sku = Field::new(Kind::MultiComplex, "sku", "SKU").fields(units).fill(Fill::AskedRows);
    sku.rules.extend([Rule::server(rng), Rule::server(rng)]);
    vec![
        sku,
        Field::new(Kind::MultiComplex, "prop_extend_1627207", "颜色分类扩展").fields([
            colour(),
            alias("别名"),
            url("prop_image", "属性图片"),
        ]),
        Field::new(Kind::MultiComplex, "prop_extend_20509", "尺码扩展").fields([size(), alias("别名")]),
    ]
}

fn columns(colour: Field, size: Field, rng: &mut Rng) -> Vec<Field> {
    let coating = Field::new(Kind::SingleCheck, "prop_122216515", "涂层").options(Options::Drawn {
        seed: rng.draw(),
        len: 9,
        style: Style::Plain,
        other: true,
    });
    let coating_text = companion(&coating, "!=", rng);
    let whole = |id: &'static str, name: &'static str, kind: &'static str, most: u64| {
        Field::new(Kind::Input, id, name).value_type(kind).fill(Fill::Whole { least: 0, most })
    };
    vec![
        colour.required(),
        size.required(),
        money("sku_price", "价格").required().rule(Rule::server(rng)),
        quantity("sku_quantity", "库存").required(),
        text("sku_outerId", "商家编码", 64).fill(Fill::Code { length: 14 }),
        text("sku_barcode", "条形码", 64).rule(Rule::server(rng)).fill(Fill::Code { length: 13 }),
        text("hscode", "HS海关代码", 20).required().fill(Fill::Code { length: 10 }),
        whole("sku_scProductId", "货品Id", "long", 99_999_999_999),
        money("sku_market_price", "吊牌价"),
        Field::new(Kind::Input, "sku_weight", "重量(千克)")
            .value_type("text")
            .rule(Rule::new("regexRule", r"^\d+(\.\d+)?$"))
            .fill(Fill::Decimal { least: 0, most: 50 }),
        fixed("sku_status", "状态", &[("上架", "1"), ("下架", "0")]).preset(Preset::One("1".into())),
        coating,
        coating_text,
        Field::new(Kind::MultiCheck, "sku_tags", "标签")
            .rule(Rule::closed("maxInputNumRule", "5", None))
            .options(Options::Drawn { seed: rng.draw(), len: 12, style: Style::Plain, other: false }),
        url("sku_image", "图片"),
        date("sku_produced", "生产日期"),
        whole("sku_delivery_days", "发货天数", "integer", 60),
        text("sku_alias", "别名", 60),
        Field::new(Kind::Input, "sku_memo", "备注")
            .value_type("textarea")
            .rule(Rule::closed("maxLengthRule", "100", Some("character")))
            .fill(Fill::Text { least: 4, most: 30 }),
        whole("sku_warehouse", "仓库编号", "long", 9_999_999),
    ]
}
