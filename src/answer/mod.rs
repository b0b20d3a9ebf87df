//! Error answers of the platform: their parts as data, and what class of error each is.
//!
//! Pure functions over texts. [`envelope`](crate::envelope) finds the parts in JSON and XML; a program that
//! calls the gateways itself can build an [`ApiError`] from its own parts and classify it.
//!
//! The tables and their sources are in `table.rs`.

mod class;
mod classify;
mod error;
mod pattern;
mod refusal;
mod table;
mod wait;

pub use class::{ApiErrorClass, Call};
pub use error::{AnswerForm, ApiError};
pub(crate) use refusal::{AnswerObject, AnswerPlace, is_answer_key, refusal};
