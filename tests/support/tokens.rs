//! Words and signs of Rust source, without comments and literals.

/// A word, `::`, or a single sign.
#[derive(Debug)]
pub struct Token {
    pub text: String,
    pub line: usize,
}

impl Token {
    pub fn is(&self, text: &str) -> bool {
        self.text == text
    }

    pub fn is_word(&self) -> bool {
        self.text.starts_with(|c: char| c == '_' || c.is_alphabetic())
    }
}

pub fn tokens(source: &str) -> Vec<Token> {
    let chars: Vec<char> = source.chars().collect();
    let mut tokens = Vec::new();
    let (mut at, mut line) = (0, 1);
    while let Some(&c) = chars.get(at) {
        let next = |step: usize| chars.get(at + step).copied().unwrap_or('\0');
        let end = match c {
            '/' if next(1) == '/' => find(&chars, at, |c| c == '\n'),
            '/' if next(1) == '*' => after_comment(&chars, at),
            '"' => after_text(&chars, at),
            '\'' => after_quote(&chars, at),
            _ if c == '_' || c.is_alphanumeric() => {
                let end = find(&chars, at, |c| c != '_' && !c.is_alphanumeric());
                let word: String = chars[at..end].iter().collect();
                let quote = chars.get(end).copied();
                match word.as_str() {
                    "r" | "br" | "cr" if matches!(quote, Some('"' | '#')) => {
                        match after_raw_text(&chars, end) {
                            Some(end) => end,
                            // A raw name: `r#type`.
                            None => end + 1,
                        }
                    }
                    "b" | "c" if quote == Some('"') => after_text(&chars, end),
                    "b" if quote == Some('\'') => after_quote(&chars, end),
                    _ => {
                        tokens.push(Token { text: word, line });
                        end
                    }
                }
            }
            ':' if next(1) == ':' => {
                tokens.push(Token { text: "::".to_owned(), line });
                at + 2
            }
            _ => {
                if !c.is_whitespace() {
                    tokens.push(Token { text: c.to_string(), line });
                }
                at + 1
            }
        };
        line += chars[at..end.min(chars.len())].iter().filter(|c| **c == '\n').count();
        at = end;
    }
    tokens
}

fn find(chars: &[char], from: usize, is_end: impl Fn(char) -> bool) -> usize {
    chars[from..].iter().position(|c| is_end(*c)).map_or(chars.len(), |step| from + step)
}

/// Comments nest.
fn after_comment(chars: &[char], mut at: usize) -> usize {
    let mut depth = 0;
    while at < chars.len() {
        match chars[at..] {
            ['/', '*', ..] => (depth, at) = (depth + 1, at + 2),
            ['*', '/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

fn after_text(chars: &[char], from: usize) -> usize {
    let mut at = from + 1;
    while let Some(c) = chars.get(at) {
        match c {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    at
}

/// A raw text whose signs `#` or quotation mark begin here.
fn after_raw_text(chars: &[char], from: usize) -> Option<usize> {
    let begin = find(chars, from, |c| c != '#');
    let signs = begin - from;
    chars.get(begin).filter(|c| **c == '"')?;
    let mut at = begin + 1;
    loop {
        at = find(chars, at, |c| c == '"') + 1;
        let is_end =
            chars.len() < at || chars[at..].iter().take(signs).filter(|c| **c == '#').count() == signs;
        if is_end {
            return Some(at + signs);
        }
    }
}

/// A character, or the name of a lifetime.
fn after_quote(chars: &[char], from: usize) -> usize {
    match (chars.get(from + 1), chars.get(from + 2)) {
        (Some('\\'), _) => find(chars, from + 3, |c| c == '\'') + 1,
        (Some(_), Some('\'')) => from + 3,
        _ => find(chars, from + 1, |c| c != '_' && !c.is_alphanumeric()),
    }
}
