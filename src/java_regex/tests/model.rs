//! Plain patterns against a slow model: it follows all ways through a pattern at once, set by set.

use proptest::prelude::*;

use crate::java_regex::tests::{found, matches};

/// A pattern of the plain kind.
#[derive(Clone, Debug)]
enum Plain {
    /// A character that stands for itself.
    Literal(char),
    /// Ranges of characters, or all but them.
    Class {
        ranges: Vec<(char, char)>,
        negated: bool,
    },
    Row(Vec<Plain>),
    Choice(Vec<Plain>),
    Repeat(Box<Plain>, usize, Option<usize>),
}

impl Plain {
    fn written(&self) -> String {
        let escaped = |c: &char| if c.is_alphanumeric() { c.to_string() } else { format!("\\{c}") };
        match self {
            Plain::Literal(c) => escaped(c),
            Plain::Class { ranges, negated } => {
                let items = ranges.iter().map(|(first, last)| match first == last {
                    true => escaped(first),
                    false => format!("{}-{}", escaped(first), escaped(last)),
                });
                format!("[{}{}]", if *negated { "^" } else { "" }, items.collect::<String>())
            }
            Plain::Row(parts) => parts.iter().map(|part| format!("(?:{})", part.written())).collect(),
            Plain::Choice(parts) => {
                let branches: Vec<_> = parts.iter().map(Plain::written).collect();
                format!("(?:{})", branches.join("|"))
            }
            Plain::Repeat(part, least, most) => {
                let most = most.map(|most| most.to_string()).unwrap_or_default();
                format!("(?:{}){{{least},{most}}}", part.written())
            }
        }
    }

    /// The places in a text where the pattern can end, if it begins at one of these.
    fn ends(&self, text: &[char], starts: &[bool]) -> Vec<bool> {
        let step = |wanted: &dyn Fn(char) -> bool| {
            let mut ends = vec![false; starts.len()];
            for (at, c) in text.iter().enumerate() {
                ends[at + 1] = starts[at] && wanted(*c);
            }
            ends
        };
        match self {
            Plain::Literal(literal) => step(&|c| c == *literal),
            Plain::Class { ranges, negated } => {
                step(&|c| ranges.iter().any(|(first, last)| (*first..=*last).contains(&c)) != *negated)
            }
            Plain::Row(parts) => parts.iter().fold(starts.to_vec(), |ends, part| part.ends(text, &ends)),
            Plain::Choice(parts) => {
                let branches = parts.iter().map(|part| part.ends(text, starts));
                branches.fold(vec![false; starts.len()], or)
            }
            Plain::Repeat(part, least, most) => {
                let mut at = starts.to_vec();
                for _ in 0..*least {
                    at = part.ends(text, &at);
                }
                let mut ends = at.clone();
                // Repeating more often than there are characters adds nothing.
                for _ in *least..most.unwrap_or(*least + text.len()) {
                    at = part.ends(text, &at);
                    ends = or(ends, at.clone());
                }
                ends
            }
        }
    }
}

fn or(one: Vec<bool>, other: Vec<bool>) -> Vec<bool> {
    one.into_iter().zip(other).map(|(one, other)| one || other).collect()
}

fn character() -> impl Strategy<Value = char> {
    prop::sample::select("abcAZ059_-]^[&汉字é. \u{3000}😀".chars().collect::<Vec<_>>())
}

fn pattern() -> impl Strategy<Value = Plain> {
    let range = (character(), character()).prop_map(|(a, b)| (a.min(b), a.max(b)));
    let class = (prop::collection::vec(range, 1..4), any::<bool>())
        .prop_map(|(ranges, negated)| Plain::Class { ranges, negated });
    let leaf = prop_oneof![character().prop_map(Plain::Literal), class];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let several = prop::collection::vec(inner.clone(), 0..4);
        let some = prop::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            several.prop_map(Plain::Row),
            some.prop_map(Plain::Choice),
            (inner, 0..3_usize, prop::option::of(0..3_usize)).prop_map(|(part, least, more)| {
                Plain::Repeat(Box::new(part), least, more.map(|more| least + more))
            }),
        ]
    })
}

proptest! {
    #[test]
    fn plain_patterns_match_what_the_model_says(
        pattern in pattern(),
        text in prop::collection::vec(character(), 0..8),
    ) {
        let written = pattern.written();
        let joined: String = text.iter().collect();
        let first = |at| (0..=text.len()).map(|place| place == at).collect::<Vec<_>>();
        let whole = pattern.ends(&text, &first(0))[text.len()];
        prop_assert_eq!(matches(&written, &joined), whole, "{} on {:?}", written, joined);
        let anywhere = pattern.ends(&text, &vec![true; text.len() + 1]).contains(&true);
        prop_assert_eq!(found(&written, &joined).is_some(), anywhere, "{} in {:?}", written, joined);
        // With a look-ahead that is always true the other engine has to answer the same.
        let hard = format!("(?=)(?>(?!xy){written})");
        if pattern.ends(&text, &first(0)).contains(&true) {
            prop_assert!(found(&hard, &joined).is_some(), "{} in {:?}", hard, joined);
        }
    }
}
