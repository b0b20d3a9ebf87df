//! Methods of 1688, as the Cloud Hub developer guide lists them. The guide does not name their parameters.

use super::{Gateway, Method, read, write};

const fn aop(method: Method) -> Method {
    Method { gateway: Gateway::Aop, ..method }.open()
}

#[rustfmt::skip]
pub(super) const METHODS: &[Method] = &[
    aop(read("com.alibaba.account:alibaba.account.basic", 0, ("information about authorised accounts", "查询授权账号信息"), &[], &[])),
    aop(read("com.alibaba.product:alibaba.category.attribute.get", 0, ("attributes of a leaf category", "查询叶子类目的属性"), &[], &[])),
    aop(write("com.alibaba.product:alibaba.product.add", 0, ("publish a product", "发布商品"), &[], &[])),
    aop(write("com.alibaba.product:alibaba.product.delete", 0, ("delete a product for good", "永久删除商品"), &[], &[])),
    aop(write("com.alibaba.product:alibaba.product.edit", 0, ("edit a product", "修改商品"), &[], &[])),
    aop(write("com.alibaba.product:alibaba.product.price.edit", 0, ("change the price of a product", "修改商品价格"), &[], &[])),
    aop(write("com.alibaba.product:alibaba.product.modifyStock", 0, ("change the stock of a product", "修改商品库存"), &[], &[])),
    aop(read("com.alibaba.product:alibaba.product.get", 0, ("a product of the seller", "查询自己的商品"), &[], &[])),
    aop(read("com.alibaba.product:alibaba.product.list.get", 0, ("products by conditions", "按条件查询商品列表"), &[], &[])),
    aop(write("com.alibaba.product:alibaba.product.repost", 0, ("repost products (at most 400 times a day)", "重发商品（每天最多 400 次）"), &[], &[])),
    aop(write("com.alibaba.product:alibaba.product.expire", 0, ("set products to expired", "商品下架"), &[], &[])),
    aop(write("com.alibaba.product:alibaba.product.republish", 0, ("publish expired products again (at most 400 times a day)", "商品重新上架（每天最多 400 次）"), &[], &[])),
    aop(read("cn.alibaba.open:category.getSelfCatlist", 0, ("custom categories of a store", "查询店铺自定义类目"), &[], &[])),
    aop(write("com.alibaba.product:alibaba.userDefine.category.add", 0, ("create a custom category", "新建自定义类目"), &[], &[])),
    aop(write("com.alibaba.product:alibaba.photobank.album.add", 0, ("create an album", "新建相册"), &[], &[])),
    aop(write("com.alibaba.product:alibaba.photobank.album.delete", 0, ("delete an album", "删除相册"), &[], &[])),
    aop(read("com.alibaba.product:alibaba.photobank.album.getProfile", 0, ("details of albums", "查询相册概况"), &[], &[])),
    aop(read("com.alibaba.product:alibaba.photobank.album.getList", 0, ("albums", "查询相册列表"), &[], &[])),
    aop(write("com.alibaba.product:alibaba.photobank.photo.delete", 0, ("delete a picture", "删除图片"), &[], &[])),
    aop(write("com.alibaba.product:alibaba.photobank.photo.deleteBatch", 0, ("delete pictures", "批量删除图片"), &[], &[])),
    aop(write("com.alibaba.product:alibaba.photobank.photo.modify", 0, ("edit a picture", "修改图片"), &[], &[])),
    aop(read("com.alibaba.product:alibaba.photobank.photo.getList", 0, ("pictures of an album", "查询相册图片"), &[], &[])),
    aop(write("com.alibaba.product:alibaba.photobank.photo.add", 0, ("add a picture to an album (below 2 MB)", "上传图片到相册（小于 2 MB）"), &[], &[])),
    aop(write("com.alibaba.trade:alibaba.trade.cancel", 0, ("cancel an order that is not paid", "取消未付款的订单"), &[], &[])),
    aop(read("com.alibaba.trade:alibaba.trade.get.sellerView", 0, ("details of an order", "查询订单详情（卖家）"), &[], &[])),
    aop(read("com.alibaba.trade:alibaba.trade.getSellerOrderList", 0, ("orders of the seller", "查询订单列表（卖家）"), &[], &[])),
    aop(write("com.alibaba.trade:trade.order.modifyOrderPrice", 0, ("change the price of an order", "修改订单价格"), &[], &[])),
    aop(write("com.alibaba.trade:alibaba.order.memoAdd", 0, ("overwrite the remarks of an order", "修改订单备注"), &[], &[])),
    aop(read("com.alibaba.trade:alibaba.invoice.get", 0, ("the invoice of an order", "查询订单发票信息"), &[], &[])),
    aop(write("com.alibaba.trade:alibaba.trade.refund.OpAgreeReturnGoods", 0, ("approve a refund and give the return address", "同意退款退货并提供退货地址"), &[], &[])),
    aop(read("com.alibaba.trade:alibaba.trade.refund.OpQueryBatchRefundByOrderIdAndStatus", 0, ("refund requests of an order", "按订单查询退款单"), &[], &[])),
    aop(read("com.alibaba.trade:alibaba.trade.refund.OpQueryOrderRefund", 0, ("details of a refund request", "查询退款单详情"), &[], &[])),
    aop(write("com.alibaba.trade:alibaba.trade.order.PostponeConfirmTime", 0, ("postpone the automatic completion of an order", "延长自动确认收货时间"), &[], &[])),
    aop(read("com.alibaba.logistics:alibaba.trade.getLogisticsInfos.sellerView", 0, ("shipping of an order", "查询订单物流信息（卖家）"), &[], &[])),
    aop(write("com.alibaba.logistics:alibaba.logistics.OpDeliverySendOrder.offline", 0, ("ship an order by the seller's own carrier", "自己联系物流发货"), &[], &[])),
    aop(write("com.alibaba.logistics:alibaba.logistics.OpDeliverySendOrder.dummy", 0, ("ship an order that needs no shipping", "无需物流发货"), &[], &[])),
    aop(read("com.alibaba.logistics:alibaba.trade.getLogisticsTraceInfo.sellerView", 0, ("the track of an order", "查询物流跟踪信息（卖家）"), &[], &[])),
    aop(read("com.alibaba.logistics:alibaba.logistics.freightTemplate.getList", 0, ("shipping templates", "查询运费模板"), &[], &[])),
    aop(read("com.alibaba.logistics:alibaba.logistics.mySendGoodsAddress.list.get", 0, ("shipping origin addresses", "查询发货地址"), &[], &[])),
];
