//! The catalogue: the meaning of every code that is printed, with examples and advice.
//!
//! It has the codes of findings and of notes, with [`Example`]s, of changes, with [`Pair`]s of schemas, and of mapping
//! problems, with [`MappingExample`]s.
//!
//! The messages of [`Finding`](crate::validate::Finding)s are made from the templates of the catalogue, and their
//! usual severities are those of the catalogue, so what `tmall-schema explain` prints is what the code does.
//!
//! ```
//! use tmall_schema::{Code, Lang, catalogue};
//! let entry = catalogue::find("max-length").unwrap();
//! assert_eq!(entry.title(Lang::En), "Text too long");
//! assert_eq!(entry.title(Lang::Zh), Code::MaxLength.title(Lang::Zh));
//! assert!(catalogue::all().any(|entry| entry.code() == "not-an-option"));
//! ```
//!
//! To add a code: add an entry in the file of its family, and to the list of entries there; without one the program does
//! not compile. The tests of the catalogue check that its examples run and that both languages are complete.

mod asset;
mod change;
mod choice;
mod count;
mod entry;
mod example;
mod form;
mod grade;
mod house;
mod index;
mod length;
mod mapping;
mod mapping_example;
mod note;
mod number;
mod pack;
mod pair;
mod presence;
mod shape;
pub(crate) mod template;
pub(crate) mod unchecked;
pub(crate) mod words;

pub use entry::{Entry, Family, HouseRules, Kind, Source};
pub use example::Example;
pub use grade::Grade;
pub use index::{all, find};
pub use mapping_example::MappingExample;
pub use pair::Pair;
pub use template::Template;

/// The templates that messages are made from.
pub(crate) mod texts {
    pub(crate) use super::asset::texts as asset;
    pub(crate) use super::choice::texts as choice;
    pub(crate) use super::count::texts as count;
    pub(crate) use super::form::texts as form;
    pub(crate) use super::house::texts as house;
    pub(crate) use super::length::texts as length;
    pub(crate) use super::number::texts as number;
    pub(crate) use super::presence::texts as presence;
    pub(crate) use super::shape::texts as shape;
    pub(crate) use super::unchecked::texts as unchecked;
}
