//! A category before it is text: what `schema.rs` writes and what `params.rs` fills in.

use std::borrow::Cow;

use super::rng::{Rng, distinct, hash};
use super::words::{self, Style};

pub type Text = Cow<'static, str>;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Input,
    MultiInput,
    SingleCheck,
    MultiCheck,
    Complex,
    MultiComplex,
    Label,
}

impl Kind {
    pub fn word(self) -> &'static str {
        match self {
            Self::Input => "input",
            Self::MultiInput => "multiInput",
            Self::SingleCheck => "singleCheck",
            Self::MultiCheck => "multiCheck",
            Self::Complex => "complex",
            Self::MultiComplex => "multiComplex",
            Self::Label => "label",
        }
    }
}

pub struct Field {
    pub id: Text,
    /// Left out of the document if empty, as it happens in real ones.
    pub name: Text,
    pub kind: Kind,
    pub rules: Vec<Rule>,
    pub options: Options,
    pub fields: Vec<Field>,
    pub labels: Vec<Labels>,
    pub preset: Preset,
    pub fill: Fill,
    /// The option that a condition elsewhere asks for; it is chosen more often, so that such conditions hold.
    pub wanted: Option<usize>,
}

impl Field {
    pub fn new(kind: Kind, id: impl Into<Text>, name: impl Into<Text>) -> Self {
        let fill = match kind {
            Kind::Input | Kind::MultiInput => Fill::Text { least: 2, most: 12 },
            Kind::SingleCheck | Kind::MultiCheck => Fill::Choice,
            Kind::Complex => Fill::Parts,
            Kind::MultiComplex => Fill::Rows { least: 1, most: 3 },
            Kind::Label => Fill::Nothing,
        };
        Self {
            id: id.into(),
            name: name.into(),
            kind,
            rules: Vec::new(),
            options: Options::None,
            fields: Vec::new(),
            labels: Vec::new(),
            preset: Preset::None,
            fill,
            wanted: None,
        }
    }

    pub fn rule(mut self, rule: Rule) -> Self {
        self.rules.push(rule);
        self
    }

    pub fn required(self) -> Self {
        self.rule(Rule::new("requiredRule", "true"))
    }

    pub fn value_type(self, word: &'static str) -> Self {
        self.rule(Rule::new("valueTypeRule", word))
    }

    pub fn options(mut self, options: Options) -> Self {
        self.options = options;
        self
    }

    pub fn fields(mut self, fields: impl IntoIterator<Item = Field>) -> Self {
        self.fields.extend(fields);
        self
    }

    pub fn preset(mut self, preset: Preset) -> Self {
        self.preset = preset;
        self
    }

    pub fn fill(mut self, fill: Fill) -> Self {
        self.fill = fill;
        self
    }
}

pub struct Rule {
    pub name: Text,
    pub value: Text,
    pub url: Option<Text>,
    pub bound: Option<Bound>,
    pub when: Option<Group>,
}

#[derive(Clone, Copy)]
pub struct Bound {
    pub ex_property: &'static str,
    pub unit: Option<&'static str>,
}

impl Rule {
    pub fn new(name: impl Into<Text>, value: impl Into<Text>) -> Self {
        Self { name: name.into(), value: value.into(), url: None, bound: None, when: None }
    }

    /// A limit that the value may reach.
    pub fn closed(name: &'static str, value: impl Into<Text>, unit: Option<&'static str>) -> Self {
        Self { bound: Some(Bound { ex_property: "include", unit }), ..Self::new(name, value) }
    }

    /// A limit that the value must not reach.
    pub fn open(name: &'static str, value: impl Into<Text>) -> Self {
        Self { bound: Some(Bound { ex_property: "not include", unit: None }), ..Self::new(name, value) }
    }

    /// A rule that only the platform's server can check; its number differs from document to document.
    pub fn server(rng: &mut Rng) -> Self {
        Self::new(format!("{}_1", rng.range(100_000_000, 1_999_999_999)), words::server_rule(rng))
    }

    pub fn tip(rng: &mut Rng) -> Self {
        let url = rng.percent(25).then(|| {
            let page = rng.range(1_000_000, 9_999_999);
            format!("https://service.example.com/support/knowledge-{page}.htm").into()
        });
        Self { url, ..Self::new("tipRule", words::tip(rng)) }
    }

    pub fn disabled_when(group: Group) -> Self {
        Self::new("disableRule", "true").when(group)
    }

