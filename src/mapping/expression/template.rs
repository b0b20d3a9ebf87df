//! Text with expressions in it.

use super::expr::Expr;
use super::failure::too_long;
use super::lexer;
use crate::mapping::limits::MAX_RESULT_BYTES;
use crate::mapping::message::{Message, message};
use crate::mapping::record_path::Frame;

/// Text with expressions in it.
#[derive(Debug)]
pub(crate) struct Template(Vec<Piece>);

#[derive(Debug)]
enum Piece {
    Text(String),
    Expr(Expr),
}

impl Template {
    /// Reads a template and compiles its expressions.
    pub(crate) fn parse(text: &str) -> Result<Template, Message> {
        let mut pieces = Vec::new();
        let mut rest = text;
        for (mark, en, zh) in [("{%", "statements", "语句"), ("{#", "comments", "注释")] {
            if rest.contains(mark) {
                return Err(message!(
                    "{en} ({mark}) are not allowed in a template, only {{{{ expressions }}}}",
                    "模板中不允许{zh}（{mark}），只能使用 {{{{ 表达式 }}}}",
                ));
            }
        }
        while let Some((before, after)) = rest.split_once("{{") {
            let end = lexer::end_of_expression(after)
                .ok_or_else(|| message!("\"{{{{\" is not closed with \"}}}}\"", "“{{{{”缺少对应的“}}}}”"))?;
            if !before.is_empty() {
                pieces.push(Piece::Text(before.to_owned()));
            }
            pieces.push(Piece::Expr(Expr::parse_in_template(after[..end].trim())?));
            rest = &after[end + 2..];
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        Ok(Template(pieces))
    }

    /// The text with its expressions evaluated.
    pub(crate) fn text(&self, frame: &Frame<'_, '_>) -> Result<String, Message> {
        let mut text = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(piece) => text.push_str(piece),
                Piece::Expr(expr) => match expr.text_at_path(frame) {
                    Some(found) => text.push_str(found),
                    None => text.push_str(&expr.text(frame)?.unwrap_or_default()),
                },
            }
            if text.len() > MAX_RESULT_BYTES {
                return Err(too_long());
            }
        }
        Ok(text)
    }

    /// The names that the template looks up in the record, see [`Expr::names`].
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .filter_map(|piece| match piece {
                Piece::Expr(expr) => Some(expr.names()),
                Piece::Text(_) => None,
            })
            .flatten()
    }
}
