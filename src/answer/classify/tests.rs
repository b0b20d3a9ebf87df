//! Every row of the platform's tables, and what falls through them.

use super::*;
use crate::answer::class::ApiErrorClass::*;
use crate::answer::class::Call;

fn of_number(code: u16) -> ApiErrorClass {
    ApiError::new(code.to_string(), "").class()
}

fn of_sub(sub_code: &str) -> ApiErrorClass {
    ApiError::new("15", "Remote service error").with_sub(sub_code, "").class()
}

fn of_gateway(code: &str, fault: &str) -> ApiErrorClass {
    let fault = (!fault.is_empty()).then(|| fault.to_owned());
    ApiError { fault, form: AnswerForm::Gateway, ..ApiError::new(code, "") }.class()
}

#[test]
fn numbers() {
    for (codes, class) in [
        (&[4, 5, 6, 7, 8][..], Throttled),
        (&[10], Transient),
        (&[26, 27, 44, 100, 150, 200], Authorise),
        (&[11, 12, 13, 42], Permission),
        (&[28, 29, 30, 31, 53], Configuration),
        (&[9, 21, 22, 23, 24, 25, 32, 33, 34, 47], Caller),
        (&[3, 40, 41, 43], Parameter),
        (&[15, 50, 201, 530, 533, 700, 65535], Business),
    ] {
        for &code in codes {
            assert_eq!(of_number(code), class, "{code}");
        }
    }
}

/// 400 and more are the caller's fault, 500 and more that of the server.
#[test]
fn numbers_of_the_external_api() {
    for (codes, class, reading) in [
        (&[400, 401, 499][..], Parameter, Parameter),
        (&[500, 501, 999], Uncertain, Transient),
        (&[300], Business, Business),
    ] {
        for code in codes {
            let error = ApiError { form: AnswerForm::External, ..ApiError::new(code.to_string(), "m") };
            assert_eq!(error.class_of(Call::Write), class, "{code}");
            assert_eq!(error.class_of(Call::Read), reading, "{code}");
        }
    }
}

#[test]
fn sub_codes() {
    for (class, words) in [
        (
            Transient,
            &[
                "isp.item-service-unavailable",
                "isp.tmall-service-unavailable-tmall",
                "isp.remote-service-error",
                "isp.remote-service-error-tmall",
                "isp.remote-connection-error",
                "isp.top-remote-connection-error",
                "isp.unknown-error",
                "isp.top-remote-service-unavailable",
                "isp.top-remote-unknown-error",
                "isp.system-busy",
                "isp.tmall-item-error:GENERIC_FAILURE",
                "isv.item-service-error:IC_SYSTEM_NOT_READY_TRY_AGAIN_LATER",
                "isv.item-service-error:F_EXTENDS_11_15_015",
                "isv.topschema-service-unavailable",
                "isp.call-limited",
                "SYS_REQUEST_TOO_FAST",
                "isv.pictureServiceClient-service-error:TOO_MANY_REQUESTS",
                "isp.of-tomorrow",
            ][..],
        ),
        (
            Uncertain,
            &[
                "isp.remote-service-timeout",
                "isp.remote-service-timeout-tmall",
                "isp.top-remote-connection-timeout",
                "isp.item-update-service-error-timeout:x",
            ],
        ),
        (
            Throttled,
            &[
                "accesscontrol.limited-by-app-access-count",
                "accesscontrol.limited-by-api-access-count",
                "accesscontrol.limited-by-app-api-access-count",
                "accesscontrol.limited-by-dynamic-access-count",
            ],
        ),
        (
            Parameter,
            &[
                "isp.null-pointer-exception",
                "isp.top-parse-error",
                "isp.top-mapping-parse-error",
                "isv.missing-parameter:num_iid",
                "isv.invalid-parameter:xinpin",
                "isv.invalid-parameters:item_delete",
                "isv.user-not-exist:invalid-nick",
                "isv.parameters-mismatch:a-and-b",
            ],
        ),
        (
            Permission,
            &[
                "isv.invalid-permission",
                "isv.permission-api-package-limit",
                "isv.permission-ip-whitelist-limit",
                "isv.app-call-not-allowed",
                "subuser.has-no-permission",
            ],
        ),
        (
            Authorise,
            &[
                "invalid-sessionkey",
                "session-expired",
                "session-not-exist",
                "sessionkey-not-generated-by-server",
            ],
        ),
        (
            Business,
            &[
                "isv.item-service-error:ITEM_PROPERTIES_ERROR\u{2013}\u{201c}xxx\u{201d}",
                "isv.item-service-error:IC_CHECKSTEP_ALREADY_EXISTS_SAME_SPU",
                "isv.of-tomorrow",
                "",
            ],
        ),
    ] {
        for word in words {
            assert_eq!(of_sub(word), class, "{word}");
        }
    }
}

