//! Options: whether a value is one, and which one may have been meant.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::OnceLock;

use crate::Value;
use crate::schema::{FieldRef, OptionRef};
use crate::validate::problem::Hint;
use crate::vocab::attribute;

/// The options of a field by value. The table of a long list is made when the first value is looked up.
#[derive(Debug, Default)]
pub(crate) struct Options {
    table: OnceLock<Table>,
}

/// Lists up to this length are searched from the front.
const SHORT: usize = 16;

#[derive(Debug)]
struct Table {
    hasher: RandomState,
    /// By hash of the value: the first option that has it. Others of the same hash are linked.
    first: HashMap<u64, u32>,
    next: HashMap<u32, u32>,
}

impl Options {
    /// The options of a value, in document order.
    pub(crate) fn of_value<'a>(
        &'a self,
        field: FieldRef<'a>,
        value: &'a str,
    ) -> impl Iterator<Item = OptionRef<'a>> {
        let long = field.options().len() > SHORT;
        let table = long.then(|| self.table.get_or_init(|| Table::new(field)));
        let mut at = table.map_or(Some(0), |table| table.first.get(&table.hasher.hash_one(value)).copied());
        let candidates = std::iter::from_fn(move || {
            let here = at?;
            at = match table {
                Some(table) => table.next.get(&here).copied(),
                None => Some(here + 1),
            };
            field.option_at(here)
        });
        candidates.filter(move |option| option.value() == Some(value))
    }
}

impl Table {
    fn new(field: FieldRef<'_>) -> Table {
        let hasher = RandomState::new();
        let mut first = HashMap::with_capacity(field.options().len());
        let mut next = HashMap::new();
        // From the back, so that the first of a value ends up in front.
        let mut at = crate::span::small(field.options().len());
        let options: Vec<_> = field.options().collect();
        for option in options.into_iter().rev() {
            at -= 1;
            let Some(value) = option.value() else { continue };
            if let Some(after) = first.insert(hasher.hash_one(value), at) {
                next.insert(at, after);
            }
        }
        Table { hasher, first, next }
    }
}

/// Whether a value is the custom option of a field: a negative number with its text in `inputValue`, where the
/// field has an option of negative value.
pub(crate) fn is_custom(field: FieldRef<'_>, value: &Value) -> bool {
    let text = value.attribute(attribute::INPUT_VALUE);
    is_negative(value.text())
        && text.is_some_and(|text| !text.is_empty())
        && field.options().any(|option| option.value().is_some_and(is_negative))
}

fn is_negative(text: &str) -> bool {
    text.strip_prefix('-')
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// What may have been meant by a value that is no option.
pub(crate) fn hint(field: FieldRef<'_>, text: &str) -> Hint {
    let wanted = text.trim();
    let of_name =
        field.options().find(|option| option.display_name().is_some_and(|name| name.trim() == wanted));
    if let Some(value) = of_name.and_then(OptionRef::value) {
        return Hint::DisplayName(value.to_owned());
    }
    let mut nearest: Option<(usize, OptionRef<'_>)> = None;
    for option in field.options() {
        for candidate in [option.value(), option.display_name()].into_iter().flatten() {
            let within =
                nearest.map_or_else(|| tolerance(wanted), |(distance, _)| distance.saturating_sub(1));
            if let Some(distance) = distance(wanted, candidate, within)
                && option.value().is_some()
            {
                nearest = Some((distance, option));
            }
        }
    }
    match nearest {
        Some((_, option)) => Hint::Near {
            value: option.value().unwrap_or_default().to_owned(),
            display_name: option.display_name().map(str::to_owned),
        },
        None => Hint::None,
    }
}

/// How many edits apart two texts may be and still be close: one in three characters.
pub(crate) fn tolerance(text: &str) -> usize {
    text.chars().take(30).count().div_ceil(3)
}

/// The number of edits between two texts, if it is small enough.
pub(crate) fn distance(a: &str, b: &str, within: usize) -> Option<usize> {
    /// Longer texts are not compared: nobody mistypes an option of that length.
    const LONGEST: usize = 256;
    let bytes_apart = a.len().abs_diff(b.len());
    // A character has at most four bytes, so this many bytes are more edits than allowed.
    if a.len().max(b.len()) > LONGEST || bytes_apart > within * 4 {
        return None;
    }
    Some(strsim::osa_distance(a, b)).filter(|&distance| distance <= within)
}
