//! The usual case: a field that holds what it should, of which nothing is to be said.
//!
//! Nearly all fields of nearly all items are so. What can be asked of such a field whatever else the item holds is
//! put together when the schema is compiled, and asked in one go. What passes needs no further look; what does
//! not goes the long way (`check`), which knows all conditions and words. So a test may deny what is right, but
//! must never pass what the long way has a word for; `tests` compares the two.

use std::sync::Arc;

use jiff::civil::DateTime;

use crate::check::glance::Glance;
use crate::check::limit::Limit;
use crate::check::number::Small;
use crate::check::pattern::{Holds, PatternRule};
use crate::check::unchecked::Unchecked;
use crate::check::value_type;
use crate::schema::FieldRef;
use crate::schema::depend::expression::Compiled;
use crate::validate::bits::Bits;
use crate::validate::compile::{Conditional, FieldLimit, FieldPlan, Files, Measure, ValueLimit};
use crate::value::ParamField;
use crate::value::few::Few;
use crate::value::same::is_same;
use crate::vocab::{FieldKind, RuleName, ValueType};

/// What a field of texts must pass so that nothing is to be said of it. What most fields ask is not in a list, but
/// in a place of its own.
#[derive(Debug)]
pub(crate) struct Usual {
    kind: FieldKind,
    is_single: bool,
    /// Whether there must be no control character, and nothing that XML forbids: where no other test takes certain
    /// texts only.
    is_clean: bool,
    is_option: bool,
    /// Texts of so many bytes are not too long, however they are counted.
    most_bytes: usize,
    number: Option<Number>,
    rarer: Vec<Test>,
    /// How many values there may be.
    counts: Vec<Limit>,
}

#[derive(Debug)]
enum Test {
    Length(Limit),
    Type(ValueType),
    Url,
    Moment(Limit, DateTime),
    Pattern(Arc<PatternRule>, Holds),
}

/// All that is asked of a number.
#[derive(Debug, Default)]
struct Number {
    is_whole: bool,
    is_32_bits: bool,
    values: Vec<Limit>,
    fraction_digits: Vec<Limit>,
}

/// More values than these are not compared with each other one by one.
const FEW: usize = 8;

impl Usual {
    /// The tests of a field; none if what is to be said depends on more than its own values.
    pub(crate) fn of(field: FieldRef<'_>, plan: &FieldPlan, files: Files) -> Option<Usual> {
        let kind = field.kind().filter(|kind| kind.is_single() || kind.is_multi())?;
        let are_sizes_judged = files == Files::Known && !plan.sizes.is_empty();
        if !plan.attributes.is_empty() || !plan.read_only.is_empty() || are_sizes_judged {
            return None;
        }
        let mut usual = Usual {
            kind,
            is_single: kind.is_single(),
            is_clean: false,
            is_option: plan.options.is_some(),
            most_bytes: usize::MAX,
            number: None,
            rarer: Vec::new(),
            counts: Vec::new(),
        };
        for limit in always(&plan.field_limits)? {
            match limit {
                FieldLimit::Count(limit) => usual.counts.push(limit.clone()),
                FieldLimit::Length(..) => return None,
            }
        }
        let (mut chronological, mut is_text) = (false, false);
        for value_type in always(&plan.value_types)? {
            match value_type {
                ValueType::Integer => usual.number().is_32_bits = true,
                ValueType::Long => usual.number().is_whole = true,
                ValueType::Decimal | ValueType::Double => {
                    usual.number();
                }
                ValueType::Date | ValueType::Time => chronological = true,
                // One of them forbids line breaks.
                ValueType::Text | ValueType::Textarea | ValueType::Html | ValueType::Url => is_text = true,
            }
            match value_type {
                ValueType::Url => usual.rarer.push(Test::Url),
                ValueType::Date | ValueType::Time => usual.rarer.push(Test::Type(*value_type)),
                _ => {}
            }
        }
        for ValueLimit { measure, limit } in always(&plan.value_limits)? {
            match measure {
                Measure::Length(_) => match limit.most() {
                    Some(most) => usual.most_bytes = usual.most_bytes.min(most),
                    None => usual.rarer.push(Test::Length(limit.clone())),
                },
                Measure::Value if chronological => {
                    usual.rarer.push(Test::Moment(limit.clone(), value_type::moment(&limit.text)?));
                }
                Measure::Value => usual.number().values.push(limit.clone()),
                Measure::DecimalDigits => usual.number().fraction_digits.push(limit.clone()),
            }
        }
        let holds = if chronological { Holds::Moments } else { Holds::Texts };
        usual.rarer.extend(always(&plan.patterns)?.map(|rule| Test::Pattern(Arc::clone(rule), holds)));
        // A number and a moment are of certain characters. An option has what the schema's reader let in.
        usual.is_clean = is_text || !(usual.number.is_some() || chronological || usual.is_option);
        Some(usual)
    }

