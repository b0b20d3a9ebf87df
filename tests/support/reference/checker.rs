//! The findings of a param, rule by rule as the format's tables say it.

use std::cmp::Ordering;
use std::collections::HashSet;

use tmall_schema::{Dialect, FieldKind};

use super::measure::{self, Clock, Counts, Number};
use super::pair::Pair;
use super::says::{Says, says};
use super::world::{Address, Place, World, can_be_decided, first_given, further_in};
use crate::support::tree::{Field, Given, Rule, Text};

/// "severity code path" of all findings.
pub fn findings(pair: &Pair, counts: Counts) -> Vec<String> {
    let world = World::new(&pair.fields);
    let (found, reported) = (Vec::new(), HashSet::new());
    let mut checker = Checker { world, counts, pair, names: names(pair), found, reported };
    checker.level(&Vec::new(), &vec![&pair.given], "", true);
    checker.found
}

struct Checker<'a> {
    world: World<'a>,
    counts: Counts,
    pair: &'a Pair,
    /// The fields that an incremental update names; none if the param is not such an update.
    names: Option<Vec<&'a str>>,
    found: Vec<String>,
    reported: HashSet<(Address, Option<usize>)>,
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

fn not_blank(text: &str) -> bool {
    !is_blank(text)
}

fn step(path: &str, step: &str) -> String {
    format!("{path}/{}", step.replace('~', "~0").replace('/', "~1"))
}

fn is_negative_integer(text: &str) -> bool {
    Text { text: text.to_owned(), input_value: Some("any".to_owned()) }.own().is_some()
}

/// What `update_fields` names, where the schema has a field of several values by this id and the param fills it.
fn names(pair: &Pair) -> Option<Vec<&str>> {
    let is_it = |id: &str| id == "update_fields";
    let field = pair.fields.iter().find(|field| is_it(&field.id))?;
    let given = pair.given.iter().find(|given| is_it(&given.id))?;
    let names: Vec<&str> =
        given.values.iter().map(|value| &*value.text).filter(|text| !text.is_empty()).collect();
    (field.is_multi() && !names.is_empty()).then_some(names)
}

/// Whether something that compares so with a limit is within it.
fn within(order: Ordering, max: bool, open: bool) -> bool {
    match order {
        Ordering::Equal => !open,
        Ordering::Less => max,
        Ordering::Greater => !max,
    }
}

fn count_within(count: usize, limit: &str, max: bool, open: bool) -> bool {
    measure::compare_numbers(&count.to_string(), limit).is_none_or(|order| within(order, max, open))
}

fn side(max: bool, what: &str) -> String {
    format!("{}-{what}", if max { "max" } else { "min" })
}

/// Whether an unchecked rule might ask for a value.
fn may_ask(field: &Field, rule: &Rule, undecided: bool) -> bool {
    let is_unusable = !field.is_label() && matches!(says(field, rule), Says::Unchecked);
    match rule.name.as_str() {
        "requiredRule" => undecided || is_unusable,
        "minInputNumRule" => is_unusable,
        _ => false,
    }
}

impl<'a> Checker<'a> {
    fn report(&mut self, severity: &str, code: &str, path: &str) {
        self.found.push(format!("{severity} {code} {path}"));
    }

    /// A rule that is not checked, and a choice without options, are reported at the first place only.
    fn report_once(&mut self, address: &Address, rule: Option<usize>, path: &str) {
        if self.reported.insert((address.clone(), rule)) {
            self.report("note", "unchecked", path);
        }
    }

