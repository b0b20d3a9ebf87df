//! Why there is no answer, in both languages. The texts of the HTTP client and of its TLS are English and for programmers; so
//! errors are distinguished by their kinds. What a kind does not say, such as the number of an error of the system, is kept.

use std::io;

use rustls::CertificateError;
use ureq::{Error, Timeout};

use super::NetFault;
use crate::cli::lang::Message;

/// How the standard library begins the error of a name that cannot be looked up. It has no kind of its own.
const LOOKUP: &str = "failed to lookup address information";

/// The same on Windows, by its numbers: not found, try again, no recovery, no data.
const LOOKUP_NUMBERS: std::ops::RangeInclusive<i32> = 11_001..=11_004;

/// What an error of the client means, and whether a request was sent. In doubt it was.
// The enums are those of other crates, and may grow.
pub(super) fn fault(error: &Error, has_proxy: bool) -> NetFault {
    let unreachable = |en: &str, zh: &str| NetFault::Unreachable(Message::new(en, zh));
    let lost = |en: &str, zh: &str| NetFault::Lost(Message::new(en, zh));
    match error {
        Error::HostNotFound => host_not_found(has_proxy),
        Error::InvalidProxyUrl => {
            unreachable("the address of the proxy cannot be used", "代理的地址无法使用")
        }
        Error::ConnectProxyFailed(why) => NetFault::Unreachable(Message::new(
            format!("the proxy did not connect: {why}"),
            format!("代理未能建立连接（{why}）"),
        )),
        Error::Timeout(Timeout::Resolve) => {
            unreachable("looking up the host took too long", "解析主机名超时")
        }
        Error::Timeout(Timeout::Connect) if has_proxy => {
            unreachable("connecting to the proxy took too long", "连接代理超时")
        }
        Error::Timeout(Timeout::Connect) => unreachable("connecting took too long", "建立连接超时"),
        Error::Timeout(_) => lost("it did not come in time", "等待应答超时"),
        Error::BadUri(_) | Error::Http(_) | Error::RequireHttpsOnly(_) => {
            unreachable("the address cannot be used", "网址无法使用")
        }
        Error::ConnectionFailed => unreachable("no connection could be made", "无法建立连接"),
        // The handshake comes before the request.
        Error::Rustls(error) => NetFault::Untrusted(of_tls(error)),
        Error::Tls(_) | Error::TlsRequired => {
            NetFault::Untrusted(Message::new("TLS cannot be used", "无法使用 TLS"))
        }
        Error::Protocol(_) | Error::BodyStalled => {
            lost("the answer is not HTTP, or was cut off", "应答不是 HTTP，或不完整")
        }
        Error::LargeResponseHeader(..) => lost("the head of the answer is too large", "应答头过大"),
        Error::BodyExceedsLimit(_) => NetFault::TooLarge,
        Error::Io(error) => of_io(error, has_proxy),
        other => NetFault::Lost(Message::new(other.to_string(), format!("其他错误（{other}）"))),
    }
}

fn host_not_found(has_proxy: bool) -> NetFault {
    NetFault::Unreachable(match has_proxy {
        // The name of the gateway is the proxy's to look up.
        true => Message::new("the host of the proxy was not found", "找不到代理的主机"),
        false => Message::new("the host was not found", "找不到主机"),
    })
}

fn of_io(error: &io::Error, has_proxy: bool) -> NetFault {
    if let Some(error) = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
        let message = of_tls(error);
        return if is_of_handshake(error) { NetFault::Untrusted(message) } else { NetFault::Lost(message) };
    }
    if error.to_string().starts_with(LOOKUP)
        || error.raw_os_error().is_some_and(|number| LOOKUP_NUMBERS.contains(&number))
    {
        return host_not_found(has_proxy);
    }
    let lost = |en: &str, zh: &str| NetFault::Lost(Message::new(en, zh));
    match error.kind() {
        // Only what has not begun can be refused.
        io::ErrorKind::ConnectionRefused if has_proxy => {
            NetFault::Unreachable(Message::new("the proxy refused the connection", "代理拒绝连接"))
        }
        io::ErrorKind::ConnectionRefused => {
            NetFault::Unreachable(Message::new("the connection was refused", "连接被拒绝"))
        }
        io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe
        | io::ErrorKind::UnexpectedEof => lost("the connection broke", "连接中断"),
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => {
            lost("it did not come in time", "等待应答超时")
        }
        io::ErrorKind::NetworkUnreachable | io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkDown => {
            lost("the network cannot be reached", "网络不可用")
        }
        _ => NetFault::Lost(match error.raw_os_error() {
            Some(number) => Message::new(error.to_string(), format!("系统错误 {number}")),
            None => Message::new(error.to_string(), format!("输入输出错误（{error}）")),
        }),
    }
}

/// What is wrong with a connection by TLS.
fn of_tls(error: &rustls::Error) -> Message {
    match error {
        rustls::Error::InvalidCertificate(why) => of_certificate(why),
        rustls::Error::NoCertificatesPresented => {
            Message::new("the gateway has no certificate", "网关没有证书")
        }
        rustls::Error::PeerIncompatible(_) => Message::new(
            "the gateway and this program have no version or cipher of TLS in common",
            "网关与本程序没有共同的 TLS 版本或加密套件",
        ),
        rustls::Error::InvalidMessage(_) => {
            Message::new("the other side does not speak TLS", "对方没有使用 TLS")
        }
        rustls::Error::AlertReceived(alert) => Message::new(
            format!("the other side ended the encrypted connection: {alert:?}"),
            format!("对方终止了加密连接（{alert:?}）"),
        ),
        other => Message::new(format!("TLS: {other}"), format!("TLS 出错（{other}）")),
    }
}

