//! XML as text: characters, names, encodings, references, events, and the writer. Knows no schema and no param.
//!
//! `encoding` turns bytes into text, `event` text into tags and joined text with `reference` and `name`, `fast_tag`
//! reads the most common form of tag, `decode_buffer` feeds a stream, `writer` goes the other way.

pub(crate) mod decode_buffer;
pub(crate) mod encoding;
pub(crate) mod event;
pub(crate) mod fast_tag;
pub(crate) mod name;
mod read_options;
pub(crate) mod reference;
mod write_options;
pub(crate) mod writer;

pub use read_options::ReadOptions;
pub use write_options::WriteOptions;
