//! Why a request was refused because of its signature, its time or its app: the likely causes.

use std::fmt;

use crate::answer::ApiError;
use crate::gateway::clock::parse_top_time;
use crate::gateway::secret::{Masked, Secret};
use crate::gateway::sign::{Mistake, Scheme};
use crate::lang::Lang;

/// A request that was refused, as it was sent. It prints without sessions and tokens.
#[derive(Clone, Copy)]
pub struct Refused<'a> {
    /// How it was to be signed.
    pub scheme: &'a Scheme,
    /// All its parameters, the signature among them.
    pub params: &'a [(&'a str, &'a str)],
    /// Its body, if that is not a form.
    pub body: Option<&'a [u8]>,
    /// The secret it was signed with.
    pub secret: &'a Secret,
    /// The time by a clock that is right, in milliseconds since 1970.
    pub now: i64,
}

impl fmt::Debug for Refused<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Refused")
            .field("scheme", self.scheme)
            .field("params", &Masked(self.params.iter().copied()))
            .field("body", &self.body.map(<[u8]>::len))
            .field("secret", self.secret)
            .field("now", &self.now)
            .finish()
    }
}

/// A likely cause of a refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cause {
    /// There is no signature among the parameters.
    SignatureMissing,
    /// The signature was made wrongly.
    Mistake(Mistake),
    /// The signature fits the request and the secret: so the secret is not that of the app.
    Secret,
    /// The signature fits neither, and not by a mistake that is known.
    Unknown,
    /// A value is empty: gateways differ on whether it is signed.
    EmptyValue {
        /// The parameter.
        param: String,
    },
    /// The secret has white space around it.
    SecretWithWhiteSpace,
    /// The server signed another string; here the two part.
    OtherString {
        /// What the server has from there on, up to 40 characters.
        server: String,
    },
    /// The time is right in another zone.
    Zone {
        /// By how many hours it is off.
        hours: i64,
    },
    /// The clock is wrong.
    Clock {
        /// By how many seconds it is off.
        seconds: i64,
    },
    /// The time is not written in the form of the gateway.
    TimeForm,
    /// The app key is unknown to the gateway, or belongs to another one.
    AppKey,
}

impl Cause {
    /// The cause in one sentence.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Cause::SignatureMissing => lang.pick("the request has no signature", "请求没有签名").to_owned(),
            Cause::Mistake(mistake) => mistake.text(lang).to_owned(),
            Cause::Secret => lang
                .pick(
                    "the signature fits the request; so the secret is not that of the app",
                    "签名与请求一致，因此密钥不是该应用的密钥",
                )
                .to_owned(),
            Cause::Unknown => lang
                .pick(
                    "the signature fits neither the request and the secret nor a known mistake",
                    "签名与请求和密钥不符，也不属于已知的错误",
                )
                .to_owned(),
            Cause::EmptyValue { param } => lang.pick(
                format!("{param} is empty; do not send empty values"),
                format!("{param} 为空；请不要发送空值"),
            ),
            Cause::SecretWithWhiteSpace => {
                lang.pick("the secret has white space around it", "密钥前后带有空白").to_owned()
            }
            Cause::OtherString { server } => lang.pick(
                format!("the server signed another string, which differs from here on: {server}"),
                format!("服务器的签名串从这里开始不同：{server}"),
            ),
            Cause::Zone { hours } => lang.pick(
                format!("the time is off by {hours} hours: it is in the wrong time zone"),
                format!("时间相差 {hours} 小时：时区不对"),
            ),
            Cause::Clock { seconds } => lang.pick(
                format!("the time is off by {seconds} seconds: the clock is wrong"),
                format!("时间相差 {seconds} 秒：时钟不准"),
            ),
            Cause::TimeForm => lang
                .pick("the time is not written in the form of the gateway", "时间格式不符合网关的要求")
                .to_owned(),
            Cause::AppKey => {
                lang.pick("the gateway does not know the app key", "网关不认识该 app key").to_owned()
            }
        }
    }
}

/// What an error is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum About {
    Signature,
    Time,
    AppKey,
    Other,
}

