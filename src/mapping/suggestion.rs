//! Suggestions of similar names in messages.

use super::message::{Message, message, quoted};
use crate::suggest::{MOST, nearest};

/// The end of a message about an unknown name: the most similar of the known names, if any is similar. If there are
/// only a few known names, all of them.
pub(crate) fn similar<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Message {
    let known: Vec<&str> = known.collect();
    // Names of one character have nothing in common.
    let near = nearest(name, known.iter().copied().filter(|known| known.chars().nth(1).is_some()));
    match (near.first(), known.len()) {
        (Some(near), _) => message!("; did you mean \"{near}\"?", "；是不是“{near}”？"),
        (None, 1..=MOST) => {
            let Message { en, zh } = quoted(&known);
            message!("; known: {en}", "；可用的有{zh}")
        }
        (None, _) => Message::default(),
    }
}
