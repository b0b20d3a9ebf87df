//! The characters of a pattern, with those between `\Q` and `\E` marked.

use crate::java_regex::refusal::{Construct, Refusal};

/// A character of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) c: char,
    /// Whether it is between `\Q` and `\E`, and so never syntax.
    pub(super) quoted: bool,
}

/// A position in a pattern.
#[derive(Debug)]
pub(super) struct Source {
    tokens: Vec<Token>,
    at: usize,
}

impl Source {
    /// Java removes the quotes first, before it looks at comments and classes.
    pub(super) fn new(pattern: &str) -> Source {
        let mut tokens = Vec::with_capacity(pattern.len());
        let mut quoted = false;
        let mut chars = pattern.chars().peekable();
        let mut push = |c, quoted| tokens.push(Token { c, quoted });
        while let Some(c) = chars.next() {
            match (c, quoted, chars.peek()) {
                ('\\', true, Some('E')) | ('\\', false, Some('Q')) => {
                    quoted = !quoted;
                    chars.next();
                }
                ('\\', false, Some(&escaped)) => {
                    push(c, false);
                    push(escaped, false);
                    chars.next();
                }
                _ => push(c, quoted),
            }
        }
        Source { tokens, at: 0 }
    }

    pub(super) fn next(&mut self) -> Option<Token> {
        let token = self.peek()?;
        self.at += 1;
        Some(token)
    }

    pub(super) fn peek(&self) -> Option<Token> {
        self.ahead(0)
    }

    /// The token at an offset from here.
    pub(super) fn ahead(&self, places: usize) -> Option<Token> {
        self.tokens.get(self.at + places).copied()
    }

    /// Whether a character of syntax is next.
    pub(super) fn is_at(&self, c: char) -> bool {
        self.peek() == Some(Token { c, quoted: false })
    }

    /// Consumes a character of syntax, if it is next.
    pub(super) fn take(&mut self, c: char) -> bool {
        let found = self.is_at(c);
        self.at += usize::from(found);
        found
    }

    /// The next character of a token with several. Quoted text inside a token is refused, because Java cannot
    /// distinguish it after removing the quotes.
    pub(super) fn within_token(&mut self) -> Result<char, Refusal> {
        match self.next() {
            None => Err(Refusal::Syntax),
            Some(Token { quoted: true, .. }) => Err(Construct::Quoting.into()),
            Some(Token { c, .. }) => Ok(c),
        }
    }

    pub(super) fn position(&self) -> usize {
        self.at
    }

    pub(super) fn back_to(&mut self, position: usize) {
        self.at = position;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_taken_out_and_escapes_are_not_mistaken_for_them() {
        let text = |pattern: &str| {
            let marked = |token: &Token| match token.quoted {
                true => format!("<{}>", token.c),
                false => token.c.to_string(),
            };
            Source::new(pattern).tokens.iter().map(marked).collect::<String>()
        };
        assert_eq!(text(r"a\Q.*\E+"), "a<.><*>+");
        assert_eq!(text(r"\\Qa\Q\E\Q\d"), r"\\Qa<\><d>");
        assert_eq!(text(r"\Qa\b\"), r"<a><\><b><\>");
        assert_eq!(text(r"a\"), r"a\");
        assert_eq!(text(r"a\Eb"), r"a\Eb");
    }
}
