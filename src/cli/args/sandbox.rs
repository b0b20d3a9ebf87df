//! Arguments of `sandbox`.

use std::convert::Infallible;
use std::net::IpAddr;
use std::path::PathBuf;

use clap::Args;
use tmall_schema::gateway::Secret;

use super::number;
use crate::cli::lang::Message;

/// Run a gateway on this machine, for testing clients
///
/// Speaks the protocol of Taobao and Tmall, and the form of 1688: checks time, signature, method and parameters, returns
/// the schemas of a directory, validates items that are published, and answers as the platform does. Items are kept until
/// it ends. The first line on standard output is a JSON object with the address. It listens on this machine only, unless
/// --host says otherwise.
#[derive(Debug, Args)]
#[command(after_long_help = "\
It supports time, categories, schemas of new and published items (tmall.item.* and alibaba.item.*), publishing, updates in full
and of some fields, and the lists of items; other methods are refused as unknown. An item with the outer_id of another one is a duplicate.

Faults are shares of all calls: throttle is refused for a second, timeout answers that the service timed out although half
of these calls are carried out, and lost is carried out but breaks the connection.

Examples:
  tmall-schema sandbox --schemas rules --app 12345678:secret
  tmall-schema sandbox --schemas rules --app 12345678:secret --port 8080
  tmall-schema sandbox --schemas rules --app 12345678:secret --faults throttle=0.1,timeout=0.05,lost=0.02")]
pub(crate) struct SandboxArgs {
    /// Directory of schemas: DIR/1512.xml is that of category 1512
    #[arg(long, value_name = "DIR")]
    pub(crate) schemas: PathBuf,
    /// App that may call; may be repeated
    ///
    /// Use made-up ones: arguments can be seen by others on this machine.
    #[arg(long, required = true, value_name = "KEY:SECRET", value_parser = AppArg::parse)]
    pub(crate) app: Vec<AppArg>,
    /// Port to listen on; 0 takes a free one
    #[arg(long, default_value = "0", value_name = "PORT", value_parser = number::port, allow_negative_numbers = true)]
    pub(crate) port: u16,
    /// Address to listen on
    #[arg(long, default_value = "127.0.0.1", value_name = "ADDRESS", value_parser = address)]
    pub(crate) host: IpAddr,
    /// Shares of calls that fail, such as throttle=0.1,timeout=0.05,lost=0.02
    #[arg(long, default_value = "throttle=0", hide_default_value = true, value_name = "FAULTS", value_parser = FaultsArg::parse)]
    pub(crate) faults: FaultsArg,
    /// Number that decides which calls fail
    #[arg(long, default_value = "1", value_name = "N", value_parser = number::long_count, allow_negative_numbers = true)]
    pub(crate) seed: u64,
}

fn address(text: &str) -> Result<IpAddr, Message> {
    text.parse().map_err(|_| {
        Message::new(
            "expected an IP address, such as 127.0.0.1 or 0.0.0.0",
            "应为 IP 地址，例如 127.0.0.1 或 0.0.0.0",
        )
    })
}

/// A key and a secret. What is malformed is refused by the command, as messages of the parser repeat the value.
#[derive(Clone, Debug)]
pub(crate) struct AppArg {
    pub(crate) key: String,
    pub(crate) secret: Secret,
}

impl AppArg {
    fn parse(text: &str) -> Result<AppArg, Infallible> {
        let (key, secret) = text.split_once(':').unwrap_or(("", text));
        Ok(AppArg { key: key.to_owned(), secret: Secret::new(secret) })
    }

    /// Whether both parts are there.
    pub(crate) fn is_complete(&self) -> bool {
        !self.key.is_empty() && !self.secret.is_empty()
    }
}

/// Shares of calls that fail.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct FaultsArg {
    pub(crate) throttle: f64,
    pub(crate) timeout: f64,
    pub(crate) lost: f64,
}

impl FaultsArg {
    fn parse(text: &str) -> Result<FaultsArg, Message> {
        let wanted = || {
            Message::new(
                "expected shares from 0 to 1 of throttle, timeout and lost, such as throttle=0.1,lost=0.02",
                "应为 throttle、timeout、lost 各自占 0 到 1 的比例，例如 throttle=0.1,lost=0.02",
            )
        };
        let mut faults = FaultsArg::default();
        for part in text.split(',') {
            let (name, share) = part.split_once('=').ok_or_else(wanted)?;
            let share: f64 = share.trim().parse().map_err(|_| wanted())?;
            if !(0.0..=1.0).contains(&share) {
                return Err(wanted());
            }
            match name.trim() {
                "throttle" => faults.throttle = share,
                "timeout" => faults.timeout = share,
                "lost" => faults.lost = share,
                _ => return Err(wanted()),
            }
        }
        match faults.throttle + faults.timeout + faults.lost <= 1.0 {
            true => Ok(faults),
            false => Err(wanted()),
        }
    }
}
