//! What operations take from the heap. One test, because the counting is global: see `support/heap.rs`.

#![allow(
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    unreachable_pub,
    reason = "a test fails by panicking, and no other crate sees this one"
)]

#[path = "../support/generate.rs"]
mod generate;
#[path = "../support/heap.rs"]
mod heap;
mod schema;
mod stream;
mod validate;

#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

#[test]
fn memory() {
    heap::check_itself();
    schema::a_schema_takes_at_most_the_size_of_its_source_beyond_it();
    stream::memory_is_bounded_by_the_largest_field();
    validate::validating_a_valid_item_takes_nothing_that_grows_with_it();
}
