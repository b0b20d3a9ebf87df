//! The time now, days in Beijing, the time zone of the platform, and the time that reproducible builds set.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{self, TimeZone};

/// The time of `SOURCE_DATE_EPOCH`, if it is set.
pub(crate) fn source_date() -> Option<Timestamp> {
    let seconds = std::env::var("SOURCE_DATE_EPOCH").ok()?.parse().ok()?;
    Timestamp::from_second(seconds).ok()
}

/// Milliseconds since 1970.
pub(crate) fn now_millis() -> i64 {
    Timestamp::now().as_millisecond()
}

/// The day in Beijing.
pub(crate) fn day(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::fixed(tz::offset(8))).date()
}

/// Today in Beijing.
pub(crate) fn today() -> Date {
    day(Timestamp::now())
}
