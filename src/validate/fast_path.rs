//! Fast checks that accept clearly valid fields. They may reject a valid field (the full check in `walk` then decides),
//! but never accept one of which the full check reports something; the tests compare the two.
//!
//! Nearly all fields of nearly all params are clearly valid. A field has a fast path if all of its checks are
//! unconditional and look at its own values only; it passes if all values surely pass all checks.

use std::sync::Arc;

use jiff::civil::DateTime;

use crate::check::byte_scan::ByteScan;
use crate::check::custom::own_text;
use crate::check::limit::Limit;
use crate::check::measure::{FieldLimit, ValueLimit, ValueMeasure};
use crate::check::number_range::NumberRange;
use crate::check::pattern::{Holds, PatternRule};
use crate::check::small_number::SmallNumber;
use crate::check::value_type;
use crate::schema::FieldRef;
use crate::schema::depend::expression::Compiled;
use crate::validate::plan::{Conditional, FieldPlan};
use crate::validate::row_mask::RowMask;
use crate::value::few::Few;
use crate::value::same::is_same;
use crate::value::{ParamField, Tag};
use crate::vocab::{FieldKind, ValueType};

/// The checks of a field in the form in which they take the least time. What most fields want has a place of its own;
/// the rest is a list.
#[derive(Debug)]
pub(crate) struct FastPath {
    kind: FieldKind,
    is_single: bool,
    /// Whether the number of values may be 1.
    takes_one: bool,
    /// Texts of so many bytes are not too long, however their length is counted.
    most_bytes: usize,
    number: Option<NumberRange>,
    /// Whether texts are scanned for characters that are reported. Numbers, dates and options cannot have any.
    needs_scan: bool,
    tests: Vec<Test>,
}

/// What few fields want.
#[derive(Debug)]
enum Test {
    /// A limit of lengths, other than a maximum that is a count.
    Length(Limit),
    Url,
    Moment(MomentTest),
    Pattern(Arc<PatternRule>, Holds),
}

/// All that is wanted of a moment.
#[derive(Debug)]
struct MomentTest {
    types: Vec<ValueType>,
    limits: Vec<(Limit, DateTime)>,
}

/// Fields with more values take the full check, which compares values in a table.
const FEW: usize = 8;

impl FastPath {
    /// The fast path of a field, if it has one.
    pub(super) fn of(field: FieldRef<'_>, plan: &FieldPlan, has_facts: bool) -> Option<FastPath> {
        let kind = field.kind().filter(|kind| kind.is_single() || kind.is_multi())?;
        let has_full_checks = !plan.attributes.is_empty()
            || !plan.read_only.is_empty()
            || (has_facts && !plan.sizes.is_empty());
        let has_conditions = !are_unconditional(&plan.field_limits)
            || !are_unconditional(&plan.value_types)
            || !are_unconditional(&plan.value_limits)
            || !are_unconditional(&plan.patterns);
        if has_full_checks || has_conditions {
            return None;
        }
        let types: Vec<ValueType> = plan.value_types.iter().map(|rule| rule.check).collect();
        let limits: Vec<&ValueLimit> = plan.value_limits.iter().map(|rule| &rule.check).collect();
        let is_moment = types.iter().any(|wanted| wanted.is_moment());
        let is_text = types.iter().any(|wanted| !wanted.is_moment() && !wanted.is_number());
        let holds = if is_moment { Holds::Moments } else { Holds::Texts };
        let mut fast = FastPath {
            kind,
            is_single: kind.is_single(),
            takes_one: takes(plan, 1),
            most_bytes: usize::MAX,
            number: None,
            needs_scan: is_text || !(plan.has_numbers || is_moment || plan.options.is_some()),
            tests: Vec::new(),
        };
        fast.lengths(&limits);
        if is_moment {
            let moments = MomentTest::of(&types, &limits)?;
            fast.tests.push(Test::Moment(moments));
        } else if plan.has_numbers {
            let mut range = NumberRange::ANY;
            types.iter().for_each(|&wanted| range.add_type(wanted));
            limits.iter().for_each(|limit| range.add_limit(limit));
            fast.number = Some(range);
        }
        if types.contains(&ValueType::Url) {
            fast.tests.push(Test::Url);
        }
        fast.tests.extend(plan.patterns.iter().map(|rule| Test::Pattern(Arc::clone(&rule.check), holds)));
        Some(fast)
    }

