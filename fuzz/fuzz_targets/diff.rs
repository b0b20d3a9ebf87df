#![no_main]

#[path = "../comparing.rs"]
mod comparing;

libfuzzer_sys::fuzz_target!(|input: &[u8]| comparing::diff(input));
