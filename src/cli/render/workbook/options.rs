//! The texts under which people choose options in a template.

use std::collections::{HashMap, HashSet};

use tmall_schema::{FieldRef, OptionRef};

/// For each option of a field the text that leads to it: its display name, or its value where the name is missing or would
/// also fit another option.
pub(crate) struct OptionTexts {
    /// The texts by the values, in the order of the options.
    texts: Vec<(String, String)>,
    by_value: HashMap<String, usize>,
}

impl OptionTexts {
    pub(crate) fn of(field: FieldRef<'_>) -> OptionTexts {
        let mut named: HashMap<&str, HashSet<&str>> = HashMap::new();
        let mut values = HashSet::new();
        for option in field.options() {
            let Some(value) = option.value() else { continue };
            values.insert(value);
            if let Some(name) = name(option) {
                named.entry(name).or_default().insert(value);
            }
        }
        let (mut texts, mut by_value) = (Vec::new(), HashMap::new());
        for option in field.options() {
            let Some(value) = option.value().filter(|value| !by_value.contains_key(*value)) else { continue };
            let is_clear = |name: &&str| {
                let several = named.get(name).is_some_and(|values| values.len() > 1);
                !several && (*name == value || !values.contains(name))
            };
            let text = name(option).filter(is_clear).unwrap_or(value);
            by_value.insert(value.to_owned(), texts.len());
            texts.push((value.to_owned(), text.to_owned()));
        }
        OptionTexts { texts, by_value }
    }

    /// The text of the option with a value.
    pub(crate) fn text(&self, value: &str) -> Option<&str> {
        self.by_value.get(value).and_then(|at| self.texts.get(*at)).map(|(_, text)| text.as_str())
    }

    /// All texts, in the order of the options.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(|(_, text)| text.as_str())
    }

    /// The first option that is not the one for custom values.
    pub(crate) fn first(&self) -> Option<&str> {
        let usual = self.texts.iter().find(|(value, _)| !value.starts_with('-'));
        usual.or(self.texts.first()).map(|(_, text)| text.as_str())
    }
}

fn name(option: OptionRef<'_>) -> Option<&str> {
    option.display_name().map(str::trim).filter(|name| !name.is_empty())
}
