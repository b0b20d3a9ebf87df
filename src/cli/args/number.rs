//! Numbers on the command line and in settings.

use std::num::NonZeroUsize;

use crate::cli::lang::Message;

/// A count of which 0 is one.
pub(crate) fn count(text: &str) -> Result<usize, Message> {
    usize::try_from(long_count(text)?).map_err(|_| too_large())
}

/// A count of records.
pub(crate) fn long_count(text: &str) -> Result<u64, Message> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Message::new("expected a whole number, 0 or more", "应为不小于 0 的整数"));
    }
    text.parse().map_err(|_| too_large())
}

/// A count of which 0 makes no sense.
pub(crate) fn positive(text: &str) -> Result<NonZeroUsize, Message> {
    let wanted = || Message::new("expected a whole number, 1 or more", "应为不小于 1 的整数");
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number {
        return Err(wanted());
    }
    NonZeroUsize::new(count(text)?).ok_or_else(wanted)
}

fn too_large() -> Message {
    Message::new("the number is too large", "数值过大")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        assert_eq!(count("0"), Ok(0));
        assert_eq!(long_count("18446744073709551615"), Ok(u64::MAX));
        assert_eq!(positive("4").map(NonZeroUsize::get), Ok(4));
        for wrong in ["", "x", "1.5", "+1", " 1", "１"] {
            assert_eq!(count(wrong).unwrap_err().en, "expected a whole number, 0 or more", "{wrong}");
        }
        assert_eq!(positive("0").unwrap_err().zh, "应为不小于 1 的整数");
        assert_eq!(count("99999999999999999999999").unwrap_err().en, "the number is too large");
    }
}
