//! The macros that declare words.

/// Declares an enum whose variants are wire words: `as_str` gives the spelling of the platform. Each has a `parse` that says
/// how the platform's spelling may vary, and `FromStr`, which is the same for other crates.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal $(| $also:literal)*,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum $name { $($(#[$doc])* $variant,)* }

        impl $name {
            /// Every word, in the order of the guide.
            pub const ALL: &[$name] = &[$($name::$variant,)*];

            /// The word as the platform spells it.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }

            const WORDS: &[&'static str] = &[$($word,)*];

            /// The first word of which something holds.
            fn find(is: impl Fn(&str) -> bool) -> Option<$name> {
                $(if is($word) $(|| is($also))* {
                    return Some($name::$variant);
                })*
                None
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.as_str()) }
        }

        /// Reads a word in any spelling that documents have.
        impl std::str::FromStr for $name {
            type Err = $crate::word::ParseWordError;

            fn from_str(text: &str) -> Result<$name, $crate::word::ParseWordError> {
                $name::parse(text.into()).ok_or($crate::word::ParseWordError::new($name::WORDS))
            }
        }

        /// The word as the platform spells it.
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}

/// Declares the word that a missing one stands for.
macro_rules! default_word {
    ($name:ident, $variant:ident) => {
        impl Default for $name {
            fn default() -> $name {
                $name::$variant
            }
        }
    };
}

pub(super) use {default_word, words};
