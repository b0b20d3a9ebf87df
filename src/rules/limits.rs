//! How large files of rules and their parts may get.

/// The largest file of rules or of forbidden words, in bytes.
pub(super) const MAX_FILE_BYTES: usize = 4 << 20;
/// The longest code of a rule.
pub(super) const MAX_CODE_BYTES: usize = 64;
/// The most rules of one file.
pub(super) const MAX_RULES: usize = 1000;
/// The most forbidden words of one rule.
pub(super) const MAX_WORDS: usize = 100_000;
/// The bytes that the forbidden words of one rule may have together: the machine that finds them takes some hundred
/// times as much.
pub(super) const MAX_WORD_BYTES: usize = 1 << 20;
/// The most fields of a schema that one path may stand for.
pub(super) const MAX_FIELDS: usize = 1000;
/// The largest memory of a compiled pattern, in bytes.
pub(super) const MAX_PATTERN_BYTES: usize = 1 << 20;
/// The longest message of a finding, in characters.
pub(super) const MAX_MESSAGE_CHARS: usize = 1000;
/// The most digits of numbers that are added up.
pub(super) const MAX_SUM_DIGITS: usize = 30;
