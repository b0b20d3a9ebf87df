//! Names that may have been meant by a misspelt one.

use crate::cli::lang::Message;

/// More suggestions than this are not helpful.
const MOST: usize = 3;
/// Words shorter than this occur in too many names.
const SHORTEST_WORD: usize = 3;

/// The names closest to a misspelt one, else those that have a word in common with it; the closest first, at
/// most three.
pub(crate) fn nearest<'n>(misspelt: &str, names: impl IntoIterator<Item = &'n str>) -> Vec<&'n str> {
    let wanted = misspelt.to_ascii_lowercase().replace('_', "-");
    let mut names: Vec<(usize, &str)> = names
        .into_iter()
        .map(|name| (strsim::osa_distance(&wanted, &name.to_ascii_lowercase().replace('_', "-")), name))
        .collect();
    // Stable: names at the same distance keep their order.
    names.sort_by_key(|(distance, _)| *distance);
    let least = names.first().map_or(0, |(distance, _)| *distance);
    let is_near =
        |distance: usize, name: &str| distance <= least + 1 && distance <= (name.chars().count() / 3).max(1);
    let mut similar: Vec<&str> =
        names.iter().filter(|(distance, name)| is_near(*distance, name)).map(|(_, name)| *name).collect();
    if similar.is_empty() {
        let words = || wanted.split('-').filter(|word| word.len() >= SHORTEST_WORD);
        let shares_word = |name: &str| words().any(|word| name.contains(word));
        similar = names.iter().map(|(_, name)| *name).filter(|name| shares_word(name)).collect();
    }
    similar.dedup();
    similar.truncate(MOST);
    similar
}

/// `; did you mean a, b or c?`, or nothing without suggestions.
pub(crate) fn did_you_mean(similar: &[&str]) -> Message {
    let Some((last, others)) = similar.split_last() else { return Message::new("", "") };
    let en = match others {
        [] => (*last).to_owned(),
        others => format!("{} or {last}", others.join(", ")),
    };
    Message::new(format!("; did you mean {en}?"), format!("；是不是 {}？", similar.join("、")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_names() {
        let names = ["max-length", "min-length", "required", "max-value", "read-only", "max-size"];
        assert_eq!(nearest("max-lenght", names), ["max-length"]);
        assert_eq!(nearest("maxlength", names), ["max-length"]);
        assert_eq!(nearest("MAX_LENGTH", names), ["max-length"]);
        assert_eq!(nearest("require", names), ["required"]);
        assert_eq!(nearest("max-x", names).len(), 3);
        assert_eq!(nearest("zzz", names), [""; 0]);
        assert_eq!(nearest("", names), [""; 0]);
    }

    #[test]
    fn sentences() {
        assert_eq!(did_you_mean(&["a", "b", "c"]).en, "; did you mean a, b or c?");
        assert_eq!(did_you_mean(&["a"]).zh, "；是不是 a？");
        assert_eq!(did_you_mean(&[]).en, "");
    }
}
