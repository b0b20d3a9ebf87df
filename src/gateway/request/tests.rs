use super::*;
use crate::gateway::diagnose::Refused;
use crate::gateway::encode::pairs;
use crate::gateway::inbound::Inbound;
use crate::gateway::sign::{ExternalRules, HttpMethod, Scheme, TimeUnit, TopDigest};

const NOW: i64 = 1_451_620_800_000;
const REST: &str = "https://eco.taobao.com/router/rest";

fn app() -> App {
    App::new("12345678", "helloworld")
}

fn form(body: &[u8]) -> Vec<(String, String)> {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    pairs(body).into_iter().map(|(name, value)| (text(name), text(value))).collect()
}

fn of(form: &[(String, String)], name: &str) -> String {
    form.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("{name}")).1.clone()
}

fn borrowed(form: &[(String, String)]) -> Vec<(&str, &str)> {
    form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// The published request of the call guide, built and not only signed.
#[test]
fn the_documented_request_has_its_signature() {
    let signed = top::Request::new("taobao.item.seller.get")
        .param("fields", "num_iid,title,nick,price,num")
        .param("num_iid", "11223344")
        .session("test")
        .digest(TopDigest::Md5)
        .sign(&app(), REST, Moment::at(NOW))
        .unwrap();
    assert_eq!(signed.signature().text(), "66987CB115214E59E6EC978214934FB8");
    let form = form(signed.body());
    assert_eq!(of(&form, "sign"), "66987CB115214E59E6EC978214934FB8");
    assert!(Scheme::Top(TopDigest::Md5).verify(
        &Secret::new("helloworld"),
        &borrowed(&form),
        None,
        &of(&form, "sign")
    ));
    assert_eq!((signed.method(), signed.url()), (HttpMethod::Post, REST));
}

#[test]
fn any_text_survives_and_is_signed() {
    let xml = "<itemParam><field id=\"title\"><value>棉👕 a+b&amp;c=d%\r\n</value></field></itemParam>";
    let request = top::Request::new("tmall.item.schema.add")
        .param("category_id", "1512")
        .param("product_id", "9007199254740993123")
        .param("xml_data", xml);
    for digest in TopDigest::ALL {
        let signed = request.clone().digest(digest).sign(&app(), REST, Moment::at(NOW)).unwrap();
        let form = form(signed.body());
        assert_eq!(of(&form, "xml_data"), xml);
        assert_eq!(of(&form, "product_id"), "9007199254740993123");
        assert!(Scheme::Top(digest).verify(
            &Secret::new("helloworld"),
            &borrowed(&form),
            None,
            &of(&form, "sign")
        ));
        assert!(!signed.url().contains('?') && !signed.url().contains("xml"));
    }
}

#[test]
fn the_table_is_consulted() {
    let request = |method: &str, params: &[(&str, &str)]| {
        let request = top::Request::new(method);
        let request = params.iter().fold(request, |request, (name, value)| request.param(*name, *value));
        request.sign(&app(), REST, Moment::at(NOW)).map(|_| ()).map_err(|error| error.to_string())
    };
    let xml = ("xml_data", "<itemParam/>");
    for (method, params, error) in [
        (
            "tmall.item.schema.ad",
            &[][..],
            "tmall.item.schema.ad is not a known method; did you mean tmall.item.schema.add, tmall.item.schema.update, tmall.item.vip.schema.add?",
        ),
        ("taobao.item.add", &[], "taobao.item.add is no longer offered; use tmall.item.schema.add"),
        ("tmall.product.books.add", &[], "tmall.product.books.add is no longer offered"),
        ("tmall.item.schema.add", &[("category_id", "1"), xml], "tmall.item.schema.add requires product_id"),
        (
            "tmall.item.schema.add",
            &[("category_id", "1.0"), ("product_id", "0"), xml],
            "category_id is not a whole number",
        ),
        (
            "tmall.item.schema.add",
            &[("category_id", "1"), ("product_id", " "), xml],
            "product_id is empty; leave it out",
        ),
        ("taobao.aftersale.get", &[("a", "1"), ("a", "2")], "a is given twice"),
        ("taobao.aftersale.get", &[("sign", "1")], "sign is set by the request itself"),
        (
            "tmall.item.add.schema.get",
            &[("category_id", "1"), ("product_id", "0"), ("isv_init", "1")],
            "isv_init is not true or false",
        ),
        (
            "tmall.item.price.update",
            &[("item_id", "1"), ("item_price", "1.155")],
            "item_price is not an amount such as 10.00",
        ),
        (
            "tmall.item.price.update",
            &[("item_id", "1"), ("sku_prices", "[{]")],
            "sku_prices is not a JSON document",
        ),
        (
            "taobao.trades.sold.get",
            &[("fields", "tid"), ("start_created", "2026-01-01")],
            "start_created is not a time such as 2026-01-31 08:00:00",
        ),
        (
            "com.alibaba.trade:alibaba.trade.cancel",
            &[],
            "com.alibaba.trade:alibaba.trade.cancel is a method of another gateway: 1688",
        ),
        (
            "taobao.picture.upload",
            &[("picture_category_id", "0"), ("image_input_title", "a")],
            "taobao.picture.upload requires img",
        ),
    ] {
        assert_eq!(request(method, params), Err(error.to_owned()), "{method}");
    }
    assert_eq!(request("tmall.item.price.update", &[("item_id", "1"), ("item_price", "1.15")]), Ok(()));
    let unlisted = top::Request::new("taobao.something.new").unlisted().sign(&app(), REST, Moment::at(NOW));
    assert!(unlisted.is_ok());
}

#[test]
fn addresses_are_https_or_of_this_machine() {
    let sign =
        |url: &str| top::Request::new("taobao.time.get").sign(&app(), url, Moment::at(NOW)).map(|_| ());
    for url in
        [REST, "http://127.0.0.1:8080/router/rest", "http://localhost/router/rest", "http://[::1]:80/x"]
    {
        assert_eq!(sign(url), Ok(()), "{url}");
    }
    for url in [
        "http://eco.taobao.com/router/rest",
        "http://127.0.0.1.example.com/",
        "http://localhost:80@example.com/",
        "https://user:pass@eco.taobao.com/",
        "https://eco.taobao.com/router/rest?x=1",
        "https:///router",
        "ftp://eco.taobao.com/",
        "",
    ] {
        let error = sign(url).unwrap_err();
        assert!(!error.to_string().contains("pass"), "{error}");
    }
}

#[test]
fn files_are_parts_and_are_not_signed() {
    let request = |content: &[u8]| {
        top::Request::new("taobao.picture.upload")
            .param("picture_category_id", "0")
            .param("image_input_title", "棉.jpg")
            .file("img", "棉.jpg", content)
            .sign(&app(), REST, Moment::at(NOW).nonce("n-1"))
            .unwrap()
    };
    let (one, other) = (request(b"\x00\xff\r\n--tmall-schema-n-1"), request(b"x"));
    assert_eq!(one.signature(), other.signature());
    let (name, content_type) = one.headers().next().unwrap();
    assert_eq!(
        (name, content_type),
        ("Content-Type", "multipart/form-data;charset=utf-8;boundary=tmall-schema-n-1x")
    );
    let body = String::from_utf8_lossy(one.body()).into_owned();
    assert!(
        body.contains(
            "name=\"image_input_title\"\r\nContent-Type: text/plain;charset=utf-8\r\n\r\n棉.jpg\r\n"
        )
    );
    assert!(
        body.contains("name=\"img\"; filename=\"棉.jpg\"\r\nContent-Type: application/octet-stream\r\n\r\n")
    );
    assert!(body.ends_with("\r\n--tmall-schema-n-1x--\r\n"));
    let broken = top::Request::new("taobao.picture.upload")
        .param("picture_category_id", "0")
        .param("image_input_title", "a")
        .file("img", "a\"\r\nX: y", b"x".as_slice())
        .sign(&app(), REST, Moment::at(NOW));
    assert!(matches!(broken, Err(RequestError::Name { .. })));
}

#[test]
fn a_body_is_signed_and_no_session_stands_in_an_address() {
    let request = top::Request::new("taobao.aftersale.get").xml("<request><a>1</a></request>");
    let signed = request.sign(&app(), REST, Moment::at(NOW)).unwrap();
    let (_, query) = signed.url().split_once('?').unwrap();
    let query = form(query.as_bytes());
    let sign = of(&query, "sign");
    let body = Some(signed.body());
    assert!(Scheme::Top(TopDigest::HmacSha256).verify(
        &Secret::new("helloworld"),
        &borrowed(&query),
        body,
        &sign
    ));
    assert!(!Scheme::Top(TopDigest::HmacSha256).verify(
        &Secret::new("helloworld"),
        &borrowed(&query),
        None,
        &sign
    ));
    let refused = request.session("t0ken").sign(&app(), REST, Moment::at(NOW));
    assert!(matches!(refused, Err(RequestError::SessionWithBody)));
    // Nor does anything else stand in the address that is secret or a document.
    for (name, value) in
        [("access_token", "t0ken"), ("xml_data", " <itemParam/>"), ("Refresh_Token", "t0ken")]
    {
        let request = top::Request::new("taobao.aftersale.get").json("{}").param(name, value);
        let refused = request.sign(&app(), REST, Moment::at(NOW)).unwrap_err();
        assert_eq!(refused, RequestError::InAddress { param: name.to_owned() });
        assert!(!refused.to_string().contains(value));
    }
}

#[test]
fn a_batch_signs_its_body_and_its_answers_are_split() {
    let batch = top::Batch::new()
        .session("t0ken")
        .call(top::Request::new("taobao.time.get"))
        .call(top::Request::new("taobao.itemcats.get").param("cids", "1,2"));
    let signed = batch.sign(&app(), "https://eco.taobao.com/router/batch", &Moment::at(NOW)).unwrap();
    let body = String::from_utf8_lossy(signed.body()).into_owned();
    assert_eq!(
        body,
        "#PUBLIC#session=t0ken\r\n-S-\r\nmethod=taobao.time.get\r\n-S-\r\nmethod=taobao.itemcats.get&cids=1%2C2"
    );
    assert!(!signed.url().contains("t0ken"));
    assert_eq!(batch.answers("{1}\r\n-S-\r\n{2}"), ["{1}", "{2}"]);
    assert_eq!(batch.answers("{\"error_response\":{}}"), ["{\"error_response\":{}}"]);
    assert_eq!((batch.len(), batch.is_empty()), (2, false));
}

#[test]
fn the_other_gateways_have_the_signatures_of_their_documents() {
    let moment = Moment::at(1_517_820_392_000);
    let app = App::new("123456", "helloworld");
    let signed = iop::Request::new("/order/get")
        .param("order_id", "1234")
        .session("test")
        .sign(&app, "https://api.taobao.global/rest", &moment)
        .unwrap();
    assert_eq!(signed.signature().text(), "4190D32361CFB9581350222F345CB77F3B19F0E31D162316848A2C1FFD5FAB4A");
    assert_eq!(signed.url(), "https://api.taobao.global/rest/order/get");

    let app = App::new("1000000", "test123");
    let signed = aop::Request::new("system", "currentTime")
        .param("a", "1")
        .unlisted()
        .sign(&app, "https://gw.open.1688.com/openapi", &moment)
        .unwrap();
    assert_eq!(signed.url(), "https://gw.open.1688.com/openapi/param2/1/system/currentTime/1000000");
    let form = form(signed.body());
    let scheme = Scheme::Aop { path: "param2/1/system/currentTime/1000000".to_owned() };
    assert!(scheme.verify(&Secret::new("test123"), &borrowed(&form), None, &of(&form, "_aop_signature")));

    let app = App::new("testid", "testsecret");
    let signed = rpc::Request::new("DescribeRegions", "2014-05-26")
        .param("Empty", "")
        .sign(&app, "https://partner.ap-southeast-1.aliyuncs.com/", &Moment::at(1_456_231_584_000).nonce("n"))
        .unwrap();
    assert!(signed.signature().signed().contains("Timestamp%3D2016-02-23T12%253A46%253A24Z%26Version"));
    assert!(signed.signature().signed().contains("%26Empty%3D%26"));

    let app = App::new("testkey", "s3cr3t");
    let moment = Moment::at(1_550_476_800_123);
    let json = r#"{"updateType":0,"skuList":[{"sku":"1","stocks":12}]}"#;
    let request = external::Request::new("stocks/update", json);
    let signed = request.sign(&app, "https://sh-api.nengmao.net/tmg/api", &moment).unwrap();
    assert_eq!(signed.signature().text(), "d646e022fc9e7938c0a536788923fc43");
    assert_eq!(signed.url(), "https://sh-api.nengmao.net/tmg/api/stocks/update");
    assert!(!format!("{signed:?}").contains("s3cr3t"));
    let headers: Vec<(&str, &str)> = signed.headers().collect();
    assert!(headers.contains(&("appSecret", "s3cr3t")) && headers.contains(&("timestamp", "1550476800")));
    let signed = request
        .place(external::Place::Body)
        .rules(ExternalRules::new().with_unit(TimeUnit::Milliseconds))
        .sign(&app, "https://sh-api.nengmao.net/tmg/api", &moment)
        .unwrap();
    let body: serde_json::Value = serde_json::from_slice(signed.body()).unwrap();
    assert_eq!((body["timestamp"].as_str(), body["updateType"].as_i64()), (Some("1550476800123"), Some(0)));
    let missing = external::Request::new("stocks/update", "{}").sign(
        &app,
        "https://sh-api.nengmao.net/tmg/api",
        &moment,
    );
    assert_eq!(missing.unwrap_err().to_string(), "stocks/update requires updateType");
}

#[test]
fn nothing_secret_prints() {
    let request = top::Request::new("taobao.time.get").session("t0ken").param("access_token", "t0ken");
    let signed = request.sign(&app(), REST, Moment::at(NOW)).unwrap();
    let shown = format!("{request:?} {signed:?} {:?} {}", app(), signed.signature().signed());
    assert!(!shown.contains("t0ken") && !shown.contains("helloworld"), "{shown}");
    // The same over any gateway, and of a request that was refused or came in.
    let any = Request::new("taobao.top.auth.token.refresh").param("refresh_token", "t0ken");
    assert!(any.has_secret() && !Request::new("taobao.time.get").has_secret());
    let (scheme, secret) = (Scheme::Top(TopDigest::Md5), Secret::new("helloworld"));
    let params = [("session", "t0ken"), ("fields", "tid")];
    let refused =
        Refused { scheme: &scheme, params: &params, body: Some(b"t0ken"), secret: &secret, now: NOW };
    let inbound = Inbound { query: b"session=t0ken&a=1", ..Inbound::default() };
    let shown = format!("{any:?} {refused:?} {inbound:?}");
    assert!(!shown.contains("t0ken") && !shown.contains("helloworld"), "{shown}");
    assert!(shown.contains("tid"), "{shown}");
}
