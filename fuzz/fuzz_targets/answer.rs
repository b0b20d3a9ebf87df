#![no_main]

#[path = "../../tests/support/fuzz/gateway.rs"]
mod gateway;

libfuzzer_sys::fuzz_target!(|input: &[u8]| gateway::answer(input));
