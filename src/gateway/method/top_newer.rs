//! Newer and sister methods: `alibaba.item.*`, shared products, stores, alibaba.com, Fliggy.

use super::ParameterKind::{Json, Number, Text, Texts};
use super::{
    Carried, Gateway, Method, Parameter, data, document, id, may, need, read, schema, status, write,
};

const MARKET: Parameter = need("market", Text);
const CAT: Parameter = need("cat_id", Number);
const ITEM: Parameter = need("item_id", Number);
const SCHEMA: Parameter = document(need("schema", Text), Carried::Param);
const FIELDS: Parameter = document(need("schema_xml_fields", Text), Carried::Param);
const PROVIDER: Parameter = need("provider_id", Number);
const PUBLISH: Parameter = document(need("param_product_top_publish_request", Json), Carried::Param);

const fn icbu(method: Method) -> Method {
    Method { gateway: Gateway::Icbu, ..method }.unseen()
}

pub(super) const METHODS: &[Method] = &[
    read(
        "alibaba.item.publish.market.get",
        54745,
        ("markets of the seller", "查询可发布的市场"),
        &[],
        &[data("markets")],
    ),
    read(
        "alibaba.item.publish.schema.get",
        53943,
        ("rules for a new item", "获取商品发布规则"),
        &[
            MARKET,
            CAT,
            may("spu_id", Number),
            may("barcode", Text),
            may("images", Texts),
            may("item_type", Text),
            may("biz_type", Text),
        ],
        &[schema("result")],
    ),
    read(
        "alibaba.item.publish.props.get",
        53973,
        ("properties that follow from a value", "获取联动属性"),
        &[MARKET, CAT, SCHEMA, need("prop_id", Number), may("barcode", Text)],
        &[schema("result")],
    ),
    write(
        "alibaba.item.publish.submit",
        53962,
        ("publish an item", "发布商品"),
        &[MARKET, CAT, SCHEMA, may("spu_id", Number), may("barcode", Text), may("biz_type", Text)],
        &[id("item_id"), status("create_time"), status("market")],
    ),
    read(
        "alibaba.item.edit.schema.get",
        53967,
        ("rules for editing an item", "获取商品编辑规则"),
        &[ITEM, may("fields", Texts), may("biz_type", Text)],
        &[schema("result")],
    ),
    write(
        "alibaba.item.edit.submit",
        53968,
        ("edit an item", "编辑商品"),
        &[ITEM, SCHEMA, may("cat_id", Number), may("spu_id", Number), may("biz_type", Text)],
        &[id("item_id"), status("update_time"), status("market")],
    ),
    write(
        "alibaba.item.edit.fastupdate",
        54542,
        ("edit some fields of an item", "快速编辑商品"),
        &[ITEM, SCHEMA, may("cat_id", Number), may("spu_id", Number), may("biz_type", Text)],
        &[id("item_id"), status("update_time"), status("market")],
    ),
    write(
        "alibaba.item.operate.upshelf",
        53972,
        ("put an item on sale", "商品上架"),
        &[ITEM, may("quantity", Number)],
        &[status("result")],
    ),
    write(
        "alibaba.item.operate.downshelf",
        53971,
        ("take an item off sale", "商品下架"),
        &[ITEM],
        &[status("result")],
    ),
    write("alibaba.item.operate.delete", 53970, ("delete an item", "删除商品"), &[ITEM], &[status("result")]),
    read(
        "alibaba.gpu.schema.catsearch",
        38598,
        ("products of a category", "查询类目下的产品"),
        &[need("leaf_cat_id", Number), PROVIDER, need("current_page", Number), need("page_size", Number)],
        &[schema("cat_search_result"), status("total")],
    ),
    read(
        "alibaba.gpu.add.schema.get",
        38593,
        ("rules for a new product", "获取产品发布规则"),
        &[need("leaf_cat_id", Number), PROVIDER, may("brand_id", Number)],
        &[schema("add_product_rule")],
    ),
    write(
        "alibaba.gpu.schema.add",
        38595,
        ("publish a product", "发布产品"),
        &[need("leaf_cat_id", Number), PROVIDER, may("brand_id", Number), FIELDS],
        &[schema("add_product_result")],
    ),
    read(
        "alibaba.gpu.update.schema.get",
        38596,
        ("rules for updating a product", "获取产品更新规则"),
        &[need("product_id", Number), PROVIDER],
        &[schema("update_product_rule")],
    ),
    write(
        "alibaba.gpu.schema.update",
        38597,
        ("update a product", "更新产品"),
        &[need("product_id", Number), PROVIDER, FIELDS],
        &[schema("update_product_result")],
    ),
    read(
        "tmall.item.store.update.schema.get",
        50090,
        ("rules for updating an item of a store", "获取门店商品更新规则"),
        &[need("main_item_id", Number), need("store_id", Number)],
        &[schema("api_result")],
    ),
    write(
        "tmall.item.store.schema.update",
        50093,
        ("update an item of a store", "更新门店商品"),
        &[
            need("main_item_id", Number),
            need("store_id", Number),
            document(need("xml", Text), Carried::Param),
        ],
        &[status("api_result")],
    ),
    icbu(read(
        "alibaba.icbu.category.schema.level.get",
        51873,
        ("rules of a category, level by level", "逐级获取类目规则"),
        &[may("cat_id", Number), may("language", Text), document(may("xml", Text), Carried::Param)],
        &[schema("result")],
    )),
    icbu(read(
        "alibaba.icbu.product.schema.get",
        50063,
        ("rules for a new product", "获取商品发布规则"),
        &[PUBLISH],
        ICBU_READ,
    )),
    icbu(read(
        "alibaba.icbu.product.schema.render",
        50188,
        ("a product with its rules", "获取商品及其规则"),
        &[PUBLISH],
        ICBU_READ,
    )),
    icbu(read(
        "alibaba.icbu.product.schema.render.draft",
        50205,
        ("a draft with its rules", "获取草稿及其规则"),
        &[PUBLISH],
        ICBU_READ,
    )),
    icbu(write(
        "alibaba.icbu.product.schema.add",
        50071,
        ("publish a product", "发布商品"),
        &[PUBLISH],
        ICBU_WRITE,
    )),
    icbu(write(
        "alibaba.icbu.product.schema.add.draft",
        50107,
        ("store a draft", "保存草稿"),
        &[PUBLISH],
        ICBU_WRITE,
    )),
    icbu(write(
        "alibaba.icbu.product.schema.update",
        50189,
        ("update a product", "更新商品"),
        &[PUBLISH],
        ICBU_WRITE,
    )),
    read(
        "alitrip.item.add.schema.get",
        49442,
        ("rules for a new item (Fliggy)", "获取商品发布规则（飞猪）"),
        &[CAT],
        &[schema("schema_xml_fields")],
    )
    .unseen(),
    write(
        "alitrip.item.schema.add",
        49138,
        ("publish an item (Fliggy)", "发布商品（飞猪）"),
        &[CAT, FIELDS],
        &[id("result")],
    )
    .unseen(),
    read(
        "alitrip.item.update.schema.get",
        49139,
        ("rules for updating an item (Fliggy)", "获取商品更新规则（飞猪）"),
        &[ITEM, may("update_field_ids", Texts)],
        &[schema("schema_xml_fields")],
    )
    .unseen(),
    write(
        "alitrip.item.schema.update",
        49147,
        ("update an item (Fliggy)", "更新商品（飞猪）"),
        &[ITEM, document(may("schema_xml_fields", Text), Carried::Param)],
        &[id("result")],
    )
    .unseen(),
];

const ICBU_READ: &[super::ResultKey] =
    &[schema("data"), status("biz_success"), status("msg_code"), status("message"), status("trace_id")];
const ICBU_WRITE: &[super::ResultKey] =
    &[id("product_id"), status("biz_success"), status("msg_code"), status("message"), status("trace_id")];
