//! The whole round with the external API for Tmall Global shops: the answer that lists goods, page by page, becomes items, and
//! the items become updates of stock and price.

use std::fs;
use std::path::PathBuf;

use tmall_schema::gateway::records::{
    GOODS, PRICE, Pages, Record, STOCK, StockUpdate, price_bodies, stock_bodies,
};
use tmall_schema::gateway::{App, Moment, external};
use tmall_schema::{Mapping, Param, Record as SellerRecord, Schema, Validator};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/mapping/global")
}

#[test]
fn goods_become_items_and_items_become_updates() {
    let schema = Schema::parse(&fs::read_to_string(folder().join("schema.xml")).unwrap()).unwrap();
    let mapping = Mapping::open(&folder().join("listed.toml")).unwrap();
    let plan = mapping.bind(&schema).unwrap();
    let validator = Validator::compile(&schema);
    let answer = fs::read_to_string(folder().join("listed.json")).unwrap();

    // The records of the page, as the API has them.
    let mut pages = Pages::new(&GOODS);
    let listed = pages.take(200, answer.as_bytes()).unwrap();
    assert!(!listed.is_empty() && pages.body().is_none());

    // The mapping's `items` are `data[*].goodsList[*]`.
    let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
    let goods =
        answer["data"].as_array().unwrap().iter().flat_map(|data| data["goodsList"].as_array().unwrap());
    let items = goods.map(|goods| plan.apply(&SellerRecord::from_value(goods)));
    let items: Vec<Param> =
        items.filter_map(Result::ok).filter(|item| validator.check(item).is_valid()).collect();
    assert!(!items.is_empty());

    let mut stocks = Vec::new();
    let mut prices = Vec::new();
    for item in &items {
        let names = [("sku", "sku_outerId"), ("upcCode", "sku_barcode"), ("internalId", "sku_internalId")];
        let with = |member, field| [&names[..], &[(member, field)]].concat();
        stocks.extend(Record::of_rows(&STOCK, item, "/sku", &with("stocks", "sku_quantity")).unwrap());
        prices.extend(Record::of_rows(&PRICE, item, "/sku", &with("salePrice", "sku_price")).unwrap());
    }
    assert_eq!(stocks.len(), prices.len());
    let first = &stocks[0];
    assert_eq!((first.text("sku"), first.text("internalId")), (Some("MV-881-BK-40"), Some("10")));

    let app = App::new("testkey", "secret-of-the-shop");
    for (path, bodies) in
        [("stocks/update", stock_bodies(StockUpdate::Full, &stocks)), ("price/update", price_bodies(&prices))]
    {
        for body in bodies.unwrap() {
            let json: serde_json::Value = serde_json::from_str(&body).unwrap();
            assert_eq!(json["skuList"].as_array().unwrap().len(), stocks.len());
            let signed = external::Request::new(path, body)
                .sign(&app, "https://sh-api.nengmao.net/tmg/api", &Moment::at(1_550_476_800_000))
                .unwrap();
            assert!(signed.url().ends_with(path) && !format!("{signed:?}").contains("secret-of-the-shop"));
        }
    }
    // The numbers are those of the goods.
    let [body] = &price_bodies(&prices).unwrap()[..] else { panic!() };
    assert!(
        body.contains(
            r#""sku":"MV-881-BK-40","upcCode":"8001234567810","internalId":"10","salePrice":149.50"#
        ),
        "{body}"
    );
    let [body] = &stock_bodies(StockUpdate::Full, &stocks).unwrap()[..] else { panic!() };
    assert!(body.starts_with(r#"{"updateType":0,"skuList":[{"sku":"MV-881-BK-40","upcCode":"8001234567810","internalId":"10","stocks":10}"#), "{body}");
}
