//! For a chat or a pull request: one table.

use tmall_schema::{DifferenceKind, Lang, Readback};

use super::{Sides, words};
use crate::cli::lang::pick;
use crate::cli::text::one_line;

/// How much of a value is shown, in characters.
const MOST: usize = 120;

pub(crate) fn markdown(sides: Sides<'_>, readback: &Readback, lang: Lang) -> String {
    let title = pick(lang, "Readback: ", "回读：");
    let mut text = format!("## {title}{}\n\n", words::counts(readback, lang));
    text.push_str(&format!("{} -> {}\n", code(sides.sent), code(sides.stored)));
    if readback.differences().is_empty() {
        return text;
    }
    text.push_str(pick(
        lang,
        "\n| | path | field | sent | stored |\n",
        "\n| | 路径 | 字段 | 提交的 | 保存的 |\n",
    ));
    text.push_str("|---|---|---|---|---|\n");
    for kind in DifferenceKind::ALL {
        for difference in readback.differences().iter().filter(|difference| difference.kind() == kind) {
            let (old, new) = words::sides(difference, MOST);
            let cells = [
                format!("**{}**", words::kind(kind, lang)),
                code(difference.path()),
                code(difference.field().unwrap_or_default()),
                code(&old),
                code(&new),
            ];
            text.push_str(&format!("| {} |\n", cells.join(" | ")));
        }
    }
    text
}

/// A text as code that a cell of a table can hold: a bar ends a cell even within code.
fn code(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let text = one_line(text).replace('|', "\\|");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn nothing_ends_a_cell_or_the_code() {
        assert_eq!(code("a|b"), "`a\\|b`");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(code("a\nb"), "`a b`");
    }
}
