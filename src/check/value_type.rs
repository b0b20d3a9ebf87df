//! valueTypeRule: the form of a text. Nothing is trimmed.

use jiff::civil::{Date, DateTime, Time};

use crate::check::small_number::SmallNumber;
use crate::check::{byte_scan, host};
use crate::vocab::ValueType;

/// Whether a text is of a type. `small` is the text as a number, if known.
pub(crate) fn fits(text: &str, small: Option<SmallNumber>, wanted: ValueType) -> bool {
    match (wanted, small) {
        (ValueType::Integer, Some(small)) => small.whole().is_some_and(|whole| i32::try_from(whole).is_ok()),
        (ValueType::Long, Some(small)) => small.whole().is_some(),
        (ValueType::Decimal | ValueType::Double, Some(_)) => true,
        (_, None) => fits_any(text, wanted),
        (
            ValueType::Text
            | ValueType::Textarea
            | ValueType::Html
            | ValueType::Date
            | ValueType::Time
            | ValueType::Url,
            Some(_),
        ) => fits_any(text, wanted),
    }
}

/// The whole numbers of a type that takes no other numbers: the least and the most.
pub(crate) fn whole_range(wanted: ValueType) -> Option<(i64, i64)> {
    match wanted {
        ValueType::Integer => Some((i64::from(i32::MIN), i64::from(i32::MAX))),
        ValueType::Long => Some((i64::MIN, i64::MAX)),
        ValueType::Decimal
        | ValueType::Double
        | ValueType::Text
        | ValueType::Textarea
        | ValueType::Html
        | ValueType::Url
        | ValueType::Date
        | ValueType::Time => None,
    }
}

fn fits_any(text: &str, wanted: ValueType) -> bool {
    match wanted {
        ValueType::Text | ValueType::Textarea | ValueType::Html => true,
        ValueType::Integer => is_whole(text) && text.parse::<i32>().is_ok(),
        ValueType::Long => is_whole(text) && text.parse::<i64>().is_ok(),
        ValueType::Decimal => is_decimal(text),
        ValueType::Double => is_double(text),
        ValueType::Date => {
            date(text).is_some_and(|rest| rest.is_empty() || is_time_of_day(rest, Seconds::Needed))
        }
        ValueType::Time => date(text).is_some_and(|rest| is_time_of_day(rest, Seconds::Optional)),
        ValueType::Url => is_url(text),
    }
}

fn unsigned(text: &str) -> &str {
    text.strip_prefix(['+', '-']).unwrap_or(text)
}

fn digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_whole(text: &str) -> bool {
    let text = unsigned(text);
    !text.is_empty() && digits(text)
}

fn is_decimal(text: &str) -> bool {
    let text = unsigned(text);
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    !(whole.is_empty() && fraction.is_empty()) && digits(whole) && digits(fraction)
}

fn is_double(text: &str) -> bool {
    match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => is_decimal(mantissa) && is_whole(exponent),
        None => is_decimal(text),
    }
}

/// A date, or a date with a time of day, as a moment. A date alone is midnight; seconds are optional.
pub(crate) fn moment(text: &str) -> Option<DateTime> {
    let (day, rest) = date_and_rest(text)?;
    let time = if rest.is_empty() { Time::midnight() } else { time_of_day(rest, Seconds::Optional)? };
    Some(day.to_datetime(time))
}

/// The moment of a text that has the form of all these types, read once; those that are not of moments do not matter.
pub(crate) fn moment_of_types(text: &str, types: &[ValueType]) -> Option<DateTime> {
    let (day, rest) = date_and_rest(text)?;
    let time = if rest.is_empty() { Time::midnight() } else { time_of_day(rest, Seconds::Optional)? };
    let has_seconds = rest.len() == " HH:mm:ss".len();
    let fits = |wanted: &ValueType| match wanted {
        ValueType::Date => rest.is_empty() || has_seconds,
        ValueType::Time => !rest.is_empty(),
        ValueType::Text
        | ValueType::Textarea
        | ValueType::Html
        | ValueType::Url
        | ValueType::Integer
        | ValueType::Long
        | ValueType::Decimal
        | ValueType::Double => true,
    };
    types.iter().all(fits).then(|| day.to_datetime(time))
}

/// Reads `yyyy-MM-dd`, a date of the calendar, and returns what follows.
fn date(text: &str) -> Option<&str> {
    date_and_rest(text).map(|(_, rest)| rest)
}

