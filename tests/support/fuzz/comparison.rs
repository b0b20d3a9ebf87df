//! The fuzz target that compares.

// Each program uses one of the targets.
#![allow(dead_code, unreachable_pub)]

use tmall_schema::{Lang, Level, Param, ReadOptions, Schema, Validator};

/// An input is an older schema, a line like this, a newer one, and perhaps a further line and a param.
const SEPARATOR: &str = "\n=====\n";

/// Comparing ends, nothing differs from itself, every change can be shown, and without a breaking one what was
/// valid stays so.
pub fn diff(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let mut parts = text.split(SEPARATOR);
    let options = ReadOptions::new().with_max_input(1 << 18).with_max_text(1 << 14).with_max_fields(10_000);
    let mut schema = || Schema::parse_with(parts.next()?, &options).ok();
    let Some(old) = schema() else { return };
    let itself = Schema::diff(&old, &old);
    assert!(itself.iter().next().is_none(), "{itself}");
    // Not written alike.
    if let Some(again) = old.to_xml().ok().and_then(|xml| Schema::parse_with(&xml, &options).ok()) {
        for changes in [Schema::diff(&old, &again), Schema::diff(&again, &old)] {
            assert!(changes.is_empty(), "{changes}");
        }
    }
    let Some(new) = schema() else { return };
    for (old, new) in [(&old, &new), (&new, &old)] {
        let changes = Schema::diff(old, new);
        for change in &changes {
            for lang in [Lang::En, Lang::Zh] {
                assert!(!change.message(lang).is_empty() && !change.reason(lang).is_empty());
            }
            assert_eq!(change.fingerprint().len(), 16);
            for (span, schema) in [(change.old_span(), old), (change.new_span(), new)] {
                assert!(span.is_none_or(|span| schema.source().get(span.range()).is_some()));
            }
        }
        if changes.level() == Some(Level::Breaking) {
            continue;
        }
        let written = text.split(SEPARATOR).nth(2).and_then(|item| Param::parse_with(item, &options).ok());
        for param in [Some(Param::from_defaults(old)), written].into_iter().flatten() {
            let stays = !Validator::compile(old).is_valid(&param) || Validator::compile(new).is_valid(&param);
            assert!(stays, "{changes}\n{}", Validator::compile(new).check(&param));
        }
    }
}
