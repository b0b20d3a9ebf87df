//! Keys and elements of API responses.

pub(crate) const ERROR_RESPONSE: &str = "error_response";
pub(crate) const CODE: &str = "code";
pub(crate) const MSG: &str = "msg";
pub(crate) const SUB_CODE: &str = "sub_code";
pub(crate) const SUB_MSG: &str = "sub_msg";
pub(crate) const SUB_MESSAGE: &str = "sub_message";
pub(crate) const MESSAGE: &str = "message";
pub(crate) const TYPE: &str = "type";
pub(crate) const REQUEST_ID: &str = "request_id";
pub(crate) const TRACE_ID: &str = "trace_id";
/// The flags of refusals inside an answer, and what is beside them.
pub(crate) const BIZ_SUCCESS: &str = "biz_success";
pub(crate) const SUCCESS: &str = "success";
pub(crate) const ERROR: &str = "error";
pub(crate) const FLAG: &str = "flag";
pub(crate) const MSG_CODE: &str = "msg_code";
pub(crate) const ER_CODE: &str = "er_code";
pub(crate) const ER_MSG: &str = "er_msg";
pub(crate) const ERROR_CODE: &str = "error_code";
pub(crate) const ERROR_MSG: &str = "error_msg";
/// Where the parts of an answer are.
pub(crate) const RESULT: &str = "result";
pub(crate) const RESULT_END: &str = "_result";
pub(crate) const RESPONSE: &str = "response";
pub(crate) const RESPONSE_END: &str = "_response";
/// The rule for a product. Empty: the category has no key properties.
pub(crate) const ADD_PRODUCT_RULE: &str = "add_product_rule";
/// The meaning of an empty rule.
pub(crate) const EMPTY_RULE: &str = "<itemRule/>";
/// A part of the name of alibaba.com's answers.
pub(crate) const ICBU: &str = "icbu";
/// Endings of the names of elements and keys that hold a document, or product ids or a word instead.
pub(crate) const RESULTS: [&str; 4] = ["result", "rule", "schema", "data"];
