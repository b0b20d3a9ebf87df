//! What is read: schemas, params, API responses, streams.

mod answers;
mod choices;
mod corpus;
mod embedded;
mod envelope;
mod errors;
mod oracle;
mod stream;