    fn lengths(&mut self, limits: &[&ValueLimit]) {
        for ValueLimit { measure, limit, .. } in limits {
            match (measure, limit.most_bytes()) {
                (ValueMeasure::Length(_), Some(most)) => self.most_bytes = self.most_bytes.min(most),
                // Texts without any character are left to the full check.
                (ValueMeasure::Length(_), None) if limit.is_met_by_all_from(1) => {}
                (ValueMeasure::Length(_), None) => self.tests.push(Test::Length(limit.clone())),
                (ValueMeasure::Value | ValueMeasure::DecimalDigits, _) => {}
            }
        }
    }

    /// The text of a field that has nothing but one text, in the right element.
    #[inline]
    pub(super) fn only_text<'p>(&self, found: &'p ParamField) -> Option<&'p str> {
        if self.fits_tag(&found.tag) { self.text_of(found) } else { None }
    }

    /// Whether a tag has the type of the field, or none.
    #[inline]
    pub(super) fn fits_tag(&self, tag: &Tag) -> bool {
        tag.odd_type.is_none() && tag.kind.is_none_or(|kind| kind == self.kind)
    }

    /// The same as [`only_text`](FastPath::only_text) of a field whose tag fits.
    #[inline]
    pub(super) fn text_of<'p>(&self, found: &'p ParamField) -> Option<&'p str> {
        let content = &found.content;
        let Few::One(value) = &content.values else { return None };
        let is_plain = content.rows.is_absent()
            && content.marks.is_empty()
            && value.attributes.is_absent()
            && self.is_single != value.wrapped;
        is_plain.then_some(&value.text)
    }

    /// Those of some texts, each the only one of its field, that surely pass all checks.
    #[inline]
    pub(super) fn passing(
        &self,
        field: FieldRef<'_>,
        plan: &FieldPlan,
        texts: &[&str],
        some: RowMask,
    ) -> RowMask {
        if self.takes_one { self.allowed(field, plan, texts, some) } else { RowMask::NONE }
    }

    /// Whether all values of a field surely pass all checks. Rules that are not checked are reported apart.
    pub(super) fn passes(&self, field: FieldRef<'_>, plan: &FieldPlan, found: &ParamField) -> bool {
        if let Some(text) = self.only_text(found) {
            return !self.passing(field, plan, &[text], RowMask::FIRST).is_empty();
        }
        let content = &found.content;
        if !self.fits_tag(&found.tag) || !content.rows.is_empty() || !content.marks.is_empty() {
            return false;
        }
        let (values, is_wrapped) = (&*content.values, self.kind.is_multi());
        if !matches!(values.len(), 1..=FEW) || (values.len() > 1 && !is_wrapped) {
            return false;
        }
        let (mut texts, mut all) = ([""; FEW], RowMask::NONE);
        for (at, value) in values.iter().enumerate() {
            let extras = &value.attributes;
            let has_clean =
                extras.is_absent() || (!extras.has_marks() && are_clean(extras) && own_text(value).is_none());
            if value.wrapped != is_wrapped || !has_clean {
                return false;
            }
            texts[at] = value.text();
            all.insert(at);
        }
        takes(plan, values.len())
            && !has_repeated(&texts[..values.len()])
            && self.allowed(field, plan, &texts, all) == all
    }

    /// Those of some texts that surely pass the checks for each value. One check of all texts after the other: the
    /// processor then predicts what comes next.
    fn allowed(&self, field: FieldRef<'_>, plan: &FieldPlan, texts: &[&str], some: RowMask) -> RowMask {
        let most = self.most_bytes;
        let mut left = match &self.number {
            Some(range) => some.filter(|at| {
                let text = texts[at];
                text.len() <= most && SmallNumber::parse(text).is_some_and(|number| range.has(number))
            }),
            None => some.filter(|at| texts[at].len() <= most && is_content(texts[at])),
        };
        if self.needs_scan {
            left = left.filter(|at| ByteScan::of(texts[at]).is_clean());
        }
        if let Some(options) = &plan.options {
            left = match options.short_texts(field) {
                Some(short) => left.filter(|at| short.contains(texts[at])),
                None => left.filter(|at| options.surely_passes(field, texts[at])),
            };
        }
        self.tests.iter().fold(left, |left, test| test.passing(texts, left))
    }
}

impl Test {
    fn passing(&self, texts: &[&str], some: RowMask) -> RowMask {
        match self {
            Test::Length(limit) => some.filter(|at| limit.allows_length_of(texts[at])),
            Test::Url => {
                let mut known = "";
                some.filter(|at| value_type::is_plain_url(texts[at], &mut known))
            }
            Test::Moment(wanted) => some.filter(|at| wanted.allows(texts[at])),
            Test::Pattern(rule, holds) => some.filter(|at| rule.surely_passes(texts[at], *holds)),
        }
    }
}

