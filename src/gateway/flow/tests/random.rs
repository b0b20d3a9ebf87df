//! Ways through answers of any kind.

use proptest::prelude::*;

use super::*;

/// An answer of any kind to a call.
fn any_answer(method: &str, kind: u8) -> Reply {
    match kind {
        0 => Reply::none(),
        1 => refusal(15, "isp.remote-service-timeout", ""),
        2 => refusal(15, "isp.remote-service-error", ""),
        3 => Reply::read(None, 502, b"<html>"),
        4 => refusal(7, "accesscontrol.limited-by-app-access-count", "This ban will last for 1 more seconds"),
        5 => refusal(15, "isv.item-service-error:ITEM_PROPERTIES_ERROR", ""),
        6 => refusal(15, "isv.invalid-permission:add-xinpin", ""),
        7 => refusal(41, "isv.invalid-parameter", "无效产品ID：8"),
        8 => ok("nothing", ""),
        _ => match method {
            MATCH_SCHEMA => ok("match_result", if kind.is_multiple_of(2) { "" } else { RULES }),
            MATCH => ok("match_result", if kind.is_multiple_of(2) { "" } else { "7,8" }),
            PRODUCT => status(["true", "false", "auditing"][usize::from(kind % 3)]),
            PRODUCT_SCHEMA => ok("add_product_rule", if kind.is_multiple_of(4) { "" } else { RULES }),
            ADD_PRODUCT => added_product("7"),
            ON_SALE | WAREHOUSE => items(if kind.is_multiple_of(5) { &[("9", "o-1")] } else { &[] }),
            ADD | SUBMIT => refusal(15, "isv.something", "x"),
            _ => ok(
                match method {
                    ITEM_SCHEMA => "add_item_result",
                    PUBLISH_SCHEMA => "result",
                    "tmall.product.update.schema.get" => "update_product_schema",
                    _ => "update_product_result",
                },
                RULES,
            ),
        },
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// Whatever is answered, on both ways: it ends, and after an item was sent with an outcome that is not a refusal for
    /// certain, both lists have been looked through before it is sent again. The same with a product, which is matched.
    #[test]
    fn an_item_is_never_sent_twice_without_looking(
        kinds in prop::collection::vec(0_u8..24, 120),
        crash in 0_usize..120,
        is_classic in prop::bool::weighted(0.7),
    ) {
        let mut publish = match is_classic {
            true => start(),
            false => Publish::market("1512", "taobao", None).outer_id("o-1"),
        };
        let add = if is_classic { ADD } else { SUBMIT };
        let (mut lists, mut is_uncertain, mut is_over) = (Vec::new(), false, false);
        let (mut was_matched, mut is_product_uncertain) = (false, false);
        for (step, kind) in kinds.into_iter().cycle().take(600).enumerate() {
            match publish.next() {
                Next::Send(ask) => {
                    if ask.method == add {
                        prop_assert!(!is_uncertain || lists.contains(&ON_SALE) && lists.contains(&WAREHOUSE));
                        lists.clear();
                    }
                    if ask.method == ADD_PRODUCT {
                        prop_assert!(!is_product_uncertain || was_matched);
                        was_matched = false;
                    }
                    publish.sending();
                    if step == crash {
                        let stored = serde_json::to_string(&publish).unwrap();
                        publish = serde_json::from_str(&stored).unwrap();
                        publish.resume();
                        is_uncertain |= ask.method == add;
                        is_product_uncertain |= ask.method == ADD_PRODUCT;
                        continue;
                    }
                    let kind = if ask.method == add && kind > 8 { kind % 4 } else { kind };
                    if ask.method == add {
                        is_uncertain = kind < 4 || kind == 8;
                    }
                    if ask.method == ADD_PRODUCT {
                        is_product_uncertain = kind < 4;
                    }
                    was_matched |= ask.method == MATCH && kind >= 8;
                    if (ask.method == ON_SALE || ask.method == WAREHOUSE) && kind > 8 {
                        lists.push(ask.method);
                    }
                    publish.answer(&any_answer(ask.method, kind));
                }
                Next::Fill(_) => publish.filled("<itemParam/>"),
                Next::Wait { .. } => publish.waited(),
                Next::End(_) => {
                    is_over = true;
                    break;
                }
            }
        }
        prop_assert!(is_over, "no end: {publish:?}");
    }
}
