//! Publishing and updating as state machines without input or output: they ask for the next request or document, and take
//! the answer, or the fact that none came.

mod publish;
mod update;

pub use publish::Publish;
pub use update::Update;

use serde::{Deserialize, Serialize};

use crate::answer::{ApiError, Call};
use crate::gateway::method::Method;
use crate::gateway::reply::Problem;
use crate::gateway::request::top;
use crate::param::Param;
use crate::schema::Schema;

/// What a machine asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Next {
    /// Send this call, and pass its answer back.
    Send(Ask),
    /// Fill in this schema, and pass the values back as XML.
    Fill(Fill),
    /// Wait, and say so.
    Wait {
        /// For how many seconds.
        seconds: u64,
    },
    /// It has ended.
    End(End),
}

/// A call that is to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Ask {
    /// The method.
    pub method: &'static str,
    /// Its parameters.
    pub params: Vec<(&'static str, String)>,
}

impl Ask {
    fn new<const N: usize>(method: &'static str, params: [(&'static str, &str); N]) -> Ask {
        Ask { method, params: params.into_iter().map(|(name, value)| (name, value.to_owned())).collect() }
    }

    /// The request, which lacks the session.
    #[must_use]
    pub fn request(&self) -> top::Request {
        let request = top::Request::new(self.method);
        self.params.iter().fold(request, |request, (name, value)| request.param(*name, value))
    }

    /// Whether it reads or writes.
    #[must_use]
    pub fn call(&self) -> Call {
        Method::find(self.method).map_or(Call::Unknown, |method| method.call)
    }
}

/// A schema that is to be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fill {
    /// What the values are for.
    pub purpose: Purpose,
    /// The schema as the platform sent it.
    pub schema: String,
}

/// What values are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Purpose {
    /// Finding a product.
    Match,
    /// A new product.
    Product,
    /// Required fields of a product that are empty, after the platform changed the properties of the category.
    ProductUpdate,
    /// A new item.
    Item,
    /// A new item once more, without the mark for new items (`is_xinpin`), which the seller may not set.
    ItemWithoutNewMark,
    /// An update of the whole item.
    Update,
    /// An update of some fields: every field of the schema goes back with its default.
    PartialUpdate,
}

/// How it ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "end")]
#[non_exhaustive]
pub enum End {
    /// The item is published.
    Published {
        /// Its id.
        item: String,
    },
    /// The item is updated.
    Updated {
        /// Its id.
        item: String,
    },
    /// The item was there before.
    Exists {
        /// The ids that the platform named.
        items: Vec<String>,
    },
    /// The product is waiting for review; start again in a few hours.
    ProductWaits {
        /// The product.
        product: String,
    },
    /// The platform rejected the product.
    ProductRejected {
        /// The product.
        product: String,
    },
    /// The item is gone.
    ItemGone,
    /// The platform refused the call, and only a person can change that: the seller's authorisation, a permission, the
    /// category, or the values.
    Refused {
        /// The method.
        method: String,
        /// The gateway's code.
        code: String,
        /// The service's code.
        sub_code: String,
        /// The reason.
        message: String,
        /// The class of the error, by its name: who can do something about it.
        #[serde(default)]
        class: String,
        /// What it means for publishing, by the name of the [`Problem`]; empty if that is not known.
        #[serde(default)]
        problem: String,
    },
    /// It is unknown whether the item was published, and looking is not possible: it has no code of the seller, or the
    /// platform does not answer.
    Uncertain,
    /// The platform was not available, however often it was asked; nothing was left in an unknown state.
    GaveUp,
    /// An answer lacks required content.
    Unintelligible {
        /// The method.
        method: String,
    },
}

impl End {
    fn refused(method: &str, error: &ApiError) -> End {
        let call = Method::find(method).map_or(Call::Unknown, |method| method.call);
        End::Refused {
            method: method.to_owned(),
            code: error.code.clone(),
            sub_code: error.sub_code.clone().unwrap_or_default(),
            message: error.sub_message.clone().unwrap_or_else(|| error.message.clone()),
            class: error.class_of(call).as_str().to_owned(),
            problem: Problem::of(error).map_or_else(String::new, |problem| problem.as_str().to_owned()),
        }
    }
}

/// How often one call is repeated, after throttling or a fault that passes.
const MOST_ATTEMPTS: u32 = 6;

/// How long to wait before a call is repeated: twice as long each time.
fn pause(attempts: u32) -> u64 {
    1 << attempts.min(8)
}

/// The value of a field at the top of a document: what an item or a schema holds, else its default. In a product's schema the
/// platform writes what it says of the product, such as `can_publish_item`, as a default.
fn value_in(document: &str, path: &str) -> Option<String> {
    let of = |param: &Param| param.text(path).map(str::to_owned);
    match Schema::parse(document) {
        Ok(schema) => of(&Param::from_present(&schema))
            .or_else(|| of(&Param::from_defaults(&schema)))
            .or_else(|| of(&Param::parse(document).ok()?)),
        // An item may lack types.
        Err(_) => of(&Param::parse(document).ok()?),
    }
}

#[cfg(test)]
mod tests;
