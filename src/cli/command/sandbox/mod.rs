//! `sandbox`: a gateway on this machine, for testing clients.

mod answer;
mod aop;
mod faults;
mod http;
mod icbu;
mod iop;
mod shop;
mod top;

use std::io::Write;
use std::net::TcpListener;
use std::sync::Arc;

use serde_json::json;
use tmall_schema::Lang;

use crate::cli::args::{AppArg, SandboxArgs};
use crate::cli::console::Console;
use crate::cli::error::{CliError, UsageError, reason};
use crate::cli::exit::Exit;
use crate::cli::lang::Message;
use faults::Faults;
use shop::Shop;
use top::Gateway;

pub(crate) fn run(args: &SandboxArgs, console: &Console) -> Result<Exit, CliError> {
    if !args.schemas.is_dir() {
        return Err(CliError::directory(&args.schemas));
    }
    if !args.app.iter().all(AppArg::is_complete) {
        return Err(
            UsageError::Gateway(Message::new("--app takes KEY:SECRET", "--app 应为 KEY:SECRET")).into()
        );
    }
    let (shop, faults) = Shop::open(&args.schemas);
    faults.iter().for_each(|fault| console.warn(fault));
    if shop.len() == 0 {
        return Err(CliError::NothingFound(args.schemas.display().to_string()));
    }
    let gateway = Gateway { apps: args.app.clone(), shop, faults: Faults::new(args.faults, args.seed) };
    let address = std::net::SocketAddr::new(args.host, args.port);
    let unusable = |error: std::io::Error| {
        UsageError::Gateway(Message::new(
            format!("cannot listen on {address}: {}", reason(&error, Lang::En)),
            format!("无法监听 {address}：{}", reason(&error, Lang::Zh)),
        ))
    };
    let listener = TcpListener::bind(address).map_err(unusable)?;
    let address = listener.local_addr().map_err(unusable)?;
    let line = json!({ "url": format!("http://{address}/router/rest") });
    let mut stdout = std::io::stdout().lock();
    writeln!(stdout, "{line}").and_then(|()| stdout.flush()).map_err(CliError::Print)?;
    drop(stdout);
    match http::serve(listener, Arc::new(gateway)).map_err(unusable)? {}
}
