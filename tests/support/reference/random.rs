//! Random schemas whose conditions name random ids on random levels, and random params for them.
//!
//! Everything is decided by a tape of numbers: trees of strategies would take longer than the validation. The first of
//! some choices is the simplest, and what is behind the end of the tape is the first, so that a shorter tape with
//! smaller numbers makes a simpler pair.

use proptest::collection::vec;
use proptest::prelude::*;
use tmall_schema::{Dialect, FieldKind};

use super::pair::Pair;
use crate::support::tree::{Choice, Field, Given, Group, Part, Rule, Text};

#[derive(Debug)]
struct Tape {
    numbers: std::vec::IntoIter<u16>,
}

impl Tape {
    fn below(&mut self, end: usize) -> usize {
        usize::from(self.numbers.next().unwrap_or(0)) % end
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }

    /// Whether one of so many times.
    fn rarely(&mut self, times: usize) -> bool {
        self.below(times) == times - 1
    }

    fn several<T>(&mut self, most: usize, mut one: impl FnMut(&mut Tape) -> T) -> Vec<T> {
        let count = self.below(most + 1);
        (0..count).map(|_| one(self)).collect()
    }
}

/// So few that conditions and params mostly name fields that are there, on several levels at once.
const IDS: [&str; 7] = ["a", "b", "c", "d", "e", "f", "a/~b"];

const TEXTS: [&str; 29] = [
    "1",
    "",
    "2",
    "1",
    " ",
    "x",
    "1",
    "\u{3000}",
    "2",
    "1.0",
    "-1",
    "-7",
    "1.55",
    "+1e1",
    "10",
    "99999999999999999999.1",
    "x1",
    "a汉字",
    "é",
    "汉é",
    "é",
    "😀",
    "😀e\u{301}",
    "2020-02-29",
    "2021-02-29",
    "2020-01-01 10:00",
    "2020-01-01 10:00:00",
    "a\nb",
    "\r\n",
];

#[rustfmt::skip]
const SYMBOLS: [Option<&str>; 24] = [
    Some("=="), None, Some("is null"), Some("!="), Some("is null"), Some("=="), Some("!="), Some("is null"), Some("=="), Some("!="),
    Some(">"), Some("<"), Some(">="), Some("<="), Some("contains"), Some("not contains"), Some(" not \t contains "),
    Some("contains"), Some("this field's value in fieldOptions"), Some("this field’s value in  fieldOptions"),
    Some("this field's value not in fieldOptions"), Some(" this field’s value not in fieldOptions"), Some(" == "), Some("~"),
];

#[rustfmt::skip]
const OPERATORS: [Option<&str>; 16] = [
    None, Some("and"), Some("or"), Some("and"), Some("or"), None, Some(" OR "), Some("and"), Some("or"), Some("And"),
    None, Some("or"), Some("and"), Some("or"), None, Some("xor"),
];

fn part(tape: &mut Tape, depth: usize) -> Part {
    if depth > 0 && tape.rarely(4) {
        return Part::Group(group(tape, depth - 1));
    }
    let id = if tape.rarely(12) { "gone" } else { tape.pick(&IDS) };
    Part::Ask {
        id: id.to_owned(),
        symbol: tape.pick(&SYMBOLS).map(str::to_owned),
        value: tape.pick(&TEXTS).to_owned(),
    }
}

fn group(tape: &mut Tape, depth: usize) -> Group {
    let parts = tape.several(2, |tape| part(tape, depth));
    Group { operator: tape.pick(&OPERATORS).map(str::to_owned), parts }
}

fn groups(tape: &mut Tape) -> Vec<Group> {
    let count = tape.pick(&[0, 1, 0, 1, 0, 1, 0, 1, 0, 2]);
    (0..count).map(|_| group(tape, 2)).collect()
}

const YES: [&str; 12] =
    ["true", "true", "true", "true", "true", "true", "true", "true", " TRUE ", "true", "false", "yes"];
const LIMITS: [&str; 11] = ["1", "0", "2", "3", " 2 ", "5", "1.5", "1e1", "-1", "", "x"];
const BOUNDS: [&str; 8] =
    ["1", "2020-01-01", "2", "2020-01-01 10:00", "99999999999999999999.10", "-1.50", "1.55", "x"];
const TYPES: [&str; 11] =
    ["integer", "text", "textarea", "html", "long", "decimal", "double", " Date ", "date", "time", "number"];
const UNITS: [Option<&str>; 8] = [
    None,
    Some("byte"),
    Some("character"),
    None,
    Some("byte"),
    Some(" BYTE "),
    Some("Character"),
    Some("word"),
];
const EX: [Option<&str>; 8] = [
    None,
    Some("include"),
    Some("not include"),
    None,
    Some("not include"),
    None,
    Some(" NOT include"),
    Some("half"),
];

