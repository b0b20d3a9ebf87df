//! What a misspelled name may have meant: the nearest of the known names.

use std::cell::Cell;

/// At most this many names are suggested.
pub const MOST: usize = 3;

/// The known names that are nearest to a misspelled one, the nearest first: at most three, none if all are far from it.
/// Names at the same distance are in alphabetical order.
///
/// ```
/// use tmall_schema::suggest;
/// assert_eq!(suggest::nearest("max-lenght", ["max-length", "min-length", "regex"]), ["max-length", "min-length"]);
/// assert!(suggest::nearest("price", ["title", "sku"]).is_empty());
/// ```
pub fn nearest<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Vec<&'k str> {
    nearest_within(name, known, &Budget::new())
}

/// The same with a budget that is shared with other searches; nothing if it runs out.
pub(crate) fn nearest_within<'k>(
    name: &str,
    known: impl IntoIterator<Item = &'k str>,
    budget: &Budget,
) -> Vec<&'k str> {
    let mut near: Vec<(usize, &str)> = Vec::new();
    for candidate in known {
        match distance(name, candidate, tolerance(name), budget) {
            Ok(Some(distance)) => near.push((distance, candidate)),
            Ok(None) => {}
            Err(OutOfBudget) => return Vec::new(),
        }
    }
    near.sort_unstable();
    near.dedup();
    near.truncate(MOST);
    near.into_iter().map(|(_, name)| name).collect()
}

/// Names that have something in common with a text, at most three, each once: the closest in spelling, else those that
/// share a part with it, such as `max-decimal-digits` for `digits`. Case does not matter, and `_` counts as `-`. For words
/// that people choose from a list; [`nearest`] also works for many names.
///
/// ```
/// use tmall_schema::suggest;
/// assert_eq!(suggest::similar("max_lenght", ["max-length", "min-length", "regex"]), ["max-length"]);
/// assert_eq!(suggest::similar("length", ["max-length", "regex"]), ["max-length"]);
/// ```
pub fn similar<'n>(wanted: &str, names: impl IntoIterator<Item = &'n str>) -> Vec<&'n str> {
    /// Shorter parts of names are too common to compare.
    const SHORTEST_PART: usize = 3;
    let names: Vec<&str> = names.into_iter().collect();
    let closest = closest_within(wanted, &names, &Budget::new());
    let wanted = folded(wanted);
    if !closest.is_empty() || wanted.is_empty() {
        return closest;
    }
    let parts: Vec<&str> = wanted.split('-').filter(|part| part.chars().count() >= SHORTEST_PART).collect();
    first(&mut names.into_iter().filter(|name| {
        let name = folded(name);
        let is_part = |part: &str| part.chars().count() >= SHORTEST_PART && wanted.contains(part);
        parts.iter().any(|part| name.contains(part)) || name.split('-').any(is_part)
    }))
}

fn folded(name: &str) -> String {
    name.to_lowercase().replace('_', "-")
}

/// The names that are the closest in spelling, with a budget that is shared with other searches; nothing if it runs out.
pub(crate) fn closest_within<'n>(wanted: &str, names: &[&'n str], budget: &Budget) -> Vec<&'n str> {
    let wanted = folded(wanted);
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut near: Vec<(usize, &str)> = Vec::new();
    for &name in names {
        match distance(&wanted, &folded(name), name.chars().count() / 3, budget) {
            Ok(Some(distance)) => near.push((distance, name)),
            Ok(None) => {}
            Err(OutOfBudget) => return Vec::new(),
        }
    }
    let least = near.iter().map(|(distance, _)| *distance).min();
    let mut closest = near.iter().filter(|(distance, _)| Some(*distance) == least).map(|(_, name)| *name);
    first(&mut closest)
}

/// The first [`MOST`] different names.
fn first<'n>(names: &mut dyn Iterator<Item = &'n str>) -> Vec<&'n str> {
    let mut first = Vec::new();
    for name in names {
        if !first.contains(&name) {
            first.push(name);
        }
        if first.len() == MOST {
            break;
        }
    }
    first
}

