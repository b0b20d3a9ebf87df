//! The command line of tmall-schema.
fn main() {}
