//! Calls over the network: what `fetch` and `submit` share.
//!
//! - [`Transport`] sends a signed request and gives the answer; [`client::Client`] is the one that opens connections.
//! - [`Pace`] is the rate limit, with the platform's bans.
//! - [`Caller`] signs calls with the app and the session, and sends them at that pace.

mod caller;
mod client;
mod pace;

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
    Unreachable(String),
    /// The request was sent, at least in part, and no whole answer came. It may have been carried out.
    Lost(String),
    /// The answer is larger than [`client::MOST_BYTES`]. The request may have been carried out.
    TooLarge,
    /// The gateway sends us elsewhere. A gateway never does; whoever answers so would get the session.
    Redirected { to: String },
}

impl NetFault {
    /// Whether sending again may help.
    pub(crate) fn may_pass(&self) -> bool {
        match self {
            NetFault::Unreachable(_) | NetFault::Lost(_) => true,
            NetFault::TooLarge | NetFault::Redirected { .. } => false,
        }
    }

    /// What happened.
    pub(crate) fn message(&self) -> Message {
        match self {
            NetFault::Unreachable(why) => {
                Message::new(format!("cannot connect: {why}"), format!("无法连接：{why}"))
            }
            NetFault::Lost(why) => Message::new(format!("no answer: {why}"), format!("没有收到应答：{why}")),
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