fn about(error: &ApiError) -> About {
    let words = [Some(error.code.as_str()), error.sub_code.as_deref()];
    for word in words.into_iter().flatten() {
        match word.trim().to_ascii_lowercase().as_str() {
            "24"
            | "25"
            | "incompletesignature"
            | "signaturedoesnotmatch"
            | "gw.invalidsignature"
            | "invalidsignature"
            | "gw.signaturemissing"
            | "isv.invalid-signature"
            | "sign-check-failure" => {
                return About::Signature;
            }
            "30" | "31" | "illegaltimestamp" | "invalidtimestamp.expired" => return About::Time,
            "28" | "29" | "invalidappkey" | "gw.appkeynotfound" | "gw.appkeymissing" => return About::AppKey,
            _ => {}
        }
    }
    About::Other
}

/// The likely causes of a refusal, the likeliest first; none if it has nothing to do with signature, time or app.
#[must_use]
pub fn diagnose(error: &ApiError, request: &Refused<'_>) -> Vec<Cause> {
    match about(error) {
        About::Signature => signature(error, request),
        About::Time => time(request).into_iter().collect(),
        About::AppKey => vec![Cause::AppKey],
        About::Other => Vec::new(),
    }
}

fn signature(error: &ApiError, request: &Refused<'_>) -> Vec<Cause> {
    let Refused { scheme, params, body, secret, .. } = *request;
    let own = scheme.parameter();
    let given = params.iter().find(|(name, value)| *name == own && !value.is_empty());
    let Some((_, given)) = given else { return vec![Cause::SignatureMissing] };
    let mut causes = Vec::new();
    let ours = scheme.sign(secret, params, body);
    if let Some(server) = server_string(error) {
        // The server's string is complete, ours has secrets masked; up to the first mask they can be compared.
        let shown = ours.signed();
        let (mut left, mut right) = (shown.chars(), server.chars());
        let same = left.by_ref().zip(right.by_ref()).take_while(|(a, b)| a == b).count();
        let is_masked = shown.chars().skip(same).collect::<String>().starts_with("***");
        if !is_masked && shown != server {
            let rest: String = server.chars().skip(same).take(40).collect();
            return vec![Cause::OtherString { server: rest }];
        }
    }
    match scheme.verify(secret, params, body, given) {
        true => causes.push(Cause::Secret),
        false => {
            let mistakes = scheme.mistakes(secret, params, body, given);
            if mistakes.is_empty() {
                causes.push(Cause::Unknown);
            }
            causes.extend(mistakes.into_iter().map(Cause::Mistake));
        }
    }
    if secret.expose().trim() != secret.expose() {
        causes.insert(0, Cause::SecretWithWhiteSpace);
    }
    let empty = params.iter().filter(|(_, value)| value.trim().is_empty());
    causes.extend(empty.map(|(name, _)| Cause::EmptyValue { param: (*name).to_owned() }));
    causes
}

/// The string that the server signed, which Alibaba Cloud names.
fn server_string(error: &ApiError) -> Option<&str> {
    const MARK: &str = "server string to sign is:";
    [Some(error.message.as_str()), error.sub_message.as_deref()]
        .into_iter()
        .flatten()
        .find_map(|text| text.find(MARK).map(|at| text[at + MARK.len()..].trim()))
}