/// Names of rules, those more often that others rest on.
#[rustfmt::skip]
const RULES: [&str; 34] = [
    "requiredRule", "disableRule", "maxLengthRule", "minLengthRule", "maxValueRule", "minValueRule", "maxInputNumRule",
    "minInputNumRule", "maxDecimalDigitsRule", "minDecimalDigitsRule", "valueTypeRule", "asyncQueryRule", "valueAttributeRule",
    "strangeRule", "tipRule", "requiredRule", "disableRule", "valueTypeRule", "requiredRule", "disableRule", "valueTypeRule",
    "requiredRule", "disableRule", "maxLengthRule", "maxValueRule", "minInputNumRule", "maxInputNumRule", "disableRule",
    "requiredRule", "disableRule", "minLengthRule", "minValueRule", "requiredRule", "disableRule",
];

fn rule(tape: &mut Tape) -> Rule {
    let name = tape.pick(&RULES);
    let (value, unit, ex_property) = match name {
        "requiredRule" | "disableRule" => (tape.pick(&YES), None, None),
        "valueTypeRule" => (tape.pick(&TYPES), None, None),
        "maxValueRule" | "minValueRule" => (tape.pick(&BOUNDS), None, tape.pick(&EX)),
        "maxLengthRule" | "minLengthRule" => (tape.pick(&LIMITS), tape.pick(&UNITS), tape.pick(&EX)),
        "valueAttributeRule" => (tape.pick(&["inputValue", "inputValue", " "]), None, None),
        "asyncQueryRule" | "strangeRule" | "tipRule" => ("q", None, None),
        _ => (tape.pick(&LIMITS), None, tape.pick(&EX)),
    };
    let [unit, ex_property] = [unit, ex_property].map(|word| word.map(str::to_owned));
    Rule { unit, ex_property, groups: groups(tape), ..Rule::new(name, value) }
}

const KINDS: [FieldKind; 16] = [
    FieldKind::Input,
    FieldKind::Input,
    FieldKind::MultiInput,
    FieldKind::SingleCheck,
    FieldKind::MultiCheck,
    FieldKind::Complex,
    FieldKind::MultiComplex,
    FieldKind::Input,
    FieldKind::Complex,
    FieldKind::MultiComplex,
    FieldKind::Input,
    FieldKind::MultiInput,
    FieldKind::SingleCheck,
    FieldKind::Complex,
    FieldKind::MultiCheck,
    FieldKind::Label,
];

fn choice(tape: &mut Tape) -> Choice {
    let value = tape.pick(&["1", "2", "1", "x", "-1", "10"]).to_owned();
    Choice { value, groups: if tape.rarely(2) { groups(tape) } else { Vec::new() } }
}

fn field(tape: &mut Tape, depth: usize) -> Field {
    let (id, kind) = (tape.pick(&IDS), tape.pick(&KINDS));
    let rules = tape.several(3, rule);
    let mut field = Field { rules, ..Field::new(id, Some(kind)) };
    if field.is_choice() {
        field.options = tape.several(4, choice);
    }
    if field.is_group() {
        match depth {
            0 => field.kind = Some(FieldKind::Input),
            _ => field.fields = level(tape, depth - 1, 4),
        }
    }
    field
}

/// Fields of one level; mostly each id once.
fn level(tape: &mut Tape, depth: usize, most: usize) -> Vec<Field> {
    let keeps_twins = tape.rarely(6);
    let few = tape.rarely(3);
    let mut fields: Vec<Field> = (0..tape.below(most) + 1).map(|_| field(tape, depth)).collect();
    fields.truncate(if few { 2 } else { most });
    if !keeps_twins {
        let mut seen = Vec::new();
        fields.retain(|field| {
            let is_new = !seen.contains(&field.id);
            seen.push(field.id.clone());
            is_new
        });
    }
    fields
}

/// Values in the shape that the schema has there: other shapes are the matter of other tests. Mostly each field once.
fn given(tape: &mut Tape, fields: &[Field]) -> Vec<Given> {
    let mut all = Vec::new();
    for field in fields {
        // A twin is met again; then it has what its first has.
        let known = fields.iter().find(|first| first.id == field.id).unwrap_or(field);
        let times = tape.pick(&[1, 0, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 0, 1, 1, 1, 2]);
        (0..times).filter(|_| !known.is_label()).for_each(|_| all.push(given_for(tape, known)));
    }
    if tape.rarely(8) {
        let stranger = tape.pick(&IDS);
        if fields.iter().all(|field| field.id != stranger) {
            all.push(Given::new(stranger, texts(tape, [1, 1, 1, 0, 1, 1, 2, 1]), Vec::new()));
        }
    }
    if tape.rarely(8) && all.len() > 1 {
        let last = all.len() - 1;
        all.swap(0, last);
    }
    all
}

const INPUT_VALUES: [Option<&str>; 10] =
    [None, None, None, Some("own"), Some(""), None, None, Some("12.5"), Some("a汉字"), Some("a\nb")];

fn texts(tape: &mut Tape, most: [usize; 8]) -> Vec<Text> {
    let count = tape.pick(&most);
    let text = |tape: &mut Tape| Text {
        text: tape.pick(&TEXTS).to_owned(),
        input_value: tape.pick(&INPUT_VALUES).map(str::to_owned),
    };
    (0..count).map(|_| text(tape)).collect()
}

