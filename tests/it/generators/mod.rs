//! The generators of test documents keep their own promises.

mod benched;
mod category;
mod documents;