/// 15, 50 and business numbers leave it to the sub code; the others do not.
#[test]
fn which_of_the_two_codes_counts() {
    let class = |code: &str, sub: &str| ApiError::new(code, "").with_sub(sub, "").class();
    for code in ["15", "50", "530", "700", ""] {
        assert_eq!(class(code, "isp.unknown-error"), Transient, "{code}");
    }
    assert_eq!(class("11", "isv.of-tomorrow"), Permission);
    assert_eq!(class("7", "isp.unknown-error"), Throttled);
}

#[test]
fn words_of_the_other_gateways() {
    for (code, class) in [
        ("IncompleteSignature", Caller),
        ("InvalidAppKey", Configuration),
        ("IllegalTimestamp", Configuration),
        ("InvalidApiPath", Caller),
        ("InvalidApi", Caller),
        ("MissingParameter", Parameter),
        ("IllegalAccessToken", Authorise),
        ("InvalidAccessToken", Authorise),
        ("InsufficientPermission", Permission),
        ("AppWhiteIpLimit", Permission),
        ("AppNotSubscribed", Permission),
        ("InvalidCode", Authorise),
        ("MissingPartner", Caller),
        ("ApiCallLimit", Throttled),
        ("AppCallLimit", Throttled),
        ("ServiceTimeout", Uncertain),
        ("SystemError", Transient),
        ("SystemBusy", Transient),
        ("gw.NoUsageLeftError", Throttled),
        ("gw.APIACLDecline", Permission),
        ("gw.InvalidSignature", Caller),
        ("gw.AppKeyNotFound", Configuration),
        ("gw.ParamMissing", Parameter),
        ("Throttling.User", Throttled),
        ("InvalidTimeStamp.Expired", Configuration),
        ("SignatureNonceUsed", Caller),
    ] {
        for fault in ["", "ISV", "ISP"] {
            assert_eq!(of_gateway(code, fault), class, "{code} {fault}");
        }
    }
}

/// The fault decides about unknown words; numbers are the service's own there.
#[test]
fn unknown_words_and_numbers_of_the_newer_gateways() {
    assert_eq!(of_gateway("OfTomorrow", "ISP"), Transient);
    assert_eq!(of_gateway("OfTomorrow", "system"), Transient);
    assert_eq!(of_gateway("OfTomorrow", "ISV"), Business);
    assert_eq!(of_gateway("27", "ISV"), Business);
    assert_eq!(of_gateway("7", "ISP"), Business);
    assert_eq!(ApiError { fault: Some("ISV".to_owned()), ..ApiError::new("27", "") }.class(), Business);
}

#[test]
fn a_refusal_inside_a_result() {
    let class = |code: &str| ApiError { form: AnswerForm::Result, ..ApiError::new(code, "") }.class();
    assert_eq!(class("PUB_BIZCHECK_PRODUCT_IN_AUDITING"), Business);
    assert_eq!(class("CHK_IMAGE_FILE_ID_EMPTY"), Business);
    assert_eq!(class("27"), Business);
    assert_eq!(class("isp.unknown-error"), Transient);
}

#[test]
fn only_the_message_says() {
    let class =
        |text: &str| ApiError::new("15", "").with_sub("isp.tmallitem-service-error:empty", text).class();
    assert_eq!(class("服务繁忙，请稍后再试"), Transient);
    assert_eq!(class("商品不存在"), Business);
    assert_eq!(class("Item Not Found"), Business);
    let class = |text: &str| ApiError::new("15", "").with_sub("isv.item-service-error", text).class();
    assert_eq!(class("天猫商品服务异常，请重试"), Transient);
    assert_eq!(class("访问淘宝超时"), Uncertain);
    assert_eq!(class("类目必选属性未填写"), Business);
    assert_eq!(
        ApiError { form: AnswerForm::Result, ..ApiError::new("X", "This ban will last 3 more seconds") }
            .class(),
        Throttled
    );
}

/// A timeout of a read does no harm; of anything else it is unknown what it did.
#[test]
fn what_the_call_does_decides_about_timeouts() {
    let error = ApiError::new("15", "").with_sub("isp.remote-service-timeout", "");
    let classes = [Call::Read, Call::Write, Call::Unknown].map(|call| error.class_of(call));
    assert_eq!(classes, [Transient, Uncertain, Uncertain]);
    let error = ApiError::new("27", "");
    assert_eq!(error.class_of(Call::Read), error.class_of(Call::Write));
}
