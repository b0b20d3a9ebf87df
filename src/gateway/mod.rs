//! The protocols of the platforms' gateways, without connections: signed requests, the methods, and answers.
//!
//! | what | where |
//! |---|---|
//! | signing and verifying | [`Scheme`], [`Signature`], [`Secret`], [`diagnose`], [`Mistake`] |
//! | requests over whichever gateway offers the method | [`Request`], [`Protocol`] |
//! | requests of Taobao and Tmall (TOP) | [`top::Request`], [`top::Batch`] |
//! | requests of the newer gateways (IOP), also of alibaba.com | [`iop::Request`] |
//! | requests of 1688 | [`aop::Request`] |
//! | requests of Alibaba Cloud's RPC (Cloud Hub) | [`rpc::Request`] |
//! | requests of the external API for Tmall Global shops | [`external::Request`] |
//! | publishing and updating, step by step | [`Publish`], [`Update`] |
//! | messages and tables of 1688's Cloud Hub | [`hub`] |
//! | records of the external API, page by page | [`records`] |
//! | calls and messages from the platform | [`Inbound`] |
//! | what methods take and answer | [`Method`] |
//! | answers, and what to do next | [`Reply`], [`Advice`], [`Problem`] |
//!
//! A request is built from a method and its parameters, checked against the table of methods, and signed with the clock
//! and the nonce of the caller. It is data: [`Signed`] has the address, the headers and the body, and the caller sends
//! them. No secret and no document is in an address, and nothing that prints shows a secret.
//!
//! What is not proven about these protocols is on the page `docs/gateway.md`.

mod clock;
mod diagnose;
mod digest;
mod encode;
mod flow;
pub mod hub;
mod inbound;
mod method;
pub mod records;
mod reply;
mod request;
mod secret;
mod sign;

pub use clock::{china_time, parse_china_time, parse_top_time};
pub use diagnose::{Cause, Refused, diagnose};
pub use flow::{Ask, End, Fill, Next, Publish, Purpose, Update};
pub use inbound::Inbound;
pub use method::{Carried, Gateway, Method, Parameter, ParameterKind, ResultKey, State};
pub use reply::{Advice, Problem, Reply, ReplyOutcome};
pub use request::{App, Body, Moment, Protocol, Request, RequestError, Signed, aop, external, iop, rpc, top};
pub use secret::{Secret, is_secret};
pub use sign::{ExternalRules, HttpMethod, Mistake, Scheme, Signature, TimeUnit, TopDigest};
