//! Bodies: forms and parts.

use zeroize::Zeroizing;

use crate::gateway::encode::percent;
use crate::gateway::request::signed::Body;
use crate::gateway::request::{File, RequestError};

pub(crate) const FORM: &str = "application/x-www-form-urlencoded;charset=utf-8";

/// A form, or the query of an address.
pub(crate) fn form(pairs: &[(&str, &str)]) -> Zeroizing<String> {
    // With room for all of it, so that no part is left behind in memory when it grows.
    let length = pairs.iter().map(|(name, value)| 3 * (name.len() + value.len()) + 2).sum();
    let mut text = Zeroizing::new(String::with_capacity(length));
    for (name, value) in pairs {
        if !text.is_empty() {
            text.push('&');
        }
        text.push_str(&percent(name.as_bytes()));
        text.push('=');
        text.push_str(&Zeroizing::new(percent(value.as_bytes())));
    }
    text
}

pub(crate) fn form_body(pairs: &[(&str, &str)]) -> Body {
    Body(Zeroizing::new(form(pairs).as_bytes().to_vec()))
}

/// A body of parts, and its content type.
pub(crate) fn multipart(
    pairs: &[(&str, &str)],
    files: &[File],
    nonce: &str,
) -> Result<(String, Body), RequestError> {
    let names = pairs.iter().map(|(name, _)| *name);
    let of_files = files.iter().flat_map(|file| [file.name.as_str(), file.file_name.as_str()]);
    for name in names.chain(of_files) {
        if name.is_empty() || name.contains(['"', '\r', '\n']) {
            return Err(RequestError::Name { param: name.to_owned() });
        }
    }
    let mut boundary = format!("tmall-schema-{}", nonce.replace(|c: char| !c.is_ascii_alphanumeric(), "-"));
    boundary.truncate(60);
    let holds = |boundary: &str| {
        let holds = |bytes: &[u8]| bytes.windows(boundary.len()).any(|part| part == boundary.as_bytes());
        pairs.iter().any(|(_, value)| holds(value.as_bytes()))
            || files.iter().any(|file| holds(&file.content))
    };
    while holds(&boundary) {
        boundary.push('x');
    }
    let texts = pairs.iter().map(|(name, value)| name.len() + value.len());
    let contents = files.iter().map(|file| file.name.len() + file.file_name.len() + file.content.len());
    let length =
        texts.chain(contents).map(|length| length + boundary.len() + 160).sum::<usize>() + boundary.len() + 8;
    let mut body = Zeroizing::new(Vec::with_capacity(length));
    for (name, value) in pairs {
        let head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\nContent-Type: text/plain;charset=utf-8\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(value.as_bytes());
        body.extend_from_slice(b"\r\n");
    }
    for File { name, file_name, content } in files {
        let head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file_name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    Ok((format!("multipart/form-data;charset=utf-8;boundary={boundary}"), Body(body)))
}
