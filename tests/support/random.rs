//! How many random cases a test tries. What a test names is what every run can bear; `PROPTEST_CASES` sets another
//! number for all of them, such as 5000 for a night.

use proptest::test_runner::Config;

pub fn cases(usual: u32) -> u32 {
    let named = std::env::var("PROPTEST_CASES").ok();
    named.map_or(usual, |named| named.parse().expect("PROPTEST_CASES is a number"))
}

/// So many cases, and failures kept in `tests/proptest-regressions`.
pub fn config(usual: u32) -> Config {
    Config { cases: cases(usual), ..Config::default() }
}

/// The same without keeping failures: where a case that fails becomes a fixture by its text.
pub fn without_memory(usual: u32) -> Config {
    Config { failure_persistence: None, ..config(usual) }
}
