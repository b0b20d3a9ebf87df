//! Connections, by ureq. Certificates are verified, always, and no option changes that: against the roots of Mozilla, or
//! against those of a file, which a company with a proxy of its own needs.

use std::fs;
use std::path::Path;
use std::time::Duration;

use tmall_schema::gateway::{HttpMethod, Signed};
use ureq::http::Uri;
use ureq::http::header::{HeaderValue, LOCATION};
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, Proxy};

use super::why::fault;
use super::{NetFault, RawAnswer, Transport};
use crate::cli::error::{CliError, UsageError};
use crate::cli::lang::Message;

/// The largest answer that is read. Schemas of real categories have up to some megabytes.
pub(super) const MOST_BYTES: u64 = 64 << 20;

/// The time for a connection to stand.
const TO_CONNECT: Duration = Duration::from_secs(20);

/// Sends requests over HTTP.
#[derive(Debug)]
pub(super) struct Client {
    agent: Agent,
    /// Whether calls go through a proxy of the environment.
    has_proxy: bool,
}

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
        let agent = config.build().new_agent();
        let address: Option<Uri> = url.parse().ok();
        let is_left_out = |proxy: &Proxy| address.as_ref().is_some_and(|address| proxy.is_no_proxy(address));
        let has_proxy = agent.config().proxy().is_some_and(|proxy| !is_left_out(proxy));
        Ok(Client { agent, has_proxy })
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
                let request =
                    signed.headers().fold(self.agent.post(signed.url()), |request, (name, value)| {
                        request.header(name, value)
                    });
                request.send(signed.body())
            }
            HttpMethod::Get => signed
                .headers()
                .fold(self.agent.get(signed.url()), |request, (name, value)| request.header(name, value))
                .call(),
        };
        let response = response.map_err(|error| fault(&error, self.has_proxy))?;
        let status = response.status();
        if status.is_redirection() {
            let to = response.headers().get(LOCATION).map(HeaderValue::as_bytes).unwrap_or_default();
            return Err(NetFault::Redirected { to: host(&String::from_utf8_lossy(to)) });
        }
        let body = response.into_body().into_with_config().limit(MOST_BYTES).read_to_vec();
        match body {
            Ok(body) => Ok(RawAnswer { status: status.as_u16(), body }),
            // It had been sent when this failed.
            Err(error) => Err(match fault(&error, self.has_proxy) {
                NetFault::Unreachable(why) | NetFault::Untrusted(why) => NetFault::Lost(why),
                other => other,
            }),
        }
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
}
