//! `[gateway]` and `[fetch]`: how a gateway is called, and which schemas are fetched.

use std::path::PathBuf;

use tmall_schema::gateway::{Method, ParameterKind, RequestError, State};
use toml::de::DeValue;

use super::table::{Fault, Table, digits, text};
use super::{one_of, path};
use crate::cli::args::{ContentArg, DigestArg, ProtocolArg};
use crate::cli::lang::Message;

/// `[gateway]`.
#[derive(Clone, Debug, Default)]
pub(crate) struct GatewaySettings {
    pub(crate) protocol: Option<ProtocolArg>,
    pub(crate) url: Option<String>,
    pub(crate) app_key: Option<String>,
    pub(crate) secret_file: Option<PathBuf>,
    pub(crate) session_file: Option<PathBuf>,
    /// Certificates of authorities that are trusted instead of the usual ones.
    pub(crate) ca_file: Option<PathBuf>,
    pub(crate) sign_method: Option<DigestArg>,
    pub(crate) calls_per_second: Option<u32>,
    pub(crate) timeout: Option<u32>,
    pub(crate) attempts: Option<u32>,
    pub(crate) longest_wait: Option<u32>,
}

/// `[fetch]`.
#[derive(Clone, Debug, Default)]
pub(crate) struct FetchSettings {
    pub(crate) content: Option<ContentArg>,
    pub(crate) resume_hours: Option<u32>,
    pub(crate) schemas: Vec<SchemasSettings>,
}

/// `[[fetch.schemas]]`: the schemas of one method.
#[derive(Clone, Debug)]
pub(crate) struct SchemasSettings {
    pub(crate) method: String,
    pub(crate) categories: Vec<String>,
    pub(crate) brands: Vec<String>,
    pub(crate) products: Vec<String>,
    pub(crate) params: Vec<(String, String)>,
    pub(crate) folder: Option<String>,
}

/// The method of a category's schema that is asked for unless another one is named.
const USUAL_METHOD: &str = "tmall.item.add.schema.get";

/// The most that numbers of these settings may be.
const MOST: u32 = 1_000_000;

impl GatewaySettings {
    pub(super) fn from_table(table: &mut Table<'_>) -> Result<GatewaySettings, Fault> {
        let settings = GatewaySettings {
            protocol: table.get("protocol", one_of)?,
            url: table.get("url", text)?,
            app_key: table.get("app_key", text)?,
            secret_file: table.get("secret_file", path)?,
            session_file: table.get("session_file", path)?,
            ca_file: table.get("ca_file", path)?,
            sign_method: table.get("sign_method", one_of)?,
            calls_per_second: table.get("calls_per_second", number)?,
            timeout: table.get("timeout", number)?,
            attempts: table.get("attempts", number)?,
            longest_wait: table.get("longest_wait", number)?,
        };
        table.finish()?;
        Ok(settings)
    }

    pub(super) fn paths(&mut self) -> impl Iterator<Item = &mut PathBuf> {
        [&mut self.secret_file, &mut self.session_file, &mut self.ca_file].into_iter().flatten()
    }
}

impl FetchSettings {
    pub(super) fn from_table(table: &mut Table<'_>) -> Result<FetchSettings, Fault> {
        let settings = FetchSettings {
            content: table.get("content", one_of)?,
            resume_hours: table.get("resume_hours", number)?,
            schemas: table
                .tables("schemas")?
                .iter_mut()
                .map(SchemasSettings::from_table)
                .collect::<Result<_, _>>()?,
        };
        table.finish()?;
        Ok(settings)
    }
}

impl SchemasSettings {
    pub(super) fn from_table(table: &mut Table<'_>) -> Result<SchemasSettings, Fault> {
        let at = table.at();
        let settings = SchemasSettings {
            method: table.get("method", method)?.unwrap_or_else(|| USUAL_METHOD.to_owned()),
            categories: table.list("categories", id)?,
            brands: table.list("brands", id)?,
            products: table.list("products", id)?,
            params: {
                let mut params = table.table("params")?;
                params
                    .rest()
                    .into_iter()
                    .map(|(name, value)| {
                        let at = value.span().start;
                        let name = name.into_inner();
                        let value = text(value.get_ref()).map_err(|message| Fault { at, message })?;
                        Ok((name, value))
                    })
                    .collect::<Result<_, Fault>>()?
            },
            folder: table.get("folder", id)?,
        };
        table.finish()?;
        if settings.categories.is_empty() && settings.brands.is_empty() && settings.products.is_empty() {
            let message = Message::new(
                "set categories, brands or products: lists of ids",
                "请设置 categories、brands 或 products（id 的列表）",
            );
            return Err(Fault { at, message });
        }
        Ok(settings)
    }
}

/// A whole number from 1.
fn number(value: &DeValue<'_>) -> Result<u32, Message> {
    digits(value, |digits| {
        digits.parse().ok().filter(|number| (1..=MOST).contains(number)).ok_or_else(|| {
            Message::new(format!("expected a number from 1 to {MOST}"), format!("应为 1 到 {MOST} 的整数"))
        })
    })
}

/// An id, as text or number. It becomes a part of the name of a file.
fn id(value: &DeValue<'_>) -> Result<String, Message> {
    let id = match value.as_integer() {
        Some(number) => number.as_str().replace('_', ""),
        None => text(value)?,
    };
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if id.is_empty() || !id.chars().all(is_part) {
        return Err(Message::new(
            format!("expected letters, digits, - and _, found \"{id}\""),
            format!("只能由字母、数字、- 和 _ 组成，实际为“{id}”"),
        ));
    }
    Ok(id)
}

/// A method that is offered and only reads.
fn method(value: &DeValue<'_>) -> Result<String, Message> {
    let name = text(value)?;
    let message = |error: &RequestError| Message::of(|lang| error.message(lang));
    // Paths of the newer gateways are in no table.
    if name.contains('/') {
        return Ok(name);
    }
    let Some(method) = Method::find(&name) else {
        let similar = Method::similar(&name);
        return Err(message(&RequestError::UnknownMethod { method: name, similar }));
    };
    if let State::Retired { successor } = method.state {
        return Err(message(&RequestError::Retired { method: name, successor }));
    }
    let has_file = method.params.iter().any(|param| param.kind == ParameterKind::File);
    if method.call != tmall_schema::Call::Read || has_file {
        return Err(Message::new(format!("{name} does not only read"), format!("{name} 不是只读接口")));
    }
    Ok(name)
}
