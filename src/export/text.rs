//! What rules ask of one text, as schemas of a string. Each is refused by less than the rule: what it refuses, the rule refuses too.

use crate::check::limit::Limit;
use crate::check::measure::{ValueLimit, ValueMeasure};
use crate::check::rule::Check;
use crate::export::node::{Node, all, any, not, object, one, pattern};
use crate::export::number::Compared;
use crate::export::report::{Extent, Reason};
use crate::java_regex::{MatchMode, ecmascript};
use crate::vocab::{Bound, Dialect, LengthUnit, Side, ValueType};

/// A schema of a string, and how much of the rule it says; or why there is none.
pub(super) type Expressed = Result<(Node, Extent), Reason>;

/// Characters that count the same whichever way characters are counted, and that never join: printable ASCII and Chinese.
const PLAIN: &str = "^[\\u0020-\\u007E\\u3000-\\u3020\\u4E00-\\u9FA5\\uFF01-\\uFF5E]*$";
/// Texts of Chinese characters alone.
const CHINESE: &str = "^[\\u4E00-\\u9FA5]*$";
/// Something that no number has.
const NO_NUMBER: &str = "[A-DF-Za-df-z\\u002C\\u4E00-\\u9FA5]";
/// The most repetitions in a pattern: engines bound the size of a compiled one.
const MOST: usize = 200;

/// What the check of a rule asks of one text. `moments` says that a value type of dates may be in force.
pub(super) fn of_check(check: &Check<'_>, dialect: Dialect, moments: bool) -> Expressed {
    match check {
        Check::ValueType(wanted) => value_type(*wanted),
        Check::EachValue(limit) => each_value(limit, dialect, moments),
        Check::Pattern { .. } if moments => Err(Reason::Moments),
        Check::Pattern { text, bound } => {
            let mode = if *bound == Bound::Include { MatchMode::Whole } else { MatchMode::Part };
            let translated = pattern(ecmascript(text, mode).ok_or(Reason::Pattern)?);
            Ok((if mode == MatchMode::Whole { translated } else { not(translated) }, Extent::Whole))
        }
        Check::ReadOnly => Err(Reason::ReadOnly),
        Check::Size(_) => Err(Reason::Files),
        Check::WholeField(_) => Err(Reason::WholeField),
        Check::Nothing | Check::Disabled | Check::Required | Check::ServerOptions | Check::Attribute(_) => {
            Err(Reason::Other)
        }
    }
}

fn value_type(wanted: ValueType) -> Expressed {
    let day = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])";
    let clock = "(?:[01][0-9]|2[0-3]):[0-5][0-9]";
    let (text, extent) = match wanted {
        ValueType::Text | ValueType::Textarea | ValueType::Html => {
            return Ok((Node::Bool(true), Extent::Whole));
        }
        ValueType::Integer => ("^[+-]?0*[0-9]{1,10}$".to_owned(), Extent::Partly(Reason::Range)),
        ValueType::Long => ("^[+-]?0*[0-9]{1,19}$".to_owned(), Extent::Partly(Reason::Range)),
        ValueType::Decimal => (crate::export::number::PLAIN.to_owned(), Extent::Whole),
        ValueType::Double => {
            ("^[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?$".to_owned(), Extent::Whole)
        }
        ValueType::Date => (format!("^{day}(?: {clock}:[0-5][0-9])?$"), Extent::Partly(Reason::Calendar)),
        ValueType::Time => (format!("^{day} {clock}(?::[0-5][0-9])?$"), Extent::Partly(Reason::Calendar)),
        ValueType::Url => ("^(?:[Hh][Tt][Tt][Pp][Ss]?:)?//[^ /?#]".to_owned(), Extent::Partly(Reason::Host)),
    };
    Ok((pattern(text), extent))
}

fn each_value(limit: &ValueLimit, dialect: Dialect, moments: bool) -> Expressed {
    if let ValueMeasure::Length(unit) = limit.measure {
        length(&limit.limit, unit, dialect)
    } else if limit.measure == ValueMeasure::DecimalDigits {
        digits(&limit.limit)
    } else if limit.measure == ValueMeasure::Value {
        value(&limit.limit, moments)
    } else {
        // The report lists it; the JSON Schema is only less strict.
        Err(Reason::Other)
    }
}

fn value(limit: &Limit, moments: bool) -> Expressed {
    if moments || limit.number().is_none() {
        return Err(Reason::Moments);
    }
    let compared = Compared::with(&limit.text).ok_or(Reason::NegativeLimit)?;
    let wrong = match limit.side {
        Side::Max => compared.too_large(limit.bound),
        Side::Min => compared.too_small(limit.bound),
    };
    Ok((all(vec![not(wrong), not(pattern(NO_NUMBER))]), Extent::Partly(Reason::Exponent)))
}

