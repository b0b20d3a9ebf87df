#![no_main]

#[path = "../../tests/support/fuzz/comparison.rs"]
mod comparison;

libfuzzer_sys::fuzz_target!(|input: &[u8]| comparison::diff(input));