    /// The rules of a field that are in force at a place, and can be.
    fn in_force(&self, address: &Address, place: &Place<'a>) -> Vec<Says<'a>> {
        let field = self.world.field(address);
        let holds = |rule: &&Rule| {
            can_be_decided(&rule.groups) && self.world.all_hold(&rule.groups, address, place, None)
        };
        field.rules.iter().filter(holds).map(|rule| says(field, rule)).collect()
    }

    /// The fields of the top, or of one row. Fields are asked for where it is present.
    fn level(&mut self, owner: &Address, place: &Place<'a>, path: &str, present: bool) {
        let addresses = self.world.inside(owner).to_vec();
        for address in &addresses {
            self.field(address, place, &step(path, &self.world.field(address).id), present);
        }
        for given in *place.last().expect("a place has a level") {
            let known = addresses.iter().any(|address| self.world.field(address).id == given.id);
            if !known && given.has_content() {
                self.report("error", "unknown-field", &step(path, &given.id));
            }
        }
    }

    fn field(&mut self, address: &Address, place: &Place<'a>, path: &str, asked: bool) {
        let field = self.world.field(address);
        let given = first_given(place, &field.id);
        if self.world.is_off(address, place) {
            if given.is_some_and(Given::has_content) {
                self.report("warning", "disabled-value", path);
            }
            return;
        }
        let filled = given.is_some_and(|given| self.world.has_leaf(address, given, place, None, &not_blank));
        let rules = self.in_force(address, place);
        let is_named = self.names.as_ref().map(|names| address.len() == 1 && names.contains(&&*field.id));
        let is_update = address.len() == 1 && is_named.is_some();
        let excused = address.len() == 1 && self.pair.partial && given.is_none()
            || is_update && is_named == Some(false);
        if asked {
            let required = rules.iter().any(|says| matches!(says, Says::Required)) && !excused;
            if required && !filled {
                self.report("error", "required", path);
            } else if required && !given.is_some_and(|given| self.is_read(address, given, place))
                || is_named == Some(true) && given.is_none() && !field.is_label()
            {
                self.report("warning", "required", path);
            } else if !filled && !excused && self.asks_inside(address, place) {
                self.report("note", "required-inside", path);
            }
        }
        self.unchecked(address, place, path, given, asked && !excused);
        let Some(given) = given else { return };
        self.wrapper(address, path, given);
        let later =
            place.last().expect("a place has a level").iter().filter(|other| other.id == field.id).skip(1);
        for _ in later.filter(|other| other.has_content()) {
            self.report("error", "duplicate-field", path);
        }
        if field.is_group() {
            self.rows(address, place, path, given, &rules);
        } else if !field.is_label() {
            self.values(address, place, path, given, &rules);
        }
    }

    /// Whether a text that is not blank is where the platform surely reads it.
    fn is_read(&self, address: &Address, given: &'a Given, place: &Place<'a>) -> bool {
        if given.misplaced {
            return false;
        }
        if !self.world.field(address).is_group() {
            return given.values.iter().any(|value| not_blank(&value.text));
        }
        given.rows.iter().any(|row| {
            let place = further_in(place, row);
            self.world.inside(address).iter().any(|inner| {
                !self.world.is_off(inner, &place)
                    && first_given(&place, &self.world.field(inner).id)
                        .is_some_and(|given| self.is_read(inner, given, &place))
            })
        })
    }

    /// Whether a complex that is absent would have required sub-fields.
    fn asks_inside(&self, address: &Address, place: &Place<'a>) -> bool {
        let place = further_in(place, &[]);
        self.world.field(address).kind == Some(FieldKind::Complex)
            && self.world.inside(address).iter().any(|inner| {
                let is_required =
                    || self.in_force(inner, &place).iter().any(|says| matches!(says, Says::Required));
                !self.world.is_off(inner, &place) && (is_required() || self.asks_inside(inner, &place))
            })
    }

    /// Content in a wrapper of another type or dialect.
    fn wrapper(&mut self, address: &Address, path: &str, given: &Given) {
        let field = self.world.field(address);
        let has_content = if field.is_group() {
            given.rows.iter().flatten().any(Given::has_content)
        } else {
            given.values.iter().any(|value| !value.text.is_empty())
        };
        if given.misplaced && has_content {
            let is_refused =
                self.pair.dialect == Dialect::Icbu && field.is_group() && !self.world.is_repeatable(address);
            self.report(if is_refused { "error" } else { "warning" }, "wrapper", path);
        }
    }

    /// Rules that are not checked, where there is something that they would apply to; where nothing is there, those
    /// that may ask for it.
    fn unchecked(
        &mut self,
        address: &Address,
        place: &Place<'a>,
        path: &str,
        given: Option<&Given>,
        asked: bool,
    ) {
        let field = self.world.field(address);
        let content = given.is_some_and(Given::has_content);
        for (number, rule) in field.rules.iter().enumerate() {
            let says = says(field, rule);
            if matches!(says, Says::Nothing) {
                continue;
            }
            let undecided = !can_be_decided(&rule.groups);
            let in_force = !undecided && self.world.all_hold(&rule.groups, address, place, None);
            let may_ask = asked && may_ask(field, rule, undecided);
            if (undecided || in_force && matches!(says, Says::Unchecked)) && (content || may_ask) {
                self.report_once(address, Some(number), path);
            }
        }
    }

    fn rows(
        &mut self,
        address: &Address,
        place: &Place<'a>,
        path: &str,
        given: &'a Given,
        rules: &[Says<'a>],
    ) {
        let field = self.world.field(address);
        let numbered = field.kind == Some(FieldKind::MultiComplex) || self.world.is_repeatable(address);
        let with_content = given.rows.iter().filter(|row| row.iter().any(Given::has_content)).count();
        if !numbered && with_content > 1 {
            self.report("error", "too-many-values", path);
        }
        let is_present = |checker: &Self, row: &'a [Given]| {
            checker.world.row_has_leaf(address, row, place, None, &not_blank)
        };
        let count = given.rows.iter().filter(|row| is_present(self, row)).count();
        for says in rules.iter().filter(|_| count > 0) {
            match *says {
                Says::Count { max, limit, open } if !count_within(count, limit, max, open) => {
                    self.report("error", &side(max, "input-num"), path);
                }
                Says::Length { max, unit, limit, open } => {
                    let mut texts = Vec::new();
                    self.texts(address, place, given, &mut texts);
                    let counts = texts.iter().map(|text| self.extremes(text, unit));
                    let (least, most) = counts.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
                    if !(count_within(least, limit, max, open) && count_within(most, limit, max, open)) {
                        self.report("warning", &side(max, "length"), path);
                    }
                }
                _ => {}
            }
        }
        for (number, row) in given.rows.iter().enumerate() {
            let path = if numbered { step(path, &number.to_string()) } else { path.to_owned() };
            let present = is_present(self, row);
            self.level(address, &further_in(place, row), &path, present);
        }
    }

    /// All texts inside, of fields that the schema knows and that are not disabled.
    fn texts(&self, address: &Address, place: &Place<'a>, given: &'a Given, texts: &mut Vec<&'a str>) {
        let field = self.world.field(address);
        if !field.is_group() {
            texts.extend(given.values.iter().map(Text::checked));
            return;
        }
        for row in &given.rows {
            let place = further_in(place, row);
            for inner in self.world.inside(address) {
                if let Some(given) = first_given(&place, &self.world.field(inner).id)
                    && !self.world.is_off(inner, &place)
                {
                    self.texts(inner, &place, given, texts);
                }
            }
        }
    }

    /// The smallest and the largest plausible count.
    fn extremes(&self, text: &str, unit: &str) -> (usize, usize) {
        let counts = measure::lengths(text, unit, self.counts, self.pair.dialect);
        (counts.iter().copied().min().unwrap_or(0), counts.into_iter().max().unwrap_or(0))
    }

    fn values(
        &mut self,
        address: &Address,
        place: &Place<'a>,
        path: &str,
        given: &Given,
        rules: &[Says<'a>],
    ) {
        let field = self.world.field(address);
        let filled: Vec<(usize, &Text)> =
            given.values.iter().enumerate().filter(|(_, value)| !value.text.is_empty()).collect();
        if filled.is_empty() {
            return;
        }
        if !field.is_multi() && filled.len() > 1 {
            self.report("error", "too-many-values", path);
        }
        if field.is_choice() && field.options.is_empty() {
            self.report_once(address, None, path);
        }
        if rules.iter().any(|says| matches!(says, Says::ReadOnly)) {
            let preset = field.preset.as_ref().filter(|preset| !preset.values.is_empty());
            let wanted = &preset.expect("the model knows read-only fields with values of their own").values;
            if !filled.iter().map(|(_, value)| &value.text).eq(wanted) {
                self.report("error", "read-only", path);
            }
        }
        let count = if field.is_multi() { filled.len() } else { 1 };
        for says in rules {
            if let Says::Count { max, limit, open } = *says
                && !count_within(count, limit, max, open)
            {
                self.report("error", &side(max, "input-num"), path);
            }
        }
        for (at, &(number, value)) in filled.iter().enumerate() {
            let path = if field.is_multi() { step(path, &number.to_string()) } else { path.to_owned() };
            let is_repeated = |earlier: &Text| {
                let has_same_marker =
                    value.own().is_some() && earlier.own().is_some() && earlier.text == value.text;
                earlier == value || has_same_marker
            };
            if field.is_multi() && filled[..at].iter().any(|(_, earlier)| is_repeated(earlier)) {
                self.report("warning", "duplicate-value", &path);
            }
            self.value(&path, value, rules);
            if field.is_choice() && !field.options.is_empty() {
                self.option(address, place, &path, value, rules);
            }
        }
    }

    fn value(&mut self, path: &str, value: &Text, rules: &[Says<'a>]) {
        let text = value.checked();
        let types: Vec<&str> = rules
            .iter()
            .filter_map(|says| match says {
                Says::ValueType(wanted) => Some(wanted.as_str()),
                _ => None,
            })
            .collect();
        let mut is_of_all = true;
        for wanted in &types {
            if !measure::fits(text, wanted) {
                is_of_all = false;
                self.report("error", "value-type", path);
            } else if *wanted == "text" && text.contains(['\t', '\n', '\r']) {
                self.report("warning", "line-break", path);
            }
        }
        let moments = types.iter().any(|wanted| ["date", "time"].contains(wanted));
        for says in rules {
            match *says {
                Says::Length { max, unit, limit, open } => {
                    let (least, most) = self.extremes(text, unit);
                    match [least, most].map(|count| count_within(count, limit, max, open)) {
                        [true, true] => {}
                        [false, false] => self.report("error", &side(max, "length"), path),
                        _ => self.report("warning", &side(max, "length"), path),
                    }
                }
                Says::Value { max, limit, open } if is_of_all => {
                    let (is_limit, order) = if moments {
                        let instant = |text| measure::moment(text).map(|(moment, _): (_, Clock)| moment);
                        let limit = instant(limit);
                        (limit.is_some(), instant(text).zip(limit).map(|(a, b)| a.cmp(&b)))
                    } else {
                        (Number::read(limit).is_some(), measure::compare_numbers(text, limit))
                    };
                    match order {
                        Some(order) if within(order, max, open) => {}
                        _ if is_limit => self.report("error", &side(max, "value"), path),
                        _ => self.report("note", "unchecked", path),
                    }
                }
                Says::Digits { max, limit, open } if is_of_all => match Number::read(text) {
                    Some(number) if count_within(number.digits_after_point, limit, max, open) => {}
                    Some(_) => self.report("error", &side(max, "decimal-digits"), path),
                    None => self.report("note", "unchecked", path),
                },
                Says::Pattern(pattern) if !measure::matches(text, pattern) => {
                    self.report("error", "regex", path);
                }
                Says::Attribute if value.input_value.as_deref().unwrap_or_default().is_empty() => {
                    self.report("error", "value-attribute", path);
                }
                _ => {}
            }
        }
    }

    fn option(&mut self, address: &Address, place: &Place<'a>, path: &str, value: &Text, rules: &[Says<'a>]) {
        let field = self.world.field(address);
        let mut same = field.options.iter().filter(|option| option.value == value.text).peekable();
        if same.peek().is_some() {
            let is_available = |groups: &[crate::support::tree::Group]| {
                !can_be_decided(groups) || self.world.all_hold(groups, address, place, None)
            };
            if !same.any(|option| is_available(&option.groups)) {
                self.report("error", "unavailable-option", path);
            }
            return;
        }
        let takes_custom = field.options.iter().any(|option| is_negative_integer(&option.value))
            || rules.iter().any(|says| matches!(says, Says::Attribute));
        let is_custom = value.own().is_some() && takes_custom;
        if is_custom {
            return;
        }
        // Where it cannot be known whether the server has more options, nothing is called wrong on a guess.
        let undecided =
            field.rules.iter().any(|rule| rule.name == "asyncQueryRule" && !can_be_decided(&rule.groups));
        let from_server = undecided || rules.iter().any(|says| matches!(says, Says::OptionsFromServer));
        self.report(if from_server { "warning" } else { "error" }, "unknown-option", path);
    }
}
