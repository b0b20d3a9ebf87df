//! The engine for the Schema XML format through which Tmall, Taobao and alibaba.com items are published.
//!
//! The platform describes a category by an XML document of *fields* with *rules*, *options* and conditions,
//! and takes an item as an XML document of values. This library reads both without losing anything, validates
//! items against schemas, writes what is sent, reports what a change of the rules breaks, and maps a seller's own
//! data onto them. The page [`architecture`] describes the rooms of the code.
//!
//! ```text
//! rule.xml  --read-->  Schema  --compile-->  Validator  --check-->  Report
//! param.xml --read-->  Param   ---------------------------^
//!                      Param  --write--> param.xml        Schema --write--> canonical rule.xml
//! yesterday's and today's Schema  --diff-->  Changes      with Params  --impact-->  what they break
//! a seller's Record and Mapping  --bind, apply-->  Param
//! ```
//!
//! # From a schema to a sent item
//!
//! ```
//! use tmall_schema::{Param, Schema, Validator, Value};
//!
//! let schema = Schema::parse(r#"<itemRule>
//!   <field id="title" name="商品标题" type="input"><rules>
//!     <rule name="requiredRule" value="true"/>
//!     <rule name="maxLengthRule" value="60" unit="byte"/>
//!   </rules></field>
//!   <field id="item_status" name="商品状态" type="singleCheck">
//!     <options><option displayName="出售中" value="0"/><option displayName="仓库中" value="2"/></options>
//!     <default-value>0</default-value>
//!   </field>
//!   <field id="sku" name="SKU" type="multiComplex"><fields>
//!     <field id="price" name="价格" type="input"/>
//!     <field id="color" name="颜色" type="singleCheck"/>
//!   </fields></field>
//! </itemRule>"#)?;
//!
//! let mut param = Param::from_defaults(&schema);
//! param.set("title", "纯棉衬衫")?;
//! let mut row = param.push_row("sku")?;
//! row.set("price", "10.00")?;
//! row.set("color", Value::custom("-1", "雾霾蓝"))?;
//!
//! let report = Validator::compile(&schema).check(&param);
//! for finding in report.errors() {
//!     println!("{}: {finding} [{}]", finding.path(), finding.code());
//! }
//! assert!(report.is_valid());
//! let xml = param.to_xml(&schema)?;
//! assert!(xml.starts_with("<itemParam><field id=\"title\""));
//! # Ok::<(), tmall_schema::Error>(())
//! ```
//!
//! # Where to look
//!
//! | what | where |
//! |---|---|
//! | reading | [`Schema::parse`], [`Schema::read`], [`Param::parse`], [`Param::read`], [`ReadOptions`] |
//! | reading a field at a time | [`SchemaReader`] |
//! | API responses | [`envelope`] |
//! | a schema's tree | [`Schema`], [`FieldRef`], [`RuleRef`], [`OptionRef`], [`Condition`], [`Note`] |
//! | an item's values | [`Param`], [`ParamField`], [`Row`], [`Value`] |
//! | validating | [`Validator`], [`ValidateOptions`], [`Assets`], [`Report`], [`Finding`], [`Code`] |
//! | comparing | [`Schema::diff`], [`Changes`], [`Change`], [`ChangeCode`], [`Level`] |
//! | what an item requires, and why a field is disabled | [`Validator::requirements`], [`Requirement`] |
//! | correcting what is certain | [`Validator::fix`], [`Fixed`] |
//! | what a change does to items | [`impact`], [`ImpactChecker`] |
//! | what a change does to a mapping | `Mapping::impact`, with the feature `mapping` |
//! | a seller's own data | `Mapping`, `Plan`, `Record`, `Columns`, with the feature `mapping` |
//! | house rules | `RuleSet`, `BoundRules`, `Pack`, with the feature `mapping` |
//! | a schema as JSON Schema | [`Schema::to_json_schema`], [`JsonSchema`] |
//! | writing | [`Param::to_xml`], [`Schema::to_xml`], [`WriteOptions`] |
//! | the JSON forms | [`Param::to_json`], [`Param::from_json`], [`Schema::to_json`], [`Schema::from_json`] |
//! | what a code means | [`catalogue`], [`Code::entry`] |
//! | what the platform stored of an item | [`Param::compare`], [`ReadbackOptions`], [`Readback`], [`Difference`] |
//! | error responses of the platform | [`ApiError`], [`ApiErrorClass`] |
//! | signed requests and answers of the gateways | `gateway`, with the feature `gateway` |
//! | what goes wrong | [`Error`], [`ErrorKind`], [`JsonError`] |
//! | documents in, answers out, for bindings of other languages | [`api`] |
//!
//! Everything is `Send` and `Sync`. No input makes the library panic; limits against hostile input are options,
//! with errors of their own.
//!
//! # Features
//!
//! The default features build the command line: `cli`, `net` for `fetch` and `submit`, and `sheets` for workbooks. A program
//! that links the library turns them off with `default-features = false` and gets no argument parser, thread pool, terminal
//! crate or HTTP client. It may turn on:
//!
//! - `mapping`: maps a seller's own data onto a schema by a mapping file, and house rules;
//! - `gateway`: signs requests to the platforms and reads their answers; it opens no connection;
//! - `fast-regex`: checks patterns with faster engines; the results are the same without it.
//!
//! `cli` includes these three.