fn of_certificate(why: &CertificateError) -> Message {
    match why {
        CertificateError::UnknownIssuer => Message::new(
            "the certificate was not issued by a trusted authority; for a company's proxy, name the certificate of its authority as ca_file in [gateway] of the settings",
            "证书不是由受信任的机构颁发；若经过公司代理，请在设置的 [gateway] 中用 ca_file 指定其颁发机构的证书",
        ),
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => Message::new(
            "the certificate has expired, or the clock here is fast",
            "证书已过期，或本机时钟偏快",
        ),
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => Message::new(
            "the certificate is not valid yet, or the clock here is slow",
            "证书尚未生效，或本机时钟偏慢",
        ),
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            Message::new("the certificate is for another host", "证书属于其他主机")
        }
        CertificateError::Revoked => Message::new("the certificate was revoked", "证书已被吊销"),
        other => {
            Message::new(format!("the certificate is not valid: {other}"), format!("证书无效（{other}）"))
        }
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

#[cfg(test)]
mod tests {
    use std::net::ToSocketAddrs;

    use super::*;

    /// The words of a fault, and whether nothing was sent.
    fn of(error: Error, has_proxy: bool) -> (bool, Message) {
        match fault(&error, has_proxy) {
            NetFault::Unreachable(why) | NetFault::Untrusted(why) => (true, why),
            NetFault::Lost(why) => (false, why),
            other => panic!("{other:?}"),
        }
    }

    fn tls(error: rustls::Error) -> Error {
        Error::Io(io::Error::new(io::ErrorKind::InvalidData, error))
    }

    #[test]
    fn in_doubt_a_request_was_sent() {
        for unsent in [
            Error::HostNotFound,
            Error::Io(io::ErrorKind::ConnectionRefused.into()),
            Error::Timeout(Timeout::Connect),
            Error::ConnectProxyFailed("403".to_owned()),
            tls(rustls::Error::InvalidCertificate(CertificateError::UnknownIssuer)),
        ] {
            assert!(of(unsent, false).0);
        }
        for sent in [
            Error::Io(io::ErrorKind::ConnectionReset.into()),
            Error::Io(io::ErrorKind::NetworkUnreachable.into()),
            Error::Timeout(Timeout::Global),
            Error::Timeout(Timeout::RecvResponse),
            // An alert can also come after the request.
            tls(rustls::Error::AlertReceived(rustls::AlertDescription::InternalError)),
            tls(rustls::Error::InvalidMessage(rustls::InvalidMessage::InvalidContentType)),
        ] {
            assert!(!of(sent, false).0);
        }
    }

    /// The error of the standard library itself: a label of a name has at most 63 letters, so nobody is asked.
    #[test]
    fn a_name_that_is_not_found_was_not_called() {
        let error = format!("{}.invalid:443", "x".repeat(64)).to_socket_addrs().unwrap_err();
        let (unsent, why) = of(Error::Io(error), false);
        assert!(unsent, "{why:?}");
        assert_eq!((why.en.as_str(), why.zh.as_str()), ("the host was not found", "找不到主机"));
        assert_eq!(of(Error::HostNotFound, true).1.en, "the host of the proxy was not found");
    }

    /// No Chinese message is an English one.
    #[test]
    fn every_kind_has_words_in_both_languages() {
        let certificate = |why: CertificateError| tls(rustls::Error::InvalidCertificate(why));
        for error in [
            Error::HostNotFound,
            Error::InvalidProxyUrl,
            Error::ConnectionFailed,
            Error::BadUri("x".to_owned()),
            Error::Timeout(Timeout::Resolve),
            Error::Timeout(Timeout::Connect),
            Error::Timeout(Timeout::Global),
            Error::LargeResponseHeader(1, 1),
            Error::Io(io::ErrorKind::ConnectionRefused.into()),
            Error::Io(io::ErrorKind::ConnectionReset.into()),
            Error::Io(io::ErrorKind::TimedOut.into()),
            Error::Io(io::ErrorKind::HostUnreachable.into()),
            Error::Io(io::Error::from_raw_os_error(5)),
            Error::Io(io::Error::other("x")),
            certificate(CertificateError::UnknownIssuer),
            certificate(CertificateError::Expired),
            certificate(CertificateError::NotValidYet),
            certificate(CertificateError::NotValidForName),
            certificate(CertificateError::Revoked),
            certificate(CertificateError::BadEncoding),
            tls(rustls::Error::NoCertificatesPresented),
            tls(rustls::Error::InvalidMessage(rustls::InvalidMessage::InvalidContentType)),
        ] {
            let shown = format!("{error:?}");
            let Message { en, zh } = of(error, false).1;
            assert!(en.is_ascii() && !zh.is_empty() && !zh.is_ascii(), "{shown}: {en} / {zh}");
        }
    }
}
