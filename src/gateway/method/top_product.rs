//! Categories and products of the classic gateway.

use super::ParameterKind::{Date, File, Number, Numbers, Text, Texts};
use super::{Carried, Method, Parameter, data, document, id, may, need, read, schema, status, write};

const CATEGORY: Parameter = need("category_id", Number);
const PRODUCT: Parameter = need("product_id", Number);
const XML: Parameter = document(need("xml_data", Text), Carried::Param);

pub(super) const METHODS: &[Method] = &[
    read(
        "taobao.itemcats.authorize.get",
        161,
        ("brands and categories that the seller may use", "查询商家被授权的品牌和类目"),
        &[need("fields", Texts)],
        &[data("seller_authorize")],
    ),
    read(
        "taobao.itemcats.get",
        122,
        ("the tree of categories", "查询类目树"),
        &[may("cids", Numbers), may("parent_cid", Number), may("fields", Texts), may("datetime", Date)],
        &[data("item_cats"), status("last_modified")],
    ),
    read(
        "tmall.product.match.schema.get",
        23258,
        ("rules for matching a product", "获取产品匹配规则"),
        &[CATEGORY],
        &[schema("match_result")],
    ),
    read(
        "tmall.product.schema.match",
        23259,
        ("find products that match", "匹配产品"),
        &[CATEGORY, document(need("propvalues", Text), Carried::Param)],
        &[id("match_result")],
    ),
    read(
        "tmall.product.schema.get",
        23565,
        ("a product and whether items may be published under it", "查询产品信息和状态"),
        &[PRODUCT],
        &[schema("get_product_result")],
    ),
    read(
        "tmall.product.add.schema.get",
        23257,
        ("rules for a new product", "获取产品发布规则"),
        &[CATEGORY, may("brand_id", Number)],
        &[schema("add_product_rule")],
    ),
    write(
        "tmall.product.schema.add",
        23260,
        ("publish a product", "发布产品"),
        &[CATEGORY, may("brand_id", Number), XML],
        &[schema("add_product_result")],
    ),
    read(
        "tmall.product.update.schema.get",
        23432,
        ("rules for updating a product", "获取产品更新规则"),
        &[PRODUCT],
        &[schema("update_product_schema")],
    ),
    write(
        "tmall.product.schema.update",
        23433,
        ("update a product", "更新产品"),
        &[PRODUCT, XML],
        &[schema("update_product_result")],
    ),
    write("tmall.product.books.add", 0, ("import of books", "图书类目导入"), &[], &[]).open().retired(None),
    write(
        "tmall.product.spec.pic.upload",
        21439,
        ("upload a certificate of a product specification", "上传产品规格认证图片"),
        &[need("certify_type", Number), need("certify_pic", File)],
        &[data("spec_pic_url")],
    ),
    write(
        "tmall.product.spec.add",
        21443,
        ("add a specification to a product", "添加产品规格"),
        &[
            PRODUCT,
            need("image", File),
            may("barcode", Text),
            may("spec_props", Text),
            may("market_time", Date),
        ],
        &[data("product_spec")],
    )
    .open(),
    read(
        "taobao.aftersale.get",
        10448,
        ("templates for after-sale service", "查询售后模板"),
        &[],
        &[data("after_sales")],
    ),
];