fn time(request: &Refused<'_>) -> Option<Cause> {
    let value = |name: &str| request.params.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
    let milliseconds = |text: &str| text.parse::<i64>().ok().filter(|_| text.len() == 13);
    let sent = match request.scheme {
        Scheme::Top(_) | Scheme::TopInbound => value("timestamp").and_then(parse_top_time),
        Scheme::Iop { .. } => value("timestamp").and_then(milliseconds),
        Scheme::Aop { .. } => value("_aop_timestamp").and_then(milliseconds),
        Scheme::Rpc(_) => {
            let text = value("Timestamp").filter(|text| text.len() == 20 && text.ends_with('Z'));
            text.and_then(|text| text.parse::<jiff::Timestamp>().ok()).map(jiff::Timestamp::as_millisecond)
        }
        Scheme::External(_) => value("timestamp").and_then(|text| text.parse().ok()),
    };
    let Some(sent) = sent else { return Some(Cause::TimeForm) };
    let seconds = sent.saturating_sub(request.now) / 1000;
    let hours = (seconds + seconds.signum() * 1800) / 3600;
    // Clocks are off by minutes, zones by whole hours and at most 26 of them.
    if hours != 0 && (seconds - hours * 3600).abs() <= 300 && hours.abs() <= 26 {
        return Some(Cause::Zone { hours });
    }
    (seconds.abs() > 60).then_some(Cause::Clock { seconds })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gateway::sign::{HttpMethod, TopDigest};

    const NOW: i64 = 1_451_620_800_000;

    fn causes(code: &str, params: &[(&str, &str)], secret: &str) -> Vec<Cause> {
        let (scheme, secret) = (Scheme::Top(TopDigest::Md5), Secret::new(secret));
        diagnose(
            &ApiError::new(code, ""),
            &Refused { scheme: &scheme, params, body: None, secret: &secret, now: NOW },
        )
    }

    #[test]
    fn times() {
        let of = |timestamp: &str| causes("31", &[("timestamp", timestamp)], "s");
        assert_eq!(of("2016-01-01 04:00:00"), [Cause::Zone { hours: -8 }]);
        assert_eq!(of("2016-01-01 13:02:00"), [Cause::Zone { hours: 1 }]);
        assert_eq!(of("2016-01-01 12:20:00"), [Cause::Clock { seconds: 1200 }]);
        assert_eq!(of("2015-01-01 12:00:00"), [Cause::Clock { seconds: -31_536_000 }]);
        assert_eq!(of("1451620800000"), []);
        assert_eq!(of("1451620800"), [Cause::TimeForm]);
        assert_eq!(of("2016-01-01T12:00:00Z"), [Cause::TimeForm]);
    }

    #[test]
    fn signatures() {
        let scheme = Scheme::Top(TopDigest::Md5);
        let sign = |params: &[(&str, &str)], secret: &str| {
            scheme.sign(&Secret::new(secret), params, None).text().to_owned()
        };
        let right = sign(&[("a", "1"), ("b", "棉")], "s");
        assert_eq!(causes("25", &[("a", "1"), ("b", "棉")], "s"), [Cause::SignatureMissing]);
        assert_eq!(causes("25", &[("a", "1"), ("b", "棉"), ("sign", &right)], "s"), [Cause::Secret]);
        assert_eq!(
            causes("25", &[("a", "1"), ("b", "棉"), ("c", ""), ("sign", &right)], "s"),
            [Cause::Secret, Cause::EmptyValue { param: "c".to_owned() }]
        );
        assert_eq!(causes("25", &[("a", "1"), ("sign", "00")], "s"), [Cause::Unknown]);
        assert_eq!(
            causes("25", &[("a", "1"), ("b", "棉"), ("sign", &right.to_lowercase())], "s"),
            [Cause::Mistake(Mistake::Case)]
        );
        let causes_of_line = causes("25", &[("a", "1"), ("b", "棉"), ("sign", &right)], "s\n");
        assert_eq!(
            causes_of_line,
            [Cause::SecretWithWhiteSpace, Cause::Mistake(Mistake::SecretWithWhiteSpace)]
        );
        assert_eq!(causes("29", &[], "s"), [Cause::AppKey]);
        assert_eq!(causes("15", &[], "s"), []);
    }

    #[test]
    fn the_string_of_the_server() {
        let scheme = Scheme::Rpc(HttpMethod::Get);
        let secret = Secret::new("testsecret");
        let params = [("Action", "A"), ("Signature", "x")];
        let of = |message: &str| {
            let error = ApiError::new("SignatureDoesNotMatch", message);
            diagnose(
                &error,
                &Refused { scheme: &scheme, params: &params, body: None, secret: &secret, now: NOW },
            )
        };
        assert_eq!(
            of("Specified signature is not matched. server string to sign is:GET&%2F&Action%3DB"),
            [Cause::OtherString { server: "B".to_owned() }]
        );
        assert_eq!(of("server string to sign is:GET&%2F&Action%3DA"), [Cause::Unknown]);
    }
}