/// The largest count that the limit allows, or the smallest; none if no count is.
fn bound(limit: &Limit) -> Option<usize> {
    let number = limit.text.parse::<usize>().ok().filter(|number| *number < 1 << 24)?;
    match (limit.side, limit.bound) {
        (_, Bound::Include) => Some(number),
        (Side::Max, Bound::NotInclude) => number.checked_sub(1),
        (Side::Min, Bound::NotInclude) => Some(number + 1),
    }
}

fn digits(limit: &Limit) -> Expressed {
    let count = bound(limit).filter(|count| *count <= MOST).ok_or(Reason::Count)?;
    let wrong = match limit.side {
        Side::Max => format!("^[+-]?[0-9]*\\.[0-9]{{{},}}$", count + 1),
        Side::Min if count == 0 => return Ok((Node::Bool(true), Extent::Whole)),
        Side::Min => format!("^[+-]?[0-9]+(?:\\.[0-9]{{0,{}}})?$", count - 1),
    };
    Ok((not(pattern(wrong)), Extent::Partly(Reason::Exponent)))
}

/// JSON Schema counts code points. Characters that readers see are at most as many; UTF-16 units and bytes at least as many.
fn length(limit: &Limit, unit: LengthUnit, dialect: Dialect) -> Expressed {
    let count = bound(limit).ok_or(Reason::Count)?;
    // In bytes, a Chinese character counts so many.
    let chinese = match unit {
        LengthUnit::Character => 1,
        LengthUnit::Byte => usize::from(dialect.bytes_of_chinese()),
    };
    let if_then = |when: &str, then: Node| object([("if", pattern(when)), ("then", then)]);
    let nodes = match (limit.side, unit) {
        (Side::Max, LengthUnit::Character) => vec![if_then(PLAIN, one("maxLength", count))],
        (Side::Min, LengthUnit::Character) => vec![if_then(PLAIN, one("minLength", count))],
        (Side::Max, LengthUnit::Byte) => {
            let mut nodes =
                vec![one("maxLength", count), if_then(CHINESE, one("maxLength", count / chinese))];
            nodes.extend(mixed(count, chinese).map(not));
            nodes
        }
        (Side::Min, LengthUnit::Byte) => vec![
            if_then("^[\\u0020-\\u007E]*$", one("minLength", count)),
            if_then(PLAIN, one("minLength", count.div_ceil(chinese))),
        ],
    };
    Ok((all(nodes), Extent::Partly(Reason::Length)))
}

/// Texts that are too long in bytes: so many Chinese characters, and in all so many that the rest is too long too.
fn mixed(count: usize, chinese: usize) -> impl Iterator<Item = Node> {
    let most = (count / chinese + 1).min(MOST);
    let steps = 5.min(most);
    (1..=steps).map(move |step| {
        let number = most * step / steps;
        let at_least = pattern(format!("^(?:[^\\u4E00-\\u9FA5]*[\\u4E00-\\u9FA5]){{{number}}}"));
        let length = (count + 1).saturating_sub(number * (chinese - 1));
        all(vec![at_least, one("minLength", length)])
    })
}

/// Texts that a choice between these values allows.
pub(super) fn choice(values: &[(&str, Option<&str>)]) -> Node {
    let option = |(value, name): &(&str, Option<&str>)| {
        let constant = one("const", *value);
        name.map_or(constant.clone(), |name| constant.with("title", name))
    };
    one("oneOf", values.iter().map(option).collect::<Vec<_>>())
}

/// Texts that are not empty and surely not blank.
pub(super) fn filled() -> Node {
    pattern("[0-9A-Za-z\\u4E00-\\u9FA5]")
}

/// Texts that are surely blank.
pub(super) fn blank() -> Node {
    pattern("^[ \\t\\n\\r\\u3000]*$")
}

/// A text for which a comparison with a number surely holds, and one for which it surely does not.
pub(super) fn comparison(value: &str, greater: bool, or_equal: bool) -> Option<(Node, Node)> {
    let above = Compared::with(value.trim())?;
    let bound = |open: bool| if open { Bound::NotInclude } else { Bound::Include };
    let again = Compared::with(value.trim())?;
    Some(if greater {
        // `>=` is above or equal, which "too large for an open bound" is.
        let holds = above.too_large(bound(or_equal));
        let fails = again.too_small(bound(!or_equal));
        (holds, fails)
    } else {
        let holds = above.too_small(bound(or_equal));
        let fails = again.too_large(bound(!or_equal));
        (holds, fails)
    })
}

/// One of several texts.
pub(super) fn one_of(texts: impl Iterator<Item = String>) -> Node {
    one("enum", texts.map(Node::Text).collect::<Vec<_>>())
}

/// Texts with another inside.
pub(super) fn containing(text: &str) -> Option<Node> {
    if text.chars().any(|c| c > '\u{FFFF}') {
        return None;
    }
    let escaped: String = text
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.to_string() } else { format!("\\u{:04X}", u32::from(c)) })
        .collect();
    Some(pattern(escaped))
}

/// What a value may be besides: one of these, or as described.
pub(super) fn or_empty(node: Node) -> Node {
    if node == Node::Bool(true) { node } else { any(vec![one("const", ""), node]) }
}
