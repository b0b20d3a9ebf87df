//! The server, by hyper: one request a connection, as the gateways have it behind their balancers.

use std::convert::Infallible;
use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::sync::Semaphore;

use super::top::{Answer, Gateway};
use crate::cli::date::now_millis;

/// The most connections at a time; others wait.
const MOST_CONNECTIONS: usize = 256;
/// The largest body that is read.
const MOST_BODY: usize = 64 << 20;
/// How long a client may take for its request.
const PATIENCE: Duration = Duration::from_secs(30);

/// A request as it came in.
pub(super) struct Request {
    pub(super) path: String,
    pub(super) query: String,
    pub(super) content_type: String,
    pub(super) body: Vec<u8>,
}

/// Answers requests until the program ends. An error is one of the system.
pub(super) fn serve(listener: TcpListener, gateway: Arc<Gateway>) -> io::Result<Infallible> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async move {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let free = Arc::new(Semaphore::new(MOST_CONNECTIONS));
        loop {
            // It is never closed.
            let permit = Arc::clone(&free).acquire_owned().await.map_err(io::Error::other)?;
            // A connection that broke before it was accepted.
            let Ok((stream, _)) = listener.accept().await else { continue };
            let gateway = Arc::clone(&gateway);
            tokio::spawn(async move {
                let service = service_fn(|request| answer(Arc::clone(&gateway), request));
                let mut server = http1::Builder::new();
                server
                    .half_close(true)
                    .keep_alive(false)
                    .timer(TokioTimer::new())
                    .header_read_timeout(PATIENCE);
                // What fails is the connection, so there is nobody to report it to.
                let _ = server.serve_connection(TokioIo::new(stream), service).await;
                drop(permit);
            });
        }
    })
}

/// What is answered. An error ends the connection without an answer: it is lost on purpose.
async fn answer(
    gateway: Arc<Gateway>,
    request: hyper::Request<Incoming>,
) -> io::Result<Response<Full<Bytes>>> {
    let (head, body) = request.into_parts();
    if !matches!(head.method, Method::GET | Method::POST) {
        return Ok(response((405, "text/plain", "only GET and POST\n".to_owned())));
    }
    let body = match tokio::time::timeout(PATIENCE, Limited::new(body, MOST_BODY).collect()).await {
        Ok(Ok(body)) => body.to_bytes().to_vec(),
        Ok(Err(_)) => {
            return Ok(response((413, "text/plain", "the body is broken or too large\n".to_owned())));
        }
        Err(_) => return Ok(response((408, "text/plain", "the body took too long\n".to_owned()))),
    };
    let content_type = head.headers.get(CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
    let request = Request {
        path: head.uri.path().to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        content_type: String::from_utf8_lossy(content_type).into_owned(),
        body,
    };
    // Items are validated, which takes the processor and not the network.
    let answered = tokio::task::spawn_blocking(move || gateway.answer(&request, now_millis())).await;
    match answered {
        Ok(Some(answer)) => Ok(response(answer)),
        Ok(None) => Err(io::ErrorKind::ConnectionAborted.into()),
        Err(_) => Ok(response((500, "text/plain", "the sandbox failed\n".to_owned()))),
    }
}

fn response((status, content_type, text): Answer) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(text)));
    // All of them are valid.
    if let Ok(status) = status.try_into() {
        *response.status_mut() = status;
    }
    if let Ok(content_type) = format!("{content_type};charset=utf-8").try_into() {
        response.headers_mut().insert(CONTENT_TYPE, content_type);
    }
    response
}

/// The parts of a multipart body.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) texts: Vec<(String, String)>,
    /// The names of the parts that are files.
    pub(super) files: Vec<String>,
}

/// Reads a multipart body; nothing if it is malformed.
pub(super) fn parts(content_type: &str, body: &[u8]) -> Option<Parts> {
    let boundary = content_type.split("boundary=").nth(1)?.split(';').next()?.trim().trim_matches('"');
    let mark = format!("--{boundary}");
    let mut parts = Parts::default();
    let mut rest = &body[find(body, mark.as_bytes())? + mark.len()..];
    while let Some(part) = rest.strip_prefix(b"\r\n") {
        let end = find(part, format!("\r\n{mark}").as_bytes())?;
        let head = find(part, b"\r\n\r\n")?;
        let (lines, content) = (part.get(..head)?, part.get(head + 4..end)?);
        let lines = String::from_utf8_lossy(lines).into_owned();
        let of = |key: &str| -> Option<String> {
            let at = lines.find(&format!(" {key}=\""))? + key.len() + 3;
            lines.get(at..)?.split('"').next().map(str::to_owned)
        };
        match (of("name")?, of("filename")) {
            (name, None) => parts.texts.push((name, String::from_utf8_lossy(content).into_owned())),
            (name, Some(_)) => parts.files.push(name),
        }
        rest = part.get(end + 2 + mark.len()..)?;
    }
    Some(parts)
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}
