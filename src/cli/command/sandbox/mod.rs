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
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::json;

use crate::cli::args::{AppArg, SandboxArgs};
use crate::cli::console::Console;
use crate::cli::error::{CliError, UsageError};
use crate::cli::exit::Exit;
use crate::cli::lang::Message;
use faults::Faults;
use http::Request;
use shop::Shop;
use top::Gateway;

/// The most connections at a time.
const MOST_CONNECTIONS: usize = 256;

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
            format!("cannot listen on {address}: {error}"),
            format!("无法监听 {address}：{error}"),
        ))
    };
    let listener = TcpListener::bind(address).map_err(unusable)?;
    let address = listener.local_addr().map_err(unusable)?;
    let line = json!({ "url": format!("http://{address}/router/rest") });
    let mut stdout = std::io::stdout().lock();
    writeln!(stdout, "{line}").and_then(|()| stdout.flush()).map_err(CliError::Print)?;
    drop(stdout);
    let gateway = Arc::new(gateway);
    let open = Arc::new(AtomicUsize::new(0));
    for stream in listener.incoming() {
        // A connection that broke before it was accepted.
        let Ok(stream) = stream else { continue };
        if open.fetch_add(1, Ordering::Relaxed) >= MOST_CONNECTIONS {
            open.fetch_sub(1, Ordering::Relaxed);
            let _ = http::answer(&stream, 503, "text/plain", "too many connections\n");
            continue;
        }
        let (gateway, open) = (Arc::clone(&gateway), Arc::clone(&open));
        thread::spawn(move || {
            serve(&gateway, &stream);
            open.fetch_sub(1, Ordering::Relaxed);
        });
    }
    Ok(Exit::Clean)
}

/// Answers the one request of a connection. What fails is the connection, so there is nobody to report it to.
fn serve(gateway: &Gateway, stream: &TcpStream) {
    let answer = match Request::read(stream) {
        Ok(request) => gateway.answer(&request, now()),
        Err(error) if error.kind() == std::io::ErrorKind::InvalidData => {
            Some((400, "text/plain", "not a request\n".to_owned()))
        }
        Err(_) => None,
    };
    if let Some((status, content_type, text)) = answer {
        let _ = http::answer(stream, status, content_type, &text);
    }
    let _ = stream.shutdown(Shutdown::Write);
}

/// Milliseconds since 1970.
fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
