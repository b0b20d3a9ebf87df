//! A form for a schema as one self-contained page, which needs no network and no other files.

use std::fmt::Write;

use tmall_schema::{Lang, Schema};

const STYLE: &str = include_str!("form.css");
/// Parts of one module: they see each other's names.
const SCRIPTS: [&str; 8] = [
    // The loader of the npm package.
    include_str!("../../../../bindings/wasm/src/instance.js"),
    include_str!("../../../../bindings/wasm/src/engine.js"),
    include_str!("words.js"),
    include_str!("dom.js"),
    include_str!("choice.js"),
    include_str!("fields.js"),
    include_str!("findings.js"),
    include_str!("page.js"),
];
/// The page may only use its own style and script, and the engine inside it.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline' 'wasm-unsafe-eval'; form-action 'none'; base-uri 'none'";

/// The engine as the page holds it.
pub(crate) struct Engine {
    base64: String,
    is_compressed: bool,
}

impl Engine {
    /// WebAssembly, compressed with gzip or not.
    pub(crate) fn new(bytes: &[u8]) -> Option<Engine> {
        let is_compressed = bytes.starts_with(&[0x1f, 0x8b]);
        (is_compressed || bytes.starts_with(b"\0asm"))
            .then(|| Engine { base64: base64(bytes), is_compressed })
    }
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let word = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let digit = DIGITS[(word >> (18 - 6 * at) & 63) as usize];
            text.push(if at <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    text
}

/// The page. Scripts and data cannot end the elements that they are in.
pub(crate) fn page(schema: &Schema, title: &str, engine: &Engine, lang: Lang) -> String {
    let (code, name) = lang.pick(("en", "form"), ("zh-CN", "表单"));
    let title = escaped(title);
    // Canonical XML. What it cannot hold, no reader gives.
    let xml = schema.to_xml().unwrap_or_default();
    let data = serde_json::json!({
        "schema": xml,
        "dialect": schema.dialect().as_str(),
        "compressed": engine.is_compressed,
        "version": env!("CARGO_PKG_VERSION"),
    });
    let data = data.to_string().replace('<', "\\u003c");
    let mut text = String::with_capacity(engine.base64.len() + data.len() + (1 << 16));
    // Writing to a string does not fail.
    let _ = write!(
        text,
        "<!doctype html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <title>{title} · {name}</title>\n<style>\n{STYLE}</style>\n</head>\n<body data-title=\"{title}\">\n\
         <noscript>This page needs JavaScript. 本页需要 JavaScript。</noscript>\n\
         <script id=\"data\" type=\"application/json\">{data}</script>\n\
         <script id=\"engine\" type=\"application/octet-stream\">{}</script>\n<script type=\"module\">\n",
        engine.base64
    );
    for script in SCRIPTS {
        text.push_str(&as_part(script));
    }
    text.push_str("</script>\n</body>\n</html>\n");
    text
}

/// A module as a part of another: without imports and exports, since all names are there.
fn as_part(script: &str) -> String {
    let lines = script.lines().filter(|line| !line.starts_with("import ") && !line.starts_with("export {"));
    let line = |line: &str| format!("{}\n", line.strip_prefix("export ").unwrap_or(line));
    lines.map(line).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_base64() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("\u{ff}", "w78="),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn nothing_of_a_schema_ends_an_element() {
        let schema = "<itemRule><field id=\"a\" name=\"&lt;/script&gt;&lt;!--\" type=\"input\"/></itemRule>";
        let schema = Schema::parse(schema).unwrap();
        let engine = Engine::new(b"\0asm").unwrap();
        let page = page(&schema, "<b>\"", &engine, Lang::Zh);
        assert_eq!(page.matches("</script>").count(), 3);
        assert!(page.contains("&lt;b&gt;&quot; · 表单"), "{page}");
        assert!(!page.contains("\nimport ") && !page.contains("\nexport "));
        assert!(Engine::new(b"<html>").is_none());
    }
}
