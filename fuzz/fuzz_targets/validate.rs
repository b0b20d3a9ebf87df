#![no_main]

#[path = "../../tests/support/fuzz/validation.rs"]
mod validation;

libfuzzer_sys::fuzz_target!(|input: &[u8]| validation::validate(input));
