//! Error answers of the platform: their parts as data, and what class of error each is.
//!
//! Pure functions over texts. [`envelope`](crate::envelope) finds the parts in JSON and XML; a program that
//! calls the gateways itself can build an [`ApiError`] from its own parts and classify it.
//!
//! ```
//! use tmall_schema::{ApiError, ApiErrorClass, Call};
//!
//! let error = ApiError::new("7", "App Call Limited")
//!     .with_sub("accesscontrol.limited-by-app-access-count", "This ban will last for 71 more seconds");
//! assert_eq!(error.class(), ApiErrorClass::Throttled);
//! assert_eq!(error.wait_seconds(), Some(71));
//!
//! let error = ApiError::new("15", "Remote service error").with_sub("isp.remote-service-timeout", "");
//! assert_eq!(error.class_of(Call::Read), ApiErrorClass::Transient);
//! assert_eq!(error.class_of(Call::Write), ApiErrorClass::Uncertain);
//! ```
//!
//! # How a class is found
//!
//! The first of these that applies decides:
//!
//! 1. the number in `code`, if the classic gateway sent it and the number alone says what is wrong;
//! 2. the word in `sub_code`, then the word in `code`: a row of the table of words;
//! 3. a sentence that the platform uses for one thing only, in `sub_message` or `message`;
//! 4. for `isp.` words, and for answers of the newer gateways whose `type` is `ISP` or `SYSTEM`: transient;
//! 5. else business: the call arrived, and the platform declined what it asks for.
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
