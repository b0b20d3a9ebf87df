mod random;

use super::*;
use crate::gateway::reply::Reply;

const RULES: &str = "<itemRule><field id=\"title\" type=\"input\"/></itemRule>";

fn ok(key: &str, value: &str) -> Reply {
    let answer = serde_json::json!({ "a_response": { key: value } }).to_string();
    Reply::read(None, 200, answer.as_bytes())
}

fn refusal(code: u16, sub_code: &str, sub_msg: &str) -> Reply {
    let answer = serde_json::json!({
        "error_response": { "code": code, "msg": "Remote service error", "sub_code": sub_code, "sub_msg": sub_msg }
    });
    Reply::read(None, 200, answer.to_string().as_bytes())
}

fn status(value: &str) -> Reply {
    let xml = format!(
        "<itemRule><field id=\"can_publish_item\" type=\"input\"><default-value>{value}</default-value></field></itemRule>"
    );
    ok("get_product_result", &xml)
}

fn items(found: &[(&str, &str)]) -> Reply {
    let list: Vec<serde_json::Value> =
        found.iter().map(|(id, code)| serde_json::json!({ "num_iid": id, "outer_id": code })).collect();
    let answer =
        serde_json::json!({ "a_response": { "items": { "item": list }, "total_results": list.len() } });
    Reply::read(None, 200, answer.to_string().as_bytes())
}

fn added_product(id: &str) -> Reply {
    ok(
        "add_product_result",
        &format!(
            "<itemParam><field id=\"product_id\" type=\"input\"><value>{id}</value></field></itemParam>"
        ),
    )
}

/// Runs a machine through answers; gives the calls and fills that it asked for, and its end. What it stores reads back.
fn run(mut publish: Publish, answers: &[(&str, Reply)]) -> (Vec<String>, Option<End>) {
    let mut answers = answers.iter();
    let mut trace = Vec::new();
    for _ in 0..200 {
        let stored = serde_json::to_string(&publish).unwrap();
        assert_eq!(serde_json::from_str::<Publish>(&stored).unwrap(), publish);
        match publish.next() {
            Next::Send(ask) => {
                // Each call passes the table of methods.
                let app = crate::gateway::App::new("1", "s");
                let moment = crate::gateway::Moment::at(0);
                ask.request().sign(&app, "https://eco.taobao.com/router/rest", moment).unwrap();
                trace.push(ask.method.to_owned());
                let Some((method, reply)) = answers.next() else { return (trace, None) };
                assert_eq!(*method, ask.method, "{trace:?}");
                publish.answer(reply);
            }
            Next::Fill(fill) => {
                trace.push(format!("{:?}", fill.purpose));
                publish.filled(format!("<itemParam>{:?}</itemParam>", fill.purpose));
            }
            Next::Wait { seconds } => {
                assert!(seconds > 0);
                trace.push("wait".to_owned());
                publish.waited();
            }
            Next::End(end) => {
                assert!(answers.next().is_none(), "{trace:?}");
                return (trace, Some(end));
            }
        }
    }
    panic!("no end: {trace:?}");
}

const MATCH_SCHEMA: &str = "tmall.product.match.schema.get";
const MATCH: &str = "tmall.product.schema.match";
const PRODUCT: &str = "tmall.product.schema.get";
const PRODUCT_SCHEMA: &str = "tmall.product.add.schema.get";
const ADD_PRODUCT: &str = "tmall.product.schema.add";
const ITEM_SCHEMA: &str = "tmall.item.add.schema.get";
const ADD: &str = "tmall.item.schema.add";
const ON_SALE: &str = "taobao.items.onsale.get";
const WAREHOUSE: &str = "taobao.items.inventory.get";
const PUBLISH_SCHEMA: &str = "alibaba.item.publish.schema.get";
const SUBMIT: &str = "alibaba.item.publish.submit";

fn start() -> Publish {
    Publish::start("1512", Some("20000")).outer_id("o-1")
}

