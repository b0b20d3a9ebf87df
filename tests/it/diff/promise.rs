//! What is promised of levels, on random pairs of schemas and params made for them.
//!
//! `PROPTEST_CASES` says how many pairs are tried. `rates` shows how much the runs mean, and is run by hand:
//! `cargo test --release --test it diff::promise -- --ignored --nocapture`.

use std::collections::BTreeMap;

use crate::support::generate::rng::Rng;
use crate::support::pairs;
use crate::support::pairs::edit::apply;
use crate::support::pairs::params::{Maker, all, check, param_xml, validator};
use crate::support::pairs::root::Root;
use crate::support::random;
use crate::support::tree::Given;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use tmall_schema::{Change, ChangeCode, Changes, Level, Schema, Validator};

/// Params for each pair.
const PARAMS: usize = 24;

fn config() -> ProptestConfig {
    ProptestConfig { max_shrink_iters: 20_000, ..random::without_memory(80) }
}

struct Pair {
    old: Schema,
    new: Schema,
    changes: Changes,
    validators: [Validator; 2],
}

impl Pair {
    fn new(old: &Root, new: &Root) -> Pair {
        let (old, new) = (Schema::parse(&old.xml()).unwrap(), Schema::parse(&new.xml()).unwrap());
        let changes = Schema::diff(&old, &new);
        let validators = [validator(&old), validator(&new)];
        Pair { old, new, changes, validators }
    }
}

/// Params that are valid under a schema, made with an eye on another; the same for the same seed.
fn valid_params(on: (&Root, &Validator), beside: &Root, seed: u64) -> Vec<Vec<Given>> {
    let mut maker = Maker { old: on.0, new: beside, rng: Rng::new(seed) };
    let mut found = vec![];
    for turn in 0..PARAMS {
        let fullness = [0, 2, 5, 8, 9, 10][turn % 6];
        let drawn = maker.draw(fullness);
        found.extend(maker.repair(on.1, drawn));
    }
    found
}

/// A param that is valid under one and not under the other.
fn counterexample(pair: &Pair, from: usize, params: &[Vec<Given>]) -> Option<String> {
    let held = params.iter().find(|held| {
        !check(&pair.validators[1 - from], held).is_valid() && check(&pair.validators[from], held).is_valid()
    })?;
    let report = check(&pair.validators[1 - from], held);
    Some(format!("{}\n{report}", param_xml(held)))
}

fn reported(old: &Root, new: &Root, pair: &Pair, param: &str) -> String {
    format!("\n--- old\n{old:?}\n--- new\n{new:?}\n--- changes\n{}--- param\n{param}", pair.changes)
}

