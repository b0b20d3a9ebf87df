//! Why a pattern, or one value of it, is not judged.

use crate::lang::Lang;

/// Why a pattern is not judged. It is better to say so than to guess what Java would answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// Java itself does not take the pattern.
    Syntax,
    /// A construct that Java knows and that has no counterpart here.
    Construct(Construct),
    /// The pattern is longer, nested deeper or repeated more often than the limits allow.
    TooLarge,
    /// One value: the search was given up.
    TooManySteps,
    /// One value: it is longer than a pattern with look-around or references may look at.
    TooLong,
    /// One value: it has characters beyond U+FFFF, or combining marks, at which Java looks in halves.
    Characters,
    /// A date format with `not include`.
    DateFormat,
}

/// A construct of Java's that is not translated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Construct {
    /// `\X`, `\b{g}`.
    Grapheme,
    /// `\N{…}`.
    CharacterName,
    /// `(?c)`.
    CanonicalEquivalence,
    /// A `\p{…}` whose name is not in our tables; Java may know it or not.
    Property,
    /// A class with an intersection that lacks a side, or with single characters after one.
    ClassIntersection,
    /// A `ß` under `(?iu)`.
    CaseFold,
    /// A reference to a group that need not have taken part.
    Reference,
    /// A look-behind around more than characters, choices of them and bounded repetitions of one.
    LookBehind,
    /// `{2,}` and the like around what can be empty under a condition.
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
                "the value has characters that Java may see in halves here",
                "值中含有 Java 在此处可能拆开处理的字符",
            ),
            Refusal::DateFormat => {
                ("it is not known what a date format forbids", "无法确定日期格式配合 not include 的含义")
            }
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
            Construct::Grapheme => (r"\X and \b{g} of Java are not supported", r"不支持 Java 的 \X 与 \b{g}"),
            Construct::CharacterName => (r"\N{…} of Java is not supported", r"不支持 Java 的 \N{…}"),
            Construct::CanonicalEquivalence => {
                ("the flag (?c) of Java is not supported", "不支持 Java 的标志 (?c)")
            }
            Construct::Property => (r"a property in \p{…} is not known here", r"不认识 \p{…} 中的属性"),
            Construct::ClassIntersection => {
                ("a class with && of this form is not supported", "不支持这种写法的字符类交集（&&）")
            }
            Construct::CaseFold => {
                ("it ignores case where Java does so in its own way", "其忽略大小写的方式为 Java 特有")
            }
            Construct::Reference => {
                ("it refers to a group that may not have taken part", "其反向引用的分组可能未参与匹配")
            }
            Construct::LookBehind => {
                ("a look-behind of this form is not supported", "不支持这种写法的后行断言")
            }
            Construct::EmptyRepetition => {
                ("it repeats what can be empty under a condition", "其重复的内容在某些条件下可以为空")
            }
            Construct::LineBreak => (r"a \R inside a repetition is not supported", r"不支持重复内容中的 \R"),
            Construct::Comments => {
                ("white space of (?x) inside a token is not supported", "不支持 (?x) 下记号内部的空白")
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
