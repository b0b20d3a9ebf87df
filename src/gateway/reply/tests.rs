use super::*;

fn read(method: &str, status: u16, answer: &str) -> Reply {
    Reply::read(Method::find(method), status, answer.as_bytes())
}

#[test]
fn every_envelope_gives_the_same_texts() {
    for answer in [
        r#"{"tmall_item_schema_add_response":{"add_item_result":9007199254740993123,"gmt_create":"2026-01-01 00:00:00","request_id":"r"}}"#,
        r#"{"tmall_item_schema_add_response":{"add_item_result":"9007199254740993123","gmt_create":"2026-01-01 00:00:00","request_id":"r"}}"#,
        r#"{"add_item_result":9007199254740993123,"gmt_create":"2026-01-01 00:00:00","request_id":"r"}"#,
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><tmall_item_schema_add_response><add_item_result>9007199254740993123</add_item_result>\
         <gmt_create>2026-01-01 00:00:00</gmt_create><request_id>r</request_id></tmall_item_schema_add_response>",
    ] {
        let reply = read("tmall.item.schema.add", 200, answer);
        assert_eq!(reply.outcome(), &ReplyOutcome::Success, "{answer}");
        assert_eq!(reply.text("add_item_result").as_deref(), Some("9007199254740993123"), "{answer}");
        assert_eq!(reply.text("gmt_create").as_deref(), Some("2026-01-01 00:00:00"));
        assert_eq!(reply.request_id().as_deref(), Some("r"));
        assert_eq!(reply.advice(Call::Write), Advice::Done);
    }
    // Twenty digits are more than any integer of a machine.
    let reply = read("tmall.item.schema.add", 200, r#"{"add_item_result":12345678901234567890123}"#);
    assert_eq!(reply.text("add_item_result").as_deref(), Some("12345678901234567890123"));
}

#[test]
fn lists_of_every_form() {
    let one = r#"{"tid":9007199254740993123}"#;
    for (answer, expected) in [
        (format!(r#"{{"a_response":{{"trades":{{"trade":[{one},{one}]}}}}}}"#), 2),
        (format!(r#"{{"a_response":{{"trades":{{"trade":[{one}]}}}}}}"#), 1),
        (format!(r#"{{"a_response":{{"trades":{{"trade":{one}}}}}}}"#), 1),
        (format!(r#"{{"trades":[{one},{one}]}}"#), 2),
        (r#"{"trades":[]}"#.to_owned(), 0),
        (r#"{"trades":null}"#.to_owned(), 0),
        (r#"{"other":1}"#.to_owned(), 0),
    ] {
        let list = read("taobao.trades.sold.get", 200, &answer).list("trades");
        assert_eq!(list.len(), expected, "{answer}");
        assert!(list.iter().all(|trade| trade == one), "{answer}");
    }
}

/// The same lists in XML, with and without the mark of the platform. Texts stay texts.
#[test]
fn lists_of_xml() {
    let one = "<trade><tid>9007199254740993123</tid><orders list=\"true\"><order><oid>1</oid></order></orders></trade>";
    let json = r#"{"orders":[{"oid":"1"}],"tid":"9007199254740993123"}"#;
    for (list, expected) in [
        (format!("<trades list=\"true\">{one}{one}</trades>"), 2),
        (format!("<trades list=\"true\">{one}</trades>"), 1),
        (format!("<trades>{one}{one}</trades>"), 2),
        (format!("<trades>{one}</trades>"), 1),
        ("<trades list=\"true\"/>".to_owned(), 0),
        (String::new(), 0),
    ] {
        let answer = format!(
            "<trades_sold_get_response>{list}<total_results>2</total_results></trades_sold_get_response>"
        );
        let reply = read("taobao.trades.sold.get", 200, &answer);
        let trades = reply.list("trades");
        assert_eq!(trades.len(), expected, "{answer}");
        assert!(trades.iter().all(|trade| trade == json), "{trades:?}");
        assert_eq!(reply.text("total_results").as_deref(), Some("2"));
    }
}

/// The external API says in the body what went wrong: 400 and more are the caller's fault, 500 and more the server's.
#[test]
fn refusals_of_the_external_api() {
    for (code, read_advice, write_advice) in [
        (400, Advice::Stop(ApiErrorClass::Parameter), Advice::Stop(ApiErrorClass::Parameter)),
        (401, Advice::Stop(ApiErrorClass::Parameter), Advice::Stop(ApiErrorClass::Parameter)),
        (500, Advice::Retry, Advice::Look),
        (503, Advice::Retry, Advice::Look),
        (200, Advice::Done, Advice::Done),
    ] {
        let answer = format!(r#"{{"errorCode":{code},"msg":"System Exception","data":[]}}"#);
        let reply = read("stocks/update", 200, &answer);
        assert_eq!(reply.advice(Call::Read), read_advice, "{answer}");
        assert_eq!(reply.advice(Call::Write), write_advice, "{answer}");
    }
    // A code of 1688 is the business's, whatever its number.
    let reply = read("stocks/update", 200, r#"{"errorCode":"500","errorMessage":"no such order"}"#);
    assert_eq!(reply.advice(Call::Write), Advice::Stop(ApiErrorClass::Business));
}

#[test]
fn what_holds_tokens_is_not_printed() {
    let answer = r#"{"top_auth_token_create_response":{"token_result":"{\"access_token\":\"t0ken\"}","request_id":"r"}}"#;
    let reply = read("taobao.top.auth.token.create", 200, answer);
    assert!(reply.text("token_result").is_some_and(|text| text.contains("t0ken")));
    assert!(!format!("{reply:?}").contains("t0ken"), "{reply:?}");
}

#[test]
fn refusals_have_advice_by_what_the_call_does() {
    let ban = r#"{"error_response":{"code":7,"msg":"App Call Limited","sub_code":"accesscontrol.limited-by-api-access-count","sub_msg":"This ban will last for 2 more seconds"}}"#;
    let timeout = r#"{"error_response":{"code":15,"msg":"Remote service error","sub_code":"isp.remote-service-timeout"}}"#;
    let session = r#"{"error_response":{"code":27,"msg":"Invalid session"}}"#;
    let hidden = r#"{"alibaba_icbu_product_schema_add_response":{"biz_success":false,"msg_code":"PUB_BIZCHECK_PRODUCT_IN_AUDITING","message":"in audit"}}"#;
    for (answer, read_advice, write_advice) in [
        (ban, Advice::Wait { seconds: Some(2) }, Advice::Wait { seconds: Some(2) }),
        (timeout, Advice::Retry, Advice::Look),
        (session, Advice::Stop(ApiErrorClass::Authorise), Advice::Stop(ApiErrorClass::Authorise)),
        (hidden, Advice::Stop(ApiErrorClass::Business), Advice::Stop(ApiErrorClass::Business)),
        ("<html>503</html>", Advice::Retry, Advice::Look),
        ("", Advice::Retry, Advice::Look),
        ("{\"add_item_result\":12", Advice::Retry, Advice::Look),
        ("<!DOCTYPE HTML><p>busy", Advice::Retry, Advice::Look),
    ] {
        let reply = read("taobao.aftersale.get", 200, answer);
        assert_eq!(reply.advice(Call::Read), read_advice, "{answer}");
        assert_eq!(reply.advice(Call::Write), write_advice, "{answer}");
        assert_eq!(reply.advice(Call::Unknown), write_advice, "{answer}");
    }
    assert_eq!(Reply::none().advice(Call::Write), Advice::Look);
    assert_eq!(read("taobao.time.get", 502, "{\"a\":1}").advice(Call::Write), Advice::Look);
    // A success that does not name the item does not count.
    let nameless =
        read("tmall.item.schema.add", 200, r#"{"tmall_item_schema_add_response":{"gmt_create":"x"}}"#);
    assert_eq!(nameless.advice(Call::Write), Advice::Look);
}

#[test]
fn problems_of_publishing() {
    let of = |sub_code: &str, sub_message: &str| {
        Problem::of(&ApiError::new("15", "Remote service error").with_sub(sub_code, sub_message))
    };
    let duplicate =
        |ids: &[&str]| Some(Problem::Duplicate { items: ids.iter().map(|&id| id.to_owned()).collect() });
    let code = "isv.item-service-error:IC_CHECKSTEP_ALREADY_EXISTS_SAME_SPU";
    assert_eq!(
        of(code, "您已发布过同款商品，已发布的商品ID列表为：521369504454"),
        duplicate(&["521369504454"])
    );
    assert_eq!(
        of(code, "已发布的商品ID列表为：521369504454,9007199254740993123"),
        duplicate(&["521369504454", "9007199254740993123"])
    );
    assert_eq!(of(code, "同款商品"), duplicate(&[]));
    for (sub_code, sub_message, problem) in [
        ("isv.item-service-error:ITEM_PROPERTIES_ERROR–“品牌”属性出错", "", Problem::PropertiesChanged),
        ("isv.invalid-parameter", "无效产品ID：123", Problem::ProductGone),
        ("isv.invalid-permission:add-xinpin", "", Problem::NewItemMark),
        ("isv.item-is-delete:invalid-numIid-or-iid", "", Problem::ItemGone),
        ("isv.invalid-parameter:category-frozen", "", Problem::Category),
    ] {
        assert_eq!(of(sub_code, sub_message), Some(problem), "{sub_code}");
    }
    assert_eq!(of("isv.something", "else"), None);
}