proptest! {
    #![proptest_config(config())]

    /// No breaking change: what was valid is valid. Cosmetic changes alone: also the other way round.
    #[test]
    fn no_breaking_change_keeps_params_valid((old, edits) in pairs::schema_and_edits(), seed: u64) {
        let new = apply(&old, &edits);
        let pair = Pair::new(&old, &new);
        if pair.changes.level() != Some(Level::Breaking) {
            let params = valid_params((&old, &pair.validators[0]), &new, seed);
            if let Some(param) = counterexample(&pair, 0, &params) {
                prop_assert!(false, "{}", reported(&old, &new, &pair, &param));
            }
        }
        if matches!(pair.changes.level(), None | Some(Level::Cosmetic)) {
            let params = valid_params((&new, &pair.validators[1]), &old, seed);
            if let Some(param) = counterexample(&pair, 1, &params) {
                prop_assert!(false, "cosmetic, but valid only now: {}", reported(&old, &new, &pair, &param));
            }
        }
    }

    /// The same of pairs so small that all params can be tried.
    #[test]
    fn small_pairs_keep_their_promise_for_all_params((old, edits) in pairs::dense(), seed: u64) {
        let new = apply(&old, &edits);
        let pair = Pair::new(&old, &new);
        let level = pair.changes.level();
        if level != Some(Level::Breaking) {
            let params = all(&old, &new, &mut Rng::new(seed));
            if let Some(param) = counterexample(&pair, 0, &params) {
                prop_assert!(false, "{}", reported(&old, &new, &pair, &param));
            }
            if matches!(level, None | Some(Level::Cosmetic))
                && let Some(param) = counterexample(&pair, 1, &params)
            {
                prop_assert!(false, "cosmetic, but valid only now: {}", reported(&old, &new, &pair, &param));
            }
        }
    }

    /// Nothing differs from itself, nor from its canonical form.
    #[test]
    fn nothing_differs_from_itself(root in pairs::root()) {
        let schema = Schema::parse(&root.xml()).unwrap();
        prop_assert_eq!(Schema::diff(&schema, &schema).to_string(), "");
        let written = Schema::parse(&schema.to_xml().unwrap()).unwrap();
        prop_assert_eq!(Schema::diff(&schema, &written).to_string(), "");
    }

    /// The changes are the same, whether the rest is spelled as before or in another way.
    #[test]
    fn the_way_of_writing_does_not_matter((old, edits) in pairs::schema_and_edits()) {
        let pair = Pair::new(&old, &apply(&old, &edits));
        let [written_old, written_new] =
            [&pair.old, &pair.new].map(|schema| Schema::parse(&schema.to_xml().unwrap()).unwrap());
        let reported = pair.changes.to_string();
        prop_assert_eq!(&Schema::diff(&pair.old, &written_new).to_string(), &reported);
        prop_assert_eq!(&Schema::diff(&written_old, &pair.new).to_string(), &reported);
        prop_assert_eq!(&Schema::diff(&written_old, &written_new).to_string(), &reported);
    }

    /// Both directions name the same places, with what is added one way removed the other.
    #[test]
    fn both_directions_name_the_same_places((old, edits) in pairs::schema_and_edits()) {
        let pair = Pair::new(&old, &apply(&old, &edits));
        let back = Schema::diff(&pair.new, &pair.old);
        let places = |changes: &Changes, code: fn(ChangeCode) -> ChangeCode| {
            let mut places: Vec<(String, ChangeCode)> =
                changes.iter().map(|change| (change.path().to_owned(), code(change.code()))).collect();
            places.sort();
            places
        };
        prop_assert_eq!(
            places(&pair.changes, |code| code),
            places(&back, twin),
            "{}{}", reported(&old, &apply(&old, &edits), &pair, ""), back
        );
    }

    /// Facts, words, places and names can be made of every change.
    #[test]
    fn changes_have_texts_and_positions((old, edits) in pairs::schema_and_edits()) {
        let pair = Pair::new(&old, &apply(&old, &edits));
        for change in &pair.changes {
            for lang in [tmall_schema::Lang::En, tmall_schema::Lang::Zh] {
                prop_assert!(!change.message(lang).is_empty() && !change.reason(lang).is_empty());
            }
            prop_assert!(change.old().is_some() || change.new().is_some());
            prop_assert_eq!(change.old().is_some(), change.old_span().is_some());
            let span = change.new_span().or(change.old_span()).unwrap();
            let schema = if change.new_span().is_some() { &pair.new } else { &pair.old };
            prop_assert!(schema.source().get(span.range()).is_some_and(|text| text.starts_with('<')));
            prop_assert_eq!(change.fingerprint().len(), 16);
        }
    }
}

fn twin(code: ChangeCode) -> ChangeCode {
    match code {
        ChangeCode::FieldAdded => ChangeCode::FieldRemoved,
        ChangeCode::FieldRemoved => ChangeCode::FieldAdded,
        ChangeCode::RuleAdded => ChangeCode::RuleRemoved,
        ChangeCode::RuleRemoved => ChangeCode::RuleAdded,
        ChangeCode::OptionAdded => ChangeCode::OptionRemoved,
        ChangeCode::OptionRemoved => ChangeCode::OptionAdded,
        other => other,
    }
}