    fn number(&mut self) -> &mut Number {
        self.number.get_or_insert_default()
    }

    /// The text of a field that holds nothing but one text, where it belongs.
    #[inline]
    pub(crate) fn only_text<'p>(&self, found: &'p ParamField) -> Option<&'p str> {
        let content = &found.content;
        let Few::One(value) = &content.values else { return None };
        let is_plain = content.rows.is_absent()
            && content.marks.is_empty()
            && value.attributes.is_absent()
            && found.tag.odd_type.is_none()
            && found.tag.kind.is_none_or(|kind| kind == self.kind)
            && self.is_single != value.wrapped;
        is_plain.then_some(&value.text)
    }

    /// Of some of these texts, each the only one of its field, those of which nothing is to be said.
    #[inline]
    pub(crate) fn passing(&self, field: FieldRef<'_>, plan: &FieldPlan, texts: &[&str], some: Bits) -> Bits {
        if self.takes(1) { self.allowed(field, plan, texts, some) } else { Bits::NONE }
    }

    /// Whether nothing is to be said of what a field holds, but that some rules are not judged.
    pub(crate) fn is_met(&self, field: FieldRef<'_>, plan: &FieldPlan, found: &ParamField) -> bool {
        if let Some(text) = self.only_text(found) {
            return !self.passing(field, plan, &[text], Bits::FIRST).is_empty();
        }
        let content = &found.content;
        if found.tag.kind.is_some_and(|kind| kind != self.kind)
            || found.tag.odd_type.is_some()
            || !content.rows.is_empty()
            || !content.marks.is_empty()
        {
            return false;
        }
        let (values, is_wrapped) = (&*content.values, self.kind.is_multi());
        if !matches!(values.len(), 1..=FEW) || (values.len() > 1 && !is_wrapped) {
            return false;
        }
        let (mut texts, mut all) = ([""; FEW], Bits::NONE);
        for (at, value) in values.iter().enumerate() {
            let has_clean = value.attributes.is_absent() || are_clean(&value.attributes);
            if value.wrapped != is_wrapped || !has_clean {
                return false;
            }
            texts[at] = value.text();
            all.insert(at);
        }
        self.takes(values.len())
            && !has_repeated(&texts[..values.len()])
            && self.allowed(field, plan, &texts, all) == all
    }

    /// Whether there may be so many values.
    #[inline]
    fn takes(&self, count: usize) -> bool {
        self.counts.iter().all(|limit| limit.allows_count(count))
    }

    /// Those of some texts that a value may be.
    fn allowed(&self, field: FieldRef<'_>, plan: &FieldPlan, texts: &[&str], some: Bits) -> Bits {
        let mut left = some;
        if self.most_bytes < usize::MAX {
            left = left.filter(|at| texts[at].len() <= self.most_bytes);
        }
        // A number is of printed characters only.
        left = match &self.number {
            Some(number) => {
                left.filter(|at| Small::parse(texts[at]).is_some_and(|small| number.allows(small)))
            }
            None if self.is_clean => {
                left.filter(|at| is_content(texts[at]) && Glance::at(texts[at]).is_clean())
            }
            None => left.filter(|at| is_content(texts[at])),
        };
        if let Some(options) = plan.options.as_ref().filter(|_| self.is_option) {
            left = left.filter(|at| options.is_plain(field, texts[at]));
        }
        self.rarer.iter().fold(left, |left, test| test.passing(texts, left))
    }
}

