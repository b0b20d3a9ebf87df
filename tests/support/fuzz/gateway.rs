//! The fuzz targets of the gateways: answers, and calls that come in.

// Each program uses one of them.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::panic)]

use tmall_schema::gateway::{Advice, Inbound, Method, Problem, Publish, Reply, ReplyOutcome, Scheme, Secret};
use tmall_schema::{Call, Lang};

/// The keys that are asked for beside those of the methods.
const KEYS: [&str; 5] = ["items", "total_results", "request_id", "num_iid", "data"];

/// The first line is the status of HTTP and a method; the rest is the answer. Reading ends, the advice fits the outcome, and
/// a call that adds is never repeated without a look unless the platform refused it.
pub fn answer(input: &[u8]) {
    let at = input.iter().position(|byte| *byte == b'\n').unwrap_or(0);
    let (head, body) = input.split_at(at);
    let body = body.strip_prefix(b"\n").unwrap_or(body);
    let head = String::from_utf8_lossy(head);
    let (status, name) = head.split_once(' ').unwrap_or(("200", &head));
    let status = status.parse().unwrap_or(200);
    let method = Method::find(name);
    let reply = Reply::read(method, status, body);
    for key in method.into_iter().flat_map(|method| method.results).map(|key| key.name).chain(KEYS) {
        let _ = reply.text(key);
        for member in reply.list(key) {
            // A member is JSON of its own, digits and all.
            let _: &serde_json::value::RawValue = serde_json::from_str(&member).unwrap();
        }
    }
    let _ = (reply.message(Lang::En), reply.message(Lang::Zh), reply.request_id());
    for call in [Call::Read, Call::Write, Call::Unknown] {
        let advice = reply.advice(call);
        match reply.outcome() {
            ReplyOutcome::Success => assert_eq!(advice, Advice::Done),
            ReplyOutcome::Unreadable { .. } => {
                let expected = if call == Call::Read { Advice::Retry } else { Advice::Look };
                assert_eq!(advice, expected);
            }
            ReplyOutcome::Refused(error) => {
                assert_ne!(advice, Advice::Done);
                if let Some(Problem::Duplicate { items }) = Problem::of(error) {
                    assert!(items.iter().all(|id| id.bytes().all(|byte| byte.is_ascii_digit())));
                }
            }
            _ => {}
        }
    }
    // The same bytes give the same again.
    assert_eq!(Reply::read(method, status, body).outcome(), reply.outcome());
    // A way takes any answer, and its state can be stored.
    let mut publish = Publish::start("1", None).outer_id("o");
    publish.answer(&reply);
    let stored = serde_json::to_string(&publish).unwrap();
    assert_eq!(serde_json::from_str::<Publish>(&stored).unwrap(), publish);
}

/// The first line is a query, the second a header, the rest a body, which is a form too. Checking a signature ends; a wrong
/// secret never passes; and what was signed here passes.
pub fn query(input: &[u8]) {
    let mut parts = input.splitn(3, |byte| *byte == b'\n');
    let query = parts.next().unwrap_or_default();
    let header = String::from_utf8_lossy(parts.next().unwrap_or_default()).into_owned();
    let body = parts.next();
    let headers = [header.split_once(':').unwrap_or(("top-sign-list", &header))];
    let secret = Secret::new("fuzz");
    let other = Secret::new("another");
    for (form, body) in [(None, body), (body, None)] {
        let call = Inbound { query, form, headers: &headers, body };
        for (name, value) in call.params() {
            assert!(name.len() + value.len() <= 3 * input.len());
        }
        let is_right = [call.is_of_top(&secret), call.is_message_of_1688(&secret)];
        let is_also = [call.is_of_top(&other), call.is_message_of_1688(&other)];
        for (one, two) in is_right.into_iter().zip(is_also) {
            assert!(!(one && two), "two secrets cannot both be right");
        }
    }
    // The same parameters, signed: they pass, and do not with another secret.
    let params = Inbound { query, ..Inbound::default() }.params();
    let pairs: Vec<(&str, &str)> = params
        .iter()
        .filter(|(name, _)| name != "sign" && name != "_aop_signature")
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    for scheme in [Scheme::TopInbound, Scheme::Aop { path: String::new() }] {
        let signature = scheme.sign(&secret, &pairs, None);
        assert!(scheme.verify(&secret, &pairs, None, signature.text()));
        assert!(!scheme.verify(&other, &pairs, None, signature.text()));
        let encoded: Vec<String> = pairs
            .iter()
            .map(|(name, value)| format!("{}={}", percent(name), percent(value)))
            .chain([format!("{}={}", scheme.parameter(), signature.text())])
            .collect();
        let text = encoded.join("&");
        let call = Inbound { query: text.as_bytes(), ..Inbound::default() };
        let passes = match scheme {
            Scheme::TopInbound => call.is_of_top(&secret),
            _ => call.is_message_of_1688(&secret),
        };
        assert!(passes, "{text}");
    }
}

/// Every byte but letters and digits.
fn percent(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte.is_ascii_alphanumeric() {
            true => char::from(byte).to_string(),
            false => format!("%{byte:02X}"),
        })
        .collect()
}
