//! Parts of results that say the same again and again, which are shown a few times and then counted.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::cli::results::findings::Hidden;

/// A part of the text of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) text: String,
    /// What equal parts have in common; `None` for parts that are always shown.
    pub(crate) repeat: Option<Repeat>,
}

/// What equal parts have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Repeat {
    /// Equal for equal parts.
    pub(crate) key: String,
    /// The part on one line.
    pub(crate) title: String,
}

impl Part {
    /// A part that is always shown.
    pub(crate) fn always(text: String) -> Part {
        Part { text, repeat: None }
    }
}

/// How many equal parts are shown.
const SHOWN: usize = 3;

/// Counts equal parts.
#[derive(Debug, Default)]
pub(crate) struct Repeats {
    /// By the hash of the key: how many were seen, and the place in `hidden`.
    seen: HashMap<u64, (usize, usize)>,
    hidden: Vec<Hidden>,
}

impl Repeats {
    /// The text of the parts that are shown.
    pub(crate) fn text(&mut self, parts: Vec<Part>) -> String {
        let mut text = String::new();
        for part in parts {
            match part.repeat.is_some_and(|repeat| self.is_hidden(repeat)) {
                true => {}
                // The first one is not copied; most formats have no other.
                false if text.is_empty() => text = part.text,
                false => text.push_str(&part.text),
            }
        }
        text
    }

    fn is_hidden(&mut self, repeat: Repeat) -> bool {
        let mut hasher = DefaultHasher::new();
        repeat.key.hash(&mut hasher);
        let (times, place) = self.seen.entry(hasher.finish()).or_insert((0, usize::MAX));
        *times += 1;
        if *times <= SHOWN {
            return false;
        }
        match self.hidden.get_mut(*place) {
            Some(hidden) => hidden.count += 1,
            None => {
                *place = self.hidden.len();
                self.hidden.push(Hidden { title: repeat.title, count: 1 });
            }
        }
        true
    }

    /// What was not shown, in the order of its first appearance.
    pub(crate) fn into_hidden(self) -> Vec<Hidden> {
        self.hidden
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_are_shown_and_the_rest_counted() {
        let part = |text: &str, key: &str| Part {
            text: text.to_owned(),
            repeat: Some(Repeat { key: key.to_owned(), title: format!("title of {text}") }),
        };
        let mut repeats = Repeats::default();
        let parts = vec![part("1", "a"), Part::always("x".to_owned()), part("2", "a"), part("3", "b")];
        assert_eq!(repeats.text(parts), "1x23");
        let parts = vec![part("4", "a"), part("5", "a"), part("6", "a"), Part::always("x".to_owned())];
        assert_eq!(repeats.text(parts), "4x");
        let hidden = Hidden { title: "title of 5".to_owned(), count: 2 };
        assert_eq!(repeats.into_hidden(), [hidden]);
    }
}
