//! Why a pattern, or the match of one value, is refused.

use crate::lang::Lang;

/// Why a pattern, or the match of one value, is refused. Refusing is better than guessing what Java would answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// Java itself does not accept the pattern.
    Syntax,
    /// A construct of Java that is not supported.
    Construct(Construct),
    /// The pattern exceeds the limits of length, nesting or repetition.
    TooLarge,
    /// For one value: the search takes too many steps.
    TooManySteps,
    /// For one value: it is too long for this pattern.
    TooLong,
    /// For one value: it has characters that Java matches in another way here, such as those beyond U+FFFF.
    Characters,
    /// A date format with `not include`.
    DateFormat,
}

/// A construct of Java that is not supported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Construct {
    /// `\X`, `\b{g}`.
    Grapheme,
    /// `\N{…}`.
    CharacterName,
    /// `(?c)`.
    CanonicalEquivalence,
    /// A `\p{…}` whose name is not in our tables; Java may or may not know it.
    Property,
    /// A class with an intersection that lacks a side, or with single characters after one.
    ClassIntersection,
    /// A `ß` under `(?iu)`.
    CaseFold,
    /// A reference to a group that may not have matched.
    Reference,
    /// A look-behind with more than characters, choices of characters and bounded repetitions of one.
    LookBehind,
    /// `{2,}` and the like of something that can match nothing under a condition.
    EmptyRepetition,
    /// `\R` inside something that is repeated.
    LineBreak,
    /// White space or a comment under `(?x)` inside a class or another token.
    Comments,
    /// `\Q…\E` inside another token.
    Quoting,
}

impl Refusal {
    pub(crate) const fn text(self, lang: Lang) -> &'static str {
        let (en, zh) = match self {
            Refusal::Syntax => ("Java does not accept the pattern", "Java 不接受该正则表达式"),
            Refusal::Construct(construct) => construct.text(),
            Refusal::TooLarge => {
                ("the pattern is too large or nested too deeply", "该正则表达式过大或嵌套过深")
            }
            Refusal::TooManySteps => {
                ("matching the pattern takes too many steps", "匹配该正则表达式所需的步骤过多")
            }
            Refusal::TooLong => ("the value is too long for this pattern", "对该正则表达式而言，值过长"),
            Refusal::Characters => (
                "the value has characters that Java may match as two halves here",
                "值中含有 Java 在此处可能拆开处理的字符",
            ),
            Refusal::DateFormat => (
                "the meaning of a date format with \"not include\" is not known",
                "无法确定日期格式配合 not include 的含义",
            ),
        };
        match lang {
            Lang::En => en,
            Lang::Zh => zh,
        }
    }
}

impl Construct {
    /// Every construct.
    #[cfg(test)]
    pub(super) const ALL: &[Construct] = &[
        Construct::Grapheme,
        Construct::CharacterName,
        Construct::CanonicalEquivalence,
        Construct::Property,
        Construct::ClassIntersection,
        Construct::CaseFold,
        Construct::Reference,
        Construct::LookBehind,
        Construct::EmptyRepetition,
        Construct::LineBreak,
        Construct::Comments,
        Construct::Quoting,
    ];

    const fn text(self) -> (&'static str, &'static str) {
        match self {
            Construct::Grapheme => (r"Java's \X and \b{g} are not supported", r"不支持 Java 的 \X 与 \b{g}"),
            Construct::CharacterName => (r"Java's \N{…} is not supported", r"不支持 Java 的 \N{…}"),
            Construct::CanonicalEquivalence => {
                ("Java's flag (?c) is not supported", "不支持 Java 的标志 (?c)")
            }
            Construct::Property => (r"a property in \p{…} is not supported", r"不认识 \p{…} 中的属性"),
            Construct::ClassIntersection => {
                ("this form of a class with && is not supported", "不支持这种写法的字符类交集（&&）")
            }
            Construct::CaseFold => (
                "it ignores the case of a letter that Java treats specially",
                "其忽略大小写的方式为 Java 特有",
            ),
            Construct::Reference => {
                ("it refers to a group that may not have matched", "其反向引用的分组可能未参与匹配")
            }
            Construct::LookBehind => {
                ("this form of a look-behind is not supported", "不支持这种写法的后行断言")
            }
            Construct::EmptyRepetition => (
                "it repeats something that can match nothing under a condition",
                "其重复的内容在某些条件下可以为空",
            ),
            Construct::LineBreak => (r"a \R inside a repetition is not supported", r"不支持重复内容中的 \R"),
            Construct::Comments => {
                ("white space inside a token under (?x) is not supported", "不支持 (?x) 下记号内部的空白")
            }
            Construct::Quoting => {
                (r"\Q…\E inside another token is not supported", r"不支持其他记号内部的 \Q…\E")
            }
        }
    }
}

impl From<Construct> for Refusal {
    fn from(construct: Construct) -> Refusal {
        Refusal::Construct(construct)
    }
}