/// How much the promise's test means: how many pairs have no breaking change, and for how many of their params.
/// And how often what is called breaking is: of pairs with one edit and one breaking change, for how many a
/// param is found that was valid and is not.
#[test]
#[ignore = "prints figures, and takes long"]
fn rates() {
    let mut figures = Figures::default();
    let mut runner = TestRunner::deterministic();
    for case in 0..config().cases.max(500) {
        let (old, edits) = pairs::schema_and_edits().new_tree(&mut runner).unwrap().current();
        let new = apply(&old, &edits[..1]);
        figures.count(&old, &new, |pair, more| {
            let seed = u64::from(case) ^ (u64::from(more) << 40);
            valid_params((&old, &pair.validators[0]), &new, seed)
        });
    }
    figures.print("random pairs");
}

/// The same of pairs so small that all params can be tried: what is not found here is not there, but for params
/// of more rows or other texts.
#[test]
#[ignore = "prints figures, and takes long"]
fn rates_of_small_pairs() {
    let mut figures = Figures::default();
    let mut runner = TestRunner::deterministic();
    for case in 0..config().cases.max(500) {
        let (old, edits) = pairs::dense().new_tree(&mut runner).unwrap().current();
        let new = apply(&old, &edits[..1]);
        figures.count(&old, &new, |_, more| {
            if more > 0 { Vec::new() } else { all(&old, &new, &mut Rng::new(u64::from(case))) }
        });
    }
    figures.print("small pairs");
}

#[derive(Default)]
struct Figures {
    pairs: usize,
    /// Pairs that changed and have no breaking change, their valid params, and those that are not empty.
    calm: (usize, usize, usize),
    /// For each kind of breaking change: how often a param shows it, how often it is there, and one that none
    /// shows.
    breaking: BTreeMap<(ChangeCode, String), (usize, usize, String)>,
}

impl Figures {
    fn count(&mut self, old: &Root, new: &Root, params: impl Fn(&Pair, u32) -> Vec<Vec<Given>>) {
        let pair = Pair::new(old, new);
        self.pairs += 1;
        let breaking: Vec<&Change> = pair.changes.breaking().collect();
        if breaking.is_empty() && !pair.changes.is_empty() {
            let mut params = params(&pair, 0);
            params.retain(|held| check(&pair.validators[0], held).is_valid());
            let full = params.iter().filter(|held| !held.is_empty()).count();
            self.calm = (self.calm.0 + 1, self.calm.1 + params.len(), self.calm.2 + full);
        } else if let [change] = breaking.as_slice() {
            let found = (0..5).any(|more| counterexample(&pair, 0, &params(&pair, more)).is_some());
            let digits = |c: &char| !c.is_ascii_digit();
            let reason: String = change.reason(tmall_schema::Lang::En).chars().filter(digits).collect();
            let known = self.breaking.entry((change.code(), reason)).or_default();
            *known = (known.0 + usize::from(found), known.1 + 1, std::mem::take(&mut known.2));
            let example = reported(old, new, &pair, "");
            if !found && (known.2.is_empty() || example.len() < known.2.len()) {
                known.2 = example;
            }
        }
    }

    fn print(&self, title: &str) {
        let (calm, params, full) = self.calm;
        println!(
            "{title}: {} tried; {calm} changed and nothing breaking, {params} params valid under old ({full} not empty)",
            self.pairs
        );
        let (found, all) = self.breaking.values().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        println!("a single breaking change: {all}, of which a param shows {found}");
        for ((code, reason), (found, all, example)) in &self.breaking {
            println!("{found:>4} of {all:>4}  {code}: {reason}");
            if *found == 0 || std::env::var("EXAMPLES").is_ok() {
                println!("{example}");
            }
        }
    }
}
