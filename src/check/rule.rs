//! What a rule asks for, whether that suits a field, and whether it can be checked. Decided here once: validation,
//! comparison and descriptions all ask [`Check::of`].

use crate::check::limit::Limit;
use crate::check::measure::{FieldLimit, ValueLimit, ValueMeasure};
use crate::check::size::SizeLimit;
use crate::check::unchecked::Unchecked;
use crate::schema::depend::expression::Compiled;
use crate::schema::{FieldRef, RuleRef};
use crate::vocab::{Bound, Dialect, FALSE, FieldKind, RuleName, ValueType};

/// What a rule asks for. Its condition is a matter of its own.
#[derive(Clone, Debug)]
pub(crate) enum Check<'s> {
    /// Nothing: advice, or a yes-or-no rule that says no.
    Nothing,
    /// The field is disabled.
    Disabled,
    /// A value is required.
    Required,
    /// The values of the schema must stay.
    ReadOnly,
    /// The server may return more options than the schema lists.
    ServerOptions,
    /// Each value is of a type.
    ValueType(ValueType),
    /// A limit for each value.
    EachValue(ValueLimit),
    /// A limit for all values together.
    WholeField(FieldLimit),
    /// A pattern, or a date format on a field of dates. Never empty, trimmed.
    Pattern { text: &'s str, bound: Bound },
    /// A limit for the file or picture that a value names.
    Size(SizeLimit),
    /// An attribute that each value must have. Never empty, trimmed.
    Attribute(&'s str),
}

impl<'s> Check<'s> {
    /// The check of a rule on a field of a type; none stands for a type that is not one of the seven.
    pub(crate) fn of(rule: RuleRef<'s>, kind: Option<FieldKind>) -> Result<Check<'s>, Unchecked> {
        let Some(name) = rule.known() else { return Err(Unchecked::ServerRule) };
        if asks_nothing(name, rule) {
            return Ok(Check::Nothing);
        }
        suits(name, kind)?;
        let why = if name == RuleName::Set { Unchecked::ServerRule } else { Unchecked::Unusable };
        Check::parse(name, rule, kind).ok_or(why)
    }

    /// The same in a dialect: in the icbu dialect, a lone number that limits pictures is a size in bytes.
    pub(crate) fn in_dialect(
        rule: RuleRef<'s>,
        kind: Option<FieldKind>,
        dialect: Dialect,
    ) -> Result<Check<'s>, Unchecked> {
        match (Check::of(rule, kind), rule.known()) {
            (Err(Unchecked::Unusable), Some(name @ (RuleName::MaxImageSize | RuleName::MinImageSize)))
                if dialect.limits_pictures_by_bytes() =>
            {
                let limit = name.side().and_then(|side| Limit::of(rule, side));
                let is_whole = |limit: &Limit| limit.text.bytes().all(|byte| byte.is_ascii_digit());
                let limit = limit.filter(|limit| limit.number().is_some() && is_whole(limit));
                limit.map(|limit| Check::Size(SizeLimit::PictureFile(limit))).ok_or(Unchecked::Unusable)
            }
            (check, _) => check,
        }
    }

    /// A check, unless the condition of its rule cannot be evaluated. Validation and descriptions ask here, so that both
    /// call the same rules unchecked.
    pub(crate) fn decided(
        check: Result<Check<'s>, Unchecked>,
        rule: RuleRef<'_>,
        field: FieldRef<'_>,
        when: &Compiled,
    ) -> Result<Check<'s>, Unchecked> {
        match (check, when) {
            (Ok(Check::Nothing), _) => Ok(Check::Nothing),
            (check, Compiled::Always | Compiled::When(_)) => check,
            (_, Compiled::Undecidable) if field.has_unclear_condition(rule) => Err(Unchecked::StrayGroup),
            (_, Compiled::Undecidable) => Err(Unchecked::Condition),
        }
    }

    /// Reads the value, unit and exProperty of a rule; none if they cannot be used.
    fn parse(name: RuleName, rule: RuleRef<'s>, kind: Option<FieldKind>) -> Option<Check<'s>> {
        let limit = || Limit::of(rule, name.side()?);
        let number = || limit().filter(|limit| limit.number().is_some());
        let text = || rule.value().map(str::trim).filter(|text| !text.is_empty());
        let if_true = |check| rule.is_true().then_some(check);
        match name {
            RuleName::Disable => if_true(Check::Disabled),
            RuleName::Required => if_true(Check::Required),
            RuleName::ReadOnly => if_true(Check::ReadOnly),
            RuleName::AsyncQuery => Some(Check::ServerOptions),
            RuleName::ValueType => rule.value_type().map(Check::ValueType),
            RuleName::MaxLength | RuleName::MinLength => {
                let (unit, limit) = (rule.length_unit()?, number()?);
                Some(if kind.is_some_and(FieldKind::has_fields) {
                    Check::WholeField(FieldLimit::TotalLength(unit, limit))
                } else {
                    Check::EachValue(ValueLimit::new(ValueMeasure::Length(unit), limit))
                })
            }
            RuleName::MaxValue | RuleName::MinValue => {
                let limit = ValueLimit::new(ValueMeasure::Value, limit()?);
                limit.is_usable().then_some(Check::EachValue(limit))
            }
            RuleName::MaxDecimalDigits | RuleName::MinDecimalDigits => {
                Some(Check::EachValue(ValueLimit::new(ValueMeasure::DecimalDigits, number()?)))
            }
            RuleName::MaxInputNum | RuleName::MinInputNum => {
                Some(Check::WholeField(FieldLimit::Count(number()?)))
            }
            RuleName::MaxTargetSize | RuleName::MinTargetSize => {
                Some(Check::Size(SizeLimit::File(rule.size_unit()?, number()?)))
            }
            RuleName::MaxImageSize | RuleName::MinImageSize => {
                Some(Check::Size(SizeLimit::picture(rule, name.side()?)?))
            }
            RuleName::Regex => Some(Check::Pattern { text: text()?, bound: rule.bound()? }),
            RuleName::ValueAttribute => text().map(Check::Attribute),
            RuleName::Set | RuleName::Tip | RuleName::DevTip => None,
        }
    }
}

/// Whether a rule is advice, or a yes-or-no rule that says no.
fn asks_nothing(name: RuleName, rule: RuleRef<'_>) -> bool {
    let says_no = || rule.value().is_some_and(|value| value.trim().eq_ignore_ascii_case(FALSE));
    name.is_tip() || (name.is_yes_or_no() && says_no())
}

/// Whether rules of a name mean anything on a field of a type.
fn suits(name: RuleName, kind: Option<FieldKind>) -> Result<(), Unchecked> {
    let suits = match name {
        // They are not about values.
        RuleName::Disable | RuleName::AsyncQuery | RuleName::Set | RuleName::Tip | RuleName::DevTip => {
            return Ok(());
        }
        // A value can be missing whatever its type is.
        RuleName::Required => kind != Some(FieldKind::Label),
        RuleName::ReadOnly | RuleName::MaxInputNum | RuleName::MinInputNum => {
            kind.ok_or(Unchecked::UnknownType)? != FieldKind::Label
        }
        RuleName::MaxLength | RuleName::MinLength => {
            let kind = kind.ok_or(Unchecked::UnknownType)?;
            !matches!(kind, FieldKind::Label | FieldKind::MultiComplex)
        }
        RuleName::ValueType
        | RuleName::MaxValue
        | RuleName::MinValue
        | RuleName::MaxDecimalDigits
        | RuleName::MinDecimalDigits
        | RuleName::MaxTargetSize
        | RuleName::MinTargetSize
        | RuleName::MaxImageSize
        | RuleName::MinImageSize
        | RuleName::Regex
        | RuleName::ValueAttribute => {
            let kind = kind.ok_or(Unchecked::UnknownType)?;
            kind.is_single() || kind.is_multi()
        }
    };
    if suits { Ok(()) } else { Err(Unchecked::Unsuitable) }
}