fn given_for(tape: &mut Tape, field: &Field) -> Given {
    let misplaced = tape.rarely(10);
    if field.is_group() {
        let count = tape.pick(&[1, 2, 0, 1, 3, 1]);
        let rows = (0..count).map(|_| given(tape, &field.fields)).collect();
        return Given { misplaced, ..Given::new(&field.id, Vec::new(), rows) };
    }
    let counts = if field.is_multi() { [2, 1, 2, 3, 0, 4, 2, 3] } else { [1, 1, 1, 0, 1, 1, 2, 1] };
    Given { misplaced, ..Given::new(&field.id, texts(tape, counts), Vec::new()) }
}

pub fn dialect() -> impl Strategy<Value = Dialect> {
    proptest::sample::select(Dialect::ALL)
}

fn tape(most: usize) -> impl Strategy<Value = Tape> {
    // Four numbers at a time, which proptest makes faster than four.
    let numbers = |four: u64| (0..4).map(move |at| u16::try_from((four >> (16 * at)) & 0xFFFF).unwrap_or(0));
    vec(any::<u64>(), most / 2..most).prop_map(move |fours| Tape {
        numbers: fours.into_iter().flat_map(numbers).collect::<Vec<_>>().into_iter(),
    })
}

/// A schema of any shape and any rules, and a param for it.
pub fn pair() -> impl Strategy<Value = Pair> {
    tape(400).prop_map(|mut tape| {
        let dialect = tape.pick(Dialect::ALL);
        let mut fields = level(&mut tape, 3, 7);
        let mut given = given(&mut tape, &fields);
        if tape.rarely(4) {
            incremental(&mut tape, &mut fields, &mut given);
        }
        Pair { fields, given, dialect, partial: tape.rarely(6) }
    })
}

/// Adds the field that names what an incremental update changes: now and then of a type in which it names nothing, or empty.
fn incremental(tape: &mut Tape, fields: &mut Vec<Field>, given: &mut Vec<Given>) {
    let kinds = [
        FieldKind::MultiCheck,
        FieldKind::MultiInput,
        FieldKind::MultiCheck,
        FieldKind::Input,
        FieldKind::MultiInput,
    ];
    let mut field = Field::new("update_fields", Some(tape.pick(&kinds)));
    field.rules = tape.several(1, rule);
    fields.push(field);
    if !tape.rarely(6) {
        let text = |tape: &mut Tape| Text { text: tape.pick(&IDS).to_owned(), input_value: None };
        let values = tape.several(4, text);
        given.push(Given::new("update_fields", values, Vec::new()));
    }
}

/// Fields on a few levels that mostly disable each other, all of them filled: chains and cycles.
pub fn knot() -> impl Strategy<Value = Pair> {
    tape(100).prop_map(|mut tape| {
        let mut fields = knotted(&mut tape, 2, 4);
        fields.extend(knotted(&mut tape, 2, 3));
        let given = filled(&mut tape, &fields);
        Pair { fields, given, dialect: Dialect::Classic, partial: false }
    })
}

const KNOTTED: [&str; 6] = ["a", "b", "c", "d", "r", "s"];

fn knotted(tape: &mut Tape, depth: usize, most: usize) -> Vec<Field> {
    let ask = |tape: &mut Tape| Part::Ask {
        id: tape.pick(&KNOTTED).to_owned(),
        symbol: Some(tape.pick(&["==", "is null", "!=", "not contains"]).to_owned()),
        value: tape.pick(&["1", "2"]).to_owned(),
    };
    let rule = |tape: &mut Tape| {
        let name = tape.pick(&["disableRule", "disableRule", "disableRule", "disableRule", "requiredRule"]);
        let operator = Some(tape.pick(&["and", "or"]).to_owned());
        let parts = vec![ask(tape), ask(tape)];
        let groups = if tape.rarely(12) { Vec::new() } else { vec![Group { operator, parts }] };
        Rule { groups, ..Rule::new(name, "true") }
    };
    tape.several(most, |tape| {
        let kinds = [FieldKind::Input, FieldKind::Complex, FieldKind::Input, FieldKind::MultiComplex];
        let kind = if depth == 0 { FieldKind::Input } else { tape.pick(&kinds) };
        let mut field = Field::new(tape.pick(&KNOTTED), Some(kind));
        field.rules = tape.several(2, rule);
        if field.is_group() {
            field.fields = knotted(tape, depth - 1, 3);
        }
        field
    })
}

fn filled(tape: &mut Tape, fields: &[Field]) -> Vec<Given> {
    let mut given: Vec<Given> = Vec::new();
    for field in fields {
        let id = field.id.clone();
        if given.iter().any(|other| other.id == id) {
            continue;
        }
        let count = if field.kind == Some(FieldKind::MultiComplex) { 2 } else { 1 };
        given.push(if field.is_group() {
            let rows = (0..count).map(|_| filled(tape, &field.fields)).collect();
            Given::new(&id, Vec::new(), rows)
        } else {
            let text = tape.pick(&["1", "2", "1", ""]).to_owned();
            Given::new(&id, vec![Text { text, input_value: None }], Vec::new())
        });
    }
    given
}
