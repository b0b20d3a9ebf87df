use serde::Deserialize;

use super::*;
use crate::gateway::digest;
use crate::gateway::encode::{base64, hex_lower, hex_upper};
use crate::gateway::secret::Secret;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Vector {
    id: String,
    source: String,
    origin: String,
    alg: String,
    #[serde(default)]
    secret: String,
    api: Option<String>,
    path: Option<String>,
    http: Option<String>,
    #[serde(default)]
    params: std::collections::BTreeMap<String, String>,
    body: Option<String>,
    base: Option<String>,
    expect: String,
    wrong_by_name: Option<String>,
}

impl Vector {
    fn scheme(&self) -> Option<Scheme> {
        Some(match self.alg.as_str() {
            "top-md5" => Scheme::Top(TopDigest::Md5),
            "top-hmac" => Scheme::Top(TopDigest::Hmac),
            "top-hmac-sha256" => Scheme::Top(TopDigest::HmacSha256),
            "spi-md5" => Scheme::TopInbound,
            "iop-sha256" => Scheme::Iop { api: self.api.clone().unwrap() },
            "1688" => Scheme::Aop { path: self.path.clone().unwrap() },
            "aliyun-rpc" => Scheme::Rpc(match self.http.as_deref() {
                Some("GET") => HttpMethod::Get,
                _ => HttpMethod::Post,
            }),
            _ => return None,
        })
    }

    fn pairs(&self) -> Vec<(&str, &str)> {
        self.params.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }
}

fn vectors() -> Vec<Vector> {
    serde_json::from_str(include_str!("../../../fixtures/gateway/vectors.json")).unwrap()
}

#[test]
fn all_vectors() {
    let vectors = vectors();
    assert_eq!(vectors.len(), 41);
    for vector in &vectors {
        assert!(!vector.source.is_empty() && !vector.origin.is_empty(), "{}", vector.id);
        let secret = Secret::new(vector.secret.as_str());
        let base = vector.base.as_deref().unwrap_or_default();
        let Some(scheme) = vector.scheme() else {
            let found = match vector.alg.as_str() {
                "md5-raw" => hex_upper(&digest::md5(base.as_bytes())),
                "md5-lower" => hex_lower(&digest::md5(base.as_bytes())),
                "hmac-sha1-base64" => base64(&digest::hmac_sha1(vector.secret.as_bytes(), base.as_bytes())),
                other => panic!("{other}"),
            };
            assert_eq!(found, vector.expect, "{}", vector.id);
            continue;
        };
        let body = vector.body.as_deref().map(str::as_bytes);
        let mut pairs = vector.pairs();
        for _ in 0..2 {
            let signature = scheme.sign(&secret, &pairs, body);
            assert_eq!(signature.text(), vector.expect, "{}: {}", vector.id, signature.signed());
            assert!(scheme.verify(&secret, &pairs, body, &vector.expect), "{}", vector.id);
            assert_eq!(scheme.mistakes(&secret, &pairs, body, &vector.expect), [], "{}", vector.id);
            // The order in which parameters are given does not matter.
            pairs.reverse();
        }
        if let Some(base) = &vector.base {
            let tokens =
                base.replace("sessiontest", "session***").replace("access_tokentest", "access_token***");
            assert_eq!(scheme.sign(&secret, &pairs, body).signed(), tokens.replace("helloworld", "***"));
        }
        if let Some(wrong) = &vector.wrong_by_name {
            assert_eq!(scheme.mistakes(&secret, &pairs, body, wrong), [Mistake::SortedByName]);
        }
    }
}

/// The strings of three vectors are those of whole schemes, too.
#[test]
fn vectors_of_strings_are_signatures() {
    let secret = Secret::new("test");
    let qimen = [
        ("app_key", "testerp_appkey"),
        ("customerId", "stub-cust-code"),
        ("format", "xml"),
        ("method", "taobao.qimen.entryorder.query"),
        ("sign_method", "md5"),
        ("timestamp", "2015-04-26 00:00:07"),
        ("v", "1.0"),
    ];
    let signature = Scheme::Top(TopDigest::Md5).sign(&secret, &qimen, None);
    assert_eq!(signature.text(), "D06D88CB34B2EC0E5C9BAB396C9542B6");
    let literal = Scheme::External(ExternalRules::new().with_joiner("+"));
    let params = [("appKey", "appkey"), ("timestamp", "timestamp")];
    assert_eq!(literal.sign(&secret, &params, None).text(), "2035d051be35eb00363f1f9e1f43c83b");
    let likely = Scheme::External(ExternalRules::new());
    let params = [("timestamp", "1550476800"), ("appKey", "testkey")];
    assert_eq!(likely.sign(&secret, &params, None).text(), "d646e022fc9e7938c0a536788923fc43");
}

