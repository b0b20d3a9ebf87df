//! As much of HTTP/1.1 as clients of the gateways use: one request a connection, forms, parts and raw bodies.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// The largest head and the largest body that are read.
const MOST_HEAD: u64 = 64 << 10;
const MOST_BODY: usize = 64 << 20;
const PATIENCE: Duration = Duration::from_secs(30);

/// A request as it came in.
#[derive(Debug, Default)]
pub(super) struct Request {
    pub(super) path: String,
    pub(super) query: String,
    headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Request {
    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
    }

    /// Reads a request. An error is one of the connection, or of the form of the request.
    pub(super) fn read(stream: &TcpStream) -> io::Result<Request> {
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let mut reader = BufReader::new(stream);
        let mut head = reader.by_ref().take(MOST_HEAD);
        let mut line = String::new();
        head.read_line(&mut line)?;
        let mut words = line.split_ascii_whitespace();
        let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        if !matches!(method, "GET" | "POST") || !target.starts_with('/') {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let mut request = Request { path: path.to_owned(), query: query.to_owned(), ..Request::default() };
        loop {
            let mut line = String::new();
            if head.read_line(&mut line)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            let (name, value) = line.split_once(':').ok_or(io::ErrorKind::InvalidData)?;
            request.headers.push((name.trim().to_owned(), value.trim().to_owned()));
        }
        if request.header("Expect").eq_ignore_ascii_case("100-continue") {
            let mut writer = stream;
            writer.write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
        }
        request.body = match request.header("Transfer-Encoding").eq_ignore_ascii_case("chunked") {
            true => chunks(&mut reader)?,
            false => {
                let length: usize = match request.header("Content-Length") {
                    "" => 0,
                    length => length.parse().map_err(|_| io::ErrorKind::InvalidData)?,
                };
                exactly(&mut reader, length)?
            }
        };
        Ok(request)
    }
}

fn exactly(reader: &mut impl Read, length: usize) -> io::Result<Vec<u8>> {
    if length > MOST_BODY {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok(body)
}

fn chunks(reader: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let mut line = String::new();
        reader.by_ref().take(MOST_HEAD).read_line(&mut line)?;
        let digits = line.trim_end().split(';').next().unwrap_or_default();
        let length = usize::from_str_radix(digits, 16).map_err(|_| io::ErrorKind::InvalidData)?;
        if length.saturating_add(body.len()) > MOST_BODY {
            return Err(io::ErrorKind::InvalidData.into());
        }
        body.extend(exactly(reader, length)?);
        let mut end = String::new();
        reader.by_ref().take(MOST_HEAD).read_line(&mut end)?;
        if length == 0 {
            return Ok(body);
        }
    }
}

/// Sends an answer; the connection ends with it.
pub(super) fn answer(mut stream: &TcpStream, status: u16, content_type: &str, body: &str) -> io::Result<()> {
    let reason = if status == 200 { "OK" } else { "Error" };
    let head = format!(
        "HTTP/1.1 {status} {reason}\r\nContent-Type: {content_type};charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(body.as_bytes())?;
    stream.flush()
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
