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
use crate::check::text::Text;
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
    /// A limit of texts, other than a maximum that is a count of bytes or characters.
    Limit(ValueLimit),
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
        for limit in limits.iter().filter(|limit| !limit.measure.is_of_number()) {
            match limit.most_bytes() {
                Some(most) => self.most_bytes = self.most_bytes.min(most),
                // Texts without any character are left to the full check.
                None if limit.is_met_by_all() => {}
                None => self.tests.push(Test::Limit((*limit).clone())),
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
            Test::Limit(limit) => some.filter(|at| limit.surely_passes(&Text::new(texts[at]), Holds::Texts)),
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
        let of_number_only = |limit: &&ValueLimit| !of_value(&limit) && limit.measure.is_of_number();
        if limits.iter().any(of_number_only) || types.iter().any(|wanted| wanted.is_number()) {
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
mod tests;