fn date_and_rest(text: &str) -> Option<(Date, &str)> {
    let (day, rest) = text.split_at_checked(10)?;
    let &[y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] = day.as_bytes() else { return None };
    let digit = |byte: u8| byte.is_ascii_digit().then(|| byte - b'0');
    let two = |tens: u8, ones: u8| Some(digit(tens)? * 10 + digit(ones)?);
    let year = i16::from(two(y0, y1)?) * 100 + i16::from(two(y2, y3)?);
    let (month, day) = (i8::try_from(two(m0, m1)?).ok()?, i8::try_from(two(d0, d1)?).ok()?);
    Some((Date::new(year, month, day).ok()?, rest))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Seconds {
    Needed,
    Optional,
}

fn is_time_of_day(text: &str, seconds: Seconds) -> bool {
    time_of_day(text, seconds).is_some()
}

/// ` HH:mm:ss`, with the space.
fn time_of_day(text: &str, seconds: Seconds) -> Option<Time> {
    let mut parts = text.strip_prefix(' ')?.split(':').map(|part| {
        let number = Some(part).filter(|part| part.len() == 2 && digits(part))?;
        number.parse::<i8>().ok()
    });
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = match parts.next() {
        Some(second) => second?,
        None if seconds == Seconds::Optional => 0,
        None => return None,
    };
    if parts.next().is_some() {
        return None;
    }
    Time::new(hour, minute, second, 0).ok()
}

/// An absolute http or https link, or a protocol-relative one; no white space anywhere.
fn is_url(text: &str) -> bool {
    let is_plain = text.bytes().fold(true, |plain, byte| plain & byte.is_ascii_graphic());
    if !is_plain && text.contains(char::is_whitespace) {
        return false;
    }
    let after = |scheme: &str| {
        let (start, rest) = text.split_at_checked(scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then_some(rest)
    };
    // Browsers accept backslashes and missing or extra slashes; the platform may not.
    let rest = after("https:").or_else(|| after("http:")).unwrap_or(text);
    let Some(host) = rest.strip_prefix("//") else { return false };
    let ends_host = |byte: u8| matches!(byte, b'/' | b'?' | b'#' | b'\\');
    let end = host.bytes().position(ends_host).unwrap_or(host.len());
    if end == 0 {
        return false;
    }
    if is_plain_host(&host.as_bytes()[..end]) {
        return true;
    }
    host::is_authority(&host[..end])
}

/// Whether a text is surely such a link: visible ASCII with a plain host. `known` keeps the start of the last link, up to
/// the end of its host, since the pictures of an item mostly have the same host.
#[inline]
pub(crate) fn is_plain_url<'t>(text: &'t str, known: &mut &'t str) -> bool {
    if !byte_scan::is_graphic(text.as_bytes()) {
        return false;
    }
    if !known.is_empty() && text.as_bytes().starts_with(known.as_bytes()) {
        return true;
    }
    let Some(start) = ["https://", "http://", "//"].into_iter().find(|start| text.starts_with(start)) else {
        return false;
    };
    let host = &text.as_bytes()[start.len()..];
    let end = host.iter().position(|&byte| byte == b'/').unwrap_or(host.len());
    if !is_plain_host(&host[..end]) {
        return false;
    }
    // With the slash, so that a longer host does not begin with it.
    *known = text.get(..=start.len() + end).unwrap_or_default();
    true
}

/// Whether a host consists of letters, digits and single hyphens between dots, and is not a number. The `url` crate
/// accepts any such host, whatever follows it.
fn is_plain_host(host: &[u8]) -> bool {
    let mut before = b'.';
    // A host whose last part begins with a digit may be an IPv4 address.
    let mut is_name = false;
    for &byte in host {
        if before == b'.' {
            is_name = byte.is_ascii_alphabetic();
        }
        let is_between = matches!(byte, b'.' | b'-') && before.is_ascii_alphanumeric();
        if !byte.is_ascii_alphanumeric() && !is_between {
            return false;
        }
        before = byte;
    }
    is_name && before.is_ascii_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn table(wanted: ValueType, good: &[&str], bad: &[&str]) {
        for text in good {
            assert!(fits(text, SmallNumber::parse(text), wanted), "{text:?} is {wanted}");
            assert!(fits(text, None, wanted), "{text:?} is {wanted}, the long way");
        }
        for text in bad {
            assert!(!fits(text, SmallNumber::parse(text), wanted), "{text:?} is not {wanted}");
            assert!(!fits(text, None, wanted), "{text:?} is not {wanted}, the long way");
        }
    }

    #[test]
    fn numbers() {
        let whole = ["0", "+7", "-2147483648", "2147483647", "007"];
        table(
            ValueType::Integer,
            &whole,
            &["2147483648", "-2147483649", "", "+", "+-7", " 5", "5 ", "1.0", "１２"],
        );
        table(ValueType::Long, &["9223372036854775807"], &["9223372036854775808", "1e3", "1_000"]);
        table(
            ValueType::Decimal,
            &["12", "-1.50", ".5", "1.", "+.5", "-0012.50"],
            &[".", "", "1e3", "1,000.00", "1.2.3", "NaN"],
        );
        table(
            ValueType::Double,
            &["-1.5E-3", "2e+10", "7", ".5e1"],
            &["1e", "e5", "1e1.5", "Infinity", "0x1"],
        );
    }

    #[test]
    fn dates_and_times() {
        table(
            ValueType::Date,
            &["2024-02-29", "2024-01-31 00:00:00", "2112-12-31 23:59:59"],
            &[
                "2023-02-29",
                "2024-13-01",
                "2024-1-1",
                "2024-01-31 10:00",
                "2024-01-31 24:00:00",
                "2024-01-31T10:00:00",
                "2024-01-31 ",
                "２０２４-01-01",
                "+024-01-01",
            ],
        );
        table(
            ValueType::Time,
            &["2016-05-28 14:57:54", "2016-05-28 14:57"],
            &[
                "2016-05-28",
                "2016-05-28 14",
                "2016-05-28 14:60:00",
                "2016-05-28  14:57:54",
                "2016-05-28 1:2:3",
            ],
        );
    }

    #[test]
    fn urls() {
        table(
            ValueType::Url,
            &[
                "//img.example.com/a.jpg",
                "https://img.example.com/a.jpg",
                "HTTP://x.cn",
                "http://例子.cn/图.jpg?a=b#c",
            ],
            &[
                "img.example.com/a.jpg",
                "ftp://x.cn/a",
                "http:/x.cn",
                "http:x.cn",
                "https://",
                "//",
                "///x.cn",
                "http://x.cn/a b",
                "http://x.cn/a\u{3000}b",
                "https:\\\\x.cn",
                "https://1.2.3.4.5/a.jpg",
                "https://x.cn.256",
                "https://a%zz/",
                "https://a<b",
                "javascript://x.cn",
            ],
        );
    }

    #[test]
    fn moments_of_types_as_each_for_itself() {
        let days = ["2024-02-29", "2023-02-29", "2024-2-1", ""];
        let times = ["", " ", " 10:00", " 10:00:59", " 24:00", " 10:00:5", " 10:00:00:00", "T10:00"];
        let types: [&[ValueType]; 4] =
            [&[], &[ValueType::Date], &[ValueType::Time], &[ValueType::Date, ValueType::Time]];
        for text in days.iter().flat_map(|day| times.map(|time| format!("{day}{time}"))) {
            for types in types {
                let fits = types.iter().all(|&wanted| fits_any(&text, wanted));
                assert_eq!(moment_of_types(&text, types), moment(&text).filter(|_| fits), "{text} {types:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn small_numbers_as_all_numbers(text in "[+-]?[0-9]{0,12}(\\.[0-9]{0,8})?") {
            for wanted in [ValueType::Integer, ValueType::Long, ValueType::Decimal, ValueType::Double] {
                prop_assert_eq!(fits(&text, SmallNumber::parse(&text), wanted), fits_any(&text, wanted));
            }
        }

        #[test]
        fn plain_addresses_are_addresses(texts in prop::collection::vec("((https?:)?//)?[a-b.]{0,3}[/?%1-]?[!-~汉 ]{0,3}", 1..5)) {
            let mut known = "";
            for text in &texts {
                if is_plain_url(text, &mut known) {
                    prop_assert!(is_url(text), "{:?}", texts);
                }
            }
        }

        #[test]
        fn plain_hosts_are_hosts(host in "[a-zA-Z0-9x.-]{1,12}", rest in "([/?#\\\\][!-~]{0,8})?") {
            if is_plain_host(host.as_bytes()) {
                let url = url::Url::parse(&format!("https://{host}{rest}"));
                prop_assert!(url.is_ok_and(|url| url.has_host()), "{}{}", host, rest);
            }
        }
    }
}
