//! Decodes files that spreadsheet programs save: UTF-8 or the GBK family.

/// The text of a file, without a byte order mark. `None` if it is in neither encoding.
pub(crate) fn decode(bytes: Vec<u8>) -> Option<String> {
    match String::from_utf8(bytes) {
        Ok(text) => Some(text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text)),
        Err(error) => encoding_rs::GB18030
            .decode_without_bom_handling_and_without_replacement(error.as_bytes())
            .map(std::borrow::Cow::into_owned),
    }
}
