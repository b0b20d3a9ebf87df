//! Comments, CDATA sections, processing instructions and declarations: read by quick-xml.

use quick_xml::events::Event as QuickEvent;

use crate::error::{Error, Limit, Malformed, Markup, Result};
use crate::span::{Span, small};
use crate::xml::event::{Events, Text};
use crate::xml::name::name_length;

const CDATA: &str = "<![CDATA[";
const DOCTYPE: &str = "<!DOCTYPE";

impl Events<'_> {
    /// What begins with `<!` or `<?`: a CDATA section is text, comments and instructions are passed over.
    // The enum is that of quick-xml.
    #[allow(clippy::wildcard_enum_match_arm)]
    pub(super) fn markup(&mut self) -> Result<Option<Text>> {
        let start = self.pos;
        let rest = &self.text[start..];
        if rest.get(..DOCTYPE.len()).is_some_and(|head| head.eq_ignore_ascii_case(DOCTYPE)) {
            return Err(self.error(Malformed::Doctype, start));
        }
        if rest.starts_with(CDATA) && self.open.is_empty() {
            return Err(self.error(self.text_outside_root(), start));
        }
        let mut reader = quick_xml::Reader::from_str(rest);
        reader.config_mut().check_comments = true;
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => return Err(self.markup_error(&error, rest)),
        };
        let length = usize::try_from(reader.buffer_position()).unwrap_or(rest.len());
        match event {
            QuickEvent::CData(content) => {
                if content.len() > self.options.max_text {
                    return Err(self.limit(Limit::Text, self.options.max_text, start));
                }
                self.pos += length;
                let begin = start + CDATA.len();
                let span = Span::new(small(begin), small(begin + content.len()));
                Ok(Some(Text { span, cdata: true, plain: !self.slice(span).contains('\r') }))
            }
            QuickEvent::Decl(_) if start > 0 || self.resumed => {
                Err(self.error(Malformed::MisplacedDeclaration, start))
            }
            QuickEvent::PI(content) if name_length(&content) == 0 => Err(self.bad_tag(start + 2)),
            _ => {
                self.pos += length;
                Ok(None)
            }
        }
    }

    // The enum is that of quick-xml.
    #[allow(clippy::wildcard_enum_match_arm)]
    pub(super) fn markup_error(&mut self, error: &quick_xml::Error, rest: &str) -> Error {
        let start = self.pos;
        let what = match rest.as_bytes() {
            [b'<', b'?', ..] => Markup::ProcessingInstruction,
            [b'<', b'!', b'[', ..] => Markup::CdataSection,
            _ => Markup::Comment,
        };
        let begun = |known: &str| {
            let common = known.len().min(rest.len());
            let (known, rest) = (&known.as_bytes()[..common], &rest.as_bytes()[..common]);
            if known.starts_with(b"<!D") { known.eq_ignore_ascii_case(rest) } else { known == rest }
        };
        match error {
            quick_xml::Error::IllFormed(_) => self.error(Malformed::DoubleHyphen, start),
            // "<!" followed by what cannot become a comment or a CDATA section, however the text continues.
            _ if !["<!--", CDATA, DOCTYPE, "<?"].into_iter().any(begun) => {
                self.error(Malformed::BadMarkup, start)
            }
            // Of what is there, the last two bytes may belong to the end.
            _ if rest.starts_with(CDATA) && rest.len() > CDATA.len() + self.options.max_text + 2 => {
                self.limit(Limit::Text, self.options.max_text, start)
            }
            _ => self.error_at_end(Malformed::Unclosed(what), start),
        }
    }
}
