//! Why a change has its level, in words.

use crate::diff::level::Unit;
use crate::lang::Lang;
use crate::vocab::ValueType;

/// Why a condition that says what it said means something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// The id it names leads to another field, or to none.
    Resolves { old: Option<String>, new: Option<String> },
    /// The field it names, or one around or inside it, may be disabled in other circumstances.
    Switched(String),
    /// The way to the field leads through a complex that now takes several instances, or no longer.
    Instances(String),
    /// There are others inside the field it names, which it sees as written since it stands in a cycle.
    Inside(String),
    /// The cycle in which it stands is another one.
    Cycle,
    /// The options that it asks for are others; the path of their field.
    Options(String),
}

macro_rules! reasons {
    ($($(#[$doc:meta])* $variant:ident $(($($name:ident: $type:ty),+))? = $en:literal, $zh:literal;)*) => {
        /// Why a change has its level.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub(super) enum Reason { $($(#[$doc])* $variant $(($($type),+))?,)* }

        impl Reason {
            /// The words.
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

impl Show for Unit {
    fn show(&self, lang: Lang) -> String {
        match self {
            Unit::Character => lang.pick("characters", "个字符"),
            Unit::Byte => lang.pick("bytes", "个字节"),
            Unit::Utf8 => lang.pick("bytes of UTF-8", "个 UTF-8 字节"),
        }
        .to_owned()
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
    Advice = "advice is never judged", "提示信息不参与校验";
    NotJudged = "the rule is not judged", "该规则不参与校验";
    NeverFires = "it asks for nothing that a value could miss", "它提出的要求任何值都能满足";
    SameMeaning = "it means the same", "含义不变";
    MadeByAnother = "another rule, which stays, asks for as much", "另一条保留的规则已有同样的要求";
    DefaultsOnly = "default values are not judged", "默认值不参与校验";
    SameReadOnly = "what must not be changed is the same", "只读的值没有变";
    LabelOnly = "a label has no value", "标签没有值";
    NoChoice = "options of a field that is no choice are not judged", "非选择类型字段的选项不参与校验";
    NoValue = "an option without a value cannot be chosen", "没有 value 的选项无法选择";
    NoOptionsToAdd = "there are no options that a server could add to", "没有选项，无需服务端补充";
    FromServer = "options come from a server, and unknown ones are warnings", "选项来自服务端，未知选项只是警告";
    ForPeople = "only people read it", "仅供阅读";
    OrderOnly = "the order does not matter", "顺序不影响校验";
    NotLookedAt = "it is not looked at when items are judged", "校验商品时不使用";
    // Compatible.
    OptionalField = "it need not be given", "可以不填";
    RequiredLater = "it is not required of an item that was valid", "原先合法的商品都不要求填写";
    AsksNoMore = "no item that was valid is asked for more", "原先合法的商品不会有更多要求";
    AsksLess = "less is asked for", "要求放宽";
    MoreDisabled = "it is disabled more often, and then nothing is asked", "禁用的情况更多，禁用时没有要求";
    SeveralInstances = "several instances were too many before", "原先不允许多个实例";
    ListOpened = "more unknown options are warnings only", "更多未知选项只是警告";
    ChoiceOpened = "without options any value will do", "没有选项后任何值都可以";
    MoreOptions = "more can be chosen", "可选值更多";
    MoreAvailable = "it can be chosen whenever it could be", "原先能选的情况现在仍能选";
    OptionGoneHarmless = "no item that was valid can have chosen it and is now wrong", "没有原先合法的商品因此出错";
    ReadOnlyGone = "there is no value left that must not be changed", "已没有必须保持不变的值";
    // Breaking.
    FieldGone = "a value for it was valid, and is now for an unknown field", "原先可以填写，现在成为未知字段";
    TypeChanged = "values of the old type are of the wrong one now", "按旧类型填写的值类型不符";
    RequiredField = "it is required, and no item has it yet", "必填，而已有商品都没有填写";
    FirstChanged = "another field of this id counts now, and it asks for something else", "现以另一个同 id 的字段为准，其要求不同";
    Missing = "an item without a value was valid", "原先不填写也合法";
    OtherType(wanted: ValueType) = "a value that is no {wanted} was valid", "原先不是 {wanted} 的值也合法";
    Length(count: i64, unit: Unit) = "a value of {count} {unit} was valid", "原先长 {count} {unit}的值合法";
    LongerCount = "the same text counts otherwise in the new unit", "同样的文字按新单位计数不同";
    Value(limit: String) = "{limit} was valid", "原先 {limit} 合法";
    Above(limit: String) = "a value above {limit} was valid", "原先大于 {limit} 的值合法";
    Below(limit: String) = "a value below {limit} was valid", "原先小于 {limit} 的值合法";
    Count(count: i64) = "a number of {count} was valid", "原先数量为 {count} 合法";
    Digits(count: i64) = "{count} digits after the point were valid", "原先小数点后 {count} 位合法";
    AnotherPattern = "whether all old values match another pattern cannot be decided", "无法判定原有的值是否都符合新的正则";
    NewPattern = "any text was valid", "原先任何文本都合法";
    ReadOnlyNow = "another value than the present one was valid", "原先可以改成别的值";
    FileSize = "a file of another size was valid", "原先其他大小的文件合法";
    ImageSize = "a picture of another size was valid", "原先其他尺寸的图片合法";
    Attribute(name: String) = "a value without {name} was valid", "原先没有 {name} 的值合法";
    LimitsReadOtherwise = "a limit or date format of this field reads otherwise for dates", "该字段的界限或日期格式在日期类型下含义不同";
    OneInstance = "several instances were valid", "原先允许多个实例";
    NoLongerDisabled = "what it disabled is judged now", "原先被禁用而不校验，现在要校验";
    MissedByRequired = "a field around it is required, and this value no longer counts", "外层字段必填，而此值不再算数";
    MissedByCount = "a field around it has a minimum count, and this value no longer counts", "外层字段有最小数量要求，而此值不再算数";
    MissedByReadOnly = "a field around it must not be changed, and this value no longer counts", "外层字段只读，而此值不再算数";
    ListClosed = "a value that is none of the options was valid", "原先不在选项内的值也合法";
    LessAvailable = "it may have been chosen where it is not available now", "可能已在现在不可选的情况下选择";
    OptionGone = "it may have been chosen", "可能已有商品选择";
    CustomTaken = "it was valid as a custom option, and is now available under a condition", "原先可作自定义选项，现在有条件可选";
    CustomGone = "custom options were valid as long as there was one of negative value", "原先有负值选项时可填自定义选项";
    ServerOptionTaken = "it was taken as one of the server's, and is now available under a condition", "原先视为服务端选项，现在有条件可选";
    ReadOnlyChanged = "the value that must not be changed is another one", "必须保持不变的值变了";
    FlipsCondition = "a condition asks whether a value is one of these options", "有条件依据是否为这些选项之一";
}

impl Cause {
    /// The words.
    pub(super) fn text(&self, lang: Lang) -> String {
        match self {
            Cause::Resolves { old, new } => {
                let show = |path: &Option<String>| match path {
                    Some(path) => path.clone(),
                    None => lang.pick("no field", "无字段").to_owned(),
                };
                let (old, new) = (show(old), show(new));
                lang.pick(
                    format!("the condition asks about {new} instead of {old}"),
                    format!("条件所指字段由 {old} 变为 {new}"),
                )
            }
            Cause::Switched(path) => lang.pick(
                format!("{path}, which the condition asks about, may be disabled in other circumstances"),
                format!("条件所指的 {path} 的禁用情形有变"),
            ),
            Cause::Instances(path) => lang.pick(
                format!("the condition sees {path} in another number of instances"),
                format!("条件所见 {path} 的实例数有变"),
            ),
            Cause::Inside(path) => lang.pick(
                format!("the condition sees other fields inside {path}"),
                format!("条件所见 {path} 内的字段有变"),
            ),
            Cause::Cycle => lang
                .pick("the circle of fields that disable each other is another one", "相互禁用的字段循环有变")
                .to_owned(),
            Cause::Options(_) => lang
                .pick("the options that the condition asks for are others", "条件所问的选项有变")
                .to_owned(),
        }
    }
}
