//! The generators of test documents keep their own promises.

mod category;
mod documents;
