//! JSON Pointers (RFC 6901) into the JSON form of a param, and the same for fields of a schema.

/// Appends one step of a pointer: `/`, then the step with `~` and `/` escaped.
pub(crate) fn push_step(pointer: &mut String, step: &str) {
    pointer.push('/');
    if !step.bytes().any(|byte| matches!(byte, b'~' | b'/')) {
        pointer.push_str(step);
        return;
    }
    for c in step.chars() {
        match c {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            c => pointer.push(c),
        }
    }
}

/// The steps of a pointer, unescaped. `None` if it is not a pointer: neither empty nor beginning with `/`.
///
/// An id may hold dots, `->` and any other character; only `/` and `~` are written differently.
pub(crate) fn steps(pointer: &str) -> Option<impl Iterator<Item = String> + '_> {
    let rest = match pointer.strip_prefix('/') {
        Some(rest) => Some(rest),
        None if pointer.is_empty() => None,
        None => return None,
    };
    Some(rest.into_iter().flat_map(|rest| rest.split('/')).map(unescape))
}

/// One step, unescaped.
pub(crate) fn unescape(step: &str) -> String {
    // "~1" first, so that "~01" becomes "~1" and not "/".
    step.replace("~1", "/").replace("~0", "~")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_and_back() {
        let mut pointer = String::new();
        for step in ["sku", "0", "a/b", "m~1n", "p->q", ""] {
            push_step(&mut pointer, step);
        }
        assert_eq!(pointer, "/sku/0/a~1b/m~01n/p->q/");
        let back: Vec<String> = steps(&pointer).unwrap().collect();
        assert_eq!(back, ["sku", "0", "a/b", "m~1n", "p->q", ""]);
        assert_eq!(steps("").unwrap().count(), 0);
        assert!(steps("sku").is_none());
    }
}
