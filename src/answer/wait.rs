//! How long the platform refuses further calls.

/// The sentence of a ban. Seen: `This ban will last for 71 more seconds`, and the same without `for`.
const BAN: &str = "ban will last";

/// The seconds that a sentence says, if it is the one of a ban.
pub(super) fn seconds(text: &str) -> Option<u64> {
    let text = text.to_ascii_lowercase();
    let rest = &text[text.find(BAN)? + BAN.len()..];
    let digits = &rest[rest.find(|c: char| c.is_ascii_digit())?..];
    let end = digits.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = digits.split_at(end);
    if !unit.trim_start().trim_start_matches("more").trim_start().starts_with("second") {
        return None;
    }
    number.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::seconds;

    /// The numbers that were seen, with the sentence around them.
    #[test]
    fn bans() {
        assert_eq!(seconds("This ban will last for 1 more seconds"), Some(1));
        assert_eq!(seconds("This ban will last 1 more seconds"), Some(1));
        assert_eq!(seconds("Forbidden. This ban will last for 31062 more seconds."), Some(31_062));
        assert_eq!(seconds("this ban will last for 2 seconds"), Some(2));
        assert_eq!(seconds("This ban will last for 71 more minutes"), None);
        assert_eq!(seconds("This ban will last for some seconds"), None);
        assert_eq!(seconds("This ban will last for 99999999999999999999999 more seconds"), None);
        assert_eq!(seconds("71 more seconds"), None);
        assert_eq!(seconds("İ ban will last 5 seconds"), Some(5));
    }
}
