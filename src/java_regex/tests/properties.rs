//! The named sets, character by character.

use crate::java_regex::ast::Node;
use crate::java_regex::parse::parse;
use crate::java_regex::set;
use crate::java_regex::tests::fixture;

#[test]
fn every_set_has_the_characters_that_java_17_gives_it() {
    let rows = fixture("java-regex/properties.tsv");
    let mut wrong = Vec::new();
    for row in rows.lines() {
        let (name, expected) = row.split_once('\t').unwrap();
        let actual = match parse(name).map(|parsed| parsed.node) {
            Err(_) => "refused".to_owned(),
            Ok(Node::Char(c)) => count_and_hash([c].into_iter()),
            Ok(Node::Set(set)) => {
                let chars = set.ranges().iter().flat_map(|range| range.start()..=range.end());
                // The search that is used on texts finds each of them too.
                assert!(set.ranges().iter().all(|range| set::contains(&set, range.end())), "{name}");
                count_and_hash(chars)
            }
            Ok(other) => format!("{other:?}"),
        };
        if actual != expected {
            wrong.push(format!("{name}: {actual}, Java says {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(rows.lines().count() > 150);
}

/// As `Properties.java` counts and hashes (FNV-1a over code points).
fn count_and_hash(chars: impl Iterator<Item = char>) -> String {
    let (mut count, mut hash) = (0_u32, 0xcbf2_9ce4_8422_2325_u64);
    for c in chars {
        count += 1;
        hash = (hash ^ u64::from(u32::from(c))).wrapping_mul(0x100_0000_01b3);
    }
    format!("{count}\t{hash:x}")
}
