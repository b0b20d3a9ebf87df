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

/// A port; 0 stands for any that is free.
pub(crate) fn port(text: &str) -> Result<u16, Message> {
    up_to(text, 0, u16::MAX.into()).map(|number| u16::try_from(number).unwrap_or_default())
}

/// A row of a sheet, from 1.
#[cfg(feature = "sheets")]
pub(crate) fn row(text: &str) -> Result<u32, Message> {
    up_to(text, 1, 1_048_576).map(|number| u32::try_from(number).unwrap_or_default())
}

fn up_to(text: &str, least: u64, most: u64) -> Result<u64, Message> {
    let number = long_count(text).ok().filter(|number| (least..=most).contains(number));
    number.ok_or_else(|| {
        Message::new(
            format!("expected a whole number from {least} to {most}"),
            format!("应为 {least} 到 {most} 的整数"),
        )
    })
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
        assert_eq!((port("0"), port("65535")), (Ok(0), Ok(65535)));
        for wrong in ["65536", "-1", "", "x"] {
            assert_eq!(port(wrong).unwrap_err().en, "expected a whole number from 0 to 65535", "{wrong}");
        }
        assert_eq!(positive("0").unwrap_err().zh, "应为不小于 1 的整数");
        assert_eq!(count("99999999999999999999999").unwrap_err().en, "the number is too large");
    }
}