fn end(answers: &[(&str, Reply)]) -> End {
    let (trace, end) = run(start(), answers);
    end.unwrap_or_else(|| panic!("{trace:?}"))
}

fn published(id: &str) -> End {
    End::Published { item: id.to_owned() }
}

/// A category without key properties, up to the adding of the item.
fn to_item() -> Vec<(&'static str, Reply)> {
    vec![(MATCH_SCHEMA, ok("match_result", "")), (ITEM_SCHEMA, ok("add_item_result", RULES))]
}

/// A category with a product that is found.
fn to_item_of_product() -> Vec<(&'static str, Reply)> {
    vec![
        (MATCH_SCHEMA, ok("match_result", RULES)),
        (MATCH, ok("match_result", "7,8")),
        (PRODUCT, status("false")),
        (PRODUCT, status("true")),
        (ITEM_SCHEMA, ok("add_item_result", RULES)),
    ]
}

#[test]
fn paths_of_the_guide() {
    let with = |mut answers: Vec<(&'static str, Reply)>, more: Vec<(&'static str, Reply)>| {
        answers.extend(more);
        answers
    };
    assert_eq!(
        end(&with(to_item(), vec![(ADD, ok("add_item_result", "9007199254740993123"))])),
        published("9007199254740993123")
    );
    assert_eq!(end(&with(to_item_of_product(), vec![(ADD, ok("add_item_result", "1"))])), published("1"));
    // No product matches, and one is added.
    let added = vec![
        (MATCH_SCHEMA, ok("match_result", RULES)),
        (MATCH, ok("match_result", "")),
        (PRODUCT_SCHEMA, ok("add_product_rule", RULES)),
        (ADD_PRODUCT, added_product("77")),
        (PRODUCT, status("true")),
        (ITEM_SCHEMA, ok("add_item_result", RULES)),
        (ADD, ok("add_item_result", "1")),
    ];
    assert_eq!(end(&added), published("1"));
    // The category has no key properties after all.
    let none = vec![
        (MATCH_SCHEMA, ok("match_result", RULES)),
        (MATCH, ok("match_result", "")),
        (PRODUCT_SCHEMA, ok("add_product_rule", "")),
        (ITEM_SCHEMA, ok("add_item_result", RULES)),
        (ADD, ok("add_item_result", "1")),
    ];
    assert_eq!(end(&none), published("1"));
    // Waiting and rejected products.
    let of = |first: &str, second: &str| {
        end(&[
            (MATCH_SCHEMA, ok("match_result", RULES)),
            (MATCH, ok("match_result", "7,8")),
            (PRODUCT, status(first)),
            (PRODUCT, status(second)),
        ])
    };
    assert_eq!(of("false", "false"), End::ProductRejected { product: "8".to_owned() });
    assert_eq!(of("auditing", "false"), End::ProductWaits { product: "7".to_owned() });
}

