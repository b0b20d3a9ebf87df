//! Orders, logistics and tools of the classic gateway.

use super::ParameterKind::{Date, Flag, Json, Number, Numbers, Text, Texts};
use super::{Method, data, may, need, read, status, write};

pub(super) const METHODS: &[Method] = &[
    read(
        "taobao.trades.sold.get",
        46,
        ("orders of the last three months", "查询三个月内卖出的交易"),
        &[
            need("fields", Texts),
            may("start_created", Date),
            may("end_created", Date),
            may("status", Text),
            may("type", Text),
            may("page_no", Number),
            may("page_size", Number),
            may("use_has_next", Flag),
            may("buyer_open_id", Text),
        ],
        &[data("trades"), status("total_results"), status("has_next")],
    )
    .open(),
    read(
        "taobao.trades.sold.increment.get",
        128,
        (
            "orders that changed within a day; page from the last page to the first",
            "查询一天内变更的交易；应从最后一页往前翻",
        ),
        &[
            need("fields", Texts),
            need("start_modified", Date),
            need("end_modified", Date),
            may("page_no", Number),
            may("page_size", Number),
            may("use_has_next", Flag),
        ],
        &[data("trades"), status("total_results"), status("has_next")],
    )
    .open(),
    read(
        "taobao.trade.fullinfo.get",
        54,
        ("an order in full", "查询交易详情"),
        &[need("fields", Texts), need("tid", Number), may("include_oaid", Text)],
        &[data("trade")],
    ),
    write(
        "taobao.logistics.offline.send",
        10690,
        ("ship an order by the seller's own carrier", "自己联系物流发货"),
        &[
            need("tid", Number),
            need("out_sid", Text),
            need("company_code", Text),
            may("sub_tid", Numbers),
            may("is_split", Number),
            may("feature", Text),
            may("sender_id", Number),
            may("cancel_id", Number),
            may("seller_ip", Text),
        ],
        &[data("shipping")],
    )
    .doubtful(Some("alibaba.ascp.logistics.offline.send")),
    write(
        "alibaba.ascp.logistics.offline.send",
        54934,
        ("ship an order by the seller's own carrier", "自己联系物流发货"),
        &[
            need("tid", Text),
            may("consign_pkgs", Json),
            may("consign_status", Json),
            may("consign_type", Number),
            may("sub_tid", Text),
            may("feature", Text),
            may("sender_id", Number),
            may("cancel_id", Number),
        ],
        &[status("result")],
    ),
    read(
        "taobao.logistics.orders.detail.get",
        234,
        ("shipments", "查询物流订单详情"),
        &[
            need("fields", Texts),
            may("tid", Number),
            may("status", Text),
            may("start_created", Date),
            may("page_no", Number),
            may("page_size", Number),
        ],
        &[data("shippings"), status("total_results")],
    )
    .open(),
    read(
        "taobao.logistics.trace.search",
        10463,
        ("the track of a shipment", "查询物流流转信息"),
        &[need("tid", Number), may("is_split", Number), may("sub_tid", Texts)],
        &[data("trace_list"), data("out_sid"), data("company_name"), status("status"), data("tid")],
    ),
    write(
        "taobao.top.auth.token.create",
        0,
        ("a session for an authorisation code", "用授权码换取令牌"),
        &[need("code", Text)],
        &[data("token_result")],
    ),
    write(
        "taobao.top.auth.token.refresh",
        0,
        ("a new session for a refresh token", "刷新令牌"),
        &[need("refresh_token", Text)],
        &[data("token_result")],
    ),
    read("taobao.time.get", 0, ("the clock of the gateway", "查询网关时间"), &[], &[status("time")]),
    read(
        "taobao.top.ipout.get",
        0,
        ("the addresses from which the platform calls", "查询平台回调的出口地址"),
        &[],
        &[data("ip_list")],
    )
    .unseen(),
];
