//! A request against the table of methods, and against what must not be in an address.

use serde::de::IgnoredAny;

use crate::gateway::clock::parse_china_time;
use crate::gateway::method::{Gateway, Method, Parameter, ParameterKind, State};
use crate::gateway::request::{File, Params, RequestError};

/// Checks parameters against the table. A method that is not in it passes if the caller said so.
pub(crate) fn method(
    name: &str,
    gateways: &[Gateway],
    params: &Params,
    files: &[File],
    is_unlisted: bool,
) -> Result<(), RequestError> {
    let Some(method) = Method::all().find(|method| method.name == name) else {
        if is_unlisted {
            return Ok(());
        }
        return Err(RequestError::UnknownMethod { method: name.to_owned(), similar: Method::similar(name) });
    };
    if !gateways.contains(&method.gateway) {
        let gateway = method.gateway.as_str();
        return Err(RequestError::OtherGateway { method: name.to_owned(), gateway });
    }
    if let State::Retired { successor } = method.state {
        return Err(RequestError::Retired { method: name.to_owned(), successor });
    }
    let files: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    method.check(&params.pairs(), &files)
}

impl Method {
    /// Checks parameters against the table: those that are required are there, and all have the form of their kind.
    ///
    /// # Errors
    /// The first parameter that is missing or of another form.
    pub fn check(&self, params: &[(&str, &str)], files: &[&str]) -> Result<(), RequestError> {
        let get = |name: &str| params.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
        for parameter in self.params {
            let given = if parameter.kind == ParameterKind::File {
                files.contains(&parameter.name)
            } else {
                get(parameter.name).is_some()
            };
            if parameter.is_required && !given {
                return Err(RequestError::Missing { method: self.name.to_owned(), param: parameter.name });
            }
            if let Some(value) = get(parameter.name)
                && !has_form(parameter, value)
            {
                return Err(RequestError::Form { param: parameter.name.to_owned(), kind: parameter.kind });
            }
        }
        Ok(())
    }
}

fn has_form(parameter: &Parameter, value: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = |text: &str| digits(text.strip_prefix('-').unwrap_or(text));
    match parameter.kind {
        ParameterKind::Number => number(value),
        ParameterKind::Numbers => value.split(',').all(number),
        ParameterKind::Flag => matches!(value, "true" | "false"),
        ParameterKind::Date => parse_china_time(value).is_some(),
        ParameterKind::Price => match value.split_once('.') {
            Some((yuan, cents)) => digits(yuan) && digits(cents) && cents.len() <= 2,
            None => digits(value),
        },
        ParameterKind::Json => serde_json::from_str::<IgnoredAny>(value).is_ok(),
        // A file is not a text.
        ParameterKind::File => false,
        ParameterKind::Text | ParameterKind::Texts => true,
    }
}

/// The address of a gateway: `https`, or `http` on this machine; nothing in it that is not a host and a path.
pub(crate) fn url(url: &str) -> Result<(), RequestError> {
    let refuse = || RequestError::Url { url: masked(url) };
    let is_clean =
        url.bytes().all(|byte| byte.is_ascii_graphic()) && !url.contains(['?', '#', '@', '\\', '"']);
    let rest = url.strip_prefix("https://");
    let local = url.strip_prefix("http://").filter(|rest| {
        let host = rest.split('/').next().unwrap_or_default();
        let host = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
            _ => host,
        };
        matches!(host, "127.0.0.1" | "localhost" | "[::1]")
    });
    match rest.or(local) {
        Some(rest) if is_clean && !rest.starts_with(['/', ':']) && !rest.is_empty() => Ok(()),
        Some(_) | None => Err(refuse()),
    }
}

/// An address without what may be a password in it.
fn masked(url: &str) -> String {
    match (url.find("://"), url.rfind('@')) {
        (Some(start), Some(at)) if start < at => format!("{}***{}", &url[..start + 3], &url[at..]),
        _ => url.split(['?', '#']).next().unwrap_or_default().to_owned(),
    }
}
