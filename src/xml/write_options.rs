//! What a writer takes as options.

/// How to write.
///
/// ```
/// use tmall_schema::{Param, Schema, WriteOptions};
/// let schema = Schema::parse(r#"<itemRule><field id="a" name="甲" type="input"/></itemRule>"#)?;
/// let mut param = Param::new(&schema);
/// param.set("a", "x & y")?;
/// assert_eq!(
///     param.to_xml(&schema)?,
///     r#"<itemParam><field id="a" name="甲" type="input"><value>x &amp; y</value></field></itemParam>"#,
/// );
/// let options = WriteOptions::new().with_indent().with_declaration();
/// assert!(param.to_xml_with(Some(&schema), &options)?.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<itemParam>\n"));
/// # Ok::<(), tmall_schema::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct WriteOptions {
    pub(crate) pretty: bool,
    pub(crate) declaration: bool,
    pub(crate) keep_disabled: bool,
}

impl WriteOptions {
    /// On one line, without a declaration, without disabled fields.
    #[must_use]
    pub const fn new() -> WriteOptions {
        WriteOptions { pretty: false, declaration: false, keep_disabled: false }
    }

    /// An element a line, indented; ends with a line break. No value changes by it.
    #[must_use]
    pub const fn with_indent(mut self) -> WriteOptions {
        self.pretty = true;
        self
    }

    /// Begins with an XML declaration.
    #[must_use]
    pub const fn with_declaration(mut self) -> WriteOptions {
        self.declaration = true;
        self
    }

    /// Writes what a param holds for disabled fields too. The platform ignores it.
    #[must_use]
    pub const fn with_disabled_fields(mut self) -> WriteOptions {
        self.keep_disabled = true;
        self
    }
}
