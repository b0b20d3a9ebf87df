//! The tokens of an expression: where it ends, what in it is refused, and where products are guarded.

use super::names::{FACTOR, FILTERS, SIDES, TESTS};
use crate::mapping::limits::{MAX_BRACKET_DEPTH, MAX_EXPRESSION_BYTES, MAX_EXPRESSION_TOKENS};
use crate::mapping::message::{Message, message};
use crate::mapping::suggestion::similar;

/// A name, a number, a text or a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token<'t> {
    pub(super) text: &'t str,
    start: usize,
}

impl Token<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// The position of the `}}` that ends an expression, outside of quotes and of the braces of an object.
pub(super) fn end_of_expression(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut quote, mut open) = (None, 0usize);
    let mut at = 0;
    while at < bytes.len() {
        match (quote, bytes[at]) {
            (Some(_), b'\\') => at += 1,
            (Some(mark), byte) if byte == mark => quote = None,
            (Some(_), _) => {}
            (None, byte @ (b'"' | b'\'')) => quote = Some(byte),
            (None, b'{') => open += 1,
            (None, b'}') if open > 0 => open -= 1,
            (None, b'}') if bytes.get(at + 1) == Some(&b'}') => return Some(at),
            _ => {}
        }
        at += 1;
    }
    None
}

