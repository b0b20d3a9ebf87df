//! Times as the gateways write them. The clock is the caller's: milliseconds since 1970.

use jiff::civil::DateTime;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

/// GMT+8, in which the classic gateway writes and reads times.
const CHINA: Offset = Offset::constant(8);

/// Writes a time, in milliseconds since 1970, as the classic gateway does: `yyyy-MM-dd HH:mm:ss` in GMT+8.
///
/// ```
/// use tmall_schema::gateway::{china_time, parse_china_time};
/// assert_eq!(china_time(1_451_620_800_000), "2016-01-01 12:00:00");
/// assert_eq!(parse_china_time("2016-01-01 12:00:00"), Some(1_451_620_800_000));
/// ```
#[must_use]
pub fn china_time(milliseconds: i64) -> String {
    CHINA.to_datetime(stamp(milliseconds)).strftime("%Y-%m-%d %H:%M:%S").to_string()
}

/// `yyyy-MM-ddTHH:mm:ssZ`.
pub(crate) fn utc(milliseconds: i64) -> String {
    Offset::UTC.to_datetime(stamp(milliseconds)).strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Reads a time of the classic gateway: the milliseconds since 1970. Besides its own form these may be given as they are,
/// which is what the official Python SDK sends.
#[must_use]
pub fn parse_top_time(text: &str) -> Option<i64> {
    let is_number = text.len() == 13 && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { text.parse().ok() } else { parse_china_time(text) }
}

/// Reads a time in the form that the classic gateway writes: the milliseconds since 1970.
#[must_use]
pub fn parse_china_time(text: &str) -> Option<i64> {
    let is_form = text.len() == 19 && text.as_bytes().get(10) == Some(&b' ');
    let time: DateTime = is_form.then(|| text.parse().ok()).flatten()?;
    CHINA.to_timestamp(time).ok().map(Timestamp::as_millisecond)
}

fn stamp(milliseconds: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH
        .saturating_add(SignedDuration::from_millis(milliseconds))
        .unwrap_or(Timestamp::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_in_their_zones() {
        let noon = 1_451_620_800_000; // 2016-01-01T04:00:00Z
        assert_eq!(china_time(noon), "2016-01-01 12:00:00");
        assert_eq!(utc(noon), "2016-01-01T04:00:00Z");
        assert_eq!(parse_china_time("2016-01-01 12:00:00"), Some(noon));
        for wrong in [
            "",
            "2016-01-01",
            "2016-01-01T12:00:00",
            "1451620800000",
            "2016-13-01 12:00:00",
            "2016-01-01 12:00:00Z",
        ] {
            assert_eq!(parse_china_time(wrong), None, "{wrong}");
        }
        assert_eq!(parse_top_time("1451620800000"), Some(noon));
        assert_eq!(parse_top_time("2016-01-01 12:00:00"), Some(noon));
        assert_eq!(parse_top_time("1451620800"), None);
        assert!(!china_time(i64::MAX).is_empty());
    }
}