#[test]
fn a_changed_character_is_refused() {
    for vector in vectors() {
        let Some(scheme) = vector.scheme() else { continue };
        let secret = Secret::new(vector.secret.as_str());
        let pairs = vector.pairs();
        let body = vector.body.as_deref().map(str::as_bytes);
        let mut changed = vector.expect.clone();
        let last = changed.pop().unwrap();
        changed.push(if last == '0' { '1' } else { '0' });
        for wrong in [changed.as_str(), "", &vector.expect[1..], &format!("{} ", vector.expect)] {
            assert!(!scheme.verify(&secret, &pairs, body, wrong), "{} {wrong}", vector.id);
        }
        let lower = vector.expect.to_lowercase();
        assert_eq!(scheme.verify(&secret, &pairs, body, &lower), vector.alg == "1688", "{}", vector.id);
        assert!(!scheme.verify(&Secret::new("other"), &pairs, body, &vector.expect), "{}", vector.id);
    }
}

#[test]
fn no_secret_is_shown() {
    let secret = Secret::new("s3cr3t-of-the-app");
    let params = [("session", "t0ken"), ("access_token", "t0ken"), ("a", "1")];
    for scheme in [
        Scheme::Top(TopDigest::Md5),
        Scheme::Top(TopDigest::Hmac),
        Scheme::TopInbound,
        Scheme::Iop { api: "/a".to_owned() },
        Scheme::Aop { path: "p".to_owned() },
        Scheme::Rpc(HttpMethod::Post),
        Scheme::External(ExternalRules::new()),
    ] {
        let shown = format!("{:?} {secret:?} {secret}", scheme.sign(&secret, &params, None));
        assert!(!shown.contains("s3cr3t") && !shown.contains("t0ken"), "{shown}");
    }
}

#[test]
fn mistakes_are_named() {
    use crate::gateway::digest::{hmac_sha256, md5, sha256};
    let secret = Secret::new("helloworld");
    let key = b"helloworld";
    let params = [("title", "棉 a+b"), ("B", "1"), ("a", "2"), ("outer_id", "")];
    let upper = |bytes: Vec<u8>| hex_upper(&bytes);
    let md5_of = |base: &str| upper(md5(format!("helloworld{base}helloworld").as_bytes()));
    let top = Scheme::Top(TopDigest::Md5);
    let right = top.sign(&secret, &params, None);
    assert_eq!(right.signed(), "***B1a2title棉 a+b***");
    let gbk = [&b"helloworldB1a2title"[..], &encoding_rs::GBK.encode("棉 a+b").0, b"helloworld"].concat();
    for (given, mistake) in [
        (right.text().to_lowercase(), Mistake::Case),
        (md5_of("B1a2title%E6%A3%89%20a%2Bb"), Mistake::EncodedBeforeSigning),
        (md5_of("B1a2title%E6%A3%89+a%2Bb"), Mistake::EncodedBeforeSigning),
        (md5_of("B1a2outer_idtitle棉 a+b"), Mistake::EmptyValues),
        (md5_of("B=1&a=2&outer_id=&title=棉 a+b"), Mistake::JoinedAsQuery),
        (md5_of("a2B1outer_idtitle棉 a+b"), Mistake::Order),
        (upper(md5(&gbk)), Mistake::Encoding),
        (upper(hmac_sha256(key, "B1a2title棉 a+b".as_bytes())), Mistake::OtherSignMethod),
        (
            top.sign(&Secret::new("helloworld\n"), &params, None).text().to_owned(),
            Mistake::SecretWithWhiteSpace,
        ),
        (md5_of("B1title棉 a+b"), Mistake::ParameterMissing),
        (upper(md5("B1a2outer_idtitle棉 a+bhelloworld".as_bytes())), Mistake::SecretOnOneSide),
    ] {
        assert_eq!(top.mistakes(&secret, &params, None, &given), [mistake], "{given}");
    }
    assert_eq!(top.mistakes(&secret, &params, Some(b"{}"), right.text()), [Mistake::BodyMissing]);
    assert_eq!(top.mistakes(&secret, &params, None, "0"), []);
    let iop = Scheme::Iop { api: "/order/get".to_owned() };
    let given = upper(hmac_sha256(key, b"B1a2"));
    assert_eq!(iop.mistakes(&secret, &[("B", "1"), ("a", "2")], None, &given), [Mistake::Path]);
    let given = upper(sha256(b"/order/getB1a2"));
    assert_eq!(iop.mistakes(&secret, &[("B", "1"), ("a", "2")], None, &given), [Mistake::Digest]);
}
