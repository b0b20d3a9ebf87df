//! Patterns and texts with the answers of a real Java: `fixtures/java-regex.tsv`.

use crate::java_regex::refusal::{Construct, Refusal};
use crate::java_regex::tests::{MatchMode, Pattern, decoded, fixture};

/// The patterns of the table that Java accepts and we refuse, with the reason. Nothing else may be refused.
fn refused() -> Vec<(String, String)> {
    let rows = fixture("java-regex/refused.tsv");
    let row = |row: &str| row.split_once('\t').map(|(why, pattern)| (decoded(pattern), why.to_owned()));
    rows.lines().filter(|line| !line.starts_with('#')).map(|line| row(line).unwrap()).collect()
}

fn reason(refusal: Refusal) -> String {
    if let Refusal::Construct(construct) = refusal {
        format!("{construct:?}")
    } else {
        format!("{refusal:?}")
    }
}

#[test]
fn every_answer_is_javas_or_the_refusal_is_known() {
    let table = fixture("java-regex.tsv");
    let refused = refused();
    let mut used = vec![false; refused.len()];
    let mut wrong = Vec::new();
    let mut answers = 0;
    let mut pattern: Option<(String, Option<[Pattern; 2]>)> = None;
    for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (kind, text) = line.split_once('\t').unwrap();
        let text = decoded(text);
        if kind.starts_with('p') {
            let compiled = [MatchMode::Whole, MatchMode::Part].map(|mode| Pattern::compile(&text, mode));
            let known = refused.iter().position(|(pattern, _)| *pattern == text);
            let compiled = match (compiled, known) {
                ([Ok(whole), Ok(part)], None) if kind == "p" => Some([whole, part]),
                ([Err(_), Err(_)], None) if kind == "p!" => None,
                ([Err(one), Err(other)], Some(row)) if kind == "p" && one == other => {
                    used[row] = true;
                    if reason(one) != refused[row].1 {
                        wrong.push(format!("{text}: refused for {one:?}, not for {}", refused[row].1));
                    }
                    None
                }
                (compiled, _) => {
                    let errors = compiled.map(Result::err);
                    wrong.push(format!("{kind} {text}: {errors:?}, listed: {}", known.is_some()));
                    None
                }
            };
            pattern = Some((text, compiled));
            continue;
        }
        let Some((pattern, Some([whole, part]))) = &pattern else { continue };
        let answer = |compiled: &Pattern, yes| match compiled.find(&text) {
            Ok(Some(_)) => yes,
            Ok(None) => '-',
            // Refused values have tests of their own.
            Err(_) => '?',
        };
        let answer: String = [answer(whole, 'm'), answer(part, 'f')].iter().collect();
        answers += 1;
        if answer != kind {
            wrong.push(format!("{pattern} on {text:?}: {answer}, Java says {kind}"));
        }
    }
    for (row, _) in refused.iter().zip(&used).filter(|(_, used)| !**used) {
        wrong.push(format!("listed as refused, but not in the table or not refused: {}", row.0));
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(answers > 1000, "{answers}");
}

#[test]
fn every_construct_that_is_refused_is_in_the_list() {
    let refused = refused();
    for construct in Construct::ALL {
        let name = format!("{construct:?}");
        assert!(refused.iter().any(|(_, why)| *why == name), "{name}");
    }
}

#[test]
fn reasons_are_given_in_both_languages() {
    let all = Construct::ALL.iter().map(|construct| Refusal::from(*construct));
    for refusal in all.chain([Refusal::Syntax, Refusal::TooLarge, Refusal::TooManySteps]) {
        let [en, zh] = [crate::lang::Lang::En, crate::lang::Lang::Zh].map(|lang| refusal.text(lang));
        assert!(en.is_ascii() || matches!(refusal, Refusal::Construct(_)), "{en}");
        assert!(!zh.is_ascii(), "{zh}");
    }
}
