//! The rules of packs about sales units, prices and tiers.

use crate::catalogue::entry::{Entry, HOUSE, HouseRules, Source};
use crate::catalogue::example::Example;
use crate::catalogue::grade::{ERROR, WARNING};
use crate::catalogue::words::words;
use crate::code::RuleCode;

/// All entries of this file.
pub(in crate::catalogue) static ENTRIES: &[&Entry] = &[
    &DUPLICATE_SKU,
    &PRICE_OUTSIDE_SKU_PRICES,
    &ZERO_PRICE,
    &ZERO_STOCK,
    &UNLISTED_SKU_PROPERTY,
    &TIER_QUANTITY_ORDER,
    &TIER_PRICE_ORDER,
];

static DUPLICATE_SKU: Entry = Entry {
    code: RuleCode::DuplicateSku.as_str(),
    grade: ERROR,
    title: words("Two sales units with the same properties", "销售属性重复的 SKU"),
    meaning: words(
        "Several sales units have the same sale properties. The platform distinguishes units by their properties alone: its interfaces for prices and stock name a unit by them.",
        "多个 SKU 的销售属性完全相同。平台只凭销售属性区分 SKU：修改价格和库存的接口即以销售属性指明 SKU。",
    ),
    sources: &[Source::Documents, Source::Decision],
    fix: words("Remove one of the units, or correct its properties.", "删除重复的 SKU，或改正其销售属性。"),
    rules: Some(HouseRules::Pack("tmall")),
    examples: &[Example {
        grade: ERROR,
        schema: r#"
            <field id="sku" name="SKU" type="multiComplex"><fields>
              <field id="prop_1627207" name="颜色" type="input"/>
              <field id="sku_price" name="价格" type="input"/>
              <field id="sku_quantity" name="库存" type="input"/>
            </fields></field>"#,
        item: r#"
            <field id="sku" type="multiComplex">
              <complex-values><field id="prop_1627207" type="input"><value>28320</value></field>
                <field id="sku_price" type="input"><value>10.00</value></field><field id="sku_quantity" type="input"><value>5</value></field></complex-values>
              <complex-values><field id="prop_1627207" type="input"><value>28320</value></field>
                <field id="sku_price" type="input"><value>12.00</value></field><field id="sku_quantity" type="input"><value>5</value></field></complex-values>
            </field>"#,
        fixed: r#"
            <field id="sku" type="multiComplex">
              <complex-values><field id="prop_1627207" type="input"><value>28320</value></field>
                <field id="sku_price" type="input"><value>10.00</value></field><field id="sku_quantity" type="input"><value>5</value></field></complex-values>
              <complex-values><field id="prop_1627207" type="input"><value>28326</value></field>
                <field id="sku_price" type="input"><value>12.00</value></field><field id="sku_quantity" type="input"><value>5</value></field></complex-values>
            </field>"#,
    }],
    ..HOUSE
};

static PRICE_OUTSIDE_SKU_PRICES: Entry = Entry {
    code: RuleCode::PriceOutsideSkuPrices.as_str(),
    grade: ERROR,
    title: words("Item price outside the prices of its units", "一口价不在 SKU 价格范围内"),
    meaning: words(
        "The price of the item is below the lowest or above the highest price of its sales units. The platform's developer guide states this in a tip, which no rule of the schema checks.",
        "商品价格低于 SKU 的最低价或高于最高价。平台开发指南在提示中说明了这一要求，而 schema 的规则并不检查。",
    ),
    sources: &[Source::Guide],
    fix: words(
        "Use the price of one of the units, mostly the lowest one.",
        "改为某个 SKU 的价格，通常为最低价。",
    ),
    rules: Some(HouseRules::Pack("tmall")),
    examples: &[Example {
        grade: ERROR,
        schema: r#"
            <field id="price" name="商品价格" type="input"/>
            <field id="sku" name="SKU" type="multiComplex"><fields>
              <field id="prop_1627207" name="颜色" type="input"/>
              <field id="sku_price" name="价格" type="input"/>
              <field id="sku_quantity" name="库存" type="input"/>
            </fields></field>"#,
        item: r#"
            <field id="price" type="input"><value>9.00</value></field>
            <field id="sku" type="multiComplex">
              <complex-values><field id="prop_1627207" type="input"><value>28320</value></field>
                <field id="sku_price" type="input"><value>10.00</value></field><field id="sku_quantity" type="input"><value>5</value></field></complex-values>
              <complex-values><field id="prop_1627207" type="input"><value>28326</value></field>
                <field id="sku_price" type="input"><value>12.00</value></field><field id="sku_quantity" type="input"><value>5</value></field></complex-values>
            </field>"#,
        fixed: r#"
            <field id="price" type="input"><value>10.00</value></field>
            <field id="sku" type="multiComplex">
              <complex-values><field id="prop_1627207" type="input"><value>28320</value></field>
                <field id="sku_price" type="input"><value>10.00</value></field><field id="sku_quantity" type="input"><value>5</value></field></complex-values>
              <complex-values><field id="prop_1627207" type="input"><value>28326</value></field>
                <field id="sku_price" type="input"><value>12.00</value></field><field id="sku_quantity" type="input"><value>5</value></field></complex-values>
            </field>"#,
    }],
    ..HOUSE
};

