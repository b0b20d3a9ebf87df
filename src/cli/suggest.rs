//! Names that may have been meant by a misspelt one.

/// The most names that a message suggests.
pub(crate) const MOST: usize = 3;

/// Shorter parts of names are too common to compare.
const SHORTEST_PART: usize = 3;

/// The names that may have been meant, at most [`MOST`], each once: the closest in spelling, else those that
/// have a part in common with the wanted name. Case and `_` for `-` do not matter.
pub(crate) fn similar<'n>(wanted: &str, names: impl IntoIterator<Item = &'n str>) -> Vec<&'n str> {
    let names: Vec<&str> = names.into_iter().collect();
    let wanted = wanted.to_lowercase().replace('_', "-");
    if wanted.is_empty() {
        return Vec::new();
    }
    let folded = |name: &str| name.to_lowercase().replace('_', "-");
    let distances = names.iter().filter_map(|&name| {
        let distance = strsim::osa_distance(&wanted, &folded(name));
        (distance <= name.chars().count() / 3).then_some((distance, name))
    });
    let distances: Vec<(usize, &str)> = distances.collect();
    let least = distances.iter().map(|(distance, _)| *distance).min();
    let closest =
        distances.into_iter().filter(|(distance, _)| Some(*distance) == least).map(|(_, name)| name);
    let closest = first(closest);
    if !closest.is_empty() {
        return closest;
    }
    let parts: Vec<&str> = wanted.split('-').filter(|part| part.chars().count() >= SHORTEST_PART).collect();
    first(names.into_iter().filter(|name| {
        let name = folded(name);
        let is_part = |part: &str| part.chars().count() >= SHORTEST_PART && wanted.contains(part);
        parts.iter().any(|part| name.contains(part)) || name.split('-').any(is_part)
    }))
}

/// The first [`MOST`] different names.
fn first<'n>(names: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
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

#[cfg(test)]
mod tests {
    use super::*;

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
