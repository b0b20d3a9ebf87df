//! Message templates: texts with gaps.

use std::borrow::Cow;

use crate::catalogue::words::{Words, words};
use crate::lang::Lang;

/// A message in both languages, with a name in braces for each part that a finding fills in: `"{actual}" is not {want}`.
#[derive(Debug)]
pub struct Template {
    words: Words,
}

/// A template in English and in Chinese.
pub(crate) const fn template(en: &'static str, zh: &'static str) -> Template {
    Template { words: words(en, zh) }
}

impl Template {
    /// The text with its gaps.
    #[must_use]
    pub const fn text(&self, lang: Lang) -> &'static str {
        self.words.of(lang)
    }

    /// The names of the gaps, in order and with repetitions.
    pub fn gaps(&self, lang: Lang) -> impl Iterator<Item = &'static str> {
        pieces(self.text(lang)).filter_map(|piece| match piece {
            Piece::Gap(name) => Some(name),
            Piece::Text(_) => None,
        })
    }

    /// The text with its gaps filled. A gap without a value stays as it is, which a test detects. Values are never
    /// read as templates: patterns are full of braces.
    pub(crate) fn render<'a>(&self, lang: Lang, fill: impl Fn(&str) -> Option<Cow<'a, str>>) -> String {
        let mut text = String::with_capacity(self.text(lang).len() + 32);
        for piece in pieces(self.text(lang)) {
            match piece {
                Piece::Text(piece) => text.push_str(piece),
                Piece::Gap(name) => match fill(name) {
                    Some(value) => text.push_str(&value),
                    None => {
                        text.push('{');
                        text.push_str(name);
                        text.push('}');
                    }
                },
            }
        }
        text
    }
}

enum Piece<'t> {
    Text(&'t str),
    Gap(&'t str),
}

fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    // Every second piece, between braces, is a name.
    text.split(['{', '}'])
        .enumerate()
        .map(|(number, piece)| if number % 2 == 1 { Piece::Gap(piece) } else { Piece::Text(piece) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_once() {
        static TEXT: Template = template("{a} of {b}, {a}", "{b}的{a}");
        let fill = |gap: &str| match gap {
            "a" => Some(Cow::Borrowed("{b}{1,3}")),
            "b" => Some(Cow::Owned("x".to_owned())),
            _ => None,
        };
        assert_eq!(TEXT.render(Lang::En, fill), "{b}{1,3} of x, {b}{1,3}");
        assert_eq!(TEXT.render(Lang::Zh, |_| None), "{b}的{a}");
        assert_eq!(TEXT.gaps(Lang::En).collect::<Vec<_>>(), ["a", "b", "a"]);
    }
}
