//! Converts dates as sellers write them to dates as the platform takes them.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::fmt::strtime;
use jiff::tz::Offset;

use super::record::is_cell_date;

/// How dates are read and written.
#[derive(Clone, Debug)]
pub(crate) struct DateFormat {
    /// The forms to read; the first that fits counts.
    pub(crate) from: Vec<DateForm>,
    /// The form to write; `None` for a date, with its time of day if there is one.
    pub(crate) to: Option<String>,
    /// The offset from UTC in which seconds since 1970 are written.
    pub(crate) offset: Offset,
}

#[derive(Clone, Debug)]
pub(crate) enum DateForm {
    /// A strftime format.
    Format(String),
    /// Seconds since 1970.
    Unix,
    /// Milliseconds since 1970.
    UnixMillis,
}

/// China's offset from UTC.
pub(crate) const CHINA: Offset = Offset::constant(8);

impl DateForm {
    pub(crate) fn parse(text: &str) -> Option<DateForm> {
        Some(match text {
            "unix" => DateForm::Unix,
            "unix-ms" => DateForm::UnixMillis,
            format if is_date_format(format) => DateForm::Format(format.to_owned()),
            _ => return None,
        })
    }

    /// The moment, and whether it has a time of day.
    fn read(&self, text: &str, offset: Offset) -> Option<(DateTime, bool)> {
        let stamp = match self {
            DateForm::Unix => Timestamp::from_second(text.parse().ok()?).ok()?,
            DateForm::UnixMillis => Timestamp::from_millisecond(text.parse().ok()?).ok()?,
            DateForm::Format(format) => {
                let parts = strtime::parse(format, text).ok()?;
                return match parts.to_datetime() {
                    Ok(moment) => Some((moment, parts.hour().is_some())),
                    Err(_) => parts.to_date().ok().map(|date: Date| (date.at(0, 0, 0, 0), false)),
                };
            }
        };
        Some((offset.to_datetime(stamp), true))
    }
}

/// Whether a strftime format can be written, and has some part of a date in it.
pub(crate) fn is_date_format(format: &str) -> bool {
    let some = jiff::civil::date(2026, 1, 31).at(1, 2, 3, 0);
    strtime::format(format, some).is_ok_and(|written| written != format)
}

impl DateFormat {
    /// The date in its new form. If none is given, the time of day is written where there is one, or where the field
    /// requires it.
    pub(crate) fn apply(&self, text: &str, wants_time: bool) -> Option<String> {
        let text = text.trim();
        let (moment, has_time) = self.from.iter().find_map(|form| form.read(text, self.offset))?;
        let format = match (&self.to, has_time || wants_time) {
            (Some(format), _) => format.as_str(),
            (None, true) => "%Y-%m-%d %H:%M:%S",
            (None, false) => "%Y-%m-%d",
        };
        strtime::format(format, moment).ok()
    }

    /// The date of a cell, which has the form in which sheets give dates.
    pub(crate) fn apply_to_cell(&self, text: &str, wants_time: bool) -> Option<String> {
        let form = match is_cell_date(text.trim())? {
            true => "%Y-%m-%d %H:%M:%S",
            false => "%Y-%m-%d",
        };
        let from = vec![DateForm::Format(form.to_owned())];
        DateFormat { from, ..self.clone() }.apply(text, wants_time)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(from: &[&str], to: Option<&str>, text: &str) -> Option<String> {
        let from = from.iter().map(|form| DateForm::parse(form).unwrap()).collect();
        DateFormat { from, to: to.map(str::to_owned), offset: CHINA }.apply(text, false)
    }

    #[test]
    fn dates() {
        assert_eq!(date(&["%Y/%m/%d"], None, "2026/3/5").unwrap(), "2026-03-05");
        assert_eq!(date(&["%Y/%m/%d", "%d.%m.%Y"], None, "05.03.2026").unwrap(), "2026-03-05");
        assert_eq!(date(&["%Y年%m月%d日"], Some("%Y%m%d"), "2026年03月05日").unwrap(), "20260305");
        assert_eq!(date(&["%Y-%m-%d %H:%M"], None, "2026-03-05 07:08").unwrap(), "2026-03-05 07:08:00");
        assert_eq!(date(&["unix"], None, "0").unwrap(), "1970-01-01 08:00:00");
        assert_eq!(date(&["unix-ms"], Some("%Y-%m-%d"), "1772668800000").unwrap(), "2026-03-05");
        for text in ["", "2026/2/30", "x", "2026-03-05", "2026/03/05 x"] {
            assert_eq!(date(&["%Y/%m/%d"], None, text), None, "{text}");
        }
    }

    #[test]
    fn formats() {
        assert!(DateForm::parse("%Q!").is_none());
        assert!(DateForm::parse("yyyy-MM-dd").is_none());
    }
}