impl Test {
    fn passing(&self, texts: &[&str], some: Bits) -> Bits {
        match self {
            Test::Length(limit) => some.filter(|at| limit.allows_length_of(texts[at])),
            Test::Url => {
                let mut known = "";
                some.filter(|at| value_type::is_plain_url(texts[at], &mut known))
            }
            Test::Type(wanted) => some.filter(|at| value_type::fits(texts[at], None, *wanted)),
            Test::Moment(limit, bound) => some.filter(|at| {
                value_type::moment(texts[at]).is_some_and(|moment| limit.allows(moment.cmp(bound)))
            }),
            Test::Pattern(rule, holds) => some.filter(|at| rule.is_met(texts[at], *holds)),
        }
    }
}

impl Number {
    #[inline]
    fn allows(&self, small: Small) -> bool {
        (!self.is_whole || small.whole().is_some())
            && (!self.is_32_bits || small.whole().is_some_and(|whole| i32::try_from(whole).is_ok()))
            && self.values.iter().all(|limit| limit.allows_small(Some(small)) == Some(true))
            && self.fraction_digits.iter().all(|limit| limit.allows_count(small.fraction_digits()))
    }
}

/// Whether nothing is to be said of a field that a row does not have.
pub(crate) fn may_be_missing(field: FieldRef<'_>, plan: &FieldPlan) -> bool {
    // Whether it is required may be what cannot be known.
    let is_unknown = |rule: &Conditional<Unchecked>| {
        let known = field.rule_at(rule.rule).and_then(crate::schema::RuleRef::known);
        rule.check == Unchecked::Condition && known == Some(RuleName::Required)
    };
    plan.required.is_empty() && !plan.unjudged.iter().any(is_unknown)
}

/// The rules of a list, if all are always in force.
fn always<T>(rules: &[Conditional<T>]) -> Option<impl Iterator<Item = &T>> {
    let always = rules.iter().all(|rule| matches!(rule.when, Compiled::Always));
    always.then(|| rules.iter().map(|rule| &rule.check))
}

/// Whether a text begins with a printed character: of ASCII, or behind the ideographic space, which is the last
/// of all white space.
fn is_content(text: &str) -> bool {
    text.as_bytes().first().is_some_and(|&first| first.is_ascii_graphic() || first > 0xE3)
}

#[cold]
fn are_clean(attributes: &[(String, String)]) -> bool {
    attributes.iter().all(|(_, text)| Glance::at(text).is_clean())
}

fn has_repeated(texts: &[&str]) -> bool {
    let is_same = |a: &str, b: &str| is_same(a.as_bytes(), b.as_bytes());
    (1..texts.len()).any(|at| texts[..at].iter().any(|earlier| is_same(earlier, texts[at])))
}

#[cfg(test)]
#[path = "../../tests/support/generate.rs"]
mod generate;

#[cfg(test)]
mod tests {
    use super::generate::{self, Shape};
    use super::*;
    use crate::code::{Code, Severity};
    use crate::param::Param;
    use crate::schema::Schema;
    use crate::validate::{ValidateOptions, Validator};
    use crate::value::Value;
    use crate::value::{Content, Row};
    use proptest::prelude::*;
    use proptest::sample::Index;

    /// A validator, and one that goes the long way with everything.
    fn both(schema: &Schema, options: &ValidateOptions) -> [Validator; 2] {
        let mut long = Validator::compile_with(schema, options);
        for plan in &mut long.plans {
            plan.usual = None;
            plan.may_be_missing = false;
        }
        [Validator::compile_with(schema, options), long]
    }

    fn told(validator: &Validator, param: &Param) -> Vec<String> {
        let report = validator.check(param);
        assert_eq!(validator.is_valid(param), report.is_valid());
        report.findings().iter().map(|finding| format!("{finding:?}")).collect()
    }

