//! The gateways: their methods, signed requests, and answers. Nothing here opens a connection or reads a clock.

mod methods;
mod reply;
mod request;

pub use methods::{MethodsAnswer, MethodsOptions, methods};
pub use reply::{ReplyAnswer, ReplyOptions, reply};
pub use request::{RequestAnswer, RequestOptions, request, request_with};

use crate::api::failure::Failure;
use crate::api::options::Langs;
use crate::gateway::Method;

/// A method that is in the table.
fn known(name: &str, langs: Langs) -> Result<&'static Method, Failure> {
    let unknown = || crate::gateway::RequestError::UnknownMethod {
        method: name.to_owned(),
        similar: Method::similar(name),
    };
    Method::find(name).ok_or_else(|| Failure::of_usage(|lang| unknown().message(lang), langs))
}