// A new variant must not fall into an arm that was written without it.
#![cfg_attr(not(test), warn(clippy::wildcard_enum_match_arm))]

mod answer;
pub mod api;
mod asset;
pub mod catalogue;
mod check;
mod code;
mod condition;
mod decimal;
pub mod describe;
mod diff;
mod error;
mod export;
#[cfg(feature = "gateway")]
pub mod gateway;
mod java_regex;
mod json;
mod json_text;
mod lang;
#[cfg(feature = "mapping")]
mod mapping;
mod note;
mod param;
mod path;
mod read;
mod readback;
#[cfg(feature = "mapping")]
mod rules;
mod schema;
mod span;
pub mod suggest;
mod validate;
mod value;
mod vocab;
mod word;
mod write;
mod xml;

pub use answer::{AnswerForm, ApiError, ApiErrorClass, Call};
pub use asset::{AssetFacts, Assets};
pub use check::{ByteCount, CharacterCount};
pub use code::{ChangeCode, Code, Level, MappingCode, NoteCode, RuleCode, Severity};
pub use decimal::{Decimal, ParseDecimalError};
pub use diff::{
    BrokenParam, Change, ChangeImpact, Changes, Fact, FieldFact, Impact, ImpactChecker, ImpactFinding, Moved,
    OptionFact, ParamFinding, ParamImpact, impact,
};
pub use error::{
    EncodingError, Error, ErrorKind, FieldError, Given, JsonError, JsonExpected, JsonType, Limit, Loss,
    LossKind, Malformed, Markup, Result, SchemaFormError, SetError,
};
pub use export::{JsonSchema, Reason as ExportReason, Unexpressed};
pub use lang::Lang;
#[cfg(feature = "mapping")]
pub use mapping::{
    ApplyError, Columns, Coverage, HeaderError, Mapping, MappingImpact, MappingProblem, MappingProblems,
    PathError, Plan, Record, TouchedEntry,
};
pub use note::Note;
pub use param::{IntoValues, Param, RowMut};
pub use read::{SchemaReader, StreamedField, envelope};
pub use readback::{Difference, DifferenceKind, Held, Readback, ReadbackOptions};
#[cfg(feature = "mapping")]
pub use rules::{BoundRules, Pack, RuleProblem, RuleProblems, RuleSet, RuleState};
pub use schema::{
    Condition, ConditionPart, Express, FieldId, FieldRef, Label, OptionRef, Property, RuleRef, Schema,
    Unknown, UnknownElement, UnknownNode,
};
pub use span::{Position, Span};
pub use validate::{
    Finding, Fixed, Localized, Report, Requirement, RequirementState, ValidateOptions, Validator,
};
pub use value::{ParamField, Row, Value};
pub use vocab::{Bound, Dialect, FieldKind, LengthUnit, Operator, RuleName, SizeUnit, Symbol, ValueType};
pub use word::ParseWordError;
pub use xml::{ReadOptions, WriteOptions};

#[doc = include_str!("../docs/architecture.md")]
pub mod architecture {}
/// The kinds of findings, as types: what was wanted, in which unit, on which side of a limit.
///
/// ```
/// use tmall_schema::finding::{FindingKind, Measured};
/// use tmall_schema::{LengthUnit, Param, Schema, Validator};
/// let schema = Schema::parse(r#"<itemRule><field id="title" type="input"><rules>
///   <rule name="maxLengthRule" value="4" unit="byte"/></rules></field></itemRule>"#)?;
/// let mut param = Param::new(&schema);
/// param.set("title", "衬衫衬衫")?;
/// let report = Validator::compile(&schema).check(&param);
/// let finding = &report.findings()[0];
/// assert!(matches!(finding.kind(),
///     FindingKind::Limit { measured: Measured::Length(LengthUnit::Byte), .. }));
/// assert_eq!((finding.actual(), finding.limit()), (Some("8"), Some("4")));
/// # Ok::<(), tmall_schema::Error>(())
/// ```
pub mod finding {
    pub use super::check::{Measured, Mismatch, OptionHint, Unchecked, UnsupportedPattern};
    pub use super::validate::{FindingKind, HouseRule, Misplaced, Missing, Order, Suggestion, Unexpected};
    pub use super::vocab::Side;
}

/// Runs the code of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// Runs the code of the page on house rules.
#[cfg(all(doctest, feature = "mapping"))]
#[doc = include_str!("../docs/rules.md")]
struct RulesPage;

/// Runs the code of the page on mapping files.
#[cfg(all(doctest, feature = "mapping"))]
#[doc = include_str!("../docs/mapping.md")]
struct MappingPage;

/// Runs the code of the page on gateways.
#[cfg(all(doctest, feature = "gateway"))]
#[doc = include_str!("../docs/gateway.md")]
struct GatewayPage;