static ZERO_PRICE: Entry = Entry {
    code: RuleCode::ZeroPrice.as_str(),
    grade: ERROR,
    title: words("Price of zero", "价格为零"),
    meaning: words(
        "A price is zero or negative. Most schemas have a minValueRule above zero for prices; this covers those that do not.",
        "价格为零或负数。多数 schema 以 minValueRule 要求价格大于零，本规则用于没有这样规定的 schema。",
    ),
    sources: &[Source::Documents],
    fix: words("Enter the real price.", "填写真实价格。"),
    rules: Some(HouseRules::Pack("tmall")),
    examples: &[Example {
        grade: ERROR,
        schema: r#"
            <field id="sku" name="SKU" type="multiComplex"><fields>
              <field id="prop_1627207" name="颜色" type="input"/>
              <field id="sku_price" name="价格" type="input"/>
              <field id="sku_quantity" name="库存" type="input"/>
            </fields></field>"#,
        item: r#"
            <field id="sku" type="multiComplex">
              <complex-values><field id="prop_1627207" type="input"><value>28320</value></field>
                <field id="sku_price" type="input"><value>0.00</value></field><field id="sku_quantity" type="input"><value>5</value></field></complex-values>
            </field>"#,
        fixed: r#"
            <field id="sku" type="multiComplex">
              <complex-values><field id="prop_1627207" type="input"><value>28320</value></field>
                <field id="sku_price" type="input"><value>10.00</value></field><field id="sku_quantity" type="input"><value>5</value></field></complex-values>
            </field>"#,
    }],
    ..HOUSE
};

static ZERO_STOCK: Entry = Entry {
    code: RuleCode::ZeroStock.as_str(),
    grade: WARNING,
    title: words("Stock of zero", "库存为零"),
    meaning: words(
        "The item or a sales unit has no stock. Schemas allow it, and their tips warn that offering what is not in stock leads to complaints and refunds.",
        "商品或某个 SKU 的库存为零。schema 允许为零，但提示无货空挂可能引起投诉与退款。",
    ),
    sources: &[Source::Documents, Source::Decision],
    fix: words(
        "Enter the real stock, or leave out the unit until it is in stock.",
        "填写真实库存，或在到货前去掉该 SKU。",
    ),
    rules: Some(HouseRules::Pack("tmall")),
    examples: &[Example {
        grade: WARNING,
        schema: r#"
            <field id="sku" name="SKU" type="multiComplex"><fields>
              <field id="prop_1627207" name="颜色" type="input"/>
              <field id="sku_price" name="价格" type="input"/>
              <field id="sku_quantity" name="库存" type="input"/>
            </fields></field>"#,
        item: r#"
            <field id="sku" type="multiComplex">
              <complex-values><field id="prop_1627207" type="input"><value>28320</value></field>
                <field id="sku_price" type="input"><value>10.00</value></field><field id="sku_quantity" type="input"><value>0</value></field></complex-values>
            </field>"#,
        fixed: r#"
            <field id="sku" type="multiComplex">
              <complex-values><field id="prop_1627207" type="input"><value>28320</value></field>
                <field id="sku_price" type="input"><value>10.00</value></field><field id="sku_quantity" type="input"><value>5</value></field></complex-values>
            </field>"#,
    }],
    ..HOUSE
};

