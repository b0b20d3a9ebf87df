//! The contract of all language bindings: documents in, answers out.
//!
//! A binding (C, Python, Java, JavaScript, .NET) calls this module and nothing else of the library, so the same
//! input has the same answer in all of them. The page `docs/json-contract.md` describes every option and answer,
//! `docs/schemas/api.schema.json` is their JSON Schema, and the folder `cases` has inputs with their answers.
//!
//! Each function takes documents as bytes and options as a value, and returns an answer that serializes, or a
//! [`Failure`]. [`text`] has the same functions with options and answers as JSON texts. Nothing here panics: a bug
//! is caught, and reported as a failure of class `bug`.
//!
//! ```
//! use tmall_schema::api::text;
//!
//! let schema = r#"<itemRule><field id="title" name="标题" type="input"><rules>
//!   <rule name="requiredRule" value="true"/></rules></field></itemRule>"#;
//! let schema = text::parse_schema(schema.as_bytes(), "").map_err(|failure| failure.to_string())?;
//! let answer = text::validate(&schema, b"<itemParam/>", r#"{"lang":"zh"}"#);
//! assert_eq!(
//!     answer.unwrap(),
//!     concat!(
//!         r#"{"format_version":1,"valid":false,"findings":[{"code":"required","severity":"error","#,
//!         r#""path":"/title","field":"标题","message":"必填，缺少值","#,
//!         r#""rule":{"name":"requiredRule","value":"true"},"line":1,"column":1}]}"#,
//!     ),
//! );
//! # Ok::<(), String>(())
//! ```

mod call;
mod compare;
mod convert;
mod explain;
mod export;
mod failure;
#[cfg(feature = "gateway")]
mod gateway;
mod handle;
#[cfg(feature = "mapping")]
mod house;
mod item;
#[cfg(feature = "mapping")]
mod mapping;
mod options;
pub mod text;
mod validate;

pub use call::guard;
pub use compare::{
    ChangesAnswer, DiffOptions, ImpactAnswer, ImpactOptions, ReadbackAnswer, ReadbackCallOptions, diff,
    impact, readback,
};
pub use convert::{
    ConvertOptions, ItemAnswer, SchemaAnswer, WriteCallOptions, XmlAnswer, defaults, from_json, inspect,
    to_json, write,
};
pub use explain::{CatalogueAnswer, ExplainOptions, explain};
pub use export::{ExportAnswer, ExportOptions, to_json_schema};
pub use failure::{Failure, FailureClass};
#[cfg(feature = "gateway")]
pub use gateway::{
    MethodsAnswer, MethodsOptions, ReplyAnswer, ReplyOptions, RequestAnswer, RequestOptions, methods, reply,
    request, request_with,
};
pub use handle::{ParseOptions, SchemaHandle, parse_schema};
pub use item::{Item, ItemForm, decoded};
#[cfg(feature = "mapping")]
pub use mapping::{FillAnswer, FillOptions, PlanHandle, fill, fill_value, parse_mapping};
pub use validate::{
    ReportAnswer, RequirementsAnswer, RequirementsOptions, ValidateCallOptions, ValidatorHandle, check,
    prepare, requirements, validate,
};

/// The version of the contract. It changes when programs that read the answers must be adapted.
pub const FORMAT_VERSION: u32 = 1;
