//! Calls over the network: what `fetch` and `submit` share.
//!
//! - [`Transport`] sends a signed request and gives the answer; [`client::Client`] is the one that opens connections.
//! - [`Pace`] is the rate limit, with the platform's bans.
//! - [`Caller`] signs calls with the app and the session, and sends them at that pace.

mod caller;
mod client;
mod pace;
mod why;

pub(crate) use caller::{Answered, Caller, backoff};
pub(crate) use pace::Pace;

use tmall_schema::gateway::Signed;

use crate::cli::lang::Message;

/// What sends requests. Tests put something else in its place.
pub(crate) trait Transport: Send + Sync {
    /// Sends a request, and waits for its answer.
    fn send(&self, signed: &Signed) -> Result<RawAnswer, NetFault>;
}

/// An answer as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RawAnswer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NetFault {
    /// No connection: nothing was sent.
    Unreachable(Message),
    /// The certificate of the gateway is not trusted, or there is no TLS: nothing was sent.
    Untrusted(Message),
    /// The request was sent, at least in part, and no whole answer came. It may have been carried out.
    Lost(Message),
    /// The answer is larger than [`client::MOST_BYTES`]. The request may have been carried out.
    TooLarge,
    /// The gateway sends us elsewhere. A gateway never does; whoever answers so would get the session.
    Redirected { to: String },
}

impl NetFault {
    /// Whether it is certain that nothing was sent.
    pub(crate) fn is_unsent(&self) -> bool {
        match self {
            NetFault::Unreachable(_) | NetFault::Untrusted(_) => true,
            NetFault::Lost(_) | NetFault::TooLarge | NetFault::Redirected { .. } => false,
        }
    }

    /// Whether sending again may help.
    pub(crate) fn may_pass(&self) -> bool {
        match self {
            NetFault::Unreachable(_) | NetFault::Lost(_) => true,
            NetFault::Untrusted(_) | NetFault::TooLarge | NetFault::Redirected { .. } => false,
        }
    }

    /// What happened.
    pub(crate) fn message(&self) -> Message {
        match self {
            NetFault::Unreachable(Message { en, zh }) => {
                Message::new(format!("cannot connect: {en}"), format!("无法连接：{zh}"))
            }
            NetFault::Untrusted(Message { en, zh }) => Message::new(
                format!("the connection is not secure, so nothing was sent: {en}"),
                format!("连接不安全，未发送任何内容：{zh}"),
            ),
            NetFault::Lost(Message { en, zh }) => {
                Message::new(format!("no answer: {en}"), format!("没有收到应答：{zh}"))
            }
            NetFault::TooLarge => {
                let most = client::MOST_BYTES >> 20;
                Message::new(format!("the answer is larger than {most} MiB"), format!("应答超过 {most} MiB"))
            }
            NetFault::Redirected { to } => Message::new(
                format!("the answer is a redirect to {to}, which is not followed"),
                format!("应答要求重定向到 {to}，不予跟随"),
            ),
        }
    }
}
