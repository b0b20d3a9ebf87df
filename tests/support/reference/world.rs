//! Conditions and disabled fields, the naive way: what an id means is searched for each time, and whether a field
//! is disabled is worked out again for everyone who asks.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use tmall_schema::FieldKind;

use super::measure;
use crate::support::tree::{Field, Given, Group, Part, Rule};

/// Where a field is in the schema: its number in the top level, in that field, and so on.
pub type Address = Vec<usize>;

/// What the param holds on each level around a place, the top first: in row after row further in.
pub type Place<'a> = Vec<&'a [Given]>;

/// What a question finds.
enum Found<'a> {
    Texts(Vec<&'a str>),
    /// A complex or multiComplex with something in it.
    Group,
}

pub struct World<'a> {
    fields: &'a [Field],
    /// The fields inside each field, and those at the top.
    inside: BTreeMap<Address, Vec<Address>>,
    /// Which fields depend on which: not only directly.
    depends: BTreeSet<(Address, Address)>,
}

const SYMBOLS: [&str; 11] = [
    "is null",
    "==",
    "!=",
    ">",
    "<",
    ">=",
    "<=",
    "contains",
    "not contains",
    "this field's value in fieldOptions",
    "this field's value not in fieldOptions",
];

/// A symbol with white space folded and the apostrophe made straight; none if it is none of the eleven.
fn known_symbol(symbol: Option<&str>) -> Option<&'static str> {
    let Some(symbol) = symbol else { return Some("==") };
    let folded = symbol.split_whitespace().collect::<Vec<_>>().join(" ").replace('’', "'");
    SYMBOLS.into_iter().find(|known| *known == folded)
}

fn known_operator(operator: Option<&str>) -> Option<&'static str> {
    match operator.map(|operator| operator.trim().to_lowercase()).as_deref() {
        None | Some("and") => Some("and"),
        Some("or") => Some("or"),
        _ => None,
    }
}

/// An empty group is as if absent, inside another group too.
fn is_absent(group: &Group) -> bool {
    group.parts.iter().all(|part| matches!(part, Part::Group(inner) if is_absent(inner)))
}

fn group_can_be_decided(group: &Group) -> bool {
    is_absent(group)
        || known_operator(group.operator.as_deref()).is_some()
            && group.parts.iter().all(|part| match part {
                Part::Ask { symbol, .. } => known_symbol(symbol.as_deref()).is_some(),
                Part::Group(inner) => group_can_be_decided(inner),
            })
}

/// Whether all symbols and operators of the groups are known.
pub fn can_be_decided(groups: &[Group]) -> bool {
    groups.iter().all(group_can_be_decided)
}

/// Whether a rule disables where its condition holds.
fn can_disable(rule: &Rule) -> bool {
    rule.name == "disableRule"
        && rule.value.trim().eq_ignore_ascii_case("true")
        && can_be_decided(&rule.groups)
}

fn has_no_condition(rule: &Rule) -> bool {
    rule.groups.iter().all(is_absent)
}

fn asked<'g>(group: &'g Group, ids: &mut Vec<&'g str>) {
    for part in &group.parts {
        match part {
            Part::Ask { id, .. } => ids.push(id),
            Part::Group(inner) => asked(inner, ids),
        }
    }
}

impl<'a> World<'a> {
    pub fn new(fields: &'a [Field]) -> World<'a> {
        let mut world = World { fields, inside: BTreeMap::new(), depends: BTreeSet::new() };
        world.find_inside(&[]);
        let mut addresses = Vec::new();
        world.collect(&[], &mut addresses);
        for from in &addresses {
            for to in world.named(from) {
                world.depends.insert((from.clone(), to));
            }
        }
        // What depends on what, through any number of others.
        loop {
            let longer: Vec<(Address, Address)> = world
                .depends
                .iter()
                .flat_map(|(from, over)| {
                    let next = world.depends.iter().filter(move |(other, _)| other == over);
                    next.map(|(_, to)| (from.clone(), to.clone()))
                })
                .collect();
            let before = world.depends.len();
            world.depends.extend(longer);
            if world.depends.len() == before {
                return world;
            }
        }
    }

    pub fn field(&self, address: &[usize]) -> &'a Field {
        let (last, around) = address.split_last().expect("an address is not empty");
        &self.level(around)[*last]
    }

