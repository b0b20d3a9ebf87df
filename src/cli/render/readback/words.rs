//! Words and texts that the forms for people share.

use tmall_schema::{Difference, DifferenceKind, Lang, Readback};

use crate::cli::lang::pick;

/// How much of the beginning that two texts share is shown before the difference, in characters.
const BEFORE: usize = 24;

/// The kind as a heading.
pub(super) fn kind(kind: DifferenceKind, lang: Lang) -> &'static str {
    match kind {
        DifferenceKind::Lost => pick(lang, "lost", "丢失"),
        DifferenceKind::Changed => pick(lang, "changed", "变更"),
        _ => pick(lang, "added", "多出"),
    }
}

/// How many differences there are, by kind.
pub(super) fn counts(readback: &Readback, lang: Lang) -> String {
    if readback.differences().is_empty() {
        return pick(lang, "everything that was sent is stored", "提交的内容已全部保存").to_owned();
    }
    let kinds = DifferenceKind::ALL.into_iter().filter(|&kind| readback.count(kind) > 0);
    let counts = kinds.map(|each| {
        let count = readback.count(each);
        pick(lang, format!("{count} {}", kind(each, lang)), format!("{} {count} 处", kind(each, lang)))
    });
    counts.collect::<Vec<_>>().join(pick(lang, ", ", "，"))
}

/// What was sent and what is stored. Of two long texts that begin alike, the common beginning is left out.
pub(super) fn sides(difference: &Difference, most: usize) -> (String, String) {
    let text = |held: Option<&tmall_schema::Held>| held.map(ToString::to_string).unwrap_or_default();
    let (old, new) = (text(difference.sent()), text(difference.stored()));
    let common = old.chars().zip(new.chars()).take_while(|(a, b)| a == b).count();
    let is_long = old.chars().count().max(new.chars().count()) > most;
    let skip = if is_long { common.saturating_sub(BEFORE) } else { 0 };
    (cut(&old, skip, most), cut(&new, skip, most))
}

/// So many characters of a text, with `…` for what is left out.
fn cut(text: &str, skip: usize, most: usize) -> String {
    let mut rest = text.chars().skip(skip);
    let mut cut: String = if skip > 0 { "…".to_owned() } else { String::new() };
    cut.extend(rest.by_ref().take(most));
    if rest.next().is_some() {
        cut.push('…');
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn texts_are_cut() {
        assert_eq!(cut("abc", 0, 3), "abc");
        assert_eq!(cut("abcd", 0, 3), "abc…");
        assert_eq!(cut("汉字abcd", 2, 3), "…abc…");
    }
}