    pub fn when(self, group: Group) -> Self {
        Self { when: Some(group), ..self }
    }
}

/// A `depend-group`. Its expressions are written before its groups.
pub struct Group {
    pub operator: &'static str,
    pub parts: Vec<Part>,
    pub groups: Vec<Group>,
}

/// A `depend-express`.
pub struct Part {
    pub field: Text,
    pub symbol: &'static str,
    pub value: Text,
}

impl Group {
    pub fn and(parts: impl IntoIterator<Item = Part>) -> Self {
        Self { operator: "and", parts: parts.into_iter().collect(), groups: Vec::new() }
    }

    pub fn or(parts: impl IntoIterator<Item = Part>) -> Self {
        Self { operator: "or", ..Self::and(parts) }
    }

    pub fn with(mut self, group: Group) -> Self {
        self.groups.push(group);
        self
    }
}

impl Part {
    pub fn new(field: impl Into<Text>, symbol: &'static str, value: impl Into<Text>) -> Self {
        Self { field: field.into(), symbol, value: value.into() }
    }
}

/// A `label-group`. Its labels are written before its groups.
pub struct Labels {
    pub name: &'static str,
    pub labels: Vec<(Text, Text)>,
    pub groups: Vec<Labels>,
}

/// The options of a field. A drawn list is worked out option by option, so that a list of any length
/// costs no memory.
#[derive(Clone, Copy)]
pub enum Options {
    None,
    /// Display name and value of each.
    Fixed(&'static [(&'static str, &'static str)]),
    Drawn {
        seed: u64,
        len: usize,
        style: Style,
        /// Whether the last one is `其它` with the value -1, which stands for free text.
        other: bool,
    },
}

impl Options {
    pub fn len(self) -> usize {
        match self {
            Self::None => 0,
            Self::Fixed(list) => list.len(),
            Self::Drawn { len, .. } => len,
        }
    }

    /// How many of them name a thing, that is, are not the one for free text.
    pub fn proper(self) -> usize {
        self.len() - usize::from(self.has_other())
    }

    pub fn has_other(self) -> bool {
        matches!(self, Self::Drawn { other: true, .. })
    }

    pub fn name(self, index: usize, into: &mut String) {
        match self {
            Self::None => {}
            Self::Fixed(list) => into.push_str(list[index].0),
            Self::Drawn { .. } if index >= self.proper() => into.push_str("其它"),
            Self::Drawn { seed, style, .. } => {
                words::option_name(style, &mut Rng::new(hash(seed, index as u64)), into);
            }
        }
    }

    pub fn value(self, index: usize) -> Text {
        match self {
            Self::None => "".into(),
            Self::Fixed(list) => list[index].1.into(),
            Self::Drawn { .. } if index >= self.proper() => "-1".into(),
            Self::Drawn { seed, len, .. } => {
                // There are 90,000 numbers of five digits; a longer list needs longer ones.
                let shortest = if len > 50_000 { 6 } else { 5 };
                distinct(seed, index as u64, shortest).to_string().into()
            }
        }
    }
}

/// The value that the platform has put there already.
pub enum Preset {
    None,
    /// `default-value`
    One(Text),
    /// `default-values/default-value`
    Many(Vec<Text>),
    /// `default-complex-values`, one for each row; a complex has one row. Each value is that of the sub-field
    /// at the same place.
    Rows(Vec<Vec<Text>>),
}

/// How a value is made that all rules of the field accept.
#[derive(Clone, Copy)]
pub enum Fill {
    /// None at all.
    Nothing,
    /// Chinese text of so many characters; twice as many bytes.
    Text {
        least: usize,
        most: usize,
    },
    /// Text, or an address if the sibling field of this id says `image`.
    TextOrImage {
        sibling: &'static str,
    },
    /// A code of so many letters and digits.
    Code {
        length: usize,
    },
    Html,
    Whole {
        least: u64,
        most: u64,
    },
    /// With two digits after the point.
    Decimal {
        least: u64,
        most: u64,
    },
    Date,
    Time,
    /// An address that ends so.
    Url {
        suffix: &'static str,
    },
    /// The preset value itself.
    Preset,
    Choice,
    /// One complex value.
    Parts,
    Rows {
        least: usize,
        most: usize,
    },
    /// As many rows as the caller wants, with every sub-field that is not disabled.
    AskedRows,
}