    fn contents<'p>(fields: &'p mut Vec<ParamField>, all: &mut Vec<&'p mut Content>) {
        for field in fields {
            if field.content.rows.is_empty() {
                all.push(&mut field.content);
            } else {
                field.content.rows.iter_mut().for_each(|row| contents(&mut row.fields, all));
            }
        }
    }

    const TEXTS: &[&str] = &[
        "",
        " ",
        "\u{3000}",
        "\u{85}",
        "0",
        "-1",
        "+5",
        "00012",
        "1e5",
        "12.50",
        "12.",
        ".",
        "9999999999",
        "999999999999999999999",
        "100000000",
        "99999999.99",
        "a\tb",
        "a\u{1}",
        "a\u{FFFF}",
        "：",
        "2024-02-29",
        "2024-02-30",
        "2112-12-31 00:00:01",
        "2024-01-31 10:00",
        "https://x.cn/a",
        "//x.cn",
        "http://x.cn/a b",
        "//1.2.3",
        "true",
        "其它",
        "AB12CD34EF",
        "汉字",
        "e\u{301}",
    ];

    #[derive(Clone, Debug)]
    enum Change {
        Text(&'static str),
        Long(usize),
        OfAnother(Index),
        Attribute,
        Wrapped,
        Twice,
        None,
        Row,
    }

    fn change() -> impl Strategy<Value = Change> {
        prop_oneof![
            4 => proptest::sample::select(TEXTS).prop_map(Change::Text),
            1 => (1_usize..80).prop_map(Change::Long),
            2 => any::<Index>().prop_map(Change::OfAnother),
            1 => Just(Change::Attribute),
            1 => Just(Change::Wrapped),
            1 => Just(Change::Twice),
            1 => Just(Change::None),
            1 => Just(Change::Row),
        ]
    }

    fn apply(change: &Change, at: &Index, param: &mut Param) {
        let mut all = Vec::new();
        contents(&mut param.fields, &mut all);
        let other = match change {
            Change::OfAnother(other) => all[other.index(all.len())].values.first().cloned(),
            _ => None,
        };
        let at = at.index(all.len());
        let content = &mut all[at];
        let wrapped = content.values.first().is_some_and(|value| value.wrapped);
        match change {
            Change::Text(text) => content.values.push(Value { wrapped, ..Value::new(*text) }),
            Change::Long(length) => {
                content.values = vec![Value { wrapped, ..Value::new("长".repeat(*length)) }].into();
            }
            Change::OfAnother(_) => content.values = other.into_iter().collect(),
            Change::Attribute => {
                content
                    .values
                    .iter_mut()
                    .for_each(|value| *value = value.clone().with_attribute("a", "\u{2}"));
            }
            Change::Wrapped => content.values.iter_mut().for_each(|value| value.wrapped = !value.wrapped),
            Change::Twice => {
                let again = content.values.to_vec();
                again.into_iter().for_each(|value| content.values.push(value));
            }
            Change::None => content.values.clear(),
            Change::Row => content.rows.push(Row { fields: vec![ParamField::new("x")], ..Row::default() }),
        }
        // A text replaces the one that was there, every other time.
        if matches!(change, Change::Text(_)) && at.is_multiple_of(2) && content.values.len() > 1 {
            content.values = content.values[1..].to_vec().into();
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]

        /// Whatever is wrong with an item, the short way finds as much as the long one.
        #[test]
        fn nothing_is_missed(
            seed in 0..5_u64,
            changes in prop::collection::vec((change(), any::<Index>()), 0..25),
            quiet: bool,
        ) {
            let shape = Shape::small();
            let schema = Schema::parse(&generate::schema(&shape, seed)).unwrap();
            let severity = if quiet { None } else { Some(Severity::Note) };
            let [short, long] = both(&schema, &ValidateOptions::new().severity(Code::Unchecked, severity));
            let mut param = Param::parse(&generate::params(&shape, seed, 9)).unwrap();
            for (change, at) in &changes {
                apply(change, at, &mut param);
            }
            prop_assert_eq!(told(&short, &param), told(&long, &param));
        }
    }

    /// Without this, the test above would also pass if no field ever were usual.
    #[test]
    fn most_fields_are_usual() {
        let shape = Shape::small();
        let schema = Schema::parse(&generate::schema(&shape, 1)).unwrap();
        let validator =
            Validator::compile_with(&schema, &ValidateOptions::new().severity(Code::Unchecked, None));
        let param = Param::parse(&generate::params(&shape, 1, 1)).unwrap();
        let row = &param.field("sku").unwrap().rows()[0];
        let is_usual = |found: &&ParamField| {
            let field = schema.field(&format!("/sku/{}", found.id())).unwrap();
            let plan = &validator.plans[field.index as usize];
            plan.usual.as_ref().is_some_and(|usual| usual.is_met(field, plan, found))
        };
        let unusual: Vec<&str> =
            row.fields().iter().filter(|found| !is_usual(found)).map(ParamField::id).collect();
        assert!(unusual.is_empty(), "{unusual:?}");
    }
}
