//! What holds for every input: limits, linear cost, the same output on any number of threads.

mod fuzz_replay;
mod hostile_diff;
mod hostile_reading;
mod hostile_validation;
mod layers;
mod layers_cli;
mod methods;
mod threads;
mod wheel;
