//! What is read: schemas, params, API answers, streams.

mod answers;
mod choices;
mod corpus;
mod embedded;
mod envelope;
mod errors;
mod oracle;
mod stream;
