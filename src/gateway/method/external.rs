//! The external API for Tmall Global shops (document of 2019-02-18): JSON bodies, paths as names.

use super::ParameterKind::{Json, Number, Text};
use super::{Gateway, Method, Parameter, data, may, need, read, status, write};

const fn external(method: Method) -> Method {
    Method { gateway: Gateway::External, ..method }
}

const PAGE: Parameter = may("pageNo", Number);
const SIZE: Parameter = may("pageSize", Number);
const START: Parameter = may("startModifyTime", Text);
const END: Parameter = may("endModifyTime", Text);

pub(super) const METHODS: &[Method] = &[
    external(write(
        "stocks/update",
        0,
        ("change the stock of SKUs: 0 in full, 1 by increments", "更新库存：0 全量，1 增量"),
        &[need("updateType", Number), need("skuList", Json)],
        &[data("data")],
    )),
    external(read(
        "order/list",
        0,
        ("orders, page by page (at most 100 a page)", "分页查询订单（每页最多 100 条）"),
        &[START, END, may("orderStatus", Number), PAGE, SIZE, may("orderType", Text)],
        &[data("data"), status("total")],
    )),
    external(write(
        "order/cancelbybrand",
        0,
        ("cancel orders", "取消订单"),
        &[need("cancelList", Json)],
        &[data("data")],
    )),
    external(write(
        "status/confirmation",
        0,
        ("confirm that orders and returns were received", "确认已接收订单和退货单"),
        &[may("orderSnList", Json), may("returnSnList", Json)],
        &[data("data")],
    )),
    external(
        write(
            "order/create",
            0,
            ("create orders (sandbox only)", "创建订单（仅限沙箱）"),
            &[],
            &[data("data")],
        )
        .open(),
    ),
    external(read(
        "return/list",
        0,
        ("returns, page by page (at most 100 a page)", "分页查询退货单（每页最多 100 条）"),
        &[START, END, may("returnStatus", Number), PAGE, SIZE, may("returnType", Text)],
        &[data("data"), status("total")],
    )),
    external(
        write(
            "return/create",
            0,
            ("create returns (sandbox only)", "创建退货单（仅限沙箱）"),
            &[],
            &[data("data")],
        )
        .open(),
    ),
    external(write("goods", 0, ("create products", "创建商品"), &[need("goodsList", Json)], &[data("data")])),
    external(read(
        "goods/list",
        0,
        ("products, page by page (at most 100 a page)", "分页查询商品（每页最多 100 条）"),
        &[START, END, may("goodsStatus", Number), may("goodSnList", Json), may("skuList", Json), PAGE, SIZE],
        &[data("data"), status("total")],
    )),
    external(write(
        "price/update",
        0,
        ("change the prices of up to 100 products", "更新价格（一次最多 100 个商品）"),
        &[need("skuList", Json)],
        &[data("data")],
    )),
];
