//! The tables of codes.
//!
//! Sources: [101645] and [102707] are the articles of the open platform on error codes and their diagnosis;
//! "clients" are two or more independent public programs that had to add the row; "one client" is a single one;
//! "IOP", "1688" and "Aliyun" are the documents and official SDKs of these gateways. The lists are open: what is
//! not in them falls to the rules in `answer/mod.rs`.

use crate::answer::class::ApiErrorClass::{self, *};

/// Numbers of the classic gateway that alone say what is wrong [101645, 102707]. Numbers that are not here (15, 50
/// and those above 200) leave it to the sub code.
pub(super) const NUMBERS: &[(u16, ApiErrorClass)] = &[
    // Upload failed: form or size of the picture.
    (3, Parameter),
    // Limits of older versions.
    (4, Throttled),
    (5, Throttled),
    (6, Throttled),
    (8, Throttled),
    // App Call Limited.
    (7, Throttled),
    // HTTP method refused.
    (9, Caller),
    // Service unavailable.
    (10, Transient),
    // The app lacks the permission package, or the address is not listed.
    (11, Permission),
    (13, Permission),
    (42, Permission),
    // The user lacks permission.
    (12, Permission),
    // Method, format, version, encoding.
    (21, Caller),
    (22, Caller),
    (23, Caller),
    (32, Caller),
    (33, Caller),
    (34, Caller),
    (47, Caller),
    // Signature missing or wrong.
    (24, Caller),
    (25, Caller),
    // Session missing or invalid; access token.
    (26, Authorise),
    (27, Authorise),
    (44, Authorise),
    // App key.
    (28, Configuration),
    (29, Configuration),
    // Timestamp: the clock or the time zone of the caller.
    (30, Configuration),
    (31, Configuration),
    // Missing or invalid argument.
    (40, Parameter),
    (41, Parameter),
    (43, Parameter),
    // Security level of the app, or its authorisation to refresh.
    (53, Configuration),
];

/// Numbers that the pages of the authorisation container use; none of them is an answer of an API [101645].
pub(super) const CONTAINER: std::ops::RangeInclusive<u16> = 100..=200;

/// Numbers of the external API for Tmall Global shops, by its document of 2019-02-18, chapter 4: "parameter exception" and
/// "system exception". After the latter it is unknown whether an update was carried out.
pub(super) const EXTERNAL: &[(std::ops::RangeInclusive<u16>, ApiErrorClass)] =
    &[(400..=499, Parameter), (500..=u16::MAX, Uncertain)];

/// Words, the first that matches counts; `*` stands for any text.
pub(super) const WORDS: &[(&str, ApiErrorClass)] = &[
    // Throttling of the classic gateway [102707].
    ("accesscontrol.*", Throttled),
    // Busy or too fast behind a word of any beginning, isv too; clients. The text names no time to wait.
    ("*SYS_REQUEST_TOO_FAST*", Transient),
    ("*:TOO_MANY_REQUESTS*", Transient),
    ("*:GENERIC_FAILURE*", Transient),
    ("*:IC_SYSTEM_NOT_READY_TRY_AGAIN_LATER*", Transient),
    ("isv.item-service-error:F_EXTENDS_11_15_015*", Transient),
    ("isv.topschema-service-unavailable*", Transient),
    // The platform's documentation calls these retriable; a write may have been carried out nevertheless.
    ("isp.*-timeout", Uncertain),
    ("isp.*-timeout-tmall", Uncertain),
    ("isp.*-timeout:*", Uncertain),
    // Bad parameters, although the word begins with isp [101645].
    ("isp.null-pointer-exception*", Parameter),
    ("isp.top-parse-error*", Parameter),
    ("isp.top-mapping-parse-error*", Parameter),
    // Retriable [101645], and what clients added to them.
    ("isp.*-service-unavailable*", Transient),
    ("isp.remote-service-error*", Transient),
    ("isp.remote-connection-error*", Transient),
    ("isp.top-remote-connection-error*", Transient),
    ("isp.top-remote-service-unavailable*", Transient),
    ("isp.top-remote-unknown-error*", Transient),
    ("isp.unknown-error*", Transient),
    ("isp.system-busy*", Transient),
    ("isp.call-limited*", Transient),
    // Permission [101645].
    ("isv.permission-*", Permission),
    ("isv.invalid-permission*", Permission),
    ("subuser.has-no-permission*", Permission),
    ("*-not-allowed", Permission),
    // Parameters [101645].
    ("isv.missing-parameter*", Parameter),
    ("isv.invalid-parameter*", Parameter),
    ("isv.*-not-exist*", Parameter),
    ("isv.parameters-mismatch*", Parameter),
    // Session of the classic gateway [102707].
    ("invalid-sessionkey", Authorise),
    ("session-expired", Authorise),
    ("session-not-exist", Authorise),
    ("sessionkey-not-generated-by-server", Authorise),
    // IOP and ICBU.
    ("IncompleteSignature", Caller),
    ("InvalidApiPath", Caller),
    ("InvalidApi", Caller),
    ("MissingPartner", Caller),
    ("InvalidAppKey", Configuration),
    ("IllegalTimestamp", Configuration),
    ("MissingParameter", Parameter),
    ("IllegalAccessToken", Authorise),
    ("InvalidAccessToken", Authorise),
    ("InvalidCode", Authorise),
    ("InsufficientPermission", Permission),
    ("AppWhiteIpLimit", Permission),
    ("AppNotSubscribed", Permission),
    ("ApiCallLimit", Throttled),
    ("AppCallLimit", Throttled),
    ("ServiceTimeout", Uncertain),
    ("SystemError", Transient),
    ("SystemBusy", Transient),
    // 1688.
    ("gw.SignatureMissing", Caller),
    ("gw.InvalidSignature", Caller),
    ("InvalidSignature", Caller),
    ("gw.APIUnsupported", Caller),
    ("gw.AppKeyNotFound", Configuration),
    ("gw.AppKeyMissing", Configuration),
    ("gw.ParamMissing", Parameter),
    ("gw.APIACLDecline", Permission),
    ("gw.NoUsageLeftError", Throttled),
    // Aliyun.
    ("Throttling*", Throttled),
    ("ServiceUnavailable", Transient),
    ("InternalError", Transient),
    ("InvalidTimeStamp.Expired", Configuration),
    ("SignatureDoesNotMatch", Caller),
    ("SignatureNonceUsed", Caller),
];

/// Means both "busy" and "not found": only the message says which; clients.
pub(super) const BUSY_OR_NOT_FOUND: &str = "isp.tmallitem-service-error:empty*";

/// How messages say that something does not exist; one client.
pub(super) const NOT_FOUND: &[&str] =
    &["不存在", "未找到", "找不到", "已经被删除", "已被删除", "not found", "not exist"];

/// Sentences that are used for one thing only, whatever the code; one client.
pub(super) const SENTENCES: &[(&str, ApiErrorClass)] =
    &[("This ban will last", Throttled), ("天猫商品服务异常", Transient), ("访问淘宝超时", Uncertain)];
