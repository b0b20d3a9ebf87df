//! Suggestions in words.

use crate::cli::lang::Message;

/// `; did you mean a, b or c?`, or nothing without suggestions.
pub(crate) fn did_you_mean(similar: &[&str]) -> Message {
    let Some((last, others)) = similar.split_last() else { return Message::new("", "") };
    let en = match others {
        [] => (*last).to_owned(),
        others => format!("{} or {last}", others.join(", ")),
    };
    Message::new(format!("; did you mean {en}?"), format!("；是不是 {}？", similar.join("、")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences() {
        assert_eq!(did_you_mean(&["a", "b", "c"]).en, "; did you mean a, b or c?");
        assert_eq!(did_you_mean(&["a"]).zh, "；是不是 a？");
        assert_eq!(did_you_mean(&[]).en, "");
    }
}