impl MomentTest {
    /// The test; none if no text surely passes, such as one that is to be a number too.
    fn of(types: &[ValueType], limits: &[&ValueLimit]) -> Option<MomentTest> {
        let of_value = |limit: &&&ValueLimit| limit.measure == ValueMeasure::Value;
        let bounds = limits.iter().filter(of_value).map(|limit| Some((limit.limit.clone(), limit.moment()?)));
        let has_digits = limits.iter().any(|limit| limit.measure == ValueMeasure::DecimalDigits);
        if has_digits || types.iter().any(|wanted| wanted.is_number()) {
            return None;
        }
        let types = types.iter().copied().filter(|wanted| wanted.is_moment()).collect();
        Some(MomentTest { types, limits: bounds.collect::<Option<_>>()? })
    }

    fn allows(&self, text: &str) -> bool {
        value_type::moment_of_types(text, &self.types)
            .is_some_and(|moment| self.limits.iter().all(|(limit, bound)| limit.allows(moment.cmp(bound))))
    }
}

/// Whether a field may have a number of values. Total lengths are never checked on fields of texts.
#[inline]
fn takes(plan: &FieldPlan, count: usize) -> bool {
    plan.field_limits.iter().all(|rule| match &rule.check {
        FieldLimit::Count(limit) => limit.allows_count(count),
        FieldLimit::TotalLength(..) => false,
    })
}

fn are_unconditional<T>(rules: &[Conditional<T>]) -> bool {
    rules.iter().all(|rule| matches!(rule.when, Compiled::Always))
}

/// Whether a text begins with a character that is surely not white space: a printed one of ASCII, or one after U+3000,
/// the last white space of Unicode.
fn is_content(text: &str) -> bool {
    text.as_bytes().first().is_some_and(|&first| first.is_ascii_graphic() || first > 0xE3)
}

#[cold]
fn are_clean(attributes: &[(String, String)]) -> bool {
    attributes.iter().all(|(_, text)| ByteScan::of(text).is_clean())
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

    /// A validator, and one without fast paths.
    fn both(schema: &Schema, options: &ValidateOptions) -> [Validator; 2] {
        let mut full = Validator::compile_with(schema, options);
        for plan in &mut full.plan.fields {
            plan.fast_path = None;
            plan.may_be_missing = false;
        }
        [Validator::compile_with(schema, options), full]
    }

    fn findings(validator: &Validator, param: &Param) -> Vec<String> {
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
            Change::Text(_)
            | Change::Long(_)
            | Change::Attribute
            | Change::Wrapped
            | Change::Twice
            | Change::None
            | Change::Row => None,
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

        /// Whatever is wrong with a param, fast paths hide nothing.
        #[test]
        fn same_findings_without_fast_paths(
            seed in 0..5_u64,
            changes in prop::collection::vec((change(), any::<Index>()), 0..25),
            quiet: bool,
        ) {
            let shape = Shape::small();
            let schema = Schema::parse(&generate::schema(&shape, seed)).unwrap();
            let severity = if quiet { None } else { Some(Severity::Note) };
            let [fast, full] = both(&schema, &ValidateOptions::new().with_severity(Code::Unchecked, severity));
            let mut param = Param::parse(&generate::params(&shape, seed, 9)).unwrap();
            for (change, at) in &changes {
                apply(change, at, &mut param);
            }
            prop_assert_eq!(findings(&fast, &param), findings(&full, &param));
        }
    }

    /// Without this, the test above would also pass if no field ever took the fast path.
    #[test]
    fn most_fields_take_the_fast_path() {
        let shape = Shape::small();
        let schema = Schema::parse(&generate::schema(&shape, 1)).unwrap();
        let validator =
            Validator::compile_with(&schema, &ValidateOptions::new().with_severity(Code::Unchecked, None));
        let param = Param::parse(&generate::params(&shape, 1, 1)).unwrap();
        let row = &param.field("sku").unwrap().rows()[0];
        let is_fast = |found: &&ParamField| {
            let field = schema.field(&format!("/sku/{}", found.id())).unwrap();
            let plan = validator.plan.of(field);
            plan.fast_path.as_ref().is_some_and(|fast| fast.passes(field, plan, found))
        };
        let slow: Vec<&str> =
            row.fields().iter().filter(|found| !is_fast(found)).map(ParamField::id).collect();
        assert!(slow.is_empty(), "{slow:?}");
    }
}
