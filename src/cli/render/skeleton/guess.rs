//! Guesses where the value of a field is in a seller's data, by names only.

use std::collections::BTreeMap;

use tmall_schema::FieldRef;

/// Words of shops and platforms for the same things, folded: lower case, letters and digits only.
const SYNONYMS: &[&[&str]] = &[
    &[
        "title",
        "标题",
        "商品标题",
        "宝贝标题",
        "产品标题",
        "商品名称",
        "产品名称",
        "品名",
        "名称",
        "name",
        "goodstitle",
        "goodsname",
        "producttitle",
        "productname",
        "itemtitle",
        "subject",
        "短标题",
    ],
    &[
        "price",
        "价格",
        "售价",
        "销售价",
        "一口价",
        "商品价格",
        "saleprice",
        "sellingprice",
        "skuprice",
        "sku价格",
        "unitprice",
        "单价",
    ],
    &["marketprice", "市场价", "吊牌价", "原价", "划线价", "tagprice", "listprice", "originalprice"],
    &[
        "quantity",
        "库存",
        "数量",
        "商品数量",
        "可售库存",
        "stock",
        "stocks",
        "inventory",
        "skuquantity",
        "sku库存",
        "qty",
        "amount",
        "num",
    ],
    &["brand", "品牌", "品牌名", "brandname", "prop20000"],
    &["color", "colour", "颜色", "颜色分类", "主要颜色", "颜色名称", "colorname", "prop1627207"],
    &["size", "尺码", "尺寸", "规格", "尺码名称", "sizename", "prop20509", "prop20518"],
    &["barcode", "条码", "条形码", "商品条形码", "69码", "upc", "upccode", "ean", "gtin", "skubarcode"],
    &[
        "outerid",
        "商家编码",
        "商品商家编码",
        "货号",
        "款号",
        "goodssn",
        "itemno",
        "itemnumber",
        "productcode",
        "artno",
        "styleno",
        "prop13021751",
        "编码",
    ],
    &["skuouterid", "sku编码", "sku货号", "sku商家编码", "sku", "skucode", "skuid", "skuno"],
    &[
        "image",
        "images",
        "图片",
        "主图",
        "商品图片",
        "商品主图",
        "宝贝图片",
        "itemimages",
        "pic",
        "pics",
        "picture",
        "pictures",
        "picurl",
        "imageurl",
        "mainimage",
        "photos",
    ],
    &[
        "description",
        "描述",
        "商品描述",
        "宝贝描述",
        "详情",
        "商品详情",
        "图文详情",
        "desc",
        "detail",
        "details",
        "content",
    ],
    &["sellingpoint", "卖点", "商品卖点", "子标题", "副标题", "subtitle", "sellpoint"],
    &["weight", "重量", "毛重", "商品重量", "物流重量", "unitweight", "itemweight"],
    &["volume", "体积", "物流体积", "itemsize"],
    &["material", "材质", "面料", "材质成分", "成分", "fabric", "composition"],
    &["origin", "产地", "原产地", "origincountry", "countryoforigin", "国家", "madein"],
    &["hscode", "海关编码", "hs编码", "税号"],
    &["season", "季节", "适用季节", "goodsseason", "上市季节"],
    &["year", "年份", "上市年份", "goodsyears", "goodsyear", "年份季节", "上市年份季节"],
    &["gender", "性别", "适用性别", "target", "适用对象", "适用人群"],
    &["category", "类目", "分类", "goodscategory", "categoryid", "catid", "cid"],
    &["shopcategory", "店铺分类", "店铺类目", "sellercids"],
    &["freighttemplate", "运费模板", "postageid", "freighttemplateid", "运费"],
    &["video", "视频", "主图视频", "videoid", "mainvideo"],
    &["status", "状态", "商品状态", "itemstatus", "上架状态"],
    &["starttime", "开始时间", "上架时间", "定时上架", "targetactivedate", "listtime"],
    &["model", "型号", "规格型号", "modelno"],
];

/// How certain a guess is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Confidence {
    /// The names are synonyms.
    Synonym,
    /// The names differ only in case, width and punctuation.
    Alike,
    /// The names are the same.
    Same,
}

/// The paths of all texts in the data, with `[*]` for every index.
pub(super) struct DataPaths {
    paths: Vec<String>,
}

impl DataPaths {
    pub(super) fn new(paths: impl IntoIterator<Item = String>) -> DataPaths {
        let mut paths: Vec<String> = paths.into_iter().collect();
        paths.sort_unstable();
        paths.dedup();
        DataPaths { paths }
    }

