//! Every cell of the format's tables has a case: `fixtures/conformance/judge-cells.toml` says which.
//!
//! The cells are not taken from that file but made here from the vocabulary, so that a new symbol, rule, type or
//! unit asks for cases of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde::Deserialize;
use tmall_schema::{Code, Dialect, FieldKind, RuleName, SizeUnit, Symbol, ValueType};

/// What a file of cases has of interest here.
#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Clone, Deserialize)]
struct Case {
    name: String,
    #[serde(default)]
    schema: String,
    #[serde(default)]
    expect: Vec<String>,
}

/// By table, by cell: the names of cases.
type Cells = BTreeMap<String, BTreeMap<String, Vec<String>>>;

fn fixture(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/conformance");
    fs::read_to_string(folder.join(name)).unwrap()
}

fn cells() -> Cells {
    toml::from_str(&fixture("judge-cells.toml")).unwrap()
}

fn cases() -> Vec<Case> {
    let of = |file: &str| toml::from_str::<Cases>(&fixture(file)).unwrap().case;
    [of("validate.toml"), of("judge.toml")].concat()
}

/// A cell, and what the schemas of its cases must show: words of which each is in one of them.
struct Cell {
    table: &'static str,
    name: String,
    shows: Vec<String>,
}

fn cell(table: &'static str, name: String, shows: impl IntoIterator<Item = String>) -> Cell {
    Cell { table, name, shows: shows.into_iter().collect() }
}

fn attribute(name: &str, value: &str) -> String {
    format!("{name}=\"{}\"", value.replace('<', "&lt;").replace('>', "&gt;"))
}

const GROUPS: [FieldKind; 2] = [FieldKind::Complex, FieldKind::MultiComplex];
const CHOICES: [FieldKind; 2] = [FieldKind::SingleCheck, FieldKind::MultiCheck];

/// All cells that the format's tables have.
fn wanted() -> Vec<Cell> {
    let mut cells = Vec::new();
    for &symbol in Symbol::ALL {
        let shown = attribute("symbol", symbol.as_str());
        for found in ["empty", "one value", "several values"] {
            cells.push(cell("symbols", format!("{symbol} / {found}"), [shown.clone()]));
        }
        for kind in GROUPS {
            for found in ["empty", "not empty"] {
                let shows = [shown.clone(), attribute("type", kind.as_str())];
                cells.push(cell("groups", format!("{kind} / {found} / {symbol}"), shows));
            }
        }
    }
    for symbol in [Symbol::Contains, Symbol::NotContains] {
        for &kind in FieldKind::ALL.iter().filter(|&&kind| kind != FieldKind::Label) {
            let shows = [attribute("symbol", symbol.as_str()), attribute("type", kind.as_str())];
            cells.push(cell("contains", format!("{symbol} / {kind}"), shows));
        }
    }
    for &rule in RuleName::ALL {
        // It is about options, and says nothing on other types.
        let kinds = if rule == RuleName::AsyncQuery { &CHOICES } else { FieldKind::ALL };
        for kind in kinds {
            let shows = [attribute("name", rule.as_str()), attribute("type", kind.as_str())];
            cells.push(cell("rules", format!("{rule} / {kind}"), shows));
        }
    }
    for kind in FieldKind::ALL {
        cells.push(cell("rules", format!("others / {kind}"), [attribute("type", kind.as_str())]));
    }
    for wanted in ValueType::ALL {
        cells.push(cell("value-types", wanted.to_string(), [attribute("value", wanted.as_str())]));
    }
    // The guide's words and their short forms.
    for unit in ["byte", "b", "k", "kb", "m", "mb", "mk", "g", "gb"] {
        assert!(unit.parse::<SizeUnit>().is_ok(), "{unit}");
        cells.push(cell("size-units", unit.to_owned(), [attribute("unit", unit)]));
    }
    for &kind in FieldKind::ALL.iter().filter(|&&kind| kind != FieldKind::Label) {
        for dialect in Dialect::ALL {
            cells.push(cell("values", format!("{kind} / {dialect}"), [attribute("type", kind.as_str())]));
        }
    }
    let of_shape = [
        Code::UnknownField,
        Code::TypeMismatch,
        Code::DuplicateField,
        Code::TooManyValues,
        Code::UnexpectedValue,
        Code::IllegalCharacter,
        Code::DisabledValue,
        Code::DuplicateValue,
        Code::Wrapper,
        Code::LineBreak,
    ];
    cells.extend(of_shape.map(|code| cell("codes", code.to_string(), [])));
    cells
}

#[test]
fn every_cell_of_the_tables_has_a_case() {
    let (cells, cases) = (cells(), cases());
    let by_name: BTreeMap<&str, &Case> = cases.iter().map(|case| (case.name.as_str(), case)).collect();
    assert_eq!(by_name.len(), cases.len(), "two cases have one name");
    let mut wrong = Vec::new();
    let wanted = wanted();
    for cell in &wanted {
        let of_cell = cells.get(cell.table).and_then(|table| table.get(&cell.name));
        let Some(of_cell) = of_cell.filter(|names| !names.is_empty()) else {
            wrong.push(format!("[{}] {:?} has no case", cell.table, cell.name));
            continue;
        };
        let schemas: String =
            of_cell.iter().filter_map(|name| by_name.get(name.as_str())).map(|case| &*case.schema).collect();
        for shown in cell.shows.iter().filter(|shown| !schemas.contains(*shown)) {
            wrong.push(format!("[{}] {:?} does not show {shown}", cell.table, cell.name));
        }
    }
    let known: BTreeSet<(&str, &str)> = wanted.iter().map(|cell| (cell.table, &*cell.name)).collect();
    for (table, cells) in cells.iter().filter(|(table, _)| *table != "sentences") {
        for name in cells.keys().filter(|name| !known.contains(&(table.as_str(), name.as_str()))) {
            wrong.push(format!("[{table}] {name:?} is not a cell"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_sentence_has_a_case_and_every_case_holds_something() {
    let (cells, cases) = (cells(), cases());
    assert!(cells["sentences"].len() > 100, "{} sentences", cells["sentences"].len());
    let names: BTreeSet<&str> = cases.iter().map(|case| case.name.as_str()).collect();
    let mut listed = BTreeSet::new();
    let mut wrong = Vec::new();
    for (name, of_cell) in cells.values().flatten() {
        if of_cell.is_empty() {
            wrong.push(format!("{name:?} has no case"));
        }
        for case in of_cell {
            if !names.contains(case.as_str()) {
                wrong.push(format!("{name:?} names {case:?}, which is not a case"));
            }
            listed.insert(case.as_str());
        }
    }
    let added = toml::from_str::<Cases>(&fixture("judge.toml")).unwrap().case;
    for case in added.iter().filter(|case| !listed.contains(case.name.as_str())) {
        wrong.push(format!("{:?} is listed nowhere", case.name));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_has_a_case() {
    let reported: BTreeSet<String> = cases()
        .iter()
        .flat_map(|case| &case.expect)
        .filter_map(|line| line.split(' ').nth(1))
        .map(str::to_owned)
        .collect();
    // House rules are not of the format; `tests/it/rules` holds them.
    for code in Code::ALL.iter().filter(|code| **code != Code::HouseRule) {
        assert!(reported.contains(code.as_str()), "no case tells {code}");
    }
}