/// What the search for suggestions may cost in one run. Each search compares a name with all known ones, so a document
/// of many unknown names would take long. When the budget is spent, there are no more suggestions.
#[derive(Debug)]
pub(crate) struct Budget(Cell<usize>);

impl Budget {
    /// Less than a tenth of a second. A search among 30,000 options takes a ninth of it.
    pub(crate) const fn new() -> Budget {
        Budget(Cell::new(20_000_000))
    }

    /// Whether something is within the budget. What it costs is then spent.
    pub(crate) fn spend(&self, cost: usize) -> bool {
        let left = self.0.get().checked_sub(cost);
        self.0.set(left.unwrap_or(0));
        left.is_some()
    }
}

/// How many edits apart two names may be and still be near: one for three characters.
pub(crate) fn tolerance(name: &str) -> usize {
    name.chars().take(30).count().div_ceil(3)
}

/// The budget is spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OutOfBudget;

/// The number of edits between two texts, if it is at most `within`.
pub(crate) fn distance(
    a: &str,
    b: &str,
    within: usize,
    budget: &Budget,
) -> Result<Option<usize>, OutOfBudget> {
    /// Longer texts are not compared: names are never that long.
    const LONGEST: usize = 256;
    /// The cost of a comparison besides its table.
    const LEAST: usize = 16;
    let bytes_apart = a.len().abs_diff(b.len());
    // A character has at most four bytes, so this many bytes are more edits than allowed.
    let too_far = a.len().max(b.len()) > LONGEST || bytes_apart > within * 4;
    if !budget.spend(if too_far { 1 } else { LEAST + a.len() * b.len() }) {
        return Err(OutOfBudget);
    }
    Ok((!too_far).then(|| strsim::osa_distance(a, b)).filter(|&distance| distance <= within))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_first() {
        let known = ["title", "tilte2", "titles", "price", "a title that is long", "title"];
        assert_eq!(nearest("titel", known), ["title", "tilte2", "titles"]);
        assert_eq!(nearest("", known), [""; 0]);
        assert_eq!(nearest("标提", ["标题", "价格"]), ["标题"]);
    }

    #[test]
    fn nothing_beyond_the_budget() {
        let budget = Budget::new();
        assert!(!budget.spend(30_000_000));
        assert_eq!(nearest_within("titel", ["title"], &budget), [""; 0]);
        assert_eq!(distance("a", "b", 1, &budget), Err(OutOfBudget));
    }

    const CODES: [&str; 8] = [
        "required",
        "max-length",
        "min-length",
        "max-decimal-digits",
        "min-decimal-digits",
        "max-value",
        "max-input-num",
        "unknown-option",
    ];

    fn codes(wanted: &str) -> Vec<&'static str> {
        similar(wanted, CODES)
    }

    #[test]
    fn closest_in_spelling() {
        assert_eq!(codes("max-lenght"), ["max-length"]);
        assert_eq!(codes("MAX_LENGTH"), ["max-length"]);
        assert_eq!(codes("require"), ["required"]);
        assert_eq!(codes("mx-length"), ["max-length"]);
    }

    #[test]
    fn parts_in_common() {
        assert_eq!(codes("digit-count"), ["max-decimal-digits", "min-decimal-digits"]);
        assert_eq!(codes("digits"), ["max-decimal-digits", "min-decimal-digits"]);
        assert_eq!(codes("option-gone"), ["unknown-option"]);
        assert!(codes("zzz").is_empty() && codes("").is_empty() && codes("a").is_empty());
    }

    #[test]
    fn at_most_three_and_each_once() {
        assert_eq!(codes("max-everything"), ["max-length", "max-decimal-digits", "max-value"]);
        assert_eq!(similar("length", ["max-length", "max-length", "min-length"]).len(), 2);
    }
}
