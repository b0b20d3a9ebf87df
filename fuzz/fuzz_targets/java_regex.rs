#![no_main]

#[path = "../judging.rs"]
mod judging;

libfuzzer_sys::fuzz_target!(|input: &[u8]| judging::java_regex(input));
