//! Connections, by ureq. Certificates are verified against the roots of Mozilla, always; no option changes that.

use std::io;
use std::time::Duration;

use tmall_schema::gateway::{HttpMethod, Signed};
use ureq::http::header::{HeaderValue, LOCATION};
use ureq::{Agent, Error, Timeout};

use super::{NetFault, RawAnswer, Transport};

/// The largest answer that is read. Schemas of real categories have up to some megabytes.
pub(super) const MOST_BYTES: u64 = 64 << 20;

/// The time for a connection to stand.
const TO_CONNECT: Duration = Duration::from_secs(20);

/// Sends requests over HTTP.
#[derive(Debug)]
pub(super) struct Client(Agent);

impl Client {
    /// A client for one gateway, whose answers may take so long.
    pub(super) fn new(url: &str, timeout: Duration) -> Client {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            // A request holds the session: it goes to the address in the settings or nowhere.
            .max_redirects(0)
            .timeout_global(Some(timeout))
            .timeout_connect(Some(TO_CONNECT.min(timeout)))
            .user_agent(concat!("tmall-schema/", env!("CARGO_PKG_VERSION")));
        // `http` is only for this machine, which no proxy can reach; the library refuses it for others.
        let config = if url.starts_with("https://") { config.https_only(true) } else { config.proxy(None) };
        Client(config.build().new_agent())
    }
}

impl Transport for Client {
    fn send(&self, signed: &Signed) -> Result<RawAnswer, NetFault> {
        let response = match signed.method() {
            HttpMethod::Post => {
                let request = signed
                    .headers()
                    .fold(self.0.post(signed.url()), |request, (name, value)| request.header(name, value));
                request.send(signed.body())
            }
            HttpMethod::Get => signed
                .headers()
                .fold(self.0.get(signed.url()), |request, (name, value)| request.header(name, value))
                .call(),
        };
        let response = response.map_err(|error| fault(&error))?;
        let status = response.status();
        if status.is_redirection() {
            let to = response.headers().get(LOCATION).map(HeaderValue::as_bytes).unwrap_or_default();
            return Err(NetFault::Redirected { to: host(&String::from_utf8_lossy(to)) });
        }
        let body = response.into_body().into_with_config().limit(MOST_BYTES).read_to_vec();
        match body {
            Ok(body) => Ok(RawAnswer { status: status.as_u16(), body }),
            Err(Error::BodyExceedsLimit(_)) => Err(NetFault::TooLarge),
            // It had been sent when this failed.
            Err(error) => Err(NetFault::Lost(error.to_string())),
        }
    }
}

/// Whether a request was sent that gave an error. In doubt it was.
fn fault(error: &Error) -> NetFault {
    let text = error.to_string();
    match error {
        Error::HostNotFound
        | Error::ConnectionFailed
        | Error::BadUri(_)
        | Error::InvalidProxyUrl
        | Error::ConnectProxyFailed(_)
        | Error::RequireHttpsOnly(_)
        | Error::Http(_)
        | Error::Timeout(Timeout::Resolve | Timeout::Connect) => NetFault::Unreachable(text),
        Error::Io(error) if error.kind() == io::ErrorKind::ConnectionRefused => NetFault::Unreachable(text),
        _ => NetFault::Lost(text),
    }
}

/// The host of an address: what stands behind it may be secret.
fn host(location: &str) -> String {
    let rest = location.split_once("//").map_or(location, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    if host.is_empty() { "?".to_owned() } else { host.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_location_only_the_host_is_shown() {
        assert_eq!(host("https://evil.example/a?session=1"), "evil.example");
        assert_eq!(host("//user:pass@evil.example:8080#x"), "evil.example:8080");
        assert_eq!(host(""), "?");
    }

    #[test]
    fn in_doubt_a_request_was_sent() {
        assert!(matches!(fault(&Error::HostNotFound), NetFault::Unreachable(_)));
        let refused = Error::Io(io::ErrorKind::ConnectionRefused.into());
        assert!(matches!(fault(&refused), NetFault::Unreachable(_)));
        for sent in [
            Error::Io(io::ErrorKind::ConnectionReset.into()),
            Error::Timeout(Timeout::Global),
            Error::Timeout(Timeout::RecvResponse),
        ] {
            assert!(matches!(fault(&sent), NetFault::Lost(_)));
        }
    }
}
