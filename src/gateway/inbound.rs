//! Calls that the platform makes to the seller's own server: SPI and Qimen of the classic gateway, and the messages of
//! 1688.

use std::fmt;

use crate::gateway::encode::{pairs, unpercent};
use crate::gateway::secret::Secret;
use crate::gateway::sign::{Pair, Scheme};

/// A call as it came in: nothing in it is decoded, as signatures count bytes.
///
/// ```
/// use tmall_schema::gateway::{Inbound, Secret};
///
/// let form = b"message=%7B%22data%22%3A%7B%7D%7D&_aop_signature=F7F3E60A2963DCFFA52C28C070BA87A5683DD995";
/// let call = Inbound { form: Some(form), ..Inbound::default() };
/// assert!(call.is_message_of_1688(&Secret::new("test")));
/// assert!(!call.is_message_of_1688(&Secret::new("other")));
/// ```
#[derive(Clone, Copy, Default)]
#[allow(clippy::exhaustive_structs, reason = "callers build it")]
pub struct Inbound<'a> {
    /// The query of the address, without `?`.
    pub query: &'a [u8],
    /// The body, if it is a form.
    pub form: Option<&'a [u8]>,
    /// The headers.
    pub headers: &'a [(&'a str, &'a str)],
    /// The body, if it is something else.
    pub body: Option<&'a [u8]>,
}

/// The names of what came in, and sizes: a session may be among the values.
impl fmt::Debug for Inbound<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let params = self.params();
        f.debug_struct("Inbound")
            .field("params", &params.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("headers", &self.headers.iter().map(|(name, _)| *name).collect::<Vec<_>>())
            .field("body", &self.body.map(<[u8]>::len))
            .finish()
    }
}

impl Inbound<'_> {
    /// The parameters of query and form, decoded; bytes that are not UTF-8 are replaced.
    #[must_use]
    pub fn params(&self) -> Vec<(String, String)> {
        let text = |bytes: Vec<u8>| {
            String::from_utf8(bytes)
                .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
        };
        self.pairs().into_iter().map(|(name, value)| (text(name), text(value))).collect()
    }

    fn pairs(&self) -> Vec<(Vec<u8>, Vec<u8>)> {
        let mut all = pairs(self.query);
        all.extend(self.form.map(pairs).unwrap_or_default());
        all
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }

    /// Whether the call is one of the classic gateway (SPI, Qimen): `sign` is right, over query, form, the headers that
    /// `top-sign-list` names, and the body, in the encoding in which they came. Empty values count. The time is not
    /// checked.
    #[must_use]
    pub fn is_of_top(&self, secret: &Secret) -> bool {
        let mut all = self.pairs();
        for name in self.header("top-sign-list").unwrap_or_default().split(',').map(str::trim) {
            if let Some(value) = self.header(name) {
                all.push((name.as_bytes().to_vec(), unpercent(value.as_bytes()).into_owned()));
            }
        }
        is_signed(&Scheme::TopInbound, &all, self.body, secret)
    }

    /// Whether the call is a message that 1688 pushes: `_aop_signature` is right.
    #[must_use]
    pub fn is_message_of_1688(&self, secret: &Secret) -> bool {
        is_signed(&Scheme::Aop { path: String::new() }, &self.pairs(), None, secret)
    }
}

fn is_signed(scheme: &Scheme, all: &[(Vec<u8>, Vec<u8>)], body: Option<&[u8]>, secret: &Secret) -> bool {
    let own = scheme.parameter().as_bytes();
    let mut given = all.iter().filter(|(name, _)| name == own);
    // Two signatures are invalid, even if one of them is right.
    let (Some((_, given)), None) = (given.next(), given.next()) else { return false };
    let pairs: Vec<Pair<'_>> = all.iter().map(|(name, value)| Pair { name, value }).collect();
    let Ok(given) = std::str::from_utf8(given) else { return false };
    scheme.matches(scheme.sign_bytes(secret, &pairs, body).text(), given)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gateway::encode::percent;

    const QUERY: &str = "app_key=12345678&fields=num_iid%2Ctitle%2Cnick%2Cprice%2Cnum&format=json&method=taobao.item.seller.get\
        &num_iid=11223344&outer_id=&session=test&sign_method=md5&timestamp=2016-01-01+12%3A00%3A00&v=2.0";

    /// The values of the official code.
    #[test]
    fn calls_of_the_classic_gateway() {
        let secret = Secret::new("helloworld");
        let body = Some(&b"<request><a>1</a></request>"[..]);
        let (plain, with_body) = ("979C2FC55894E4950B4CA7C822401BB6", "B821FE98B30812C6F29275367B54CD77");
        for (sign, body, expected) in [
            (plain, None, true),
            (with_body, body, true),
            (plain, body, false),
            (with_body, None, false),
            ("979c2fc55894e4950b4ca7c822401bb6", None, false),
        ] {
            let query = format!("{QUERY}&sign={sign}");
            let call = Inbound { query: query.as_bytes(), body, ..Inbound::default() };
            assert_eq!(call.is_of_top(&secret), expected, "{sign}");
            assert!(!call.is_of_top(&Secret::new("other")));
        }
        assert!(!Inbound { query: QUERY.as_bytes(), ..Inbound::default() }.is_of_top(&secret));
        let twice = format!("{QUERY}&sign=x&sign={plain}");
        assert!(!Inbound { query: twice.as_bytes(), ..Inbound::default() }.is_of_top(&secret));
    }

    #[test]
    fn headers_and_encodings_are_signed() {
        let secret = Secret::new("s");
        let value = encoding_rs::GBK.encode("棉").0.into_owned();
        let pairs = [Pair { name: b"a", value: &value }, Pair { name: b"x-user", value: "棉=1".as_bytes() }];
        let sign = Scheme::TopInbound.sign_bytes(&secret, &pairs, None).text().to_owned();
        let query = format!("a={}&sign={sign}", percent(&value));
        let headers = [("Top-Sign-List", "x-user"), ("X-User", "%E6%A3%89%3D1")];
        let call = Inbound { query: query.as_bytes(), headers: &headers, ..Inbound::default() };
        assert!(call.is_of_top(&secret));
        assert!(!Inbound { headers: &headers[1..], ..call }.is_of_top(&secret));
    }

    #[test]
    fn parameters_are_decoded() {
        let call = Inbound { query: b"a=%E6%A3%89+b", form: Some(b"c=%FF"), ..Inbound::default() };
        let expected = [("a", "棉 b"), ("c", "\u{fffd}")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(call.params(), expected);
    }
}
