//! The table of methods: what each call does, takes and answers. Its data and their sources are in `src/gateway/methods.toml`.

mod table;

use crate::answer::Call;
use crate::lang::Lang;
use crate::suggest::nearest;

/// A method of a gateway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Method {
    /// The name, such as `tmall.item.schema.add`; of 1688 with its namespace, of the external API its path.
    pub name: &'static str,
    /// The gateway that offers it.
    pub gateway: Gateway,
    /// The number of its page in the platform's documentation; 0 where none is known.
    pub doc: u32,
    /// Whether it reads or changes something.
    pub call: Call,
    /// Whether it is still offered.
    pub state: State,
    /// The parameters, as far as they are known.
    pub params: &'static [Parameter],
    /// Whether it takes parameters that are not listed here.
    pub is_open: bool,
    /// The keys of its answer.
    pub results: &'static [ResultKey],
    purpose: (&'static str, &'static str),
}

/// Who offers a method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Gateway {
    /// The classic gateway of Taobao and Tmall.
    Top,
    /// alibaba.com, over the newer gateways.
    Icbu,
    /// 1688.
    Aop,
    /// The external API for Tmall Global shops.
    External,
}

impl Gateway {
    /// The name in JSON and on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Gateway::Top => "top",
            Gateway::Icbu => "icbu",
            Gateway::Aop => "1688",
            Gateway::External => "external",
        }
    }
}

/// Whether a method is still offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum State {
    /// It is in the platform's catalogue, or in the only guide of its gateway.
    Alive,
    /// It is no longer in the catalogue, or the guide calls it unsupported.
    Retired {
        /// The method that replaces it, if one does.
        successor: Option<&'static str>,
    },
    /// It is missing in the catalogue but still called by clients; nothing is proven.
    Doubtful {
        /// The method that likely replaces it.
        successor: Option<&'static str>,
    },
    /// It was not in the part of the catalogue that is known.
    Unseen,
}

/// A parameter of a method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// The form of its value.
    pub kind: ParameterKind,
    /// Whether the method refuses to work without it.
    pub is_required: bool,
    /// What the value is to a schema, if it is a document.
    pub carries: Option<Carried>,
}

/// The form of a parameter's value. All are sent as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ParameterKind {
    /// A whole number, such as an id.
    Number,
    /// Any text.
    Text,
    /// `true` or `false`.
    Flag,
    /// A time, `yyyy-MM-dd HH:mm:ss` in GMT+8.
    Date,
    /// An amount of money in yuan with at most two decimals.
    Price,
    /// A file.
    File,
    /// Numbers, separated by commas.
    Numbers,
    /// Texts, separated by commas.
    Texts,
    /// A JSON document.
    Json,
}

impl ParameterKind {
    /// The name in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            ParameterKind::Number => "number",
            ParameterKind::Text => "text",
            ParameterKind::Flag => "flag",
            ParameterKind::Date => "date",
            ParameterKind::Price => "price",
            ParameterKind::File => "file",
            ParameterKind::Numbers => "numbers",
            ParameterKind::Texts => "texts",
            ParameterKind::Json => "json",
        }
    }
}

/// What a result or a parameter holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Carried {
    /// A schema as XML.
    Schema,
    /// An item's values as XML.
    Param,
    /// An id, or several separated by commas.
    Id,
    /// A word, number or truth value about the call or the thing.
    Status,
    /// Other data.
    Data,
}

impl Carried {
    /// The name in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Carried::Schema => "schema",
            Carried::Param => "param",
            Carried::Id => "id",
            Carried::Status => "status",
            Carried::Data => "data",
        }
    }
}

/// A key of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ResultKey {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub carries: Carried,
}

impl Method {
    /// All methods, by gateway and topic.
    pub fn all() -> impl Iterator<Item = &'static Method> {
        table::METHODS.iter()
    }

    /// The method of a name. The name of a method of 1688 may lack its namespace.
    #[must_use]
    pub fn find(name: &str) -> Option<&'static Method> {
        Method::all()
            .find(|method| method.name == name)
            .or_else(|| Method::all().find(|method| method.gateway == Gateway::Aop && method.api() == name))
    }

    /// The names that are similar to one that is not a method.
    #[must_use]
    pub fn similar(name: &str) -> Vec<&'static str> {
        nearest(name, Method::all().map(|method| method.name))
    }

    /// What it does.
    #[must_use]
    pub fn purpose(&self, lang: Lang) -> &'static str {
        lang.pick(self.purpose.0, self.purpose.1)
    }

    /// The namespace of a method of 1688, such as `com.alibaba.product`.
    #[must_use]
    pub fn namespace(&self) -> Option<&'static str> {
        self.name.split_once(':').map(|(namespace, _)| namespace)
    }

    /// The name without the namespace.
    #[must_use]
    pub fn api(&self) -> &'static str {
        self.name.split_once(':').map_or(self.name, |(_, api)| api)
    }

    /// The parameter of a name.
    #[must_use]
    pub fn param(&self, name: &str) -> Option<&'static Parameter> {
        self.params.iter().find(|param| param.name == name)
    }

    /// What the method's documents are: `itemRule` and `itemParam`, `itemSchema`, or alibaba.com's; nothing if it has none.
    #[must_use]
    pub fn dialect(&self) -> Option<&'static str> {
        let carries = |carried: Carried| matches!(carried, Carried::Schema | Carried::Param);
        let has = self.results.iter().any(|key| carries(key.carries))
            || self.params.iter().filter_map(|param| param.carries).any(carries);
        has.then_some(match () {
            () if self.gateway == Gateway::Icbu => "icbu",
            () if self.name.starts_with("alibaba.item.") || self.name.contains(".store.") => "item-schema",
            () => "classic",
        })
    }
}

/// A required parameter.
const fn need(name: &'static str, kind: ParameterKind) -> Parameter {
    Parameter { name, kind, is_required: true, carries: None }
}

/// A parameter that may be left out.
const fn may(name: &'static str, kind: ParameterKind) -> Parameter {
    Parameter { name, kind, is_required: false, carries: None }
}

/// A document as a parameter.
const fn document(parameter: Parameter, carries: Carried) -> Parameter {
    Parameter { carries: Some(carries), ..parameter }
}

const fn schema(name: &'static str) -> ResultKey {
    ResultKey { name, carries: Carried::Schema }
}

const fn id(name: &'static str) -> ResultKey {
    ResultKey { name, carries: Carried::Id }
}

const fn status(name: &'static str) -> ResultKey {
    ResultKey { name, carries: Carried::Status }
}

const fn data(name: &'static str) -> ResultKey {
    ResultKey { name, carries: Carried::Data }
}

#[cfg(test)]
mod tests;
