//! The examples of the document, and what it demands.

use super::*;

fn with(record: Record, members: &[(&str, &str)]) -> Record {
    members.iter().fold(record, |record, (name, value)| record.with(name, *value).unwrap())
}

/// The examples of chapters 5, 6, 8 and 9.
#[test]
fn bodies_are_those_of_the_document() {
    let price = with(
        Record::new(&PRICE),
        &[("sku", "Branda31869633"), ("internalId", "121212"), ("salePrice", "1900")],
    );
    assert_eq!(
        price_bodies(&[price]).unwrap(),
        [r#"{"skuList":[{"sku":"Branda31869633","internalId":"121212","salePrice":1900}]}"#]
    );
    let line = with(
        Record::new(&CANCELLED_LINE),
        &[("sku", "3840438387414"), ("internalId", "11122211221"), ("qty", "1")],
    );
    let cancellation = with(
        Record::new(&CANCELLATION),
        &[("orderSn", "162724553352511111"), ("status", "10"), ("message", "品牌方缺货取消")],
    );
    let cancellation = cancellation.with_records("goodsList", vec![line]).unwrap();
    assert_eq!(
        cancellation_bodies(&[cancellation]).unwrap(),
        [
            r#"{"cancelList":[{"orderSn":"162724553352511111","status":10,"message":"品牌方缺货取消","goodsList":[{"sku":"3840438387414","internalId":"11122211221","qty":1}]}]}"#
        ]
    );
    assert_eq!(
        confirmation_body(&["104587766749540598"], &["9109033548491234"]),
        r#"{"orderSnList":["104587766749540598"],"returnSnList":["9109033548491234"]}"#
    );
}

#[test]
fn what_the_document_demands_is_checked() {
    let missing = |record: &Record| record.to_json().unwrap_err().to_string();
    let mut goods = Record::new(&NEW_GOODS);
    for (member, value) in [
        ("brand", "nike"),
        ("goodsSn", "Brand1194122331"),
        ("goodsTitle", "NIKE AIR MAX"),
        ("goodsYears", "2017年"),
        ("weight", "11"),
        ("hscode", "11212"),
    ] {
        assert_eq!(missing(&goods), format!("goods: {member} is missing"));
        goods = goods.with(member, value).unwrap();
    }
    assert_eq!(missing(&goods), "goods: skuList is missing");
    let mut sku = Record::new(&NEW_SKU);
    for (member, value) in
        [("sku", "Branda31869633"), ("salePrice", "629"), ("images", "https://img.alicdn.com/a.jpg")]
    {
        let of = goods.clone().with_records("skuList", vec![sku.clone()]).unwrap();
        assert_eq!(missing(&of), format!("SKU: {member} is missing"));
        sku = sku.with(member, value).unwrap();
    }
    let goods = goods.with_records("skuList", vec![sku]).unwrap().with("originCountry", "中国").unwrap();
    let [body] = &goods_bodies(&[goods]).unwrap()[..] else { panic!() };
    let body: serde_json::Value = serde_json::from_str(body).unwrap();
    assert_eq!(body["goodsList"][0]["skuList"][0]["salePrice"], 629);
    assert_eq!(body["goodsList"][0]["originCountry"], serde_json::json!(["中国"]));

    for wrong in ["", "1,5", "NaN", "1e", "0x1", "01", " 1", "1}"] {
        let error = Record::new(&STOCK).with("stocks", wrong).unwrap_err();
        assert_eq!(error.to_string(), "stock: the value of stocks does not have its form", "{wrong}");
    }
    assert!(Record::new(&STOCK).with("stock", "1").is_err());
    let stock = Record::new(&STOCK).with("sku", "").unwrap().with("stocks", "1").unwrap();
    assert_eq!(missing(&stock), "stock: sku | upcCode | internalId is missing");
    assert!(Record::new(&GOODS).with_records("goodsList", vec![stock]).is_err());
}

#[test]
fn orders_and_returns_are_read() {
    let answer = r#"{"errorCode":200,"msg":"operate successful(操作成功)","data":[{"orderSn":"101080953050411111","orderAmount":554.370,
        "mobile":"","city":null,"zipcode":510180,"invoice":{"a":1},"orderGoods":[{"sku":"3532602072165","saleAmount":554.37,"qty":1}]}],"total":57}"#;
    let mut pages =
        Pages::new(&ORDER).size(1).filter("orderStatus", "1").unwrap().filter("orderType", "Y").unwrap();
    assert_eq!(pages.path(), Some("order/list"));
    assert_eq!(pages.body().unwrap(), r#"{"orderStatus":1,"orderType":"Y","pageNo":1,"pageSize":1}"#);
    let [order] = &pages.take(200, answer.as_bytes()).unwrap()[..] else { panic!() };
    assert_eq!(order.text("orderAmount"), Some("554.370"), "digits are kept");
    assert_eq!(
        (order.text("mobile"), order.text("city"), order.text("zipcode")),
        (Some(""), None, Some("510180"))
    );
    assert_eq!(order.unknown().collect::<Vec<_>>(), [("invoice", "{\"a\":1}")]);
    assert_eq!(order.records("orderGoods")[0].text("qty"), Some("1"));
    assert_eq!(pages.body().unwrap(), r#"{"orderStatus":1,"orderType":"Y","pageNo":2,"pageSize":1}"#);
    // A refusal leaves the page where it is.
    let refused = pages.take(200, r#"{"errorCode":500,"msg":"System Exception","data":null}"#.as_bytes());
    assert!(matches!(refused, Err(RecordError::Refused { .. })), "{refused:?}");
    assert!(pages.take(502, b"<html>").is_err());
    assert_eq!(pages.body().unwrap(), r#"{"orderStatus":1,"orderType":"Y","pageNo":2,"pageSize":1}"#);
    let wrong = r#"{"errorCode":200,"data":[{"orderAmount":"many"}]}"#;
    assert_eq!(
        pages.take(200, wrong.as_bytes()).unwrap_err().to_string(),
        "order: the value of orderAmount does not have its form"
    );
    assert!(Pages::new(&ORDER).filter("pageNo", "3").is_err() && Pages::new(&STOCK).body().is_none());

    let mut returns = Pages::new(&RETURN);
    let answer = r#"{"errorCode":200,"data":[{"returnSn":"9109033548491234","goodsList":[{"goodsAmount":570.48,"qty":"1"}]}]}"#;
    let [one] = &returns.take(200, answer.as_bytes()).unwrap()[..] else { panic!() };
    assert_eq!(one.records("goodsList")[0].text("qty"), Some("1"));
    assert_eq!(returns.body(), None, "a page that is not full is the last one");
}

#[test]
fn many_records_are_several_bodies() {
    let stocks: Vec<Record> = (0..250)
        .map(|number| with(Record::new(&STOCK), &[("sku", &number.to_string()), ("stocks", "1")]))
        .collect();
    let bodies = stock_bodies(StockUpdate::Increment, &stocks).unwrap();
    assert_eq!(bodies.iter().map(|body| body.matches("\"sku\"").count()).collect::<Vec<_>>(), [100, 100, 50]);
    assert!(bodies[2].starts_with("{\"updateType\":1,"));
    assert!(stock_bodies(StockUpdate::Full, &[]).unwrap().is_empty());
}

/// How many members a kind has, with those of the records in it.
fn count_members(kind: &Kind) -> usize {
    let inner = |form: &Form| if let Form::Records(kind) = form { count_members(kind) } else { 0 };
    kind.members.len() + kind.members.iter().map(|member| inner(&member.form)).sum::<usize>()
}

/// As many members as the tables of the document have rows.
#[test]
fn no_member_is_missing() {
    for (kind, count) in [
        (&STOCK, 5),
        (&PRICE, 5),
        (&NEW_GOODS, 28 + 13),
        (&SKU, 14),
        (&ORDER, 21 + 6),
        (&RETURN, 16 + 5),
        (&CANCELLATION, 4 + 3),
    ] {
        assert_eq!(count_members(kind), count, "{}", kind.name);
    }
}
