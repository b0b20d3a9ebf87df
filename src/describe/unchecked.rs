//! Why a rule is not checked, in words.

use crate::catalogue::words::words;
use crate::check::unchecked::Unchecked;
use crate::lang::Lang;

/// Why a rule is not checked.
pub(crate) const fn why(reason: Unchecked, lang: Lang) -> &'static str {
    match reason {
        Unchecked::ServerRule => words("only the server knows this rule", "只有服务端知道此规则"),
        Unchecked::Unsuitable => words("it does not apply to this type of field", "该规则不适用于此类字段"),
        Unchecked::Unusable => {
            words("its value, unit or exProperty cannot be used", "规则的 value、unit 或 exProperty 无法识别")
        }
        Unchecked::Condition => {
            words("its condition has an unknown symbol or operator", "其条件中的 symbol 或 operator 未知")
        }
        Unchecked::StrayGroup => words(
            "there is a depend-group beside the rules of the field and may be the condition of this one",
            "字段中有 depend-group 写在规则之外，可能是此规则的条件",
        ),
        Unchecked::NoOptions => words("the schema has no options for the field", "schema 没有给出选项"),
        Unchecked::UnknownType => words("the type of the field is unknown", "字段类型未知"),
        Unchecked::NotComparable => words("the value and the limit cannot be compared", "值与上下限无法比较"),
        Unchecked::Pattern(unsupported) => return unsupported.0.text(lang),
        Unchecked::NoFacts => {
            words("there are no asset facts for the file", "没有该文件的大小信息（可通过素材信息提供）")
        }
    }
    .of(lang)
}
