//! The words of limits: bounds and units.

use crate::vocab::words::{default_word, words};

words! {
    /// Whether a limit itself is allowed. The default is that of a rule that does not say.
    Bound {
        /// The limit is allowed; also when nothing is said.
        Include = "include",
        /// The limit is not allowed.
        NotInclude = "not include",
    }
}

default_word!(Bound, Include);

impl Bound {
    /// Reads an `exProperty`, trimmed and without regard to case; a missing one is `include`.
    pub(crate) fn parse(text: Option<&str>) -> Option<Bound> {
        text.map_or(Some(Bound::default()), |text| Bound::find(|word| text.trim().eq_ignore_ascii_case(word)))
    }
}

words! {
    /// What a length is counted in. The default is that of a rule without a unit.
    LengthUnit {
        /// A byte of GBK; on alibaba.com of UTF-8.
        Byte = "byte",
        /// A character.
        Character = "character",
    }
}

default_word!(LengthUnit, Character);

impl LengthUnit {
    /// Reads the unit of a length rule, trimmed and without regard to case; a missing one is `character`.
    pub(crate) fn parse(text: Option<&str>) -> Option<LengthUnit> {
        text.map_or(Some(LengthUnit::default()), |text| {
            LengthUnit::find(|word| text.trim().eq_ignore_ascii_case(word))
        })
    }
}

words! {
    /// What a file size is counted in; the base is 1024.
    SizeUnit {
        /// Bytes.
        Byte = "byte" | "b",
        /// Kilobytes.
        Kilobyte = "kb" | "k",
        /// Megabytes; the guide writes `mk`.
        Megabyte = "mb" | "m" | "mk",
        /// Gigabytes.
        Gigabyte = "gb" | "g",
    }
}

impl SizeUnit {
    /// Reads the unit of a file size rule, trimmed and without regard to case.
    pub(crate) fn parse(text: &str) -> Option<SizeUnit> {
        SizeUnit::find(|word| text.trim().eq_ignore_ascii_case(word))
    }

    /// How many bytes one of these is.
    pub const fn bytes(self) -> u64 {
        match self {
            SizeUnit::Byte => 1,
            SizeUnit::Kilobyte => 1 << 10,
            SizeUnit::Megabyte => 1 << 20,
            SizeUnit::Gigabyte => 1 << 30,
        }
    }
}
