//! Suggestions of similar names in messages.

use super::limits::MAX_SUGGESTIONS;
use super::message::{Message, message, quoted};

/// The end of a message about an unknown name: the most similar of the known names, if any is similar. If there are
/// only a few known names, all of them.
pub(crate) fn similar<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Message {
    let known: Vec<&str> = known.collect();
    let mut near: Vec<(usize, &str)> = known
        .iter()
        .map(|known| (strsim::osa_distance(name, known), *known))
        .filter(|(distance, known)| {
            let length = known.chars().count();
            // A short name with nothing in common is not similar.
            *distance <= length.div_ceil(3) && *distance < length
        })
        .collect();
    near.sort_unstable();
    match (near.first(), known.len()) {
        (Some((_, near)), _) => message!("; did you mean \"{near}\"?", "；是不是“{near}”？"),
        (None, 1..=MAX_SUGGESTIONS) => {
            let Message { en, zh } = quoted(&known);
            message!("; known: {en}", "；可用的有{zh}")
        }
        (None, _) => Message::default(),
    }
}
