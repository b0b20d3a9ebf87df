//! Custom values: a negative number marks a text of the seller's own, which is in the attribute `inputValue`.

use crate::value::Value;
use crate::vocab::attribute;

/// The text that a custom value stands for; none if the value is an ordinary one.
#[inline]
pub(crate) fn own_text(value: &Value) -> Option<&str> {
    if value.attributes.is_absent() {
        return None;
    }
    let text = value.attribute(attribute::INPUT_VALUE).filter(|text| !text.is_empty())?;
    is_negative(value.text()).then_some(text)
}

/// The text that value types, lengths, limits and patterns look at. Everything else looks at [`Value::text`].
#[inline]
pub(crate) fn checked_text(value: &Value) -> &str {
    own_text(value).unwrap_or_else(|| value.text())
}

/// Whether a text is a negative integer: `-` and digits, below zero.
pub(crate) fn is_negative(text: &str) -> bool {
    let Some(digits) = text.strip_prefix('-') else { return false };
    digits.bytes().all(|byte| byte.is_ascii_digit()) && digits.bytes().any(|byte| byte != b'0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers() {
        assert!(["-1", "-007", "-99999999999999999999"].into_iter().all(is_negative));
        assert!(!["-0", "-", "1", "-1.5", " -1", "-1x", "", "-１"].into_iter().any(is_negative));
        let custom = Value::custom("-2", "雾霾蓝");
        assert_eq!(own_text(&custom), Some("雾霾蓝"));
        for plain in
            [Value::custom("-0", "x"), Value::custom("1", "x"), Value::custom("-1", ""), Value::new("-1")]
        {
            assert_eq!((own_text(&plain), checked_text(&plain)), (None, plain.text()));
        }
    }
}
