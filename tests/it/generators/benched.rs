//! What the benches validate is valid, otherwise they stop: `cargo test` does not build them.

use crate::support::generate;

#[path = "../../../benches/validation/mod.rs"]
mod validation;

#[test]
fn items_of_the_benches_are_valid_here_and_for_the_peer() {
    let (large, small) = (validation::Large::new(), validation::Small::new());
    assert!(large.values > 12_000 && !small.texts.is_empty());
}
