//! Date formats: on a field of dates a regexRule may hold `yyyy-MM-dd` instead of a pattern.

use jiff::civil::Date;

/// A format such as `yyyy-MM-dd HH:mm:ss`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DateFormat {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Number(Unit),
    Text(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Year,
    Month,
    Day,
    Hour,
    Minute,
    Second,
    Millisecond,
}

impl Unit {
    const ALL: [Unit; 7] =
        [Unit::Year, Unit::Month, Unit::Day, Unit::Hour, Unit::Minute, Unit::Second, Unit::Millisecond];

    /// The letters, as many as there are digits.
    const fn letters(self) -> &'static str {
        match self {
            Unit::Year => "yyyy",
            Unit::Month => "MM",
            Unit::Day => "dd",
            Unit::Hour => "HH",
            Unit::Minute => "mm",
            Unit::Second => "ss",
            Unit::Millisecond => "SSS",
        }
    }

    const fn range(self) -> (i16, i16) {
        match self {
            Unit::Year => (0, 9999),
            Unit::Month => (1, 12),
            Unit::Day => (1, 31),
            Unit::Hour => (0, 23),
            Unit::Minute | Unit::Second => (0, 59),
            Unit::Millisecond => (0, 999),
        }
    }
}

const SEPARATORS: &str = "-/:., T年月日时分秒";

impl DateFormat {
    /// Reads a format; none if the text is not a date format.
    pub(crate) fn parse(text: &str) -> Option<DateFormat> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let part = if let Some(unit) = Unit::ALL.into_iter().find(|unit| rest.starts_with(unit.letters()))
            {
                rest = &rest[unit.letters().len()..];
                // More of the same letter asks for more digits, or for a name.
                if rest.starts_with(c) {
                    return None;
                }
                Part::Number(unit)
            } else if let Some(quoted) = rest.strip_prefix('\'') {
                let text = quoted_text(quoted)?;
                rest = text.1;
                Part::Text(text.0)
            } else if SEPARATORS.contains(c) {
                rest = &rest[c.len_utf8()..];
                Part::Text(c.to_string())
            } else {
                return None;
            };
            parts.push(part);
        }
        parts.iter().any(|part| matches!(part, Part::Number(_))).then_some(DateFormat { parts })
    }

    /// Whether a text has this format and is a date or time that exists.
    pub(crate) fn fits(&self, text: &str) -> bool {
        // Without a year or month in the format: a leap year, and a month of 31 days.
        let (mut year, mut month, mut day) = (2000, 1, 1);
        let mut rest = text;
        for part in &self.parts {
            match part {
                Part::Text(text) => match rest.strip_prefix(text.as_str()) {
                    Some(after) => rest = after,
                    None => return false,
                },
                Part::Number(unit) => {
                    let Some((digits, after)) = rest.split_at_checked(unit.letters().len()) else {
                        return false;
                    };
                    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
                    let number = digits.parse().ok().filter(|_| is_number);
                    let (least, most) = unit.range();
                    let Some(number) = number.filter(|number| (least..=most).contains(number)) else {
                        return false;
                    };
                    match unit {
                        Unit::Year => year = number,
                        Unit::Month => month = number,
                        Unit::Day => day = number,
                        Unit::Hour | Unit::Minute | Unit::Second | Unit::Millisecond => {}
                    }
                    rest = after;
                }
            }
        }
        let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day)) else { return false };
        rest.is_empty() && Date::new(year, month, day).is_ok()
    }
}

/// The text up to the closing quote, and what follows. Two quotes stand for one.
fn quoted_text(text: &str) -> Option<(String, &str)> {
    if let Some(rest) = text.strip_prefix('\'') {
        return Some(("'".to_owned(), rest));
    }
    let mut quoted = String::new();
    let mut rest = text;
    loop {
        let (before, after) = rest.split_once('\'')?;
        quoted.push_str(before);
        match after.strip_prefix('\'') {
            Some(after) => {
                quoted.push('\'');
                rest = after;
            }
            None => return Some((quoted, after)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats() {
        for text in [
            "yyyy-MM-dd",
            "yyyy/MM/dd HH:mm:ss",
            "yyyyMMdd",
            "yyyy-MM-dd'T'HH:mm:ss.SSS",
            "yyyy-MM-ddTHH:mm",
            "yyyy年MM月dd日",
            "HH时mm分ss秒",
            "yyyy",
            "yyyy'年'''MM",
        ] {
            assert!(DateFormat::parse(text).is_some(), "{text}");
        }
        for text in [
            "",
            "-",
            "yyyy-MM-d",
            "yy-MM-dd",
            "yyyyy",
            "MMM",
            r"\d{4}-\d{2}",
            "yyyy'年",
            "yyyy-MM-dd z",
            "[yyyy]",
            "yyyy+",
        ] {
            assert_eq!(DateFormat::parse(text), None, "{text}");
        }
    }

    #[test]
    fn values() {
        let fits = |format: &str, text: &str| DateFormat::parse(format).unwrap().fits(text);
        assert!(fits("yyyy-MM-dd", "2024-02-29"));
        for text in
            ["2023-02-29", "2024-2-29", "2024-02-29 ", "2024-02-29 10:00:00", "2024-00-01", "+024-01-01"]
        {
            assert!(!fits("yyyy-MM-dd", text), "{text}");
        }
        assert!(fits("yyyyMMddHHmmssSSS", "20241231235959999"));
        assert!(!fits("yyyyMMddHHmmssSSS", "20241231245959999"));
        assert!(fits("yyyy年MM月dd日", "2024年01月31日") && !fits("yyyy年MM月dd日", "2024年01月31"));
        assert!(fits("MM-dd", "02-29") && fits("dd", "31") && !fits("MM-dd", "04-31"));
        assert!(fits("yyyy''MM 'o''clock'", "2024'05 o'clock"));
        assert!(!fits("yyyy", "二零二四") && !fits("HH:mm", "１０:00") && !fits("ss", "60"));
    }
}
