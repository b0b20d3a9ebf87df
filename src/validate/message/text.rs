//! The messages of findings: the templates are in the catalogue; here they are selected and filled.

use std::borrow::Cow;

use crate::catalogue::{Template, texts};
use crate::check::choice::OptionHint;
use crate::check::measure::Measured;
use crate::check::pattern::Mismatch;
use crate::check::unchecked::Unchecked;
use crate::decimal::Decimal;
use crate::describe::{RuleText, measured, phrase, unchecked, value_type};
use crate::lang::Lang;
use crate::validate::message::kind::{FindingKind, Misplaced, Missing, Order, Unexpected};
use crate::vocab::SizeUnit;

/// What a message is made of.
#[derive(Clone, Copy)]
pub(in crate::validate) struct Message<'f> {
    pub(in crate::validate) kind: &'f FindingKind,
    /// What was got.
    pub(in crate::validate) actual: Option<&'f str>,
    pub(in crate::validate) rule: Option<&'f RuleText>,
}

impl<'f> Message<'f> {
    /// The message in a language.
    pub(in crate::validate) fn text(&self, lang: Lang) -> String {
        self.template().render(lang, |gap| self.fill(gap, lang))
    }

    /// The template of the catalogue.
    pub(in crate::validate) fn template(&self) -> &'static Template {
        match self.kind {
            FindingKind::Required(missing) => match missing {
                Missing::Value => &texts::presence::REQUIRED,
                Missing::ValueInside => &texts::presence::VALUE_INSIDE,
                Missing::OfUnknownType => &texts::presence::UNKNOWN_TYPE,
                Missing::InRightElement => &texts::presence::DROPPED,
                Missing::Named => &texts::presence::NAMED,
            },
            FindingKind::RequiredInside { .. } => &texts::presence::REQUIRED_INSIDE,
            FindingKind::ValueType(_) => &texts::form::VALUE_TYPE,
            FindingKind::Limit { measured: Measured::Number, .. }
                if self.actual.and_then(Decimal::parse).is_none() =>
            {
                &texts::number::NO_NUMBER
            }
            FindingKind::Limit { measured, side, .. } => measured::template(*measured, *side),
            FindingKind::Regex(mismatch) => match mismatch {
                Mismatch::Pattern => &texts::form::PATTERN,
                Mismatch::Forbidden { part } if part.is_empty() => &texts::form::FORBIDDEN_NOTHING,
                Mismatch::Forbidden { .. } => &texts::form::FORBIDDEN,
                Mismatch::DateFormat => &texts::form::DATE_FORMAT,
            },
            FindingKind::ReadOnly { wanted: Some(_) } if self.actual.is_some() => {
                &texts::presence::READ_ONLY_VALUE
            }
            FindingKind::ReadOnly { .. } => &texts::presence::READ_ONLY,
            FindingKind::ReadOnlyUnknown => &texts::presence::READ_ONLY_UNKNOWN,
            FindingKind::FileSize { .. } => &texts::asset::FILE,
            FindingKind::PictureSize { order: Order::Either, .. } => &texts::asset::PICTURE,
            FindingKind::PictureSize { order: Order::Matters, .. } => &texts::asset::PICTURE_DOUBTFUL,
            FindingKind::PictureFileSize { .. } => &texts::asset::PICTURE_FILE,
            FindingKind::ValueAttribute { .. } => &texts::presence::ATTRIBUTE,
            FindingKind::UnknownOption(hint) => match hint {
                OptionHint::None => &texts::choice::UNKNOWN,
                OptionHint::Trimmed(_) => &texts::choice::UNTRIMMED,
                OptionHint::DisplayName(_) => &texts::choice::UNKNOWN_NAME,
                OptionHint::SharedName(..) => &texts::choice::UNKNOWN_SHARED_NAME,
                OptionHint::Near { display_name: None, .. } => &texts::choice::UNKNOWN_NEAR,
                OptionHint::Near { display_name: Some(_), .. } => &texts::choice::UNKNOWN_NEAR_NAMED,
            },
            FindingKind::UnavailableOption => &texts::choice::UNAVAILABLE,
            FindingKind::UnknownField { near: None } => &texts::shape::UNKNOWN_FIELD,
            FindingKind::UnknownField { near: Some(_) } => &texts::shape::UNKNOWN_FIELD_NEAR,
            FindingKind::TypeMismatch { .. } => &texts::shape::TYPE_MISMATCH,
            FindingKind::DuplicateField => &texts::shape::DUPLICATE_FIELD,
            FindingKind::TooManyValues { .. } => &texts::shape::TOO_MANY,
            FindingKind::UnexpectedValue(what) => match what {
                Unexpected::OnLabel => &texts::shape::ON_LABEL,
                Unexpected::PlainOnComplex => &texts::shape::PLAIN_ON_COMPLEX,
                Unexpected::ComplexOnPlain => &texts::shape::COMPLEX_ON_PLAIN,
            },
            FindingKind::IllegalCharacter(_) => &texts::form::ILLEGAL,
            FindingKind::SplitCharacter(Some(_)) => &texts::form::SPLIT,
            FindingKind::SplitCharacter(None) => &texts::form::HALF,
            FindingKind::Markup { .. } => &texts::form::MARKUP,
            FindingKind::DisabledValue => &texts::presence::DISABLED,
            FindingKind::DuplicateValue { .. } => &texts::choice::DUPLICATE,
            FindingKind::DuplicateMarker { .. } => &texts::choice::DUPLICATE_MARKER,
            FindingKind::NotAnItem => &texts::shape::NOT_AN_ITEM,
            FindingKind::Wrapper(what) => match what {
                Misplaced::Values { wanted: None } => &texts::shape::ALONE,
                Misplaced::Values { wanted: Some(_) } | Misplaced::Rows { .. } => &texts::shape::WRAPPED,
                Misplaced::Refused { .. } => &texts::shape::REFUSED,
                Misplaced::Ignored => &texts::shape::IGNORED,
            },
            FindingKind::LineBreak => &texts::form::LINE_BREAK,
            FindingKind::Unchecked(Unchecked::ServerRule) if self.sentence().is_some() => {
                &texts::unchecked::SENTENCE
            }
            FindingKind::Unchecked(_) if self.rule.is_some() => &texts::unchecked::RULE,
            FindingKind::Unchecked(_) => &texts::unchecked::FIELD,
            FindingKind::HouseRule(rule) if rule.pack.is_some() => &texts::house::OF_PACK,
            FindingKind::HouseRule(_) => &texts::house::OWN,
        }
    }

    /// The text of a rule that only the server knows.
    fn sentence(&self) -> Option<&'f str> {
        let value = self.rule.and_then(|rule| rule.value.as_deref()).map(str::trim);
        value.filter(|text| !text.is_empty())
    }

    /// The text for a gap of the template.
    fn fill(&self, gap: &str, lang: Lang) -> Option<Cow<'f, str>> {
        let fixed = |text: &'static str| Some(Cow::Borrowed(text));
        let limit = || self.rule.and_then(|rule| rule.value.as_deref()).map(str::trim);
        match (gap, self.kind) {
            ("actual", _) => self.actual.map(short),
            ("limit", _) => limit().map(Cow::Borrowed),
            ("rule", _) => self.rule.map(|rule| Cow::Borrowed(rule.name.as_str())),
            ("range", FindingKind::Limit { measured, side, bound }) => {
                limited(measured::allowed(*measured, *side, *bound), limit()?, lang)
            }
            ("range", FindingKind::FileSize { side, bound, unit }) => {
                let limit = format!("{} {}", limit()?, phrase::size_unit(*unit, lang));
                limited(phrase::number(*side, *bound), &limit, lang)
            }
            ("range", FindingKind::PictureFileSize { side, bound }) => {
                let limit = format!("{} {}", limit()?, phrase::size_unit(SizeUnit::Byte, lang));
                limited(phrase::number(*side, *bound), &limit, lang)
            }
            ("range", FindingKind::PictureSize { side, bound, .. }) => {
                limited(phrase::number(*side, *bound), limit()?, lang)
            }
            ("want", FindingKind::ReadOnly { wanted }) => wanted.as_deref().map(short),
            ("attribute", FindingKind::ValueAttribute { name }) => Some(short(name)),
            ("unit", FindingKind::Limit { measured, .. }) => {
                let [one, many] = measured::unit(*measured)?;
                fixed(if self.actual == Some("1") { one } else { many }.of(lang))
            }
            ("want", FindingKind::ValueType(wanted)) => fixed(value_type::wanted(*wanted, lang)),
            ("want", FindingKind::TypeMismatch { wanted, .. }) => fixed(wanted.as_str()),
            ("declared", FindingKind::TypeMismatch { declared, .. }) => Some(short(declared)),
            ("part", FindingKind::Regex(Mismatch::Forbidden { part })) => Some(short(part)),
            (
                "option",
                FindingKind::UnknownOption(
                    OptionHint::Trimmed(value)
                    | OptionHint::DisplayName(value)
                    | OptionHint::SharedName(value, _)
                    | OptionHint::Near { value, .. },
                ),
            ) => Some(short(value)),
            ("other", FindingKind::UnknownOption(OptionHint::SharedName(_, other))) => Some(short(other)),
            ("name", FindingKind::UnknownOption(OptionHint::Near { display_name, .. })) => {
                display_name.as_deref().map(short)
            }
            ("near", FindingKind::UnknownField { near }) => near.as_deref().map(short),
            ("count", FindingKind::TooManyValues { count }) => Some(count.to_string().into()),
            ("character", FindingKind::IllegalCharacter(c)) => {
                Some(format!("U+{:04X}", u32::from(*c)).into())
            }
            ("sentence", FindingKind::Unchecked(_)) => self.sentence().map(Cow::Borrowed),
            ("fields", FindingKind::RequiredInside { fields }) => {
                Some(fields.join(lang.pick(", ", "、")).into())
            }
            ("first", FindingKind::DuplicateValue { first } | FindingKind::DuplicateMarker { first }) => {
                Some(first.to_string().into())
            }
            ("character", FindingKind::SplitCharacter(Some(c))) => Some(c.to_string().into()),
            ("element", FindingKind::Markup { element, .. }) => Some(short(element)),
            ("want", FindingKind::Wrapper(what)) => match what {
                Misplaced::Values { wanted } => wanted.map(Cow::Borrowed),
                Misplaced::Rows { wanted } | Misplaced::Refused { wanted } => fixed(wanted),
                Misplaced::Ignored => None,
            },
            ("message", FindingKind::HouseRule(rule)) => Some(lang.pick(&rule.en, &rule.zh).into()),
            ("pack", FindingKind::HouseRule(rule)) => fixed(rule.pack?),
            ("why", FindingKind::Unchecked(reason)) => fixed(unchecked::why(*reason, lang)),
            _ => None,
        }
    }
}

/// What a limit allows, in words.
fn limited<'a>(range: &Template, limit: &str, lang: Lang) -> Option<Cow<'a, str>> {
    let fill = |gap: &str| (gap == "limit").then_some(Cow::Borrowed(limit));
    Some(range.render(lang, fill).into())
}

/// A text shortened for a message. The finding has all of it.
fn short(text: &str) -> Cow<'_, str> {
    const MOST: usize = 120;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}