/// Refuses unknown filters and tests, which minijinja would report only during evaluation, and a text times a
/// number, which would make a long text of a short one.
pub(super) fn check(text: &str, tokens: &[Token<'_>]) -> Result<(), Message> {
    // The parser recurses for each sign, and the stack is limited.
    if text.len() > MAX_EXPRESSION_BYTES || tokens.len() > MAX_EXPRESSION_TOKENS {
        return Err(message!(
            "the expression is too long; the limits are {MAX_EXPRESSION_BYTES} bytes and {MAX_EXPRESSION_TOKENS} names and signs",
            "表达式过长：上限为 {MAX_EXPRESSION_BYTES} 字节、{MAX_EXPRESSION_TOKENS} 个名称和符号",
        ));
    }
    let (mut depth, mut deepest) = (0_usize, 0);
    for token in tokens {
        match token.text {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    if deepest > MAX_BRACKET_DEPTH {
        return Err(message!(
            "brackets are nested more than {MAX_BRACKET_DEPTH} deep",
            "括号嵌套超过 {MAX_BRACKET_DEPTH} 层",
        ));
    }
    let at = |at: usize| tokens.get(at).map(|token| token.text).unwrap_or_default();
    for (number, token) in tokens.iter().enumerate() {
        let next = at(number + 1);
        let before = number.checked_sub(1).map(at).unwrap_or_default();
        let is_text = |token: &str| token.starts_with(['"', '\'']);
        let (kind, zh, known, name) = match token.text {
            "|" => ("filter", "过滤器", FILTERS.as_slice(), next),
            "is" if next == "not" => ("test", "测试", TESTS.as_slice(), at(number + 2)),
            "is" => ("test", "测试", TESTS.as_slice(), next),
            "*" if is_text(next) || is_text(before) => {
                return Err(message!("a text cannot be multiplied", "文本不能相乘"));
            }
            _ => continue,
        };
        if !known.contains(&name) {
            let Message { en: near, zh: near_zh } = similar(name, known.iter().copied());
            return Err(message!("there is no {kind} \"{name}\"{near}", "没有名为“{name}”的{zh}{near_zh}",));
        }
    }
    Ok(())
}

/// The expression with both sides of each `*` passed through [`FACTOR`], because minijinja repeats a text or a list
/// that is multiplied, and those of each `<` and `>` through [`SIDES`], because it orders texts and numbers.
pub(super) fn guarded(text: &str, tokens: &[Token<'_>]) -> String {
    let mut places: Vec<(usize, String)> = Vec::new();
    for (number, token) in tokens.iter().enumerate().filter(|(_, token)| token.text == "*") {
        let ends = std::iter::once(token.start).chain(end_of_operand(tokens, number + 1));
        places.extend(ends.map(|end| (end, format!(" |{FACTOR} "))));
    }
    for (number, _) in tokens.iter().enumerate().filter(|(_, token)| matches!(token.text, "<" | ">")) {
        let is_or_equal = tokens.get(number + 1).is_some_and(|next| next.text == "=");
        let left = start_of_side(tokens, number)..number;
        let right = number + 1 + usize::from(is_or_equal);
        let right = right..end_of_side(tokens, right);
        for (side, filter) in [left, right].into_iter().zip(SIDES) {
            // Without one of its sides it is not an expression.
            if let Some([first, .., last] | [first @ last]) = tokens.get(side) {
                places.push((first.start, "(".to_owned()));
                places.push((last.end(), format!(")|{filter} ")));
            }
        }
    }
    // Of those at one place, the inner ones come first.
    places.sort_by_key(|(place, _)| *place);
    let mut guarded = String::with_capacity(text.len() + places.len() * (FACTOR.len() + 3));
    let mut rest = 0;
    for (place, put) in places {
        guarded.push_str(&text[rest..place]);
        guarded.push_str(&put);
        rest = place;
    }
    guarded + &text[rest..]
}

/// Whether a side of a comparison ends at a token outside of brackets. After a dot, it is a name.
fn ends_side(tokens: &[Token<'_>], at: usize) -> bool {
    let is_name =
        at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|before| before.text == ".");
    let ends = ["and", "or", "not", "if", "else", "in", "<", ">", "=", "!", ",", ":"];
    !is_name && tokens.get(at).is_some_and(|token| ends.contains(&token.text))
}

/// The first token of the left side of a comparison.
fn start_of_side(tokens: &[Token<'_>], comparison: usize) -> usize {
    let mut open = 0_usize;
    for at in (0..comparison).rev() {
        match tokens.get(at).map(|token| token.text) {
            Some(")" | "]" | "}") => open += 1,
            Some("(" | "[" | "{") if open == 0 => return at + 1,
            Some("(" | "[" | "{") => open -= 1,
            _ if open == 0 && ends_side(tokens, at) => return at + 1,
            _ => {}
        }
    }
    0
}

/// The token after the right side of a comparison, which begins at a token.
fn end_of_side(tokens: &[Token<'_>], start: usize) -> usize {
    let mut open = 0_usize;
    for at in start..tokens.len() {
        match tokens.get(at).map(|token| token.text) {
            Some("(" | "[" | "{") => open += 1,
            Some(")" | "]" | "}") if open == 0 => return at,
            Some(")" | "]" | "}") => open -= 1,
            _ if open == 0 && ends_side(tokens, at) => return at,
            _ => {}
        }
    }
    tokens.len()
}

/// The names of an expression that consists of names with dots between them.
pub(super) fn path(tokens: &[Token<'_>]) -> Option<Vec<String>> {
    let is_name = |text: &str| text.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let fits = tokens.len() % 2 == 1
        && tokens.iter().enumerate().all(|(number, token)| match number % 2 {
            0 => is_name(token.text),
            _ => token.text == ".",
        });
    fits.then(|| tokens.iter().step_by(2).map(|token| token.text.to_owned()).collect())
}

/// The end of the operand that starts at a token, including look-ups in it and its filters.
fn end_of_operand(tokens: &[Token<'_>], start: usize) -> Option<usize> {
    let text = |at: usize| tokens.get(at).map(|token| token.text);
    let mut at = start;
    while text(at) == Some("-") {
        at += 1;
    }
    at = end_of_group(tokens, at)?;
    loop {
        at = match text(at) {
            Some("." | "|") => at + 2,
            Some("[" | "(") => end_of_group(tokens, at)?,
            _ => break,
        };
    }
    tokens.get(at.checked_sub(1)?).or(tokens.last()).map(Token::end)
}

/// The token after one, or after the brackets that it opens.
fn end_of_group(tokens: &[Token<'_>], start: usize) -> Option<usize> {
    let mut open = 0usize;
    for (at, token) in tokens.iter().enumerate().skip(start) {
        match token.text {
            "(" | "[" | "{" => open += 1,
            ")" | "]" | "}" => open = open.saturating_sub(1),
            _ => {}
        }
        if open == 0 {
            return Some(at + 1);
        }
    }
    None
}

/// Names, numbers, texts and signs of an expression, roughly.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut start = 0;
    while let Some(first) = text[start..].chars().next() {
        let rest = &text[start..];
        if first.is_whitespace() {
            start += first.len_utf8();
            continue;
        }
        let end = match first {
            '"' | '\'' => end_of_text(rest, first),
            '0'..='9' => end_of_number(rest),
            _ if first.is_alphanumeric() || first == '_' => {
                rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len())
            }
            '*' if rest.starts_with("**") => 2,
            _ => first.len_utf8(),
        };
        tokens.push(Token { text: &rest[..end], start });
        start += end;
    }
    tokens
}

fn end_of_text(text: &str, quote: char) -> usize {
    let mut chars = text.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        if c == '\\' {
            chars.next();
        } else if c == quote {
            return at + 1;
        }
    }
    text.len()
}

/// `1`, `1.5`, `1_000`, `1e-5`.
fn end_of_number(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while let Some(&byte) = bytes.get(end) {
        let is_part = byte.is_ascii_alphanumeric() || byte == b'_';
        let is_point = byte == b'.' && digit(end + 1);
        let is_sign = matches!(byte, b'+' | b'-') && matches!(bytes[end - 1], b'e' | b'E') && digit(end + 1);
        if !(is_part || is_point || is_sign) {
            break;
        }
        end += 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guard(text: &str) -> String {
        let [left, right] = SIDES.map(|side| format!("|{side} "));
        let text = guarded(text, &tokens(text)).replace(&format!(" |{FACTOR} "), "#");
        text.replace(&left, "@").replace(&right, "$")
    }

    #[test]
    fn both_sides_of_a_comparison_are_guarded() {
        for (text, wanted) in [
            ("a < b", "(a)@ < (b)$"),
            ("a<=b+1", "(a)@<=(b+1)$"),
            (
                "not a.in > b[1 if c < d else 2]|float and x",
                "not (a.in)@ > (b[1 if (c)@ < (d)$ else 2]|float)$ and x",
            ),
            ("a < b < c", "(a)@ < ((b)$)@ < (c)$"),
            ("a * b >= 2", "(a #* b#)@ >= (2)$"),
            ("x if a ~ 'y' > b else c", "x if (a ~ 'y')@ > (b)$ else c"),
            ("{'k': a > -b, 'l': 1}", "{'k': (a)@ > (-b)$, 'l': 1}"),
            ("a == b", "a == b"),
            ("a <", "(a)@ <"),
            ("< a", "< (a)$"),
            ("(a < (b", "((a)@ < ((b)$"),
        ] {
            assert_eq!(guard(text), wanted, "{text}");
        }
    }

    #[test]
    fn both_sides_of_a_product_are_guarded() {
        for (text, wanted) in [
            ("a * b", "a #* b#"),
            ("a*b*c", "a#*b##*c#"),
            ("(a ~ b) * 3 + 1", "(a ~ b) #* 3# + 1"),
            ("3 * -a.b[0]|round(2) - 1", "3 #* -a.b[0]|round(2)# - 1"),
            ("2 * 1e-5 / x", "2 #* 1e-5# / x"),
            ("2 * (a if b else [c][0]) ~ 'x * y'", "2 #* (a if b else [c][0])# ~ 'x * y'"),
            ("a ** b", "a ** b"),
            ("a *", "a #*"),
            ("a * (b", "a #* (b"),
        ] {
            assert_eq!(guard(text), wanted, "{text}");
        }
    }
}
