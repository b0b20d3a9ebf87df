#![no_main]

#[path = "../../tests/support/fuzz/documents.rs"]
mod documents;

libfuzzer_sys::fuzz_target!(|input: &[u8]| documents::round_trip(input));