#[test]
fn failures_of_publishing() {
    let after = |first: Vec<(&'static str, Reply)>, more: Vec<(&'static str, Reply)>| {
        let mut answers = first;
        answers.extend(more);
        end(&answers)
    };
    let properties = || refusal(15, "isv.item-service-error:ITEM_PROPERTIES_ERROR–“品牌”属性出错", "");
    let update = || {
        vec![
            (ADD, properties()),
            ("tmall.product.update.schema.get", ok("update_product_schema", RULES)),
            ("tmall.product.schema.update", ok("update_product_result", "<itemParam/>")),
            (PRODUCT, status("true")),
        ]
    };
    let mut fixed = update();
    fixed.push((ADD, ok("add_item_result", "1")));
    assert_eq!(after(to_item_of_product(), fixed), published("1"));
    // The product is updated once only.
    let mut twice = update();
    twice.push((ADD, properties()));
    assert!(matches!(after(to_item_of_product(), twice), End::Refused { .. }));
    // Without a product there is none to update.
    assert!(matches!(after(to_item(), vec![(ADD, properties())]), End::Refused { .. }));

    let duplicate = refusal(
        15,
        "isv.item-service-error:IC_CHECKSTEP_ALREADY_EXISTS_SAME_SPU",
        "已发布的商品ID列表为：521369504454",
    );
    assert_eq!(
        after(to_item(), vec![(ADD, duplicate)]),
        End::Exists { items: vec!["521369504454".to_owned()] }
    );
    let new_mark = refusal(15, "isv.invalid-permission:add-xinpin", "");
    let (trace, _) =
        run(start(), &[to_item(), vec![(ADD, new_mark), (ADD, ok("add_item_result", "1"))]].concat());
    assert!(trace.contains(&"ItemWithoutNewMark".to_owned()), "{trace:?}");
    let gone = refusal(41, "isv.invalid-parameter", "无效产品ID：8");
    let again = [vec![(ADD, gone)], to_item(), vec![]].concat();
    let (trace, none) = run(start(), &[to_item_of_product(), again].concat());
    assert_eq!((trace.iter().filter(|step| *step == MATCH_SCHEMA).count(), none), (2, None));
    let session = refusal(27, "invalid-sessionkey", "");
    assert!(matches!(end(&[(MATCH_SCHEMA, session)]), End::Refused { .. }));
    let ban =
        refusal(7, "accesscontrol.limited-by-api-access-count", "This ban will last for 2 more seconds");
    let (trace, _) = run(start(), &[to_item(), vec![(ADD, ban), (ADD, ok("add_item_result", "1"))]].concat());
    assert_eq!(trace.last().map(String::as_str), Some(ADD));
    let busy = || refusal(15, "isp.remote-service-error", "");
    assert_eq!(end(&[(); 6].map(|()| (MATCH_SCHEMA, busy()))), End::GaveUp);
}

/// What integrators met besides, each with its end: a person, the data, or later.
#[test]
fn refusals_that_end_a_way_say_what_they_are() {
    for (code, sub_code, sub_msg, expected) in [
        (15, "isv.invalid-parameter:category-not-found", "", ("parameter", "category")),
        (15, "isv.invalid-parameter:category-frozen", "", ("parameter", "category")),
        (41, "isv.invalid-parameter:cid", "", ("parameter", "category")),
        (15, "isv.item-service-error:IC_CHECKSTEP_SKU_DUPLICATE", "", ("business", "rows")),
        (15, "isv.item-service-error:IC_CHECKSTEP_ITME_NOT_IN_SKU_PRICE", "", ("business", "rows")),
        (15, "isv.item-service-error:ERR_RULE_ITEM_PUB_QUANTITY_LIMIT_ALL", "", ("business", "rows")),
        (15, "isv.item-service-error:RULE_AUDIT_TOP_NOT_PERMIT_TO_EDIT", "", ("business", "locked")),
        (15, "PUB_BIZCHECK_PRODUCT_IN_AUDITING", "", ("business", "locked")),
        (12, "", "", ("permission", "")),
        (26, "", "", ("authorise", "")),
        (53, "", "", ("configuration", "")),
        (25, "", "", ("caller", "")),
        (15, "isv.something-else", "类目不支持", ("business", "")),
    ] {
        let answers = [to_item(), vec![(ADD, refusal(code, sub_code, sub_msg))]].concat();
        let End::Refused { method, class, problem, .. } = end(&answers) else { panic!("{sub_code}") };
        assert_eq!(
            (method.as_str(), class.as_str(), problem.as_str()),
            (ADD, expected.0, expected.1),
            "{sub_code}"
        );
    }
    // A required property that the platform added: the product is updated first.
    let missing = refusal(15, "isv.item-service-error", "类目必选属性未填写：品牌");
    let (trace, _) = run(start(), &[to_item_of_product(), vec![(ADD, missing)]].concat());
    assert_eq!(trace.last().map(String::as_str), Some("tmall.product.update.schema.get"));
    // What passes, also when only its sentence says so.
    let busy = || refusal(15, "isv.item-service-error", "天猫商品服务异常");
    assert_eq!(end(&[(); 6].map(|()| (MATCH_SCHEMA, busy()))), End::GaveUp);
    for unclear in [busy(), refusal(15, "isv.item-service-error", "访问淘宝超时")] {
        let there = [to_item(), vec![(ADD, unclear), (ON_SALE, items(&[("2", "o-1")]))]].concat();
        assert_eq!(end(&there), published("2"));
    }
    // An item that is gone, in each of its words.
    for (sub_code, sub_msg) in [
        ("isv.item-is-delete:invalid-numIid-or-iid", ""),
        ("isv.invalid-parameters:item_delete", ""),
        ("isv.item-get-service-error:ITEM_NOT_FOUND", ""),
        ("isv.item-service-error", "该商品已经被删除"),
    ] {
        let mut update = Update::full("5");
        update.answer(&refusal(15, sub_code, sub_msg));
        assert_eq!(update.next(), Next::End(End::ItemGone), "{sub_code}");
    }
}

