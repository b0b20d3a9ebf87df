//! Runs a case as every binding does.

use tmall_schema::api::text::{self, Answer};
use tmall_schema::api::{Failure, SchemaHandle};

use super::format::Case;

/// The answer, or the failure as JSON.
pub fn answer(case: &Case) -> String {
    run(case).unwrap_or_else(|failure| failure.to_json())
}

fn run(case: &Case) -> Answer {
    let options = case.text("options");
    let schema = |key: &str| -> Result<Option<SchemaHandle>, Failure> {
        case.get(key).map(|input| text::parse_schema(input, case.text("schema_options"))).transpose()
    };
    let document = |key: &'static str| case.get(key).unwrap_or_default();
    let known = schema("schema")?;
    let of = || known.as_ref().expect("a case of this function has a schema");
    match case.text("function") {
        "parse_schema" | "inspect" => text::inspect(of()),
        "to_json_schema" => text::to_json_schema(of(), options),
        "validate" => text::validate(of(), document("item"), options),
        "requirements" => text::requirements(of(), document("item"), options),
        "defaults" => text::defaults(of()),
        "write" => text::write(known.as_ref(), document("item"), options),
        "to_json" => text::to_json(known.as_ref(), document("item"), options),
        "from_json" => text::from_json(known.as_ref(), document("item"), options),
        "readback" => text::readback(known.as_ref(), document("sent"), document("stored"), options),
        "explain" => text::explain(case.text("code"), options),
        "diff" => text::diff(&schema("old")?.unwrap(), &schema("new")?.unwrap(), options),
        "impact" => {
            let items: Vec<&[u8]> = case.all("item").collect();
            text::impact(&schema("old")?.unwrap(), &schema("new")?.unwrap(), &items, options)
        }
        #[cfg(feature = "mapping")]
        "fill" => {
            let plan = text::parse_mapping(of(), case.text("mapping"), case.text("schema_options"))?;
            text::fill(&plan, case.text("record"), options)
        }
        #[cfg(feature = "gateway")]
        "methods" => text::methods(case.text("method"), options),
        #[cfg(feature = "gateway")]
        "request" => text::request(case.text("method"), case.text("params"), options),
        #[cfg(feature = "gateway")]
        "reply" => text::reply(document("reply"), options),
        other => panic!("{other} is not a function"),
    }
}
