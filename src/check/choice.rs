//! Options: whether a value is an option, and which one may have been meant.

use std::collections::HashMap;
use std::sync::OnceLock;

pub(crate) use crate::check::custom::is_negative;
use crate::schema::depend::table::{ShortTexts, Table};
use crate::schema::{FieldRef, OptionRef};
use crate::suggest::{Budget, OutOfBudget, distance, tolerance};
use crate::value::same::is_same;
use crate::vocab::FieldKind;

/// What may have been meant by a value that is not an option.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OptionHint {
    /// No option is near.
    None,
    /// The text without the white space around it is the value of an option.
    Trimmed(String),
    /// The text is the display name of the option of this value.
    DisplayName(String),
    /// The text is the display name of several options; their first two values.
    SharedName(String, String),
    /// The closest option.
    Near {
        /// Its value.
        value: String,
        /// Its display name.
        display_name: Option<String>,
    },
}

/// Whether values of a field cannot be looked up: a choice for which the schema has no options.
pub(crate) fn lacks_options(field: FieldRef<'_>) -> bool {
    field.kind().is_some_and(FieldKind::is_choice) && field.options().len() == 0
}

/// The options of a field by value. Tables are built when the first value is looked up.
#[derive(Debug, Default)]
pub(crate) struct Options {
    by_value: OnceLock<ByValue>,
    /// The values of unconditional options, if there are few and all are short.
    unconditional: OnceLock<Option<ShortTexts>>,
    /// Whether an option has a negative value.
    negative: OnceLock<bool>,
}

#[derive(Debug)]
struct ByValue {
    /// The first option of each value.
    first: Table,
    /// The next option of the same value, by the number of an option.
    next: HashMap<u32, u32>,
}

impl Options {
    /// The first option of a value.
    #[inline]
    pub(crate) fn first_of_value<'a>(&self, field: FieldRef<'a>, value: &str) -> Option<OptionRef<'a>> {
        field.option_at(self.by_value(field).find(field, value)?)
    }

    /// Whether a value surely is an option that is available: one without a condition.
    #[inline]
    pub(crate) fn surely_passes(&self, field: FieldRef<'_>, value: &str) -> bool {
        match self.short_texts(field) {
            Some(texts) => texts.contains(value),
            None => self.first_of_value(field, value).is_some_and(|option| option.condition().is_none()),
        }
    }

    /// The values that surely are available, if there are few options and all are short: asked once for many values.
    #[inline]
    pub(crate) fn short_texts(&self, field: FieldRef<'_>) -> Option<&ShortTexts> {
        self.unconditional.get_or_init(|| self.short(field)).as_ref()
    }

    #[cold]
    fn short(&self, field: FieldRef<'_>) -> Option<ShortTexts> {
        /// A table of more options would cost more to build than it saves.
        const MANY: usize = 1_000;
        let is_first = |option: &OptionRef<'_>| {
            let first = option.value().and_then(|value| self.first_of_value(field, value));
            first.is_some_and(|first| field.number_of(first) == field.number_of(*option))
        };
        let is_plain = |option: &OptionRef<'_>| is_first(option) && option.condition().is_none();
        let few = field.options().len() <= MANY;
        few.then(|| ShortTexts::new(field.options().filter(is_plain).filter_map(OptionRef::value)))?
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
    /// Whether an option has a negative value, so that the field takes custom values.
    pub(crate) fn have_negative(&self, field: FieldRef<'_>) -> bool {
        let negative = || field.options().any(|option| option.value().is_some_and(is_negative));
        *self.negative.get_or_init(negative)
    }
}

impl ByValue {
    fn new(field: FieldRef<'_>) -> ByValue {
        let count = crate::span::small(field.options().len());
        let mut first = Table::new(field.options().len());
        let mut next = HashMap::new();
        // From the last to the first, so that the first option of a value is found first.
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

/// Whether a display name is a text, but for white space around it.
fn is_name(name: &str, text: &str) -> bool {
    // All options are compared, and nearly all are other names of about this length.
    name == text || (name.len() > text.len() && name.trim() == text)
}

/// The option that may have been meant by a value that is not an option.
pub(crate) fn suggestion(field: FieldRef<'_>, text: &str, budget: &Budget) -> OptionHint {
    /// The cost of a comparison with the display name of an option. All are compared: several may have the same name.
    const NAME: usize = 16;
    if !budget.spend(NAME * field.options().len()) {
        return OptionHint::None;
    }
    let wanted = text.trim();
    if wanted.len() < text.len() && field.option(wanted).is_some() {
        return OptionHint::Trimmed(wanted.to_owned());
    }
    let mut of_name = field
        .options()
        .filter(|option| option.display_name().is_some_and(|name| is_name(name, wanted)))
        .filter_map(OptionRef::value);
    if let Some(value) = of_name.next() {
        return match of_name.find(|&other| other != value) {
            Some(other) => OptionHint::SharedName(value.to_owned(), other.to_owned()),
            None => OptionHint::DisplayName(value.to_owned()),
        };
    }
    let mut nearest: Option<(usize, OptionRef<'_>)> = None;
    for option in field.options() {
        for candidate in [option.value(), option.display_name()].into_iter().flatten() {
            let within =
                nearest.map_or_else(|| tolerance(wanted), |(distance, _)| distance.saturating_sub(1));
            match distance(wanted, candidate, within, budget) {
                Ok(Some(distance)) if option.value().is_some() => nearest = Some((distance, option)),
                Ok(_) => {}
                Err(OutOfBudget) => return OptionHint::None,
            }
        }
    }
    match nearest {
        Some((_, option)) => OptionHint::Near {
            value: option.value().unwrap_or_default().to_owned(),
            display_name: option.display_name().map(str::to_owned),
        },
        None => OptionHint::None,
    }
}