#[test]
fn after_a_lost_answer_it_looks() {
    let timeout = || refusal(15, "isp.remote-service-timeout", "");
    for lost in [
        Reply::none(),
        timeout(),
        refusal(15, "isp.remote-service-error", ""),
        Reply::read(None, 502, b"<html>"),
    ] {
        // It is there.
        let there = [to_item(), vec![(ADD, lost.clone()), (ON_SALE, items(&[("1", "other"), ("2", "o-1")]))]]
            .concat();
        assert_eq!(end(&there), published("2"));
        let stored = [
            to_item(),
            vec![(ADD, lost.clone()), (ON_SALE, items(&[])), (WAREHOUSE, items(&[("3", "o-1")]))],
        ];
        assert_eq!(end(&stored.concat()), published("3"));
        // It is not, however often one looks: so it is sent again.
        let absent = || vec![(ON_SALE, items(&[])), (WAREHOUSE, items(&[]))];
        let again = [
            to_item(),
            vec![(ADD, lost.clone())],
            absent(),
            absent(),
            vec![(ADD, ok("add_item_result", "4"))],
        ];
        assert_eq!(end(&again.concat()), published("4"));
        // The lists do not answer: uncertain, and not sent again.
        let silent = [to_item(), vec![(ADD, lost.clone())], vec![(ON_SALE, Reply::none()); 6]];
        assert_eq!(end(&silent.concat()), End::Uncertain);
        // Without a code of the seller it cannot be looked up.
        let (_, end) = run(Publish::start("1512", None), &[to_item(), vec![(ADD, lost)]].concat());
        assert_eq!(end, Some(End::Uncertain));
    }
    // A product is looked for, too.
    let product = [
        (MATCH_SCHEMA, ok("match_result", RULES)),
        (MATCH, ok("match_result", "")),
        (PRODUCT_SCHEMA, ok("add_product_rule", RULES)),
        (ADD_PRODUCT, Reply::none()),
        (MATCH, ok("match_result", "77")),
        (PRODUCT, status("auditing")),
    ];
    assert_eq!(end(&product), End::ProductWaits { product: "77".to_owned() });
}

#[test]
fn a_crash_while_sending_is_a_lost_answer() {
    let mut publish = start();
    publish.answer(&ok("match_result", ""));
    publish.answer(&ok("add_item_result", RULES));
    publish.filled("<itemParam/>");
    publish.sending();
    let stored = serde_json::to_string(&publish).unwrap();
    let mut read: Publish = serde_json::from_str(&stored).unwrap();
    read.resume();
    assert!(matches!(read.next(), Next::Wait { .. }));
    read.waited();
    assert!(matches!(read.next(), Next::Send(ask) if ask.method == ON_SALE));
    // Without a call under way nothing changes.
    let before = read.clone();
    read.resume();
    assert_eq!(read, before);
}

