//! Connections, by ureq. Certificates are verified, always, and no option changes that: against the roots of Mozilla, or
//! against those of a file, which a company with a proxy of its own needs.

use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;

use tmall_schema::gateway::{HttpMethod, Signed};
use ureq::http::header::{HeaderValue, LOCATION};
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, Error, Timeout};

use super::{NetFault, RawAnswer, Transport};
use crate::cli::error::{CliError, UsageError};
use crate::cli::lang::Message;

/// The largest answer that is read. Schemas of real categories have up to some megabytes.
pub(super) const MOST_BYTES: u64 = 64 << 20;

/// The time for a connection to stand.
const TO_CONNECT: Duration = Duration::from_secs(20);

/// Sends requests over HTTP.
#[derive(Debug)]
pub(super) struct Client(Agent);

impl Client {
    /// A client for one gateway, whose answers may take so long; with the certificates to trust, if not the usual ones.
    pub(super) fn new(url: &str, timeout: Duration, trusted: Option<&Path>) -> Result<Client, CliError> {
        let tls = TlsConfig::builder();
        let tls = match trusted {
            Some(file) => tls.root_certs(RootCerts::new_with_certs(&certificates(file)?)),
            None => tls,
        };
        let config = Agent::config_builder()
            .http_status_as_error(false)
            // A request holds the session: it goes to the address in the settings or nowhere.
            .max_redirects(0)
            .timeout_global(Some(timeout))
            .timeout_connect(Some(TO_CONNECT.min(timeout)))
            .tls_config(tls.build())
            .user_agent(concat!("tmall-schema/", env!("CARGO_PKG_VERSION")));
        // `http` is only for this machine, which no proxy can reach; the library refuses it for others.
        let config = if url.starts_with("https://") { config.https_only(true) } else { config.proxy(None) };
        Ok(Client(config.build().new_agent()))
    }
}

/// The certificates of a file.
fn certificates(file: &Path) -> Result<Vec<Certificate<'static>>, CliError> {
    let text = fs::read(file).map_err(|error| CliError::open(file, error))?;
    let mut found = Vec::new();
    for item in parse_pem(&text) {
        match item {
            Ok(PemItem::Certificate(certificate)) => found.push(certificate),
            Ok(_) => {}
            Err(_) => {
                found.clear();
                break;
            }
        }
    }
    if found.is_empty() {
        let name = file.display();
        return Err(UsageError::Gateway(Message::new(
            format!("{name} holds no certificates; they are in the form of PEM, between lines of BEGIN CERTIFICATE and END CERTIFICATE"),
            format!("{name} 中没有证书；证书应为 PEM 格式，位于 BEGIN CERTIFICATE 与 END CERTIFICATE 两行之间"),
        ))
        .into());
    }
    Ok(found)
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
        // The handshake comes before the request.
        Error::Rustls(error) => NetFault::Untrusted(error.to_string()),
        Error::Tls(_) => NetFault::Untrusted(text),
        Error::Io(error) => match error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
            Some(error) if is_of_handshake(error) => NetFault::Untrusted(error.to_string()),
            Some(_) | None => NetFault::Lost(text),
        },
        _ => NetFault::Lost(text),
    }
}

/// Whether an error of TLS can only be one of the beginning of a connection.
fn is_of_handshake(error: &rustls::Error) -> bool {
    matches!(
        error,
        rustls::Error::InvalidCertificate(_)
            | rustls::Error::NoCertificatesPresented
            | rustls::Error::UnsupportedNameType
            | rustls::Error::PeerIncompatible(_)
            | rustls::Error::InvalidCertRevocationList(_)
    )
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
        let untrusted = rustls::Error::InvalidCertificate(rustls::CertificateError::UnknownIssuer);
        let untrusted = Error::Io(io::Error::new(io::ErrorKind::InvalidData, untrusted));
        assert!(matches!(fault(&untrusted), NetFault::Untrusted(_)));
        // An alert can also come after the request.
        let alert = rustls::Error::AlertReceived(rustls::AlertDescription::InternalError);
        let alert = Error::Io(io::Error::new(io::ErrorKind::InvalidData, alert));
        assert!(matches!(fault(&alert), NetFault::Lost(_)));
        for sent in [
            Error::Io(io::ErrorKind::ConnectionReset.into()),
            Error::Timeout(Timeout::Global),
            Error::Timeout(Timeout::RecvResponse),
        ] {
            assert!(matches!(fault(&sent), NetFault::Lost(_)));
        }
    }
}
