//! How large mappings, tables, records and the results of expressions may get.

/// The largest mapping file, table or other file that a mapping names, in bytes.
pub(crate) const MAX_FILE_BYTES: usize = 64 << 20;
/// The most files that one mapping may be read from.
pub(super) const MAX_FILES: usize = 64;
/// The largest index in the header of a column: every item before it is created.
pub(super) const MAX_COLUMN_INDEX: usize = 10_000;
/// How deep arrays and objects of a record may be nested.
pub(super) const MAX_JSON_DEPTH: usize = 120;
/// The most rows that a `product` makes of one record.
pub(super) const MAX_PRODUCT_ROWS: usize = 100_000;
/// The most problems that are reported of one record.
pub(super) const MAX_PROBLEMS: usize = 1000;
/// The most digits that a number is written out with.
pub(super) const MAX_NUMBER_DIGITS: i64 = 100;
/// What the search for similar option names may cost in one run over a record: pairs of bytes compared.
pub(super) const SUGGESTION_BUDGET: usize = 20_000_000;

/// The longest expression, in bytes.
pub(super) const MAX_EXPRESSION_BYTES: usize = 4096;
/// The most names, numbers, texts and signs in an expression: the parser recurses for each.
pub(super) const MAX_EXPRESSION_TOKENS: usize = 400;
/// How deep brackets of an expression may be nested. The parser takes a dozen calls for each level, some 15 KB of
/// stack in a build without optimization.
pub(super) const MAX_BRACKET_DEPTH: usize = 32;
/// The instructions that one expression may execute.
pub(super) const EXPRESSION_FUEL: u64 = 10_000;
/// The longest result of an expression, in bytes.
pub(super) const MAX_RESULT_BYTES: usize = 1 << 20;
/// The bytes that all bounded filters of one expression may produce together.
pub(super) const MAX_FILTER_BYTES: usize = 2 * MAX_RESULT_BYTES;
/// The bytes that may go into one expression.
pub(super) const MAX_INPUT_BYTES: usize = 8 << 20;
/// The bytes that go into an expression times the number of names in it: concatenation copies.
pub(super) const MAX_INPUT_COST: usize = 64 << 20;
