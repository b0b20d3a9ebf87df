//! The words of conditions.

use crate::vocab::words::{default_word, words};

words! {
    /// How the parts of a condition are joined. The default is that of a condition without an operator.
    Operator {
        /// All parts hold.
        And = "and",
        /// At least one part holds.
        Or = "or",
    }
}

default_word!(Operator, And);

impl Operator {
    /// Reads an operator, trimmed and without regard to case; a missing one is `and`.
    pub(crate) fn parse(text: Option<&str>) -> Option<Operator> {
        text.map_or(Some(Operator::default()), |text| {
            Operator::find(|word| text.trim().eq_ignore_ascii_case(word))
        })
    }
}

words! {
    /// What a condition asks of a field. Read trimmed, with white space folded, and `’` for `'`; the default is that of a
    /// condition without a symbol.
    ///
    /// ```
    /// use tmall_schema::Symbol;
    /// assert_eq!(" not   contains ".parse(), Ok(Symbol::NotContains));
    /// assert_eq!(Symbol::default(), Symbol::Equal);
    /// ```
    Symbol {
        /// The field has no value.
        IsNull = "is null",
        /// Every value is this text.
        Equal = "==",
        /// No value is this text.
        NotEqual = "!=",
        /// Every value is a larger number.
        Greater = ">",
        /// Every value is a smaller number.
        Less = "<",
        /// Every value is a number at least as large.
        GreaterOrEqual = ">=",
        /// Every value is a number at most as large.
        LessOrEqual = "<=",
        /// Some value is this text; of an `input`: the text occurs in it.
        Contains = "contains",
        /// The opposite of `contains`.
        NotContains = "not contains",
        /// Every value is one of the field's own options.
        InOptions = "this field's value in fieldOptions",
        /// No value is one of the field's own options.
        NotInOptions = "this field's value not in fieldOptions",
    }
}

default_word!(Symbol, Equal);

impl Symbol {
    /// Reads a symbol: trimmed, white space folded, `’` for `'`; a missing one is the default.
    pub(crate) fn parse(text: Option<&str>) -> Option<Symbol> {
        let Some(text) = text else { return Some(Symbol::default()) };
        Symbol::find(|word| word == text).or_else(|| {
            let mut folded = String::with_capacity(text.len());
            for word in text.split_whitespace() {
                if !folded.is_empty() {
                    folded.push(' ');
                }
                folded.extend(word.chars().map(|c| if c == '’' { '\'' } else { c }));
            }
            Symbol::find(|word| word == folded)
        })
    }
}
