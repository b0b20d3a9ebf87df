//! Why a change has its level, in words.

use crate::check::measure::Amount;
use crate::describe::measured;
use crate::lang::Lang;
use crate::vocab::ValueType;

/// Why a condition that is written as before has another meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ShiftCause {
    /// The id in it resolves to another field than before, or only before or now to one. The paths of the fields.
    Resolves { old: Option<String>, new: Option<String> },
    /// The field of this path, or one around or inside it, may be disabled in other circumstances.
    Disabling(String),
    /// The path to the field leads through a complex field that takes several instances on one side only.
    Instances(String),
    /// The field contains other fields, and the condition sees them as written because it is in a cycle.
    Inside(String),
    /// The condition is in a cycle of other fields.
    Cycle,
    /// The options of the field of this path, which the condition asks about, changed.
    Options(String),
}

/// A value with so much of what is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ValueWith {
    pub(super) count: i64,
    pub(super) amount: Amount,
}

macro_rules! reasons {
    ($($(#[$doc:meta])* $variant:ident $(($($name:ident: $type:ty),+))? = $en:literal, $zh:literal;)*) => {
        /// Why a change has its level.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub(super) enum Reason { $($(#[$doc])* $variant $(($($type),+))?,)* }

        impl Reason {
            /// The reason in words.
            pub(super) fn text(&self, lang: Lang) -> String {
                match self {
                    $(Reason::$variant $(($($name),+))? => {
                        $($(let $name = Show::show($name, lang);)+)?
                        lang.pick(format!($en), format!($zh))
                    })*
                }
            }
        }
    };
}

/// A part of a reason in words.
trait Show {
    fn show(&self, lang: Lang) -> String;
}

impl Show for i64 {
    fn show(&self, _: Lang) -> String {
        self.to_string()
    }
}

impl Show for String {
    fn show(&self, _: Lang) -> String {
        self.clone()
    }
}

impl Show for ValueWith {
    fn show(&self, lang: Lang) -> String {
        measured::value_with(self.count, self.amount, lang)
    }
}

impl Show for ValueType {
    fn show(&self, _: Lang) -> String {
        self.as_str().to_owned()
    }
}

reasons! {
    // Cosmetic.
    NotFirst = "only the first field of an id counts", "相同 id 的字段只以第一个为准";
    AlwaysDisabled = "the field is always disabled", "该字段始终被禁用";
    Advice = "tips are not validated", "提示信息不参与校验";
    NotChecked = "the rule is not checked", "该规则不参与校验";
    NoEffect = "it has no effect", "不起作用";
    SameMeaning = "the meaning is the same", "含义不变";
    ImpliedByAnother = "another rule, which stays, requires as much", "另一条保留的规则已有同样的要求";
    DefaultsOnly = "default values are not validated", "默认值不参与校验";
    SameReadOnly = "the read-only values are the same", "只读的值没有变";
    LabelOnly = "a label has no value", "标签没有值";
    NoChoice = "options are checked on choice fields only", "非选择类型字段的选项不参与校验";
    NoValue = "an option without a value cannot be chosen", "没有 value 的选项无法选择";
    NoOptionsToAdd = "the field has no options that a server could add to", "没有选项，无需服务端补充";
    FromServer = "options come from a server, and unknown ones are warnings", "选项来自服务端，未知选项只是警告";
    ForPeople = "it is for display only", "仅供阅读";
    OrderOnly = "the order does not matter", "顺序不影响校验";
    NotUsed = "validation does not use it", "校验商品时不使用";
    // Compatible.
    OptionalField = "it is optional", "可以不填";
    RequiredLater = "it is not required of any item that was valid", "原先有效的商品都不要求填写";
    AsksNoMore = "it requires nothing more of items that were valid", "原先有效的商品不会有更多要求";
    AsksLess = "less is required", "要求放宽";
    MoreDisabled = "the field is disabled more often, and then nothing is required", "禁用的情况更多，禁用时没有要求";
    SeveralInstances = "several instances were not allowed before", "原先不允许多个实例";
    ListOpened = "more unknown options are warnings only", "更多未知选项只是警告";
    ChoiceOpened = "without options any value is valid", "没有选项后任何值都可以";
    MoreOptions = "more can be chosen", "可选值更多";
    MoreAvailable = "it is available whenever it was", "原先能选的情况现在仍能选";
    OptionGoneHarmless = "no item that was valid becomes invalid", "没有原先有效的商品因此出错";
    WrappersRead = "the wrapper of the other type was an error", "原先用错外层元素是错误";
    CustomLetIn = "it allows custom options", "可填自定义选项";
    ReadOnlyGone = "no read-only value is left", "已没有必须保持不变的值";
    // Breaking.
    FieldGone = "a value for it was valid, and now belongs to an unknown field", "原先可以填写，现在成为未知字段";
    TypeChanged = "values of the old type no longer fit", "按旧类型填写的值类型不符";
    RequiredField = "it is required, and no item has it yet", "必填，而已有商品都没有填写";
    FirstChanged = "another field of this id is the first now, and it has other requirements", "现以另一个同 id 的字段为准，其要求不同";
    Missing = "an item without a value was valid", "原先不填写也有效";
    OtherType(wanted: ValueType) = "a value that is not of type {wanted} was valid", "原先不是 {wanted} 的值也有效";
    Amount(value: ValueWith) = "{value} was valid", "原先{value}有效";
    LongerCount = "the same text has another length in the new unit", "同样的文字按新单位计数不同";
    Value(limit: String) = "{limit} was valid", "原先 {limit} 有效";
    Above(limit: String) = "a value above {limit} was valid", "原先大于 {limit} 的值有效";
    Below(limit: String) = "a value below {limit} was valid", "原先小于 {limit} 的值有效";
    Count(count: i64) = "a count of {count} was valid", "原先数量为 {count} 有效";
    AnotherPattern = "it is unknown whether all values that were valid match the new pattern", "无法判定原有的值是否都符合新的正则";
    NewPattern = "any text was valid", "原先任何文本都有效";
    ReadOnlyNow = "a value other than the present one was valid", "原先可以改成别的值";
    FileSize = "a file of another size was valid", "原先其他大小的文件有效";
    ImageSize = "an image of another size was valid", "原先其他尺寸的图片有效";
    Attribute(name: String) = "a value without {name} was valid", "原先没有 {name} 的值有效";
    LimitsChangeMeaning = "a limit or date format of this field has another meaning for dates", "该字段的界限或日期格式在日期类型下含义不同";
    OneInstance = "several instances were valid", "原先允许多个实例";
    NoLongerDisabled = "the field is validated in cases where it was disabled", "原先被禁用而不校验，现在要校验";
    MissedByRequired = "a field around it is required, and this value no longer counts", "外层字段必填，而此值不再算数";
    MissedByCount = "a field around it has a minimum count, and this value no longer counts", "外层字段有最小数量要求，而此值不再算数";
    MissedByReadOnly = "a field around it is read-only, and this value no longer counts", "外层字段只读，而此值不再算数";
    ListClosed = "a value that is not an option was valid", "原先不在选项内的值也有效";
    LessAvailable = "an item may have chosen it where it is no longer available", "可能已在现在不可选的情况下选择";
    OptionGone = "an item may have chosen it", "可能已有商品选择";
    CustomTaken = "it was valid as a custom option, and is now available under a condition", "原先可作自定义选项，现在有条件可选";
    WrappersRefused = "values in the wrapper of the other type were valid, and are now refused", "原先用另一种外层元素的值也有效，现在会被拒绝";
    CustomRuleGone = "a custom option was valid, because this rule allowed it", "原先因该规则可填自定义选项";
    CustomGone = "custom options were valid as long as an option had a negative value", "原先有负值选项时可填自定义选项";
    ServerOptionTaken = "it was accepted as an option of the server, and is now available under a condition", "原先视为服务端选项，现在有条件可选";
    ReadOnlyChanged = "the read-only value changed", "必须保持不变的值变了";
    FlipsCondition = "a condition asks whether a value is one of these options", "有条件依据是否为这些选项之一";
}

impl ShiftCause {
    /// The cause in words.
    pub(super) fn text(&self, lang: Lang) -> String {
        match self {
            ShiftCause::Resolves { old, new } => {
                let show = |path: &Option<String>| match path {
                    Some(path) => path.clone(),
                    None => lang.pick("no field", "无字段").to_owned(),
                };
                let (old, new) = (show(old), show(new));
                lang.pick(
                    format!("the condition refers to {new} instead of {old}"),
                    format!("条件所指字段由 {old} 变为 {new}"),
                )
            }
            ShiftCause::Disabling(path) => lang.pick(
                format!("{path}, which the condition refers to, may be disabled in other circumstances"),
                format!("条件所指的 {path} 的禁用情形有变"),
            ),
            ShiftCause::Instances(path) => lang.pick(
                format!("the condition sees another number of instances of {path}"),
                format!("条件所见 {path} 的实例数有变"),
            ),
            ShiftCause::Inside(path) => lang.pick(
                format!("the condition sees other fields inside {path}"),
                format!("条件所见 {path} 内的字段有变"),
            ),
            ShiftCause::Cycle => lang
                .pick(
                    "other fields are in the cycle of fields that disable each other",
                    "相互禁用的字段循环有变",
                )
                .to_owned(),
            ShiftCause::Options(_) => lang
                .pick("the options that the condition asks about changed", "条件所问的选项有变")
                .to_owned(),
        }
    }
}
