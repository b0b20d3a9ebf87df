//! Options: whether a value is one, and which one may have been meant.

use std::cell::Cell;
use std::collections::HashMap;
use std::sync::OnceLock;

use crate::schema::depend::table::{ShortTexts, Table};
use crate::schema::{FieldRef, OptionRef};
use crate::value::Value;
use crate::value::same::is_same;
use crate::vocab::attribute;

/// What a seller may have meant by a value that is no option.
#[derive(Clone, Debug)]
pub(crate) enum Hint {
    None,
    /// The text is the display name of the option of this value.
    DisplayName(String),
    /// The closest option.
    Near {
        value: String,
        display_name: Option<String>,
    },
}

/// The options of a field by value. The table is made when the first value is looked up.
#[derive(Debug, Default)]
pub(crate) struct Options {
    by_value: OnceLock<ByValue>,
    /// Those that are always options, where there are few and all are short.
    plain: OnceLock<Option<ShortTexts>>,
    /// Whether an option has a negative value.
    negative: OnceLock<bool>,
}

#[derive(Debug)]
struct ByValue {
    /// The first option of each value.
    first: Table,
    /// The next one of the same value, for options that are not the last of theirs.
    next: HashMap<u32, u32>,
}

impl Options {
    /// The first option of a value.
    #[inline]
    pub(crate) fn first_of_value<'a>(&self, field: FieldRef<'a>, value: &str) -> Option<OptionRef<'a>> {
        field.option_at(self.by_value(field).find(field, value)?)
    }

    /// Whether a value is one of an option that has no condition.
    #[inline]
    pub(crate) fn is_plain(&self, field: FieldRef<'_>, value: &str) -> bool {
        match self.plain.get_or_init(|| self.short(field)) {
            Some(texts) => texts.contains(value),
            None => self.first_of_value(field, value).is_some_and(|option| option.condition().is_none()),
        }
    }

    #[cold]
    fn short(&self, field: FieldRef<'_>) -> Option<ShortTexts> {
        /// A table of more would take longer to make than it saves.
        const MANY: usize = 1_000;
        let is_first = |option: &OptionRef<'_>| {
            let first = option.value().and_then(|value| self.first_of_value(field, value));
            first.is_some_and(|first| field.number_of(first) == field.number_of(*option))
        };
        let plain = |option: &OptionRef<'_>| is_first(option) && option.condition().is_none();
        let few = field.options().len() <= MANY;
        few.then(|| ShortTexts::new(field.options().filter(plain).filter_map(OptionRef::value)))?
    }

    /// The options of a value, in document order.
    pub(crate) fn of_value<'a>(
        &'a self,
        field: FieldRef<'a>,
        value: &str,
    ) -> impl Iterator<Item = OptionRef<'a>> {
        let by_value = self.by_value(field);
        let mut next = by_value.find(field, value);
        std::iter::from_fn(move || {
            let here = next?;
            next = by_value.next.get(&here).copied();
            field.option_at(here)
        })
    }

    fn by_value(&self, field: FieldRef<'_>) -> &ByValue {
        self.by_value.get_or_init(|| ByValue::new(field))
    }
}

impl Options {
    /// Whether a value is the custom option of a field: a negative number with its text in `inputValue`, where
    /// the field has an option of negative value.
    pub(crate) fn is_custom(&self, field: FieldRef<'_>, value: &Value) -> bool {
        let text = value.attribute(attribute::INPUT_VALUE);
        let negative = || field.options().any(|option| option.value().is_some_and(is_negative));
        is_negative(value.text())
            && text.is_some_and(|text| !text.is_empty())
            && *self.negative.get_or_init(negative)
    }
}

impl ByValue {
    fn new(field: FieldRef<'_>) -> ByValue {
        let count = crate::span::small(field.options().len());
        let mut first = Table::new(field.options().len());
        let mut next = HashMap::new();
        // From the back, so that the first of a value ends up in front.
        for number in (0..count).rev() {
            let Some(value) = field.option_at(number).and_then(OptionRef::value) else { continue };
            let has_value = |number| field.option_at(number).and_then(OptionRef::value) == Some(value);
            if let Some(after) = first.insert(value, number, has_value) {
                next.insert(number, after);
            }
        }
        ByValue { first, next }
    }

    fn find(&self, field: FieldRef<'_>, value: &str) -> Option<u32> {
        let options = field.option_nodes();
        let has_value = |number: u32| {
            let known = options.get(number as usize).and_then(|option| field.arena.bytes(option.value));
            known.is_some_and(|known| is_same(known, value.as_bytes()))
        };
        self.first.get(value, has_value)
    }
}

pub(crate) fn is_negative(text: &str) -> bool {
    text.strip_prefix('-')
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// What one check may spend on guesses: each compares one text with all that there are, so an item of many
/// unknown values would take longer than any other. Behind that, findings tell no guess.
#[derive(Debug)]
pub(crate) struct Patience(Cell<usize>);

impl Patience {
    /// Less than a tenth of a second. A guess among 30,000 options takes a ninth of it.
    pub(crate) const fn new() -> Patience {
        Patience(Cell::new(20_000_000))
    }

    fn spend(&self, cost: usize) -> bool {
        let left = self.0.get().checked_sub(cost);
        self.0.set(left.unwrap_or(0));
        left.is_some()
    }
}

/// What may have been meant by a value that is no option.
pub(crate) fn hint(field: FieldRef<'_>, text: &str, patience: &Patience) -> Hint {
    /// What a comparison with the name of an option costs.
    const NAME: usize = 8;
    if !patience.spend(NAME * field.options().len()) {
        return Hint::None;
    }
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
            match distance(wanted, candidate, within, patience) {
                Ok(Some(distance)) if option.value().is_some() => nearest = Some((distance, option)),
                Ok(_) => {}
                Err(Impatient) => return Hint::None,
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

/// Too much was spent on guesses.
pub(crate) struct Impatient;

/// The number of edits between two texts, if it is small enough.
pub(crate) fn distance(
    a: &str,
    b: &str,
    within: usize,
    patience: &Patience,
) -> Result<Option<usize>, Impatient> {
    /// Longer texts are not compared: nobody mistypes an option of that length.
    const LONGEST: usize = 256;
    /// What a comparison costs beside the table of its edits.
    const LEAST: usize = 16;
    let bytes_apart = a.len().abs_diff(b.len());
    // A character has at most four bytes, so this many bytes are more edits than allowed.
    let too_far = a.len().max(b.len()) > LONGEST || bytes_apart > within * 4;
    if !patience.spend(if too_far { 1 } else { LEAST + a.len() * b.len() }) {
        return Err(Impatient);
    }
    Ok((!too_far).then(|| strsim::osa_distance(a, b)).filter(|&distance| distance <= within))
}
