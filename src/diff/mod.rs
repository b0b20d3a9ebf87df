//! Compares two schemas: what changed, and whether params that were valid can become invalid.
//!
//! Facts and levels are separate. `compare` walks both schemas side by side and finds the differences. Fields are
//! paired by id path (`field_pairs`), options by value (`options`), rules by name and condition (`rules`). `level` gives
//! each difference a level by what it does to the params that are valid:
//!
//! - *breaking*: a param that was valid may be invalid, or it could not be proved that none is;
//! - *compatible*: more params are valid than before;
//! - *cosmetic*: the same params are valid.
//!
//! So if no change is breaking, every param that is valid under the old schema is valid under the new one.
//!
//! Conditions are compared by what they mean. `implication` proves that one condition implies another by trying all
//! combinations of answers (`possible_answers`) that the fields they ask about can give (`value_domain`). What a valid
//! param cannot hold is left out: a value of an added field, or one that was not an option.
//!
//! A condition can have another meaning although it is written as before, because what it refers to changed
//! (`reference`), or because another field is disabled in other circumstances (`disabling`).
//!
//! | question | modules, from the ground up |
//! |---|---|
//! | which part of one schema corresponds to which of the other? | `pairing`, `field_pairs`, `canonical`, `rules`, `options` |
//! | what is known of both schemas? | `option_lists`, `cycles`, `budget`, `schema_pair`, `slot_view` |
//! | what can conditions answer? | `question`, `value_domain`, `possible_answers`, `formula`, `implication` |
//! | did the meaning of a condition change? | `reference`, `disabling` |
//! | what is a change, in data and words? | `reason`, `part`, `fact`, `fingerprint`, `change`, `changes`, `words`, `message` |
//! | how bad is it? | `level` |
//! | what changed? | `compare` |
//! | which params are affected? | `impact` |

mod budget;
mod canonical;
mod change;
mod changes;
mod compare;
mod cycles;
mod disabling;
mod fact;
mod field_pairs;
mod fingerprint;
mod formula;
mod impact;
mod implication;
mod level;
mod message;
mod option_lists;
mod options;
mod pairing;
mod part;
mod possible_answers;
mod question;
mod reason;
mod reference;
mod rules;
mod schema_pair;
mod slot_view;
mod value_domain;
mod words;

pub use change::Change;
pub use changes::Changes;
pub use fact::{Fact, FieldFact, Moved, OptionFact};
pub use impact::{
    BrokenParam, ChangeImpact, Impact, ImpactChecker, ImpactFinding, ParamFinding, ParamImpact, impact,
};
