//! Objects that say that the call failed, and objects that only look so.

use super::*;

/// A place, the number of the object around it, and its members.
type Object<'a> = (AnswerPlace, Option<usize>, &'a [(&'a str, &'a str)]);

/// An answer as nested objects.
fn answer(objects: &[Object<'_>]) -> Vec<AnswerObject> {
    let object = |&(place, parent, members): &Object<'_>| AnswerObject {
        place,
        parent,
        members: members.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect(),
    };
    objects.iter().map(object).collect()
}

fn top(members: &[(&str, &str)]) -> Vec<AnswerObject> {
    answer(&[(AnswerPlace::Top, None, members)])
}

fn response(members: &[(&str, &str)], result: &[(&str, &str)]) -> Vec<AnswerObject> {
    answer(&[
        (AnswerPlace::Top, None, &[]),
        (AnswerPlace::Response, Some(0), members),
        (AnswerPlace::Result, Some(1), result),
    ])
}

fn code(objects: &[AnswerObject], has_document: bool) -> Option<String> {
    refusal(objects, has_document).map(|error| error.code)
}

#[test]
fn places() {
    let place = |names: &[&str]| names.iter().try_fold(AnswerPlace::Top, |place, name| place.inside(name));
    assert_eq!(place(&["tmall_item_schema_add_response"]), Some(AnswerPlace::Response));
    assert_eq!(place(&["x_response", "result"]), Some(AnswerPlace::Result));
    assert_eq!(place(&["x_response", "api_result"]), Some(AnswerPlace::Result));
    assert_eq!(place(&["result"]), Some(AnswerPlace::Result));
    assert_eq!(place(&["data"]), None);
    assert_eq!(place(&["result", "result"]), None);
    assert_eq!(place(&["x_response", "y_response"]), None);
}

#[test]
fn flags_count_beside_a_document_too() {
    let refused = [("biz_success", "false"), ("msg_code", "X")];
    assert_eq!(code(&top(&refused), true).as_deref(), Some("X"));
    assert_eq!(code(&response(&refused, &[]), true).as_deref(), Some("X"));
    assert_eq!(code(&response(&[], &refused), true).as_deref(), Some("X"));
    assert_eq!(code(&response(&[], &[("success", "false"), ("msg_code", "X")]), true).as_deref(), Some("X"));
    assert_eq!(code(&top(&[("error", "True"), ("code", "X")]), true).as_deref(), Some("X"));
    assert_eq!(code(&top(&[("biz_success", "false")]), true).as_deref(), Some(""));
    assert_eq!(code(&top(&[("biz_success", "true"), ("msg_code", "X"), ("message", "m")]), true), None);
}

/// An item may have fields of these names.
#[test]
fn bare_flags_are_none() {
    for members in [
        &[("success", "false")][..],
        &[("error", "true")],
        &[("error", "a text"), ("message", "m")],
        &[("success", "true"), ("message", "m")],
        &[("error", "false"), ("code", "1")],
        &[("success", "0"), ("message", "m")],
        &[("error", "true"), ("error_msg", "m")],
        &[("code", "x"), ("message", "m")],
        &[("type", "ISP"), ("message", "m")],
        &[("type", "cotton"), ("code", "x"), ("message", "m")],
    ] {
        assert_eq!(refusal(&top(members), false), None, "{members:?}");
    }
    let in_field = answer(&[
        (AnswerPlace::Top, None, &[("code", "x")]),
        (AnswerPlace::Result, Some(0), &[("success", "false")]),
    ]);
    assert_eq!(refusal(&in_field, false), None);
    assert_eq!(refusal(&response(&[("success", "false")], &[]), false), None);
}

/// No item is in a response, so its parts may be around the flag.
#[test]
fn parts_around_the_flag() {
    let objects = response(&[("request_id", "r")], &[("success", "false")]);
    assert_eq!(refusal(&objects, true).unwrap().request_id.as_deref(), Some("r"));
    let objects = response(&[("success", "false")], &[("msg_code", "X"), ("message", "m")]);
    let error = refusal(&objects, true).unwrap();
    assert_eq!((error.code.as_str(), error.message.as_str()), ("X", "m"));
    let objects = response(&[("error", "true"), ("error_msg", "m")], &[]);
    assert_eq!(refusal(&objects, true).unwrap().message, "m");
}

#[test]
fn the_parts_of_a_refusal() {
    let error = refusal(
        &top(&[
            ("code", "0"),
            ("biz_success", "false"),
            ("msg_code", "X"),
            ("message", "一;二"),
            ("trace_id", "t"),
        ]),
        false,
    );
    let wanted = ApiError {
        code: "X".to_owned(),
        message: "一;二".to_owned(),
        request_id: Some("t".to_owned()),
        form: AnswerForm::Result,
        ..ApiError::default()
    };
    assert_eq!(error, Some(wanted));
}

#[test]
fn refusals_without_a_document() {
    for members in [
        &[("code", "X"), ("type", "ISP"), ("message", "m")][..],
        &[("code", "X"), ("type", "isv"), ("msg", "m"), ("request_id", "r")],
        &[("code", "X"), ("type", "SYSTEM"), ("message", "")],
        &[("code", "X"), ("msg", "m"), ("sub_code", "isv.y")],
        &[("er_code", "X"), ("er_msg", "m")],
        &[("er_code", "X"), ("result", " ")],
        &[("error_code", "X"), ("error_message", "m")],
        &[("errorCode", "X"), ("errorMessage", "m")],
        &[("errcode", "X"), ("errmsg", "m")],
        &[("Code", "X"), ("Message", "m"), ("RequestId", "r")],
        &[("flag", "failure"), ("code", "X"), ("message", "m")],
        &[("code", "X"), ("message", "m"), ("trace_id", "")],
    ] {
        assert_eq!(code(&top(members), false).as_deref(), Some("X"), "{members:?}");
        assert_eq!(refusal(&top(members), true), None, "{members:?} beside a document");
    }
}

#[test]
fn successes() {
    for members in [
        &[("code", "0"), ("message", "ok"), ("trace_id", "")][..],
        &[("code", "200"), ("type", "ISP"), ("message", "m")],
        &[("er_code", "X"), ("result", "521369504454")],
        &[("er_code", "0"), ("er_msg", "")],
        &[("errcode", "0"), ("errmsg", "ok")],
        &[("flag", "success"), ("code", "0"), ("message", "m")],
    ] {
        assert_eq!(refusal(&top(members), false), None, "{members:?}");
    }
}

#[test]
fn an_error_response() {
    let members =
        [("code", "7"), ("msg", "App Call Limited"), ("sub_code", "s"), ("sub_msg", ""), ("request_id", "r")];
    let members = members.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let error = ApiError::of_response(members);
    assert_eq!((error.code.as_str(), error.message.as_str()), ("7", "App Call Limited"));
    assert_eq!((error.sub_code.as_deref(), error.sub_message.as_deref()), (Some("s"), None));
    assert_eq!(error.request_id.as_deref(), Some("r"));
}
