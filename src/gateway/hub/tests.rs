use super::*;

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// The examples of the guide; spaces that its print puts into times are left out.
#[test]
fn messages_of_the_guide() {
    let body = r#"{"productIds": "547096780502", "memberId": "b2b-28308412336ca4e7", "status": "RELATION_VIEW_PRODUCT_NEW_OR_MODIFY", "msgSendTime": "2018-05-30 20:28:42"}"#;
    let Ok(Message::Product(product)) =
        Message::read("ali1688_product_topic", "PRODUCT_PRODUCT_NEW_OR_MODIFY", body)
    else {
        panic!("no product")
    };
    assert_eq!((product.tag, product.others.len()), (Tag::ProductNewOrModify, 0));
    assert_eq!(product.product_ids, ["547096780502"]);
    assert_eq!(product.status, some("RELATION_VIEW_PRODUCT_NEW_OR_MODIFY"));

    let body = r#"{"orderId": 1479266113491823456, "currentStatus": "refundsuccess", "msgSendTime": "2018-05-30 19:30:13", "buyerMemberId": "b2b-9161839253fcc5", "refundAction": "SYSTEM_AGREE_REFUND_PROTOCOL", "operator": "system", "refundId": "1234567"}"#;
    let Ok(Message::Order(order)) =
        Message::read("ali1688_order_topic", "ORDER_ORDER_BUYER_REFUND_IN_SALES", body)
    else {
        panic!("no order")
    };
    assert_eq!((order.order_id.as_str(), order.refund_id), ("1479266113491823456", some("1234567")));

    let body = r#"{"OrderLogisticsTracingModel": {"logisticsId": "12345", "cpCode": "123", "mailNo": "123456", "statusChanged": "ACCEPT", "changeTime": "", "orderLogsItems": {"orderId": 12345, "orderEntryId": 1234567}}}"#;
    let Ok(Message::Logistics(logistics)) = Message::read("ali1688_logistic_topic", "", body) else {
        panic!("no shipment")
    };
    assert_eq!((logistics.tag.as_str(), logistics.others.len()), ("", 0));
    assert_eq!(
        (logistics.logistics_id.as_str(), logistics.status, logistics.time),
        ("12345", some("ACCEPT"), None)
    );
    assert_eq!(logistics.orders, [("12345".to_owned(), some("1234567"))]);

    let body = r#"{"MailNoChangeModel": {"logisticsId": "123456", "oldCpCode": "1234", "newCpCode": "12345", "oldMailNo": "123", "newMailNo": "1234", "eventTime": "", "orderLogsItems": [{"orderId": 12345, "orderEntryId": 12345678}, {"orderId": 2}]}}"#;
    let Ok(Message::Logistics(change)) =
        Message::read("ali1688_logistic_topic", "LOGISTICS_MAIL_NO_CHANGE", body)
    else {
        panic!("no change")
    };
    assert_eq!((change.tag, change.others.len()), (Tag::MailNoChange, 0));
    assert_eq!((change.carrier, change.old_mail_no, change.orders.len()), (some("12345"), some("123"), 2));
}

#[test]
fn what_is_unknown_is_kept() {
    let message = Message::read("other_topic", "X", "not json").unwrap();
    let (topic, tag, body) = ("other_topic".to_owned(), "X".to_owned(), "not json".to_owned());
    assert_eq!(message, Message::Unknown { topic, tag, body });
    let Ok(Message::Order(order)) = Message::read("ali1688_order_topic", "NEW_TAG", r#"{"orderId":"7"}"#)
    else {
        panic!("no order")
    };
    assert_eq!((order.tag.as_str(), order.tag.to_string()), ("NEW_TAG", "NEW_TAG".to_owned()));
    for tag in Tag::all() {
        assert_eq!(Tag::of(tag.as_str()), tag);
        assert!(!matches!(tag, Tag::Other(_)) && !tag.as_str().is_empty());
    }
    // Members of later versions, inside the model of a shipment and beside it.
    for (topic, body) in [
        ("ali1688_product_topic", r#"{"productIds":"1","grade":{"a":1.50}}"#),
        ("ali1688_order_topic", r#"{"orderId":1,"grade":{"a":1.50}}"#),
        ("ali1688_logistic_topic", r#"{"Model":{"logisticsId":1,"grade":{"a":1.50}}}"#),
        ("ali1688_logistic_topic", r#"{"zModel":{"logisticsId":1},"grade":{"a":1.50}}"#),
    ] {
        let others = match Message::read(topic, "X", body).unwrap() {
            Message::Product(product) => product.others,
            Message::Order(order) => order.others,
            Message::Logistics(logistics) => logistics.others,
            Message::Unknown { .. } => panic!("{topic}"),
        };
        let expected = ("grade".to_owned(), r#"{"a":1.50}"#.to_owned());
        assert_eq!(others.into_iter().collect::<Vec<_>>(), [expected], "{body}");
    }
    for (body, error) in [
        ("[]", "ali1688_order_topic: the message is not a JSON object"),
        ("{}", "ali1688_order_topic: orderId is missing"),
        (r#"{"orderId":""}"#, "ali1688_order_topic: orderId is missing"),
        (r#"{"orderId":null}"#, "ali1688_order_topic: orderId is missing"),
    ] {
        assert_eq!(Message::read("ali1688_order_topic", "T", body).unwrap_err().to_string(), error);
    }
}

/// A value for each kind of column.
fn sample(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Integer => "9007199254740993123",
        ColumnKind::Decimal => "1.150",
        ColumnKind::Text => "棉",
        ColumnKind::Time => "2018-05-30 20:28:42",
        ColumnKind::YesNo => "Y",
    }
}

#[test]
fn rows_of_all_tables() {
    assert_eq!(Table::all().count(), 8);
    for table in Table::all() {
        let full: Vec<(&str, Option<&str>)> =
            table.columns.iter().map(|column| (column.name, Some(sample(column.kind)))).collect();
        let row = table.read(full.iter().copied().chain([("new_column", Some("x"))])).unwrap();
        for column in table.columns {
            assert_eq!(row.text(column.name), Some(sample(column.kind)), "{} {}", table.name, column.name);
        }
        assert_eq!(
            (row.text("new_column"), row.unknown().count(), row.table().name),
            (Some("x"), 1, table.name)
        );
        for (at, column) in table.columns.iter().enumerate() {
            let mut without = full.clone();
            without[at].1 = None;
            assert_eq!(table.read(without).is_ok(), column.is_nullable, "{} {}", table.name, column.name);
            if column.kind != ColumnKind::Text {
                let mut wrong = full.clone();
                wrong[at].1 = Some("x");
                assert!(
                    matches!(table.read(wrong), Err(HubError::Form { .. })),
                    "{} {}",
                    table.name,
                    column.name
                );
            }
        }
    }
    let lower = Table::find("ali1688_invoice").unwrap();
    let row = lower.read([
        ("ID", Some("1")),
        ("order_id", Some("2")),
        ("invoice_type", Some("1")),
        ("local_invoice_id", Some("3")),
        ("invoice_data", Some("{}")),
    ]);
    assert_eq!(row.unwrap().text("order_Id"), Some("2"));
}