#[test]
fn updates() {
    let run = |mut update: Update, answers: Vec<(&str, Reply)>| {
        let mut answers = answers.into_iter();
        for _ in 0..100 {
            let stored = serde_json::to_string(&update).unwrap();
            assert_eq!(serde_json::from_str::<Update>(&stored).unwrap(), update);
            match update.next() {
                Next::Send(ask) => {
                    let (method, reply) = answers.next().unwrap();
                    assert_eq!(method, ask.method);
                    update.answer(&reply);
                }
                Next::Fill(_) => update.filled("<itemParam/>"),
                Next::Wait { .. } => update.waited(),
                Next::End(end) => return end,
            }
        }
        panic!("no end");
    };
    let done = || End::Updated { item: "5".to_owned() };
    let (get, send) = ("tmall.item.update.schema.get", "tmall.item.schema.update");
    let rules = || (get, ok("update_item_result", RULES));
    assert_eq!(run(Update::full("5"), vec![rules(), (send, ok("update_item_result", "5"))]), done());
    assert_eq!(
        run(Update::full("5"), vec![rules(), (send, Reply::none()), (send, ok("update_item_result", "5"))]),
        done()
    );
    assert_eq!(
        run(Update::full("5"), [vec![rules()], vec![(send, Reply::none()); 6]].concat()),
        End::Uncertain
    );
    let gone = refusal(15, "isv.item-is-delete:invalid-numIid-or-iid", "");
    assert_eq!(run(Update::full("5"), vec![(get, gone)]), End::ItemGone);
    let (get, send) = ("tmall.item.increment.update.schema.get", "tmall.item.schema.increment.update");
    let partial = vec![(get, ok("update_item_result", RULES)), (send, ok("update_item_result", "5"))];
    assert_eq!(run(Update::partial("5", "<itemParam/>"), partial), done());
}

/// The newer methods, with a lost answer: the item is looked for before it is sent again.
#[test]
fn publishing_to_a_market() {
    const SCHEMA: &str = PUBLISH_SCHEMA;
    let start = || Publish::market("1512", "taobao", None).outer_id("o-1");
    let rules = ok("result", RULES);
    let (trace, end) = run(start(), &[(SCHEMA, rules.clone()), (SUBMIT, ok("item_id", "521369504454"))]);
    assert_eq!(trace.last().map(String::as_str), Some(SUBMIT));
    assert_eq!(end, Some(End::Published { item: "521369504454".to_owned() }));
    let lost = [
        (SCHEMA, rules.clone()),
        (SUBMIT, Reply::none()),
        (ON_SALE, items(&[])),
        (WAREHOUSE, items(&[])),
        (ON_SALE, items(&[])),
        (WAREHOUSE, items(&[])),
        (SUBMIT, Reply::none()),
        (ON_SALE, items(&[("5", "o-1")])),
    ];
    assert_eq!(run(start(), &lost).1, Some(End::Published { item: "5".to_owned() }));
    // Problems of the classic way do not lead back to it.
    let gone = refusal(15, "isv.invalid-parameter", "无效产品ID：1");
    let (_, end) = run(start(), &[(SCHEMA, rules), (SUBMIT, gone)]);
    assert!(matches!(end, Some(End::Refused { .. })), "{end:?}");
    let tmall = Publish::market("1512", "tmall", Some("7"));
    let Next::Send(ask) = tmall.next() else { panic!() };
    assert_eq!(
        ask.params,
        [("market", "tmall".to_owned()), ("cat_id", "1512".to_owned()), ("spu_id", "7".to_owned())]
    );
}

#[test]
fn editing_by_the_newer_methods() {
    let mut update = Update::edit("521369504454");
    let Next::Send(ask) = update.next() else { panic!() };
    assert_eq!(ask.method, "alibaba.item.edit.schema.get");
    update.answer(&ok("result", RULES));
    update.filled("<itemSchema/>");
    let Next::Send(ask) = update.next() else { panic!() };
    assert_eq!((ask.method, ask.params[1].0), ("alibaba.item.edit.submit", "schema"));
    update.answer(&ok("item_id", "521369504454"));
    assert_eq!(update.next(), Next::End(End::Updated { item: "521369504454".to_owned() }));
}
