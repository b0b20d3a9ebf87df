//! The rules that come with the library.

use std::str::FromStr;

use crate::catalogue::HouseRules;
use crate::mapping::message::message;
use crate::rules::model::RuleSet;
use crate::rules::problem::RuleProblems;

/// Rules that come with the library: what a platform requires of items beyond the schema, as far as it is publicly
/// known. None is on by default.
///
/// ```
/// use tmall_schema::{Pack, RuleSet};
/// let rules = RuleSet::pack(Pack::Tmall)?;
/// assert!(rules.codes().any(|code| code == "duplicate-sku"));
/// # Ok::<(), tmall_schema::RuleProblems>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Pack {
    /// Items of Tmall.
    Tmall,
    /// Items of Taobao.
    Taobao,
    /// Items of alibaba.com.
    Icbu,
}

impl Pack {
    /// All packs.
    pub const ALL: &[Pack] = &[Pack::Tmall, Pack::Taobao, Pack::Icbu];

    /// The name as it is printed.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Pack::Tmall => "tmall",
            Pack::Taobao => "taobao",
            Pack::Icbu => "icbu",
        }
    }

    /// The rules as a TOML file, to start one of your own from.
    #[must_use]
    pub const fn toml(self) -> &'static str {
        match self {
            Pack::Tmall => include_str!("packs/tmall.toml"),
            Pack::Taobao => include_str!("packs/taobao.toml"),
            Pack::Icbu => include_str!("packs/icbu.toml"),
        }
    }
}

impl FromStr for Pack {
    type Err = ();

    fn from_str(text: &str) -> Result<Pack, ()> {
        Pack::ALL.iter().copied().find(|pack| pack.as_str() == text).ok_or(())
    }
}

impl RuleSet {
    /// The rules that the examples of a catalogue entry are validated with.
    ///
    /// # Errors
    /// None for the entries of the catalogue, which a test holds.
    pub fn of_example(rules: HouseRules) -> Result<RuleSet, RuleProblems> {
        match rules {
            HouseRules::File(text) => RuleSet::parse(text),
            HouseRules::Pack(name) => match name.parse() {
                Ok(pack) => RuleSet::pack(pack),
                Err(()) => Err(RuleProblems::of_file(message!(
                    "there is no pack \"{name}\"",
                    "没有名为“{name}”的规则包"
                ))),
            },
        }
    }

    /// The rules of a pack.
    ///
    /// # Errors
    /// None for the packs of this library, which a test holds. As for a file of rules, there is no set of rules without
    /// those that cannot be read.
    pub fn pack(pack: Pack) -> Result<RuleSet, RuleProblems> {
        RuleSet::parse_pack(pack)
    }
}