    /// The path of a field's value below a list, which is empty for the record itself.
    pub(super) fn value(&self, field: FieldRef<'_>, below: &str) -> Option<(String, Confidence)> {
        let candidates = self.paths.iter().filter_map(|path| {
            let rest = below_of(path, below)?;
            // A value in a list of objects belongs to a row.
            let plain = rest.strip_suffix("[*]").unwrap_or(rest);
            if plain.contains("[*]") {
                return None;
            }
            let last = plain.rsplit('.').next().unwrap_or_default();
            Some((confidence(field, last)?, std::cmp::Reverse(plain.matches('.').count()), plain.to_owned()))
        });
        // The most certain, then the least deep, then the first by name.
        let best = candidates.max_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then_with(|| b.2.cmp(&a.2)))?;
        Some((best.2, best.0))
    }

    /// The list whose rows have the most sub-fields of a field.
    pub(super) fn rows(&self, field: FieldRef<'_>, below: &str) -> Option<String> {
        let mut lists: BTreeMap<String, usize> = BTreeMap::new();
        for path in &self.paths {
            if let Some(rest) = below_of(path, below)
                && let Some(end) = rest.find("[*].")
            {
                lists.insert(rest[..end].to_owned(), 0);
            }
        }
        for (list, found) in &mut lists {
            let inner = if below.is_empty() { format!("{list}[*]") } else { format!("{below}.{list}[*]") };
            *found = field.fields().filter(|child| self.value(*child, &inner).is_some()).count();
        }
        let best = lists.into_iter().max_by_key(|(list, found)| (*found, std::cmp::Reverse(list.clone())))?;
        (best.1 > 0).then_some(best.0)
    }
}

/// The rest of a path below a list.
fn below_of<'p>(path: &'p str, below: &str) -> Option<&'p str> {
    if below.is_empty() {
        return Some(path);
    }
    path.strip_prefix(below)?.strip_prefix('.')
}

fn confidence(field: FieldRef<'_>, key: &str) -> Option<Confidence> {
    let names = [Some(field.id()), field.name()];
    if names.contains(&Some(key)) {
        return Some(Confidence::Same);
    }
    let key = fold(key);
    if key.is_empty() {
        return None;
    }
    let names: Vec<String> = names.into_iter().flatten().map(fold).collect();
    if names.contains(&key) {
        return Some(Confidence::Alike);
    }
    let has = |group: &&&[&str], word: &str| group.contains(&word);
    SYNONYMS
        .iter()
        .filter(|group| has(group, &key))
        .any(|group| names.iter().any(|name| has(&group, name)))
        .then_some(Confidence::Synonym)
}

/// Letters and digits alone, in lower case and half width.
fn fold(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            c => c,
        })
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tmall_schema::Schema;

    #[test]
    fn guesses() {
        let schema = Schema::parse(
            r#"<itemRule><field id="title" name="商品标题" type="input"/><field id="Outer_ID" name="编号" type="input"/>
            <field id="x" name="无" type="input"/>
            <field id="sku" type="multiComplex"><fields><field id="sku_price" name="价格" type="input"/></fields></field></itemRule>"#,
        )
        .unwrap();
        let paths = [
            "goodsTitle",
            "outerId",
            "price",
            "tags[*]",
            "a.title2",
            "skuList[*].salePrice",
            "skuList[*].color",
        ];
        let data = DataPaths::new(paths.map(str::to_owned));
        let field = |path: &str| schema.field(path).unwrap();
        assert_eq!(data.value(field("/title"), "").unwrap(), ("goodsTitle".to_owned(), Confidence::Synonym));
        assert_eq!(data.value(field("/Outer_ID"), "").unwrap(), ("outerId".to_owned(), Confidence::Alike));
        assert_eq!(data.value(field("/x"), ""), None);
        assert_eq!(data.rows(field("/sku"), "").unwrap(), "skuList");
        let price = data.value(field("/sku/sku_price"), "skuList[*]").unwrap();
        assert_eq!(price, ("salePrice".to_owned(), Confidence::Synonym));
    }

    #[test]
    fn synonyms_are_folded_and_unique() {
        let mut seen = std::collections::HashSet::new();
        for word in SYNONYMS.iter().copied().flatten() {
            assert_eq!(fold(word), **word);
            assert!(seen.insert(word), "{word} occurs twice");
        }
    }
}