static UNLISTED_SKU_PROPERTY: Entry = Entry {
    code: RuleCode::UnlistedSkuProperty.as_str(),
    grade: ERROR,
    title: words("Unit with a property that the item does not list", "SKU 使用了未列出的销售属性"),
    meaning: words(
        "A sales unit has a value of a sale property that saleProp does not list. Schemas state that units must match the sale properties, in words only.",
        "SKU 的销售属性值没有在 saleProp 中列出。schema 仅以文字说明 SKU 与销售属性必须匹配。",
    ),
    sources: &[Source::Documents],
    fix: words("List the value in saleProp, or correct the unit.", "在 saleProp 中补充该值，或改正 SKU。"),
    rules: Some(HouseRules::Pack("taobao")),
    examples: &[Example {
        grade: ERROR,
        schema: r#"
            <field id="saleProp" name="销售属性" type="complex"><fields>
              <field id="p-1627207" name="颜色分类" type="multiInput"/>
            </fields></field>
            <field id="sku" name="SKU" type="multiComplex"><fields>
              <field id="props" name="属性对" type="complex"><fields>
                <field id="p-1627207" name="颜色分类" type="input"/>
              </fields></field>
            </fields></field>"#,
        item: r#"
            <field id="saleProp" type="complex"><complex-values>
              <field id="p-1627207" type="multiInput"><values><value>28320</value></values></field>
            </complex-values></field>
            <field id="sku" type="multiComplex"><complex-values>
              <field id="props" type="complex"><complex-values>
                <field id="p-1627207" type="input"><value>28326</value></field>
              </complex-values></field>
            </complex-values></field>"#,
        fixed: r#"
            <field id="saleProp" type="complex"><complex-values>
              <field id="p-1627207" type="multiInput"><values><value>28320</value></values></field>
            </complex-values></field>
            <field id="sku" type="multiComplex"><complex-values>
              <field id="props" type="complex"><complex-values>
                <field id="p-1627207" type="input"><value>28320</value></field>
              </complex-values></field>
            </complex-values></field>"#,
    }],
    ..HOUSE
};

static TIER_QUANTITY_ORDER: Entry = Entry {
    code: RuleCode::TierQuantityOrder.as_str(),
    grade: ERROR,
    title: words("Tiers whose quantities do not rise", "阶梯价的起批量没有递增"),
    meaning: words(
        "A price tier starts at the same or a smaller quantity than the tier before it.",
        "某一档的起批量小于或等于前一档。",
    ),
    sources: &[Source::Documents, Source::Decision],
    fix: words("Put the tiers in rising order of their quantities.", "按起批量从小到大排列各档。"),
    rules: Some(HouseRules::Pack("icbu")),
    examples: &[Example {
        grade: ERROR,
        schema: r#"
            <field id="ladderPrice" name="阶梯价" type="multiComplex"><fields>
              <field id="quantity" name="数量" type="input"/>
              <field id="price" name="价格" type="input"/>
            </fields></field>"#,
        item: r#"
            <field id="ladderPrice" type="multiComplex">
              <complex-values><field id="quantity" type="input"><value>100</value></field><field id="price" type="input"><value>9.50</value></field></complex-values>
              <complex-values><field id="quantity" type="input"><value>50</value></field><field id="price" type="input"><value>9.00</value></field></complex-values>
            </field>"#,
        fixed: r#"
            <field id="ladderPrice" type="multiComplex">
              <complex-values><field id="quantity" type="input"><value>50</value></field><field id="price" type="input"><value>9.50</value></field></complex-values>
              <complex-values><field id="quantity" type="input"><value>100</value></field><field id="price" type="input"><value>9.00</value></field></complex-values>
            </field>"#,
    }],
    ..HOUSE
};

static TIER_PRICE_ORDER: Entry = Entry {
    code: RuleCode::TierPriceOrder.as_str(),
    grade: ERROR,
    title: words("Tiers whose prices do not fall", "阶梯价的价格没有递减"),
    meaning: words(
        "A price tier has the same or a higher price than the tier before it.",
        "某一档的价格高于或等于前一档。",
    ),
    sources: &[Source::Documents, Source::Decision],
    fix: words(
        "Give each tier a lower price than the one before it, or join tiers of the same price.",
        "让每一档的价格低于前一档，或合并价格相同的各档。",
    ),
    rules: Some(HouseRules::Pack("icbu")),
    examples: &[Example {
        grade: ERROR,
        schema: r#"
            <field id="ladderPrice" name="阶梯价" type="multiComplex"><fields>
              <field id="quantity" name="数量" type="input"/>
              <field id="price" name="价格" type="input"/>
            </fields></field>"#,
        item: r#"
            <field id="ladderPrice" type="multiComplex">
              <complex-values><field id="quantity" type="input"><value>50</value></field><field id="price" type="input"><value>9.00</value></field></complex-values>
              <complex-values><field id="quantity" type="input"><value>100</value></field><field id="price" type="input"><value>9.50</value></field></complex-values>
            </field>"#,
        fixed: r#"
            <field id="ladderPrice" type="multiComplex">
              <complex-values><field id="quantity" type="input"><value>50</value></field><field id="price" type="input"><value>9.50</value></field></complex-values>
              <complex-values><field id="quantity" type="input"><value>100</value></field><field id="price" type="input"><value>9.00</value></field></complex-values>
            </field>"#,
    }],
    ..HOUSE
};
