//! Items of the classic gateway: publishing, updating, price, quantity, listing, pictures.

use super::ParameterKind::{File, Flag, Json, Number, Price, Text};
use super::{Carried, Method, Parameter, data, document, id, may, need, read, schema, status, write};

const ITEM: Parameter = need("item_id", Number);
const NUM_IID: Parameter = need("num_iid", Number);
const XML: Parameter = document(need("xml_data", Text), Carried::Param);
const FIELDS: Parameter = document(need("schema_xml_fields", Text), Carried::Param);

pub(super) const METHODS: &[Method] = &[
    read(
        "tmall.item.add.schema.get",
        23256,
        ("rules for a new item", "获取商品发布规则"),
        &[need("category_id", Number), need("product_id", Number), may("type", Text), may("isv_init", Flag)],
        &[schema("add_item_result")],
    ),
    write(
        "tmall.item.schema.add",
        23255,
        ("publish an item", "发布商品"),
        &[need("category_id", Number), need("product_id", Number), XML],
        &[id("add_item_result"), status("gmt_create")],
    ),
    read(
        "tmall.item.update.schema.get",
        23435,
        ("rules for a full update of an item", "获取商品全量更新规则"),
        &[ITEM, may("category_id", Number), may("product_id", Number)],
        &[schema("update_item_result")],
    ),
    write(
        "tmall.item.schema.update",
        23434,
        ("update the whole of an item", "全量更新商品"),
        &[ITEM, may("category_id", Number), may("product_id", Number), XML],
        &[id("update_item_result"), status("gmt_modified")],
    ),
    read(
        "tmall.item.increment.update.schema.get",
        23781,
        ("rules for updating some fields of an item", "获取商品增量更新规则"),
        &[ITEM, document(may("xml_data", Text), Carried::Param)],
        &[schema("update_item_result")],
    ),
    write(
        "tmall.item.schema.increment.update",
        23782,
        ("update some fields of an item", "增量更新商品"),
        &[ITEM, XML],
        &[id("update_item_result"), status("gmt_modified")],
    ),
    read(
        "tmall.item.add.simpleschema.get",
        25456,
        ("simple rules for a new item (overseas sellers)", "获取简化的商品发布规则（海外商家）"),
        &[],
        &[schema("result")],
    ),
    write(
        "tmall.item.simpleschema.add",
        25455,
        ("publish an item by simple rules (overseas sellers)", "按简化规则发布商品（海外商家）"),
        &[FIELDS],
        &[id("result"), status("gmt_modified")],
    ),
    read(
        "tmall.item.update.simpleschema.get",
        26232,
        ("simple rules for updating an item (overseas sellers)", "获取简化的商品更新规则（海外商家）"),
        &[may("item_id", Number)],
        &[schema("result"), status("error"), status("error_msg")],
    ),
    write(
        "tmall.item.simpleschema.update",
        26072,
        ("update an item by simple rules (overseas sellers)", "按简化规则更新商品（海外商家）"),
        &[ITEM, FIELDS],
        &[id("update_item_result"), status("gmt_modified"), data("sku_map_json")],
    ),
    read(
        "tmall.item.vip.add.schema.get",
        25920,
        ("rules for a new item (large sellers)", "获取商品发布规则（大商家）"),
        &[],
        &[schema("result")],
    ),
    write(
        "tmall.item.vip.schema.add",
        25916,
        ("publish an item (large sellers)", "发布商品（大商家）"),
        &[FIELDS],
        &[id("add_item_result"), status("gmt_create"), data("sku_map_json")],
    ),
    read(
        "tmall.item.vip.update.schema.get",
        26110,
        ("rules for updating an item (large sellers)", "获取商品更新规则（大商家）"),
        &[may("item_id", Number)],
        &[schema("update_get_result")],
    ),
    write(
        "tmall.item.vip.schema.update",
        25919,
        ("update an item (large sellers)", "更新商品（大商家）"),
        &[ITEM, FIELDS],
        &[id("update_item_result"), status("gmt_create"), data("sku_map_json")],
    ),
    write(
        "tmall.item.price.update",
        24249,
        ("change the prices of an item and its SKUs", "更新商品和 SKU 价格"),
        &[ITEM, may("item_price", Price), may("sku_prices", Json), may("options", Json)],
        &[id("price_update_result")],
    ),
    write("taobao.item.price.update", 0, ("change the price of an item", "更新商品价格"), &[], &[])
        .open()
        .retired(Some("tmall.item.price.update")),
    write(
        "taobao.item.quantity.update",
        10591,
        ("change the stock of an item or SKU", "更新商品或 SKU 库存"),
        &[
            NUM_IID,
            need("quantity", Number),
            may("sku_id", Number),
            may("outer_id", Text),
            may("type", Number),
        ],
        &[data("item")],
    ),
    write(
        "taobao.skus.quantity.update",
        21169,
        ("change the stock of up to 20 SKUs", "批量更新 SKU 库存（最多 20 个）"),
        &[NUM_IID, may("skuid_quantities", Text), may("outerid_quantities", Text), may("type", Number)],
        &[data("item")],
    ),
    write(
        "tmall.item.quantity.update",
        26178,
        ("change the stock of an item and its SKUs", "更新商品和 SKU 库存"),
        &[ITEM, may("item_quantity", Number), may("sku_quantities", Json), may("options", Json)],
        &[id("quantity_update_result")],
    ),
    write(
        "tmall.item.outerid.update",
        25076,
        ("change the seller's codes of an item and its SKUs", "更新商品和 SKU 的商家编码"),
        &[ITEM, may("outer_id", Text), may("sku_outers", Json)],
        &[id("outerid_update_result")],
    ),
    write(
        "tmall.item.shiptime.update",
        25393,
        ("change the delivery time of an item", "更新商品发货时间"),
        &[ITEM, need("option", Json), may("ship_time", Text), may("sku_ship_times", Json)],
        &[data("result")],
    ),
    write(
        "tmall.item.update.wireless.description",
        0,
        ("change the mobile description (large sellers)", "更新商品无线描述（大商家）"),
        &[],
        &[],
    )
    .open()
    .retired(Some("tmall.item.schema.increment.update")),
    write(
        "taobao.item.update.listing",
        32,
        ("put an item on sale", "商品上架"),
        &[NUM_IID, need("num", Number)],
        &[data("item")],
    ),
    write(
        "taobao.item.update.delisting",
        31,
        ("take an item off sale", "商品下架"),
        &[NUM_IID],
        &[data("item")],
    ),
    read(
        "taobao.item.seller.get",
        0,
        ("an item of the seller", "查询商家的商品"),
        &[need("fields", Text), NUM_IID],
        &[data("item")],
    ),
    read(
        "taobao.items.onsale.get",
        0,
        ("the seller's items on sale", "查询出售中的商品"),
        &[need("fields", Text)],
        &[data("items"), status("total_results")],
    )
    .open()
    .unseen(),
    read(
        "taobao.items.inventory.get",
        0,
        ("the seller's items in the warehouse", "查询仓库中的商品"),
        &[need("fields", Text)],
        &[data("items"), status("total_results")],
    )
    .open()
    .unseen(),
    write(
        "taobao.item.img.upload",
        23,
        ("upload a picture of an item", "上传商品图片"),
        &[
            NUM_IID,
            may("image", File),
            may("id", Number),
            may("position", Number),
            may("is_major", Flag),
            may("is_rectangle", Flag),
        ],
        &[data("item_img")],
    ),
    write(
        "taobao.item.img.delete",
        24,
        ("delete a picture of an item", "删除商品图片"),
        &[NUM_IID, need("id", Number)],
        &[data("item_img")],
    ),
    write(
        "taobao.item.joint.img",
        147,
        ("attach a picture of the picture space to an item", "关联图片空间的图片"),
        &[
            NUM_IID,
            need("pic_path", Text),
            may("id", Number),
            may("position", Number),
            may("is_major", Flag),
            may("is_rectangle", Flag),
        ],
        &[data("item_img")],
    ),
    write("taobao.item.video.upload", 0, ("upload a video of an item", "上传商品视频"), &[], &[])
        .open()
        .retired(None),
    write(
        "taobao.item.propimg.upload",
        26,
        ("upload a picture of a sale property", "上传销售属性图片"),
        &[NUM_IID, need("properties", Text), may("image", File), may("id", Number), may("position", Number)],
        &[data("prop_img")],
    ),
    write(
        "taobao.item.propimg.delete",
        25,
        ("delete a picture of a sale property", "删除销售属性图片"),
        &[NUM_IID, need("id", Number)],
        &[data("prop_img")],
    ),
    write(
        "taobao.item.sku.add",
        27,
        ("add a SKU", "增加 SKU"),
        &[
            NUM_IID,
            need("properties", Text),
            need("quantity", Number),
            need("price", Price),
            may("outer_id", Text),
            may("item_price", Price),
            may("lang", Text),
            may("ignorewarning", Text),
        ],
        &[data("sku")],
    ),
    write(
        "taobao.item.sku.delete",
        314,
        ("delete a SKU", "删除 SKU"),
        &[
            NUM_IID,
            need("properties", Text),
            may("item_price", Price),
            may("lang", Text),
            may("ignorewarning", Text),
        ],
        &[data("sku")],
    ),
    write(
        "taobao.item.sku.price.update",
        10928,
        ("change the price of a SKU", "修改 SKU 价格"),
        &[
            NUM_IID,
            need("properties", Text),
            need("price", Price),
            may("quantity", Number),
            may("outer_id", Text),
            may("item_price", Price),
            may("lang", Text),
            may("ignorewarning", Text),
        ],
        &[data("sku")],
    ),
    write(
        "taobao.picture.upload",
        140,
        ("upload a picture to the picture space", "上传图片到图片空间"),
        &[
            need("picture_category_id", Number),
            need("img", File),
            need("image_input_title", Text),
            may("title", Text),
            may("client_type", Text),
            may("is_https", Flag),
        ],
        &[data("picture")],
    ),
    write("taobao.item.add", 0, ("publish an item", "发布商品"), &[], &[])
        .open()
        .retired(Some("tmall.item.schema.add")),
    write("taobao.item.update", 0, ("update an item", "更新商品"), &[], &[])
        .open()
        .retired(Some("tmall.item.schema.update")),
    write("taobao.item.vip.add", 0, ("publish an item (large sellers)", "发布商品（大商家）"), &[], &[])
        .open()
        .retired(Some("tmall.item.vip.schema.add")),
    write("taobao.item.vip.update", 0, ("update an item (large sellers)", "更新商品（大商家）"), &[], &[])
        .open()
        .retired(Some("tmall.item.vip.schema.update")),
    write("tmall.item.xml.add", 0, ("publish an item by its tsin id", "按 tsin id 发布商品"), &[], &[])
        .open()
        .retired(Some("tmall.item.schema.add")),
    write("tmall.item.dapei.template.update", 0, ("change an outfit template", "修改无线搭配模板"), &[], &[])
        .open()
        .retired(None),
    write("tmall.item.dapei.template.add", 0, ("add an outfit template", "新增无线搭配模板"), &[], &[])
        .open()
        .retired(None),
    write(
        "tmall.item.zhizu.shoes.size.upload",
        0,
        ("upload sizes of shoes", "上传知足鞋品尺码数据"),
        &[],
        &[],
    )
    .open()
    .retired(None),
    read("taobao.itemprops.get", 0, ("properties of a category", "查询类目属性"), &[], &[data("item_props")])
        .open()
        .doubtful(Some("tmall.item.add.schema.get")),
];
