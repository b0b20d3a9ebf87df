//! A schema and a param as plain trees: drawn at random by `reference/random.rs` and `pairs.rs`, read from text by
//! [`read`], written as XML by [`xml`], and validated by `reference/checker.rs`.

pub mod read;
pub mod xml;

use tmall_schema::FieldKind;

/// A field of a schema.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    pub id: String,
    /// None is a type that the format does not have.
    pub kind: Option<FieldKind>,
    pub name: Option<String>,
    pub rules: Vec<Rule>,
    pub options: Vec<Choice>,
    pub fields: Vec<Field>,
    pub preset: Option<Preset>,
    /// A `depend-group` directly in the field, which belongs to no rule.
    pub stray: Option<Group>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    pub name: String,
    pub value: String,
    pub unit: Option<String>,
    pub ex_property: Option<String>,
    /// All of them must hold.
    pub groups: Vec<Group>,
}

/// An option.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    pub value: String,
    pub groups: Vec<Group>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub operator: Option<String>,
    pub parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    Ask { id: String, symbol: Option<String>, value: String },
    Group(Group),
}

/// The values that a schema gives for a field: present ones, or defaults.
#[derive(Clone, Debug, PartialEq)]
pub struct Preset {
    pub present: bool,
    pub values: Vec<String>,
    /// Of each row the ids and texts.
    pub rows: Vec<Vec<(String, String)>>,
}

/// What a param gives for a field: values, or rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    pub id: String,
    pub values: Vec<Text>,
    pub rows: Vec<Vec<Given>>,
    /// Whether they are in another wrapper than the type of the field asks for.
    pub misplaced: bool,
}

/// A value and its `inputValue`.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    pub text: String,
    pub input_value: Option<String>,
}

/// A type by its word.
pub fn kind(word: &str) -> Option<FieldKind> {
    FieldKind::ALL.iter().copied().find(|kind| kind.as_str() == word)
}

impl Field {
    /// A field with nothing but a type.
    pub fn new(id: &str, kind: Option<FieldKind>) -> Field {
        Field {
            id: id.to_owned(),
            kind,
            name: None,
            rules: Vec::new(),
            options: Vec::new(),
            fields: Vec::new(),
            preset: None,
            stray: None,
        }
    }

    pub fn is_group(&self) -> bool {
        matches!(self.kind, Some(FieldKind::Complex | FieldKind::MultiComplex))
    }

    /// Whether it takes several plain values.
    pub fn is_multi(&self) -> bool {
        matches!(self.kind, Some(FieldKind::MultiInput | FieldKind::MultiCheck))
    }

    pub fn is_choice(&self) -> bool {
        matches!(self.kind, Some(FieldKind::SingleCheck | FieldKind::MultiCheck))
    }

    pub fn is_label(&self) -> bool {
        self.kind == Some(FieldKind::Label)
    }
}

impl Text {
    /// What a custom value stands for: a negative integer with a text of its own in `inputValue`.
    pub fn own(&self) -> Option<&str> {
        let digits = self.text.strip_prefix('-')?;
        let is_below_zero = digits.chars().all(|c| c.is_ascii_digit()) && digits.contains(|c| c != '0');
        self.input_value.as_deref().filter(|own| is_below_zero && !own.is_empty())
    }

    /// What types, lengths, limits and patterns look at.
    pub fn checked(&self) -> &str {
        self.own().unwrap_or(&self.text)
    }
}

impl Rule {
    /// A rule that is always in force.
    pub fn new(name: &str, value: &str) -> Rule {
        Rule {
            name: name.to_owned(),
            value: value.to_owned(),
            unit: None,
            ex_property: None,
            groups: Vec::new(),
        }
    }
}

impl Given {
    pub fn new(id: &str, values: Vec<Text>, rows: Vec<Vec<Given>>) -> Given {
        Given { id: id.to_owned(), values, rows, misplaced: false }
    }

    /// Whether anything inside is not empty, known to the schema or not.
    pub fn has_content(&self) -> bool {
        self.values.iter().any(|value| !value.text.is_empty())
            || self.rows.iter().flatten().any(Given::has_content)
    }
}
