//! Keys and elements of API answers.

pub(crate) const ERROR_RESPONSE: &str = "error_response";
pub(crate) const CODE: &str = "code";
pub(crate) const MSG: &str = "msg";
pub(crate) const SUB_CODE: &str = "sub_code";
pub(crate) const SUB_MSG: &str = "sub_msg";
/// The rule for a product. Empty: the category has no key properties.
pub(crate) const ADD_PRODUCT_RULE: &str = "add_product_rule";
/// The meaning of an empty rule.
pub(crate) const EMPTY_RULE: &str = "<itemRule/>";
/// A part of the name of alibaba.com's answers.
pub(crate) const ICBU: &str = "icbu";
/// Endings of the names of elements and keys that hold a document, or product ids or a word instead.
pub(crate) const RESULTS: [&str; 4] = ["result", "rule", "schema", "data"];