    /// The fields inside a field, or those at the top.
    fn level(&self, owner: &[usize]) -> &'a [Field] {
        owner.iter().fold(self.fields, |fields, &number| &fields[number].fields)
    }

    /// The addresses of the fields inside a field that look-ups can find: of one id the first.
    pub fn inside(&self, owner: &[usize]) -> &[Address] {
        &self.inside[owner]
    }

    fn find_inside(&mut self, owner: &[usize]) {
        let level = self.level(owner);
        let is_first = |number: &usize| level[..*number].iter().all(|before| before.id != level[*number].id);
        let inside: Vec<Address> =
            (0..level.len()).filter(is_first).map(|number| [owner, &[number]].concat()).collect();
        inside.iter().for_each(|address| self.find_inside(address));
        self.inside.insert(owner.to_vec(), inside);
    }

    /// All fields inside, at any depth.
    fn collect(&self, owner: &[usize], found: &mut Vec<Address>) {
        for address in self.inside(owner) {
            found.push(address.clone());
            self.collect(address, found);
        }
    }

    /// What the disableRules of a field depend on: the fields that their conditions name, those around these, and
    /// those inside them.
    fn named(&self, from: &Address) -> Vec<Address> {
        let mut ids = Vec::new();
        for rule in self.field(from).rules.iter().filter(|rule| can_disable(rule)) {
            rule.groups.iter().for_each(|group| asked(group, &mut ids));
        }
        let mut named = Vec::new();
        for target in ids.into_iter().filter_map(|id| self.resolve(from, id)) {
            named.extend((1..=target.len()).map(|length| target[..length].to_vec()));
            self.collect(&target, &mut named);
        }
        named
    }

    /// Which field an id means to a field.
    fn resolve(&self, from: &Address, id: &str) -> Option<Address> {
        let owners: Vec<&[usize]> = (0..from.len()).map(|length| &from[..length]).collect();
        for owner in owners.iter().rev() {
            let beside = self.inside(owner).iter().find(|address| self.field(address).id == id);
            if beside.is_some() {
                return beside.cloned();
            }
        }
        let mut candidates = BTreeSet::new();
        owners.iter().for_each(|owner| self.downwards(owner, id, &mut candidates));
        let only = candidates.pop_first()?;
        candidates.is_empty().then_some(only)
    }

    fn downwards(&self, owner: &[usize], id: &str, candidates: &mut BTreeSet<Address>) {
        for address in self.inside(owner) {
            if self.field(address).id == id {
                candidates.insert(address.clone());
            }
            if self.field(address).kind == Some(FieldKind::Complex) {
                self.downwards(address, id, candidates);
            }
        }
    }

    /// A complex that takes several instances: it has a maximum above 1, or one of more than 2 that is itself out.
    pub fn is_repeatable(&self, address: &[usize]) -> bool {
        let field = self.field(address);
        let is_above_one = |rule: &Rule| {
            let open = rule
                .ex_property
                .as_deref()
                .is_some_and(|word| word.trim().eq_ignore_ascii_case("not include"));
            measure::compare_numbers(&rule.value, if open { "2" } else { "1" }) == Some(Ordering::Greater)
        };
        field.kind == Some(FieldKind::Complex)
            && field.rules.iter().any(|rule| rule.name == "maxInputNumRule" && is_above_one(rule))
    }

    fn always_off(&self, address: &[usize]) -> bool {
        self.field(address).rules.iter().any(|rule| can_disable(rule) && has_no_condition(rule))
    }

    /// Whether a field's own disableRules disable it at a place.
    pub fn is_off(&self, address: &Address, place: &Place<'a>) -> bool {
        self.always_off(address)
            || self.field(address).rules.iter().any(|rule| {
                can_disable(rule)
                    && !has_no_condition(rule)
                    && self.all_hold(&rule.groups, address, place, Some(address))
            })
    }

    /// The same as somebody sees it: while a field of a cycle is decided, the fields of the cycle are seen raw.
    fn seems_off(&self, address: &Address, place: &Place<'a>, deciding: Option<&Address>) -> bool {
        let in_one_cycle = deciding.is_some_and(|deciding| {
            let depends = |from: &Address, on: &Address| self.depends.contains(&(from.clone(), on.clone()));
            depends(deciding, address) && depends(address, deciding)
        });
        if in_one_cycle { self.always_off(address) } else { self.is_off(address, place) }
    }

    /// Whether all groups hold for a field at a place. Symbols and operators are known.
    pub fn all_hold(
        &self,
        groups: &[Group],
        address: &Address,
        place: &Place<'a>,
        deciding: Option<&Address>,
    ) -> bool {
        groups.iter().all(|group| is_absent(group) || self.holds(group, address, place, deciding))
    }

    fn holds(&self, group: &Group, address: &Address, place: &Place<'a>, deciding: Option<&Address>) -> bool {
        let answers = group.parts.iter().filter_map(|part| match part {
            Part::Group(inner) if is_absent(inner) => None,
            Part::Group(inner) => Some(self.holds(inner, address, place, deciding)),
            Part::Ask { id, symbol, value } => {
                let target = self.resolve(address, id);
                let found = target.as_ref().map_or(Found::Texts(Vec::new()), |target| {
                    self.look_up(address, place, target, deciding)
                });
                Some(self.answer(&found, target.as_ref(), known_symbol(symbol.as_deref())?, value))
            }
        });
        let answers: Vec<bool> = answers.collect();
        match known_operator(group.operator.as_deref()) {
            Some("or") => answers.contains(&true),
            _ => !answers.contains(&false),
        }
    }

    fn answer(&self, found: &Found<'a>, target: Option<&Address>, symbol: &str, value: &str) -> bool {
        let texts = match found {
            Found::Texts(texts) => texts,
            Found::Group => return symbol == "!=" || symbol.contains("not "),
        };
        let field = target.map(|target| self.field(target));
        let is_option =
            |text: &str| field.is_some_and(|field| field.options.iter().any(|option| option.value == text));
        let contains = |text: &str| match field.and_then(|field| field.kind) {
            Some(FieldKind::Input) => text.contains(value),
            _ => text == value,
        };
        let every = |holds: &dyn Fn(&str) -> bool| !texts.is_empty() && texts.iter().all(|text| holds(text));
        let none = |holds: &dyn Fn(&str) -> bool| !texts.iter().any(|text| holds(text));
        let ordered = |wanted: &[Ordering]| {
            every(&|text| measure::compare_numbers(text, value).is_some_and(|order| wanted.contains(&order)))
        };
        match symbol {
            "is null" => texts.is_empty(),
            "==" => every(&|text| text == value),
            "!=" => none(&|text| text == value),
            ">" => ordered(&[Ordering::Greater]),
            "<" => ordered(&[Ordering::Less]),
            ">=" => ordered(&[Ordering::Greater, Ordering::Equal]),
            "<=" => ordered(&[Ordering::Less, Ordering::Equal]),
            "contains" => texts.iter().any(|text| contains(text)),
            "not contains" => none(&contains),
            "this field's value in fieldOptions" => every(&is_option),
            _ => none(&is_option),
        }
    }

    /// What a target holds, seen from a field at a place.
    fn look_up(
        &self,
        from: &Address,
        place: &Place<'a>,
        target: &Address,
        deciding: Option<&Address>,
    ) -> Found<'a> {
        let owner = &from[..from.len() - 1];
        let above = &target[..target.len() - 1];
        let common = owner.iter().zip(above).take_while(|(a, b)| a == b).count();
        let around_is_off = (1..=common)
            .any(|length| self.seems_off(&target[..length].to_vec(), &place[..length].to_vec(), deciding));
        let mut texts = Vec::new();
        let mut something = false;
        if !around_is_off {
            let here = place[..=common].to_vec();
            self.descend(target, common + 1, &here, deciding, &mut |given, at| {
                if self.field(target).is_group() {
                    something |= self.has_leaf(target, given, at, deciding, &|text| !text.is_empty());
                } else {
                    texts.extend(
                        given.values.iter().map(|value| &*value.text).filter(|text| !text.is_empty()),
                    );
                }
            });
        }
        if something { Found::Group } else { Found::Texts(texts) }
    }

    /// Goes down to a target through the complex fields on the way.
    fn descend(
        &self,
        target: &Address,
        length: usize,
        place: &Place<'a>,
        deciding: Option<&Address>,
        visit: &mut dyn FnMut(&'a Given, &Place<'a>),
    ) {
        let step = target[..length].to_vec();
        if self.seems_off(&step, place, deciding) {
            return;
        }
        let Some(given) = first_given(place, &self.field(&step).id) else { return };
        if length == target.len() {
            visit(given, place);
            return;
        }
        let instances = if self.is_repeatable(&step) { usize::MAX } else { 1 };
        for row in given.rows.iter().take(instances) {
            self.descend(target, length + 1, &further_in(place, row), deciding, visit);
        }
    }

    /// Whether a text inside passes a test, in fields that the schema knows and that are not disabled.
    pub fn has_leaf(
        &self,
        address: &Address,
        given: &'a Given,
        place: &Place<'a>,
        deciding: Option<&Address>,
        test: &dyn Fn(&str) -> bool,
    ) -> bool {
        match self.field(address).kind {
            Some(FieldKind::Label) => false,
            Some(FieldKind::Complex | FieldKind::MultiComplex) => {
                given.rows.iter().any(|row| self.row_has_leaf(address, row, place, deciding, test))
            }
            _ => given.values.iter().any(|value| test(&value.text)),
        }
    }

    pub fn row_has_leaf(
        &self,
        owner: &Address,
        row: &'a [Given],
        around: &Place<'a>,
        deciding: Option<&Address>,
        test: &dyn Fn(&str) -> bool,
    ) -> bool {
        let place = further_in(around, row);
        self.inside(owner).iter().any(|address| {
            !self.seems_off(address, &place, deciding)
                && first_given(&place, &self.field(address).id)
                    .is_some_and(|given| self.has_leaf(address, given, &place, deciding, test))
        })
    }
}

pub fn further_in<'a>(place: &Place<'a>, row: &'a [Given]) -> Place<'a> {
    let mut place = place.clone();
    place.push(row);
    place
}

/// What the innermost level of a place gives for an id: of several the first.
pub fn first_given<'a>(place: &Place<'a>, id: &str) -> Option<&'a Given> {
    place.last().and_then(|level| level.iter().find(|given| given.id == id))
}
